"""Search of the whole input space for cases that no rule covers, and for rules that disagree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from csdesign.rules.engagement_search.cover import TooManyCasesError, bare_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.engagement_search.compile import Compiled, CompiledRule
    from csdesign.rules.engagement_search.cover import Places
    from csdesign.rules.engagement_search.domains import Piece

__all__ = ["MOST_CASES", "Case", "Contradiction", "Gap", "contradictions", "find_gap"]

MOST_CASES: Final = 20_000
"""Parts of the space looked at before the search gives up and says so: about a second."""

Case = tuple[tuple[str, "Piece"], ...]
"""A case by the inputs that matter: (input, value); the others may be anything."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A smallest case in which nobody acts; `case` is empty if the search gave up.

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
    looked = 0
    for named in (True, False):
        allowed = [
            [i for i, piece in enumerate(domain.pieces) if piece.named or not named]
            for domain in compiled.domains
        ]
        try:
            bare, steps = bare_case(compiled, allowed, MOST_CASES)
        except TooManyCasesError:
            return Gap((), named=named, cases_looked_at=MOST_CASES, gave_up=True)
        looked += steps
        if bare is not None:
            return Gap(_smallest(compiled, allowed, bare), named=named, cases_looked_at=looked)
    return None


def _smallest(compiled: Compiled, allowed: list[list[int]], bare: Places) -> Case:
    """Return a bare case with as few inputs as any, or at least with none to spare.

    Fewer inputs are tried first, each with every piece, as long as there are not too many.
    """
    shrunk = _shrunk(compiled, bare)
    looked = 0
    for size in range(1, len(shrunk)):
        for chosen in combinations(range(len(compiled.domains)), size):
            for picked in product(*(allowed[place] for place in chosen)):
                looked += 1
                case = dict(zip(chosen, picked, strict=True))
                if not _holding(compiled, case):
                    return _case(compiled, case)
                if looked >= MOST_CASES:
                    return _case(compiled, shrunk)
    return _case(compiled, shrunk)


def _shrunk(compiled: Compiled, bare: Places) -> Places:
    """Return the case without the inputs that it does not need to be bare."""
    kept = dict(bare)
    for place in bare:
        fewer = {other: piece for other, piece in kept.items() if other != place}
        if not _holding(compiled, fewer):
            kept = fewer
    return kept


def _holding(compiled: Compiled, case: Places) -> int:
    """Return the mask of the rules that hold somewhere in a case."""
    mask = compiled.everything
    for place, piece in case.items():
        mask &= compiled.masks[place][piece]
    return mask


def _case(compiled: Compiled, case: Places) -> Case:
    return tuple(
        (compiled.domains[place].name, compiled.domains[place].pieces[piece])
        for place, piece in sorted(case.items())
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
