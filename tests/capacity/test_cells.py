"""Cells of language, region or skill."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity import SkilledPerson, skill_cells

CELLS = ("de", "fr", "en", "es")
fte = st.integers(0, 30).map(lambda tenths: tenths / 10)
demands = st.dictionaries(st.sampled_from(CELLS), fte, max_size=4)
teams = st.lists(
    st.builds(
        SkilledPerson,
        name=st.just("someone"),
        fte=st.sampled_from([0.2, 0.5, 0.8, 1.0]),
        skills=st.frozensets(st.sampled_from((*CELLS, "it"))),
    ),
    max_size=6,
)


def person(name: str, *skills: str, time: float = 1) -> SkilledPerson:
    return SkilledPerson(name, time, frozenset(skills))


def worst_by_hand(demand: dict[str, float], people: list[SkilledPerson]) -> float:
    """Return the highest shortfall over all subsets of cells."""
    subsets = chain.from_iterable(combinations(demand, size) for size in range(len(demand) + 1))
    return max(
        sum(demand[cell] for cell in subset)
        - sum(who.fte for who in people if who.skills.intersection(subset))
        for subset in subsets
    )


def test_four_people_who_all_speak_english_cover_three_languages() -> None:
    """0.6 + 0.4 + 2.3: five if each spoke one language, four if everybody spoke all."""
    cells = skill_cells(
        {"de": 0.6, "fr": 0.4, "en": 2.3},
        [person("A", "de", "en"), person("B", "fr", "en"), person("C", "en"), person("D", "en")],
    )
    assert cells.single_skill_heads == 5
    assert cells.fully_flexible_heads == 4
    assert cells.feasible
    assert cells.shortfall_fte == 0
    assert cells.bottleneck == ()


def test_enough_people_with_the_wrong_languages_are_short_where_it_shows() -> None:
    """German and French together lack 0.7, although every one of them alone has its speaker."""
    cells = skill_cells(
        {"de": 0.9, "fr": 0.8, "en": 1.0},
        [person("A", "de", "fr"), person("B", "en"), person("C", "en")],
    )
    assert not cells.feasible
    assert cells.shortfall_fte == pytest.approx(0.7)
    assert cells.bottleneck == ("de", "fr")


def test_a_cell_nobody_serves_is_short_of_all_its_demand() -> None:
    cells = skill_cells({"ja": 0.2}, [person("A", "de")])
    assert (cells.feasible, cells.shortfall_fte, cells.bottleneck) == (False, 0.2, ("ja",))


def test_rounding_errors_are_not_a_shortfall() -> None:
    cells = skill_cells({"de": 0.1 + 0.2}, [person("A", "de", time=0.3)])
    assert cells.feasible


def test_no_demand_needs_nobody() -> None:
    cells = skill_cells({"de": 0.0}, [])
    assert (cells.feasible, cells.single_skill_heads, cells.fully_flexible_heads) == (True, 0, 0)


@given(demands, teams)
@settings(max_examples=80)
def test_the_verdict_agrees_with_every_subset_tried(
    demand: dict[str, float], people: list[SkilledPerson]
) -> None:
    cells = skill_cells(demand, people)
    worst = worst_by_hand(demand, people)
    assert cells.feasible == (worst <= 1e-9)
    assert cells.shortfall_fte == pytest.approx(max(0.0, worst), abs=1e-9)
    if cells.bottleneck:
        needed = sum(demand[cell] for cell in cells.bottleneck)
        there = sum(who.fte for who in people if who.skills.intersection(cells.bottleneck))
        assert needed - there == pytest.approx(cells.shortfall_fte)


@given(demands, teams, st.sampled_from(CELLS))
@settings(max_examples=50)
def test_more_people_or_skills_never_make_it_worse(
    demand: dict[str, float], people: list[SkilledPerson], skill: str
) -> None:
    short = skill_cells(demand, people).shortfall_fte
    assert skill_cells(demand, [*people, person("new", skill)]).shortfall_fte <= short + 1e-9
    taught = [SkilledPerson(p.name, p.fte, frozenset({*p.skills, skill})) for p in people]
    assert skill_cells(demand, taught).shortfall_fte <= short + 1e-9


@given(demands, teams, st.sampled_from(CELLS))
@settings(max_examples=50)
def test_more_demand_never_makes_it_better(
    demand: dict[str, float], people: list[SkilledPerson], cell: str
) -> None:
    more = demand | {cell: demand.get(cell, 0) + 0.7}
    before = skill_cells(demand, people).shortfall_fte
    assert skill_cells(more, people).shortfall_fte >= before - 1e-9


def test_hundreds_of_cells_need_no_subsets() -> None:
    """A ring of 400 cells in which everybody serves two neighbours, and one person is away."""
    demand = {f"cell-{number}": 1.0 for number in range(400)}
    people = [
        person(f"p{number}", f"cell-{number}", f"cell-{(number + 1) % 400}")
        for number in range(400)
    ]
    assert skill_cells(demand, people).feasible
    cells = skill_cells(demand, people[1:])
    assert cells.shortfall_fte == pytest.approx(1)
    assert len(cells.bottleneck) == 400


def test_negative_demand_and_time_are_refused() -> None:
    with pytest.raises(ValueError, match="demand_fte of 'de' is -1"):
        skill_cells({"de": -1}, [])
    with pytest.raises(ValueError, match="fte of 'A' is -1"):
        skill_cells({"de": 1}, [person("A", "de", time=-1)])
