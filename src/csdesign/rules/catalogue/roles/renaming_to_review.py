"""A renamed role may be the old job; a person should compare the two texts.

This is a question and not a verdict. Much of the text is the same, but not all of it: sentences
are worded differently and seem to mean the same, one word is replaced throughout, one duty is
now only supported, or the titles differ in grade, rank, segment or region alone. The message
names the reason. `csdesign audit` asks the same of two roles side by side.

A note, since a wrong accusation does more harm than a question.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Senior Customer Success Manager  # <- ROL511
        extends: reference:csm
        formerly: {title: Customer Success Manager, extends: reference:csm}

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        extends: reference:csm
        formerly: {title: Account Manager, extends: reference:am}

Source: our own judgement: wrongly reporting that only a title changed does harm in a company,
so precision has priority.
Fix: compare the two texts with the manager of the role; `csdesign audit` lays them side by side.
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
    """Yield a hit for each renamed role that may be the old job, with the reason for doubt."""
    for role, former, result in compared_with_former(facts.design):
        if result.asked and is_renamed(role, former):
            yield title_hit(
                role,
                former,
                result,
                renaming_words(repr(role.title), repr(former.title), result),
                reason=result.reason,
            )


RULE = Rule("ROL511", "renaming-to-review", Severity.NOTE, __doc__, check)
