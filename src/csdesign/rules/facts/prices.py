"""Rights to talk about prices: by decision right, or by a duty to negotiate."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from csdesign import reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Role

__all__ = [
    "NEGOTIATING",
    "can_negotiate",
    "can_price",
    "is_silent_on_price",
    "negotiated_by",
]

NEGOTIATING: Final = {
    "negotiate-expansion-price": "upsell",
    "negotiate-new-deal": "land",
    "negotiate-renewal-price": "renew",
}
"""Duties that negotiate a price, with the motion."""
_EXPANSION: Final = frozenset({"upsell", "cross-sell", "land", None})
"""Motions of rights that price growth; a seller of new business prices new products too."""


def negotiated_by(role: Role) -> Mapping[str, tuple[str, ...]]:
    """Return the motions a role negotiates, each with its rights and duties.

    Quoting at list price is not negotiating; the right to discounts alone names no motion.
    """
    return _negotiated(_rights(role), role.codes)


@lru_cache(maxsize=4096)  # several rules ask this of every role
def _negotiated(rights: tuple[str, ...], codes: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for right in rights:
        if _kind(right) == "price" and (motion := _motion(right)) is not None:
            found[motion] = (*found.get(motion, ()), right)
    for code, motion in NEGOTIATING.items():
        if code in codes:
            found[motion] = (*found.get(motion, ()), code)
    return found


def can_negotiate(role: Role, motion: str) -> bool:
    """Return whether a role may set or negotiate the price of a motion."""
    if motion in negotiated_by(role):
        return True
    return any(_kind(right) == "price" and _motion(right) is None for right in _rights(role))


def can_price(role: Role) -> bool:
    """Return whether a role can give a customer a price for growth, be it at list."""
    if "negotiate-expansion-price" in role.codes:
        return True
    return any(
        _kind(right) in {"price", "price-at-list"} and _motion(right) in _EXPANSION
        for right in _rights(role)
    )


def is_silent_on_price(role: Role) -> bool:
    """Return whether it is unknown if a role may price, since no rights are stated."""
    return role.decision_rights is None


def _rights(role: Role) -> tuple[str, ...]:
    return role.decision_rights or ()


def _kind(right: str) -> str:
    known = reference.rights().get(right)
    return known.kind if known is not None else "other"


def _motion(right: str) -> str | None:
    known = reference.rights().get(right)
    return known.motion if known is not None else None
