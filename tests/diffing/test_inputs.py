"""Every key that differs is named, and only what differs once loaded is a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.api import plan
from csdesign.diffing.compare import diff_plans
from csdesign.errors import CsdesignError
from csdesign.views.diff import sentence
from designs import design_of, example_text

if TYPE_CHECKING:
    from csdesign.diffing.changes import DesignDiff

BASE = yaml.safe_load(example_text("planworks"))
BASE["segments"][0]["declared"] = {"level": "high-touch", "book": 15, "heads": 13, "note": "n"}
BASE["positions"][0] |= {"id": "team", "max_accounts": 20, "name": "Ann", "region": "eu"}
BASE["policies"] = [{"name": "few", "on": "segment", "assert": "accounts < 9000", "message": "m"}]


def leaves(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of each scalar."""
    if isinstance(node, dict):
        return [found for key, value in node.items() for found in leaves(value, (*path, key))]
    if isinstance(node, list):
        return [found for i, value in enumerate(node) for found in leaves(value, (*path, i))]
    return [path]


def changed(path: tuple[Any, ...]) -> dict[str, Any]:
    """Return the base design with one scalar changed."""
    made = yaml.safe_load(yaml.safe_dump(BASE))
    node = made
    for step in path[:-1]:
        node = node[step]
    value = node[path[-1]]
    if isinstance(value, bool):
        node[path[-1]] = not value
    elif isinstance(value, (int, float)):
        node[path[-1]] = value + 1 if value >= 1 else value / 2
    else:
        node[path[-1]] = f"{value} x"
    return made


def loaded(written: dict[str, Any]) -> Any:
    """Return the design of plain mappings."""
    return design_of(yaml.safe_dump(written, allow_unicode=True, sort_keys=False))


OLD = plan(loaded(BASE))


def difference(written: dict[str, Any]) -> DesignDiff:
    """Return what changed from the base design."""
    return diff_plans(OLD, plan(loaded(written)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(leaves(BASE)))
def test_a_key_that_is_changed_is_named(path: tuple[Any, ...]) -> None:
    """Whatever scalar of a design is changed: where it still loads, the difference names it."""
    written = changed(path)
    try:
        found = difference(written)
    except (CsdesignError, AssertionError):
        return

    causes = [c for c in found.changes if c.aspect not in {"heads", "fte", "hours", "cost"}]
    if found.empty:
        assert loaded(written).document == OLD.design.document
    else:
        assert causes


def words(found: DesignDiff) -> set[str]:
    """Return the sentences of the causes."""
    return {sentence(change) for change in found.changes if change.aspect == "input"}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("positions", 0, "count"), 9, "team: posts 3 -> 9"),
        (("segments", 0, "accounts"), 61, "ent: customers 60 -> 61"),
        (("segments", 0, "declared", "book"), 16, "ent: declared book accounts per head 15 -> 16"),
        (("params", "annual_attrition"), 0.1, "params: annual attrition 0 -> 0.10"),
        (
            ("params", "loaded_cost", "basis"),
            "measured",
            "params: loaded cost basis assumed -> measured",
        ),
        (("params", "loaded_cost", "low"), 90000, "params: loaded cost low 95,000 -> 90,000"),
    ],
)
def test_causes_are_said_in_words(path: tuple[Any, ...], value: object, said: str) -> None:
    """Posts, customers, stated values, parameters, and what is known of a number."""
    written = yaml.safe_load(yaml.safe_dump(BASE))
    node = written
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value

    assert said in words(difference(written))


def test_three_more_posts_are_a_difference_of_people_and_money() -> None:
    """The first thing a review of headcount asks: posts, gap, hires, cost."""
    text = """
params: {loaded_cost: 100000}
segments:
  - {id: a, accounts: 190, interactions: [{id: call, stage: adopt, channel: human-1to1,
     per_year: 12, minutes: 30, effort_hours: 2.5, role: tam}]}
roles: [{id: tam, title: TAM, owns: [adopt]}]
positions: [{id: t, roles: tam, count: COUNT, max_accounts: 15}]
"""
    six, nine = (plan(design_of(text.replace("COUNT", n))) for n in ("6", "9"))
    said = [sentence(change) for change in diff_plans(six, nine).changes]

    assert said[0] == "t: posts 6 -> 9"
    assert "all roles: people in post 6 -> 9" in said
    assert "all roles: to hire 7 TAM -> 4 TAM" in said
    assert "all roles: cost, today 600,000 -> 900,000" in said


def test_the_same_promise_in_other_words_is_no_difference() -> None:
    """Every month is twelve times a year."""
    text = "segments: [{id: a, accounts: 9, interactions: [{id: c, channel: human-1to1, HOW}]}]"
    every, yearly = (
        plan(design_of(text.replace("HOW", how))) for how in ("every: month", "per_year: 12")
    )

    assert diff_plans(every, yearly).empty
