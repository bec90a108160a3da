"""A role kept its title and has a different job.

This is the inverse of a renaming: people were hired as account managers and now run adoption,
or the other way round, and the title does not say so. Customers and pay plans still go by the
old title.

A warning, since the change of the job may be intended and only the title is out of date.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: am
        title: Account Manager  # <- ROL510
        extends: reference:csm
        formerly: {title: Account Manager, extends: reference:am}

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        extends: reference:csm
        formerly: {title: Account Manager, extends: reference:am}

Source: seen in published handbooks; the rule and its threshold (fewer than half of the duties
match) are this tool's own.
Fix: give the role a title for what it does now, or move the new duties to another role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.facts.former import (
    compared_with_former,
    is_renamed,
    title_hit,
)
from csdesign.rules.rule import Facts, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.rule import Hit

_MOST_SHARED: Final = 0.5
"""Share of matching duties from which a job goes on."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose title stayed while most of its duties were replaced."""
    for role, former, result in compared_with_former(facts.design):
        if is_renamed(role, former) or result.asked:
            continue
        if result.verdict in {"changed", "distinct"} and result.matched_share < _MOST_SHARED:
            here, new = result.duties.size_b, len(result.only_in_b)
            yield title_hit(
                role,
                former,
                result,
                f"{role.title!r} kept its title and became another job: {here - new} of "
                f"{here} duties were there before",
                falling=True,
            )


RULE = Rule("ROL510", "title-kept-job-changed", Severity.WARNING, __doc__, check)
