"""The difference of two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.diffing.changes import DesignDiff
from csdesign.diffing.inputs import input_changes
from csdesign.diffing.role_changes import role_changes, role_matching
from csdesign.diffing.segments import segment_changes, segment_matching
from csdesign.planning.coverage.promised import kept_share
from csdesign.rules.causes import by_cause, one_by_one
from csdesign.rules.known import entry_of, grown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import Finding
    from csdesign.planning.results import Plan

__all__ = ["diff_plans"]

_Key = tuple[str, str]


def diff_plans(old: Plan, new: Plan) -> DesignDiff:
    """Return the changes from one plan to another, including findings."""
    segments = segment_matching(old, new)
    roles = role_matching(old.design, new.design)
    new_names = dict(roles.renamed)
    changes = [
        *segment_changes(old, new, segments, new_names),
        *role_changes(old, new, roles),
    ]
    changes += input_changes(old.design, new.design, segments, roles, changes)
    renames = {f"segments[{a}]": f"segments[{b}]" for a, b in segments.renamed}
    renames |= {f"roles[{a}]": f"roles[{b}]" for a, b in roles.renamed}
    back = {after: before for before, after in renames.items()}
    had, has = list(one_by_one(old.findings)), list(one_by_one(new.findings))
    was = {_key(f, {}): f for f in reversed(had)}
    is_ = {_key(f, {}): f for f in reversed(has)}
    return DesignDiff(
        changes=tuple(sorted(changes, key=lambda change: change.sort_key)),
        new_findings=tuple(by_cause(f for f in has if _key(f, back) not in was)),
        fixed_findings=tuple(by_cause(f for f in had if _key(f, renames) not in is_)),
        worse_findings=_worse(is_, was, back),
        better_findings=_worse(was, is_, renames),
        kept=kept_share(old.design, new.design),
        kept_back=kept_share(new.design, old.design),
    )


def _worse(
    there: Mapping[_Key, Finding], before: Mapping[_Key, Finding], names: dict[str, str]
) -> tuple[Finding, ...]:
    """Return the findings that are worse than before, the worst of each key."""
    met = ((finding, before.get(_key(finding, names))) for finding in there.values())
    grew = (grown(finding, entry_of(known)) for finding, known in met if known is not None)
    return tuple(sorted((f for f in grew if f.worse), key=lambda finding: finding.sort_key))


def _key(finding: Finding, renames: dict[str, str]) -> _Key:
    """Return the identity of a finding across designs: its rule and its object by id."""
    head, dot, rest = finding.object.partition(".")
    return (finding.code, f"{renames.get(head, head)}{dot}{rest}")
