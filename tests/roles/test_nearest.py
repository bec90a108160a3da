from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign import reference
from csdesign.roles import Item, RoleFile, RoleText
from csdesign.roles.families import family_standing
from csdesign.roles.reference_jobs import Edit, edits_to_earn

from .postings import organisations
from .samples import seven

ROLES = {kind: RoleText.from_reference(role) for kind, role in reference.roles().items()}
FOREIGN = (
    "Reviews pull requests of the billing service",
    "Designs database schemas and writes migrations",
    "Fixes failing builds and slow queries",
    "Runs load tests before each release",
)
CLASSIC = ["sdr", "ae", "support", "am", "dc", "csm", "renewal-specialist"]


def lines(role: RoleText) -> list[str]:
    return [item.text or "" for item in role.responsibilities or ()]


@pytest.mark.parametrize(("version", "least"), [("en", 7), ("ru", 7), ("para", 6)])
def test_sentences_in_either_language_find_their_family(version: str, least: int) -> None:
    """Other words make some of the seven ambiguous: those are not named, never named wrongly."""
    families = [reference.roles()[kind].family for kind in CLASSIC]
    named = [family_standing(lines(role)).named for role in seven(version)]
    pairs = list(zip(named, families, strict=True))

    assert sum(found == family for found, family in pairs) >= least
    assert all(found in {family, None} for found, family in pairs)


@pytest.mark.parametrize("duties", [FOREIGN, ("Zibble qwarks", "Plonk frum", "Xyzzy")])
def test_work_outside_the_field_belongs_to_no_family(duties: tuple[str, ...]) -> None:
    assert family_standing(duties).named is None


SUPPORT = (
    "Answers tickets of users and keeps response times",
    "Reproduces bugs and escalates them to engineers",
    "Writes articles for the help centre",
)


def test_a_name_never_rests_on_one_line() -> None:
    """Beside work of another trade one telling line is not enough, and alone it is not either."""
    assert family_standing(SUPPORT).named == "support"
    assert family_standing(SUPPORT[:1]).named is None
    assert family_standing((*SUPPORT[:1], *FOREIGN)).named is None


def test_whole_postings_of_other_trades_are_not_named() -> None:
    others = ("front", "back", "researcher", "deliverer", "primary", "tester", "claims", "home")
    roles = {name: where.duties[name] for where in organisations() for name in where.duties}

    assert [family_standing(roles[name]).named for name in others] == [None] * len(others)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("desk", "support"),
        ("renewals", "renewal"),
        ("seller", "ae"),
        ("analyst", "cs-ops"),
        ("soprovozhdenie", "csm"),
    ],
)
def test_whole_postings_of_the_field_are_named_in_either_language(name: str, family: str) -> None:
    roles = {name: where.duties[name] for where in organisations() for name in where.duties}

    assert family_standing(roles[name]).named == family


def test_nothing_is_named_without_words() -> None:
    assert family_standing([]).named is None
    assert all(share == 0.0 for share in family_standing([]).shares.values())


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
        file = RoleFile([role, *ROLES.values()])
        found = {other: file.similarity(0, number) for number, other in enumerate(ROLES, 1)}
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
