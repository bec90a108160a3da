"""Numbers of a design: the type has the bounds and the unit, the value has its basis.

Any number may be written as `{value, basis, low, high, note}`. It stays a float in every formula
(`Stated` is one) and keeps what its author knows about it for the assumption register.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Annotated, Any, Final, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue

__all__ = [
    "BASES",
    "PERCENTAGE",
    "Count",
    "DayHours",
    "Days",
    "Expertise",
    "Factor",
    "Flag",
    "Fte",
    "Growth",
    "HorizonMonths",
    "Hours",
    "Importance",
    "Minutes",
    "Money",
    "MonthNumber",
    "MonthWeight",
    "Months",
    "NumberType",
    "Offset",
    "PerYear",
    "PositiveShare",
    "PostFte",
    "Posts",
    "Score",
    "Share",
    "ShareBelowOne",
    "Span",
    "Stated",
    "TermMonths",
    "TraitScore",
    "WeekHours",
    "Weight",
    "WholePositive",
    "basis_of",
    "plain",
]

BASES: Final = ("measured", "assumed", "published", "stated")
_KEYS: Final = ("value", "basis", "low", "high", "note")
# YAML 1.2 core schema: decimal integers and floats; hexadecimal and octal have no use here.
_NUMBER: Final = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
PERCENTAGE: Final = re.compile(r"([-+])([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s?%")
"""A change of a number, in a scenario: `+20%`, `-10%`."""
_LARGEST: Final = 1e15
_SMALLEST: Final = 1e-15
"""No planned number lies between this and 0, and dividing by such a number overflows."""
_KEPT: Final = 1_000
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})


class Stated(float):
    """A number with what its author knows about it.

    `basis` is measured, assumed, published or stated; `low` and `high` are the range the author
    believes, in the unit of the value; `note` says where the number comes from.
    """

    __slots__ = ("basis", "high", "low", "note")
    basis: str
    low: float | None
    high: float | None
    note: str

    def __new__(
        cls,
        value: float,
        basis: str = "assumed",
        low: float | None = None,
        high: float | None = None,
        note: str = "",
    ) -> Self:
        """Return the float `value` with its register entry."""
        stated = super().__new__(cls, value)
        stated.basis, stated.low, stated.high, stated.note = basis, low, high, note
        return stated

    def __reduce__(self) -> tuple[type[Stated], tuple[float, str, float | None, float | None, str]]:
        """Let copies and pickles keep the register entry."""
        return (Stated, (float(self), self.basis, self.low, self.high, self.note))


_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
"""An amount with a point for thousands, as in much of Europe; it is not read as a decimal."""


def basis_of(number: float) -> str:
    """Return measured, assumed or published; a bare number has no basis and counts as stated."""
    return number.basis if isinstance(number, Stated) else "stated"


def plain(number: float) -> int | float:
    """Return the number without its register entry, as an int where it is whole."""
    value = float(number)
    return int(value) if value.is_integer() and abs(value) < _LARGEST else value


class NumberType:
    """A number within bounds, read from a plain scalar, a Python number or the register form."""

    def __init__(
        self,
        *,
        unit: str,
        right: str,
        low: float = 0.0,
        high: float = _LARGEST,
        above: float | None = None,
        below: float | None = None,
        whole: bool = False,
        words: Mapping[str, int] | None = None,
    ) -> None:
        self.unit, self.right, self.low, self.high = unit, right, low, high
        self.above, self.below = above, below
        self.whole, self.words = whole, words or {}
        self.known: dict[str, int | float] = {}

    def __call__(self, written: Any) -> int | float:
        """Return the number that was written, or say what would be right."""
        # A large design repeats the same few numbers: most are known.
        if type(written) is str and (known := self.known.get(written)) is not None:
            return known
        if isinstance(written, dict):
            return self._register(written)
        return self._read(written, ())

    def _read(self, written: Any, at: tuple[str, ...]) -> int | float:
        """Return a number that is known, or that from now on is."""
        if type(written) is not str:  # a quoted scalar is a subclass: its author asked for text
            return self._number(written, at)
        known = self.known.get(written)
        if known is None:
            known = self._number(written, at)
            if len(self.known) < _KEPT:
                self.known[written] = known
        return known

    def _number(self, written: Any, at: tuple[str, ...]) -> int | float:
        if isinstance(written, str):
            if written in self.words:
                return self.words[written]
            # A quoted scalar is a subclass of str: its author asked for text.
            if type(written) is not str or len(written) > 40 or not _NUMBER.fullmatch(written):
                raise self._refusal(written, at)
            if self.unit.startswith("currency") and _THOUSANDS.fullmatch(written):
                raise self._refusal(written, at)
            value: int | float = float(written)
        elif isinstance(written, (int, float)) and not isinstance(written, bool):
            value = written
        else:
            raise self._refusal(written, at)
        if not math.isfinite(value) or not self.low <= value <= self.high:
            raise self._refusal(written, at)
        if 0 < abs(value) < _SMALLEST:
            raise self._refusal(written, at, "; write 0 for a number this close to 0")
        if self.above is not None and value <= self.above:
            raise self._refusal(written, at)
        if self.below is not None and value >= self.below:
            raise self._refusal(written, at)
        if self.whole and not float(value).is_integer():
            raise self._refusal(written, at)
        return value if isinstance(value, Stated) else plain(value)

    def _register(self, written: dict[Any, Any]) -> Stated:
        for key in written:
            if key not in _KEYS:
                raise PydanticCustomError(
                    "register_key",
                    "unknown key; a number may be written with {known}",
                    {"at": (key,), "known": ", ".join(_KEYS), "key": True, "options": _KEYS},
                )
        if "value" not in written:
            raise PydanticCustomError("register_value", "a number written as a mapping needs value")
        basis = written.get("basis", "assumed")
        if basis not in BASES:
            raise PydanticCustomError(
                "register_basis",
                "give measured, assumed, published or stated",
                {"at": ("basis",), "found": basis, "options": BASES},
            )
        note = written.get("note")
        if note is not None and not isinstance(note, str):
            raise PydanticCustomError("register_note", "give text", {"at": ("note",)})
        value = self._read(written["value"], ("value",))
        ends = {
            end: self._read(written[end], (end,))
            for end in ("low", "high")
            if written.get(end) is not None
        }
        if ends.get("low", value) > value:
            raise PydanticCustomError(
                "register_low", "give a low end that is not above value", {"at": ("low",)}
            )
        if ends.get("high", value) < value:
            raise PydanticCustomError(
                "register_high", "give a high end that is not below value", {"at": ("high",)}
            )
        return Stated(value, basis, ends.get("low"), ends.get("high"), note or "")

    def _refusal(self, written: Any, at: tuple[str, ...], remark: str = "") -> PydanticCustomError:
        right = f"{self.right}{remark}"
        if type(written) is not str and isinstance(written, str):
            bare = str(written)
            if _NUMBER.fullmatch(bare):
                right = f"{right}, without quotes"
        elif isinstance(written, str) and _THOUSANDS.fullmatch(written):
            amount = f"{float(written):.2f}".removesuffix(".00")
            right = f"{right}; the point is read as a decimal point, so this is {amount}"
        elif isinstance(written, str) and PERCENTAGE.fullmatch(written):
            right = f"{right}; a percentage change can only be written in a scenario"
        return PydanticCustomError(
            "number",
            "{right}",
            {
                "at": at,
                "found": written,
                "right": right,
                "options": self.words,
                "unit": self.unit,
                "whole": self.whole,
            },
        )

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Validate with this object alone: one call, one message."""
        return core_schema.no_info_plain_validator_function(self)

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe both forms of the number with its bounds and unit.

        The register form is marked; the exporter puts one shared definition in its place.
        """
        number: JsonSchemaValue = {
            "type": "integer" if self.whole else "number",
            "unit": self.unit,
        }
        if self.above is not None:
            number["exclusiveMinimum"] = self.above
        else:
            number["minimum"] = self.low
        if self.below is not None:
            number["exclusiveMaximum"] = self.below
        elif self.high < _LARGEST:
            number["maximum"] = self.high
        forms: list[JsonSchemaValue] = [number]
        if self.words:
            forms.append({"enum": list(self.words)})
        forms.append({"type": "object", "stated": True})
        return {"anyOf": forms, "unit": self.unit}


_WORDS: Final = {"very-low": 1, "low": 2, "medium": 3, "high": 4, "very-high": 5}
_EXPERTISE: Final = {"generalist": 0, "product": 1, "industry": 2}

Count = Annotated[
    float, NumberType(unit="1", right="give a whole number from 0, such as 60", whole=True)
]
"""A whole number of things, 0 or more."""
WholePositive = Annotated[
    float, NumberType(unit="1", right="give a whole number from 1, such as 2", low=1, whole=True)
]
"""A whole number of things, 1 or more."""
Posts = Annotated[
    float,
    NumberType(
        unit="1",
        right="give a whole number from 1 to 100,000, such as 2",
        low=1,
        high=100_000,
        whole=True,
    ),
]
"""Posts or people of one kind; the upper bound catches typing errors."""
Span = Annotated[
    float, NumberType(unit="1", right="give a whole number from 2, such as 7", low=2, whole=True)
]
"""People one manager leads, 2 or more."""
PerYear = Annotated[float, NumberType(unit="1/year", right="give a number from 0, such as 4")]
"""Occurrences for one account in a year."""
Share = Annotated[
    float, NumberType(unit="1", right="give a fraction from 0 to 1, such as 0.4", high=1)
]
"""A fraction, 0 to 1; per cent is used only in output for people."""
PositiveShare = Annotated[
    float,
    NumberType(
        unit="1", right="give a fraction above 0 and at most 1, such as 0.85", above=0, high=1
    ),
]
"""A fraction above 0 and at most 1."""
ShareBelowOne = Annotated[
    float,
    NumberType(unit="1", right="give a fraction from 0 to below 1, such as 0.25", below=1),
]
"""A fraction from 0 to below 1."""
Minutes = Annotated[float, NumberType(unit="min", right="give minutes from 0, such as 45")]
"""Minutes of customer time."""
Hours = Annotated[float, NumberType(unit="h", right="give hours from 0, such as 1.5")]
"""Hours."""
Days = Annotated[float, NumberType(unit="day", right="give days from 0, such as 30")]
"""Days."""
Months = Annotated[float, NumberType(unit="month", right="give months from 0, such as 3")]
"""Months."""
HorizonMonths = Annotated[
    float,
    NumberType(
        unit="month", right="give whole months from 1 to 60, such as 12", low=1, high=60, whole=True
    ),
]
"""Months of a horizon, 1 to 60."""
TermMonths = Annotated[
    float,
    NumberType(
        unit="month", right="give whole months from 1 to 60, such as 12", low=1, high=60, whole=True
    ),
]
"""Length of a contract, 1 to 60 months."""
MonthNumber = Annotated[
    float,
    NumberType(
        unit="1", right="give a calendar month from 1 to 12, such as 4", low=1, high=12, whole=True
    ),
]
"""A calendar month, January is 1."""
MonthWeight = Annotated[float, NumberType(unit="1", right="give a number from 0, such as 2")]
"""The share of one month: a weight, or a number of customers."""
Importance = Annotated[float, NumberType(unit="1", right="give a number from 0, such as 2")]
"""How much one thing counts relative to others of its kind; 1 is usual."""
Growth = Annotated[
    float,
    NumberType(
        unit="1",
        right="give a fraction above -1, such as 0.2 for a fifth more",
        low=-1,
        above=-1,
        high=100,
    ),
]
"""Growth from one year to the next, above -1."""
Money = Annotated[float, NumberType(unit="currency", right="give an amount from 0, such as 120000")]
"""An amount in the company's currency."""
Factor = Annotated[float, NumberType(unit="1", right="give a number above 0, such as 1.5", above=0)]
"""A positive factor."""
DayHours = Annotated[
    float,
    NumberType(unit="h", right="give hours above 0 and at most 24, such as 8", above=0, high=24),
]
"""Hours of a day, above 0 and at most 24."""
Fte = Annotated[float, NumberType(unit="FTE", right="give full-time people from 0, such as 1.0")]
"""Full-time equivalents."""
PostFte = Annotated[
    float,
    NumberType(
        unit="FTE",
        right="give one person's part of a full week, such as 0.8; count says how many there are",
        high=1.2,
    ),
]
"""Working time of one person, at most 1.2 full-time."""
WeekHours = Annotated[
    float,
    NumberType(
        unit="h/week", right="give the hours of one week, such as 40, at most 80", above=0, high=80
    ),
]
"""Hours of a week, above 0 and at most 80."""
Score = Annotated[float, NumberType(unit="1", right="give a score from 0 to 100", high=100)]
"""A score, 0 to 100."""
Weight = Annotated[
    float, NumberType(unit="%", right="give a share of pay from 0 to 100, such as 60", high=100)
]
"""A share of variable pay, in per cent of the whole."""
TraitScore = Annotated[
    float,
    NumberType(
        unit="1..5",
        right="give a whole number from 1 to 5, or very-low, low, medium, high or very-high",
        low=1,
        high=5,
        whole=True,
        words=_WORDS,
    ),
]
"""A profile score: 1 very low to 5 very high."""
Expertise = Annotated[
    float,
    NumberType(
        unit="0..2",
        right="give 0, 1 or 2, or generalist, product or industry",
        high=2,
        whole=True,
        words=_EXPERTISE,
    ),
]
"""What the deliverer must know: 0 generalist, 1 product, 2 industry."""
Offset = Annotated[
    float,
    NumberType(unit="h", right="give hours from UTC from -12 to 14, such as 1", low=-12, high=14),
]
"""Hours east of UTC."""


def _read_flag(written: Any) -> bool:
    if isinstance(written, bool):
        return written
    if type(written) is str and written in _TRUE:
        return True
    if type(written) is str and written in _FALSE:
        return False
    raise PydanticCustomError("flag", "give true or false", {"found": written})


Flag = Annotated[bool, PlainValidator(_read_flag), WithJsonSchema({"type": "boolean"})]
"""true or false."""
