"""The library behind the commands: read, work, return values.

design = csdesign.load("design.yaml")
plan = csdesign.plan(design)
for finding in csdesign.check(["design.yaml"]): ...
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, overload

from csdesign.errors import DesignError, UsageError
from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.auditing.results import AuditReport
    from csdesign.auditing.role_input import RoleInput
    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.roles.verdict.comparison import RoleComparison
    from csdesign.rules.selection import Choice
    from csdesign.source.designs import Loaded

__all__ = [
    "Findings",
    "Paths",
    "audit",
    "check",
    "check_loaded",
    "compare_roles",
    "design_of",
    "diff",
    "load",
    "measure",
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

    @needs_extra
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


@needs_extra
def measure(
    design: Design,
    accounts: object | None = None,
    *,
    as_of: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    before: object | None = None,
    sample: int = 5,
    number_format: str | None = None,
    date_format: str | None = None,
    formats: Mapping[str, str] | None = None,
    table: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> Measured:
    """Return the customers of a table counted by the segments of a design.

    Args:
        design: Its segments say by `where` which accounts are theirs.
        accounts: A path, glob, directory or URL, or a pandas, polars or Arrow frame; None takes the
            table that the design names.
        as_of: The day to measure at; the design's own, else today.
        columns: Column name to header, before those of the design and any alias.
        before: An earlier table of the same accounts: who moved.
        sample: Most account ids kept as examples.
        number_format: How text cells write numbers: `plain`, `en`, `de`, `fr` or `ch`.
        date_format: How text cells write days: `iso`, or such as `%d.%m.%Y`.
        formats: Such formats of single columns, by column name.
        table: The table of a database.
        sheet: The sheet of a workbook.
        header_row: The row of the header in a text or a sheet, from 1.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        UnreadableError: the table cannot be opened or read.
        UsageError: no segment has a `where`, or an argument means nothing for this table.
        MissingExtraError: the engine's driver is not installed.
    """
    from csdesign.customers import declared_source, measure_accounts, measure_options

    own = declared_source(design) if accounts is None else None
    if accounts is None and own is None:
        raise UsageError("the design names no account table; give one, or write accounts.path")
    options = measure_options(
        design,
        as_of=as_of,
        columns=columns,
        number_format=number_format,
        date_format=date_format,
        formats=formats,
        table=table,
        sheet=sheet,
        header_row=header_row,
        before=before,
        sample=sample,
        is_own=accounts is None,
    )
    accounts = own if accounts is None else accounts
    return measure_accounts(design, accounts, replace(options, dates=True))


def plan(
    design: Design,
    *,
    measured: Measured | None = None,
    months: int | None = None,
    start: date | None = None,
    as_of: date | None = None,
) -> Plan:
    """Return who should cover which customers, with what kind of person, and how many.

    `findings` of the plan has what the rules say of the design. What `measure` counted takes the
    place of declared numbers, and what the table shows is among the findings.

    Args:
        design: What is promised to whom, and who is there.
        measured: What `measure` counted in an account table.
        months: How many months to plan beside the year, in place of the design's `horizon`; 0 for
            none.
        start: The first month, as its first day.
        as_of: The day it is: what should have begun before it is late.

    Raises:
        UsageError: the months are not 0 to 60, or nothing says where they start.
        MissingExtraError: a calendar is asked for and its library is not installed.
    """
    from csdesign.planning.months.horizon import dated, horizon_of
    from csdesign.planning.months.planner import with_months
    from csdesign.planning.planner import make_plan
    from csdesign.rules.catalogue import ALL_RULES
    from csdesign.rules.causes import by_cause
    from csdesign.rules.engine import run
    from csdesign.rules.rule import Facts
    from csdesign.rules.touching import Touching

    seen: tuple[Finding, ...] = ()
    if measured is not None:
        from csdesign.customers import account_findings, measured_design

        seen = account_findings(design, measured.problems)
        design = measured_design(design, measured)
    design = dated(design, months=months, start=start, as_of=as_of)
    horizon = horizon_of(design, counted=None if measured is None else measured.as_of)
    starts = None
    if measured is not None and horizon is not None:
        from csdesign.customers import counted_starts

        starts = counted_starts(design, measured, horizon)
    made = with_months(make_plan(design), horizon, starts)
    touching = Touching(design, made)
    weighed = (replace(finding, touched=touching(finding.object)) for finding in seen)
    found = (*run(ALL_RULES, Facts(design, made)), *weighed)
    return replace(
        made,
        findings=tuple(by_cause(found)),
        measured=measured,
    )


def diff(old: Design, new: Design) -> DesignDiff:
    """Return what changed from one design to another, with findings that came and went."""
    from csdesign.diffing.compare import diff_plans

    return diff_plans(plan(old), plan(new))


def audit(design: Design, against: Design | None = None) -> AuditReport:
    """Return which roles are one job under two titles, and which are not what they claim.

    `against` is an earlier design: its roles are found again by what they do. `findings` has what
    the rules on roles say.
    """
    from csdesign.auditing.audit import audit_design

    return audit_design(design, against)


def compare_roles(a: RoleInput, b: RoleInput, context: Iterable[RoleInput] = ()) -> RoleComparison:
    """Return what two roles have in common, with the evidence and a verdict.

    A role is one of a design, or a mapping of its fields; `title` and `responsibilities` suffice.
    `context` has the other roles of the file, against whose words the two are judged.

    Raises:
        UsageError: a field of a mapping is unknown or has a wrong value.
    """
    from csdesign.auditing.role_input import text_of
    from csdesign.roles.verdict.comparison import compare

    return compare(text_of(a), text_of(b), [text_of(role) for role in context])


def check(
    paths: Paths,
    *,
    stdin: BinaryIO | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
) -> Findings:
    """Return everything wrong with a design: reading, schema, references and every rule.

    `select` and `ignore` take codes, beginnings of codes and names. What a comment of the design
    silences is there with its reason in `suppressed`; `today` (default: the day it is, in UTC)
    decides which comments still hold. No settings file is read.

    Raises:
        UnreadableError: a path cannot be opened or is no regular file.
        UsageError: a selector fits no rule.
    """
    from csdesign.rules.causes import by_cause
    from csdesign.rules.control import choose_rules
    from csdesign.source.designs import load_design

    choice = choose_rules(select, ignore)
    return Findings(by_cause(check_loaded(load_design(names(paths), stdin), choice, today)))


def check_loaded(
    loaded: Loaded, choice: Choice | None = None, today: date | None = None
) -> Findings:
    """Return the findings of a design that was read: why it does not load, or what rules say.

    Each stands on its own, also those that `check` puts into one row.

    Without a `choice` every rule runs. `today` is as in `check`.
    """
    from csdesign.rules.control import choose_rules, judge

    day = today or datetime.now(UTC).date()
    return Findings(judge(loaded, choice or choose_rules(), day))
