"""Turns of phrase over which readers stumble, in everything that people read.

Messages, help, pages and docstrings are read from the source; what they quote in backticks or
single quotes, and lists of foreign words, are left out.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/csdesign"
PROSE = [
    *(SOURCE / "pages").glob("*.md"),
    *(SOURCE / "formats/html/templates").glob("*.j2"),
    SOURCE / "rules/catalogue/pages.txt",
    *SOURCE.glob("*/README.md"),
    *(ROOT / ".github").glob("*.md"),
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
]
TURNS = {
    "is not a": r"(?<!here )\bis no (?!(?:longer|more|other|better|worse|\w+ than)\b)[a-z]+",
    "is not in": r"\b(?:is|lies|are) in no [a-z]+",
    "cannot be combined": r"\bexclude each other\b",
    "works with, needs": r"--\w[\w-]* goes with\b",
    "anyway": r"\ball the same\b(?! \w)",
    "skipped": r"\b(?:is|are|was|were) passed over\b",
    "the current day": r"\bthe day it is\b",
    "without hires": r"\bas you are\b",
    "suppressed": r"\bsilenced\b",
    "if each role has its own people": r"\bif (?:each|the) job (?:stands alone|has its own)\b",
    "so it is not": r", so no [A-Z]\w+ document",
    "compared with": r"\bheld against\b",
    "next to, in addition to": r"(?<![-`\w])beside(?![-`\w])",
    "is reported": r"\b(?:is|are|was|were) (?:told|said) so\b|\band said(?=\.?$)",
    "not spent on customers": r"\b(?:time|hours) (?:that )?no customer gets\b",
    "are not": r"(?<!here )\bare no (?!(?:longer|more|other|better|worse|\w+ than)\b)[a-z]+",
    "a finding that is": r"\b(?:each|every|a) finding that are\b",
    "from January to December": r"\bJanuary first\b",
    "each time": r"\bfor one time\b",
    "support desk": r"\bhelp desk\b",
    "reference role": r"\bstandard (?:job|role)s?\b",
    "give an option": r"\bsay --\w",
    "has no effect": r"\boptions? (?:that )?means? nothing\b",
    "an error if": r"\b(?:[Aa]n error|[Aa] (?:warning|note)),? where\b",
    "silently": r"\bwithout a word\b",
    "the same apart from": r"\bsame (?:\w+ )?but for\b",
}
"""What to write, and the turn it takes the place of."""


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Return (place, text) of all that people read; docstrings of private code are left out."""
    found = [(path.name, path.read_text(encoding="utf-8")) for path in PROSE]
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        private = set(_private(tree))
        found += [
            (f"{path.relative_to(SOURCE)}:{node.lineno}", node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in private
        ]
    return tuple(found)


def _private(tree: ast.Module) -> Iterator[int]:
    """Yield the docstrings of functions and classes that only their own module uses."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) if name.startswith("_"):
                yield from map(id, ast.walk(node.body[0]))


def plain(text: str) -> str:
    """Return a text without code and quotes, on one line."""
    text = re.sub(r"```.*?```|`[^`\n]*`|'[^'\n]*'|\"[^\"\n]*\"", "''", text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("better", TURNS)
def test_no_text_has_a_turn_that_readers_stumble_over(better: str) -> None:
    turn = re.compile(TURNS[better])
    found = [
        f"{place}: {match[0]}"
        for place, text in texts()
        # A list of words or a pattern is data of a reader of other languages.
        if "\\b" not in text and not text.isidentifier()
        for match in turn.finditer(plain(text))
    ]
    assert found == []


RIDDLE = re.compile(
    r"(?:Return|Yield|Add|Note|Say|Tell) (?:what|who|whom|whose|where|why|to whom) ", re.IGNORECASE
)


@cache
def docstrings(folder: str) -> tuple[tuple[str, str], ...]:
    """Return (place, text) of each docstring below a folder, and the names of tests as words."""
    found: list[tuple[str, str]] = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                continue
            name = getattr(node, "name", "")
            place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
            found.append((place, ast.get_docstring(node) or ""))
            if name.startswith("test_"):
                found.append((place, name.replace("_", " ")))
    return tuple(found)


@pytest.mark.parametrize("folder", ["src/csdesign", "tests", "benchmarks"])
def test_a_docstring_names_the_thing_that_comes_back(folder: str) -> None:
    """A noun says more than `what the plan says`; private functions are held to it as well."""
    assert [
        f"{place}: {text.splitlines()[0]}"
        for place, text in docstrings(folder)
        if RIDDLE.match(text)
    ] == []


@pytest.mark.parametrize("folder", ["tests", "benchmarks"])
def test_a_module_is_named_and_not_asked_about(folder: str) -> None:
    """`The rules that run` is found by who looks for rules, `Which rules run` is a question."""
    assert [
        f"{path.relative_to(ROOT)}: {text.splitlines()[0]}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        if (text := ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))
        and re.match(r"(?:What|Who|Which|Where|How|Why)(?:ever)?\b", text)
    ] == []


IN_DOCSTRINGS = {
    "if": r"\b(?:None|[Ee]mpty|[Nn]othing|NULL) where\b",
    "is about": r"\bspeaks? of\b(?! price)",
    "as written": r"\bas (?:it|they) stands?\b",
    "means": r"\bstands? for\b",
    "is in": r"\bstands? (?:in(?! for\b)|at|on|next|alone|below|above|under|before|behind)\b",
}
"""Turns that only readers of the code meet, in docstrings of private functions too."""


@pytest.mark.parametrize("better", IN_DOCSTRINGS)
def test_no_docstring_of_the_source_has_a_turn_of_another_language(better: str) -> None:
    """A condition is an `if`, and a thing is in its place; it does not stand there."""
    turn = re.compile(IN_DOCSTRINGS[better])
    assert [
        f"{place}: {found[0]}"
        for place, text in docstrings("src/csdesign")
        if (found := turn.search(plain(text)))
    ] == []


NOT_SHIPPED = r"\b(?:DOMAIN|PRODUCT) \d"


@pytest.mark.parametrize("turn", [*TURNS.values(), NOT_SHIPPED])
def test_no_name_or_docstring_of_a_test_has_such_a_turn(turn: str) -> None:
    """Nor does one cite a document that does not ship with the project."""
    assert [
        f"{place}: {found[0]}"
        for place, text in (*docstrings("tests"), *docstrings("benchmarks"), *docstrings(".ci"))
        if (found := re.search(turn, plain(text)))
    ] == []


@pytest.mark.parametrize(
    ("better", "text"),
    [
        ("is not a", "that is no number"),
        ("cannot be combined", "--fix and --diff exclude each other"),
        ("works with, needs", "--limit goes with --roles"),
        ("suppressed", "findings that a comment silenced"),
        ("without hires", "the year costs 5 as you are"),
        ("is reported", "a damaged repository is said so"),
        ("is reported", "encodings are recognised and said"),
        ("not spent on customers", "share of time no customer gets"),
        ("are not", "rows that are no customers"),
        ("a finding that is", "a line for each finding that are not suppressed"),
        ("from January to December", "give twelve, January first"),
        ("reference role", "the closest standard job"),
        ("give an option", "not in UTF-8; say --encoding NAME"),
        ("an error if", "a note where duties have no codes"),
        ("silently", "the second value would be lost without a word"),
        ("the same apart from", "the same text but for one word"),
    ],
)
def test_the_turns_are_recognised(better: str, text: str) -> None:
    assert re.search(TURNS[better], plain(text))


@pytest.mark.parametrize("text", ["there is no page on x", "is no longer needed", "is no worse"])
def test_a_usual_phrase_is_not_reported(text: str) -> None:
    assert not re.search(TURNS["is not a"], plain(text))
