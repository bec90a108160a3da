"""A design read from files, or from a mapping."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from csdesign.errors import DesignError, UsageError

if TYPE_CHECKING:
    from csdesign.model.design import Design
    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Paths", "design_of", "load", "names", "require_design"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One path or several: files, directories, `-` for standard input."""


def names(paths: Paths) -> list[str]:
    """Return paths as a list of texts, as the reader takes them.

    Raises:
        TypeError: what was given is not a path, or several.
    """
    if isinstance(paths, (str, os.PathLike)):
        return [os.fspath(paths)]
    if not isinstance(paths, Iterable):
        raise TypeError(f"expected one path or several, not {_named(paths)}")
    return [os.fspath(path) for path in paths]


def require_design(design: object, function: str) -> None:
    """Refuse what is not a design, with what to write.

    Raises:
        TypeError: it is a path, a plan or anything else.
    """
    from csdesign.model.design import Design

    if isinstance(design, Design):
        return
    raise TypeError(
        f"{function} takes a design, not {_named(design)}; "
        f'write csdesign.{function}(csdesign.load("design.yaml"))'
    )


def _named(value: object) -> str:
    """Return the kind of a value, in a sentence."""
    return "a path" if isinstance(value, (str, os.PathLike)) else f"a {type(value).__name__}"


def load(
    design: Paths | Mapping[str, Any],
    *,
    overrides: Sequence[str] = (),
    scenario: str | None = None,
    stdin: BinaryIO | None = None,
) -> Design:
    """Return the design in the given files, or in a mapping with the same content as the YAML.

    `overrides` change single values, as in `segments.smb.accounts=5000`; `scenario` is the id of
    a scenario of the design, which is merged into it. Places of findings in a mapping are those
    in the equivalent YAML, in a file named `<mapping>`.

    Raises:
        DesignError: the design has problems; its `findings` say which and where.
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: an override names nothing in the design, or a mapping holds what is not YAML.
    """
    from csdesign.source.designs import load_design, load_scenario, load_sources
    from csdesign.source.includes import OnDisk, with_includes

    if isinstance(design, Mapping):
        loaded = load_sources(with_includes([_as_source(design)], OnDisk()), overrides)
    else:
        loaded = load_design(names(design), stdin, overrides)
    found = design_of(loaded)
    return found if scenario is None else design_of(load_scenario(loaded, scenario))


def _as_source(design: Mapping[str, Any]) -> SourceFile:
    import yaml

    from csdesign.escaping.yaml import dump_yaml
    from csdesign.source.yaml.sourcefile import SourceFile

    try:
        text = dump_yaml(design)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise UsageError(
            "the mapping holds a value that YAML cannot hold: use mappings, lists, texts, numbers "
            "and days"
        ) from error
    data = text.encode("utf-8", "surrogatepass")
    return SourceFile("<mapping>", data, 0, len(data))


def design_of(loaded: Loaded) -> Design:
    """Return the design that was loaded.

    Raises:
        DesignError: there is none; its `findings` say why.
    """
    if loaded.design is None:
        count = len(loaded.findings)
        problems = "1 problem" if count == 1 else f"{count} problems"
        raise DesignError(f"the design does not load: {problems}", loaded.findings)
    return loaded.design
