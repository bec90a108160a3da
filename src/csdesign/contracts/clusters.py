"""The JSON contract of roles of an export that are one job (`schema_version` 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.contracts.audit import comparison_fields
from csdesign.views.audit.clusters import compared

if TYPE_CHECKING:
    from csdesign.contracts.v1 import clusters as v1
    from csdesign.roles.export.clusters import RoleClusters
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = ["clusters_values"]


def clusters_values(found: RoleClusters, version: str) -> v1.ClustersDocument:
    """Return the whole contract as plain values."""
    return {
        "schema_version": 1,
        "tool": {"name": "csdesign", "version": version},
        "roles": found.roles,
        "found": found.found,
        "clusters": [
            {
                "score": round(cluster.score, 6),
                "titles": cluster.titles,
                "members": [{"id": m.id, "title": m.title} for m in cluster.members],
                "evidence": [_evidence(result) for result in cluster.evidence],
            }
            for cluster in found.clusters
        ],
        "unjudged": list(found.unjudged),
    }


def _evidence(result: RoleComparison) -> v1.Evidence:
    return {
        "a": result.a.id,
        "b": result.b.id,
        **comparison_fields(result),
        "matches": [
            {
                "a": line.a.text,
                "b": line.b.text,
                "kind": line.kind,
                "score": round(line.score or 0.0, 6),
            }
            for line in compared(result).duties
            if line.a is not None and line.b is not None
        ],
        "only_in_a": [line.text for line in result.only_in_a],
        "only_in_b": [line.text for line in result.only_in_b],
    }
