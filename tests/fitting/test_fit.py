"""Fitting promises to people: worked examples, every combination counted, cuts, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import csdesign
from csdesign.errors import UsageError
from csdesign.fitting.fit import fit_design
from csdesign.fitting.fitted import Limit
from csdesign.fitting.model import Model, Solved
from csdesign.fitting.search import Search
from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.planner import make_plan
from csdesign.views.fit import fit_document
from designs import design_of, example_text
from fitting.every_combination import best_of, difference

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.fitting.fitted import Fit

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
    assert found.reach.people == 7


def test_options_floors_and_protected_promises() -> None:
    found = fit(WRITTEN, 2)

    assert changes(found) == [("corp", "review", "in a shared team, in groups of 5")]
    assert (found.loss, found.kept) == (pytest.approx(78), pytest.approx(0.854955681))
    assert found.proof.choices == 12
    assert found.plan.hours == pytest.approx(1620)


def test_what_cannot_be_reached_says_how_far_it_goes() -> None:
    found = fit(WRITTEN, 1)

    assert (found.status, found.reach.people, found.plan) == ("impossible", 2, None)
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


LEVELS = """\
csdesign: 1
segments:
  - id: corp
    accounts: 60
    traits: {complexity: 3, specificity: 3, desired: 3, readiness: 3}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 6, minutes: 60, effort_hours: 3,
         role: csm}
      - {id: visit, stage: adopt, channel: human-1to1, per_year: 12, minutes: 45, effort_hours: 5,
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


@pytest.mark.parametrize("foreseen", [True, False])
def test_the_cut_of_levels_is_needed_and_right(
    foreseen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it fewer calls would be the least loss, and the segment would fall to pooled."""
    if not foreseen:
        monkeypatch.setattr("csdesign.fitting.cuts._MOST_ALIKE", 0)
    design, limit = design_of(LEVELS), Limit(people=2)
    search = Search(design)
    free = search.ignoring_levels().fit(limit)
    found = fit_design(design, limit)

    assert search.levels.falls("corp", free.picked)
    assert search.planned(free.picked).segments[0].coverage.level == "pooled"
    assert found.plan.segments[0].coverage.level == "high-touch"
    assert found.loss > search.amount("loss", free.picked)
    assert difference(found, best_of(design, limit)) is None
    assert (found.proof.cuts > 0) is not foreseen
    tighter = fit_design(design, Limit(people=1))
    assert (tighter.status, tighter.reach.held_by) == ("impossible", ("corp",))
    assert best_of(design, Limit(people=1)) is None
    lower = LEVELS.replace("accounts: 60", "accounts: 60\n    floor: pooled")
    assert fit_design(design_of(lower), Limit(people=1)).status == "optimal"


def test_the_cut_of_queues_is_needed_and_right() -> None:
    """Hours alone say one person; answers within the hour take several."""
    design = design_of(QUEUE)
    refused = 0
    for people in range(make_plan(design).headcount.need, -1, -1):
        found = fit_design(design, Limit(people=people))
        assert difference(found, best_of(design, found.limit)) is None
        refused += 0 if found.proof is None else found.proof.cuts
    assert refused > 0


def test_an_experience_of_two_segments_has_one_choice() -> None:
    """The promises of TWO for two halves of its customers: both lose the same review."""
    half = "accounts: 25, traits: {complexity: 4, specificity: 3, desired: 4, readiness: 3}"
    promises = TWO.partition("    interactions:\n")[2]
    shared = (
        f"csdesign: 1\nsegments: [{{id: a, {half}}}, {{id: b, {half}}}]\n"
        f"experiences:\n  - id: ax\n    segments: [a, b]\n    interactions:\n{promises}"
    )

    assert changes(fit(shared, 2)) == [
        ("a", "review", "2 a year"),
        ("b", "review", "2 a year"),
    ]


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
        (["--people", "dc=1"], 2, "no role of this id"),
        (["--people", "csm=1", "--people", "csm=2"], 2, "given twice"),
        (["--people", "2", "--seconds", "0"], 2, "a number above 0"),
        (["--people", "2", "--gap", "1"], 2, "a share from 0 to below 1"),
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


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("protected: true}", "protected: true, options: [{group_size: 2}]}", "has options"),
        ("protected: true}", "protected: true, floor: 2}", "has a floor"),
        ("floor: 3", "floor: 9", "the floor is 9 and 6 are promised"),
        (
            "accounts: 50",
            "accounts: 50\n    floor: high-touch",
            "the floor is high-touch and the promised work gives",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_at_its_line(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    text = WRITTEN.replace(before, after, 1)
    if "high-touch" in after:
        text = text.replace("every: month", "per_year: 1").replace("floor: 4", "floor: 1")
        text = text.replace("every: quarter", "per_year: 1").replace("times: 6", "times: 3")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")
    run = csdesign("fit", "design.yaml", "--people", "2", cwd=tmp_path)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert run.err.startswith("csdesign: design.yaml:")
    assert words in run.err


def test_a_design_that_lets_nothing_change_says_what_would() -> None:
    fixed = TWO.replace("role: csm}", "role: csm, protected: true}")
    found = fit(fixed, 1)

    assert (found.status, found.reach.people) == ("impossible", 3)
    assert "The design allows no change" in " ".join(fit_document(found).lead)


def test_the_least_money_and_the_fewest_of_a_role_are_reported_where_they_are_not_reached() -> None:
    money = fit(WRITTEN, budget=100_000.0)
    role = fit(WRITTEN, by_role={"csm": 1})

    assert (money.status, money.reach.cost, money.reach.people) == ("impossible", 200_000, None)
    assert (role.status, role.reach.by_role) == ("impossible", {"csm": 2})


def test_a_search_out_of_time_gives_the_best_so_far_and_its_gap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Model.solve

    def stopped(*args: Any) -> Solved:
        solved = whole(*args)
        return solved._replace(complete=False, bound=0.6 * solved.bound)

    monkeypatch.setattr(Model, "solve", stopped)
    found = fit(TWO, 2)

    assert (found.status, found.gap) == ("stopped", pytest.approx(0.4))
    assert found.proof.bound == pytest.approx(0.6 * found.loss)
    assert not found.is_answer()
    assert found.is_answer(gap=0.4)
    lead = " ".join(fit_document(found).lead)
    assert "customers lose 97 weighted hours; no answer loses fewer than 58 (40% less)" in lead


def test_no_time_at_all_says_that_nothing_was_found() -> None:
    found = fit_design(design_of(TWO), Limit(people=2), seconds=1e-9)

    assert (found.status, found.plan, found.is_answer(gap=0.9)) == ("stopped", None, False)
    assert "The time ran out before an answer" in " ".join(fit_document(found).lead)
