"""Certainty in commands, findings, policies, differences and frames."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import csdesign as library
from cli.running import csdesign
from csdesign.planning.futures.planner import futures_of
from csdesign.planning.planner import make_plan
from designs import EXAMPLES, design_of

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
csdesign: 1
params: {loaded_cost: 100000}
segments:
  - id: corp
    accounts: {value: 60, low: 40, high: 90}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
         effort_hours: {value: 1.5, low: 1, high: 3}, role: csm}
roles:
  - {id: csm, title: Customer Success Manager}
positions: [{id: a, roles: csm, count: COUNT}]
policies:
  - {name: sure, on: role, assert: "enough == null || enough >= 0.9", severity: error,
     message: too seldom enough}
"""
ONE_INPUT = """\
csdesign: 1
params: {{internal_share: {{value: 0.25, low: 0.25, high: 0.25}}}}
segments:
  - id: corp
    accounts: {{value: 60, low: 60, high: 60}}
    interactions:
      - {{id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
         effort_hours: {{value: 1.5, low: {low}, high: {high}}}, role: csm}}
roles: [{{id: csm}}]
"""
SHARED = """\
csdesign: 1
params: {loaded_cost: 100000}
segments:
  - id: corp
    accounts: 30
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 1.5,
         role: csm}
      - {id: help, stage: adopt, channel: human-1to1, per_year: 4, minutes: 45, effort_hours: 2,
         role: am}
roles: [{id: csm}, {id: am}]
positions: [{id: a, roles: [csm, am]}, {id: b, roles: am, fte: 0.5}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.yaml").write_text(TEXT.replace("COUNT", "1"), encoding="utf-8")
    (tmp_path / "two.yaml").write_text(TEXT.replace("COUNT", "2"), encoding="utf-8")
    return tmp_path


def test_a_check_finds_roles_that_are_enough_too_seldom_on_their_line(folder: Path) -> None:
    run = csdesign(
        *("check", "one.yaml", "--draws", "500", "--sure", "0.9", "--format", "json"), cwd=folder
    )
    found = {finding["code"]: finding for finding in json.loads(run.out)["findings"]}

    assert (found["UNC001"]["line"], found["UNC001"]["object"]) == (10, "roles[csm]")
    assert found["POL001"]["message"].endswith("too seldom enough (policy sure)")
    without = csdesign("check", "one.yaml", "--format", "json", cwd=folder)
    codes = {finding["code"] for finding in json.loads(without.out)["findings"]}
    assert not codes & {"UNC001", "POL001"}


def test_a_difference_says_how_often_people_are_enough(folder: Path) -> None:
    run = csdesign(
        *("diff", "one.yaml", "two.yaml", "--draws", "500", "--format", "json"), cwd=folder
    )
    told = json.loads(run.out)
    enough = [c for c in told["changes"] if c["aspect"] == "enough"]
    by_hand = [
        library.plan(library.load(folder / name), draws=500).futures.enough
        for name in ("one.yaml", "two.yaml")
    ]

    assert [(c["before"], c["after"]) for c in enough if c["detail"] == "total"] == [
        tuple(pytest.approx(each, abs=1e-6) for each in by_hand)
    ]
    assert told["kept"] == 1
    same = csdesign("diff", "one.yaml", "one.yaml", "--draws", "500", cwd=folder)
    assert "Nothing" in same.out


def test_a_difference_turned_round_keeps_its_shares() -> None:
    less = TEXT.replace("every: month", "per_year: 6").replace("COUNT", "1")
    diff = library.diff(design_of(TEXT.replace("COUNT", "1")), design_of(less))
    back = library.diff(design_of(less), design_of(TEXT.replace("COUNT", "1")))

    assert (diff.kept, diff.kept_back) == (pytest.approx(0.5), 1)
    assert diff.inverse == back


def test_people_and_money_of_futures_are_those_of_the_plan_at_its_inputs() -> None:
    certain = SHARED.replace("accounts: 30", "accounts: {value: 30, low: 30, high: 30}")
    for number in ("1.5", "2"):
        certain = certain.replace(
            f"effort_hours: {number},",
            f"effort_hours: {{value: {number}, low: {number}, high: {number}}},",
        )
    certain = certain.replace(
        "params: {loaded_cost: 100000}",
        "params: {loaded_cost: {value: 100000, low: 100000, high: 100000}, "
        "internal_share: {value: 0.25, low: 0.25, high: 0.25}}",
    )
    plan = library.plan(design_of(certain), draws=100)

    assert plan.futures.people[:3] == (plan.headcount.need,) * 3
    assert plan.futures.cost[:3] == pytest.approx((plan.money.plan,) * 3)
    assert plan.futures.enough == float(not plan.headcount.hires)


def test_one_more_person_helps_as_much_as_a_design_with_one_more(folder: Path) -> None:
    futures = [
        library.plan(library.load(folder / f), draws=500).futures for f in ("one.yaml", "two.yaml")
    ]

    assert futures[0].one_more.role == "csm"
    assert futures[0].one_more.enough == pytest.approx(futures[1].enough)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("plan", "--draws", "5"), "--draws 5: give 100 to 1,000,000 futures"),
        (("plan", "--draws", "500", "--sure", "1"), "--sure 1: give a fraction from 0.5 to 0.999"),
        (("plan", "--draws", "500", "--seed", "-1"), "--seed -1: give"),
        (("plan", "--sure", "0.8"), "--seed and --sure need --draws"),
        (("explain", "draw:csm"), "nothing was drawn; add --draws 10000"),
        (("explain", "draw:cms", "--draws", "100"), "did you mean 'csm'"),
        (("diff", "one.yaml", "--seed", "3"), "--seed and --sure need --draws"),
        (("report", "-o", "plan.md", "--sure", "0.8"), "--seed and --sure need --draws"),
        (("explain", "fte:csm", "--seed", "3"), "--seed and --sure need --draws"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    folder: Path, args: tuple[str, ...], words: str
) -> None:
    run = csdesign(*args, "one.yaml", cwd=folder)

    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert words in run.err


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("low: 40, high: 90", "low: 70, high: 90", "a low end that is not above value"),
        ("params: {", "params: {effort_correlation: 1.2, ", "effort_correlation is 1.2"),
        ("params: {", "params: {internal_share: {value: 0.3, high: 1.4}, ", "internal_share"),
    ],
)
def test_a_range_that_cannot_be_is_reported_at_its_place(
    folder: Path, before: str, after: str, words: str
) -> None:
    (folder / "wrong.yaml").write_text(
        TEXT.replace("COUNT", "1").replace(before, after), encoding="utf-8"
    )
    run = csdesign("plan", "wrong.yaml", "--draws", "200", cwd=folder)

    assert run.code == 2
    assert "wrong.yaml:" in run.err + run.out
    assert words in run.err + run.out


INTERRUPTED = """\
import sys
from csdesign.__main__ import main
from csdesign.fitting.model import Model
from csdesign.planning.futures.needs import Counting

def interrupted(*args, **kwargs):
    raise KeyboardInterrupt

Counting.year = Model.solve = interrupted
main()
"""


@pytest.mark.parametrize(
    "args",
    [
        ("plan", "one.yaml", "--draws", "1000", "--output", "yaml=out.yaml"),
        ("diff", "one.yaml", "two.yaml", "--draws", "1000"),
        ("fit", "one.yaml", "--people", "1", "--output", "yaml=out.yaml"),
        ("report", "one.yaml", "--draws", "1000", "-o", "out.html"),
    ],
)
def test_ctrl_c_in_the_middle_is_one_sentence_and_writes_nothing(
    folder: Path, args: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *args], cwd=folder, capture_output=True, check=False
    )

    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"csdesign: interrupted; nothing was printed or written\n"
    assert sorted(path.name for path in folder.iterdir()) == ["one.yaml", "two.yaml"]


def test_futures_are_rows_of_a_frame(folder: Path) -> None:
    futures = library.plan(library.load(folder / "one.yaml"), draws=400, seed=7).futures
    frame = futures.to_frame()

    assert len(frame) == 400
    assert frame["fte"].sort_values().iloc[199] == futures.fte.p50
    assert (frame["need:csm"] <= 1 + 1e-9).mean() == futures.enough
    assert frame["segments[corp].accounts"].between(40, 90).all()


def test_without_pandas_a_frame_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    futures = library.plan(library.load(folder / "one.yaml"), draws=100).futures
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(library.MissingExtraError, match=r"csdesign\[data\]"):
        futures.to_frame()


def test_the_example_in_its_contract_has_the_figures_worked_out_apart(tmp_path: Path) -> None:
    run = csdesign(
        *("plan", str(EXAMPLES / "planworks.yaml"), "--draws", "10000", "--seed", "1"),
        *("--format", "json"),
        cwd=tmp_path,
    )
    told = json.loads(run.out)["uncertainty"]
    shares = {each["path"]: each["share"] for each in told["drivers"]}
    worth = {each["path"]: each["worth"] for each in told["information"]}

    assert [told["people"][p] for p in ("p10", "p50", "p90")] == [9, 10, 11]
    assert (told["enough"], told["by_role"]["csm"]["enough"]) == (0.6958, 0.6958)
    assert told["fte"]["p90"] == pytest.approx(9.417990135, abs=1e-8)
    assert (told["fte"]["p90_low"], told["fte"]["p90_high"]) == pytest.approx(
        (9.390285382, 9.447530433), abs=1e-8
    )
    assert {role: each["choice"] for role, each in told["by_role"].items()} == {
        "dc": 1,
        "csm": 5,
        "am": 2,
        "support": 3,
    }
    assert told["together"] == pytest.approx(0.238044336, abs=1e-8)
    assert shares["params.internal_share"] == pytest.approx(0.488661414, abs=1e-8)
    assert sum(shares.values()) == pytest.approx(0.767568108, abs=1e-8)
    assert worth["params.internal_share"] == pytest.approx(53_202.943526, abs=1e-4)
    assert worth["segments[ent].accounts"] == pytest.approx(17_237.959, abs=1e-3)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(low=st.floats(0.5, 1.4), high=st.floats(1.6, 4), wider=st.floats(0.05, 0.4))
def test_a_wider_range_never_makes_one_input_surer(low: float, high: float, wider: float) -> None:
    spreads = []
    for ends in ((low, high), (low - wider, high + wider)):
        text = ONE_INPUT.format(low=ends[0], high=ends[1])
        fte = futures_of(make_plan(design_of(text), whole=False), draws=400).fte
        spreads.append(fte.p90 - fte.p10)

    assert spreads[1] >= spreads[0] - 1e-12


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 10_000), rho=st.sampled_from([0, 0.5, 1]))
def test_shares_worth_and_enough_stay_in_their_bounds(seed: int, rho: float) -> None:
    text = TEXT.replace("COUNT", "2").replace(
        "params: {", f"params: {{effort_correlation: {rho}, customers_correlation: {rho}, "
    )
    found = futures_of(make_plan(design_of(text), whole=False), draws=300, seed=seed)
    rich = text.replace("accounts:", "arr_per_account: 900000\n    accounts:")

    assert all(0 <= driver.share <= 1 for driver in found.drivers)
    assert all(item.worth >= 0 for item in found.information)
    assert 0 <= found.together <= 1
    assert found.enough == found.by_role["csm"].enough
    assert (
        futures_of(make_plan(design_of(rich), whole=False), draws=300, seed=seed).fte == found.fte
    )


def test_with_full_correlation_a_percentile_of_the_sum_is_the_sum_of_percentiles() -> None:
    """All hours rise with the one uniform they share: the futures are ranked alike for each."""
    two = ONE_INPUT.format(low=1, high=3).replace("params: {", "params: {effort_correlation: 1, ")
    two = two.replace(
        "roles:",
        "      - {id: more, stage: adopt, channel: human-1to1, every: month, minutes: 45,\n"
        "         effort_hours: {value: 2, low: 1, high: 5}, role: am}\nroles:",
    ).replace("{id: csm}", "{id: csm}, {id: am}")
    found = futures_of(make_plan(design_of(two), whole=False), draws=500)

    for rank in range(3):
        parts = [role.fte[rank] for role in found.by_role.values()]
        assert found.fte[rank] == pytest.approx(sum(parts))


def test_a_presentation_says_how_sure_the_people_are(folder: Path) -> None:
    from pptx import Presentation

    csdesign("report", "one.yaml", "--draws", "500", "-o", "one.pptx", cwd=folder)
    csdesign("report", "one.yaml", "-o", "none.pptx", cwd=folder)

    def titles(name: str) -> list[str]:
        return [slide.shapes.title.text for slide in Presentation(str(folder / name)).slides]

    assert any("The people you have are enough in" in title for title in titles("one.pptx"))
    assert len(titles("none.pptx")) == len(titles("one.pptx")) - 1
