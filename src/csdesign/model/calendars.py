"""Public holidays by ISO code, by the library `holidays`: loaded only where a calendar is used."""

from __future__ import annotations

from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from csdesign.extras import needs_extra

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

__all__ = ["closest_code", "code_of", "is_known", "public_holidays", "working_days"]

_WEEKDAYS: Final = 5
_MONTHS: Final = 12


@needs_extra
def _library() -> ModuleType:
    import holidays

    return holidays


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, tuple[str, ...]]:
    found: Mapping[str, list[str]] = _library().list_supported_countries(include_aliases=False)
    return {country: tuple(parts) for country, parts in found.items()}


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Return codes by the English name of the country, in small letters without blanks."""
    from holidays.registry import COUNTRIES

    names = {classes[0].casefold(): classes[1] for classes in COUNTRIES.values()}
    return {**names, "uk": "GB", "usa": "US"}


def is_known(code: str) -> bool:
    """Return whether there is a calendar for a code such as `DE` or `DE-BY`.

    Raises:
        MissingExtraError: the library is not installed.
    """
    country, dash, part = code.partition("-")
    known = _codes()
    return country in known and (not dash or part in known[country])


def code_of(name: str) -> str | None:
    """Return the code of a country by its English name, or None.

    Raises:
        MissingExtraError: the library is not installed.
    """
    known = _names()
    plain = _plain(name)
    near = [plain] if plain in known else get_close_matches(plain, known, 1, 0.8)
    return known[near[0]] if near else None


def closest_code(code: str) -> str | None:
    """Return the known code closest to a misspelt one, or None.

    Raises:
        MissingExtraError: the library is not installed.
    """
    country, dash, part = code.upper().partition("-")
    known = _codes()
    if country in known:
        near = get_close_matches(part, known[country], 1, 0.5) if dash else []
        return f"{country}-{near[0]}" if near else country
    near = get_close_matches(country, known, 1, 0.5)
    return near[0] if near else None


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


@lru_cache(maxsize=256)
def public_holidays(code: str, year: int) -> frozenset[date]:
    """Return the public holidays of a calendar year.

    Raises:
        MissingExtraError: the library is not installed.
        ValueError: there is no calendar of that code.

    Source: the library `holidays` (vacanza/holidays), offline.
    """
    if not is_known(code):
        raise ValueError(f"{code} is not a calendar")
    country, _, part = code.partition("-")
    return frozenset(
        _library().country_holidays(country, subdiv=part or None, years=[year], expand=False)
    )


@lru_cache(maxsize=256)
def working_days(code: str | None, year: int) -> tuple[tuple[int, ...], int]:
    """Return the working days of each month, and the public holidays that fell on weekdays.

    Working days are Monday to Friday less public holidays; without a code there are none of those.

    Raises:
        MissingExtraError: the library is not installed.
    """
    free = public_holidays(code, year) if code is not None else frozenset()
    days = [0] * _MONTHS
    lost = 0
    day = date(year, 1, 1)
    while day.year == year:
        if day.weekday() < _WEEKDAYS:
            if day in free:
                lost += 1
            else:
                days[day.month - 1] += 1
        if day == date.max:
            break
        day += timedelta(days=1)
    return tuple(days), lost
