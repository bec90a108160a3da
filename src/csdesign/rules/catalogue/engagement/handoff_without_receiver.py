"""A customer or a request is handed to a role that nobody holds.

The customer waits between two teams, and each believes that the other one is responsible. The
receiver of a hand-off is a role with people that serves the segments from which customers are
passed on.

An error, since nobody can take the customer over.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        hands_off:
          - {to: csm, trigger: go-live accepted, kind: transfer}  # <- ROE401
      - {id: csm, title: Customer Success Manager}
    positions:
      - {id: dc-1, roles: [dc]}

Good:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        hands_off:
          - {to: csm, trigger: go-live accepted, kind: transfer}
      - {id: csm, title: Customer Success Manager}
    positions:
      - {id: dc-1, roles: [dc]}
      - {id: csm-1, roles: [csm]}

Source: Gurnov and Korneeva, "Too Many Managers" (to whom each role hands over); Lincoln Murphy,
"How to Define Roles in Customer Success Management" (each hand-off must be thought through).
Fix: staff the receiving role, or hand over to a role that has people in these segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.staff import served_by_staff
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design
    from csdesign.rules.facts.handoffs import Passing


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each written hand-off whose receiver is nobody, or serves other segments."""
    design = facts.design
    seen: set[YamlPath] = set()
    for passing in facts.passings:
        # A hand-off that several roles inherit is written, and wrong, once.
        why = "" if passing.path in seen else _why(design, passing)
        if why:
            seen.add(passing.path)
            yield Hit(
                path=(*passing.path, "to"),
                message=f"{title(design, passing.sender)} hands over to "
                f"{title(design, passing.to)}, but {why}",
                object=f"roles[{passing.sender}].hands_off[{passing.to}]",
                evidence=(
                    ("receiver", passing.to),
                    ("positions", str(len(design.posts_by_role.get(passing.to, ())))),
                ),
            )


def _why(design: Design, passing: Passing) -> str:
    receiver = design.role_by_id.get(passing.to)
    if receiver is None:
        return ""
    if passing.segments and not set(passing.segments) & set(receiver.segments):
        return f"that role does not serve {some(passing.segments)}"
    if design.posts is None:
        return ""
    posts = design.posts_by_role.get(passing.to, ())
    if not posts:
        return "no position holds that role"
    staffed = served_by_staff(design, passing.to)
    if staffed is None or not passing.segments or set(staffed) & set(passing.segments):
        return ""
    if not any(post.fte * post.count for post in posts):
        return "its positions have no working time (fte 0)"
    return f"none of its positions serves {some(passing.segments)}"


RULE = Rule("ROE401", "handoff-without-receiver", Severity.ERROR, __doc__, check)
