"""Futures: draws by path, figures worked out apart, and what holds whatever the design."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity.futures import (
    bins_of,
    first_order_share,
    quantiles,
    stream,
    triangle,
    worth_of_knowing,
)
from csdesign.errors import UsageError
from csdesign.planning.futures.draws import Drawing
from csdesign.planning.futures.inputs import inputs_of
from csdesign.planning.futures.planner import futures_of
from csdesign.planning.planner import make_plan
from designs import design_of, example_text

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

ONE = """\
csdesign: 1
params: {internal_share: {value: 0.25, low: 0.25, high: 0.25}}
segments:
  - id: a
    accounts: {value: 60, low: 60, high: 60}
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
         effort_hours: {value: 1.5, low: 1.2, high: 2.4}, role: csm}
roles: [{id: csm, title: Customer Success Manager}]
positions: [{roles: csm}]
"""


@pytest.mark.parametrize(
    ("path", "numbers"),
    [
        (
            "segments[ent].interactions[qbr].effort_hours",
            (0.985954968, 0.019027049, 0.043899287),
        ),
        ("params.internal_share", (0.418716469, 0.965602957, 0.236182020)),
        ("group[effort]", (0.766487588, 0.278960805, 0.626205157)),
    ],
)
def test_a_stream_depends_on_seed_and_path_alone(path: str, numbers: tuple[float, ...]) -> None:
    assert stream(1, path, 3).tolist() == pytest.approx(numbers, abs=1e-9)
    assert stream(1, path, 9)[:3].tolist() == stream(1, path, 3).tolist()


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((4, 8, 12), (5.788854382, 8, 10.211145618)),
        ((0.24, 0.28, 0.34), (0.26, 0.285227744, 0.315505103)),
        ((95_000, 110_000, 125_000), (101_708.203932499, 110_000, 118_291.796067501)),
    ],
)
def test_percentiles_of_triangles(
    ends: tuple[float, float, float], expected: tuple[float, ...]
) -> None:
    found = triangle(np.array([0.1, 0.5, 0.9]), *ends)

    assert found.tolist() == pytest.approx(expected, rel=1e-8)


def test_estimators_of_shares_and_of_what_knowing_is_worth() -> None:
    x1, x2, dummy = (stream(1, path, 10_000) for path in ("x1", "x2", "dummy"))
    linear = 2 * x1 + x2

    assert first_order_share(bins_of(x1), linear) == pytest.approx(0.801186321, abs=1e-8)
    assert first_order_share(bins_of(x2), linear) == pytest.approx(0.209186131, abs=1e-8)
    assert first_order_share(bins_of(x1), x1 * x2) == pytest.approx(0.446107886, abs=1e-8)
    worth = [worth_of_knowing(bins_of(x), 3 * x1, 1, 9) for x in (x1, dummy)]
    assert worth[0] - worth[1] == pytest.approx(1.051618656, abs=1e-8)


def test_futures_of_the_example() -> None:
    found = futures_of(make_plan(design_of(example_text("planworks"))))
    csm = found.by_role["csm"]

    assert len(found.inputs) == 21
    assert csm.fte[:3] == pytest.approx((3.129193438, 3.723607614, 4.418451712), abs=1e-8)
    assert found.fte[:3] == pytest.approx((7.277575212, 8.274171887, 9.417990135), abs=1e-8)
    assert found.fte[3:] == pytest.approx((9.390285382, 9.447530433), abs=1e-8)
    assert found.people[:3] == (9, 10, 11)
    assert (csm.enough, found.enough, found.by_role["support"].enough) == (0.6958, 0.6958, 0.9999)
    assert found.together == pytest.approx(0.238044336, abs=1e-8)
    assert sum(driver.share for driver in found.drivers) == pytest.approx(0.767568108, abs=1e-8)
    shares = {driver.input.path: driver.share for driver in found.drivers}
    assert shares["params.internal_share"] == pytest.approx(0.488661414, abs=1e-8)
    worth = {item.input.path: item.worth for item in found.information}
    assert worth["params.internal_share"] == pytest.approx(53_202.943526, abs=1e-5)
    assert worth["segments[ent].accounts"] == pytest.approx(17_237.959, abs=1e-3)
    assert {role: row.choice for role, row in found.by_role.items()} == {
        "dc": 1,
        "csm": 5,
        "am": 2,
        "support": 3,
    }


def test_one_uncertain_input_gives_its_own_percentiles() -> None:
    found = futures_of(make_plan(design_of(ONE)))

    assert found.fte[:3] == pytest.approx((0.891145898, 1.067594281, 1.326596566), abs=1e-8)
    assert found.enough == 0.3484
    assert found.fte[3:] == pytest.approx((1.319532793, 1.331794316), abs=1e-8)


def test_equal_ends_everywhere_give_the_plan() -> None:
    certain = ONE.replace("low: 1.2, high: 2.4", "low: 1.5, high: 1.5")
    plan = make_plan(design_of(certain))
    found = futures_of(plan)

    assert found.fte[:3] == pytest.approx((plan.fte.plan,) * 3)
    assert (found.drivers, found.information) == ((), ())


def test_an_unrelated_promise_changes_no_other_draw() -> None:
    more = ONE.replace(
        "roles: [{id: csm",
        "      - {id: mail, stage: adopt, channel: human-1to1, per_year: 1, minutes: 5,\n"
        "         effort_hours: {value: 1, low: 1, high: 1}, role: other}\n"
        "roles: [{id: other}, {id: csm",
    )
    alone = futures_of(make_plan(design_of(ONE)))
    beside = futures_of(make_plan(design_of(more)))

    assert beside.by_role["csm"].fte == alone.by_role["csm"].fte


@settings(max_examples=15)
@given(seed=st.integers(0, 2**31), draws=st.sampled_from([100, 333, 1000]))
def test_futures_keep_their_order_and_their_seed(seed: int, draws: int) -> None:
    plan = make_plan(design_of(example_text("flowfab")))
    found = futures_of(plan, draws=draws, seed=seed)

    assert found == futures_of(plan, draws=draws, seed=seed)
    assert found.fte.p10 <= found.fte.p50 <= found.fte.p90
    assert found.fte.p90_low <= found.fte.p90 <= found.fte.p90_high
    assert all(0 <= driver.share <= 1 for driver in found.drivers)
    assert all(item.worth >= 0 for item in found.information)
    if found.enough is not None:
        assert found.enough <= min(role.enough or 0 for role in found.by_role.values())


def test_more_posts_are_enough_more_often() -> None:
    shares = [
        futures_of(make_plan(design_of(ONE, f"positions.0.count={count}"))).enough
        for count in (1, 2, 3)
    ]

    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize("rho", [0.0, 0.3, 1.0])
def test_the_rank_correlation_of_a_pair_is_the_stated_one(rho: float) -> None:
    draws = 40_000
    coin = stream(1, "group[effort].together", draws) < rho
    common = stream(1, "group[effort]", draws)
    a, b = (np.where(coin, common, stream(1, path, draws)) for path in ("a", "b"))
    ranks = [np.argsort(np.argsort(u)) for u in (a, b)]

    assert float(np.corrcoef(*ranks)[0, 1]) == pytest.approx(rho, abs=0.02)


@given(st.lists(st.floats(0, 1e6), min_size=100, max_size=400))
def test_a_percentile_is_the_draw_of_its_rank(sample: list[float]) -> None:
    found = quantiles(np.array(sample))
    ordered = sorted(sample)

    assert found.p90 == ordered[math.ceil(len(sample) * 0.9 - 1e-9) - 1]


@pytest.mark.parametrize("wrong", [{"draws": 5}, {"sure": 1.0}, {"seed": -1}])
def test_what_is_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError, match=f"--{next(iter(wrong))}"):
        futures_of(make_plan(design_of(ONE)), **wrong)


def test_a_basis_decides_how_wide_an_input_without_ends_is_drawn() -> None:
    """Assumed numbers are off by half, stated ones by a tenth; a role's own come before those."""

    def ends(path: str, text: str) -> tuple[float, float]:
        futures = futures_of(make_plan(design_of(text)), draws=200)
        return next((one.low, one.high) for one in futures.inputs if one.path == path)

    assumed = ONE.replace("params: {", "params: {loaded_cost: {value: 100, basis: assumed}, ")
    stated = ONE.replace("params: {", "params: {loaded_cost: 100, ")
    own = ONE.replace(
        "title: Customer Success Manager",
        "title: C, params: {internal_share: {value: 0.2, basis: assumed}}",
    )

    assert ends("params.loaded_cost", assumed) == pytest.approx((50, 150))
    assert ends("params.loaded_cost", stated) == pytest.approx((90, 110))
    assert ends("roles[csm].params.internal_share", own) == pytest.approx((0.1, 0.3))


def test_people_of_one_segment_are_not_enough_for_the_work_of_another() -> None:
    """Work stays where it is: two people of a segment do nothing in one without people."""
    text = """\
segments:
  - {id: a, accounts: 40, interactions: [&call]}
  - {id: b, accounts: 40, interactions: [&call]}
roles: [{id: csm, title: C}]
positions: [{roles: csm, count: 3, segments: a}]
""".replace(
        "&call",
        "{id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 1.5, role: csm}",
    )
    anywhere = text.replace(", segments: a}", "}")

    def enough(text: str) -> float | None:
        return futures_of(make_plan(design_of(text)), draws=500).by_role["csm"].enough

    assert enough(text) == 0
    assert (enough(anywhere) or 0) > 0.9


def test_draws_come_in_blocks_and_say_how_far_they_are() -> None:
    """70,000 futures are two whole blocks and a part; the first 40,000 a block and a part."""
    told: list[tuple[str, int, int]] = []
    inputs = inputs_of(make_plan(design_of(ONE)))
    drawing = Drawing(inputs, {}, 1, 70_000, lambda *said: told.append(said))

    assert [(block.start, block.size) for block in drawing.blocks()] == [
        (0, 32_768),
        (32_768, 32_768),
        (65_536, 4_464),
    ]
    assert [(block.start, block.size) for block in drawing.blocks(most=40_000)] == [
        (0, 32_768),
        (32_768, 7_232),
    ]
    assert [block.size for block in drawing.blocks(most=90_000)] == [32_768, 32_768, 4_464]
    assert told[:5] == [
        *(("futures", start, 70_000) for start in (0, 32_768, 65_536)),
        *(("futures", start, 40_000) for start in (0, 32_768)),
    ]


def test_a_block_draws_as_all_futures_at_once() -> None:
    """Where a block begins changes no draw."""
    inputs = inputs_of(make_plan(design_of(ONE)))
    _, second, _ = Drawing(inputs, {"effort": 0.5}, 3, 70_000).blocks()
    place = next(i for i, item in enumerate(inputs.uncertain) if not item.certain)
    item = inputs.uncertain[place]
    whole, common, coin = (
        stream(3, path, 65_536)[32_768:]
        for path in (item.path, "group[effort]", "group[effort].together")
    )
    expected = triangle(np.where(coin < 0.5, common, whole), item.low, item.value, item.high)

    assert second.values[place].tolist() == pytest.approx(expected.tolist())


def test_the_futures_one_by_one_are_those_that_were_counted() -> None:
    """Each input, work and need of each role, and all work, whose percentiles are the told ones."""
    plan = make_plan(design_of(example_text("planworks")))
    found = futures_of(plan, draws=200, worth=False)
    columns = found.sample.columns()

    assert list(columns)[: len(found.inputs)] == [item.path for item in found.inputs]
    for item in found.inputs:
        assert item.low <= columns[item.path].min() <= columns[item.path].max() <= item.high
    for role, own in found.by_role.items():
        assert quantiles(columns[f"fte:{role}"]) == own.fte
        assert quantiles(np.ceil(columns[f"need:{role}"] - 1e-9)) == own.people
    assert quantiles(columns["fte"]) == found.fte
    assert columns["fte"].tolist() == pytest.approx(
        sum(columns[f"fte:{role}"] for role in found.by_role).tolist()
    )


def test_futures_are_equal_where_their_draws_are() -> None:
    """Another seed, another number of draws or another input is another sample."""
    plan = make_plan(design_of(ONE))
    more = make_plan(design_of(ONE.replace("high: 2.4", "high: 2.5")))

    def sample(plan: Plan, **options: int) -> object:
        return futures_of(plan, worth=False, **{"draws": 100, **options}).sample

    one = sample(plan)
    assert one == sample(plan)
    assert hash(one) == hash(sample(plan))
    assert one not in (sample(plan, seed=2), sample(plan, draws=101), sample(more), "sample")


def test_knowing_a_number_is_worth_what_the_mistakes_cost_that_it_spares() -> None:
    """One role at 60,000: worth over a dummy input, in money; without a cost in person-years."""
    alone = ONE.replace("params: {", "params: {effort_correlation: 0, ")
    free = make_plan(design_of(alone))
    paid = make_plan(design_of(alone.replace("params: {", "params: {loaded_cost: 60000, ")))
    found = [
        {
            one.input.path: one.worth
            for one in futures_of(plan, draws=2_000).information
            if one.worth
        }
        for plan in (free, paid)
    ]
    path = "segments[a].interactions[call].effort_hours"
    need = futures_of(free, draws=2_000).sample.columns()["need:csm"]
    over, under = 1.0, 0.9 / 0.1
    worth, dummy = (
        worth_of_knowing(bins_of(stream(1, name, 2_000)), need, over, under)
        for name in (path, "dummy")
    )

    assert found[0] == {path: pytest.approx(worth - dummy)}
    assert found[1][path] == pytest.approx(60_000 * (worth - dummy))
