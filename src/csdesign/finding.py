"""Findings: what is wrong with a design, and where; made by every check, read by every format.

A rule names a *path* of keys, as pydantic's `loc` does. The source map turns a path into a *span*
of lines and columns (from 1, columns in code points, end exclusive). A finding carries both the
span and the *object* by id (`roles[csm].title`), which stays the same when lines move.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import fsum
from typing import Final, NamedTuple

__all__ = [
    "SEVERITIES",
    "Cause",
    "Finding",
    "Hit",
    "Measure",
    "Related",
    "RuleInfo",
    "Severity",
    "Span",
    "Touched",
    "YamlPath",
]


YamlPath = tuple[str | int, ...]
"""Keys and list indexes from the top of a design to one of its nodes."""


class Severity(StrEnum):
    """How bad a finding is: the word people and JSON use, in an order of its own.

    An error is more than a warning, and a warning more than a note; iterating begins with errors.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> str:
        """Return the severity as plain text."""
        return self.value

    @property
    def rank(self) -> int:
        """Return the place in a list that begins with the worst: 0 for an error."""
        return _RANKS[self.value]

    def __lt__(self, other: str) -> bool:
        return self.rank > Severity(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank >= Severity(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank < Severity(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank <= Severity(other).rank


_RANKS: Final = {severity.value: rank for rank, severity in enumerate(Severity)}
SEVERITIES: Final = {severity.value: severity for severity in Severity}


class Measure(NamedTuple):
    """The number that a finding turns on: by it a known finding is told from one grown worse.

    `form` is how people read the number, such as `{:.0%}`. `falling` says that less is worse, as
    of a service level.
    """

    value: float
    form: str = "{:,g}"
    falling: bool = False

    def said(self, value: float) -> str:
        """Return a value of this measure as people read it."""
        return self.form.format(value)

    def worse_than(self, known: float) -> bool:
        """Return whether the value is worse by more than a tenth of what was known."""
        change = known - self.value if self.falling else self.value - known
        return change > abs(known) / 10 + 1e-9


class Span(NamedTuple):
    """A place in a file: lines and columns from 1, columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """Another place that a finding mentions, and what it shows there."""

    message: str
    span: Span | None
    object: str = ""


class RuleInfo(NamedTuple):
    """The data of a rule that every format needs: its code, names and help text."""

    code: str
    name: str
    severity: Severity
    summary: str
    help: str = ""
    source: str = ""

    @property
    def why(self) -> str:
        """Return the reason for the rule: the help without the reason for its severity."""
        article = "An" if self.severity is Severity.ERROR else "A"
        return "\n\n".join(
            part
            for part in self.help.split("\n\n")
            if not part.startswith(f"{article} {self.severity}")
        )


class Cause(NamedTuple):
    """The common cause of findings that are one mistake.

    `key` tells causes of one rule apart. `text` is the message in pieces: fixed words at its even
    places, and at its odd ones what differs from finding to finding, such as a segment's name.
    If two things differ, `exact` asks that a row holds for each pair of them.
    """

    key: str
    text: tuple[str, ...]
    exact: bool = False


class Touched(NamedTuple):
    """A part of the plan that a finding is about, and how much of the plan hangs on it.

    `people` full-time people, `customers` accounts, `money` revenue a year.
    """

    part: str
    people: float
    customers: float
    money: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a design, in the words of its reader.

    `span` is None only for what no single line of a file causes (an empty standard input, say).
    `evidence` has the numbers and the doctrine in force as (name, value) pairs of plain text.
    `suppressed` is the reason given by an inline suppression or a baseline, else None.
    `instead` is the one text that would be right in place of the span; with `by_meaning` it is
    another word for the same thing (`customers`: `accounts`), otherwise the spelling of the word.
    `adds` is what would mend it if its author agrees: paths of lists or keys, with what to put
    there.
    `cause` is what it may share with others, `touched` what of the plan it is about; of several
    findings with one cause that share one row, `members` has each.
    """

    rule: RuleInfo
    severity: Severity
    message: str
    span: Span | None
    object: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    why: str = ""
    fix: str = ""
    related: tuple[Related, ...] = field(default=())
    suppressed: str | None = None
    instead: str | None = None
    by_meaning: bool = False
    adds: tuple[tuple[YamlPath, str], ...] = ()
    scenario: str | None = None
    """The scenario in which it holds; None for the design as it stands."""
    cause: Cause | None = None
    touched: tuple[Touched, ...] = ()
    members: tuple[Finding, ...] = ()
    measure: Measure | None = None
    """The number that the rule judges."""
    design: str = ""
    """The design of a tree that it was found in; empty if there is one alone."""
    worse: str = ""
    """The difference from the known finding: `warning -> error, 93% -> 622%`."""

    @property
    def code(self) -> str:
        """Return the rule's code, such as `COV101`."""
        return self.rule.code

    @property
    def name(self) -> str:
        """Return the rule's kebab-case name, such as `coverage-by-revenue-only`."""
        return self.rule.name

    @property
    def sort_key(self) -> tuple[int, tuple[float, ...], str, str, str, int, int, str]:
        """Return the order of findings: severity, what they touch, code, object, place, words.

        The more people, then customers, then money are touched, the earlier a finding is listed.
        """
        span = self.span
        place = (span.path, span.line, span.column) if span else ("", 0, 0)
        parts = dict.fromkeys(self.touched)
        people = fsum(part.people for part in parts)
        customers = fsum(part.customers for part in parts)
        weight = (people, customers, fsum(part.money for part in parts))
        return (
            self.severity.rank,
            tuple(-round(size, 6) for size in weight),
            self.code,
            self.object,
            *place,
            self.message,
        )


class Hit(NamedTuple):
    """The result of a check before lines are known: a path of keys and words.

    `severity` overrides the rule's own. `key` points at the key of the path rather than its
    value. `part` is the text at the path and where in it the hit starts, from 1. `related_objects`
    are the objects of the `related` places in their order, where those are other ones. `silences`
    names (code, object) pairs of more general hits that this one replaces. `instead` is the one
    text that would be right in its place; `adds` are paths of lists or keys with what would mend
    the design. `cause` is what it shares with hits that are the same mistake elsewhere; where a
    message begins with the name of a segment, the rest of it is the cause.
    `measure` is the number that the rule judges.
    """

    path: YamlPath
    message: str
    object: str = ""
    severity: Severity | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    fix: str = ""
    related: tuple[tuple[YamlPath, str], ...] = ()
    related_objects: tuple[str, ...] = ()
    key: bool = False
    part: tuple[str, int] | None = None
    silences: tuple[tuple[str, str], ...] = ()
    measure: Measure | None = None
    instead: str | None = None
    adds: tuple[tuple[YamlPath, str], ...] = ()
    cause: Cause | None = None
