"""Fitting promises to people: worked examples, every combination counted, cuts, the command."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.command import csdesign
from csdesign.errors import UsageError
from csdesign.fitting.fit import _changed, fit_design
from csdesign.fitting.results import Limit
from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.planner import make_plan
from designs import design_of, example_text

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.fitting.results import Fit
    from csdesign.model.design import Design

TWO = """\
csdesign: 1
params: {loaded_cost: 100000}
segments:
  - id: corp
    accounts: 50
    new_accounts: 10
    traits: {complexity: 4, specificity: 3, desired: 4, readiness: 3}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         expertise: product, role: csm}
      - {id: review, stage: adopt, channel: human-1to1, every: quarter, minutes: 90,
         effort_hours: 6, expertise: product, role: csm}
      - {id: mail, stage: adopt, channel: digital, every: week, minutes: 2}
roles: [{id: csm, title: Customer Success Manager}]
"""
WRITTEN = """\
csdesign: 1
params: {loaded_cost: 100000}
segments:
  - id: corp
    accounts: 50
    new_accounts: 10
    traits: {complexity: 4, specificity: 3, desired: 4, readiness: 3}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         expertise: product, role: csm, protected: true}
      - id: review
        stage: adopt
        channel: human-1to1
        every: quarter
        minutes: 90
        effort_hours: 6
        expertise: product
        role: csm
        floor: 4
        options:
          - {channel: human-pooled, group_size: 5}
          - {channel: digital, minutes: 30, effort_hours: 0}
      - {id: training, stage: onboard, channel: human-1to1, times: 6, minutes: 60,
         effort_hours: 3, role: csm, floor: 3}
      - {id: mail, stage: adopt, channel: digital, every: week, minutes: 2}
roles: [{id: csm, title: Customer Success Manager}]
"""
QUEUED = ", trigger: request, answer: {within_hours: 2}, options: [{per_year: 1}, {group_size: 3}]"
RANK = {level: place for place, level in enumerate(COVERAGE_LEVELS)}


def fit(text: str, people: int | None = None, *, frontier: bool = False, **limit: Any) -> Fit:
    return fit_design(design_of(text), Limit(people=people, **limit), frontier=frontier)


def changes(found: Any) -> list[tuple[str, str, str]]:
    return [(c.segment, c.choice.name, c.option.words) for c in found.changes]


def test_two_promises_and_every_number_of_people() -> None:
    found = fit(TWO, 2, frontier=True)

    assert changes(found) == [("corp", "review", "2 a year")]
    assert found.loss == pytest.approx(97.5)
    assert found.total == pytest.approx(498.766666667)
    assert found.kept == pytest.approx(0.804517811)
    assert (found.plan.hours, found.plan.money.plan) == (pytest.approx(1800), 200_000)
    assert found.proof is not None
    assert (found.proof.choices, found.proof.planned_people) == (15, 2)
    rows = [(row.people, row.loss, row.kept) for row in found.frontier]
    assert rows == [
        (3, 0, 1),
        (2, pytest.approx(97.5), pytest.approx(0.804517811)),
        (1, pytest.approx(292.5), pytest.approx(0.413553432)),
    ]
    assert changes(found.frontier[-1]) == [
        ("corp", "call", "4 a year"),
        ("corp", "review", "2 a year"),
    ]


def test_the_example_fits_nine_people_and_never_six() -> None:
    found = fit(example_text("planworks"), 9, frontier=True)

    assert changes(found) == [("ent", "qbr", "2 a year")]
    assert (found.loss, found.kept) == (pytest.approx(117), pytest.approx(0.942029368))
    assert found.total == pytest.approx(2018.263333333)
    assert found.proof.choices == 900
    assert (found.plan.hours, found.plan.money.plan) == (pytest.approx(8326), 990_000)
    assert {role.role: role.heads for role in found.plan.roles} == {
        "dc": 1,
        "csm": 3,
        "am": 2,
        "support": 3,
    }
    assert [(row.people, row.loss) for row in found.frontier] == [
        (10, 0),
        (9, pytest.approx(117)),
        (8, pytest.approx(468)),
        (7, pytest.approx(760.5)),
    ]
    assert found.reachable == 7


def test_options_floors_and_protected_promises() -> None:
    found = fit(WRITTEN, 2)

    assert changes(found) == [("corp", "review", "in a shared team, in groups of 5")]
    assert (found.loss, found.kept) == (pytest.approx(78), pytest.approx(0.854955681))
    assert found.proof.choices == 12
    assert found.plan.hours == pytest.approx(1620)


def test_what_cannot_be_reached_says_how_far_it_goes() -> None:
    found = fit(WRITTEN, 1)

    assert (found.status, found.reachable, found.plan) == ("impossible", 2, None)
    assert found.fixed_hours["csm"] >= 1200


def test_a_limit_at_today_s_need_changes_nothing_and_revenue_never_matters() -> None:
    assert fit(TWO, 3).changes == ()
    rich = TWO.replace("new_accounts: 10", "new_accounts: 10\n    arr_per_account: 999999")

    assert changes(fit(rich, 2)) == changes(fit(TWO, 2))


def test_a_budget_is_a_limit_too() -> None:
    found = fit(TWO, budget=250_000.0)

    assert changes(found) == [("corp", "review", "2 a year")]
    with pytest.raises(UsageError, match="needs loaded_cost"):
        fit(TWO.replace("params: {loaded_cost: 100000}\n", ""), budget=250_000.0)
    with pytest.raises(UsageError, match="below the fixed cost"):
        fit(TWO.replace("100000}", "100000, fixed_cost: 5000}"), budget=10.0)


def test_one_role_may_be_limited() -> None:
    assert changes(fit(TWO, by_role={"csm": 2})) == [("corp", "review", "2 a year")]


def every_answer(design: Design, limit: Limit) -> tuple[float, int] | None:
    """Return the least loss and the number of changes, by planning every combination."""
    from csdesign.fitting.choices import choices_of

    before = make_plan(design)
    choices = choices_of(before)
    floors = {s.id: s.segment.written.floor or s.coverage.level for s in before.segments}
    best: tuple[float, int] | None = None
    for picked in itertools.product(*(range(len(choice.options)) for choice in choices)):
        plan = make_plan(_changed(design, choices, picked), whole=False)
        fits = limit.people is None or plan.headcount.need <= limit.people
        for segment in plan.segments:
            floor = floors[segment.id]
            if floor is not None and RANK.get(segment.coverage.level or "", -1) < RANK[floor]:
                fits = False
        if not fits:
            continue
        loss = sum(c.options[o].loss for c, o in zip(choices, picked, strict=True))
        changed = sum(o > 0 for o in picked)
        if best is None or (round(loss, 7), changed) < (round(best[0], 7), best[1]):
            best = (loss, changed)
    return best


@st.composite
def small_designs(draw: st.DrawFn) -> str:
    """Return designs of one or two segments with levels, queues, shared people and caps."""
    lines = ["csdesign: 1", "segments:"]
    for number in range(draw(st.integers(1, 2))):
        lines += [
            f"  - id: s{number}",
            f"    accounts: {draw(st.sampled_from([10, 40, 90]))}",
            "    new_accounts: 8",
            f"    traits: {{complexity: {draw(st.integers(1, 5))}, desired: 3}}",
        ]
        if draw(st.booleans()):
            lines.append(f"    floor: {draw(st.sampled_from(['tech-touch', 'pooled']))}")
        lines.append("    interactions:")
        for place in range(draw(st.integers(1, 3))):
            role = draw(st.sampled_from(["csm", "am"]))
            channel = draw(st.sampled_from(["human-1to1", "human-pooled"]))
            extra = draw(
                st.sampled_from(
                    [
                        "",
                        ", protected: true",
                        ", floor: 2",
                        ", options: [{channel: digital, effort_hours: 0}]",
                        QUEUED,
                    ]
                )
            )
            count = draw(st.sampled_from(["per_year: 12", "per_year: 4", "every: month"]))
            lines.append(
                f"      - {{id: i{place}, stage: adopt, channel: {channel}, {count}, minutes: 45, "
                f"effort_hours: {draw(st.sampled_from([1, 2, 5]))}, role: {role}{extra}}}"
            )
    lines.append("roles: [{id: csm}, {id: am}]")
    posts = draw(
        st.sampled_from(
            [
                "",
                "positions: [{id: a, roles: [csm, am], count: 3}]",
                "positions: [{id: a, roles: csm, count: 2}, {id: b, roles: am, fte: 0.5}]",
                "positions: [{id: a, roles: csm, max_accounts: 30}, {id: b, roles: am, count: 2}]",
            ]
        )
    )
    return "\n".join([*lines, posts, ""])


@settings(max_examples=40, deadline=None)
@given(text=small_designs(), less=st.integers(0, 3))
def test_no_combination_is_better_than_the_answer(text: str, less: int) -> None:
    design = design_of(text)
    before = make_plan(design)
    limit = Limit(people=max(0, before.headcount.need - less))
    found = fit_design(design, limit)
    best = every_answer(design, limit)

    assert (found.status == "optimal") == (best is not None)
    if best is None:
        return
    assert found.loss == pytest.approx(best[0], abs=1e-6)
    assert len({change.choice.path for change in found.changes}) == best[1]
    assert found.plan.headcount.need <= limit.people
    written = {
        ("segments", i, "interactions", j): promise
        for i, segment in enumerate(design.document.segments)
        for j, promise in enumerate(segment.interactions)
    }
    assert not any(written[change.choice.path].protected for change in found.changes)
    if less == 0:
        assert found.changes == ()


LEVELS = """\
csdesign: 1
segments:
  - id: corp
    accounts: 60
    traits: {complexity: 3, specificity: 3, desired: 3, readiness: 3}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         role: csm}
      - {id: visit, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 3,
         role: csm}
roles: [{id: csm}]
"""
QUEUE = """\
csdesign: 1
segments:
  - id: smb
    accounts: 4000
    interactions:
      - {id: ask, purpose: support, channel: human-pooled, per_year: 4, minutes: 20,
         effort_hours: 0.5, trigger: request, role: desk, answer: {within_hours: 1},
         options: [{per_year: 2}, {per_year: 1}, {channel: digital, effort_hours: 0}]}
      - {id: mail, stage: adopt, channel: digital, every: week}
roles: [{id: desk}]
"""


def test_a_segment_never_falls_below_its_level_and_the_cut_is_needed() -> None:
    design = design_of(LEVELS)
    today = make_plan(design).segments[0].coverage.level
    found = fit_design(design, Limit(people=3))

    assert found.plan.segments[0].coverage.level == today
    assert (found.loss, len(found.changes)) == pytest.approx(every_answer(design, found.limit))
    tighter = fit_design(design, Limit(people=1))
    assert tighter.status == "impossible"
    assert every_answer(design, Limit(people=1)) is None
    loose = fit_design(
        design_of(LEVELS.replace("accounts: 60", "accounts: 60\n    floor: pooled")),
        Limit(people=1),
    )
    assert loose.status == "optimal"


def test_a_queue_with_a_short_promise_takes_more_people_than_its_hours() -> None:
    design = design_of(QUEUE)
    need = make_plan(design).headcount.need
    refused = 0
    for people in range(need, -1, -1):
        found = fit_design(design, Limit(people=people))
        best = every_answer(design, Limit(people=people))
        assert (found.status == "optimal") == (best is not None)
        if best is None:
            continue
        assert found.loss == pytest.approx(best[0], abs=1e-6)
        refused += found.proof.cuts
    assert refused > 0


def test_an_experience_of_two_segments_has_one_choice() -> None:
    shared = """\
csdesign: 1
segments: [{id: a, accounts: 40}, {id: b, accounts: 40}]
experiences:
  - id: ax
    segments: [a, b]
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2,
         role: csm}
roles: [{id: csm}]
"""
    found = fit_design(design_of(shared), Limit(people=1))

    if found.status == "optimal":
        assert {change.segment for change in found.changes} == {"a", "b"}
        assert len({change.option.words for change in found.changes}) == 1


def test_a_tighter_limit_never_loses_less_and_more_options_never_more() -> None:
    losses = [row.loss for row in fit(example_text("planworks"), 10, frontier=True).frontier]

    assert losses == sorted(losses)
    without = WRITTEN.replace("          - {channel: digital, minutes: 30, effort_hours: 0}\n", "")
    assert fit(WRITTEN, 2).loss <= fit(without, 2).loss + 1e-9


def test_the_answer_pasted_as_a_scenario_keeps_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "design.yaml").write_text(WRITTEN, encoding="utf-8")
    run = csdesign(
        "fit",
        "design.yaml",
        "--people",
        "2",
        "--output",
        "yaml=fit.yaml",
        "--format",
        "json",
        cwd=tmp_path,
    )
    kept = json.loads(run.out)["kept"]
    both = csdesign(
        "plan", "design.yaml", "fit.yaml", "--scenario", "all", "--format", "json", cwd=tmp_path
    )
    rows = json.loads(both.out)["scenarios"]

    assert run.code == both.code == 0
    assert (rows[1]["people"], rows[1]["kept"]) == (2, pytest.approx(kept))


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--people", "1"], 1, ""),
        (["--people", "nine"], 2, "give a number such as 9"),
        (["--people", "2", "--budget", "1M"], 2, "not both"),
        (["--budget", "much"], 2, "give an amount"),
        (["--people", "dc=1"], 2, "no such role"),
        ([], 2, "--frontier"),
    ],
)
def test_exit_codes_and_one_clear_line(
    tmp_path: Path, args: list[str], code: int, words: str
) -> None:
    (tmp_path / "design.yaml").write_text(WRITTEN, encoding="utf-8")
    run = csdesign("fit", "design.yaml", *args, cwd=tmp_path)

    assert run.code == code
    assert words in run.err
    assert run.err.count("\n") == (1 if words else 0)


def test_a_design_with_a_higher_limit_is_left_alone() -> None:
    design = replace(design_of(TWO))

    assert fit_design(design, Limit(people=99)).loss == 0
