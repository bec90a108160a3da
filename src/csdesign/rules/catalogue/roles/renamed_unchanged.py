"""A role got a new title and kept its old job.

A new title promises customers and candidates something new. If the duties are those of the former
role, nearly word for word, only the organisation chart has changed. Titles are not judged: the two
job texts are compared. A role that gained or lost the ownership of a motion, a price right or a
signing right never counts as unchanged, nor does one with a duty that it now only supports or with
one word replaced throughout.

An error, since the new title tells customers and candidates something that the design itself
contradicts.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager  # <- ROL501
        extends: reference:am
        formerly: {title: Account Manager, extends: reference:am}

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        extends: reference:csm
        formerly: {title: Account Manager, extends: reference:am}

Source: Gurnov and Korneeva, "Too Many Managers" (fashionable titles are put on old jobs that hardly
change); the thresholds are this tool's own.
Fix: keep the old title, or give the role what the new title promises: motions, duties and
measures.
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

    from csdesign.rules.rule import Hit


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each renamed role whose job is the former one."""
    for role, former, result in compared_with_former(facts.design):
        same = result.tier == "same-text" and result.verdict == "unchanged"
        if same and is_renamed(role, former):
            yield title_hit(
                role,
                former,
                result,
                renaming_words(repr(role.title), repr(former.title), result),
            )


RULE = Rule("ROL501", "renamed-unchanged", Severity.ERROR, __doc__, check)
