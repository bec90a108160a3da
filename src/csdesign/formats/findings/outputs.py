"""Output files of findings: the values of `--output FORMAT=PATH`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.errors import UsageError
from csdesign.formats import known
from csdesign.formats.findings import FORMATS
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["Output", "parse_outputs"]

_STDOUT: Final = frozenset({"-", "/dev/stdout"})


class Output(NamedTuple):
    """A format and the file to write it to."""

    format: str
    path: str


def parse_outputs(
    values: Iterable[str], formats: Collection[str] = tuple(FORMATS)
) -> tuple[Output, ...]:
    """Return the outputs in the order given.

    Raises:
        UsageError: a value is not `FORMAT=PATH`, or names no format or standard output.
    """
    return tuple(_parsed(value, formats) for value in values)


def _parsed(value: str, formats: Collection[str]) -> Output:
    name, equals, path = value.partition("=")
    if not equals or not path:
        raise UsageError(
            f"--output: '{visible(value)}' is not FORMAT=PATH, such as sarif=findings.sarif"
        )
    known(name, formats, "--output")
    if "\0" in path:
        raise UsageError("--output: a path cannot hold a NUL character")
    if path in _STDOUT:
        raise UsageError(f"--output: use --format {name} to write to standard output")
    return Output(name, path)
