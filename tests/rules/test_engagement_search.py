"""Executable rules of engagement: compared with trying every case out."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.errors import UsageError
from csdesign.rules.engagement_search import (
    Compiled,
    compile_rules,
    contradictions,
    find_gap,
    who_acts,
)
from csdesign.rules.engagement_search.conditions import Range, read_range
from csdesign.rules.engagement_search.domains import number_domain
from designs import design_of
from rules.written import found, written

ROLES = [{"id": "am"}, {"id": "csm"}]
SEGMENTS = [{"id": "corp"}, {"id": "smb"}]


def rules(*items: tuple[dict[str, Any], str]) -> dict[str, Any]:
    """Return the sections of a design with rules as (when, lead)."""
    engagement = [{"when": when, "then": {"lead": lead}} for when, lead in items]
    return {"segments": SEGMENTS, "roles": ROLES, "engagement_rules": engagement}


def compiled(*items: tuple[dict[str, Any], str]) -> Compiled:
    return compile_rules(design_of(written(**rules(*items))))


def holding(table: Compiled, case: dict[str, Any]) -> set[str]:
    """Return the leads of the rules that hold in a whole case."""
    return {
        rule.lead
        for rule in table.rules
        if all(rule.accepts(name, value) for name, value in case.items())
    }


CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "segment": st.sampled_from(["corp", "smb"]),
        "event": st.lists(st.sampled_from(["need", "drop"]), min_size=1, max_size=2, unique=True),
        "days": st.sampled_from(["< 30", ">= 30", "30..90", "> 90", "7"]),
    },
).filter(bool)
TABLES = st.lists(st.tuples(CONDITIONS, st.sampled_from(["am", "csm"])), min_size=1, max_size=7)


@given(TABLES)
@settings(max_examples=120)
def test_a_gap_is_found_exactly_where_trying_every_case_finds_one(
    items: list[tuple[dict[str, Any], str]],
) -> None:
    """The search over parts of the space and the search over its points agree."""
    table = compiled(*items)
    words = {"segment": ["corp", "smb"], "event": ["need", "drop", "anything else"]}
    names = [domain.name for domain in table.domains]
    values = [words.get(name, [float(day) for day in range(120)]) for name in names]
    bare = [
        case
        for point in product(*values)
        if not holding(table, case := dict(zip(names, point, strict=True)))
    ]
    gap = find_gap(table)

    assert (gap is None) == (not bare)
    if gap is not None:
        shown = {name: piece.value for name, piece in gap.case}
        matching = [case for case in bare if shown.items() <= case.items()]
        assert matching
        every = 1
        for name, options in zip(names, values, strict=True):
            every *= 1 if name in shown else len(options)
        assert len(matching) == every, "the inputs left open matter after all"


@given(TABLES)
@settings(max_examples=120)
def test_a_contradiction_is_a_case_with_two_leads(
    items: list[tuple[dict[str, Any], str]],
) -> None:
    """Each clash comes with a case in which both rules hold, and none is overlooked."""
    table = compiled(*items)
    words = {"segment": ["corp", "smb"], "event": ["need", "drop", "anything else"]}
    names = [domain.name for domain in table.domains]
    values = [words.get(name, [float(day) for day in range(120)]) for name in names]
    disputed = any(
        len(holding(table, dict(zip(names, point, strict=True)))) > 1 for point in product(*values)
    )
    clashes = list(contradictions(table))

    assert bool(clashes) == disputed
    for clash in clashes:
        for rule in (clash.first, clash.second):
            assert all(rule.accepts(name, piece.value) for name, piece in clash.case)


def test_the_smallest_gap_names_the_inputs_that_matter() -> None:
    """A whole uncovered segment is named as such, whatever the days."""
    gap = find_gap(compiled(({"segment": "smb"}, "am"), ({"segment": "smb", "days": "< 3"}, "am")))

    assert gap is not None
    assert [(name, piece.shown) for name, piece in gap.case] == [("segment", "corp")]


def test_words_that_no_rule_names_are_a_note() -> None:
    """Covering every named event leaves any other event open: said, but as a note."""
    sections = rules(({"event": "need"}, "am"), ({"event": "drop"}, "csm"))
    (finding,) = found("ROE409", "ROE410", **sections)

    assert (finding.code, finding.severity.word) == ("ROE409", "note")
    assert finding.message == "nobody acts when event is anything else"


def test_a_default_closes_every_gap_and_contradicts_nobody() -> None:
    """A rule without conditions acts where no other one does."""
    sections = rules(({"event": "need"}, "am"), ({}, "csm"))

    assert found("ROE409", "ROE410", **sections) == []


def test_two_defaults_with_two_leads_contradict() -> None:
    """There is one answer to everything else."""
    (finding,) = found("ROE410", **rules(({}, "am"), ({}, "csm")))

    assert "when anything happens" in finding.message


def test_order_does_not_matter() -> None:
    """First match is not assumed: a general rule after a special one contradicts it."""
    special = {"event": "need", "segment": "smb"}, "am"
    general = {"event": "need"}, "csm"

    assert len(found("ROE410", **rules(special, general))) == 1
    assert len(found("ROE410", **rules(general, special))) == 1


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        (">= 30", [30, 31], [29.5]),
        ("> 30", [30.5], [30]),
        ("< 30", [29], [30]),
        ("<=30", [30], [31]),
        ("30..90", [30, 90], [29, 91]),
        ("30", [30], [31]),
        ("= 30", [30], [29, 31]),
        ("== 30", [30], [29, 31]),
        ("≥ 1.5", [1.5], [1.4]),
        ("-5 to 5", [-5, 0], [-6]),
    ],
)
def test_ranges_hold_what_they_say(text: str, inside: list[float], outside: list[float]) -> None:
    """Both ends of `30..90` belong to it."""
    numbers = read_range(text)

    assert numbers is not None
    assert all(number in numbers for number in inside)
    assert not any(number in numbers for number in outside)


@pytest.mark.parametrize("text", ["expansion-need", ">= soon", "..", "", "30 days"])
def test_anything_else_is_a_word(text: str) -> None:
    """Nothing is half understood."""
    assert read_range(text) is None


def test_whole_limits_leave_no_gap_between_neighbours() -> None:
    """0..29 and 30.. cover the days although 29.5 lies between."""
    assert found("ROE409", **rules(({"days": "0..29"}, "am"), ({"days": ">= 30"}, "csm"))) == []


def test_decimal_limits_do() -> None:
    """With 0.5 in the rules numbers are no longer whole."""
    (finding,) = found("ROE409", **rules(({"x": "0..0.5"}, "am"), ({"x": ">= 1"}, "csm")))

    assert finding.message == "nobody acts when x is 0.75"


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([({"days": ">= 30"}, "am"), ({"days": "soon"}, "csm")], "'soon' is not a number"),
        ([({"days": "90..30"}, "am")], "no number lies in '90..30'"),
        ([({"segment": "crop"}, "am")], "did you mean 'corp'?"),
        ([({"event": []}, "am")], "has no value"),
    ],
)
def test_a_condition_that_cannot_be_read_is_a_finding(
    items: list[tuple[dict[str, Any], str]], words: str
) -> None:
    """Nothing is searched before every rule is understood."""
    findings = found("ROE409", "ROE410", **rules(*items))

    assert [finding.code for finding in findings] == ["ROE409"]
    assert words in findings[0].message


def test_many_inputs_are_searched_whole() -> None:
    """Two rules cover everything, whatever fourteen further inputs are: a proof, not a sample."""
    more = [({f"x{i}": ">= 5"}, "am") for i in range(14)]

    assert find_gap(compiled(({"days": "< 30"}, "am"), ({"days": ">= 30"}, "am"), *more)) is None


def pigeons(holes: int) -> list[tuple[dict[str, Any], str]]:
    """Return rules that cover everything because pigeons do not fit: hard to prove by splitting."""
    birds = range(holes + 1)
    homeless = [{f"p{bird}-{hole}": "< 1" for hole in range(holes)} for bird in birds]
    crowded = [
        {f"p{one}-{hole}": ">= 1", f"p{other}-{hole}": ">= 1"}
        for hole in range(holes)
        for one, other in combinations(birds, 2)
    ]
    return [(when, "am") for when in (*homeless, *crowded)]


def test_a_space_too_large_to_search_is_reported() -> None:
    """The search is bounded; giving up is a note and not silence."""
    assert found("ROE409", **rules(*pigeons(3))) == []
    (finding,) = found("ROE409", **rules(*pigeons(7)))

    assert finding.severity.word == "note"
    assert "too many combinations" in finding.message


def test_who_acts_is_decided_by_the_inputs_given() -> None:
    """The question of `csdesign explain engagement`."""
    design = design_of(
        written(
            segments=SEGMENTS,
            roles=ROLES,
            engagement_rules=[
                {
                    "id": "early",
                    "when": {"event": "expansion-need", "days_to_renewal": ">= 30"},
                    "then": {"lead": "am", "inform": ["csm"]},
                },
                {
                    "when": {"event": "expansion-need", "days_to_renewal": "< 30"},
                    "then": {"lead": "csm"},
                },
                {"then": {"lead": "csm"}},
            ],
        )
    )
    sure = who_acts(design, {"segment": "smb", "event": "Expansion-Need", "days-to-renewal": "45"})
    unsure = who_acts(design, {"event": "expansion-need"})
    other = who_acts(design, {"event": "birthday", "days_to_renewal": 3})

    assert (sure.lead, sure.inform, sure.rules[0].name) == ("am", ("csm",), "early")
    assert (unsure.lead, unsure.needs) == (None, ("days_to_renewal",))
    assert (other.lead, other.by_default) == ("csm", True)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"segment": "crop"}, "did you mean 'corp'?"),
        ({"evnt": "need"}, "did you mean 'event'?"),
        ({"days": "soon"}, "'soon' is not a number"),
    ],
)
def test_a_question_with_a_mistake_is_refused_with_what_would_be_right(
    inputs: dict[str, str], words: str
) -> None:
    """An unknown input is never ignored."""
    design = design_of(
        written(**rules(({"event": "need", "days": ">= 3", "segment": "smb"}, "am")))
    )

    with pytest.raises(UsageError) as error:
        who_acts(design, inputs)

    assert words in str(error.value)


def test_asking_a_design_without_rules_is_an_error() -> None:
    """No rule says who acts, and the error says so."""
    with pytest.raises(UsageError, match="no engagement_rules"):
        who_acts(design_of(written(segments=SEGMENTS, roles=ROLES)), {"event": "x"})


def test_an_answer_of_two_leads_is_contradictory() -> None:
    """Two rules that hold and name one lead agree."""
    both = ({"event": "need"}, "am"), ({"days": ">= 3"}, "csm")
    design = design_of(written(**rules(*both)))
    clash = who_acts(design, {"event": "need", "days": 5})
    alone = who_acts(design, {"event": "need", "days": 1})

    assert (clash.contradictory, clash.lead, len(clash.rules)) == (True, None, 2)
    assert (alone.contradictory, alone.lead) == (False, "am")


@pytest.mark.parametrize(
    ("ends", "numbers"),
    [
        ((), [0]),
        ((0,), [0, 1]),
        ((1,), [0, 1, 2]),
        ((5,), [4, 5, 6]),
        ((5, 6), [4, 5, 6, 7]),
        ((5, 7), [4, 5, 6, 7, 8]),
        ((5, 30), [4, 5, 17, 30, 31]),
        ((0.5,), [0.25, 0.5, 1.5]),
        ((0.5, 1), [0.25, 0.5, 0.75, 1, 2]),
        ((-3,), [-4, -3, -2]),
    ],
)
def test_a_number_has_its_limits_and_what_lies_between(
    ends: tuple[float, ...], numbers: list[float]
) -> None:
    """Whole where every limit is; from 0 on, unless a rule names less."""
    domain = number_domain("days", [Range(low=float(end)) for end in ends])

    assert [piece.value for piece in domain.pieces] == numbers
    assert all(piece.named for piece in domain.pieces)


def test_the_first_rule_that_disagrees_is_named_and_the_others_counted() -> None:
    """Rules of one lead agree; of those that do not, the first in the file stands for all."""
    need = {"event": "need"}
    table = compiled((need, "am"), (need, "csm"), (need, "am"), (need, "csm"))
    clashes = [(c.first.number, c.second.number, c.others) for c in contradictions(table)]

    assert clashes == [(0, 1, 0), (1, 2, 0), (0, 3, 1)]
