"""The part of the plan that a finding is about: people, customers and revenue of its object."""

from __future__ import annotations

import pytest

from csdesign.rules.touching import Touching
from designs import design_of, plan_of

# One person has 1,122 planned hours: 40 x 12 x 2 h are 0.856 people, 10 x 12 x 1 h 0.107.
TEXT = """\
segments:
  - id: a
    accounts: 40
    arr_per_account: 100
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 2, role: csm}
  - id: b
    accounts: 10
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 1, role: am}
  - {id: c}
experiences: [{id: ax, segments: [b, c]}, {id: other, segments: [a]}]
roles: [{id: csm, segments: [a, b]}, {id: am, segments: [b]}, {id: idle, segments: []}]
positions: [{id: ann, roles: [csm, am]}, {id: bob, roles: am}]
pods: [{id: p, segment: b, members: [am]}, {id: q, segment: a, members: [csm]}]
"""
A, B, C = (
    ("segments[a]", 960 / 1122, 40, 4000),
    ("segments[b]", 120 / 1122, 10, 0),
    ("segments[c]", 0, 0, 0),
)
CSM, AM = ("roles[csm]", 960 / 1122, 50, 4000), ("roles[am]", 120 / 1122, 10, 0)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("segments[a]", [A]),
        ("segments[a].interactions[call]", [A]),
        ("segments[b].renew", [B]),
        ("segments[c]", [C]),
        ("segments[gone]", []),
        ("roles[csm].kpis[grr]", [CSM]),
        ("roles[am]", [AM]),
        ("roles[idle]", [("roles[idle]", 0, 0, 0)]),
        ("positions[ann]", [CSM, AM]),
        ("positions[bob].pay", [AM]),
        ("positions[gone]", []),
        ("experiences[ax].interactions[x]", [B, C]),
        ("experiences[other]", [A]),
        ("experiences[gone]", []),
        ("pods[p]", [B]),
        ("pods[q].renew", [A]),
        ("pods[gone]", []),
        ("engagement.adopt.champion", [A, B, C]),
        ("policies[small]", [A, B, C]),
        ("plan", [A, B, C]),
        ("", [A, B, C]),
    ],
)
def test_an_object_touches_its_parts_of_the_plan(
    name: str, parts: list[tuple[str, float, float, float]]
) -> None:
    """People are the full-time work, customers and revenue those of the segments served."""
    touching = Touching(design_of(TEXT), plan_of(TEXT))

    assert [part.part for part in touching(name)] == [part[0] for part in parts]
    assert [number for part in touching(name) for number in part[1:]] == pytest.approx(
        [number for part in parts for number in part[1:]]
    )
