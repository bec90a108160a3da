"""The four published scenarios: which findings must appear, and which must not.

A row names a code, a severity and an object. `EXACT` families are compared whole: nothing else of
them may be found. Rows of further families only need to be added to `EXPECTED` and `EXACT`.
"""

from __future__ import annotations

from typing import Final

import pytest

from csdesign.rules.catalogue import ALL_RULES
from designs import Seen, example_text, findings_of, seen

EXACT: Final = ("AX", "COV", "ARC", "CAP", "OWN", "ROE", "ROL", "KPI", "REN")
"""Families whose findings the tables below list completely."""

EXPECTED: Final = {
    "planworks": (
        Seen("COV108", "error", "segments[ent]"),
        Seen("COV108", "error", "segments[mid]"),
        Seen("COV108", "error", "segments[smb]"),
        Seen("COV101", "warning", "plan"),
        Seen("CAP801", "warning", "positions[csm]"),
    ),
    "flowfab": (
        Seen("AX005", "error", "roles[csm].talent"),
        Seen("COV101", "error", "segments[mfg]"),
        Seen("COV101", "error", "segments[office]"),
        Seen("COV102", "error", "roles[csm]"),
        Seen("COV108", "error", "segments[mfg]"),
        Seen("COV108", "error", "segments[office]"),
        Seen("COV104", "warning", "segments[office]"),
        Seen("COV107", "warning", "segments[mfg].milestones[line-running]"),
    ),
    "renamo": (
        Seen("ROL501", "error", "roles[csm].title"),
        Seen("ROL501", "error", "roles[dc].title"),
        Seen("ROL502", "warning", "roles[renewal-partner].title"),
        Seen("ROL504", "warning", "roles[csm].title"),
        Seen("ROL504", "warning", "roles[dc].title"),
        Seen("ROL505", "warning", "roles[csm].title"),
        Seen("ROL505", "warning", "roles[dc].title"),
        Seen("ROL505", "warning", "roles[renewal-partner].title"),
        Seen("OWN301", "error", "segments[core].adopt"),
        Seen("OWN305", "error", "segments[core].onboard"),
        Seen("OWN304", "error", "segments[core].onboard[csm]"),
        Seen("OWN304", "error", "segments[core].onboard[dc]"),
        Seen("OWN304", "error", "segments[core].adopt[csm]"),
        Seen("OWN304", "error", "segments[core].adopt[dc]"),
        Seen("OWN304", "error", "segments[core].adopt[renewal-partner]"),
    ),
    "cloudcore": (Seen("ARC202", "note", "segments[scaleup].renew"),),
}

UNWANTED: Final = {
    "planworks": ("COV106", "COV102", "ROE405", "OWN301", "ROL508"),
    "flowfab": ("COV103", "CAP801"),
    "renamo": (),
    "cloudcore": ("ARC201", "ARC203", "OWN302", "REN701", "ROE408", "KPI603", "CAP801"),
}
"""Codes that an expert rules out by name, of every family."""

SCENARIOS = pytest.mark.parametrize("name", list(EXPECTED))


@SCENARIOS
def test_scenario_gives_the_findings_an_expert_expects(name: str) -> None:
    """Of the families listed, everything expected is found and nothing else."""
    found = [item for item in seen(findings_of(example_text(name), ALL_RULES)) if _listed(item)]

    assert sorted(found, key=repr) == sorted(EXPECTED[name], key=repr)


@SCENARIOS
def test_scenario_gives_none_of_the_findings_an_expert_rules_out(name: str) -> None:
    """A finding that an expert would call wrong costs more trust than a missing one."""
    codes = {finding.code for finding in findings_of(example_text(name), ALL_RULES)}

    assert codes.isdisjoint(UNWANTED[name])


@SCENARIOS
def test_every_finding_of_a_scenario_has_a_place(name: str) -> None:
    """Whoever reads a finding can open the line it speaks of."""
    for finding in findings_of(example_text(name), ALL_RULES):
        assert finding.span is not None, finding.code


@SCENARIOS
@pytest.mark.parametrize("factor", [0.1, 7])
def test_revenue_changes_no_finding_but_those_about_money(name: str, factor: float) -> None:
    """Coverage, assignment and archetype do not depend on revenue."""
    money = {"COV101", "COV105", "COV106"}
    text = example_text(name)
    before = findings_of(text, ALL_RULES)
    lines = [
        f"    arr_per_account: {round(float(line.split()[1]) * factor)}"
        if line.strip().startswith("arr_per_account:")
        else line
        for line in text.splitlines()
    ]
    after = findings_of("\n".join(lines) + "\n", ALL_RULES)

    assert [s for s in seen(before) if s.code not in money] == [
        s for s in seen(after) if s.code not in money
    ]


def test_the_booked_share_of_planworks_csms_is_93_per_cent() -> None:
    """Four CSMs for 60 x 69.8 h of 1,122 h each."""
    (found,) = (f for f in findings_of(example_text("planworks"), ALL_RULES) if f.code == "CAP801")

    assert float(dict(found.evidence)["booked"]) == pytest.approx(60 * 69.8 / (4 * 1122), abs=5e-5)
    assert "93%" in found.message


def test_a_threshold_without_an_owner_below_it_leaves_a_gap() -> None:
    """Taking adopt from the account managers of PlanWorks gives COV106 in both segments."""
    text = example_text("planworks").replace(
        "    owns: [{motion: adopt, segments: [mid, smb]}]\n", ""
    )
    objects = [f.object for f in findings_of(text, ALL_RULES) if f.code == "COV106"]

    assert sorted(objects) == ["segments[mid].adopt", "segments[smb].adopt"]


def _listed(item: Seen) -> bool:
    return item.code.rstrip("0123456789") in EXACT
