"""Flow through small networks."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.capacity.maximum_flow import FlowNetwork

edges = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 9)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=14,
)


def test_a_path_carries_its_narrowest_edge() -> None:
    network = FlowNetwork(3)
    network.add_edge(0, 1, 5)
    network.add_edge(1, 2, 3)
    assert network.push(0, 2) == 3
    assert network.reachable(0) == [True, True, False]


@given(edges)
@settings(max_examples=80)
def test_the_flow_is_the_least_cut(drawn: list[tuple[int, int, int]]) -> None:
    """Compared with every cut between node 0 and node 5."""
    network = FlowNetwork(6)
    for tail, head, capacity in drawn:
        network.add_edge(tail, head, capacity)
    cuts = [
        sum(room for tail, head, room in drawn if tail in side and head not in side)
        for size in range(5)
        for middle in combinations(range(1, 5), size)
        for side in [{0, *middle}]
    ]
    assert network.push(0, 5) == min(cuts)
    near = {node for node, reached in enumerate(network.reachable(0)) if reached}
    assert sum(room for t, h, room in drawn if t in near and h not in near) == min(cuts)
