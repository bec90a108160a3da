"""Stated values of a segment compared with those that the plan derives: worked comparisons."""

from __future__ import annotations

from typing import Any

import pytest

from csdesign.planning.stated import Comparison, stated_of
from designs import plan_of

from .writing import interaction, segment, text

HOURS = {
    "weeks": 50,
    "hours_per_week": 40,
    "absence_days": 0,
    "internal_share": 0.375,
    "target_load": 0.8,
}
"""A full-time person has 1000 planned hours."""


def compared(declared: dict[str, Any] | None, **fields: Any) -> list[Comparison]:
    """Return the comparisons of a hundred customers of 24 h: 2.4 people, 3 heads, books of 41."""
    own = segment(
        interaction(per_year=24, minutes=60, effort_hours=1, role="csm"),
        **{
            "accounts": 100,
            "arr_per_account": 30_000,
            "commercial": {
                "renewal": "negotiated",
                "upsell": ["organic"],
                "owner_today": "sales",
                "sales_capacity": "sufficient",
            },
            **({"declared": declared} if declared else {}),
            **fields,
        },
    )
    made = plan_of(
        text(
            {
                "company": {"name": "Us", "currency": "EUR"},
                "segments": [own],
                "roles": [{"id": "csm", "owns": ["adopt"]}],
                "params": HOURS,
            }
        )
    )
    return list(stated_of(made.design, made.segments[0]))


def test_nothing_stated_is_compared_with_nothing() -> None:
    """Neither without `declared` nor with a note alone."""
    assert compared(None) == []
    assert compared({"note": "from the handbook"}) == []


@pytest.mark.parametrize(("level", "differs"), [("high-touch", False), ("pooled", True)])
def test_a_level_is_the_same_word_or_differs(level: str, differs: bool) -> None:
    """The plan says high-touch; without promises it says nothing, and nothing is compared."""
    assert compared({"level": level}) == [Comparison("level", level, "high-touch", differs)]
    assert compared({"level": level}, interactions=[]) == []


@pytest.mark.parametrize(("archetype", "differs"), [("adopt", False), ("adopt-renew", True)])
def test_an_archetype_is_the_same_or_differs(archetype: str, differs: bool) -> None:
    """Renewals that are sold while sellers have time leave the CSM with adoption."""
    assert compared({"archetype": archetype}) == [
        Comparison("archetype", f"archetype {archetype}", "archetype adopt", differs)
    ]
    assert compared({"archetype": archetype}, commercial=None) == []


def test_a_book_may_be_a_tenth_off() -> None:
    """41 derived: 37 is 4 off, within 4.1; 36 and 46 are 5 off. Such a rule would hire 2.7."""
    (near, rule), (less, _), (more, _) = (
        compared({"book": {"accounts_per_head": each}}) for each in (37, 36, 46)
    )

    assert near == ("book", "37 customers each", "41 customers each", False)
    assert (less.differs, more.differs) == (True, True)
    assert (rule.key, rule.differs) == ("rule", False)
    assert rule.stated.endswith(" 37 customers would hire 2.7")
    assert rule.derived.endswith(" 3")


def test_a_small_book_may_be_one_off() -> None:
    """Two heavy customers each: a tenth of 2 is less than a customer, so 3 is near and 4 is not."""
    heavy = [interaction(per_year=400, minutes=60, effort_hours=1, role="csm")]

    def book(each: float) -> Comparison:
        return compared({"book": each}, interactions=heavy)[0]

    assert book(3) == ("book", "3 customers each", "2 customers each", False)
    assert book(4).differs


@pytest.mark.parametrize(
    ("heads", "words", "differs"),
    [
        (3, "3 people", False),
        (2.5, "2.5 people", False),
        (2, "2 people", True),
        (1, "1 person", True),
    ],
)
def test_heads_differ_from_one_person_on(heads: float, words: str, differs: bool) -> None:
    """Three derived."""
    assert compared({"heads": heads}) == [Comparison("heads", words, "3 people", differs)]
    assert compared({"heads": heads}, accounts=None) == []


@pytest.mark.parametrize(
    ("each", "hired", "differs"),
    [
        (1_000_000, "3", False),
        (1_485_000, "2", False),  # 2.02 is shown as 2
        (1_400_000, "2.1", False),  # 2.14
        (1_500_000, "2", True),
        (1_200_000, "2.5", False),
        (750_000, "4", True),
    ],
)
def test_a_rule_by_revenue_says_whom_it_would_hire(each: int, hired: str, differs: bool) -> None:
    """3,000,000 of revenue; whole people are shown as whole."""
    (rule,) = compared({"book": {"arr_per_head": each}})

    assert (rule.key, rule.differs) == ("rule", differs)
    assert rule.stated.endswith(f" {each:,} EUR would hire {hired}")
    assert rule.derived.endswith(" 3")
    assert compared({"book": {"arr_per_head": each}}, arr_per_account=None) == []
    assert compared({"book": {"arr_per_head": each}}, accounts=None) == []
