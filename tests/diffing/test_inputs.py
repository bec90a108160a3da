"""Every key that differs is named, and only what differs once loaded is a difference."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.api import plan
from csdesign.diffing.compare import diff_plans
from csdesign.errors import CsdesignError
from csdesign.views.diff import grouped, sentence
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


def changed(path: tuple[Any, ...], base: dict[str, Any] = BASE) -> dict[str, Any]:
    """Return a design with one scalar changed."""
    made: dict[str, Any] = yaml.safe_load(yaml.safe_dump(base))
    node = made
    for step in path[:-1]:
        node = node[step]
    value = node[path[-1]]
    if isinstance(value, bool):
        node[path[-1]] = not value
    elif isinstance(value, (int, float)):
        node[path[-1]] = value + 1 if value >= 1 else value / 2 or 0.25
    elif isinstance(value, date):
        node[path[-1]] = value + timedelta(days=31)
    else:
        others = {"month": "quarter", "quarter": "month", "half-year": "year", "+20%": "+30%"}
        node[path[-1]] = others.get(value) or f"{value}-x"
    return made


def loaded(written: dict[str, Any]) -> Any:
    """Return the design of plain mappings."""
    return design_of(yaml.safe_dump(written, allow_unicode=True, sort_keys=False))


OLD = plan(loaded(BASE))


def difference(written: dict[str, Any]) -> DesignDiff:
    """Return the changes from the base design."""
    return diff_plans(OLD, plan(loaded(written)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(leaves(BASE)))
def test_a_key_that_is_changed_is_named(path: tuple[Any, ...]) -> None:
    """Whatever scalar of a design is changed: where it still loads, the difference names it."""
    try:
        now = plan(loaded(changed(path)))
    except (CsdesignError, AssertionError):
        return

    found = diff_plans(OLD, now).changes
    assert [each for each in found if each.aspect not in {"heads", "fte", "hours", "cost"}]


SECTIONS = yaml.safe_load("""
csdesign: 1
horizon: {start: 2027-01, months: 12, budget: [1, 2, 3, 4], first_start: 2027-02}
segments:
  - id: corp
    accounts: 60
    floor: pooled
    moves_to: {mid: 0.05}
    interactions:
      - {id: review, stage: adopt, channel: human-1to1, every: quarter, effort_hours: 8,
         minutes: 60, role: csm, floor: 2, weight: 2,
         options: [{channel: human-pooled, group_size: 8, per_year: 4}]}
      - {id: talk, stage: adopt, channel: human-1to1, every: month, effort_hours: 1, minutes: 30,
         role: csm, protected: true}
  - id: mid
    accounts: 100
    interactions: [{id: c, stage: adopt, channel: human-1to1, per_year: 2, minutes: 30, role: csm}]
roles: [{id: csm, title: CSM, owns: [adopt], params: {ramp: [0, 0.5], months_to_fill: 3}}]
positions: [{id: a, roles: csm, starts: 2027-03-01}, {id: b, roles: csm, region: emea}]
scenarios:
  - id: growth
    name: A good year
    params: {loaded_cost: 90000}
    segments: [{id: corp, accounts: +20%}, {id: mid, new_accounts: 90}]
    horizon: {months: 6}
  - id: lean
    segments: [{id: corp, interactions: [{id: review, every: half-year}]}]
    positions: [{id: b, remove: true}]
""")


@pytest.mark.parametrize("path", leaves(SECTIONS), ids=lambda path: ".".join(map(str, path)))
def test_a_key_of_months_options_and_scenarios_is_named(path: tuple[Any, ...]) -> None:
    """Whatever stands in a section besides the plain year: the difference says what it was."""
    before, written = plan(loaded(SECTIONS)), changed(path, SECTIONS)
    try:
        after = plan(loaded(written))
    except (CsdesignError, AssertionError):
        pytest.skip("such a design does not load")
    said = [sentence(change) for change in diff_plans(before, after).changes]
    name = [step for step in path if isinstance(step, str)][-1].replace("_", " ")
    known = {
        "accounts": ("customers",),
        "new accounts": ("new customers",),
        "title": ("is now called",),
        "id": ("is new", "is now called", "gains"),
    }

    assert any(word in words for words in said for word in known.get(name, (name,))), said


@pytest.mark.parametrize(
    ("key", "before", "after", "said"),
    [
        (
            "purpose",
            f"{'Helps customers to the outcome they bought. ' * 3}Tells sales.",
            f"{'Helps customers to the outcome they bought. ' * 3}Tells product.",
            "csm: purpose ...bought. Tells sales. -> ...bought. Tells product.",
        ),
        (
            "aliases",
            [f"Name {number}" for number in range(9)],
            [f"Name {number}" for number in range(1, 10)],
            "csm: aliases gains Name 9 and loses Name 0",
        ),
        (
            "aliases",
            [f"Name {number}" for number in range(9)],
            [],
            "csm: aliases loses Name 0, Name 1, Name 2, Name 3, Name 4, Name 5 and 3 more",
        ),
    ],
)
def test_long_texts_and_lists_show_what_differs(
    key: str, before: object, after: object, said: str
) -> None:
    """Not a start that both share, nor fifty names on both sides."""
    old, new = (
        plan(loaded({**SECTIONS, "roles": [{**SECTIONS["roles"][0], key: value}]}))
        for value in (before, after)
    )

    assert said in words(diff_plans(old, new))


def test_numbers_are_distinguished_however_near_they_are() -> None:
    """0.0612 and 0.0614 are not both 0.06."""
    old, new = (
        plan(loaded({**SECTIONS, "params": {"internal_share": share}}))
        for share in (0.0612, 0.0614)
    )

    assert "params: internal share 0.0612 -> 0.0614" in words(diff_plans(old, new))


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
def test_causes_are_put_in_words(path: tuple[Any, ...], value: object, said: str) -> None:
    """Posts, customers, stated values, parameters, and what is known of a number."""
    written = yaml.safe_load(yaml.safe_dump(BASE))
    node = written
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value

    assert said in words(difference(written))


def test_a_segment_under_another_id_is_not_a_change_of_roles() -> None:
    """What is renamed stands under the heading of its kind."""
    text = """
segments: [{id: NAME, accounts: 9, interactions: [{id: c, channel: human-1to1, per_year: 4}]}]
"""
    old, new = (plan(design_of(text.replace("NAME", name))) for name in ("smb", "small"))

    assert [heading for heading, _ in grouped(diff_plans(old, new))] == ["Coverage of segments"]


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
    assert "all roles: to hire 7 TAMs -> 4 TAMs" in said
    assert "all roles: cost, today 600,000 -> 900,000" in said


def test_the_same_promise_in_other_words_is_not_a_difference() -> None:
    """Every month is twelve times a year."""
    text = "segments: [{id: a, accounts: 9, interactions: [{id: c, channel: human-1to1, HOW}]}]"
    every, yearly = (
        plan(design_of(text.replace("HOW", how))) for how in ("every: month", "per_year: 12")
    )

    assert diff_plans(every, yearly).empty
