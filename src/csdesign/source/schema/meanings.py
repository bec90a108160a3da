"""Keys and words recognised by meaning: `duties` are `responsibilities`, a `webinar` is pooled.

The table `meanings.toml` is read when the first unknown key or word is met, never before.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.model.experience import PERIODS
from csdesign.source.schema.fields import models_at, models_below
from csdesign.wording import german_in_ascii

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pydantic import BaseModel

    from csdesign.finding import YamlPath

__all__ = [
    "Meant",
    "form_of",
    "home_of",
    "meant_id",
    "meant_in_part",
    "meant_key",
    "meant_number",
    "meant_word",
]

_LONGEST: Final = 60
_LINKING: Final = frozenset(
    {
        "all",
        "and",
        "for",
        "from",
        "how",
        "new",
        "per",
        "the",
        "until",
        "what",
        "when",
        "who",
        "with",
    }
)
"""Words that join others in a compound key and do not decide its meaning alone."""
_PARTS: Final = re.compile(r"[^a-z0-9]+")
_GAP: Final = "[ ,'\u2019\u00a0\u202f]"
_AMOUNT: Final = re.compile(
    rf"([0-9]+(?:{_GAP}[0-9]{{3}})*(?:\.[0-9]+)?|[0-9]+,[0-9]{{1,2}})"  # 1,200.50 or 1,5
    r"[ \u00a0\u202f-]?([^\W\d_]+|%)?\.?"
)
_PLAIN: Final = re.compile(r"[0-9.]+")
_POINTS: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_EACH_YEAR: Final = re.compile(
    r"[ \u00a0]?(?:/|per |an? |each |pro |im |p\. ?)(?:year|yr|jahr|a\.)$"
)
_ALWAYS: Final = re.compile(r"24 ?[x/*×] ?7")
_SCALES: Final = {
    **dict.fromkeys(("k", "тыс", "тысяч", "thousand", "tsd"), 1e3),
    **dict.fromkeys(("m", "mio", "mn", "млн", "million", "millions"), 1e6),
    "%": 0.01,
}
_MONEY: Final = re.compile(r"[€$£¥₽]|\b(?:eur|euro|usd|gbp|chf|rub|руб)\b\.?")
_HOURS: Final = ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "ч", "час", "часов")
_MINUTES: Final = ("min", "mins", "minute", "minutes", "minuten", "мин", "минут")
_UNITS: Final[Mapping[str, Mapping[str, float]]] = {
    "h": {**dict.fromkeys(_HOURS, 1), **dict.fromkeys(_MINUTES, 1 / 60)},
    "min": {**dict.fromkeys(_MINUTES, 1), **dict.fromkeys(_HOURS, 60)},
    "day": {
        **dict.fromkeys(("d", "day", "days", "tage", "дней"), 1),
        **dict.fromkeys(("w", "week", "weeks", "wochen"), 7),
    },
    "month": {
        **dict.fromkeys(("month", "months", "monate", "mo", "m"), 1),
        **dict.fromkeys(("y", "year", "years", "yr", "yrs", "jahre"), 12),
    },
}
"""Factors from the unit of an amount to that of a number; other units give no proposal."""
_A_YEAR: Final = re.compile(
    r"(?:(?:(once|twice|[0-9]{1,3})(?:-?(?:times|x|mal|раза?))?-?)?"
    r"(?:an?|per|each|every|/|pro|im|jede[rsn]?|в|кажд[а-я]+)-?)?"
    r"((?:[^\W\d_]|-)+)"
)
_OFTEN: Final[Mapping[str, float]] = {"once": 1, "twice": 2}
_RECURRENCE: Final = re.compile(r"(?:every-)?([0-9]{1,3})-?(day|week|month|quarter|year)s?")


class Meant(NamedTuple):
    """The key or word of the language that was meant, other advice, or a whole sentence."""

    word: str
    remark: str = ""


def meant_key(
    model: type[BaseModel], path: YamlPath, key: str, value: object = None
) -> Meant | None:
    """Return the key that means the same in the mapping at a path, or a sentence of advice.

    Some sentences depend on the value that the key was given.
    """
    folded = _folded(key)
    for name in _names(model, path):
        for known, words in _table()["keys"].get(name, {}).items():
            if folded in _split(words):
                number = isinstance(value, str) and _PLAIN.fullmatch(value)
                remark = _table()["remarks"].get(known, ())
                said = next((n["say"] for n in remark if folded in _split(n["words"])), "")
                return _of_segment(folded, value) if number and not path else Meant(known, said)
        for entry in _table()["sentences"].get(name, ()):
            given = _folded(value) if isinstance(value, str) else ""
            if folded in _split(entry["words"]) and given in _split(entry.get("when", given)):
                return Meant("", entry["say"])
    return None


def meant_in_part(model: type[BaseModel], path: YamlPath, key: str) -> str:
    """Return the one key that a compound key names in part (`annual_salary_eur`), or nothing."""
    parts = _folded(key).split("-")
    for size in range(len(parts) - 1, 0, -1):
        phrases = {"-".join(parts[start : start + size]) for start in range(len(parts) - size + 1)}
        telling = {phrase for phrase in phrases if len(phrase) > 2} - _LINKING
        found = {
            known
            for name in _names(model, path)
            for known, words in _table()["keys"].get(name, {}).items()
            if telling & {_folded(known), *_split(words)}
        }
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _of_segment(folded: str, value: object) -> Meant | None:
    """Return the key of a segment to which a number at the top of a file belongs, or nothing."""
    keys = _table()["keys"]["Segment"].items()
    known = next((known for known, words in keys if folded in _split(words)), None)
    return Meant("", f"write `{known}: {value}` in the segment it belongs to") if known else None


def home_of(model: type[BaseModel], key: str) -> str:
    """Return the part of the language that has a key, such as `a role`, or nothing."""
    names = {part.__name__: part.model_fields for part in models_below(model)}
    homes = [
        words
        for name, words in _table()["places"].items()
        if key in names.get(name, ()) and key not in {"id", "name", "segments", "stage"}
    ]
    return " or ".join(homes[:2])


def meant_word(options: Collection[str], word: str) -> Meant | None:
    """Return the word of a closed list that means the same."""
    folded = _folded(word)
    for name, table in _table()["values"].items():
        if not table.keys() <= set(options):
            continue
        found = next((known for known, words in table.items() if folded in _split(words)), "")
        for entry in _table()["remarks"].get(name, ()):
            if folded in _split(entry["words"]):
                return Meant(found, entry["say"])
        if found:
            return Meant(found)
    return _recurrence(folded) if "fortnight" in options else None


def _recurrence(folded: str) -> Meant | None:
    """Return the meaning of `2 weeks` or `every 6 months`: a word, or a number a year."""
    match = _RECURRENCE.fullmatch(folded)
    if match is None or not int(match[1]):
        return None
    a_year = PERIODS[match[2]] / int(match[1])
    words = {26: "fortnight", 12: "month", 4: "quarter", 2: "half-year", 1: "year"}
    word = words.get(round(a_year)) if a_year == round(a_year) else None
    return Meant(word) if word else Meant("", f"write `per_year: {a_year:.3g}` in its place")


def form_of(model: type[BaseModel], path: YamlPath) -> str:
    """Return an example of the mapping at a path, or nothing."""
    forms = _table()["forms"]
    return next((forms[name] for name in _names(model, path) if name in forms), "")


def meant_id(text: str) -> str:
    """Return the id made of a text: Latin letters, lower case, hyphens; or nothing."""
    letters = _table()["letters"]
    latin = "".join(letters.get(letter, letter) for letter in german_in_ascii(text).casefold())
    bare = unicodedata.normalize("NFKD", latin)
    proposed = _PARTS.sub("-", bare.encode("ascii", "ignore").decode()).strip("-")[:64].strip("-")
    return "" if proposed == "null" else proposed  # which YAML reads as nothing


def meant_number(text: str, unit: str = "", *, whole: bool = False) -> str:
    """Return the number in `120k`, `€1,200`, `40%`, `1,5`, `30 min` or `monthly`, or nothing.

    In whole numbers and amounts of money a point before three digits groups thousands.

    `unit` is what the number counts (`h`, `min`, `day`, `month`, `1/year`, ...): an amount in
    another unit of the same kind is converted, to four digits where it does not come out even.
    """
    if len(text) > _LONGEST or (_PLAIN.fullmatch(text) and not _POINTS.fullmatch(text)):
        return ""
    bare = _MONEY.sub("", text.strip().casefold()).strip("~+ \u00a0\u202f")
    if unit != "1/year":
        bare = _EACH_YEAR.sub("", bare)
    if _POINTS.fullmatch(bare) and (whole or unit == "currency"):
        return bare.replace(".", "")
    if _PLAIN.fullmatch(text):
        return ""
    if _ALWAYS.fullmatch(bare):
        return "8760"
    match = _AMOUNT.fullmatch(bare)
    if match is None:
        return _a_year(bare) if unit == "1/year" else ""
    factor = {"": 1.0, **_SCALES, **_UNITS.get(unit, {})}.get(match[2] or "")
    if factor is None:
        return ""
    digits = re.sub(_GAP, "", match[1])
    if re.fullmatch("[0-9]+,[0-9]{1,2}", match[1]):
        digits = match[1].replace(",", ".")
    number = float(digits) * factor
    if number >= 1e10:
        return ""
    return f"{number:.10g}" if factor >= 1 else f"{number:.4g}"


def _a_year(text: str) -> str:
    """Return the times a year in `monthly`, `4 per year`, `twice a month`, or nothing."""
    match = _A_YEAR.fullmatch(_folded(text))
    periods = _table()["values"]["every"]
    if match is None:
        return ""
    period = next((k for k, words in periods.items() if match[2] in {k, *_split(words)}), "")
    if not period:
        return ""
    often = float(_OFTEN.get(match[1] or "once", 0) or match[1])
    return f"{often * PERIODS[period]:.10g}"


def _names(model: type[BaseModel], path: YamlPath) -> Iterable[str]:
    """Return the names of the models of the mapping at a path, parents after their children."""
    for found in models_at(model, path):
        yield from (parent.__name__ for parent in found.__mro__)


def _folded(word: str) -> str:
    return re.sub(r"[\s_-]+", "-", word.strip().casefold())


@cache
def _split(words: str) -> frozenset[str]:
    return frozenset(words.split(", "))


@cache
def _table() -> Mapping[str, Any]:
    text = files("csdesign.source.schema").joinpath("meanings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
