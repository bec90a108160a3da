"""Arrays of queues say what single queues say."""

import random

import numpy as np
import pytest

from csdesign.capacity import (
    QueueDemand,
    erlang_c,
    erlang_c_array,
    required_agents,
    required_agents_array,
    required_agents_many,
)


def some_queues(count: int) -> list[QueueDemand]:
    draw = random.Random(count)
    return [
        QueueDemand(
            arrivals_per_hour=draw.choice([0, draw.uniform(0.1, 20), draw.uniform(20, 400)]),
            handle_hours=draw.uniform(0.05, 2),
            target_wait_hours=draw.choice([0, 0.01, 1, 8]),
            service_level=draw.choice([0, 0.5, 0.8, 0.95, 0.999]),
            max_occupancy=draw.choice([0.3, 0.8, 0.85, 1]),
        )
        for _ in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 499, 500, 1500])
def test_many_queues_get_what_each_alone_gets(count: int) -> None:
    queues = some_queues(count)
    alone = [
        required_agents(
            queue.arrivals_per_hour * queue.handle_hours,
            handle_hours=queue.handle_hours,
            target_wait_hours=queue.target_wait_hours,
            service_level=queue.service_level,
            max_occupancy=queue.max_occupancy,
        )
        for queue in queues
    ]
    assert list(required_agents_many(queues)) == alone


def test_chances_to_wait_agree_with_single_queues_in_the_broadcast_shape() -> None:
    loads = np.array([0.0, 1e-300, 0.5, 9.9, 10.0, 120.0, 4000.0])[:, None]
    crews = np.array([0, 1, 10, 14, 150, 4100, 9000])
    p_wait = erlang_c_array(loads, crews)
    assert p_wait.shape == (7, 7)
    for (row, column), value in np.ndenumerate(p_wait):
        expected = erlang_c(float(loads[row, 0]), int(crews[column]))
        assert value == pytest.approx(expected, rel=1e-12, abs=1e-150)


def test_required_agents_broadcast_one_queue_over_many_targets() -> None:
    agents = required_agents_array(
        10,
        handle_hours=0.05,
        target_wait_hours=20 / 3600,
        service_level=[[0.8], [0.95]],
        max_occupancy=[0.85, 0.5],
    )
    assert agents.tolist() == [[14, 20], [16, 20]]


def test_the_limit_met_exactly_is_met_in_arrays_too() -> None:
    agents = required_agents_array(
        [126.65], handle_hours=1, target_wait_hours=8, service_level=0.8, max_occupancy=0.85
    )
    assert agents.tolist() == [149]


def test_huge_and_tiny_queues_can_be_in_one_array() -> None:
    agents = required_agents_array(
        [1e-12, 1e6], handle_hours=1, target_wait_hours=0, service_level=0.8, max_occupancy=1
    )
    assert agents[0] == 1
    assert abs(int(agents[1]) - (1e6 + 1.0615162754 * 1e3)) <= 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"offered_load": [1, -1]}, "offered_load has the element -1"),
        ({"handle_hours": [1, 0]}, "handle_hours has the element 0"),
        ({"target_wait_hours": [1, float("nan")]}, "target_wait_hours has the element nan"),
        ({"service_level": [0.8, 80]}, "service_level has the element 80"),
        ({"max_occupancy": [0.8, 0]}, "max_occupancy has the element 0"),
    ],
)
def test_arrays_refuse_what_single_queues_refuse(
    change: dict[str, list[float]], words: str
) -> None:
    inputs = {
        "offered_load": 1,
        "handle_hours": 1,
        "target_wait_hours": 1,
        "service_level": 0.8,
        "max_occupancy": 0.85,
    }
    with pytest.raises(ValueError, match=words):
        required_agents_array(**(inputs | change))


@pytest.mark.parametrize("handle_hours", [0, -0.5])
def test_a_bad_queue_among_many_is_refused(handle_hours: float) -> None:
    """By what was given, not by the load that follows from it."""
    queues = [*some_queues(600), QueueDemand(1, handle_hours, 1, 0.8, 0.85)]
    with pytest.raises(ValueError, match="handle_hours"):
        required_agents_many(queues)


def test_parts_of_agents_are_refused() -> None:
    with pytest.raises(ValueError, match=r"agents has the element 2\.5"):
        erlang_c_array(1, [2.5])
    with pytest.raises(ValueError, match="offered_load has the element -1"):
        erlang_c_array(-1, 2)
