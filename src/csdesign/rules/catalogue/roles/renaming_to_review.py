"""A renamed role may be the old job, and a person should look before anyone is told.

This is a question, not a charge. Much of the text is the same but not all of it; the words are
other ones and seem to mean the same; a word is exchanged throughout; one duty is only supported
now; or the titles differ in grade, segment or region alone. The reason is named. The audit asks
the same of two roles side by side.

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

Source: our own judgement: a false "only the title changed" is political, so precision comes first.
Fix: compare the two texts with the manager of the role; `csdesign audit` lays them side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.former import (
    compared_with_former,
    evidence_of,
    is_renamed,
    shared_words,
)
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each renamed role that may be the old job, with the reason for doubt."""
    for role, former, result in compared_with_former(facts.design):
        if result.asked and is_renamed(role, former):
            yield Hit(
                path=(*role.path, "title"),
                message=f"{role.title!r} may be the job of {former.title!r}: {result.reason}; "
                f"{shared_words(result)}; please read both",
                object=f"roles[{role.id}].title",
                evidence=(*evidence_of(result), ("reason", result.reason)),
                related=((former.path, "what it was before"),),
                related_objects=(f"roles[{former.id}]",),
            )


RULE = Rule("ROL511", "renaming-to-review", Severity.NOTE, __doc__, check)
