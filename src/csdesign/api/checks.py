"""The check of a design, and the findings it returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final, overload

from csdesign.api.designs import Paths, names
from csdesign.escaping.notebook import notebook_table
from csdesign.extras import needs_extra
from csdesign.finding import Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding
    from csdesign.rules.selection import Choice
    from csdesign.source.designs import Loaded

__all__ = ["Findings", "check", "check_loaded"]


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
        """Return the errors that are not suppressed."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> Findings:
        """Return the warnings that are not suppressed."""
        return self._of(Severity.WARNING)

    @property
    def notes(self) -> Findings:
        """Return the notes that are not suppressed."""
        return self._of(Severity.NOTE)

    @property
    def suppressed(self) -> int:
        """Return the number of findings that a comment or a baseline suppresses."""
        return sum(finding.suppressed is not None for finding in self)

    @property
    def worst(self) -> Severity | None:
        """Return the worst severity of the active findings; None if there are none."""
        return max((f.severity for f in self if f.suppressed is None), default=None)

    @needs_extra
    def to_frame(self) -> pd.DataFrame:
        """Return one row per finding, suppressed ones with their reason in `suppressed`.

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


def check(
    paths: Paths,
    *,
    stdin: BinaryIO | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
) -> Findings:
    """Return every finding of a design: of reading, schema, references and all rules.

    `select` and `ignore` take codes, beginnings of codes and names. Findings that a
    comment of the design suppresses are included, with the reason in `suppressed`; `today`
    (default: the current day in UTC) decides which comments have expired. No settings file is
    read.

    Raises:
        TypeError: `paths` is not a path, or several: a design has no text to find places in.
        UnreadableError: a path cannot be opened or is not a regular file.
        UsageError: a selector matches no rule.
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
    """Return the findings of a design that was read: what keeps it from loading, or those of rules.

    Every finding is returned separately, also those that `check` combines into one row.

    Without a `choice`, every rule runs. `today` is as in `check`. With `measured`, the rules judge
    the counted numbers, and the findings on the table are included. With `draws` of the uncertain
    inputs, they also judge whether the people are enough in the share `sure` of the draws.
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
