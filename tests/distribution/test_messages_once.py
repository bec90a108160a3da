"""A message is quoted in one place of the tests: who rewords it has one place to look at.

Golden runs, tables of cases and the hostile designs rewrite themselves with `--update-golden`. A
test that is about something else asserts a code, a place, a figure or a few words.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
LONG = 6
"""Words from which on a part of a sentence is a quotation; fewer tell one error from another."""


def literals(path: Path) -> Iterator[str]:
    """Yield the texts of a module but for its docstrings, blanks made single."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield " ".join(node.value.split())


def sentences(text: str) -> Iterator[str]:
    """Yield the long sentences and parts of sentences of a message."""
    for part in re.split(r"(?<=[.;:])\s", text):
        words = part.strip(" .;:,")
        if len(words.split()) >= LONG:
            yield words


def quoted_twice(
    messages: set[str], tests: dict[str, str], tables: dict[str, str]
) -> list[tuple[str, str]]:
    """Return each sentence with the tests and the table that quote it, where that is too many."""
    found = []
    every_test = "\n".join(tests.values())
    for message in sorted(message for message in messages if message in every_test):
        by_hand = [name for name, text in tests.items() if message in text]
        table = next((name for name, text in tables.items() if message in text), None)
        if len(by_hand) > 1 or table:
            found.append((message, ", ".join(filter(None, [*by_hand, table]))))
    return found


def test_no_message_is_quoted_by_two_tests_or_by_a_test_and_a_table() -> None:
    messages = {
        sentence
        for path in (ROOT / "src/csdesign").rglob("*.py")
        for text in literals(path)
        for sentence in sentences(text)
    }
    hostile = {path: "\n".join(literals(path)) for path in TESTS.glob("hostile/hostile_*.py")}
    tests = {
        str(path.relative_to(TESTS)): "\n".join(literals(path))
        for path in TESTS.rglob("test_*.py")
        if path.name != "test_english.py"  # it lists turns of phrase, not messages
    }
    tables = {
        str(path.relative_to(TESTS)): hostile.get(path)
        or " ".join(path.read_text(encoding="utf-8", errors="replace").split())
        for path in [*hostile, *TESTS.rglob("*.txt")]
    }

    assert len(messages) > 1000
    assert quoted_twice(messages, tests, tables) == []


def test_a_message_that_is_quoted_twice_is_found() -> None:
    message = "give a whole number of customers from 1"
    once = {"test_a.py": f"line 3: {message}", "test_b.py": "give a whole number"}

    assert quoted_twice({message}, once, {}) == []
    assert quoted_twice({message}, {**once, "test_c.py": message}, {}) != []
    assert quoted_twice({message}, once, {"expected.txt": message}) == [
        (message, "test_a.py, expected.txt")
    ]
