"""Cases that only one line of a rule decides, each next to its neighbour."""

from __future__ import annotations

import pytest

from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from designs import design_of
from rules.written import codes_of, found, written

CALL = {"id": "call", "channel": "human-1to1", "every": "month", "minutes": 90, "stage": "adopt"}
MAIL = {"id": "mail", "channel": "digital", "every": "week", "minutes": 2, "stage": "adopt"}


def test_one_book_by_revenue_for_unlike_levels_is_one_size_for_all() -> None:
    """As one by customers is; different books are not."""

    def declared(first: int, second: int) -> list[str]:
        segments = [
            {"id": "a", "interactions": [CALL], "declared": {"book": {"arr_per_head": first}}},
            {"id": "b", "interactions": [MAIL], "declared": {"book": {"arr_per_head": second}}},
        ]
        return codes_of(found("COV102", segments=segments))

    assert declared(2_000_000, 2_000_000) == ["COV102"]
    assert declared(2_000_000, 1_000_000) == []


def test_a_duty_without_a_part_is_found_where_its_motion_exists_in_one_segment() -> None:
    """One of two segments is enough; none is not OWN307's business."""

    def codes(*without: str) -> list[str]:
        segments = [
            {"id": name, "not_applicable": ["renew"] if name in without else []} for name in "ab"
        ]
        role = {
            "id": "am",
            "title": "AM",
            "owns": ["upsell"],
            "responsibilities": ["close-renewal"],
        }
        return codes_of(found("OWN307", segments=segments, roles=[role]))

    assert codes("a") == codes() == ["OWN307"]
    assert codes("a", "b") == []


@pytest.mark.parametrize(
    ("duty", "codes"), [("intervene-on-signal", []), ("sell-seats", ["TRC901"])]
)
def test_an_answer_to_a_request_is_kept_by_serving_or_by_acting_on_signals(
    duty: str, codes: list[str]
) -> None:
    """Without a purpose of its own, what a customer asks for is traced to those duties."""
    play = {"id": "play", "channel": "human-pooled", "trigger": "request", "per_year": 2}
    role = {"id": "csm", "title": "CSM", "owns": ["upsell"], "responsibilities": [duty]}
    segments = [{"id": "a", "interactions": [{**play, "minutes": 30, "role": "csm"}]}]

    assert codes_of(found("TRC901", segments=segments, roles=[role])) == codes


def test_a_dropped_measure_is_not_inherited() -> None:
    """`drops` takes measures by their id, and only those."""
    roles = [
        {"id": "a", "title": "A", "kpis": ["grr", "nps"]},
        {"id": "b", "title": "B", "extends": "a", "drops": ["nps"]},
    ]
    design = design_of(written(segments=[], roles=roles))

    kept = design.role_by_id["b"].kpis
    assert kept is not None
    assert [kpi.id for kpi, _ in kept] == ["grr"]


def test_an_owner_in_the_grid_and_in_a_role_is_declared_twice() -> None:
    """The grid and the roles are two places for one statement; support may be in both."""

    def codes(grid: dict[str, object]) -> list[str]:
        text = written(
            segments=[{"id": "corp"}],
            roles=[{"id": "csm", "title": "C", "owns": ["adopt"]}, {"id": "am", "title": "A"}],
            ownership={"corp": {"adopt": grid}},
        )
        data = text.encode()
        file = SourceFile("design.yaml", data, 0, len(data), linked=False)
        return [finding.code for finding in load_sources([file]).findings]

    assert codes({"own": "am"}) == ["SCH205"]
    assert codes({"support": ["am"]}) == []
