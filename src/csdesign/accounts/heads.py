"""The currency and the multiple (such as thousands) in the head of an amount."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from csdesign.accounts.sql.written import SIGNS

__all__ = ["code_in_head", "is_another", "multiple_in_head", "sign_in_head", "without_currency"]

_CODES: Final = (
    "USD|EUR|GBP|CHF|JPY|CNY|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|RSD|RUB|UAH|KZT|INR"
    "|BRL|MXN|ARS|CLP|COP|PEN|ZAR|NGN|KES|EGP|SGD|HKD|TWD|KRW|THB|IDR|MYR|PHP|VND|ILS|AED|SAR|TRY"
)
_SIGNS: Final = "|".join(
    rf"(?<![^\W\d_]){re.escape(sign)}" if sign[0].isalpha() else re.escape(sign)
    for sign in SIGNS
    if not sign.isalpha()
)
"""Signs in a head; one that begins with a letter is not the end of a word, as in `hrs.`."""
_CODE: Final = re.compile(
    rf"(?<![A-Za-z])[kKtTmM]?({_CODES})(?![A-Za-z])|[_(\[]({_CODES.lower()})[)\]]?$"
)
"""A code in capitals, or in small letters in brackets or behind `_` at the end."""
_MONEY: Final = rf"(?:{_SIGNS}|{_CODES.lower()})"
_THOUSANDS: Final = re.compile(
    rf"(?<![a-z])[kt]\s?{_MONEY}(?![a-z])|{_MONEY}[\s_]?[kt](?![a-z])|[(\[]k[)\]]|_k$"
    r"|\btsd\b|\bthousands?\b|\bтыс\b|(?<![0-9,.])000s?\b"
)
_MILLIONS: Final = re.compile(
    rf"(?<![a-z])(?:m|mio\.?|mn|mln)\s?{_MONEY}(?![a-z])|{_MONEY}[\s_]?(?:m|mm|mn)(?![a-z])"
    r"|\bmillions?\b|\bmio\b|\bmln\b|\bмлн\b"
)
_LAKHS: Final = re.compile(r"\blakhs?\b|\blacs?\b")
_CRORES: Final = re.compile(r"\bcrores?\b|₹\s?cr\b|\binr cr\b")
_CENTS: Final = re.compile(r"(?:^|[\s_(\[])(?:cents?|pence)[)\]]?$")
_MULTIPLES: Final[dict[int | Decimal, re.Pattern[str]]] = {
    Decimal("0.01"): _CENTS,
    1_000: _THOUSANDS,
    100_000: _LAKHS,
    1_000_000: _MILLIONS,
    10_000_000: _CRORES,
}
_ANOTHER: Final = re.compile(
    r"month|quarter|prior|previous|last|\bold\b|target|plan|forecast|budget|lost|churn|change|delta"
    r"|growth|%|expan|upsell|next|project|expect|initial|vorjahr|soll|monat|n-1|прошл|план"
)
_BEHIND: Final = re.compile(
    r"[\s_,]+(?:in[\s_]+)?(?:cents?|pence"
    rf"|(?:[ktm]|mio\.?|tsd\.?|млн\.?|тыс\.?)?\s?{_MONEY}[\s_]?[km]?)$",
    re.IGNORECASE,
)


def code_in_head(header: str) -> str | None:
    """Return the currency whose code is in a head: CHF of `ARR (CHF)`."""
    found = _CODE.search(header.strip())
    return None if found is None else (found[1] or found[2]).upper()


def sign_in_head(header: str) -> str | None:
    """Return the currency sign in a head, in lower case: `€` of `ARR €`."""
    found = re.search(_SIGNS, header.casefold())
    return None if found is None else found[0]


def multiple_in_head(header: str) -> int | Decimal:
    """Return the multiple of the amounts under a head: 1,000 in `ARR (k€)`, mostly 1."""
    lowered = header.strip().casefold()
    return next((many for many, said in _MULTIPLES.items() if said.search(lowered)), 1)


def is_another(words: str) -> bool:
    """Return whether the words after a head make it another figure: `monthly`, `last year`."""
    return _ANOTHER.search(words.casefold()) is not None


def without_currency(header: str) -> str:
    """Return a head without the currency behind it: `ARR` of `ARR in TEUR`."""
    return _BEHIND.sub("", header.strip())
