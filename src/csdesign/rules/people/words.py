"""How messages call motions and count things: words first, codes in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["MOTION_WORDS", "counted", "some"]

MOTION_WORDS: Final[Mapping[str, str]] = {
    "land": "new customers (land)",
    "onboard": "onboarding (onboard)",
    "adopt": "adoption (adopt)",
    "upsell": "growth of the same product (upsell)",
    "cross-sell": "new products (cross-sell)",
    "renew": "renewals (renew)",
    "serve": "requests for help (serve)",
}
"""Each motion as people say it, with the word of the language."""

_SHOWN: Final = 5


def some(names: Iterable[str]) -> str:
    """Return the first names of a list, and how many more there are."""
    known = list(dict.fromkeys(names))
    more = len(known) - _SHOWN
    return ", ".join(known[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def counted(number: float, one: str, many: str = "") -> str:
    """Return a number with its noun, such as `1 role`, `3 roles` or `1.5 roles`."""
    shown = f"{number:g}" if isinstance(number, float) else str(number)
    return f"{shown} {one if number == 1 else many or one + 's'}"
