"""The screen to try numbers on, driven by textual's own pilot on real files."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_of import tree_of
from textual.widgets import DataTable, Input, Static

from csdesign import api
from csdesign.errors import UsageError
from csdesign.explore.app import Explorer
from csdesign.explore.knobs import Knob, knobs, shown, turned
from csdesign.explore.session import Session
from designs import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# ours
segments:
  - id: corp
    accounts: 100   # counted in May
    new_accounts: {value: 20, basis: assumed}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12, effort_hours: 2, role: csm}
roles: [{id: csm, title: CSM, owns: [adopt]}]
positions: [{id: team, roles: csm, count: 2}]
"""


def session(folder: Path, text: str = TEXT) -> Session:
    """Return a session over a file of a text."""
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    return Session.of([str(folder / "d.yaml")])


def test_the_numbers_are_those_of_the_design() -> None:
    found = [(knob.key, knob.value) for knob in knobs(tree_of(TEXT))]

    assert found == [
        ("accounts", 100),
        ("new_accounts", 20),
        ("per_year", 12),
        ("effort_hours", 2),
        ("count", 2),
    ]


@given(
    key=st.sampled_from(["accounts", "effort_hours", "share", "fte", "count", "minutes"]),
    value=st.floats(0.25, 100_000).map(lambda x: round(x, 2)),
    steps=st.integers(1, 20),
)
def test_more_is_more_and_less_is_never_below_nothing(key: str, value: float, steps: int) -> None:
    knob = Knob("segments", "corp", key, (), ("corp", None), value)

    assert turned(knob, value, -steps) >= 0
    if key not in {"share", "fte"}:
        assert turned(knob, value, steps) > value
    assert float(shown(turned(knob, value, steps))) == pytest.approx(turned(knob, value, steps))


def test_a_turned_number_is_planned_as_set_would(tmp_path: Path) -> None:
    made = session(tmp_path)

    made.set(0, 300)

    expected = api.plan(api.load(tmp_path / "d.yaml", overrides=["segments.corp.accounts=300"]))
    assert made.plan.hours == expected.hours
    assert made.plan.hours > made.before.hours
    made.reset()
    assert made.plan.hours == made.before.hours


def test_writing_changes_the_numbers_and_nothing_else(tmp_path: Path) -> None:
    made = session(tmp_path)
    made.set(0, 300)
    made.set(1, 25)

    made.write()

    expected = TEXT.replace("accounts: 100", "accounts: 300").replace("value: 20", "value: 25")
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == expected
    assert made.values == {}
    assert made.value(0) == 300


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    made = session(tmp_path)
    made.set(0, 300)
    (tmp_path / "d.yaml").write_text(TEXT + "# a colleague\n", encoding="utf-8")

    with pytest.raises(UsageError, match="has changed since"):
        made.write()

    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == TEXT + "# a colleague\n"


def test_a_scenario_holds_the_turned_numbers(tmp_path: Path) -> None:
    made = session(tmp_path)
    made.set(0, 300)
    made.set(3, 4)

    made.save_scenario("more")

    text = (tmp_path / "d.yaml").read_text(encoding="utf-8")
    assert text.startswith(TEXT)
    assert "scenarios:\n  - {id: more, segments: [{id: corp, accounts: 300, " in text
    assert "interactions: [{id: call, effort_hours: 4}]" in text
    again = Session.of([str(tmp_path / "d.yaml")])
    again.set(0, 10)
    again.save_scenario("less")
    with pytest.raises(UsageError, match="no number has been changed"):
        again.save_scenario("less")
    again.set(0, 10)
    with pytest.raises(UsageError, match="exists already"):
        again.save_scenario("less")


@pytest.mark.asyncio
async def test_arrow_keys_move_people_next_to_the_number(tmp_path: Path) -> None:
    made = session(tmp_path)
    app = Explorer(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right", "right")
        assert made.value(0) == 110
        table = app.query_one(DataTable)
        assert table.get_row_at(0)[2:] == ["110", "100"]
        await pilot.press("down", "down", "right")
        assert made.value(2) == 13
        await pilot.press("w")
        await pilot.pause()
        assert "wrote 2 numbers" in str(app.query_one("#said", Static).content)
    assert "accounts: 110   # counted in May" in (tmp_path / "d.yaml").read_text(encoding="utf-8")


@pytest.mark.asyncio
async def test_a_scenario_is_named_on_the_screen(tmp_path: Path) -> None:
    app = Explorer(session(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("right", "s")
        await pilot.press(*"big", "enter")
        await pilot.pause()
        assert "saved scenario big" in str(app.query_one("#said", Static).content)
        assert not app.query_one("#name", Input).value
    assert "{id: big," in (tmp_path / "d.yaml").read_text(encoding="utf-8")


@pytest.mark.asyncio
async def test_escape_leaves_the_name_and_a_refused_name_can_be_corrected(tmp_path: Path) -> None:
    app = Explorer(session(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        said, field = app.query_one("#said", Static), app.query_one("#name", Input)
        await pilot.press("s")
        assert "no number has been changed" in str(said.content)
        await pilot.press("right", "s", *"half")
        assert field.has_focus
        await pilot.press("escape")
        assert app.query_one(DataTable).has_focus
        assert not app.screen.has_class("naming")
        await pilot.press("s", *"Big", "enter")
        await pilot.pause()
        assert "'Big' is not an id: use a-z, 0-9 and -; write big" in str(said.content)
        assert field.value == "Big"
    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["a, note: b", "a}, {id: b", "x: y", "a b", "#", "", "Ä", "a\nb"])
def test_the_name_of_a_scenario_is_one_id_and_nothing_else(name: str, tmp_path: Path) -> None:
    made = session(tmp_path)
    made.set(0, 300)

    with pytest.raises(UsageError, match="is not an id"):
        made.save_scenario(name)

    assert (tmp_path / "d.yaml").read_text(encoding="utf-8") == TEXT


@pytest.mark.asyncio
async def test_a_terminal_that_is_too_small_is_reported(tmp_path: Path) -> None:
    app = Explorer(session(tmp_path))
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert "This terminal is 40 x 10" in str(app.query_one("#small", Static).content)
        assert app.query_one("#small").display


@pytest.mark.asyncio
async def test_random_keys_leave_a_design_that_plans(tmp_path: Path) -> None:
    keys = ["left", "right", "up", "down", "pageup", "pagedown", "u", "w", "s", "enter", "tab"]
    keys += ["escape", "home", "end", "space", "a", "1", "-", "backspace", "{", "'", ":", "ü"]
    made = session(tmp_path)
    async with Explorer(made).run_test(size=(80, 24)) as pilot:
        mashed = random.Random(19)
        await pilot.press(*mashed.sample(keys, len(keys)), *mashed.choices(keys, k=40))

    text = (tmp_path / "d.yaml").read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "# counted in May" in text
    assert api.plan(api.load(tmp_path / "d.yaml")).hours == made.before.hours


@pytest.mark.asyncio
async def test_the_screen_says_that_a_file_changed_or_went_and_writes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "d.yaml"
    app = Explorer(session(tmp_path))
    async with app.run_test() as pilot:
        await pilot.press("right")
        path.write_text(TEXT + "# theirs\n", encoding="utf-8")
        await pilot.press("w")
        changed = str(app.query_one("#said", Static).render())
        theirs = path.read_text(encoding="utf-8")
        path.unlink()
        await pilot.press("w")
        gone = str(app.query_one("#said", Static).render())

    assert "has changed since it was read" in changed
    assert theirs == TEXT + "# theirs\n"
    assert "d.yaml" in gone
    assert not path.exists()
    assert app.session.values  # what was tried is still there


def test_an_example_has_its_numbers() -> None:
    made = Session.of([str(EXAMPLES / "planworks.yaml")])

    assert len(made.knobs) > 10


def test_a_design_without_numbers_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no number to change"):
        session(tmp_path, "segments: [{id: corp}]\n")


def test_customers_of_the_designs_table_are_counted_and_not_changed_by_hand(
    tmp_path: Path,
) -> None:
    """The plan on the screen is that of `csdesign plan`, before and after a change."""
    (tmp_path / "customers.csv").write_text("id,employees\na,5\nb,7\nc,900\n", encoding="utf-8")
    text = TEXT.replace("    accounts: 100", "    otherwise: true\n    accounts: 100")
    made = session(tmp_path, text + "accounts: {path: customers.csv}\n")
    made.count(api.measure(api.design_of(made.loaded), as_of="2026-11-30"))
    keys = [knob.key for knob in made.knobs]
    assert "accounts" not in keys

    assert made.plan.hours == 3 * 24
    made.set(keys.index("per_year"), 6)
    assert made.plan.hours == 3 * 12
    assert made.before.hours == 3 * 24
