"""A verdict on two roles of any length fits one terminal of 80 by 24, with its evidence."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

_WHAT = ("rollout", "renewal", "training", "review", "migration")
_WHOSE = ("hospitals", "banks", "airlines", "schools", "towns")
_LONG = tuple(
    f"Coordinates the {what} of {whose} and writes a report on every single detail that came up "
    "in the course of the month, so that nobody can say that they did not know of it"
    for what, whose in product(_WHAT, _WHOSE)
)
_REWORDED = tuple(
    line.replace("Coordinates", "Organises").replace("a report on", "an account of")
    for line in _LONG
)
_NEW = tuple(f"Paints fence number {n} of the northern yard before the winter" for n in range(12))
_WEAK = tuple(f"Supports the colleague who must contract {line.lower()}" for line in _LONG)


@pytest.mark.parametrize(
    "now",
    [_LONG, _REWORDED, (*_REWORDED[:18], *_LONG[18:22], *_NEW), _WEAK, _NEW, _LONG[:9]],
    ids=["same", "reworded", "mixed", "weakened", "new", "shorter"],
)
def test_a_verdict_fits_one_screen(now: tuple[str, ...], tmp_path: Path) -> None:
    """From its title to the count of what is not quoted; the reference roles follow below."""
    kpis = [f"Time to answer question {n} stays under an hour on working days" for n in range(20)]
    role = {
        "id": "partner",
        "title": "Client Partner",
        "responsibilities": now,
        "requirements": [f"Knows system number {n}" for n in range(20)],
        "kpis": kpis,
        "formerly": {
            "title": "Account Manager",
            "responsibilities": _LONG,
            "requirements": [f"Knows system number {n}" for n in range(10, 40)],
            "kpis": kpis[5:],
        },
    }
    (tmp_path / "design.yaml").write_text(
        json.dumps({"segments": [{"id": "all"}], "roles": [role]}), encoding="utf-8"
    )

    out = csdesign("audit", "design.yaml", "--fail-on", "never", cwd=tmp_path).out.splitlines()
    first = next(n for n, line in enumerate(out) if line.startswith('"Client Partner"'))
    last = next(n for n, line in enumerate(out) if line.startswith("Closest reference role"))

    assert last - 1 - first <= 24, "\n".join(out[first:last])
    assert any(line.startswith("design.yaml:1") for line in out[first:last])
    assert all(len(line) <= 80 for line in out)
