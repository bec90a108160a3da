from __future__ import annotations

from dataclasses import replace

from csdesign.roles.verdict.succession import find_successions

from .samples import ACCOUNT_MANAGER, coded, seven, written

TECHNICIAN = written(
    "Technician",
    "Repairs broken printers in the branch offices.",
    "Orders toner, paper and spare parts.",
    "Installs the operating system on new laptops.",
    "Keeps the inventory of devices.",
)
SELLER = written("Account Manager", *ACCOUNT_MANAGER)


def kinds(before: list, after: list) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    return [(item.kind, item.before, item.after) for item in find_successions(before, after)]


def test_nothing_changed_means_everything_is_kept() -> None:
    roles = seven("en")

    assert kinds(roles, list(reversed(roles))) == [("kept", (i,), (6 - i,)) for i in range(7)]


def test_a_new_title_over_the_old_duties_is_a_rename() -> None:
    after = [TECHNICIAN, replace(SELLER, title="Customer Success Manager")]
    found = find_successions([SELLER, TECHNICIAN], after)

    assert [(i.kind, i.before, i.after) for i in found] == [
        ("renamed", (0,), (1,)),
        ("kept", (1,), (0,)),
    ]
    assert found[0].comparison is not None
    assert found[0].comparison.verdict == "unchanged"


def test_swapped_titles_do_not_mislead() -> None:
    after = [replace(SELLER, title="Technician"), replace(TECHNICIAN, title="Account Manager")]

    assert kinds([SELLER, TECHNICIAN], after) == [("renamed", (0,), (0,)), ("renamed", (1,), (1,))]


def test_a_title_that_stayed_over_another_job_is_kept_with_its_verdict() -> None:
    found = find_successions([SELLER], [replace(TECHNICIAN, title="Account Manager")])

    assert [item.kind for item in found] == ["kept"]
    assert found[0].comparison is not None
    assert found[0].comparison.verdict == "distinct"


def test_roles_come_and_go() -> None:
    assert kinds([SELLER], [TECHNICIAN]) == [("gone", (0,), ()), ("new", (), (0,))]
    assert kinds([], [SELLER]) == [("new", (), (0,))]
    assert kinds([], []) == []


def test_a_role_cut_in_two_is_a_split_and_put_together_a_merger() -> None:
    whole = written(
        "Seller", *ACCOUNT_MANAGER, *(i.text or "" for i in TECHNICIAN.responsibilities or ())
    )
    parts = [SELLER, TECHNICIAN]

    assert ("split", (0,), (0, 1)) in kinds([whole], parts)
    assert ("merged", (0, 1), (0,)) in kinds(parts, [whole])


def test_coded_roles_are_followed_by_their_codes() -> None:
    before = [coded("A", "sell-seats", "sell-upgrade", "spot-expansion")]
    after = [
        coded("B", "answer-tickets", "solve-technical-case"),
        coded("C", "sell-seats", "sell-upgrade", "spot-expansion", "monitor-health"),
    ]

    assert kinds(before, after) == [("renamed", (0,), (1,)), ("new", (), (0,))]
