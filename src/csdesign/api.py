"""The library behind the commands: read, work, return values.

design = csdesign.load("design.yaml")
plan = csdesign.plan(design)
for finding in csdesign.check(["design.yaml"]): ...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, overload

from csdesign.errors import DesignError

if TYPE_CHECKING:
    import pandas as pd

    from csdesign.delta.changes import DesignDiff
    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.plan.results import Plan
    from csdesign.source.designs import Loaded

__all__ = [
    "Findings",
    "Paths",
    "check",
    "check_loaded",
    "design_of",
    "diff",
    "load",
    "names",
    "plan",
]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One path or several: files, directories, `-` for standard input."""


class Findings(Sequence["Finding"]):
    """The findings of a check, in order: severity, code, object."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._findings = tuple(findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> Findings: ...

    def __getitem__(self, index: int | slice) -> Finding | Findings:
        if isinstance(index, slice):
            return Findings(self._findings[index])
        return self._findings[index]

    def __len__(self) -> int:
        return len(self._findings)

    def __repr__(self) -> str:
        return f"Findings({len(self)})"

    def to_frame(self) -> pd.DataFrame:
        """Return one row per finding; columns code, name, severity, object, path, line, message."""
        import pandas as pd

        columns = ["code", "name", "severity", "object", "path", "line", "column", "message"]
        rows = [
            (
                finding.code,
                finding.name,
                finding.severity.word,
                finding.object,
                finding.span.path if finding.span else None,
                finding.span.line if finding.span else None,
                finding.span.column if finding.span else None,
                finding.message,
            )
            for finding in self
        ]
        return pd.DataFrame(rows, columns=columns)


def names(paths: Paths) -> list[str]:
    """Return paths as the list of texts that the reader takes."""
    if isinstance(paths, (str, os.PathLike)):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]


def load(paths: Paths, *, overrides: Sequence[str] = (), stdin: BinaryIO | None = None) -> Design:
    """Return the design that paths name; `overrides` are what-ifs, `segments.smb.accounts=5000`.

    Raises:
        DesignError: the design has problems; its `findings` say which and where.
        UnreadableError: a path cannot be opened or is no regular file.
        UsageError: an override names nothing in the design.
    """
    from csdesign.source.designs import load_design

    return design_of(load_design(names(paths), stdin, overrides))


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


def plan(design: Design) -> Plan:
    """Return who should cover which customers, with what kind of person, and how many.

    `findings` of the plan has what the rules say of the design.
    """
    from csdesign.plan.planner import make_plan
    from csdesign.rules.catalogue import ALL_RULES
    from csdesign.rules.engine import run
    from csdesign.rules.rule import Facts

    made = make_plan(design)
    return replace(made, findings=tuple(run(ALL_RULES, Facts(design, made))))


def diff(old: Design, new: Design) -> DesignDiff:
    """Return what changed from one design to another, with findings that came and went."""
    from csdesign.delta.compare import diff_plans

    return diff_plans(plan(old), plan(new))


def check(paths: Paths, *, stdin: BinaryIO | None = None) -> Findings:
    """Return everything wrong with a design: reading, schema, references and every rule.

    Raises:
        UnreadableError: a path cannot be opened or is no regular file.
    """
    from csdesign.source.designs import load_design

    return check_loaded(load_design(names(paths), stdin))


def check_loaded(loaded: Loaded) -> Findings:
    """Return the findings of a design that was read: why it does not load, or what rules say."""
    if loaded.design is None:
        return Findings(loaded.findings)
    return Findings(plan(loaded.design).findings)
