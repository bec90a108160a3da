from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign import reference
from csdesign.roles import Item, RoleText, compare
from csdesign.roles.matching.sets import jaccard, motion_overlap, soft_jaccard, weighted

CODES = st.frozensets(st.sampled_from(sorted(reference.vocabulary())), max_size=8)
LEVELS = st.dictionaries(
    st.sampled_from(reference.MOTIONS), st.sampled_from(list(reference.LEVELS))
)


@st.composite
def signatures(draw: st.DrawFn) -> RoleText:
    return RoleText(
        draw(st.text(max_size=12)),
        responsibilities=tuple(Item(code) for code in sorted(draw(CODES))),
        motions=draw(LEVELS),
        kpis=tuple(Item(k) for k in sorted(draw(st.frozensets(st.sampled_from("abcd"))))),
        decision_rights=tuple(Item(r) for r in sorted(draw(st.frozensets(st.sampled_from("xyz"))))),
        stages=tuple(sorted(draw(st.frozensets(st.sampled_from(reference.STAGES))))),
    )


@given(a=signatures(), b=signatures())
def test_similarity_is_symmetric_and_lies_in_the_unit_interval(a: RoleText, b: RoleText) -> None:
    one, other = compare(a, b).similarity, compare(b, a).similarity

    assert one == pytest.approx(other)
    assert 0.0 <= one <= 1.0 + 1e-12


@given(role=signatures(), title=st.text(max_size=20))
def test_a_role_is_wholly_like_itself_whatever_its_title_and_order(
    role: RoleText, title: str
) -> None:
    turned = RoleText(
        title,
        responsibilities=tuple(reversed(role.responsibilities or ())),
        motions=role.motions,
        kpis=tuple(reversed(role.kpis or ())),
        decision_rights=role.decision_rights,
        stages=tuple(reversed(role.stages or ())),
    )
    levels = (role.motions or {}).values()
    says = any((role.responsibilities, role.kpis, role.decision_rights, role.stages)) or any(
        level != "none" for level in levels
    )

    assert compare(role, turned).similarity == pytest.approx(1.0 if says else 0.0)


def test_two_empty_roles_are_not_alike() -> None:
    empty = RoleText(responsibilities=(), motions={}, kpis=(), decision_rights=(), stages=())

    assert compare(empty, empty).similarity == 0.0


def test_motions_compare_by_level() -> None:
    """Own 3, co-own 2, support 1: min sum 1 + 2, max sum 3 + 3."""
    assert motion_overlap(
        {"adopt": "own", "renew": "co-own"}, {"adopt": "support", "renew": "own"}
    ) == (pytest.approx(3 / 6))
    assert motion_overlap({}, {"adopt": "none"}) is None


def test_sets_empty_on_both_sides_say_nothing() -> None:
    assert jaccard(set(), set()) is None
    assert jaccard({"a"}, set()) == 0.0
    assert soft_jaccard(0.0, 0, 0) is None


def test_an_uncertain_match_counts_for_what_it_is() -> None:
    """One match of score 0.6 among two lines each: 0.6 / (2 + 2 - 0.6)."""
    assert soft_jaccard(0.6, 2, 2) == pytest.approx(0.6 / 3.4)


def test_weights_are_renormalised_over_what_is_known() -> None:
    """0.40 x 1 + 0.25 x 0.5, over 0.65."""
    assert weighted({"responsibilities": 1.0, "motions": 0.5, "kpis": None}) == pytest.approx(
        0.525 / 0.65
    )
