from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.roles.text.titles import Masks, same_but_for_market, same_ladder
from csdesign.roles.text.words import (
    fold_homoglyphs,
    language_of,
    mixes_scripts,
    raw_words,
    stem,
    words_of,
)


def test_word_forms_share_their_stem_in_both_languages() -> None:
    assert len({stem(word) for word in ("renew", "renews", "renewed", "renewing")}) == 1
    assert len({stem(word) for word in ("продления", "продлению", "продлением")}) == 1
    assert stem("customer's") == stem("customers") == stem("customer")


def test_yo_and_ye_are_one_letter() -> None:
    assert words_of("Отчёт") == words_of("Отчет")


@pytest.mark.parametrize(
    ("word", "read"),
    [("Mаnager", "Manager"), ("мeнеджер", "менеджер"), ("CRM", "CRM"), ("продажa", "продажа")],
)
def test_letters_that_only_look_alike_are_read_as_one_script(word: str, read: str) -> None:
    assert fold_homoglyphs(word) == read
    assert mixes_scripts(word) == (word != read)


def test_a_text_in_two_languages_mixes_nothing() -> None:
    assert not mixes_scripts("Customer Success менеджер")


def test_invisible_characters_do_not_split_or_hide_words() -> None:
    assert raw_words("Cust\u200bomer\u00ad") == ["Customer"]


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for word in words_of(text):
        assert stem(word) is not None
    assert language_of(text) in {"en", "ru"}


def cut(title: str, text: str) -> list[str]:
    return [stem_ for _, stem_ in Masks([title]).cut(raw_words(text))]


def test_a_title_its_plural_and_its_initials_are_cut_out() -> None:
    kept = [stem("help"), stem("users")]

    assert cut("Customer Success Manager", "Customer success managers help users") == kept
    assert cut("Customer Success Manager", "CSMs help users") == kept
    assert cut("Senior Customer Success Manager", "customer success manager help users") == kept


def test_an_inflected_russian_title_is_cut_out() -> None:
    text = "Поддерживает менеджера по успеху клиентов"

    assert cut("Менеджер по успеху клиентов", text) == [stem("поддерживает")]


def test_an_ordinary_word_that_is_a_title_stays() -> None:
    assert cut("Support", "Support users") == [stem("support"), stem("users")]


def test_small_words_that_spell_initials_stay() -> None:
    """`am` is a word of English; only capitals are the account manager."""
    assert cut("Account Manager", "I am here") == [stem("i"), stem("am"), stem("here")]


def test_grades_of_one_title_form_a_ladder() -> None:
    assert same_ladder("Customer Success Manager", "Senior Customer Success Manager")
    assert same_ladder("Support Engineer II", "Support Engineer III")
    assert same_ladder("Аналитик", "Ведущий аналитик")
    assert not same_ladder("Account Manager", "Customer Success Manager")
    assert not same_ladder("Account Manager", "account  manager")


def test_titles_may_differ_in_the_market_alone() -> None:
    assert same_but_for_market("Strategic Account Executive", "Mid-Market Account Executive")
    assert not same_but_for_market("Account Executive", "Account Manager")
    assert same_but_for_market("Account Executive", "Strategic Account Executive")
