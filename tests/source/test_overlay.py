"""Scenarios laid over a design: what merges, what replaces, and where an error stands."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from csdesign.errors import UsageError
from csdesign.source.designs import Loaded, load_scenario, load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from csdesign.model.design import Design

BASE = """\
csdesign: 1
params: {internal_share: {value: 0.25, basis: assumed, low: 0.2, high: 0.35}}
segments:
  - id: corp
    accounts: 50
    new_accounts: {per_year: 10, growth: 0.1}
    traits: {complexity: high}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
         effort_hours: {value: 2, low: 1, high: 3}, role: csm}
  - {id: mid, accounts: 201, new_accounts: [1, 2, 3]}
experiences:
  - id: ax
    segments: [corp, mid]
    interactions:
      - {id: review, stage: adopt, channel: human-1to1, cadence: {monthly: 0.5, yearly: 0.5},
         minutes: 90, effort_hours: 6, role: csm}
roles: [{id: csm, title: Manager, kpis: [grr]}]
positions: {roles: csm, count: 3}
"""


def loaded(text: str) -> Loaded:
    data = text.encode()
    return load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])


def with_scenario(overlay: str, base: str = BASE) -> Loaded:
    whole = loaded(f"{base}scenarios:\n  - {{id: x, {overlay}}}\n")
    assert whole.design is not None, [finding.message for finding in whole.findings]
    return load_scenario(whole, "x")


def merged(overlay: str) -> Design:
    found = with_scenario(overlay)
    assert found.design is not None, [finding.message for finding in found.findings]
    return found.design


def test_an_item_with_a_known_id_merges_and_the_rest_of_it_stays() -> None:
    design = merged("segments: [{id: corp, interactions: [{id: call, effort_hours: 3}]}]")
    (call,) = [i for i in design.segment_by_id["corp"].interactions if i.id == "call"]

    assert (call.effort, call.occurrences, call.minutes) == (3, 12, 45)
    assert design.segment_by_id["mid"].accounts == 201


def test_an_unknown_id_is_appended_and_remove_drops() -> None:
    design = merged("segments: [{id: low, accounts: 9}], experiences: [{id: ax, remove: true}]")

    assert [segment.id for segment in design.segments] == ["corp", "mid", "low"]
    assert design.document.experiences == ()


def test_a_percentage_multiplies_a_number_with_its_ends() -> None:
    design = merged("params: {internal_share: -20%}")
    share = design.params.internal_share

    assert (share, share.low, share.high) == pytest.approx((0.2, 0.16, 0.28))


def test_whole_numbers_round_half_up() -> None:
    assert merged("segments: [{id: mid, accounts: +50%}]").segment_by_id["mid"].accounts == 302


def test_a_missing_number_is_its_default() -> None:
    design = merged("segments: [{id: corp, traits: {desired: +50%}}], params: {span: +100%}")

    assert design.segment_by_id["corp"].traits.desired == 5  # 3 by default, 4.5 rounds up
    assert design.params.span == 14


def test_a_role_takes_a_percentage_of_the_company_s_number() -> None:
    design = merged("roles: [{id: csm, params: {internal_share: +20%}}]")
    own = design.role_by_id["csm"].written.params

    assert own is not None
    assert own.internal_share == pytest.approx(0.3)


def test_new_accounts_scale_the_year_or_every_month() -> None:
    design = merged("segments: [{id: corp, new_accounts: +20%}, {id: mid, new_accounts: +100%}]")
    corp, mid = design.segments

    assert (corp.new_accounts, corp.written.new_accounts.growth) == (12, 0.1)
    assert mid.written.new_accounts.by_month == (2, 4, 6)


@pytest.mark.parametrize(
    ("count", "times"),
    [("per_year: 7", 7), ("every: week", 52), ("cadence: {daily: 1}", 365), ("per_year: +50%", 18)],
)
def test_ways_to_say_how_often_replace_one_another(count: str, times: float) -> None:
    design = merged(f"segments: [{{id: corp, interactions: [{{id: call, {count}}}]}}]")

    assert design.segment_by_id["corp"].interactions[0].occurrences == times


def test_a_percentage_of_a_cadence_is_one_of_its_yearly_number() -> None:
    design = merged("experiences: [{id: ax, interactions: [{id: review, per_year: -50%}]}]")

    assert design.segment_by_id["mid"].interactions[0].occurrences == pytest.approx(3.25)


def test_posts_without_ids_are_known_by_the_ids_the_tool_gives_them() -> None:
    assert merged("positions: [{id: csm, count: +50%}]").posts[0].count == 5


def test_measures_written_as_words_merge_by_their_id() -> None:
    ((kpi, _),) = merged("roles: [{id: csm, kpis: [{id: grr, weight: 60}]}]").roles[0].kpis

    assert (kpi.id, kpi.weight) == ("grr", 60)


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ("segments: [{id: copr, accounts: +20%}]", "did you mean 'corp'"),
        ("segments: [{id: mod, remove: true}]", "did you mean 'mid'"),
        ("segments: [{id: corp, name: +5%}]", "is not a number"),
        ("segments: [{id: corp, arr_per_account: +5%}]", "is not stated"),
        ("segments: [{id: corp, interactions: [{id: review, every: year}]}]", "experiences: [{id"),
        ("params: {internal_share: +400%}", "internal_share is 1.25"),
        ("segments: [{id: corp, acounts: 3}]", "did you mean 'accounts'"),
    ],
)
def test_what_fits_nothing_is_reported_at_the_line_of_the_scenario(
    overlay: str, words: str
) -> None:
    found = with_scenario(overlay)

    assert found.design is None
    line = BASE.count("\n") + 2
    assert [(f.span.line, f.scenario) for f in found.findings] == [(line, "x")]
    assert words in found.findings[0].message
    assert found.findings[0].message.startswith("scenario 'x': ")


def test_what_a_removal_breaks_is_reported_at_the_removal_with_the_places_that_need_it() -> None:
    found = with_scenario("segments: [{id: mid, remove: true}]")
    (finding,) = found.findings

    assert (finding.code, finding.span.line) == ("SCH201", BASE.count("\n") + 2)
    lines = BASE.splitlines()
    assert ["mid" in lines[place.span.line - 1] for place in finding.related] == [True]


def test_extends_applies_the_other_first_and_percentages_compound() -> None:
    whole = loaded(
        f"{BASE}scenarios:\n"
        "  - {id: more, segments: [{id: corp, accounts: +20%}]}\n"
        "  - {id: most, extends: more, segments: [{id: corp, accounts: +10%}]}\n"
    )

    assert load_scenario(whole, "most").design.segment_by_id["corp"].accounts == 66


def test_an_unknown_scenario_is_named_with_the_nearest() -> None:
    whole = loaded(f"{BASE}scenarios: [{{id: growth}}]\n")

    with pytest.raises(UsageError, match="did you mean 'growth'"):
        load_scenario(whole, "grwth")


def test_two_scenarios_of_one_id_and_circles_are_refused() -> None:
    twice = loaded(f"{BASE}scenarios: [{{id: a}}, {{id: a}}]\n")
    circle = loaded(f"{BASE}scenarios: [{{id: a, extends: b}}, {{id: b, extends: a}}]\n")

    assert [f.code for f in twice.findings] == ["SCH202"]
    assert [f.code for f in circle.findings] == ["SCH203"]


def test_an_empty_overlay_is_the_design() -> None:
    assert merged("name: Nothing").document == loaded(BASE).design.document


PARTS = st.fixed_dictionaries(
    {},
    optional={
        "accounts": st.integers(0, 99),
        "name": st.sampled_from(["A", "B"]),
        "traits": st.fixed_dictionaries({"readiness": st.integers(1, 5)}),
        "interactions": st.lists(
            st.fixed_dictionaries(
                {"id": st.just("call"), "minutes": st.integers(1, 90)},
                optional={"per_year": st.integers(0, 9)},
            ),
            min_size=1,
            max_size=1,
        ),
    },
)


def by_hand(overlay: dict) -> str:
    """Return the design with the overlay of segment corp written out by hand."""
    design = yaml.load(BASE, Loader=yaml.BaseLoader)
    corp = design["segments"][0]
    for key, value in overlay.items():
        if key == "traits":
            corp["traits"].update(value)
        elif key == "interactions":
            for change in value:
                if "per_year" in change:
                    del corp["interactions"][0]["every"]
                corp["interactions"][0].update(change)
        else:
            corp[key] = value
    return yaml.safe_dump(design, sort_keys=False).replace("'", "")


@given(overlay=PARTS)
def test_a_merged_design_loads_like_the_same_yaml_written_out(overlay: dict) -> None:
    text = yaml.safe_dump(overlay, default_flow_style=True, width=10_000).strip()[1:-1]
    found = merged(f"segments: [{{id: corp{', ' * bool(text)}{text}}}]")

    assert found.document == loaded(by_hand(deepcopy(overlay))).design.document


@given(overlay=PARTS)
def test_merging_twice_is_merging_once(overlay: dict) -> None:
    text = yaml.safe_dump({"id": "corp", **overlay}, default_flow_style=True, width=10_000).strip()
    whole = loaded(
        f"{BASE}scenarios:\n  - {{id: a, segments: [{text}]}}\n"
        f"  - {{id: b, extends: a, segments: [{text}]}}\n"
    )

    assert load_scenario(whole, "a").design.document == load_scenario(whole, "b").design.document


@given(first=st.integers(0, 99), second=st.integers(0, 99))
def test_disjoint_overlays_commute(first: int, second: int) -> None:
    one = f"segments: [{{id: corp, accounts: {first}}}]"
    other = f"segments: [{{id: mid, accounts: {second}}}]"

    def both(a: str, b: str) -> Loaded:
        text = f"{BASE}scenarios:\n  - {{id: a, {a}}}\n  - {{id: b, extends: a, {b}}}\n"
        return load_scenario(loaded(text), "b")

    assert both(one, other).design.document == both(other, one).design.document
