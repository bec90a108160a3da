"""The account table of a check: opened only if an option or the settings ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.accounts.problems import RulesError
from csdesign.cli.account_options import table_to_read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.accounts.measure.results import Measured
    from csdesign.finding import Finding
    from csdesign.model.design import Design

__all__ = ["Count", "count_for_check"]


@dataclass(frozen=True, slots=True)
class Count:
    """The counted table, or the problems if the rules of the segments do not fit it."""

    measured: Measured | None
    problems: Sequence[Finding] = ()


def count_for_check(accounts: str, design: Design) -> Count:
    """Return the customers of a table counted by a design, with moves if the design asks for them.

    Raises:
        UnreadableError: the table cannot be opened or read.
        UsageError: the design does not name a table, or an option has no effect for this table.
    """
    from csdesign.cli.progress import progress
    from csdesign.customers import account_findings, measure_accounts, measure_options

    source, is_own = table_to_read(design, accounts)
    with progress("Counting accounts"):
        try:
            return Count(measure_accounts(design, source, measure_options(design, is_own=is_own)))
        except RulesError as error:
            return Count(None, account_findings(design, error.problems))
