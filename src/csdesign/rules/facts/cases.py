"""Words for a case of the rules of engagement."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.rules.engagement_search.search import Case

__all__ = ["said"]


def said(case: Case) -> str:
    """Return a case in words, such as `segment is smb and days_to_renewal is 45`."""
    return " and ".join(f"{name} is {piece.shown}" for name, piece in case) or "anything happens"
