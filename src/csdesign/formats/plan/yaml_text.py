"""The JSON contract of a plan, as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.contracts.plan import plan_document
from csdesign.escaping.yaml import dump_yaml

if TYPE_CHECKING:
    from csdesign.planning.results import Plan

__all__ = ["write"]


def write(plan: Plan, *, version: str, source: str, width: int) -> str:  # noqa: ARG001  # one shape
    """Return the plan as one YAML document."""
    return dump_yaml(plan_document(plan, version))
