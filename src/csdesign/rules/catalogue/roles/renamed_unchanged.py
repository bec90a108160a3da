"""A role got a new title and kept its old job.

A new title promises customers and candidates something new. If duties, ownership, measures and
rights are those of the former role, only the chart has changed. Nothing is read from the titles:
the job texts are compared, and a lost or won ownership, price or signing right never counts as
unchanged.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager  # <- ROL501
        extends: reference:am
        responsibilities: [monitor-health]
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
Fix: keep the old title, or give the role what the new one promises: motions, duties and measures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.former import compared_with_former, evidence_of, is_renamed
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each renamed role whose job is the former one."""
    for role, former, result in compared_with_former(facts.design):
        if is_renamed(role, former) and result.verdict == "unchanged" and not result.review:
            yield Hit(
                path=(*role.path, "title"),
                message=f"{role.title!r} is the job of {former.title!r} under a new title: "
                f"{_shared(len(result.only_in_b), len(role.duties or ()))}, similarity "
                f"{result.similarity:.2f}",
                object=f"roles[{role.id}].title",
                evidence=evidence_of(result),
                related=((former.path, "what it was before"),),
            )


def _shared(new: int, duties: int) -> str:
    return f"{duties - new} of {duties} duties were there before"


RULE = Rule("ROL501", "renamed-unchanged", Severity.ERROR, __doc__, check)
