"""Fifteen first designs, as people write them who have read the README and nothing else.

`first.yaml` is what they wrote; `second.yaml` is the same with what the messages said to write.
`expected.txt` has the errors that remain, each of which its author would mend.
"""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csdesign import api
from csdesign.editing.fixing import fix
from csdesign.finding import Severity
from csdesign.rules.causes import by_cause
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.source.designs import Loaded

FOLDER = Path(__file__).parent / "first_designs"
DESIGNS = pytest.mark.parametrize(
    "folder", sorted(FOLDER.iterdir()), ids=lambda folder: folder.name
)
MOST_ERRORS = 5


def source(folder: Path, name: str) -> SourceFile:
    """Return a file of a design, as the program reads it."""
    data = (folder / name).read_bytes()
    return SourceFile("design.yaml", data, 0, len(data), linked=False)


def judged(files: Sequence[SourceFile]) -> tuple[Loaded, list[Finding]]:
    """Return a design that was read, and what is found in it."""
    loaded = load_sources(files)
    return loaded, by_cause(api.check_loaded(loaded, today=date(2026, 1, 1)))


def test_there_are_fifteen_of_different_shapes() -> None:
    """A team, a matrix, an agency, a marketplace, a price by use, support alone, Russian ..."""
    assert len(list(FOLDER.iterdir())) == 15


@DESIGNS
def test_every_message_on_the_first_attempt_says_what_to_write(folder: Path) -> None:
    """No key or word is refused without the one that was meant, or where it belongs."""
    loaded, found = judged([source(folder, "first.yaml")])

    assert loaded.design is None
    for finding in found:
        said = ("; write ", ": write ", "did you mean", "such as {", "a design has no", "write `")
        assert any(words in finding.message for words in said), finding.message


@DESIGNS
def test_the_second_attempt_loads_and_shows_few_errors(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    """At most five errors, each one read and kept."""
    loaded, found = judged([source(folder, "second.yaml")])
    errors = [f"{f.code} {f.message}" for f in found if f.severity is Severity.ERROR]
    expected = folder / "expected.txt"
    if request.config.getoption("--update-golden"):
        expected.write_text("".join(f"{line}\n" for line in errors), encoding="utf-8")

    assert loaded.design is not None, [finding.message for finding in loaded.findings]
    assert len(errors) <= MOST_ERRORS
    assert errors == expected.read_text(encoding="utf-8").splitlines()


@DESIGNS
def test_the_second_attempt_is_the_first_with_what_the_messages_said(folder: Path) -> None:
    """Every changed line stands at a place that a finding named, or holds a word it asked for."""
    first = source(folder, "first.yaml")
    _, found = judged([first])
    places = {f.span.line for f in found if f.span}
    places |= {other.span.line for f in found for other in f.related if other.span}
    second = source(folder, "second.yaml")
    changes = difflib.SequenceMatcher(
        a=first.text.splitlines(), b=second.text.splitlines(), autojunk=False
    ).get_opcodes()
    changed = {n + 1 for tag, a, b, _, _ in changes if tag != "equal" for n in range(a, b)}

    assert changed <= places


@DESIGNS
def test_unsafe_fixes_write_most_of_the_second_attempt(folder: Path) -> None:
    """With the author's consent the program writes each key, word and id that it proposes."""
    first = source(folder, "first.yaml")
    _, before = judged([first])
    fixed = fix([first], judged, unsafe=True)
    mended = [finding for finding in before if finding.instead]

    assert mended
    assert fixed.made
    left = {finding.message for finding in fixed.left}
    assert not left & {finding.message for finding in mended}
