"""Every input of the corpus is answered or refused, and so are some mutations of it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from fuzz.run import CORPUS, TARGETS, mutated

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = [
    pytest.param(name, path, id=f"{name}-{path.name}")
    for name in TARGETS
    for path in sorted((CORPUS / name).iterdir())
]


@pytest.mark.parametrize(("name", "path"), INPUTS)
def test_an_input_is_answered_or_refused_and_so_are_its_mutations(name: str, path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(0)
    for text in (data, *(mutated(data, chance) for _ in range(5))):
        for refusal in TARGETS[name](text):
            assert refusal
            assert refusal.isprintable()
