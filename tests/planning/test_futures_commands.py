"""How sure: in commands, findings, policies, differences and frames."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import csdesign as library
from cli.command import csdesign
from designs import design_of

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
        (("plan", "--draws", "500", "--seed", "-1"), "--seed -1: give a whole number from 0"),
        (("plan", "--sure", "0.8"), "--seed and --sure go with --draws"),
        (("explain", "draw:csm"), "nothing was drawn; add --draws 10000"),
        (("explain", "draw:cms", "--draws", "100"), "did you mean 'csm'"),
        (("diff", "one.yaml", "--seed", "3"), "--seed and --sure go with --draws"),
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
def test_a_range_that_cannot_be_is_told_at_its_place(
    folder: Path, before: str, after: str, words: str
) -> None:
    (folder / "wrong.yaml").write_text(
        TEXT.replace("COUNT", "1").replace(before, after), encoding="utf-8"
    )
    run = csdesign("plan", "wrong.yaml", "--draws", "200", cwd=folder)

    assert run.code == 2
    assert "wrong.yaml:" in run.err + run.out
    assert words in run.err + run.out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_ctrl_c_in_the_middle_is_one_sentence_and_writes_nothing(folder: Path) -> None:
    args = ("plan", "one.yaml", "--draws", "1000000", "--months", "60", "--from", "2027-01")
    process = subprocess.Popen(
        [sys.executable, "-m", "csdesign", *args],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (130, b"")
    assert err == b"csdesign: interrupted; nothing was printed or written\n"


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
