"""The audit of whole postings of organisations that it has never seen."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest

from csdesign.roles import RoleFile, compare
from csdesign.roles.verdict.succession import find_successions

from .postings import organisations, tier_of
from .samples import written

if TYPE_CHECKING:
    from .postings import Organisation, Other

OTHERS = [
    pytest.param(organisation, name, other, id=f"{name} in {other}")
    for organisation in organisations()
    for other in organisation.others
    for name in other.made_of
]
ROLES = [(where, name) for where in organisations() for name in where.duties]


@pytest.mark.parametrize(("where", "name", "other"), OTHERS)
def test_a_text_made_of_a_role_is_judged_as_a_reader_would(
    where: Organisation, name: str, other: Other
) -> None:
    assert tier_of(compare(where.role(name), where.text(other))) in other.tiers


def test_a_text_made_of_one_role_is_never_an_alarm_next_to_another() -> None:
    """And of these pairs, of roles on one template too, at most one in five is asked about."""
    results = [
        compare(where.role(name), where.text(other))
        for where in organisations()
        for other in where.others
        for name in where.duties.keys() - set(other.made_of)
    ]

    assert not [result for result in results if result.tier == "same-text"]
    assert sum(result.asked for result in results) <= len(results) / 5


def test_no_two_roles_of_an_organisation_are_an_alarm() -> None:
    results = [
        compare(where.role(a), where.role(b), relation="siblings")
        for where in organisations()
        for a, b in combinations(where.duties, 2)
    ]

    assert not [result for result in results if result.tier == "same-text"]
    assert sum(result.asked for result in results) <= len(results) / 5


def test_roles_of_two_organisations_are_not_asked_about() -> None:
    """Unless they are in two languages: then two alike jobs of the field may be."""
    file = RoleFile([where.role(name) for where, name in ROLES])
    for (i, (here, a)), (j, (there, b)) in combinations(enumerate(ROLES), 2):
        if here is not there and j - i <= 20:  # the organisations next to it, not all
            result = file.compare(i, j)

            assert result.tier is None or result.across_languages, (a, b)


def test_a_rename_is_an_alarm_or_a_question_whatever_the_posting_says_of_the_employer() -> None:
    """Another paragraph on the employer, a first one or none any more: the job is the same."""
    english = [where for where in organisations() if " the " in " ".join(where.common)]
    for where, other in pairwise(english):
        for name in where.duties:
            duties = where.duties[name]
            plain = written(where.titles[name], *duties)
            mine, theirs = (written("Navigator", *duties, *o.common) for o in (where, other))
            for before, after in ((mine, theirs), (plain, mine), (plain, theirs), (mine, plain)):
                assert compare(before, after).tier is not None, (name, where.name)


@pytest.mark.parametrize("where", organisations(), ids=lambda where: where.name)
def test_two_roles_made_one_are_a_merger_and_one_made_two_a_split(where: Organisation) -> None:
    mergers = [[other] for other in where.others if other.how.startswith("merged")]
    splits = [other for other in where.others if other.how.startswith("split")]
    for kind, made in (*(("merged", one) for one in mergers), ("split", splits)):
        if made:
            before = {name: where.role(name) for name in where.duties}
            gone = made[0].made_of
            after = [role for name, role in before.items() if name not in gone]
            after += [where.text(other) for other in made]
            found = [
                item for item in find_successions([*before.values()], after) if item.kind == kind
            ]

            assert len(found) == 1
            assert {[*before][place] for place in found[0].before} == set(gone)
            assert {after[place].title for place in found[0].after} == {o.title for o in made}
