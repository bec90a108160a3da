"""Scenarios as written: named overlays on the design."""

from typing import Any

from csdesign.model.base import DesignModel
from csdesign.model.choices import Id, Text

__all__ = ["ALTERNATIVES", "SECTIONS", "Scenario"]


class Scenario(DesignModel):
    """A set of changes: parts of the design, merged into it by id."""

    id: Id
    """The key of the scenario."""
    name: Text | None = None
    """The name people read."""
    extends: Id | None = None
    """A scenario that applies first."""
    company: Any = None
    """Changes to the section of the same name, as in every section below."""
    doctrine: Any = None
    """Company rules that differ."""
    params: Any = None
    """Assumptions that differ; `+20%` or `-10%` changes the value by that percentage."""
    vocabulary: Any = None
    """Responsibility codes that differ."""
    accounts: Any = None
    """How the account table is read where it differs."""
    segments: Any = None
    """Segments that differ, by id; `remove: true` drops one."""
    experiences: Any = None
    """Experiences that differ, by id."""
    roles: Any = None
    """Roles that differ, by id."""
    positions: Any = None
    """Posts that differ, by id."""
    ownership: Any = None
    """Cells of the ownership grid that differ."""
    engagement: Any = None
    """Cells of the engagement grid that differ."""
    engagement_rules: Any = None
    """Rules of engagement that differ."""
    pods: Any = None
    """Pods that differ, by id."""
    horizon: Any = None
    """Settings of the horizon that differ."""


SECTIONS = tuple(name for name in Scenario.model_fields if name not in {"id", "name", "extends"})
"""The sections of the design that a scenario may change."""

ALTERNATIVES = (
    ("per_year", "every", "cadence", "times"),
    ("own", "co_own"),
    ("where", "otherwise"),
    ("role", "any", "all"),
)
"""Keys of one mapping that state the same thing in different ways: each replaces the others."""
