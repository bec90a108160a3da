"""Rules ROL5xx: roles are what their titles say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.catalogue.roles import (
    deployment_consultant_skipped,
    duplicate_sibling_role,
    renamed_barely_changed,
    renamed_unchanged,
    renaming_to_review,
    role_is_another_role,
    roles_redrawn,
    stale_title,
    talent_profile_missing,
    title_inflation,
    title_kept_job_changed,
    unjustified_role,
)

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    renamed_unchanged.RULE,
    renamed_barely_changed.RULE,
    duplicate_sibling_role.RULE,
    role_is_another_role.RULE,
    title_inflation.RULE,
    unjustified_role.RULE,
    talent_profile_missing.RULE,
    deployment_consultant_skipped.RULE,
    stale_title.RULE,
    title_kept_job_changed.RULE,
    renaming_to_review.RULE,
    roles_redrawn.RULE,
)
