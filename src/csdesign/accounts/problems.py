"""The ACC rules: faults of a design that its account table shows, and faults of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.errors import UsageError
from csdesign.finding import RuleInfo, Severity, YamlPath

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ACCOUNT_RULES",
    "BAD_ROWS",
    "BOOKS_INFEASIBLE",
    "BOOKS_LOCKED_AGAINST_RULE",
    "BOOKS_LOCK_WITHOUT_OWNER",
    "BOOKS_UNKNOWN_OWNER",
    "DECLARED_DIFFERS",
    "DRIFT",
    "DUPLICATE_IDS",
    "EMPTY_SEGMENT",
    "EMPTY_TABLE",
    "NEAR_BORDER",
    "NO_RULE",
    "ORPHANS",
    "OVERLAP",
    "TINY_SEGMENT",
    "UNKNOWN_COLUMN",
    "WHERE_SYNTAX",
    "WHERE_TYPE",
    "AccountProblem",
    "RulesError",
]

_OWN: Final = "our own judgement; no published work."


class AccountProblem(NamedTuple):
    """One fault that an account table shows, in words for its reader.

    `place` is the path in the design that it concerns, empty when it is about the table alone;
    `column` is where in the text at `place` it starts (from 1), None for the whole value; `object`
    is that place by id. `evidence` are (name, value) pairs of plain text; `severity` is that of
    this case, None for that of the rule.
    """

    rule: RuleInfo
    message: str
    place: YamlPath = ()
    column: int | None = None
    object: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    fix: str = ""
    severity: Severity | None = None


class RulesError(UsageError):
    """Raised if rules do not fit the table; `problems` name them and their places in the design."""

    def __init__(self, source: str, problems: Sequence[AccountProblem]) -> None:
        first = problems[0].message
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{source} cannot be sorted into segments: {first}{more}")
        self.source = source
        self.problems = tuple(problems)


def _rule(code: str, name: str, severity: Severity, summary: str, text: str) -> RuleInfo:
    return RuleInfo(code, name, severity, summary, text, _OWN)


WHERE_SYNTAX: Final = _rule(
    "ACC001",
    "where-unreadable",
    Severity.ERROR,
    "A segment's `where` cannot be read.",
    "A condition that cannot be read selects no account: `csdesign explain ACC001`.",
)
WHERE_TYPE: Final = _rule(
    "ACC002",
    "where-types-differ",
    Severity.ERROR,
    "A `where` compares values of different types.",
    """Numbers are compared with numbers, texts with texts, dates with dates. An engine asked to
compare a text with a number converts one of them in its own way, so two engines can disagree.""",
)
UNKNOWN_COLUMN: Final = _rule(
    "ACC003",
    "where-unknown-column",
    Severity.ERROR,
    "A `where` names a column that the account table does not have.",
    """The columns of a table are known by common names (arr, employees, renewal_date ...), by the
aliases of common exports, or by `--map`. A name that none of these finds is most often a typing
error.""",
)
NO_RULE: Final = _rule(
    "ACC004",
    "segment-without-where",
    Severity.NOTE,
    "A segment has no `where`, so no account is counted for it.",
    """With an account table every segment needs a `where`, or `otherwise: true` on the last one;
a segment without either keeps its declared counts, and its accounts may be counted as orphans.""",
)
EMPTY_TABLE: Final = _rule(
    "ACC010",
    "account-table-empty",
    Severity.ERROR,
    "The account table has no accounts.",
    "Nothing can be measured, so the plan uses the declared counts. Check the filter of the "
    "export.",
)
BAD_ROWS: Final = _rule(
    "ACC011",
    "account-rows-rejected",
    Severity.WARNING,
    "Rows of the account table could not be used.",
    """A row is rejected when a needed cell is not what its column holds (a word in a money column,
a date in no known order), when ARR is below zero, when it has no account id, or when its cells do
not fit the header. Rejected rows are counted, listed on request and never repaired: a guessed
number is worse than none. Above `accounts.max_rejected` of the rows (5% unless stated) this is an
error, because the rest may not represent the company. A cell that no condition, hour or sum needs
counts as empty when it cannot be read, and its row is kept.""",
)
DUPLICATE_IDS: Final = _rule(
    "ACC012",
    "account-ids-repeated",
    Severity.ERROR,
    "Several rows have the same account id.",
    """An account with several rows counts once, by its first row, until the design says how rows
are combined. Exports of subscriptions and opportunities have several rows for each account;
without such a statement the other rows, and their revenue, are lost.""",
)
ORPHANS: Final = _rule(
    "ACC020",
    "accounts-match-no-segment",
    Severity.WARNING,
    "Accounts match no segment.",
    """An account that no condition takes is promised nothing and owned by nobody. Widen a
condition, or write `otherwise: true` on the last segment, which then takes the rest.""",
)
OVERLAP: Final = _rule(
    "ACC021",
    "segments-overlap",
    Severity.NOTE,
    "Accounts match more than one segment.",
    """The first segment in file order takes the account. That is allowed, and often meant, but
then the order of the segments decides too: moving a segment in the file moves customers.""",
)
EMPTY_SEGMENT: Final = _rule(
    "ACC022",
    "segment-empty",
    Severity.WARNING,
    "No account belongs to a segment.",
    """Either no account matches its condition, or segments above it take all that do. Correct the
condition, move the segment up, or remove it.""",
)
TINY_SEGMENT: Final = _rule(
    "ACC023",
    "segment-tiny",
    Severity.NOTE,
    "Very few accounts belong to a segment.",
    "A segment of a few accounts is usually a list of exceptions; consider a similar segment.",
)
NEAR_BORDER: Final = _rule(
    "ACC024",
    "accounts-near-border",
    Severity.NOTE,
    "Accounts would change segment if a threshold moved by a tenth.",
    """Accounts close to a threshold change segment with small changes of a figure, and each change
often brings the customer a new contact. Consider different thresholds for joining and for leaving
(hysteresis), or a threshold near which fewer accounts are.""",
)
DECLARED_DIFFERS: Final = _rule(
    "ACC025",
    "declared-differs-from-measured",
    Severity.WARNING,
    "The declared size of a segment differs from the measured one.",
    """The plan uses the measured count. A declared count that differs by more than a tenth is out
of date, or the segment's `where` does not say what was meant.""",
)
DRIFT: Final = _rule(
    "ACC026",
    "accounts-changed-segment",
    Severity.NOTE,
    "Accounts changed segment since the earlier table.",
    """The same conditions put these accounts into other segments in the earlier table. Each change
alters what the customer is promised, often with a new contact.""",
)
BOOKS_INFEASIBLE: Final = _rule(
    "ACC030",
    "books-do-not-fit",
    Severity.ERROR,
    "The accounts do not fit the people and their limits.",
    """The message names the smallest set of limits that contradict each other, by how much, and the
closest books that keep every limit. Raise a limit, add a person, or relax a rule.""",
)
BOOKS_LOCK_WITHOUT_OWNER: Final = _rule(
    "ACC031",
    "locked-account-without-owner",
    Severity.WARNING,
    "A locked account has no owner among the people.",
    """A lock (at risk, renewal soon, owner new) keeps an account with today's owner. Where that
owner is not in the list of people, the account must move anyway.""",
)
BOOKS_UNKNOWN_OWNER: Final = _rule(
    "ACC032",
    "owner-not-among-people",
    Severity.NOTE,
    "Some of today's owners are not among the people.",
    """Accounts of owners who are not listed are assigned again. If the owner is only spelled
differently, give that spelling under the person's names.""",
)
BOOKS_LOCKED_AGAINST_RULE: Final = _rule(
    "ACC033",
    "locked-account-breaks-rule",
    Severity.WARNING,
    "A locked account stays with an owner who breaks a hard rule.",
    """A lock keeps an account with its owner even where that person does not speak its language,
serve its region, have the skill it needs or hold the rest of its group of companies. The lock is
kept, because moving a customer at risk or shortly before a renewal does more harm.""",
)

ACCOUNT_RULES: Final = (
    WHERE_SYNTAX,
    WHERE_TYPE,
    UNKNOWN_COLUMN,
    NO_RULE,
    EMPTY_TABLE,
    BAD_ROWS,
    DUPLICATE_IDS,
    ORPHANS,
    OVERLAP,
    EMPTY_SEGMENT,
    TINY_SEGMENT,
    NEAR_BORDER,
    DECLARED_DIFFERS,
    DRIFT,
    BOOKS_INFEASIBLE,
    BOOKS_LOCK_WITHOUT_OWNER,
    BOOKS_UNKNOWN_OWNER,
    BOOKS_LOCKED_AGAINST_RULE,
)
"""Every ACC rule, in code order."""
