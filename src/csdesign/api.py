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
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, overload

from csdesign.errors import DesignError, UsageError
from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.finding import Severity
from csdesign.wording import listed, number_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.auditing.results import AuditReport
    from csdesign.auditing.role_input import RoleInput
    from csdesign.books.options import BookOptions
    from csdesign.books.results import Books
    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding
    from csdesign.fitting.results import Fit
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.roles.verdict.comparison import RoleComparison
    from csdesign.rules.selection import Choice
    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile
    from csdesign.views.content import ReportContent
    from csdesign.views.explain.derivation import Derivation
    from csdesign.views.redaction import Redaction

__all__ = [
    "Explanation",
    "Findings",
    "Paths",
    "audit",
    "check",
    "check_loaded",
    "compare_roles",
    "design_of",
    "diff",
    "explain",
    "fit",
    "load",
    "measure",
    "names",
    "plan",
    "propose_books",
    "report",
    "report_content",
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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Findings) and self._findings == other._findings

    def __hash__(self) -> int:
        return hash(self._findings)

    def __repr__(self) -> str:
        counts = ", ".join(number_of(len(self._of(each)), each.value) for each in Severity)
        return f"<Findings: {counts}; {self.suppressed} suppressed>"

    def _repr_html_(self) -> str:
        rows = (
            (f.severity, f.message, f"{f.span.path}:{f.span.line}" if f.span else "", f.code)
            for f in self
        )
        columns = ("severity", "finding", "place", "rule")
        return notebook_table(repr(self)[1:-1], columns, rows, len(self))

    def _of(self, severity: Severity) -> Findings:
        return Findings(f for f in self if f.severity is severity and f.suppressed is None)

    @property
    def errors(self) -> Findings:
        """Return the errors that nothing silences."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> Findings:
        """Return the warnings that nothing silences."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> Findings:
        """Return the notes that nothing silences."""
        return self._of(Severity.NOTE)

    @property
    def suppressed(self) -> int:
        """Return how many findings a comment or a baseline silences."""
        return sum(finding.suppressed is not None for finding in self)

    @property
    def worst(self) -> Severity | None:
        """Return the severity of the worst finding that nothing silences; None without any."""
        return max((f.severity for f in self if f.suppressed is None), default=None)

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per finding, the silenced ones with their reason in `suppressed`.

        Columns: code, name, severity, object, path, line, column, end_line, end_column, message,
        fix, why, evidence (one text), suppressed.
        """
        import pandas as pd

        return pd.DataFrame([_row(finding) for finding in self], columns=list(_COLUMNS))


_COLUMNS: Final = (
    *("code", "name", "severity", "object", "path", "line", "column", "end_line", "end_column"),
    *("message", "fix", "why", "evidence", "suppressed"),
)


def _row(finding: Finding) -> tuple[object, ...]:
    span = finding.span
    place = (
        (span.path, span.line, span.column, span.end_line, span.end_column) if span else (None,) * 5
    )
    evidence = "; ".join(f"{name} = {value}" for name, value in finding.evidence)
    return (
        *(finding.code, finding.name, finding.severity.value, finding.object),
        *place,
        *(finding.message, finding.fix, finding.why, evidence, finding.suppressed),
    )


class Explanation:
    """How a result came about: what is explained, its answer, and the steps that lead to it.

    `str()` has the whole derivation as text, down to the lines of the design.
    """

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation

    @property
    def title(self) -> str:
        """Return what is explained."""
        return self._derivation.title

    @property
    def answer(self) -> str:
        """Return the result in one line."""
        return self._derivation.answer

    def __str__(self) -> str:
        from csdesign._version import VERSION
        from csdesign.formats import Layout, write_text
        from csdesign.formats.said import said_of_derivation

        return write_text("table", said_of_derivation(self._derivation, VERSION), Layout())

    def __repr__(self) -> str:
        return f"<Explanation of {self.title}: {self.answer}>"

    def _repr_html_(self) -> str:
        rows = (
            (group.title, step.words, step.figure, step.basis, step.place)
            for group in self._derivation.groups
            for step in group.steps
        )
        count = sum(len(group.steps) for group in self._derivation.groups)
        columns = ("part", "step", "figure", "basis", "place")
        return notebook_table(f"{self.title}: {self.answer}", columns, rows, count)


def names(paths: Paths) -> list[str]:
    """Return paths as the list of texts that the reader takes."""
    if isinstance(paths, (str, os.PathLike)):
        return [os.fspath(paths)]
    return [os.fspath(path) for path in paths]


def load(
    design: Paths | Mapping[str, Any],
    *,
    overrides: Sequence[str] = (),
    scenario: str | None = None,
    stdin: BinaryIO | None = None,
) -> Design:
    """Return the design that paths name, or that a mapping holds as YAML would.

    `overrides` are what-ifs, `segments.smb.accounts=5000`; `scenario` is the id of one of the
    design's scenarios, which is laid over it. Places in a mapping are those of the
    YAML that says the same, in a file named `<mapping>`.

    Raises:
        DesignError: the design has problems; its `findings` say which and where.
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: an override names nothing in the design, or a mapping holds what YAML cannot.
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
            "the mapping holds what YAML cannot: give mappings, lists, texts, numbers and days"
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
    spreads: bool = False,
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
        spreads: Whether to look as well how numbers are spread, for a report.

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
    counted = measure_accounts(design, accounts, replace(options, dates=True))
    if not spreads:
        return counted
    from csdesign.accounts.profile import look_at
    from csdesign.customers import segment_rules

    look = look_at(accounts, segment_rules(design), options)
    return replace(counted, spreads=look.spreads)


def plan(
    design: Design,
    *,
    measured: Measured | None = None,
    months: int | None = None,
    start: date | None = None,
    as_of: date | None = None,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
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
        draws: How many futures of the uncertain inputs to draw (100 to 1,000,000); None for none.
        seed: The same seed gives the same futures.
        sure: How often the people chosen for each role are to be enough (0.5 to 0.999).

    Raises:
        UsageError: the months are not 0 to 60, nothing says where they start, or draws, seed or
            sure are out of their range.
        MissingExtraError: a calendar or draws are asked for and a library is not installed.
    """
    from csdesign.planning.months import with_months
    from csdesign.planning.months.horizon import dated, horizon_of
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
    made = replace(made, measured=measured)
    if draws is not None:
        from csdesign.planning.futures.planner import futures_of

        made = replace(made, futures=futures_of(made, draws=draws, seed=seed, sure=sure))
    touching = Touching(design, made)
    weighed = (
        finding if finding.touched else replace(finding, touched=touching(finding.object))
        for finding in seen
    )
    found = (*run(ALL_RULES, Facts(design, made)), *weighed)
    return replace(
        made,
        findings=tuple(by_cause(found)),
        measured=measured,
    )


def diff(
    old: Design,
    new: Design,
    *,
    measured: tuple[Measured, Measured] | None = None,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
) -> DesignDiff:
    """Return what changed from one design to another, with findings that came and went.

    `measured` is what `measure` counted by the old design and by the new one. With `draws`, `seed`
    and `sure` as in `plan` both are drawn alike, and the difference says how often people are
    enough.
    """
    from csdesign.diffing.compare import diff_plans

    before, after = measured or (None, None)
    return diff_plans(
        plan(old, measured=before, draws=draws, seed=seed, sure=sure),
        plan(new, measured=after, draws=draws, seed=seed, sure=sure),
    )


def audit(design: Design, against: Design | None = None) -> AuditReport:
    """Return which roles are one job under two titles, and which are not what they claim.

    `against` is an earlier design: its roles are found again by what they do. `findings` has what
    the rules on roles say.
    """
    from csdesign.auditing.audit import audit_design

    return audit_design(design, against)


@needs_extra
def propose_books(
    design: Design,
    accounts: object | None = None,
    people: object | None = None,
    *,
    role: str | None = None,
    as_of: date | str | None = None,
    columns: Mapping[str, str] | None = None,
    options: BookOptions | None = None,
) -> Books:
    """Return who of a role gets which accounts of a table, with a reason for every move.

    Args:
        design: Its positions are the people, its promises the hours of an account.
        accounts: What `measure` returned, or a table as it takes one; None takes the table that
            the design names.
        people: For a design without positions: the path of an HR list (.csv, .xlsx), a pandas or
            polars frame of one, another design, or positions as mappings
            (`[{"id": "ann", "roles": ["csm"]}]`).
        role: The role whose books are proposed; None where only one has customers of its own.
        as_of: The day of the proposal; that of the measurement, the design's own, else today.
        columns: Column name to header, before those of the design and any alias.
        options: What binds how much; by default owners keep what they can.

    Raises:
        RulesError: a `where` cannot be read, or does not fit the table.
        UnreadableError: the table cannot be opened or read.
        UsageError: the table has no ids, nobody holds the role, or several roles have customers.
        MissingExtraError: the extra `data` is not installed.
    """
    from csdesign.accounts.measure.results import Measured
    from csdesign.books.options import BookOptions
    from csdesign.customers import declared_source, measure_accounts, measure_options
    from csdesign.proposing import Proposer, roles_with_books

    counted = accounts if isinstance(accounts, Measured) else None
    if counted is not None and counted.origin is not None:
        source, reading = counted.origin
    else:
        source = declared_source(design) if accounts is None else accounts
        reading = measure_options(design, as_of=as_of, columns=columns, is_own=accounts is None)
    if source is None or isinstance(source, Measured):
        raise UsageError("the design names no account table; give one, or write accounts.path")
    spellings: Mapping[str, tuple[str, ...]] = {}
    if people is not None:
        design, spellings = _with_people(design, people, reading.as_of)
    if counted is None or people is not None:
        counted = measure_accounts(design, source, reading)
    planned = plan(design, measured=counted)
    chosen = roles_with_books(planned, None if role is None else [role])
    if len(chosen) > 1:
        raise UsageError(f"several roles have customers of their own: give role= {listed(chosen)}")
    rules = options or BookOptions(as_of=reading.as_of)
    return Proposer(planned, source, reading, rules, (), spellings).propose(chosen[0]).books


def _with_people(
    design: Design, people: object, today: date
) -> tuple[Design, Mapping[str, tuple[str, ...]]]:
    """Return the design with the people as posts, and how owners may be written."""
    import yaml

    from csdesign.model.design import Design
    from csdesign.role_import.hr_posts import posts_for

    if design.posts:
        raise UsageError("the design has positions already; people= is for a design without")
    spellings: Mapping[str, tuple[str, ...]] = {}
    with TemporaryDirectory(prefix="csdesign-") as folder:
        source = _hr_frame(people, folder)
        found: object
        if isinstance(source, str | os.PathLike):
            roles = [(role.id, role.title) for role in design.roles or ()]
            posts = posts_for(roles, os.fspath(source), today)
            spellings, found = posts.spellings, yaml.safe_load(posts.yaml)["positions"]
        elif isinstance(source, Design):
            found = source.to_dict().get("positions")
        elif isinstance(source, Iterable):
            found = [dict(each) if isinstance(each, Mapping) else each for each in source]
        else:
            raise UsageError(
                "people= takes an HR list, a design, or positions as mappings, not "
                f"{type(people).__name__}"
            )
    if not found:
        raise UsageError("people= names nobody: it has no positions")
    written: dict[str, Any] = {**design.to_dict(), "positions": found}
    return load(written), spellings


def _hr_frame(people: object, folder: str) -> object:
    """Return a data frame as the path of a CSV file of it, all else unchanged."""
    for writer in ("to_csv", "write_csv"):  # pandas, polars
        write = getattr(people, writer, None)
        if callable(write):
            path = os.path.join(folder, "people.csv")  # noqa: PTH118 -- one name in our folder
            write(path, **({"index": False} if writer == "to_csv" else {}))
            return path
    return people


def explain(plan: Plan, subject: str) -> Explanation:
    """Return how a result of a plan came about, such as `fte:smb` or `role:csm`.

    Raises:
        UsageError: there is no such subject, or the design has nothing of the name.
    """
    from csdesign.views.explain.subjects import derivation_of

    return Explanation(derivation_of(plan, subject))


def report(
    design: Design,
    format: str = "html",  # noqa: A002 -- the word of the command
    *,
    against: Design | None = None,
    measured: Measured | None = None,
    redact: Iterable[str] = (),
) -> bytes:
    """Return a report of a design as the bytes of one file.

    Args:
        design: What is reported.
        format: html, md, xlsx, json, svg, mmd, dot or pptx.
        against: An earlier design, for before and after.
        measured: What `measure` counted; with its `spreads` the report draws them.
        redact: Parts to leave out: `cost`, `names`.

    Raises:
        UsageError: there is no such format or part, or the format is a folder of files.
        MissingExtraError: the format needs an extra.
    """
    from csdesign.formats.report import format_of, is_folder, write
    from csdesign.views.redaction import redaction_of

    name = format_of("report", format)
    if is_folder(name):
        raise UsageError(f"{name} is a folder of files: use csdesign report, or frames")
    parts = redaction_of(",".join(redact))
    (file,) = write(name, report_content(design, parts, against=against, measured=measured))
    return file.data


def report_content(
    design: Design,
    parts: frozenset[str] = frozenset(),
    *,
    against: Design | None = None,
    measured: Measured | None = None,
    label: str = "an earlier design",
    source: str = "",
) -> ReportContent:
    """Return what a report shows: the plan, the audit, and what changed since `against`.

    `parts` are left out; `label` names the earlier design, `source` this one.
    """
    from csdesign._version import VERSION
    from csdesign.auditing.audit import audit_design
    from csdesign.diffing.compare import diff_plans
    from csdesign.views.audit.report_audit import role_audit_of
    from csdesign.views.content import Before, ReportContent

    now, redaction = _redacted(design, parts, measured)
    nameless = "names" in parts
    name = "an earlier design" if nameless else label
    before = None
    if against is not None:
        then, former = _redacted(against, parts)
        redaction = redaction.with_names_of(former)
        before = Before(name, then, diff_plans(then, now))
    audited = audit_design(
        now.design, None if before is None else before.plan.design, against_name=name
    )
    return ReportContent(
        plan=now,
        version=VERSION,
        source="" if nameless else source,
        before=before,
        audit=role_audit_of(audited, places=not nameless) if now.design.roles else None,
        redaction=redaction,
    )


def _redacted(
    design: Design, parts: frozenset[str], measured: Measured | None = None
) -> tuple[Plan, Redaction]:
    """Return the plan of what a design is without the redacted parts."""
    from csdesign.views.redaction import redact, redacted_plan, without_amounts

    shown, redaction = redact(design, parts)
    counted = without_amounts(measured) if measured is not None and "cost" in parts else measured
    return redacted_plan(plan(shown, measured=counted), parts), redaction


def fit(
    design: Design,
    *,
    people: int | None = None,
    by_role: Mapping[str, int] | None = None,
    budget: float | None = None,
    frontier: bool = False,
    seconds: float | None = 60.0,
    gap: float = 0.0,
) -> Fit:
    """Return the promises to change so that the plan fits, at least cost to customers.

    Args:
        design: Its interactions say what may change: floors, options, protected promises.
        people: People in all.
        by_role: People of single roles.
        budget: Cost a year, in the company's currency.
        frontier: Whether to say what each number of people buys.
        seconds: When to stop with the best so far and its gap (s); None for never.
        gap: The share of the loss by which the answer may be above the least (0 is proven).

    Raises:
        UsageError: there is no limit, or it means nothing for the design.
        MissingExtraError: the solver is not installed.
    """
    from csdesign.fitting.fit import fit_design
    from csdesign.fitting.results import Limit

    if people is None and not by_role and budget is None:
        raise UsageError("say what to fit: people, by_role or budget")
    limit = Limit(people, by_role, budget)
    return fit_design(design, limit, frontier=frontier, seconds=seconds, gap=gap)


def compare_roles(
    a: RoleInput,
    b: RoleInput,
    context: Iterable[RoleInput] = (),
    *,
    relation: Literal["succession", "siblings"] = "succession",
) -> RoleComparison:
    """Return what two roles have in common, with the evidence, a tier and a verdict.

    A role is one of a design, or a mapping of its fields; `title` and `responsibilities` suffice.
    `context` has the other roles of the file, against whose words the two are judged. `relation`
    says whether `b` follows `a` or the two stand side by side.

    Raises:
        UsageError: a field of a mapping is unknown or has a wrong value.
    """
    from csdesign.auditing.role_input import text_of
    from csdesign.roles.verdict.comparison import compare

    others = [text_of(role) for role in context]
    return compare(text_of(a), text_of(b), others, relation=relation)


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
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: a selector fits no rule.
    """
    from csdesign.rules.causes import by_cause
    from csdesign.rules.control import choose_rules
    from csdesign.source.designs import load_design

    choice = choose_rules(select, ignore)
    return Findings(by_cause(check_loaded(load_design(names(paths), stdin), choice, today)))


def check_loaded(
    loaded: Loaded,
    choice: Choice | None = None,
    today: date | None = None,
    *,
    measured: Measured | None = None,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
) -> Findings:
    """Return the findings of a design that was read: why it does not load, or what rules say.

    Each stands on its own, also those that `check` puts into one row.

    Without a `choice` every rule runs. `today` is as in `check`. With what `measure` counted, rules
    judge the counted numbers, and what the table shows is among the findings. With `draws` of its
    uncertain inputs they also judge how sure the people are, against `sure`.
    """
    from csdesign.rules.control import Counted, choose_rules, judge

    day = today or datetime.now(UTC).date()
    counted = None
    if measured is not None and loaded.design is not None:
        from csdesign.customers import account_findings, measured_design

        counted = Counted(
            measured_design(loaded.design, measured),
            account_findings(loaded.design, measured.problems),
        )
    chosen = choice or choose_rules()
    return Findings(judge(loaded, chosen, day, counted, draws=draws, seed=seed, sure=sure))
