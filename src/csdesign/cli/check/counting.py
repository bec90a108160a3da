"""The account table of a check: opened only where it is asked for, by option or by settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.accounts.problems import RulesError
from csdesign.cli.account_options import OWN_TABLE
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding
    from csdesign.model.design import Design

__all__ = ["Count", "count_for_check", "own_or_named"]


@dataclass(frozen=True, slots=True)
class Count:
    """The counted table; or the problems, where the rules of the segments do not fit it."""

    measured: Measured | None
    problems: Sequence[Finding] = ()


def own_or_named(accounts: str, design: Design) -> tuple[str, bool]:
    """Return the table to read, and whether it is the design's own.

    Raises:
        UsageError: the design's own is asked for, and it names none.
    """
    from csdesign.customers import declared_source

    if accounts != OWN_TABLE:
        return accounts, False
    source = declared_source(design)
    if source is None:
        raise UsageError("--accounts: the design names no table; give one, or write accounts.path")
    return source, True


def count_for_check(accounts: str, design: Design) -> Count:
    """Return the customers of a table counted by a design, and who moved where it says so.

    Raises:
        UnreadableError: the table cannot be opened or read.
        UsageError: the design names no table, or something means nothing for this table.
    """
    from csdesign.cli.progress import progress
    from csdesign.customers import account_findings, measure_accounts, measure_options

    source, is_own = own_or_named(accounts, design)
    with progress("Counting accounts"):
        try:
            return Count(measure_accounts(design, source, measure_options(design, is_own=is_own)))
        except RulesError as error:
            return Count(None, account_findings(design, error.problems))
