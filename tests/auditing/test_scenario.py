"""Scenario 3: a company gave three roles new titles (the published figures, exactly)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csdesign
from designs import EXAMPLES

if TYPE_CHECKING:
    from csdesign.auditing.results import AuditReport


@pytest.fixture(scope="module")
def renamo() -> AuditReport:
    return csdesign.audit(csdesign.load(EXAMPLES / "renamo.yaml"))


def test_three_new_titles_have_the_published_similarities(renamo: AuditReport) -> None:
    found = {pair.b.id: pair.comparison for pair in renamo.former_pairs}

    assert found["csm"].similarity == pytest.approx(0.95, abs=1e-12)
    assert found["dc"].similarity == pytest.approx(0.92, abs=1e-12)
    assert found["renewal-partner"].similarity == pytest.approx(0.7625, abs=1e-12)
    assert [found[name].verdict for name in ("csm", "dc", "renewal-partner")] == [
        "unchanged",
        "unchanged",
        "barely-changed",
    ]


def test_two_of_them_do_the_work_of_another_reference_role(renamo: AuditReport) -> None:
    stands = {standing.role.id: standing for standing in renamo.standings}
    csm, dc = stands["csm"], stands["dc"]

    assert (csm.nearest, dc.nearest) == ("am", "support")
    assert [round(csm.similar[kind], 2) for kind in ("am", "csm")] == [0.95, 0.22]
    assert [round(dc.similar[kind], 2) for kind in ("support", "dc")] == [0.92, 0.16]
    assert [name for name, standing in stands.items() if standing.other] == ["csm", "dc"]


def test_findings_are_those_of_the_rules_on_roles(renamo: AuditReport) -> None:
    found = sorted((f.code, f.object.removeprefix("roles[").split("]")[0]) for f in renamo.findings)

    assert found == [
        ("ROL501", "csm"),
        ("ROL501", "dc"),
        ("ROL502", "renewal-partner"),
        ("ROL504", "csm"),
        ("ROL504", "dc"),
        ("ROL505", "csm"),
        ("ROL505", "dc"),
        ("ROL505", "renewal-partner"),
    ]


def test_the_edits_make_the_title_true(renamo: AuditReport) -> None:
    """After them the claimed kind is ahead; without any one of them it is not."""
    stands = {standing.role.id: standing for standing in renamo.standings}

    edits = stands["csm"].edits

    assert edits
    assert ("motions", "adopt", "own") in [(e.part, e.name, e.level) for e in edits]
    assert stands["renewal-partner"].edits == ()


def test_every_duty_is_quoted_once_with_its_line(renamo: AuditReport) -> None:
    pair = next(pair for pair in renamo.former_pairs if pair.b.id == "csm")

    now = [line.b for line in pair.duties if line.b is not None]
    before = [line.a for line in pair.duties if line.a is not None]

    assert (len(before), len(now)) == (7, 8)
    assert all(quote.span is not None and quote.span.line >= 47 for quote in (*before, *now))
    assert [line.b.code for line in pair.duties if line.a is None and line.b] == ["monitor-health"]


def test_the_same_design_gives_the_same_report(renamo: AuditReport) -> None:
    again = csdesign.audit(csdesign.load(EXAMPLES / "renamo.yaml"))

    assert again.pairs == renamo.pairs
    assert again.standings == renamo.standings
    assert again.findings == renamo.findings


def test_the_frame_has_one_row_per_pair(renamo: AuditReport) -> None:
    frame = renamo.to_frame()

    assert list(frame["verdict"]) == ["unchanged", "unchanged", "barely-changed"]
    assert list(frame["line"]) == [47, 55, 62]
