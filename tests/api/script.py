"""A user's script: what the page on Python shows, checked by mypy as strictly as it goes."""

from __future__ import annotations

import csdesign
from csdesign import Finding, Findings, Severity


def gate(path: str) -> list[Finding]:
    """Return the errors of a design."""
    findings: Findings = csdesign.check(path)
    worst: Severity | None = findings.worst
    if worst is None or worst < Severity.ERROR:
        return []
    same = [found for found in findings if found.severity == "error" and not found.suppressed]
    assert list(findings.errors) == same
    return same


def headline(path: str) -> str:
    """Return the number of people, and why."""
    design: csdesign.Design = csdesign.load(path)
    plan: csdesign.Plan = csdesign.plan(design)
    people: float | None = plan.heads
    derivation: csdesign.Explanation = csdesign.explain(plan, f"fte:{plan.segments[0].id}")
    page: bytes = csdesign.report(design, against=design, redact=["cost"])
    again: csdesign.Design = csdesign.load(design.to_dict())
    assert again == design
    changed: csdesign.DesignDiff = csdesign.diff(design, again)
    assert changed.empty
    audited: csdesign.AuditReport = csdesign.audit(design)
    return f"{people} {derivation.answer} {len(page)} {len(audited.pairs)} {design.to_yaml()[:1]}"


def refused() -> str:
    """Return the errors of a design."""
    try:
        csdesign.load({"segments": [{"id": "smb", "acounts": 5}]})
    except csdesign.DesignError as error:
        first: Finding = error.findings[0]
        return f"{first.code} {error}"
    return ""


if __name__ == "__main__":
    print(gate("examples/planworks.yaml")[0].code, headline("examples/planworks.yaml"), refused())
