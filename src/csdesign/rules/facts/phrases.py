"""Words for motions and counts in messages, with codes in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["MOTION_WORDS", "plainly", "some"]

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


def plainly(number: float) -> str:
    """Return a number as people write it: without an exponent, and without a final `.0`."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"
