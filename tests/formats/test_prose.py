"""Pages in a terminal: paragraphs and lists wrap by words, code and tables stay as they stand."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.formats.prose import prose

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PAGE = """\
# A heading that is longer than the width

A paragraph of several words that needs
another line.

- one item that is too long
  for its line
- two

1. first of all

```sh
csdesign plan design.yaml --accounts customers.csv   # stays
```

    indented code stays as it stands

| a | table of any width |
"""

WRAPPED = """\
# A heading that is longer than the width

A paragraph of
several words that
needs another line.

- one item that is
  too long for its
  line
- two

1. first of all

```sh
csdesign plan design.yaml --accounts customers.csv   # stays
```

    indented code stays as it stands

| a | table of any width |
"""


def test_a_page_wraps_by_words() -> None:
    """Hanging indents of lists stay under their text."""
    assert prose(PAGE, 20) == WRAPPED
    assert prose(WRAPPED, 1000) == prose(PAGE, 1000)


@given(st.text(alphabet=" ab-\n`#|1.", max_size=80), st.integers(10, 40))
def test_no_word_is_lost_or_broken(text: str, width: int) -> None:
    """Whatever is written, only the ends of lines move."""
    assert prose(text, width).split() == text.split()


PAGES = sorted(files("csdesign").joinpath("pages").iterdir(), key=lambda page: page.name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_keep_their_code_and_tables(page: Traversable) -> None:
    """What a reader copies is what was written."""
    text = page.read_text(encoding="utf-8")
    parts = text.split("```")[1::2]

    assert prose(text, 60).split("```")[1::2] == parts
