"""Impossible people, and work without people: a plain sentence each, and the plan goes on."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import run

if TYPE_CHECKING:
    from pathlib import Path

    from cli.command import Run

CALL = {
    "id": "call",
    "stage": "adopt",
    "channel": "human-1to1",
    "every": "month",
    "minutes": 30,
    "effort_hours": 2,
    "role": "csm",
}
MAIL = {"id": "mail", "channel": "digital", "every": "week", "role": "csm"}
CSM = {"id": "csm", "title": "CSM", "owns": ["adopt"], "coverage": "named"}
AM = {"id": "am", "title": "AM", "owns": ["renew"]}
NAMES = [f"r{number}" for number in range(12)]


def segment(*promises: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return 100 customers, 50,000 each, with these promises or a monthly call."""
    made = {"id": "a", "accounts": 100, "arr_per_account": 50000, **fields}
    return {**made, "interactions": list(promises or (CALL,))}


def design(*segments: dict[str, Any], **sections: Any) -> dict[str, Any]:
    """Return a design with one CSM."""
    return {"segments": list(segments or (segment(),)), "roles": [CSM], **sections}


SETS = [held for size in (2, 3, 4) for held in itertools.combinations(NAMES, size)][:500]
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a customer above every cap": (
        design(positions=[{"roles": "csm", "count": 2, "max_arr": 40000}]),
        "You need 3 people; you have 2. One hire: 1 CSM",
        "a: one customer brings 50,000, more than any CSM may hold (40,000 at most)",
    ),
    "a post of a role without work": (
        design(roles=[CSM, AM], positions=[{"roles": "csm", "count": 2}, {"roles": "am"}]),
        "Not counted: 1 AM, managers",
        "107% booked: 91% of",
    ),
    "a post of a role that is not there": (
        design(positions=[{"roles": "csn"}]),
        "there is no role 'csn'; did you mean 'csm'?",
        "there is no role 'csn'; did you mean 'csm'?",
    ),
    "all posts part-time": (
        design(positions=[{"roles": "csm", "fte": 0.5, "count": 4}]),
        "You need 5 people (3.0 full-time); you have 4 (2.0 full-time). One hire: 1 CSM",
        "csm (CSM; each of 4 posts) is 107% booked",
    ),
    "no customers": (
        design(segment(accounts=0), positions=[{"roles": "csm"}]),
        "No hours are promised to any customer yet, so nobody is needed.",
        "",
    ),
    "a segment without hours": (
        design(segment(), segment(MAIL, id="b"), positions=[{"roles": "csm", "count": 3}]),
        "You need 3 people; you have 3.",
        "",
    ),
    "five hundred posts with role sets of their own": (
        {
            "segments": [segment(*({**CALL, "id": name, "role": name} for name in NAMES))],
            "roles": [{"id": name} for name in NAMES],
            "positions": [
                {"id": f"p{number}", "roles": list(held), "fte": 0.05}
                for number, held in enumerate(SETS)
            ],
        },
        "You need 501 people (26.0 full-time); you have 500 (25.0 full-time). One hire: 1 r0",
        "and 495 more: 103% booked",
    ),
    "roles kept apart and held by one": (
        design(
            segment(CALL, {**CALL, "id": "renewal", "stage": "renew", "role": "am"}),
            roles=[CSM, AM],
            doctrine={"never_together": [["am", "csm"]]},
            positions=[{"id": "both", "roles": ["csm", "am"]}, {"roles": "csm", "count": 3}],
        ),
        "You need 6 people; you have 4. Two hires: 2 AMs",
        "both holds CSM and AM",
    ),
    "nobody at all": (
        design(positions=[]),
        "You need 3 people; you have 0. Three hires: 3 CSMs",
        "CSM owns adopt in a, but no position holds the role",
    ),
    "posts without time": (
        design(positions=[{"roles": "csm", "fte": 0}]),
        "You need 3 people; you have 0.",
        "no working time (fte 0)",
    ),
}


def said(made: Run) -> str:
    """Return all that a command printed, as one line."""
    assert "Traceback" not in made.out + made.err
    return " ".join((made.out + made.err).split())


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_is_reported_in_a_plain_sentence(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan says what it makes of it, and check names what contradicts itself."""
    written, planned, checked = CASES[case]
    path = tmp_path / "design.yaml"
    path.write_text(json.dumps(written), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "200")

    plan = run(monkeypatch, "plan", str(path))
    check = run(monkeypatch, "check", str(path), "--format", "concise")

    assert planned in said(plan)
    assert checked in said(check)
    assert plan.code == (2 if "no role" in planned else 0)
    assert check.code in {0, 1}
