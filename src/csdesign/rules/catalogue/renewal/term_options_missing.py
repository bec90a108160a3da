"""The renewal owner can offer nothing but another year.

A longer contract can lock today's price, and a longer term can earn a discount; the company
chooses which. An owner without either option can only ask for a signature.

A note, since yearly renewals are a common choice.

Bad:

    segments:
      - id: corp  # <- REN705
        commercial: {renewal: negotiated}
    roles:
      - {id: renewals, title: Renewal Specialist, owns: [renew], responsibilities: [close-renewal]}

Good:

    segments:
      - id: corp
        commercial:
          renewal: negotiated
          term_options: [two years at today's price]
    roles:
      - {id: renewals, title: Renewal Specialist, owns: [renew], responsibilities: [close-renewal]}

Source: Gurnov and Korneeva, "Too Many Managers", Russian original: a term of two years or more can
earn a marked discount; a longer contract locks the price.
Fix: define a multi-year or price-lock offer under `commercial.term_options`, and give the owner
`propose-longer-term`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Segment

_TERM: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|one|two|three|four|five|один|два|две|три|четыре|пять)[\s-]*"
    r"(?P<unit>years?|months?|год\w*|лет|месяц\w*)",
    re.IGNORECASE,
)
_WORDS: Final = dict(
    pair
    for language in ("one two three four five", "один два три четыре пять")
    for pair in zip(language.split(), range(1, 6), strict=True)
) | {"две": 2}
_MONTHS: Final = 12


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment whose renewals somebody sells without a longer term to offer."""
    design = facts.design
    for segment, motion, _, held in facts.applicable:
        commercial = segment.written.commercial
        if motion != "renew" or commercial is None or commercial.renewal in {None, "auto"}:
            continue
        options = commercial.term_options or ()
        if not held or any(_is_longer(option, design) for option in options):
            continue
        if any(_proposes(design, cell.role) for cell in held):
            continue
        names = ", ".join(cell.role for cell in held)
        yield Hit(
            path=_path(segment),
            message=f"{segment.name}: renewals have no longer term or price lock to offer "
            f"(owner: {names})",
            object=f"segments[{segment.id}].renew.terms",
            evidence=(
                ("term options", ", ".join(options) or "none"),
                ("longer from (years)", f"{design.params.multi_year_min_years:g}"),
            ),
        )


def _path(segment: Segment) -> tuple[str | int, ...]:
    commercial = segment.written.commercial
    if commercial and commercial.term_options is not None:
        return (*segment.path, "commercial", "term_options")
    return segment.path


def _proposes(design: Design, role_id: str) -> bool:
    """Return whether the role offers longer terms; one that says nothing of its duties may."""
    role = design.role_by_id.get(role_id)
    return role is None or role.duties is None or "propose-longer-term" in role.codes


def _is_longer(option: str, design: Design) -> bool:
    """Return whether an option locks a price or is long enough; without a number it is believed."""
    terms = list(_TERM.finditer(option))
    if not terms:
        return True
    return any(_years(term) >= design.params.multi_year_min_years for term in terms)


def _years(term: re.Match[str]) -> float:
    number = term["number"].casefold()
    count = float(_WORDS.get(number) or number)
    return count / _MONTHS if term["unit"].casefold().startswith(("month", "месяц")) else count


RULE = Rule("REN705", "term-options-missing", Severity.NOTE, __doc__, check)
