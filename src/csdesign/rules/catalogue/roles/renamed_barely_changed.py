"""A role got a new title and hardly anything else changed.

For example, one task was added and the job is otherwise the old one. Say what is new, so that
customers and the person in the role can tell, or keep the title.

A warning, since a small change can be worth a new title and only its author can tell.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: partner
        title: Renewal Success Partner  # <- ROL502
        extends: reference:renewal-specialist
        supports: [adopt]
        responsibilities: [monitor-health, run-business-review]
        kpis: [grr]
        stages: [adopt]
        formerly: {title: Renewal Specialist, extends: reference:renewal-specialist}

Good:

    segments:
      - {id: corp}
    roles:
      - id: partner
        title: Customer Success Manager
        extends: reference:csm-adopt-renew
        formerly: {title: Renewal Specialist, extends: reference:renewal-specialist}

Source: Gurnov and Korneeva, "Too Many Managers" (titles change a little or not at all); the
thresholds are this tool's own.
Fix: state what is new in `purpose` and give it duties, measures and a motion; or keep the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.former import (
    compared_with_former,
    is_renamed,
    renaming_words,
    title_hit,
)
from csdesign.rules.rule import Facts, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.roles.verdict.comparison import RoleComparison
    from csdesign.rules.rule import Hit


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each renamed role of which little is new."""
    for role, former, result in compared_with_former(facts.design):
        same = result.tier == "same-text" and result.verdict == "barely-changed"
        if same and is_renamed(role, former):
            yield title_hit(
                role,
                former,
                result,
                f"{renaming_words(repr(role.title), repr(former.title), result)}; {_new(result)}",
            )


def _new(result: RoleComparison) -> str:
    lines = [line.code or line.text for line in result.only_in_b]
    if not lines:
        return "no new duty"
    more = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"new: {', '.join(lines[:3])}{more}"


RULE = Rule("ROL502", "renamed-barely-changed", Severity.WARNING, __doc__, check)
