"""The kind that a role is taken for, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest

from csdesign.planning.serving.deliverers import family_of, is_csm, kind_of, title_of
from designs import design_of
from planning.writing import segment, text

ROLES: tuple[dict[str, Any], ...] = (
    {"id": "claimed", "title": "Mensch", "kind": "am"},
    {"id": "built", "title": "Mensch", "extends": "reference:support"},
    {"id": "heir", "title": "Mensch", "extends": "claimed"},
    {"id": "am", "title": "Mensch"},
    {"id": "told", "title": "Account Executive"},
    {"id": "manager", "title": "Customer Success Manager"},
    {"id": "guide", "title": "Kundenbetreuer"},
    {"id": "both", "title": "Customer Success Manager", "kind": "ae"},
)


@pytest.mark.parametrize(
    ("role", "kind", "family", "csm"),
    [
        ("claimed", "am", "am", False),
        ("built", "support", "support", False),
        # A kind is said of a role itself: who extends it claims nothing, and its title nothing.
        ("heir", None, None, True),
        # An id is a claim where no such role is written; one that is written says what it is.
        ("am", None, None, True),
        ("told", None, None, False),
        ("manager", None, None, True),
        ("guide", None, None, True),
        ("both", "ae", "ae", False),
        ("renewal-specialist", "renewal-specialist", "renewal", False),
        ("csm-adopt", "csm-adopt", "csm", True),
        ("nobody", None, None, True),
    ],
)
def test_a_role_is_what_it_claims_else_what_its_title_says(
    role: str, kind: str | None, family: str | None, csm: bool
) -> None:
    """By its kind, by what it extends, by the id of a role nobody wrote; a CSM also by title."""
    design = design_of(text({"segments": [segment(accounts=1)], "roles": list(ROLES)}))

    assert (kind_of(design, role), family_of(design, role), is_csm(design, role)) == (
        kind,
        family,
        csm,
    )


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("guide", "Kundenbetreuer"),
        ("renewal-specialist", "Renewal Specialist"),
        ("unassigned", "nobody named yet"),
        ("programme-manager", "programme manager"),
        ("stranger", "stranger"),
    ],
)
def test_a_role_is_called_by_its_title_the_catalogue_s_or_its_id(role: str, words: str) -> None:
    """Words for what nobody wrote come from the catalogue, then from the levels."""
    design = design_of(text({"segments": [segment(accounts=1)], "roles": list(ROLES)}))

    assert title_of(design, role) == words
