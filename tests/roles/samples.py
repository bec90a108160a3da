"""Roles to compare, written for these tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from csdesign.roles import Item, RoleText

SEVEN = Path(__file__).parent / "data" / "seven_roles.json"


def written(title: str, *duties: str, **parts: Any) -> RoleText:
    """Return a role whose duties are sentences; `parts` are its other fields."""
    return RoleText(title, responsibilities=tuple(Item(text=duty) for duty in duties), **parts)


def coded(title: str, *codes: str, **parts: Any) -> RoleText:
    """Return a role whose duties are codes; `parts` are its other fields."""
    return RoleText(title, responsibilities=tuple(Item(code) for code in codes), **parts)


def seven(version: str) -> list[RoleText]:
    """Return the seven classic roles in `en`, `para` (other words) or `ru`."""
    texts = json.loads(SEVEN.read_text("utf-8"))
    return [written(f"{kind} {version}", *lines[version]) for kind, lines in texts.items()]


ACCOUNT_MANAGER = (
    "Negotiates the price of expansions with the buyer.",
    "Sells additional seats and upgrades to existing customers.",
    "Looks for growth across the accounts in the portfolio.",
    "Keeps the account plan and the contact map current.",
    "Reports the expected bookings of each quarter.",
    "Is the first person whom the customer calls.",
)
"""Duties of a seller, in sentences."""
