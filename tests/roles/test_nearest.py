from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign import reference
from csdesign.roles import Item, RoleText
from csdesign.roles.nearest_jobs import nearest_roles
from csdesign.roles.reference_jobs import Edit, edits_to_earn

from .samples import seven

ROLES = {kind: RoleText.from_reference(role) for kind, role in reference.roles().items()}
CLASSIC = ["sdr", "ae", "support", "am", "dc", "csm", "renewal-specialist"]


@pytest.mark.parametrize("kind", ROLES)
def test_every_reference_role_is_nearest_to_itself(kind: str) -> None:
    first = nearest_roles(ROLES[kind])[0]

    assert (first.kind, first.similarity) == (kind, 1.0)
    assert first.lead > 0


@pytest.mark.parametrize("version", ["en", "ru", "para"])
def test_free_text_in_either_language_finds_its_standard_job(version: str) -> None:
    """Other words make one or two of the seven ambiguous; no model is used."""
    families = [reference.roles()[kind].family for kind in CLASSIC]
    nearest = [nearest_roles(role)[0].kind for role in seven(version)]
    right = sum(
        reference.roles()[kind].family == family
        for kind, family in zip(nearest, families, strict=True)
    )

    assert right >= (5 if version == "para" else 7)


def renamed() -> RoleText:
    """An account manager with a new title and one new duty."""
    am = ROLES["am"]
    duties = (*(am.responsibilities or ()), Item("monitor-health"))
    return replace(am, title="Customer Success Manager", responsibilities=duties)


def applied(role: RoleText, edits: tuple[Edit, ...]) -> RoleText:
    """Return the role with the changes made."""
    for edit in edits:
        if edit.part == "motions":
            role = replace(role, motions={**(role.motions or {}), edit.name: edit.level})
        elif edit.part == "stages":
            kept = [stage for stage in role.stages or () if stage != edit.name]
            role = replace(role, stages=(*kept, *([edit.name] if edit.action == "add" else [])))
        else:
            held = [item for item in getattr(role, edit.part) if item.code != edit.name]
            new = [Item(edit.name)] if edit.action == "add" else []
            role = replace(role, **{edit.part: (*held, *new)})
    return role


@pytest.mark.parametrize("kind", ["csm", "dc", "renewal-specialist"])
def test_the_changes_make_the_title_true_and_none_can_be_left_out(kind: str) -> None:
    edits = edits_to_earn(renamed(), kind)
    families = {other: role.family for other, role in reference.roles().items()}
    rivals = [other for other in families if families[other] != families[kind]]

    def ahead(role: RoleText) -> bool:
        found = {item.kind: item.similarity for item in nearest_roles(role)}
        return found[kind] >= max(found[other] for other in rivals) + 0.02

    assert edits
    assert ahead(applied(renamed(), edits))
    for left_out in edits:
        assert not ahead(applied(renamed(), tuple(e for e in edits if e is not left_out)))


def test_a_true_title_needs_no_change() -> None:
    assert edits_to_earn(ROLES["csm"], "csm") == ()


def test_parts_that_are_unsaid_are_not_asked_for() -> None:
    duties_only = RoleText("CSM", responsibilities=ROLES["am"].responsibilities)
    edits = edits_to_earn(duties_only, "csm")

    assert edits
    assert {edit.part for edit in edits} == {"responsibilities"}


def test_a_role_that_states_nothing_cannot_earn_a_title() -> None:
    assert edits_to_earn(RoleText("CSM"), "csm") is None
