"""Keys and words met by what they mean: `duties` are `responsibilities`, a `webinar` is pooled.

The table `meanings.toml` is read when the first unknown key or word is met, never before.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.source.schema.fields import models_at, models_below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pydantic import BaseModel

    from csdesign.finding import YamlPath

__all__ = ["Meant", "form_of", "home_of", "meant_id", "meant_key", "meant_number", "meant_word"]

_PARTS: Final = re.compile(r"[^a-z0-9]+")
_AMOUNT: Final = re.compile(r"([0-9]+(?:[ ,'\u00a0\u202f][0-9]{3})*(?:\.[0-9]+)?)([kmh%]|min)?")
_PLAIN: Final = re.compile(r"[0-9.]+")
_FACTORS: Final = {"k": 1e3, "m": 1e6, "%": 0.01}
_RECURRENCE: Final = re.compile(r"(?:every-)?([0-9]{1,3})-?(day|week|month|quarter|year)s?")
_YEAR: Final = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


class Meant(NamedTuple):
    """The key or word of the language that was meant, what else to write, or a whole sentence."""

    word: str
    remark: str = ""


def meant_key(
    model: type[BaseModel], path: YamlPath, key: str, value: object = None
) -> Meant | None:
    """Return the key that means the same in the mapping at a path, or the sentence to say.

    Some sentences depend on the value that the key was given.
    """
    folded = _folded(key)
    for name in _names(model, path):
        for known, words in _table()["keys"].get(name, {}).items():
            if folded in _split(words):
                return Meant(known)
        for entry in _table()["sentences"].get(name, ()):
            given = _folded(value) if isinstance(value, str) else ""
            if folded in _split(entry["words"]) and given in _split(entry.get("when", given)):
                return Meant("", entry["say"])
    return None


def home_of(model: type[BaseModel], key: str) -> str:
    """Return where else in the language a key stands, such as `a role`, or nothing."""
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
    """Return what `2 weeks` or `every 6 months` is: a word, or a number a year."""
    match = _RECURRENCE.fullmatch(folded)
    if match is None or not int(match[1]):
        return None
    a_year = _YEAR[match[2]] / int(match[1])
    words = {26: "fortnight", 12: "month", 4: "quarter", 2: "half-year", 1: "year"}
    word = words.get(round(a_year)) if a_year == round(a_year) else None
    return Meant(word) if word else Meant("", f"write `per_year: {a_year:.3g}` in its place")


def form_of(model: type[BaseModel], path: YamlPath) -> str:
    """Return an example of the mapping at a path, or nothing."""
    forms = _table()["forms"]
    return next((forms[name] for name in _names(model, path) if name in forms), "")


def meant_id(text: str) -> str:
    """Return the id that a text would make: Latin letters, lower case, hyphens; or nothing."""
    letters = _table()["letters"]
    latin = "".join(letters.get(letter, letter) for letter in text.casefold())
    bare = unicodedata.normalize("NFKD", latin)
    return _PARTS.sub("-", bare.encode("ascii", "ignore").decode()).strip("-")[:64].strip("-")


def meant_number(text: str) -> str:
    """Return the number in an amount such as `120k`, `€1,200` or `40%`, or nothing."""
    bare = text.strip().casefold().strip("€$£¥₽~+ ").removesuffix(" h").strip()
    match = _AMOUNT.fullmatch(bare)
    if match is None or _PLAIN.fullmatch(text):
        return ""
    number = float(re.sub(r"[ ,'\u00a0\u202f]", "", match[1])) * _FACTORS.get(match[2] or "", 1)
    return f"{number:.10g}" if number < 1e10 else ""


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
