"""The JSON contract of a difference (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.contracts.findings import finding_fields
from csdesign.views.diff import sentence

if TYPE_CHECKING:
    from csdesign.contracts.v1.diff import ChangedValue, DiffDocument
    from csdesign.diffing.changes import DesignDiff, Value

__all__ = ["diff_values"]


def diff_values(diff: DesignDiff, version: str) -> DiffDocument:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "changes": [
            {
                "aspect": change.aspect,
                "subject": change.subject,
                "detail": change.detail,
                "before": _plain(change.before),
                "after": _plain(change.after),
                "unit": change.unit,
                "old": change.old,
                "new": change.new,
                "words": sentence(change),
            }
            for change in diff.changes
        ],
        "kept": diff.kept,
        "new_findings": [finding_fields(finding) for finding in diff.new_findings],
        "fixed_findings": [finding_fields(finding) for finding in diff.fixed_findings],
        "worse_findings": [finding_fields(finding) for finding in diff.worse_findings],
        "better_findings": [finding_fields(finding) for finding in diff.better_findings],
    }


def _plain(value: Value) -> ChangedValue:
    return list(value) if isinstance(value, tuple) else value
