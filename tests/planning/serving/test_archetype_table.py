"""The archetype decision over its whole input grid, against the table as written."""

from __future__ import annotations

from functools import cache
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Final

import pytest

from csdesign.planning.serving.archetype_table import (
    SCOPE,
    ArchetypeDecision,
    CommercialInputs,
    decide_archetype,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NATURES: Final = ("organic", "new-product", "new-buyer")
UPSELLS: Final = tuple(
    frozenset(items) for items in chain.from_iterable(combinations(NATURES, n) for n in range(4))
)
OWNERS: Final = ("sales", "renewals-team", "csm", "none")
RENEWALS: Final = ("auto", "administrative", "negotiated", "resell")
ADMIN: Final = frozenset(RENEWALS[:2])
SELLERS: Final = "sufficient"


def enough(inputs: CommercialInputs) -> bool:
    """Return whether sellers have time for existing customers."""
    return inputs.sales_capacity == SELLERS


TABLE: Final[tuple[tuple[str, Callable[[CommercialInputs], bool], str | None], ...]] = (
    ("TT", lambda i: i.level == "tech-touch", None),
    ("T0", lambda i: enough(i) and i.owner_today == "renewals-team", "adopt"),
    ("T1", lambda i: enough(i) and i.complexity >= 4, "adopt"),
    ("T2", lambda i: enough(i) and i.renewal not in ADMIN, "adopt"),
    ("T3", lambda i: enough(i) and "organic" in i.upsell, "adopt-renew-upsell"),
    ("T4", enough, "adopt-renew"),
    ("T5", lambda i: bool(i.upsell & {"new-product", "new-buyer"}), "adopt-renew-expand"),
    ("T6", lambda i: i.renewal in ADMIN and "organic" in i.upsell, "adopt-renew-upsell"),
    ("T7", lambda i: i.renewal in ADMIN, "adopt-renew"),
    ("T8", lambda _: True, "adopt"),
)


@cache
def grid() -> tuple[CommercialInputs, ...]:
    """Return every combination of inputs."""
    return tuple(
        CommercialInputs(level, renewal, upsell, owner, capacity, complexity, ceiling)
        for level, renewal, upsell, owner, capacity, complexity, ceiling in product(
            ("tech-touch", "pooled", "high-touch"),
            RENEWALS,
            UPSELLS,
            OWNERS,
            ("sufficient", "insufficient"),
            (1, 2, 3, 4, 5),
            (None, *SCOPE),
        )
    )


def scope(decision: ArchetypeDecision) -> int:
    """Return the commercial scope, -1 where there is no CSM."""
    return -1 if decision.archetype is None else SCOPE.index(decision.archetype)


def test_every_input_follows_the_first_matching_row() -> None:
    """19,200 combinations give the rule and archetype of the table, cut at the ceiling."""
    assert len(grid()) == 19_200
    for inputs in grid():
        rule, _, archetype = next(row for row in TABLE if row[1](inputs))
        if archetype is not None and inputs.ceiling is not None:
            archetype = min(archetype, inputs.ceiling, key=SCOPE.index)
        found = decide_archetype(inputs)

        assert (found.rule, found.archetype) == (rule, archetype), inputs


@pytest.mark.parametrize(
    ("change", "direction"),
    [
        ({"sales_capacity": "sufficient"}, -1),
        ({"renewal": "negotiated"}, -1),
        ({"renewal": "resell"}, -1),
        ({"owner_today": "renewals-team"}, -1),
    ],
    ids=["sellers get time", "renewal is negotiated", "renewal is resold", "a renewals team"],
)
def test_a_change_never_raises_scope(change: dict[str, str], direction: int) -> None:
    """Sellers with time, renewals that must be sold and a renewals team all narrow the CSM."""
    assert direction < 0
    for inputs in grid():
        before, after = decide_archetype(inputs), decide_archetype(inputs._replace(**change))

        assert scope(after) <= scope(before), inputs


def test_more_complexity_never_raises_scope() -> None:
    """A complex product keeps commerce with sellers."""
    for inputs in grid():
        if inputs.complexity < 5:
            after = decide_archetype(inputs._replace(complexity=inputs.complexity + 1))

            assert scope(after) <= scope(decide_archetype(inputs)), inputs


@pytest.mark.parametrize("nature", NATURES)
def test_more_growth_never_lowers_scope(nature: str) -> None:
    """Another kind of growth gives the CSM more to own, or leaves it."""
    for inputs in grid():
        after = decide_archetype(inputs._replace(upsell=inputs.upsell | {nature}))

        assert scope(after) >= scope(decide_archetype(inputs)), inputs


def test_a_lower_ceiling_never_raises_scope() -> None:
    """What the company will not exceed is not exceeded."""
    for inputs in grid():
        if inputs.ceiling is None:
            scopes = [
                scope(decide_archetype(inputs._replace(ceiling=ceiling))) for ceiling in SCOPE
            ]
            assert scopes == sorted(scopes)
            assert scopes[-1] == scope(decide_archetype(inputs))


def test_the_account_manager_pattern_comes_from_t5_alone() -> None:
    """`adopt-renew-expand` if and only if T5 decides and no ceiling cuts it."""
    for inputs in grid():
        found = decide_archetype(inputs)
        whole = found.rule == "T5" and inputs.ceiling in {None, "adopt-renew-expand"}

        assert (found.archetype == "adopt-renew-expand") is whole


def test_levels_follow_the_archetype_and_the_co_own_default() -> None:
    """Own by archetype; co-own where a seller with time leads a re-order; else support."""
    for inputs in grid():
        found = decide_archetype(inputs)
        if found.archetype is None:
            assert found.csm_levels == {}
            continue
        owned = set(found.archetype.split("-")) - {"adopt"}
        renew = "own" if "renew" in owned else "support"
        if renew == "support" and inputs.renewal in ADMIN and enough(inputs):
            renew = "support" if inputs.owner_today == "renewals-team" else "co-own"
        grows = bool(owned & {"upsell", "expand"})

        assert found.csm_levels == {
            "adopt": "own",
            "renew": renew,
            "upsell": "own" if grows else "support",
            "cross-sell": "own" if "expand" in owned else "support",
        }


def test_motions_without_an_owner_are_named() -> None:
    """T8 leaves renew to nobody; a ceiling cuts off what lies above it."""
    for inputs in grid():
        found = decide_archetype(inputs)
        uncut = decide_archetype(inputs._replace(ceiling=None))
        lost = {m for m, level in uncut.csm_levels.items() if level == "own"} - {
            m for m, level in found.csm_levels.items() if level == "own"
        }
        if found.rule == "T8":
            lost |= {"renew"}

        assert set(found.orphans) == lost


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (
            ("negotiated", {"organic", "new-product"}, "renewals-team", "sufficient", 4),
            ("adopt", "T0", "support"),
        ),
        (
            ("administrative", {"organic"}, "sales", "sufficient", 3),
            ("adopt-renew-upsell", "T3", "own"),
        ),
        (
            ("administrative", {"organic"}, "sales", "sufficient", 4),
            ("adopt", "T1", "co-own"),
        ),
        (
            ("administrative", {"organic", "new-product"}, "csm", "insufficient", 2),
            ("adopt-renew-expand", "T5", "own"),
        ),
    ],
    ids=["renewals team", "administrative and organic", "complex product", "nobody else sells"],
)
def test_published_rows(
    inputs: tuple[str, set[str], str, str, int], expected: tuple[str, str, str]
) -> None:
    """Four rows of the table, read out."""
    renewal, upsell, owner, capacity, complexity = inputs
    found = decide_archetype(
        CommercialInputs("pooled", renewal, frozenset(upsell), owner, capacity, complexity)
    )

    assert (found.archetype, found.rule, found.csm_levels["renew"]) == expected
