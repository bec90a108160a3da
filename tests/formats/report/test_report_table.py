"""Numbers of a table as people read them."""

from __future__ import annotations

import pytest

from csdesign.views.section import cell_text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (-2274.0, "-2,274"),
        (-220_000.0, "-220,000"),
        (999.7, "+1,000"),
        (0.1994, "+0.199"),
        (-2.3, "-2.3"),
        (30.0, "+30"),
        (1e-12, "0"),
    ],
)
def test_a_change_has_its_sign_and_no_exponent(change: float, words: str) -> None:
    assert cell_text(change, "signed") == words
