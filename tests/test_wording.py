"""Text for people: nothing that a screen obeys, near misses named, lists spoken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.wording import (
    closest,
    did_you_mean,
    german_in_ascii,
    listed,
    part_words,
    plural_title,
    visible,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Zürich 🎉 Менеджер", "plain Zürich 🎉 Менеджер"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x1b]8;;http://x\x07", "\\x1b]8;;http://x\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("\x00\x7f\x85", "\\x00\\x7f\\x85"),
        ("\u202eevil\u2066", "\\u202eevil\\u2066"),
        ("a\u2028b\u2029", "a\\u2028b\\u2029"),
        ("\ufeffa\u200bb", "\\ufeffa\\u200bb"),
        ("\udc80", "\\udc80"),
        ("\U000e0041", "\\U000e0041"),
        ("\ufffe", "\\ufffe"),
    ],
)
def test_what_a_screen_obeys_or_hides_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(alphabet=st.characters(codec=None)), st.integers(0, 50))
def test_visible_text_is_short_and_holds_no_control_format_or_surrogate(
    text: str, limit: int
) -> None:
    shown = visible(text, limit)
    assert len(shown) <= max(limit, 1)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [c for c in shown if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO")]


@given(st.text())
def test_showing_twice_is_showing_once(text: str) -> None:
    once = visible(text, 10_000)
    assert visible(once, 10_000) == once


def test_a_cut_text_ends_with_an_ellipsis_within_its_limit() -> None:
    assert visible("x" * 201) == "x" * 199 + "…"
    assert visible("x" * 200) == "x" * 200


@pytest.mark.parametrize(
    ("word", "options", "near"),
    [
        ("acounts", ["id", "accounts", "new_accounts"], "accounts"),
        ("new-accounts", ["accounts", "new_accounts"], "new_accounts"),
        ("ACCOUNTS", ["accounts"], "accounts"),
        ("adpot", ["adopt", "renew"], "adopt"),
        ("renewals", ["adopt", "renew"], "renew"),
        ("onbording", ["onboard", "adopt"], "onboard"),
        ("desing.yaml", ["design.yaml", "readme.md"], "design.yaml"),
        ("wrik", ["wrike-ru", "wrike"], "wrike"),
        ("zebra", ["adopt", "renew"], None),
        ("xy", ["ab"], None),
        ("a", ["b"], None),
        ("", ["a"], None),
        ("x" * 65, ["x" * 65], None),
        ("роль", ["роли", "сегмент"], "роли"),
    ],
)
def test_the_nearest_option_is_the_one_a_typo_away(
    word: str, options: list[str], near: str | None
) -> None:
    assert closest(word, options) == near


@given(st.text(alphabet="abcde_", min_size=4, max_size=20), st.data())
def test_one_dropped_letter_in_a_word_of_four_or_more_is_found(
    word: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert closest(word[:at] + word[at + 1 :], ["zzzzzzzzzz", word]) == word


def test_a_hint_is_a_question_or_nothing() -> None:
    assert did_you_mean("acounts", ["accounts"]) == "; did you mean 'accounts'?"
    assert did_you_mean("zebra", ["accounts"]) == ""
    assert did_you_mean("abcd\x1b", ["abcd\x1b["]) == "; did you mean 'abcd\\x1b['?"


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_lists_are_spoken(items: list[str], text: str) -> None:
    assert listed(items) == text
    assert listed(items, "and") == text.replace(" or ", " and ")


@pytest.mark.parametrize(
    ("title", "several"),
    [
        ("Account Manager", "Account Managers"),
        ("Head of Customer Success", "Heads of Customer Success"),
        ("TAM", "TAMs"),
        ("Deputy", "Deputies"),
        ("Customer Success", "Customer Success"),
        ("Kundenbetreuer", "Kundenbetreuer"),
        ("Менеджер", "Менеджер"),
        ("csm", "csm"),
    ],
)
def test_a_job_title_after_a_count(title: str, several: str) -> None:
    """English titles take an s; what is not surely one stays as it is."""
    assert plural_title(title, 2) == several
    assert plural_title(title, 1) == title


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Geschäftsführer", "geschaeftsfuehrer"),
        ("Berater für Großkunden", "berater fuer grosskunden"),
        ("Kundenbetreuer Österreich", "kundenbetreuer oesterreich"),
        ("Asiakaspäällikkö", "Asiakaspäällikkö"),
        ("Müşteri Temsilcisi", "Müşteri Temsilcisi"),
        ("Müdür", "Müdür"),
        ("Kundansvarig Säljare", "Kundansvarig Säljare"),
        ("Ügyfélkapcsolati vezető", "Ügyfélkapcsolati vezető"),
        ("Account Manager", "Account Manager"),
    ],
)
def test_only_german_spells_its_umlauts_in_ascii(text: str, spelled: str) -> None:
    assert german_in_ascii(text) == spelled


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("roles[csm]", "role 'csm'"),
        ("roles[csm].formerly", "role 'csm', formerly"),
        ("experiences[ax].interactions[qbr]", "interaction 'qbr' of experience 'ax'"),
        ("policies[p]", "policy 'p'"),
        ("engagement_rules[who]", "engagement rule 'who'"),
        ("ownership.smb.renew", "ownership.smb.renew"),
    ],
)
def test_a_part_is_named_by_what_it_is_and_its_id(part: str, words: str) -> None:
    assert part_words(part) == words


@pytest.mark.parametrize(
    ("word", "options"),
    [
        ("csm-3", ["csm-1", "csm-2"]),
        ("human-", ["human-1to1", "human-pooled"]),
        ("respons", ["response_hours", "responsibilities"]),
    ],
)
def test_of_two_options_that_are_equally_near_none_is_chosen_and_both_are_named(
    word: str, options: list[str]
) -> None:
    assert closest(word, options) is None
    assert did_you_mean(word, options).count("'") == 4
    assert closest(word, options[:1]) == options[0]
    assert closest(word, [options[1], options[1]]) == options[1]
