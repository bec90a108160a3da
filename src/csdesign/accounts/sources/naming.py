"""Chooses the account table of a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["pick_table"]

_MOST: Final = 10


def pick_table(tables: Sequence[str], wanted: str | None, where: str) -> str:
    """Return the table asked for, else the only one, else the one called accounts.

    Raises:
        UsageError: there is no such table, or no table is the obvious one.
    """
    shown = listed([visible(name, 40) for name in tables[:_MOST]], "and")
    if wanted is not None:
        if wanted in tables:
            return wanted
        raise UsageError(
            f"{where} has no table {visible(wanted)!r}{did_you_mean(wanted, tables)}; "
            f"it has {shown}"
        )
    if len(tables) == 1:
        return tables[0]
    if "accounts" in tables:
        return "accounts"
    if not tables:
        raise UsageError(f"{where} has no table")
    raise UsageError(f"{where} has several tables ({shown}); name one with ?table=")
