"""Verdicts that the comparison must give, and verdicts that it must never give."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csdesign.roles import Item, RoleFile, RoleText, compare

from .samples import ACCOUNT_MANAGER, coded, written

if TYPE_CHECKING:
    from csdesign.reference import Level, Motion

TESTS = Path(__file__).parent.parent

REWORDED = (
    "Negotiates expansion prices with buyers.",
    "Sells upgrades and additional seats to existing customers.",
    "Looks for growth in all accounts of the portfolio.",
    "Keeps account plans and contact maps current.",
    "Reports each quarter's expected bookings.",
    "Is the first person the customer calls.",
)
OTHER = (
    "Repairs broken printers in the branch offices.",
    "Orders toner, paper and spare parts.",
    "Installs the operating system on new laptops.",
    "Keeps the inventory of devices.",
    "Explains the telephone system to new colleagues.",
)


def test_the_same_duties_under_a_new_title_are_unchanged(seller: RoleText) -> None:
    result = compare(seller, replace(seller, title="Customer Success Manager"))

    assert (result.verdict, result.review, result.vetoes) == ("unchanged", False, ())
    assert result.duties.matched_share == 1.0
    assert {match.kind for match in result.matches} == {"exact"}


def test_reworded_duties_are_aligned_one_to_one_with_the_words_that_decided(
    seller: RoleText,
) -> None:
    result = compare(seller, written("Customer Success Manager", *REWORDED))

    assert result.verdict == "unchanged"
    assert [(match.a.index, match.b.index) for match in result.matches] == [
        (i, i) for i in range(6)
    ]
    assert all(match.kind in {"lexical", "exact"} and match.words for match in result.matches)


def test_another_job_is_distinct_and_shows_what_is_missing(seller: RoleText) -> None:
    result = compare(seller, written("Account Manager", *OTHER))

    assert (result.verdict, result.review) == ("distinct", False)
    assert len(result.only_in_a) == 6
    assert len(result.only_in_b) == 5
    assert result.confidence > 0.9


def test_half_the_duties_are_not_proof(seller: RoleText) -> None:
    result = compare(seller, written("Partner", *ACCOUNT_MANAGER[:3], *OTHER[:3]))

    assert result.verdict == "changed"


def test_two_duties_written_as_one_line_are_both_found(seller: RoleText) -> None:
    merged = (f"{ACCOUNT_MANAGER[0][:-1]}; {ACCOUNT_MANAGER[4].lower()}", *ACCOUNT_MANAGER[1:4])
    result = compare(seller, written("Partner", *merged, ACCOUNT_MANAGER[5]))

    assert result.only_in_a == result.only_in_b == ()
    assert result.tier == "same-text"


def test_titles_of_the_two_roles_are_not_evidence() -> None:
    duties = [f"The Growth Wizard {verb} forms" for verb in ("files", "stamps", "posts", "burns")]
    same = [text.replace("Growth Wizard", "Paper Baron") for text in duties]
    result = compare(written("Growth Wizard", *duties), written("Paper Baron", *same))

    assert all("wizard" not in line.a.stems for line in result.matches)
    assert result.verdict == "unchanged"


def test_places_travel_with_the_lines() -> None:
    lines = [
        Item(text=text, place=("roles", 0, "responsibilities", i)) for i, text in enumerate(OTHER)
    ]
    role = RoleText("A", responsibilities=tuple(lines))

    assert [match.a.place for match in compare(role, role).matches] == [
        ("roles", 0, "responsibilities", i) for i in range(5)
    ]


def test_a_sentence_meets_the_code_it_says() -> None:
    sentences = written(
        "Account Manager",
        "Negotiates the price of expansions.",
        "Monitors account health.",
        "Runs quarterly business reviews with sponsors.",
    )
    codes = coded("X", "negotiate-expansion-price", "monitor-health", "run-business-review")
    result = compare(sentences, codes)

    assert [match.kind for match in result.matches] == ["code", "code", "code"]
    assert all(0.5 <= match.score <= 1 for match in result.matches)


def test_codes_of_the_authors_outweigh_equal_words() -> None:
    a = RoleText("A", responsibilities=(Item("manage-risk", "Looks after accounts"),))
    b = RoleText("B", responsibilities=(Item("drive-usage", "Looks after accounts"),))

    assert compare(a, b).matches == ()


def test_requirements_are_compared_apart_and_do_not_count(seller: RoleText) -> None:
    needs = tuple(
        Item(text=f"Has {n} years of experience in {what}") for n, what in enumerate("abc", 3)
    )
    before = replace(seller, requirements=needs)
    result = compare(before, replace(seller, requirements=needs[:1]))

    assert result.requirements is not None
    assert len(result.requirements.only_in_a) == 2
    assert result.verdict == "unchanged"
    assert result.similarity == 1.0


def test_what_a_side_leaves_unsaid_is_not_compared_and_lowers_the_confidence() -> None:
    whole = coded(
        "A", "sell-seats", "sell-upgrade", "spot-expansion", motions={"upsell": "own"}, kpis=(),
        decision_rights=(), stages=("expand",),
    )  # fmt: skip
    part = replace(whole, motions=None, stages=None)
    full, less = compare(whole, whole), compare(whole, part)

    assert set(less.not_compared) == {"motions", "stages", "requirements", "segments"}
    assert less.similarity == 1.0
    assert less.confidence < full.confidence


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (RoleText("A"), written("B", *OTHER), "no duties are written down for 'A'"),
        (
            written("A", *OTHER),
            written("B", "Sells."),
            "fewer than 3 duties are written down for 'B'",
        ),
        (coded("A"), coded("B"), "nothing is written down as duties of 'A'"),
    ],
)
def test_roles_without_duties_are_not_judged(a: RoleText, b: RoleText, reason: str) -> None:
    result = compare(a, b)

    assert result.verdict is None
    assert result.review
    assert result.confidence == 0.0
    assert result.reason.startswith(f"cannot judge: {reason}")


@pytest.mark.parametrize(
    ("before", "after"),
    [({"renew": "own"}, {"renew": "support"}), ({}, {"adopt": "co-own"})],
)
def test_moving_the_ownership_of_a_motion_is_never_unchanged(
    before: dict[Motion, Level], after: dict[Motion, Level], seller: RoleText
) -> None:
    result = compare(replace(seller, motions=before), replace(seller, motions=after))

    assert result.verdict == "barely-changed"
    assert [veto.kind for veto in result.vetoes] == ["ownership"]


def test_gaining_a_price_right_is_never_unchanged(seller: RoleText) -> None:
    free, bound = (
        replace(seller, decision_rights=rights) for rights in ((Item("price-renewal"),), ())
    )
    result = compare(free, bound)

    assert result.verdict == "barely-changed"
    assert "price-renewal" in result.vetoes[0].message


@pytest.mark.parametrize(
    "opening",
    [
        "Supports the owner who {}",
        "Shadows the colleague who {}",
        "Escalates to the manager who {}",
        "Gives input when another team {}",
        "Recommends how the lead {}",
    ],
)
def test_taking_part_in_the_work_is_not_doing_it(opening: str, seller: RoleText) -> None:
    beside = [opening.format(text[0].lower() + text[1:]) for text in ACCOUNT_MANAGER]
    result = compare(seller, written("Customer Success Manager", *beside))

    assert result.verdict == "changed"
    assert [veto.kind for veto in result.vetoes] == ["verbs"]


def test_russian_opening_verbs_tell_who_does_the_work() -> None:
    does = ("Проводит переговоры о продлении с клиентом.", "Готовит договор и закрывает сделку.")
    helps = tuple(f"Помогает коллегам: {text.lower()}" for text in does)
    result = compare(written("А", *does), written("Б", *helps))

    assert result.verdict != "unchanged"
    assert result.vetoes


def test_a_grade_of_the_same_ladder_is_for_a_person_to_see(seller: RoleText) -> None:
    result = compare(seller, replace(seller, title="Senior Account Manager"))

    assert (result.review, result.reason) == (True, "same text, other grade")


def test_the_same_job_for_other_customers_is_for_a_person_to_see(seller: RoleText) -> None:
    here, there = replace(seller, segments=("enterprise",)), replace(seller, segments=("smb",))
    strategic = replace(seller, title="Strategic Account Executive")
    middle = replace(seller, title="Mid-Market Account Executive")

    assert compare(here, there).reason == "same text, other segment"
    assert compare(strategic, middle).reason == "same text, other segment"


def test_mixed_scripts_in_a_title_are_reported_and_fool_nobody(seller: RoleText) -> None:
    result = compare(seller, replace(seller, title="Аccоunt Mаnagеr"))

    assert result.verdict == "unchanged"
    assert any("mixes Latin and Cyrillic" in note for note in result.notes)


def test_lines_that_the_whole_file_shares_say_little() -> None:
    """Company boilerplate is not what makes two roles one."""
    template = [
        "Lives the values of the company every day.",
        "Takes part in the yearly security training.",
        "Writes clear and kind messages to everybody.",
    ]
    own = [
        [f"{verb} {noun}" for verb in ("Buys", "Sells", "Counts")]
        for noun in (
            "ships in harbours",
            "bread at dawn",
            "shares abroad",
            "houses uptown",
            "songs online",
        )
    ]
    roles = [written(f"Role {n}", *template, *duties) for n, duties in enumerate(own)]
    alone = compare(roles[0], roles[1])
    in_file = RoleFile(roles).compare(0, 1)

    assert in_file.score < alone.score
    assert in_file.verdict in {"changed", "distinct"}


def test_a_role_in_its_own_context_is_not_counted_twice(seller: RoleText) -> None:
    twin = replace(seller, title="Customer Success Manager")
    other = written("Technician", *OTHER)

    assert compare(seller, twin, [seller, twin, other]) == compare(seller, twin, [other])


def test_the_comparison_turned_round_is_its_mirror(seller: RoleText) -> None:
    other = written("Partner", *REWORDED[:4], *OTHER[:2])
    one, two = compare(seller, other), compare(other, seller)

    assert one.score == pytest.approx(two.score)
    assert [(m.a.text, m.b.text) for m in one.matches] == sorted(
        ((m.b.text, m.a.text) for m in two.matches), key=lambda pair: ACCOUNT_MANAGER.index(pair[0])
    )


def test_the_same_roles_give_the_same_bytes_in_every_process() -> None:
    code = (
        "from roles.samples import seven\n"
        "from csdesign.roles import RoleFile\n"
        "file = RoleFile([*seven('en'), *seven('para')])\n"
        "print([repr(file.compare(i, i + 7)) for i in range(7)])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS)},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1


def test_two_thousand_duties_and_an_endless_sentence_are_compared(seller: RoleText) -> None:
    many = written(
        "A", *(f"Files form {n} of series {n % 37} for office {n % 91}" for n in range(600))
    )
    endless = written("B", *ACCOUNT_MANAGER, "word " * 20_000)

    assert compare(many, many).verdict == "unchanged"
    assert compare(seller, endless).verdict in {"unchanged", "barely-changed"}


def test_a_small_comparison_does_not_load_numpy() -> None:
    code = (
        "import sys\n"
        "from roles.samples import seven\n"
        "from csdesign.roles import RoleFile\n"
        "RoleFile(seven('en')).compare(0, 1)\n"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )  # fmt: skip

    assert done.stdout.strip() == "False"
