"""The renewal is opened too late for anything but a signature.

A first talk three weeks before the end leaves time to agree or to leave, but not to put right
what was wrong. The usual practice is to meet about three months before the end and to talk
about the price about one month before it, after the value is clear. The months are company
rules.

An error below one month or if the price comes before the first talk; a warning below two months; a
note if the months only differ from the company's rule.

Bad:

    segments:
      - id: corp
        commercial:
          renewal: negotiated
          first_contact_months: 0.75  # <- REN702
          price_talk_months: 0.5

Good:

    segments:
      - id: corp
        commercial:
          renewal: negotiated
          first_contact_months: 3
          price_talk_months: 1

Source: Gurnov and Korneeva, "Too Many Managers": first contact about 3 months before the end
(English text) or at most 3 (Russian original), price about 1 month before.
Fix: open the renewal 3 months before the end and speak of price 1 month before, or set the
company's months under `doctrine`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import over
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import CompanyRules, Segment

_LEAST: Final = 1
"""Months before the end under which a first contact is an error."""
_EARLY: Final = 2
"""Months before the end under which it is a warning."""
_ABOUT: Final = 1 / 3
"""Relative distance that `about` so many months allows: our own reading."""
_ABOUT_LEAST: Final = 0.5
"""Months that `about` allows at the least: our own reading."""


class _Timing(NamedTuple):
    first: float
    price: float
    first_path: YamlPath
    price_path: YamlPath
    stated: frozenset[str]


def check(facts: Facts) -> Iterator[Hit]:
    """Yield the worst that is to be said of each segment's months, where they are stated."""
    for segment in facts.design.segments:
        timing = _timing(segment)
        if timing is None or "renew" in segment.not_applicable:
            continue
        found = _judge(timing, segment.rules)
        if found is not None:
            severity, key, what = found
            months = timing.first if key == "first" else timing.price
            rule = (
                segment.rules.first_contact_months
                if key == "first"
                else segment.rules.price_talk_months
            )
            yield Hit(
                path=timing.first_path if key == "first" else timing.price_path,
                message=f"{segment.name}: {what}",
                object=f"segments[{segment.id}].renew.timing",
                measure=Measure(abs(months - rule), "{:g} months off"),
                severity=severity,
                evidence=(
                    ("first contact (months before)", f"{timing.first:g}"),
                    ("price talk (months before)", f"{timing.price:g}"),
                    ("doctrine first_contact_months", f"{segment.rules.first_contact_months:g}"),
                    ("doctrine price_talk_months", f"{segment.rules.price_talk_months:g}"),
                    ("doctrine timing", segment.rules.timing),
                ),
            )


def _timing(segment: Segment) -> _Timing | None:
    """Return the months in force in a segment; None if neither it nor company rules state them."""
    commercial, rules = segment.written.commercial, segment.rules
    first = commercial.first_contact_months if commercial is not None else None
    price = commercial.price_talk_months if commercial is not None else None
    here = {
        name
        for name, months in (("first_contact_months", first), ("price_talk_months", price))
        if months is not None
    }
    stated = rules.stated & {"first_contact_months", "price_talk_months"}
    if not here and (not stated or rules.preset is not None):
        return None

    def path(name: str) -> YamlPath:
        return (*segment.path, "commercial", name) if name in here else ("doctrine", name)

    return _Timing(
        first=rules.first_contact_months if first is None else first,
        price=rules.price_talk_months if price is None else price,
        first_path=path("first_contact_months"),
        price_path=path("price_talk_months"),
        stated=frozenset(here),
    )


def _judge(timing: _Timing, rules: CompanyRules) -> tuple[Severity, str, str] | None:
    first, price = timing.first, timing.price
    if first < price:
        return (
            Severity.ERROR,
            "first",
            (
                f"the renewal owner is first met {number_of(first, 'month')} before the end, "
                f"after price is discussed ({number_of(price, 'month')} before)"
            ),
        )
    if first < _LEAST:
        return (
            Severity.ERROR,
            "first",
            (
                f"the renewal owner is first met {number_of(first, 'month')} before the end; "
                "under one month nothing can be put right"
            ),
        )
    if first < _EARLY:
        return (
            Severity.WARNING,
            "first",
            (
                f"the renewal owner is first met {number_of(first, 'month')} before the end; "
                "give two or more"
            ),
        )
    if "first_contact_months" in timing.stated and _is_off(
        first, rules.first_contact_months, rules.timing
    ):
        return Severity.NOTE, "first", _off("first contact", first, rules.first_contact_months)
    if "price_talk_months" in timing.stated and _is_off(
        price, rules.price_talk_months, rules.timing
    ):
        return Severity.NOTE, "price", _off("price talk", price, rules.price_talk_months)
    return None


def _is_off(months: float, rule: float, reading: str) -> bool:
    if reading == "at-most":
        return months > rule
    return over(abs(months - rule), max(_ABOUT_LEAST, rule * _ABOUT))


def _off(what: str, months: float, rule: float) -> str:
    return f"{what} {number_of(months, 'month')} before the end; company rules say {rule:g}"


RULE = Rule("REN702", "renewal-timing", Severity.ERROR, __doc__, check)
