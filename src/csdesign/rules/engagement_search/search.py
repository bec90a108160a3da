"""Search of the whole input space for cases that no rule covers, and for rules that disagree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.engagement_search.compile import Compiled, CompiledRule
    from csdesign.rules.engagement_search.domains import Piece

__all__ = ["MOST_CASES", "Case", "Contradiction", "Gap", "contradictions", "find_gap"]

MOST_CASES: Final = 200_000
"""Cases looked at before the search gives up and says so: about a second."""

Case = tuple[tuple[str, "Piece"], ...]
"""A case by the inputs that matter: (input, value); the others may be anything."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A smallest case in which nobody acts; `case` is empty where the search gave up.

    `named` is False where the case needs a word that no rule names.
    """

    case: Case
    named: bool
    cases_looked_at: int
    gave_up: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two rules with different leads that both hold in a case; `others` such rules are left out."""

    first: CompiledRule
    second: CompiledRule
    case: Case
    others: int


def find_gap(compiled: Compiled) -> Gap | None:
    """Return a case with the fewest inputs in which no rule holds, or None.

    Cases made of words that rules name go before those with a word that none names. A case that
    leaves inputs open is a gap for each of their values. With a default rule nothing is left over.
    """
    if compiled.defaults or not compiled.rules:
        return None
    unnamed: Case | None = None
    looked = 0
    for chosen, picked in islice(_cases(compiled), MOST_CASES):
        looked += 1
        if _holding(compiled, chosen, picked):
            continue
        case = _case(compiled, chosen, picked)
        if all(piece.named for _, piece in case):
            return Gap(case, named=True, cases_looked_at=looked)
        unnamed = unnamed or case
    if unnamed is not None:
        return Gap(unnamed, named=False, cases_looked_at=looked)
    gave_up = looked == MOST_CASES
    return Gap((), named=False, cases_looked_at=looked, gave_up=True) if gave_up else None


Places = tuple[int, ...]


def _cases(compiled: Compiled) -> Iterator[tuple[Places, Places]]:
    """Yield every case as (inputs, their pieces), those with fewer inputs first."""
    places = range(len(compiled.domains))
    for size in range(1, len(compiled.domains) + 1):
        for chosen in combinations(places, size):
            for picked in product(*(range(len(compiled.masks[place])) for place in chosen)):
                yield chosen, picked


def _holding(compiled: Compiled, chosen: Places, picked: Places) -> int:
    """Return the mask of the rules that hold somewhere in a case."""
    mask = compiled.everything
    for place, piece in zip(chosen, picked, strict=True):
        mask &= compiled.masks[place][piece]
    return mask


def _case(compiled: Compiled, chosen: Places, picked: Places) -> Case:
    return tuple(
        (compiled.domains[place].name, compiled.domains[place].pieces[piece])
        for place, piece in zip(chosen, picked, strict=True)
    )


def contradictions(compiled: Compiled) -> Iterator[Contradiction]:
    """Yield each rule that disagrees with an earlier one on who leads, with a case for it.

    The order of the rules decides nothing; only rules without conditions give way to the others.
    """
    led: dict[str, int] = {}
    for number, rule in enumerate(compiled.rules):
        led[rule.lead] = led.get(rule.lead, 0) | 1 << number
    for number, second in enumerate(compiled.rules):
        earlier = (1 << number) - 1
        clashing = compiled.overlapping(number) & ~led[second.lead] & earlier
        if clashing:
            first = compiled.rules[(clashing & -clashing).bit_length() - 1]
            case = _common_case(compiled, first, second)
            yield Contradiction(first, second, case, clashing.bit_count() - 1)
    for rule in compiled.defaults[1:]:
        if rule.lead != compiled.defaults[0].lead:
            yield Contradiction(compiled.defaults[0], rule, (), 0)


def _common_case(compiled: Compiled, first: CompiledRule, second: CompiledRule) -> Case:
    """Return a case in which two overlapping rules hold, by the inputs that either names."""
    return tuple(
        (
            domain.name,
            next(
                piece
                for piece in domain.pieces
                if first.accepts(domain.name, piece.value)
                and second.accepts(domain.name, piece.value)
            ),
        )
        for domain in compiled.domains
        if domain.name in first.inputs | second.inputs
    )
