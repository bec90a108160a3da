from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csdesign.role_import.blocks import placed
from csdesign.role_import.sentences import split_sentences
from csdesign.role_import.subject import Subject


def sentences(*lines: str) -> list[tuple[str, int]]:
    content = placed(list(enumerate(lines, 1)))
    return list(split_sentences(content, Subject(()))) if content else []


def test_each_sentence_has_the_line_it_begins_on() -> None:
    assert sentences("Runs reviews. Builds", "plans with sponsors. Owns", "the forecast.") == [
        ("Runs reviews.", 1),
        ("Builds plans with sponsors.", 1),
        ("Owns the forecast.", 2),
    ]


def test_abbreviations_and_brackets_end_no_sentence() -> None:
    text = "Uses tools, e.g. Gainsight, at Acme Inc. Berlin (Sales. Support. Product) every day."
    assert [s for s, _ in sentences(text)] == [text]
    assert [s for s, _ in sentences("Сверка актов, т. д. И прочее.")] == [
        "Сверка актов, т. д. И прочее."
    ]


def test_a_sentence_that_points_back_stays_with_the_one_before() -> None:
    assert len(sentences("Leads reviews. This means four a year. This role also plans them.")) == 2


def test_the_mark_of_a_list_is_not_part_of_its_point() -> None:
    assert sentences("Ведение портфеля;") == [("Ведение портфеля", 1)]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_word_is_lost_or_invented(lines: list[str]) -> None:
    """Whatever the text: the sentences are its own characters, in its order."""
    content = placed(list(enumerate(lines, 1)))
    whole = content.text if content else ""
    at = 0
    for sentence, line in sentences(*lines):
        at = whole.index(sentence, at) + len(sentence)
        assert 1 <= line <= len(lines)
    letters = "".join(c for c in whole if c.isalnum())
    found = "".join(c for s, _ in sentences(*lines) for c in s if c.isalnum())
    assert found == letters
