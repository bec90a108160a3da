"""Too many managers, counted: whom one customer meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designs import example_text, plan_of
from planning.writing import Written, example, interaction, segment, text

if TYPE_CHECKING:
    from csdesign.planning.results import Contacts

STAGES = ("prospect", "evaluate", "onboard", "adopt", "expand", "renew")
ROLES = ("ann", "bob", "cid", "dot", "eve")
CASES = settings(max_examples=80, deadline=None)


def contacts(engagement: Written, **sections: object) -> Contacts:
    """Return the people whom the customers of one segment meet."""
    design = {
        "segments": [segment(interaction(per_year=4, role="ann"))],
        "roles": [{"id": role, "coverage": "named"} for role in ROLES],
        "engagement": engagement,
        **sections,
    }
    (plan,) = plan_of(text(design)).segments
    assert plan.contacts is not None
    return plan.contacts


def counts(found: Contacts) -> list[int]:
    """Return every count that must not rise, stage by stage and over the lifetime."""
    by_stage = [
        count for stage in found.by_stage.values() for count in (stage.named, stage.new_faces)
    ]
    return [*by_stage, found.lifetime_named, found.transfers_after_purchase]


@st.composite
def grids(draw: st.DrawFn) -> Written:
    """Return an engagement grid over every stage."""
    level = st.sampled_from(["lead", "contribute", "inform"])
    cell = st.dictionaries(st.sampled_from(ROLES), level, min_size=1, max_size=4)
    rows = st.dictionaries(st.sampled_from(["champion", "users", "sponsor"]), cell, min_size=1)
    return {stage: draw(rows) for stage in STAGES}


@CASES
@given(grids(), st.sampled_from(ROLES), st.sampled_from(ROLES))
def test_one_person_with_two_roles_never_raises_a_count(
    grid: Written, first: str, second: str
) -> None:
    """Whoever holds two named roles is one face."""
    apart = [{"roles": [role]} for role in ROLES]
    joined = [{"roles": [role]} for role in ROLES if role not in {first, second}]
    joined.append({"roles": sorted({first, second})})
    before, after = contacts(grid, positions=apart), contacts(grid, positions=joined)

    assert all(b >= a for b, a in zip(counts(before), counts(after), strict=True))


@CASES
@given(grids(), st.sampled_from(STAGES), st.sampled_from(ROLES))
def test_another_contributor_never_lowers_named(grid: Written, stage: str, role: str) -> None:
    """Somebody more to meet is never somebody less."""
    before = contacts(grid)
    row = grid[stage].setdefault("technical", {})
    row.setdefault(role, "contribute")
    after = contacts(grid)

    for name, met in before.by_stage.items():
        assert after.by_stage[name].named >= met.named
    assert after.lifetime_named >= before.lifetime_named


@CASES
@given(grids())
def test_named_people_of_a_stage_are_at_most_those_of_a_lifetime(grid: Written) -> None:
    """The lifetime is the union of the stages, and new faces are met once."""
    found = contacts(grid)

    assert max(met.named for met in found.by_stage.values()) <= found.lifetime_named
    assert sum(met.new_faces for met in found.by_stage.values()) == found.lifetime_named


def test_seven_roles_sit_exactly_on_the_limits() -> None:
    """PlanWorks: AM, DC and CSM in onboarding; six named people over a lifetime."""
    found = plan_of(example_text("planworks")).segment_by_id["ent"].contacts

    assert found is not None
    assert found.by_stage["onboard"].named == 3
    assert found.by_stage["onboard"].primary == "am"
    assert found.lifetime_named == 6
    assert found.transfers_after_purchase == 0
    assert found.by_stage["adopt"].desks == 1


def test_informed_people_are_not_met() -> None:
    """`inform` is not a contact."""
    found = contacts({"adopt": {"champion": {"ann": "lead", "bob": "inform"}}})

    assert found.by_stage["adopt"].named == 1
    assert found.by_stage["adopt"].roles == ("ann",)


def test_primary_contact_that_changes_after_purchase_is_a_transfer() -> None:
    """The way to the purchase is not counted; each change after it is."""
    found = contacts(
        {
            "evaluate": {"champion": {"ann": "lead"}},
            "onboard": {"champion": {"bob": "lead"}},
            "adopt": {"champion": {"cid": "lead"}},
            "renew": {"champion": {"bob": "lead"}},
        }
    )

    assert found.transfers_after_purchase == 2


def test_an_account_manager_who_stays_with_a_complex_account_is_not_a_new_face() -> None:
    """`am_stays_on_complex` lowers new faces in adopt only, and `named` never."""
    design = example("planworks")
    design["engagement"]["onboard"] = {"champion": {"csm": "lead"}}
    stays = plan_of(text(design)).segment_by_id["ent"].contacts
    design["doctrine"]["am_stays_on_complex"] = False
    leaves = plan_of(text(design)).segment_by_id["ent"].contacts

    assert stays is not None
    assert leaves is not None
    assert leaves.by_stage["adopt"].new_faces == stays.by_stage["adopt"].new_faces + 1
    assert leaves.by_stage["adopt"].named == stays.by_stage["adopt"].named


def test_without_an_engagement_grid_contacts_are_unknown() -> None:
    """Unknown is None, never 0."""
    design = example("renamo")

    assert plan_of(text(design)).segments[0].contacts is None


@pytest.mark.parametrize("coverage", ["queue", "programme"])
def test_desks_are_not_named_people(coverage: str) -> None:
    """A queue and a programme are desks."""
    found = contacts(
        {"adopt": {"champion": {"ann": "lead"}, "users": {"bob": "lead"}}},
        roles=[{"id": "ann", "coverage": "named"}, {"id": "bob", "coverage": coverage}],
    )

    assert (found.by_stage["adopt"].named, found.by_stage["adopt"].desks) == (1, 1)


@pytest.mark.parametrize("order", [("ann", "bob"), ("bob", "ann")])
def test_a_person_of_a_desk_and_a_named_role_is_named(order: tuple[str, str]) -> None:
    """One person with several roles is one face, named when any of them is."""
    found = contacts(
        {"adopt": {"champion": {"ann": "lead"}, "users": {"bob": "lead"}}},
        roles=[{"id": "ann", "coverage": "named"}, {"id": "bob", "coverage": "queue"}],
        positions=[{"roles": list(order)}],
    )

    assert (found.by_stage["adopt"].named, found.by_stage["adopt"].desks) == (1, 0)
