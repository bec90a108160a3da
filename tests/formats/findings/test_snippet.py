"""The caret stands under what the finding speaks of, whatever the line holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from csdesign.finding import Span
from csdesign.formats.findings import snippet
from csdesign.formats.findings.snippet import WIDEST, Snippet, draw

BEFORE = [
    "    title: ",
    "漢字 ",
    "Корпоративный",
    "🚀 ",
    "👩\u200d👩\u200d👧 ",
    "ка\u0301пля",
    "é",
    "☺\ufe0f",
]


def on_line(column: int, end_column: int, *, lines: int = 1) -> Span:
    return Span("design.yaml", 3, column, 2 + lines, end_column)


@pytest.mark.parametrize(
    ("line", "column", "end_column", "text", "carets"),
    [
        ("level: high", 8, 12, "level: high", "       ^^^^"),
        ("level: high  ", 1, 6, "level: high", "^^^^^"),
        ("level: high", 12, 12, "level: high", "           ^"),
        ("level: high", 99, 120, "level: high", "           ^"),
        ("level: high", 5, 2, "level: high", "    ^"),
        ("level: high", 0, 2, "level: high", "^"),
        ("\ta: b", 2, 3, "    a: b", "    ^"),
        ("ab\tc", 4, 5, "ab  c", "    ^"),
        ("ab\tc", 3, 4, "ab  c", "  ^^"),
        ("漢字: x", 5, 6, "漢字: x", "      ^"),
        ("漢字: x", 1, 3, "漢字: x", "^^^^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("e\u0301: x", 2, 3, "e\u0301: x", " ^"),
        ("👩\u200d👧: x", 6, 7, "👩\u200d👧: x", "    ^"),
        ("a\x1b[31mb", 7, 8, "a\\x1b[31mb", "         ^"),
        ("a\u202eb", 3, 4, "a\\u202eb", "       ^"),
        ("a ##[error]b", 12, 13, "a ## [error]b", "            ^"),
        ("[##]", 4, 5, "[##]", "   ^"),
        ("x[y", 2, 3, "x[y", " ^"),
    ],
)
def test_carets_are_under_the_marked_text(
    line: str, column: int, end_column: int, text: str, carets: str
) -> None:
    assert draw(line, on_line(column, end_column)) == Snippet(text, carets)


def test_only_the_part_around_the_caret_of_an_endless_line_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A generated file may be one line of megabytes with fifty findings in it."""
    read: list[str] = []

    def counted(text: str) -> str:
        read.append(text)
        return text

    monkeypatch.setattr(snippet, "visible", counted)
    line = "a" * 300_000 + "MARK" + "b" * 300_000

    drawn = draw(line, on_line(300_001, 300_005))

    assert drawn.text[drawn.carets.index("^") :].startswith("MARKb")
    assert drawn.carets.count("^") == 4
    assert (drawn.text[0], drawn.text[-1]) == ("…", "…")
    assert len(read) < 5_000


@given(before=st.integers(0, 6_000), after=st.integers(0, 6_000))
def test_what_lies_far_from_the_caret_changes_nothing_that_is_shown(
    before: int, after: int
) -> None:
    """Beyond a screen on both sides, a longer line is drawn as a shorter one is."""
    column = 2_500 + before
    long = draw("x" * column + "MARK" + "y" * (2_500 + after), on_line(column + 1, column + 5))
    short = draw("x" * 500 + "MARK" + "y" * 500, on_line(501, 505))
    assert long == short


def test_place_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert draw("note: |", on_line(7, 3, lines=2)) == Snippet("note: |", "      ^")
    assert draw("a: {b: c,", on_line(4, 2, lines=3)).carets == "   ^^^^^^"


@given(before=st.lists(st.sampled_from(BEFORE)), after=st.sampled_from(["", " # 漢字", "é"]))
def test_carets_are_as_far_right_as_rich_would_draw_the_text_before_them(
    before: list[str], after: str
) -> None:
    start = "".join(before)
    line = f"{start}role{after}"
    column = len(start) + 1
    if cell_len(line) <= WIDEST:
        carets = draw(line, on_line(column, column + 4)).carets
        assert carets == " " * cell_len(start) + "^^^^"


def test_line_of_the_greatest_width_is_shown_whole() -> None:
    line = "x" * WIDEST
    assert draw(line, on_line(WIDEST, WIDEST + 1)) == Snippet(line, " " * (WIDEST - 1) + "^")


def test_caret_at_the_right_edge_of_the_window_needs_no_cut_before_it() -> None:
    line = "    " + "a" * 95 + "b" + "c" * 50
    assert draw(line, on_line(100, 101)) == Snippet(line[:100] + "…", " " * 99 + "^")
    assert draw(line, on_line(101, 102)) == Snippet("…" + line[76:151], " " * 25 + "^")


def test_long_line_is_cut_behind_its_caret() -> None:
    snippet = draw("abc" + "x" * 200, on_line(1, 4))
    assert snippet == Snippet("abc" + "x" * 97 + "…", "^^^")


def test_long_line_is_cut_before_and_behind_its_caret() -> None:
    snippet = draw("a" * 150 + "bcd" + "e" * 150, on_line(151, 154))
    assert snippet == Snippet("…" + "a" * 24 + "bcd" + "e" * 73 + "…", " " * 25 + "^^^")


def test_long_line_with_its_caret_at_the_end_has_no_ellipsis_there() -> None:
    snippet = draw("a" * 150 + "bcd", on_line(151, 154))
    assert snippet == Snippet("…" + "a" * 24 + "bcd", " " * 25 + "^^^")


def test_marked_text_that_is_longer_than_the_window_is_marked_as_far_as_it_is_shown() -> None:
    snippet = draw("k: " + "v" * 300, on_line(4, 304))
    assert snippet == Snippet("…k: " + "v" * 97 + "…", "    " + "^" * 97) or snippet == Snippet(
        "k: " + "v" * 97 + "…", "   " + "^" * 97
    )


def test_cut_never_parts_a_mark_from_its_letter() -> None:
    """A mark at the edge would be drawn on the ellipsis."""
    snippet = draw("e\u0301" * 150 + "x", on_line(301, 302))
    assert snippet == Snippet("…" + "e\u0301" * 24 + "x", " " * 25 + "^")


@given(
    line=st.text(st.sampled_from("ab 漢\t\u0301🚀\u200d\x1b"), min_size=80, max_size=300),
    column=st.integers(1, 310),
    length=st.integers(0, 50),
)
def test_long_lines_keep_their_carets_within_the_window(
    line: str, column: int, length: int
) -> None:
    snippet = draw(line, on_line(column, column + length))
    assert set(snippet.carets.lstrip(" ")) == {"^"}
    assert len(snippet.carets) <= WIDEST + 2
    assert cell_len(snippet.text) <= WIDEST + 12
