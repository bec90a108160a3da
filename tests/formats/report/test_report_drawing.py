"""Pictures: text fits its box, every role has a lane, every hand-off an arrow."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from report_designs import company, content_of

from csdesign.escaping.terminal import cell_widths
from csdesign.views.plan.lifecycle import lifecycle_groups, lifecycle_of
from csdesign.views.plan.ownership import matrix
from csdesign.views.report.drawing.grid import grid
from csdesign.views.report.drawing.lettering import fitted, wrapped
from csdesign.views.report.drawing.swimlanes import swimlanes
from designs import example_text, plan_of

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(texts, st.integers(3, 60))
@settings(max_examples=60)
def test_a_fitted_text_is_never_wider_than_its_room(text: str, room: int) -> None:
    assert sum(cell_widths(fitted(text, room))) <= room


@given(texts, st.integers(60, 300), st.integers(1, 4))
@settings(max_examples=60)
def test_wrapping_loses_no_letter_unless_it_says_so(text: str, width: int, lines: int) -> None:
    found = wrapped(text, width, 12, lines)

    assert len(found) <= lines
    if not found or not found[-1].endswith("…"):
        assert "".join("".join(found).split()) == "".join(text.split())


def test_a_name_that_fits_is_left_alone() -> None:
    assert wrapped("Customer Success Manager", 178, 12.5, 2) == ["Customer Success Manager"]


def test_the_lifecycle_is_the_designs_own_grid() -> None:
    plan = plan_of(example_text("planworks"))
    found = lifecycle_of(plan, plan.segment_by_id["ent"])
    manager = next(lane for lane in found.lanes if lane.role == "am")

    assert found.declared
    assert manager.primary == (2, 3, 4, 5)
    assert found.words.startswith("Prospect: Sales Development Representative (first contact).")


def test_without_a_grid_the_lifecycle_is_read_from_owners_and_talks() -> None:
    plan = plan_of(
        "segments:\n"
        "  - id: a\n"
        "    interactions:\n"
        "      - {id: talk, stage: adopt, channel: human-1to1, per_year: 12, role: guide}\n"
        "roles: [{id: guide, owns: [adopt]}, {id: seller, owns: [renew]}]\n"
    )
    found = lifecycle_of(plan, plan.segments[0])

    assert not found.declared
    assert {lane.role: lane.stages for lane in found.lanes} == {"guide": (3,), "seller": (5,)}


def test_segments_with_the_same_life_share_a_map() -> None:
    plan = content_of(company(6, 8, 10)).plan

    groups = lifecycle_groups(plan)

    assert [id_ for ids, _ in groups for id_ in ids].sort() == [s.id for s in plan.segments].sort()
    assert len(groups) < 6


def test_every_hand_off_between_two_roles_has_its_arrow() -> None:
    plan = plan_of(example_text("planworks"))
    for _, found in lifecycle_groups(plan):
        shapes = swimlanes(found)

        assert [arrow.number for arrow in shapes.arrows] == [h.number for h in found.hand_offs]
        assert all(0 < arrow.x < shapes.width for arrow in shapes.arrows)
        assert len(shapes.labels) == len(found.lanes)


def test_the_boxes_of_the_matrix_fill_its_grid() -> None:
    rows = matrix(content_of(company(3, 8)).plan)
    shapes = grid(rows)

    assert len(shapes.boxes) == 8 * (len(rows) + 1)
    assert sum(box.width * box.height for box in shapes.boxes) == shapes.width * shapes.height
