"""Finds the columns of a table: canonical names, aliases of common exports, explicit maps."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NotRequired, TypedDict, cast

from csdesign.accounts.heads import code_in_head, is_another, without_currency
from csdesign.accounts.where.tree import Kind
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = [
    "SHARED",
    "Known",
    "MappedColumn",
    "bare_head",
    "currency_header",
    "find_header",
    "grouping_columns",
    "known_columns",
    "likely_amounts",
    "likely_id",
    "map_columns",
    "monthly_amount",
    "roll_up_of",
    "some_of",
]


class _Entry(TypedDict):
    kind: str
    money: NotRequired[bool]
    currency: NotRequired[bool]
    private: NotRequired[bool]
    whole: NotRequired[bool]
    groups: NotRequired[bool]


class _Data(TypedDict):
    columns: dict[str, _Entry]
    aliases: dict[str, dict[str, str]]


SHARED: Final = "shared by rows"
"""Marks an id that several rows share, next to a column headed `id` that numbers the rows."""
_AROUND: Final = re.compile(
    r"""^(?:
        (?:custom[ _]?fields?|properties|attributes|traits|organi[sz]ations?|company|companies
            |accounts?|customers?|clients?|subscriptions?|contracts?)
        \s*(?:[:.]+|\s-)\s*
    )*(?:cf_)?
    (?P<head>.*?)
    (?:__[cr]|\s*(?P<behind>[(\[][^()\[\]]*[)\]]))?$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Prefixes and suffixes that systems add to the head of a field."""
_AMOUNT: Final = re.compile(
    r"umsatz|nettowert|vertragswert|auftragswert|betrag|erlös|revenue|\bacv\b|\bvalue\b|amount|fees?\b"
    r"|ricav|fatturato|przych|omzet|receita|faturamento"
    r"|price|spend|subscription value|montant|chiffre|\bca\b|revenu|ingresos|importe|facturación"
    r"|выручк|сумма|стоимост|доход|оборот|бюджет|売上|金額|收入|金额|매출|금액"
)
"""Words of headers that name amounts of money."""
_NUMBER_OF: Final = re.compile(
    r"(?:^|[\W_])(?:id|nr|no|nummer|number|num|n°|nº|key|code|номер|код|№)(?:[\W_]|$)|nummer$"
    r"|^(?:num[eé]ro|n[uú]mero|numer|codice|c[oó]digo)\b"
)
"""Words of a head whose cells distinguish customers."""
_NUMBER_OF_ANOTHER: Final = re.compile(
    r"phone|tele?f|fax|mobil|post|zip|plz|iban|bank|vat|tax|ust|steuer|siret|siren|инн|кпп|country"
    r"|currency|region|invoice|rechnung|facture|счет|счёт|order|contract|vertrag|contrat|договор"
    r"|ticket|house|hausnr|product|produkt|parent|owner|manager|user|employee|of "
)
"""Words of a head whose number identifies something other than the customer."""
_MONTHLY: Final = re.compile(r"month|monat|mensuel|mensual|mensile|ежемесячн|в месяц")
_NOT_OF_A_YEAR: Final = re.compile(
    r"\btcv\b|total contract|lifetime|\bltv\b|one[ -]?time|setup|probability|gesamtvertrag|einmal"
)
_CURRENCY: Final = re.compile(r"currency|\bccy\b|währung|devise|moneda|moeda|valuta|валют|通貨")
_OF_ITS_OBJECT: Final = frozenset({"id", "name", "owner", "parent", "currency", "stage", "segment"})
"""Keys that belong to the object they are in: `plan.name` is not the name of a customer."""
_ROLL_UP: Final = {"sum": ("arr", "mrr", "hours"), "min": ("start_date", "renewal_date")}
_JOINING: Final = frozenset(
    (
        "of",
        "the",
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "der",
        "die",
        "für",
        "del",
        "di",
        "do",
        "da",
        "для",
    )
)
"""Words of heads that only join others."""
_ASCII_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Known:
    """A column that the planner knows by name.

    `money` is exact to two decimals, and has a currency if `currency`; `private` columns name
    people; `whole` ones count people or things; customers are also counted by each value of columns
    with `groups`.
    """

    kind: Kind
    money: bool = False
    currency: bool = False
    private: bool = False
    whole: bool = False
    groups: bool = False


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """`name` in a `where` is read from the column headed `header`, and `how` says why.

    `how` is "map" (asked for), "name" (the header is the name), SHARED, "per" (what rows are rolled
    up by) or a tool whose export it matches; `passed_over` are headers that could have been used
    instead. `canonical` is the known name that the same header is also read as.
    """

    name: str
    header: str
    how: str
    passed_over: tuple[str, ...] = ()
    canonical: str | None = None

    @property
    def known(self) -> Known | None:
        """Return the known column of this name, or of the name it is also read as."""
        names = known_columns()
        return names.get(self.name) or (names[self.canonical] if self.canonical else None)


@cache
def known_columns() -> dict[str, Known]:
    """Return the canonical columns by name."""
    return {
        name: Known(
            Kind(entry["kind"]),
            entry.get("money", False),
            entry.get("currency", False),
            entry.get("private", False),
            entry.get("whole", False),
            entry.get("groups", False),
        )
        for name, entry in _data()["columns"].items()
    }


@cache
def grouping_columns() -> tuple[str, ...]:
    """Return the columns by which the customers of a segment are also counted."""
    return tuple(name for name, known in known_columns().items() if known.groups)


def map_columns(
    headers: Sequence[str], explicit: Mapping[str, str], base: str | None = None
) -> dict[str, MappedColumn]:
    """Return every name a `where` may use, with the header it is read from.

    `explicit` maps names to headers (`--map arr="Total Contract Amount"`) and comes first; then
    headers that are a canonical name; then aliases; then every header under its own name in lower
    case with `_` for other characters, even if it is already read under another name. Of amounts in
    several currencies those of `base`, the currency of the company, come first.

    Raises:
        UsageError: a header in `explicit` is not in the table, or its name is none that can be
            written in a `where`.
    """
    mapping: dict[str, MappedColumn] = {}
    for name, header in explicit.items():
        if not _ASCII_NAME.fullmatch(name):
            raise UsageError(
                f"column name {visible(name)!r}: use lower-case letters, digits and _, such as arr"
            )
        found = header if header in headers else _same_header(header, headers)
        if found is None:
            raise UsageError(
                f"the table has no column {visible(header)!r} for {name}"
                f"{did_you_mean(header, headers)}; it has {some_of(headers)}"
            )
        mapping[name] = MappedColumn(name, found, "map")
    taken = {column.header for column in mapping.values()}
    for name, candidates in _candidates(_own_first(headers, base), taken).items():
        if name not in mapping:
            (header, how), *others = candidates
            mapping[name] = MappedColumn(name, header, how, tuple(other for other, _ in others))
            taken.add(header)
    known = known_columns()
    read_as = {column.header: name for name, column in mapping.items() if name in known}
    for header in headers:
        name = _snake(header)
        if name not in mapping and _ASCII_NAME.fullmatch(name):
            mapping[name] = MappedColumn(name, header, "name", canonical=read_as.get(header))
    return mapping


def roll_up_of(names: Collection[str | None]) -> dict[str, list[str]]:
    """Return the columns to combine over the rows of a customer, by `sum`, `min` or `max`.

    Money and hours are added up; a customer starts with the first row and renews with the next.
    """
    found = {how: [name for name in columns if name in names] for how, columns in _ROLL_UP.items()}
    return {how: columns for how, columns in found.items() if columns}


def find_header(wanted: str, headers: Sequence[str], mapping: Mapping[str, MappedColumn]) -> str:
    """Return the header that a name of a `where`, or a header as written, means.

    Raises:
        UsageError: the table has none.
    """
    if wanted in headers:
        return wanted
    if wanted in mapping:
        return mapping[wanted].header
    found = _same_header(wanted, headers)
    if found is None:
        raise UsageError(
            f"the table has no column {visible(wanted)!r}"
            f"{did_you_mean(wanted, [*mapping, *headers])}; it has {some_of(headers)}"
        )
    return found


def currency_header(
    header: str, headers: Sequence[str], mapping: Mapping[str, MappedColumn]
) -> str | None:
    """Return the column that names the currency of the amounts under `header`, None without one.

    It is the one with the same head (`ARR Currency` for `ARR`, `arr.currency` for `arr.value`);
    else none where the head itself names a currency; else the one called currency; else the only
    column whose head names a currency.
    """
    own = {_plain(header), bare_head(header)}
    wanted = {f"{name}{word}" for name in own for word in ("currency", "currencycode", "ccy")}
    wanted |= {f"currencyof{name}" for name in own} | {f"{name}currencyisocode" for name in own}
    pair = [other for other in headers if {_plain(other), bare_head(other)} & wanted]
    outer = header.rpartition(".")[0]
    if outer and not pair:
        inner = [other for other in headers if other.rpartition(".")[0] == outer]
        pair = [other for other in inner if _CURRENCY.search(other.rpartition(".")[2].casefold())]
    if pair:
        return pair[0]
    if code_in_head(header) is not None:
        return None
    if "currency" in mapping:
        return mapping["currency"].header
    named = [other for other in headers if other != header and _CURRENCY.search(other.casefold())]
    return named[0] if len(named) == 1 else None


def _own_first(headers: Sequence[str], base: str | None) -> Sequence[str]:
    """Return the heads, with those of amounts in a currency other than `base` last."""
    if base is None:
        return headers
    return sorted(headers, key=lambda header: code_in_head(header) not in (None, base))


def _candidates(headers: Sequence[str], taken: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Return for each canonical name the headers that may mean it, the best first."""
    found: dict[str, list[tuple[str, str]]] = {}
    rest = [header for header in headers if header not in taken]
    for as_said in (_plain, bare_head, _last_key, _short_name, _in_any_order):
        of_alias = _in_any_order if as_said is _in_any_order else _plain
        free = {as_said(header): header for header in reversed(rest)}
        others = _OF_ITS_OBJECT if as_said is _last_key else frozenset()
        for name in known_columns():
            if name not in others and (header := free.pop(_plain(name), None)) is not None:
                found.setdefault(name, []).append((header, "name"))
        for tool, aliases in _data()["aliases"].items():
            for alias, name in aliases.items():
                if name not in others and (header := free.pop(of_alias(alias), None)) is not None:
                    found.setdefault(name, []).append((header, tool))
        used = {header for candidates in found.values() for header, _ in candidates}
        rest = [header for header in rest if header not in used]
    return found


def _same_header(wanted: str, headers: Sequence[str]) -> str | None:
    matching = [header for header in headers if _plain(header) == _plain(wanted)]
    return matching[0] if len(matching) == 1 else None


def some_of(headers: Iterable[str], most: int = 12) -> str:
    """Return the first headers in words, and the number of the others."""
    every = list(headers)
    shown = [visible(header, 40) for header in every[:most]]
    more = len(every) - len(shown)
    return f"{', '.join(shown)} and {more} more" if more else listed(shown, "and")


def _plain(header: str) -> str:
    return re.sub(r"[\W_]+", "", header.casefold())


def _in_any_order(header: str) -> str:
    """Return the words of a head in alphabetical order, without joining words."""
    words = re.findall(r"\w+", header.casefold())
    return " ".join(sorted(word for word in words if word not in _JOINING))


def likely_amounts(headers: Iterable[str]) -> tuple[str, ...]:
    """Return the headers that name an amount of money but not known revenue.

    An amount paid once, or over a contract of several years, is left out: it is not a year's.
    """
    lowered = ((header, header.casefold()) for header in headers)
    return tuple(
        header
        for header, said in lowered
        if _AMOUNT.search(said)
        and not _CURRENCY.search(said)
        and not _NOT_OF_A_YEAR.search(said)
        and not is_another(said)
    )


def likely_id(headers: Iterable[str]) -> str | None:
    """Return the first header that reads like a customer's number or code, None without one."""
    lowered = ((header, header.casefold()) for header in headers)
    return next(
        (
            header
            for header, said in lowered
            if _NUMBER_OF.search(said) and not _NUMBER_OF_ANOTHER.search(said)
        ),
        None,
    )


def monthly_amount(headers: Iterable[str]) -> str | None:
    """Return the only header that names an amount a month, None without one."""
    found = [
        header
        for header in headers
        if _AMOUNT.search(header.casefold()) and _MONTHLY.search(header.casefold())
    ]
    return found[0] if len(found) == 1 else None


def bare_head(header: str) -> str:
    """Return a head without the prefixes and suffixes of its system."""
    match = _AROUND.match(without_currency(header))
    if match is None or is_another(match["behind"] or ""):
        return _plain(header)
    return _plain(match["head"])


def _last_key(header: str) -> str:
    """Return the last key of a path such as `contract.arr.value`; empty if there is no path."""
    *outer, last = [key for key in header.split(".") if key] or [""]
    if outer and last.casefold() in ("value", "amount"):
        *outer, last = outer
        return _plain(last)
    return _plain(last) if outer else ""


def _short_name(header: str) -> str:
    """Return the short name in brackets behind a head: `arr` of `Jahresumsatz (ARR)`."""
    found = re.search(r"[(\[](ARR|MRR)[)\]]\s*$", header)
    return "" if found is None else _plain(found[1])


def _snake(header: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", header.strip().lower()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


@cache
def _data() -> _Data:
    text = resources.files("csdesign.accounts").joinpath("aliases.toml").read_text("utf-8")
    return cast("_Data", tomllib.loads(text))  # a file of the package; a test reads all of it
