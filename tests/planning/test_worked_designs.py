"""Small designs with every figure of their plan, each about one idea.

A design in `worked/` says in its comments how its figures are found; the text beside it holds the
figures of the plan, all of them or those that the line `# Shown:` names. `--update-golden` rewrites
the texts: work the changed figures out by hand and correct the comments before committing them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from designs import plan_of

from .figures import figures_of

WORKED = sorted((Path(__file__).parent / "worked").glob("*.yaml"))
_SHOWN = "# Shown: "


@pytest.mark.parametrize("design", WORKED, ids=lambda path: path.stem)
def test_every_figure_of_a_worked_design_is_as_written(
    design: Path, request: pytest.FixtureRequest
) -> None:
    """People, hours, money, reasons, levels, owners: nothing of a plan is left unsaid."""
    written, expected = design.read_text(encoding="utf-8"), design.with_suffix(".txt")
    shown = [line.removeprefix(_SHOWN) for line in written.splitlines() if line.startswith(_SHOWN)]
    found = figures_of(plan_of(written), only=shown[0].split(", ") if shown else ())
    if request.config.getoption("--update-golden"):
        expected.write_text("\n".join(found) + "\n", encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8").splitlines()
