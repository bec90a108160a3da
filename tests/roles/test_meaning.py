"""Roles in other words and in another language are found without a model."""

from __future__ import annotations

import pytest

from csdesign.roles import compare
from csdesign.roles.verdict.succession import find_successions

from .samples import seven, written


@pytest.mark.parametrize(("first", "second"), [("en", "para"), ("en", "ru"), ("para", "ru")])
def test_the_seven_roles_pair_up_one_to_one(first: str, second: str) -> None:
    found = find_successions(seven(first), seven(second))

    assert [(item.kind, item.before, item.after) for item in found] == [
        ("renamed", (i,), (i,)) for i in range(7)
    ]


@pytest.mark.parametrize("version", ["para", "ru"])
def test_each_is_flagged_or_up_for_review_and_no_other_pair_is(version: str) -> None:
    told = {
        (i, j)
        for i, a in enumerate(seven("en"))
        for j, b in enumerate(seven(version))
        if (result := compare(a, b)).review or result.verdict in {"unchanged", "barely-changed"}
    }

    assert told == {(i, i) for i in range(7)}


def test_a_verdict_across_languages_says_so() -> None:
    result = compare(seven("en")[5], seven("ru")[5])

    assert result.across_languages
    assert result.review
    assert "two languages" in result.reason


def test_other_words_are_never_more_than_a_case_for_review() -> None:
    result = compare(seven("en")[5], seven("para")[5])

    assert (result.verdict, result.review) == ("changed", True)
    assert result.tier == "perhaps-reworded"


def test_outside_the_field_two_languages_cannot_be_compared() -> None:
    english = written("Welder", "Welds steel beams on bridges.", "Paints the beams afterwards.")
    russian = written("Сварщик", "Сваривает стальные балки мостов.", "Затем красит эти балки.")

    assert compare(english, russian).verdict is None


def test_russian_texts_are_compared_by_their_own_words() -> None:
    """Other word forms and another order change nothing."""
    before = written(
        "КАМ",
        "Ведёт переговоры о цене расширений с клиентами.",
        "Продаёт дополнительные лицензии действующим клиентам.",
        "Готовит план развития каждого клиента.",
    )
    after = written(
        "Менеджер успеха",
        "Готовит планы развития для каждого из клиентов.",
        "Переговоры с клиентом о ценах расширения.",
        "Продажа дополнительных лицензий действующим клиентам.",
    )
    result = compare(before, after)

    assert result.verdict in {"unchanged", "barely-changed"}
    assert {match.kind for match in result.matches} == {"lexical"}


def test_lines_in_two_languages_are_quoted_side_by_side() -> None:
    result = compare(seven("en")[3], seven("ru")[3])
    pairs = {(match.a.index, match.b.index) for match in result.matches}

    assert result.channels == ("code",)
    assert len(pairs & {(i, i) for i in range(7)}) >= 5


def test_lines_in_other_words_are_offered_with_the_ideas_they_share() -> None:
    result = compare(seven("en")[6], seven("para")[6])
    pairs = {(match.a.index, match.b.index): match.words for match in result.in_other_words}

    assert len(pairs.keys() & {(i, i) for i in range(7)}) >= 4
    assert all(pairs.values())


def test_nothing_is_offered_where_the_roles_differ() -> None:
    assert compare(seven("en")[6], seven("para")[2]).in_other_words == ()
