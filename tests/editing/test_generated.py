"""Renames and corrections over designs that nobody wrote by hand: hundreds of layouts."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from generated import generated
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import indexed, judge, loaded

from csdesign import api
from csdesign.editing.edits import edited
from csdesign.editing.fixing import fix
from csdesign.editing.renaming import rename
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import BOM, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.planning.results import Plan

SEEDS = st.integers(0, 1_000_000)


def figures(plan: Plan) -> list[object]:
    """Return the numbers of a plan that no name is part of."""
    return [
        plan.fte,
        [(s.coverage.level, s.coverage.score, s.fte) for s in plan.segments],
        [(r.hours, r.fte, r.have, r.busy) for r in plan.roles],
        sorted(f.code for f in plan.findings),
    ]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_every_rename_loads_and_plans_the_same(seed: int) -> None:
    """Any id of any kind, at its definition and at every use, in any quotes and layout."""
    read = loaded(generated(seed))
    assert read.design is not None, [f.message for f in read.findings]
    before = figures(api.plan(read.design))
    index = indexed(read.source_map)
    named = random.Random(seed).choice([each for each in index.all_named() if each.kind != "code"])

    after = edited(read.files[0], rename(index, read.source_map, named, "zz-new-9"))

    again = loaded(after)
    assert again.design is not None, [f.message for f in again.findings]
    assert figures(api.plan(again.design)) == before
    count = len(index.occurrences(named))
    assert after.count("zz-new-9") == count
    assert len(after) == len(read.files[0].text) + count * (len("zz-new-9") - len(named.name))


def dropped(word: str, dice: random.Random) -> str:
    """Return a word that lost a letter, not the first."""
    at = dice.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def doubled(word: str, dice: random.Random) -> str:
    """Return a word with one letter written twice."""
    at = dice.randrange(1, len(word))
    return word[:at] + word[at - 1] + word[at:]


def swapped(word: str, dice: random.Random) -> str:
    """Return a word in which two different neighbouring letters are exchanged."""
    places = [i for i in range(1, len(word) - 1) if word[i] != word[i + 1]]
    at = dice.choice(places)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def halved(word: str, dice: random.Random) -> str:
    """Return the first half of a word, from which nobody can tell what was meant."""
    del dice
    return word[: len(word) // 2]


def ids(text: str) -> set[str]:
    """Return each word of a design that may be an id."""
    return set(re.findall(r"[a-z][a-z0-9-]+", text))


SLIPS = {
    "a letter lost": dropped,
    "a letter doubled": doubled,
    "two letters swapped": swapped,
    "half a word": halved,
}
KEYS = r"(?<=[ {\n])(?:accounts|interactions|channel|effort_hours|responsibilities|title)(?=:)"
WORDS = (
    r"(?<=[\"' \[])(?:adopt|onboard|upsell|cross-sell|digital|human-1to1|human-pooled|quarter)"
    r"(?=[\"', \]}\r\n])"
)
USES = r"(?<=role: )[\"']?[a-z][a-z0-9-]{6,}|(?<=extends: )[\"']?[a-z][a-z0-9-]{6,}"
DATA = {"keys": KEYS, "words": WORDS, "ids": USES}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("pattern", DATA.values(), ids=DATA)
@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, mark=st.booleans())
def test_a_planted_mistake_is_corrected_or_reported_and_all_else_stays_byte_for_byte(
    pattern: str, slip: Callable[[str, random.Random], str], seed: int, mark: bool
) -> None:
    """Where the right word is not plain, nothing is changed; a second run never changes a byte."""
    text = generated(seed)
    dice = random.Random(seed)
    found = [m for m in re.finditer(pattern, text) if len(m.group().strip("\"'")) > 4]
    if not found:
        return
    word = dice.choice(found)
    start = word.end() - len(word.group().lstrip("\"'"))
    if slip is halved:
        half = halved(text[start : word.end()], dice)
        short = [other for other in ids(text) if len(other) < len(half) + 3]
        if any(other.startswith(half[:-1]) for other in short):
            return  # half of this id is another one with a slip
    slipped = text[:start] + slip(text[start : word.end()], dice) + text[word.end() :]
    data = (BOM if mark else b"") + slipped.encode()
    file = SourceFile("design.yaml", data, 0, len(data))

    fixed = fix([file], judge)

    if fixed.files:
        (after,) = fixed.files
        assert after.data == (BOM if mark else b"") + text.encode()
        assert load_sources(fixed.files).design is not None
        assert fix(fixed.files, judge).files == ()
    else:
        loads = load_sources([file]).design is not None
        assert loads or fixed.left
