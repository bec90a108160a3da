"""Small designs with every figure of their plan, each about one idea.

A design in `worked/` says in its comments how its figures are found; the text next to it holds the
figures of the plan: all of them or those that the line `# Shown:` names, of all segments or of
those that `# Selected:` names. `--update-golden` rewrites the texts: work the changed figures out
by hand and correct the comments before committing them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from csdesign.planning.results.plan import COLUMNS, rows
from csdesign.planning.selection import part_of
from designs import plan_of

from .figures import figures_of

WORKED = sorted((Path(__file__).parent / "worked").glob("*.yaml"))


def named(written: str, what: str) -> list[str]:
    """Return the names in a line such as `# Shown: staffing, money` of a design."""
    begins = f"# {what}: "
    lines = [line.removeprefix(begins) for line in written.splitlines() if line.startswith(begins)]
    return lines[0].split(", ") if lines else []


@pytest.mark.parametrize("design", WORKED, ids=lambda path: path.stem)
def test_every_figure_of_a_worked_design_is_as_written(
    design: Path, request: pytest.FixtureRequest
) -> None:
    """People, hours, money, reasons, levels, owners: nothing of a plan is left unsaid."""
    written, expected = design.read_text(encoding="utf-8"), design.with_suffix(".txt")
    plan, selected = plan_of(written), named(written, "Selected")
    if selected:
        plan = part_of(plan, selected)
    found = figures_of(plan, only=named(written, "Shown"))
    if selected:
        found += [" ".join(map(str, row)) for row in (COLUMNS, *rows(plan))]
    if request.config.getoption("--update-golden"):
        expected.write_text("\n".join(found) + "\n", encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8").splitlines()
