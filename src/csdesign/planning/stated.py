"""Compares what the company states of a segment today with what the plan derives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design
    from csdesign.model.segment import Declared
    from csdesign.planning.results import SegmentPlan

__all__ = ["Comparison", "stated_of"]

_TENTH: Final = 0.1


class Comparison(NamedTuple):
    """One stated value in words, and the derived one; `differs` if by more than rounding."""

    key: str
    stated: str
    derived: str
    differs: bool


def stated_of(design: Design, plan: SegmentPlan) -> tuple[Comparison, ...]:
    """Return each stated value of a segment that the plan has a derived one for."""
    declared = plan.segment.written.declared
    if declared is None:
        return ()
    return (
        *_level(plan, declared),
        *_archetype(plan, declared),
        *_book(plan, declared),
        *_heads(plan, declared),
        *_rule(design, plan, declared),
    )


def _level(plan: SegmentPlan, declared: Declared) -> Iterator[Comparison]:
    level = plan.coverage.level
    if declared.level is not None and level is not None:
        yield Comparison("level", declared.level, level, declared.level != level)


def _archetype(plan: SegmentPlan, declared: Declared) -> Iterator[Comparison]:
    stated, derived = declared.archetype, plan.archetype.archetype
    if stated is not None and derived is not None:
        yield Comparison(
            "archetype", f"archetype {stated}", f"archetype {derived}", stated != derived
        )


def _book(plan: SegmentPlan, declared: Declared) -> Iterator[Comparison]:
    each = None if declared.book is None else declared.book.accounts_per_head
    if each and plan.book:
        apart = abs(each - plan.book) > max(1.0, _TENTH * plan.book)
        yield Comparison("book", f"{each:g} customers each", f"{plan.book} customers each", apart)


def _heads(plan: SegmentPlan, declared: Declared) -> Iterator[Comparison]:
    if declared.heads is not None and plan.heads is not None:
        apart = abs(declared.heads - plan.heads) >= 1
        yield Comparison("heads", _people(declared.heads), _people(plan.heads), apart)


def _rule(design: Design, plan: SegmentPlan, declared: Declared) -> Iterator[Comparison]:
    """Yield the people by today's rule of thumb: customers per person, or revenue per person."""
    book, accounts, heads = declared.book, plan.segment.accounts, plan.heads
    if book is None or accounts is None or heads is None:
        return
    if book.accounts_per_head:
        yield _hired(
            accounts / book.accounts_per_head, f"{book.accounts_per_head:g} customers", heads
        )
    arr = plan.segment.arr_per_account
    if book.arr_per_head and arr is not None:
        currency = design.document.company.currency or ""
        words = f"{book.arr_per_head:,.0f} {currency}".strip()
        yield _hired(accounts * arr / book.arr_per_head, words, heads)


def _hired(people: float, each: str, heads: int) -> Comparison:
    shown = f"{people:.0f}" if abs(people - round(people)) < 0.05 else f"{people:.1f}"
    return Comparison(
        "rule",
        f"today's rule of one person for {each} would hire {shown}",
        f"the promised work needs {heads}",
        abs(people - heads) >= 1,
    )


def _people(count: float) -> str:
    return f"{count:g} {'person' if count == 1 else 'people'}"
