"""Cells of a terminal, against rich, which prints this project's tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from csdesign.escaping.terminal import cell_widths

SCRIPTS = ("漢字カナ", "Корпоративный", "ка\u0301пля", "e\u0301", "한글", "ﾊﾟ", "Ünïcödé")
EMOJI = (
    "🚀",
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "☺\ufe0f",
    "☺",
    "🇩🇪",
    "1\ufe0f\u20e3",
    "©\ufe0f",
    "👩🏽\u200d🔧",
)


@pytest.mark.parametrize("text", [*SCRIPTS, *EMOJI])
def test_text_is_as_wide_as_rich_draws_it(text: str) -> None:
    assert sum(cell_widths(text)) == cell_len(text)


@given(parts=st.lists(st.sampled_from([*SCRIPTS, *EMOJI, " ", "-", "x"])))
def test_width_of_a_line_is_the_sum_of_its_parts(parts: list[str]) -> None:
    line = " ".join(parts)
    assert sum(cell_widths(line)) == cell_len(line)
    assert len(cell_widths(line)) == len(line)


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("", []),
        ("ab", [1, 1]),
        ("\x00a", [1, 1]),
        ("漢a", [2, 1]),
        ("é", [1]),
        ("e\u0301", [1, 0]),
        ("\u0301e", [0, 1]),
        ("👍🏽", [2, 0]),
        ("🏽", [2]),
        ("a🏽", [1, 2]),
        ("👍 🏽", [2, 1, 2]),
        ("🏻🏿", [2, 0]),
        ("👩\u200d👧", [2, 0, 0]),
        ("a\u200d👧", [1, 0, 2]),
        ("a\u200db", [1, 0, 1]),
        ("☺\ufe0f", [2, 0]),
        ("☺\u0301\ufe0f", [1, 0, 0]),
        ("\ufe0f", [0]),
        ("é\u00ad", [1, 1]),
        ("\u1100\u1160\u11ff", [2, 0, 0]),
        ("\u1200", [1]),
        ("\u115f", [2]),
        ("\uff21", [2]),
        ("\u20dd", [0]),
        ("é\ud800", [1, 0]),
        ("é\x9b", [1, 0]),
    ],
)
def test_each_code_point_has_its_cells(text: str, widths: list[int]) -> None:
    assert cell_widths(text) == widths
