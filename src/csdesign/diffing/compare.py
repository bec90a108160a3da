"""The difference of two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.diffing.changes import DesignDiff
from csdesign.diffing.roles import role_changes, role_matching
from csdesign.diffing.segments import segment_changes, segment_matching
from csdesign.rules.causes import by_cause, one_by_one

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.planning.results import Plan

__all__ = ["diff_plans"]


def diff_plans(old: Plan, new: Plan) -> DesignDiff:
    """Return what changed from one plan to another, findings included."""
    segments = segment_matching(old, new)
    roles = role_matching(old.design, new.design)
    new_names = dict(roles.renamed)
    changes = [
        *segment_changes(old, new, segments, new_names),
        *role_changes(old, new, roles),
    ]
    renames = {f"segments[{a}]": f"segments[{b}]" for a, b in segments.renamed}
    renames |= {f"roles[{a}]": f"roles[{b}]" for a, b in roles.renamed}
    back = {after: before for before, after in renames.items()}
    had, has = list(one_by_one(old.findings)), list(one_by_one(new.findings))
    was = {_key(f, {}) for f in had}
    is_ = {_key(f, {}) for f in has}
    return DesignDiff(
        changes=tuple(sorted(changes, key=lambda change: change.sort_key)),
        new_findings=tuple(by_cause(f for f in has if _key(f, back) not in was)),
        fixed_findings=tuple(by_cause(f for f in had if _key(f, renames) not in is_)),
    )


def _key(finding: Finding, renames: dict[str, str]) -> tuple[str, str]:
    """Return what identifies a finding across designs: its rule and its object by id."""
    head, dot, rest = finding.object.partition(".")
    return (finding.code, f"{renames.get(head, head)}{dot}{rest}")
