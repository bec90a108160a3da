"""Figures are equal on every Python: no sum of fractions is left to the builtin.

Since Python 3.12 `sum` compensates for rounding and before it did not; `math.fsum` is exact on all.
"""

from __future__ import annotations

import builtins
import sys
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import run
from designs import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PLANWORKS = str(EXAMPLES / "planworks.yaml")
TABLE = str(EXAMPLES / "planworks-customers.csv")
BUILTIN = builtins.sum


@pytest.mark.parametrize(
    "command",
    [
        ("plan", PLANWORKS, "--format", "json", "--months", "12", "--from", "2027-01"),
        ("plan", PLANWORKS, "--accounts", TABLE, "--draws", "100"),
        ("plan", str(EXAMPLES / "renamo.yaml")),
        ("plan", str(EXAMPLES / "overlay-team.yaml"), "--format", "json"),
        ("check", PLANWORKS, "--format", "json"),
        ("audit", str(EXAMPLES / "seven-roles.yaml"), "--format", "json"),
        ("diff", str(EXAMPLES / "minimal.yaml"), PLANWORKS, "--format", "json"),
        ("explain", "total", PLANWORKS),
        ("fit", PLANWORKS, "--people", "9"),
        ("books", PLANWORKS, "--accounts", TABLE, "--people", "positions"),
        ("report", PLANWORKS, "-o", "report.xlsx"),
        ("report", PLANWORKS, "-o", "report.html"),
    ],
    ids=lambda command: " ".join(command).replace(str(EXAMPLES), ""),
)
def test_no_fractions_are_added_by_the_builtin(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong: set[str] = set()

    def watched(items: Iterable[Any], /, start: Any = 0) -> Any:
        items = list(items)
        frame = sys._getframe(1)
        name = frame.f_code.co_filename
        if "csdesign" in name and any(isinstance(i, float) and i % 1 for i in items):
            wrong.add(f"{name}:{frame.f_lineno}")
        return BUILTIN(items, start)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(builtins, "sum", watched)

    assert run(monkeypatch, *command).code in (0, 1)
    assert wrong == set()
