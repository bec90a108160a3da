"""Repeated ids, impossible working time, and what-ifs whose errors stand at their option."""

from __future__ import annotations

import pytest

from csdesign.errors import UsageError
from csdesign.rules.catalogue import ALL_RULES
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from designs import design_of, findings_of

CALL = "{id: t, stage: adopt, channel: human-1to1, per_year: 4"
DESIGN = f"""
segments: [{{id: ent, accounts: 100, interactions: [{CALL}, role: csm}}]}}]
roles: [{{id: csm, owns: [adopt]}}, {{id: am, owns: renew}}]
positions: [{{roles: [csm]}}, {{roles: am}}, {{roles: [csm]}}]
"""


def messages(text: str) -> list[str]:
    """Return the messages on a design that does not load."""
    data = text.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])
    assert loaded.design is None
    return [f"{f.code} {f.message}" for f in loaded.findings]


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("role: csm", "role: [csm, csm]", "interaction 't' of segment 'ent': role, item 2"),
        ("role: csm", "role: {any: [csm, am, am]}", "role.any, item 3"),
        ("owns: [adopt]", "owns: [adopt, adopt]", "role 'csm': owns, item 2"),
        ("owns: [adopt]", "segments: [ent, ent]", "role 'csm': segments, item 2"),
        ("owns: renew", "supports: [renew, renew]", "role 'am': supports, item 2"),
        ("owns: renew", "decision_rights: [x, x]", "role 'am': decision_rights, item 2"),
        ("owns: renew", "talent: {skills: [data, data]}", "talent.skills, item 2"),
        ("roles: am", "roles: [am, csm, am]", "positions, item 2, roles, item 3"),
        ("roles: am", "roles: am, languages: [de, de]", "languages, item 2"),
        ("id: ent", "id: ent, not_applicable: [land, land]", "not_applicable, item 2"),
    ],
)
def test_a_list_of_ids_holds_each_once(before: str, after: str, where: str) -> None:
    """A role named twice would work twice; the second one is where the error stands."""
    (message,) = messages(DESIGN.replace(before, after, 1))

    assert message.startswith("SCH109 ")
    assert f"{where}" in message
    assert message.endswith("it is in this list already; name it once")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("roles: am", "roles: am, fte: 50", "fte is 50; give one person's part of a full week"),
        ("roles: am", "roles: am, fte: 1.21", "count says how many there are"),
        ("id: am", "id: am, params: {hours_per_week: 81}", "hours of one week, such as 40"),
    ],
)
def test_a_post_is_one_person_and_a_week_has_its_hours(before: str, after: str, words: str) -> None:
    """More than a person can work is a mistake, and the message says what was meant."""
    (message,) = messages(DESIGN.replace(before, after, 1))

    assert words in message


@pytest.mark.parametrize("fte", ["0", "1", "1.2"])
def test_a_post_of_up_to_one_and_a_fifth_is_taken(fte: str) -> None:
    """A post may be vacant, part-time, or a little more than full-time."""
    design = design_of(DESIGN.replace("roles: am", f"roles: am, fte: {fte}", 1))

    assert (design.posts or ())[1].fte == float(fte)


@pytest.mark.parametrize(
    ("minutes", "effort", "found"),
    [(60, "1", False), (50, "0.83", False), (61.3, "1", True), (600, "1", True), (90, "0", True)],
)
def test_minutes_fit_into_the_effort_they_are_part_of(
    minutes: float, effort: str, found: bool
) -> None:
    """AX007: what is rounded down by a minute is not found."""
    text = DESIGN.replace(CALL, f"{CALL}, minutes: {minutes}, effort_hours: {effort}", 1)

    assert any(f.code == "AX007" for f in findings_of(text, ALL_RULES)) is found


@pytest.mark.parametrize(
    ("override", "post", "field", "value"),
    [
        ("positions.csm.count=5", 0, "count", 5),
        ("positions.am.fte=0.5", 1, "fte", 0.5),
        ("positions.csm-2.count=3", 2, "count", 3),
    ],
)
def test_a_post_is_set_by_the_id_the_program_gives_it(
    override: str, post: int, field: str, value: float
) -> None:
    """Posts without an id are called by their roles, in findings and in what-ifs."""
    posts = design_of(DESIGN, override).posts or ()

    assert getattr(posts[post], field) == value


def test_a_post_without_an_id_is_set_by_its_roles() -> None:
    """`positions: {roles: csm}` needs no list."""
    text = "roles: [{id: csm}]\nsegments: [{id: a}]\npositions: {roles: csm}\n"

    assert (design_of(text, "positions.csm.count=4").posts or ())[0].count == 4


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("segments.ent.acounts=60", "segment 'ent': unknown key 'acounts'; did you mean"),
        ("segments.ent.accounts=abc", "segment 'ent': accounts is 'abc'"),
        ("roles.csm.segments=x", "there is no segment 'x'"),
        ("positions.am.fte=9", "fte is 9; give one person's part"),
    ],
)
def test_a_what_if_that_does_not_fit_is_reported_at_its_option(override: str, words: str) -> None:
    """And not at a line of the file, where it does not stand."""
    with pytest.raises(UsageError) as refused:
        design_of(DESIGN, "segments.ent.new_accounts=5", override)

    assert str(refused.value).startswith(f"--set {override}: ")
    assert words in str(refused.value)


def test_what_is_wrong_in_the_file_stays_there_next_to_a_what_if() -> None:
    """A design that does not load without the option is reported at its own lines."""
    data = DESIGN.replace("owns: renew", "owns: renw", 1).encode()
    loaded = load_sources(
        [SourceFile("d.yaml", data, 0, len(data), linked=False)], ["segments.ent.accounts=5"]
    )

    assert loaded.design is None
    assert loaded.findings[0].span is not None
