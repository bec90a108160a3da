"""Designs for tests: from YAML text to a design, a plan, and what the rules find."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.planning.futures.planner import futures_of
from csdesign.planning.months import with_months
from csdesign.planning.months.horizon import horizon_of
from csdesign.planning.planner import make_plan
from csdesign.rules.engine import run
from csdesign.rules.rule import Facts
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan, SegmentPlan
    from csdesign.rules.rule import Rule

EXAMPLES = Path(__file__).parent.parent / "examples"


def design_of(text: str, *overrides: str) -> Design:
    """Return the design that a YAML text describes; the text must be free of problems."""
    data = text.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)], overrides)
    assert loaded.design is not None, [finding.message for finding in loaded.findings]
    return loaded.design


def example_text(name: str) -> str:
    """Return the text of one of the published examples."""
    return (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")


def plan_of(text: str, *overrides: str) -> Plan:
    """Return the plan of a YAML text."""
    return make_plan(design_of(text, *overrides))


def segment_plan(text: str, *overrides: str) -> SegmentPlan:
    """Return the plan of the only segment of a YAML text."""
    (segment,) = plan_of(text, *overrides).segments
    return segment


def findings_of(text: str, rules: Iterable[Rule], *overrides: str) -> list[Finding]:
    """Return the findings of some rules in a YAML text."""
    design = design_of(text, *overrides)
    plan = with_months(make_plan(design), horizon_of(design))
    chosen = list(rules)
    if any(rule.code.startswith("UNC") for rule in chosen):
        plan = replace(plan, futures=futures_of(plan, draws=2_000))
    return run(chosen, Facts(design, plan))


@dataclass(frozen=True)
class Seen:
    """A finding in short: code, severity word and object."""

    code: str
    severity: str
    object: str


def seen(findings: Iterable[Finding]) -> list[Seen]:
    """Return findings in short, in their order."""
    return [Seen(f.code, f.severity.word, f.object) for f in findings]
