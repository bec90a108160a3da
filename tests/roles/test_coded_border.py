"""Roles whose authors coded every part: where their border lies between jobs of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from csdesign import reference
from csdesign.roles import RoleText, compare

ROLES = {kind: RoleText.from_reference(role) for kind, role in reference.roles().items()}


def test_jobs_of_two_families_are_never_an_alarm() -> None:
    """The nearest two of other families share less than two thirds of what they state."""
    known = reference.roles()
    for a, b in combinations(ROLES, 2):
        if known[a].family != known[b].family:
            result = compare(ROLES[a], ROLES[b])

            assert result.tier != "same-text", (a, b)
            assert min(result.similarity, *result.duties.near) < 0.65, (a, b)


@pytest.mark.parametrize("kind", ROLES)
def test_a_job_that_lost_a_fourth_of_its_codes_is_still_that_job(kind: str) -> None:
    role, dice = ROLES[kind], Random(1)
    codes = role.responsibilities or ()
    kept = dice.sample(codes, len(codes) - max(1, len(codes) // 4))

    renamed = replace(role, title="Quite Another Name", responsibilities=tuple(kept))

    assert compare(role, renamed).tier == "same-text"
