"""A role owns a motion, and nobody holds the role.

The owner of a motion is a position with working time in the segments that it answers for. A
vacancy is written as `fte: 0` and is reported here until it is filled or another role takes
over the motion.

An error, since the motion has an owner in the table and nobody who does the work.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
      - id: renewals
        title: Renewal Specialist
        owns: [renew]  # <- OWN308
    positions:
      - {id: csm-1, roles: [csm]}
      - {id: renewals-1, roles: [renewals], fte: 0}

Good:

    segments:
      - {id: corp}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
      - {id: renewals, title: Renewal Specialist, owns: [renew]}
    positions:
      - {id: csm-1, roles: [csm, renewals]}

Source: Gurnov and Korneeva, "Too Many Managers" (a role is not a position; in small firms one
person fills several roles).
Fix: fill the position, let one person hold the role together with another one, or give the
motion to a staffed role.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.staff import served_by_staff
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, OwnedCell


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role that owns something where no post with working time holds it."""
    design = facts.design
    if design.posts is None or design.roles is None:
        return
    for role, cells in facts.owned_cells.items():
        staffed = served_by_staff(design, role)
        vacant = [cell for cell in cells if staffed is not None and cell.segment not in staffed]
        if vacant:
            yield _hit(design, role, vacant)


def _hit(design: Design, role: str, vacant: list[OwnedCell]) -> Hit:
    posts = design.posts_by_role.get(role, ())
    motions = some(cell.motion for cell in vacant)
    segments = some(design.segment_by_id[cell.segment].name for cell in vacant)
    fte = math.fsum(post.fte * post.count for post in posts)
    if not posts:
        found = "no position holds the role"
    elif not fte:
        found = "its positions have no working time (fte 0)"
    else:
        found = "no position of the role serves them"
    return Hit(
        path=vacant[0].path,
        message=f"{title(design, role)} owns {motions} in {segments}, but {found}",
        object=f"roles[{role}]",
        evidence=(("positions", str(len(posts))), ("fte", f"{fte:g}"), ("segments", segments)),
        related=tuple((post.path, f"fte {post.fte:g}") for post in posts),
    )


RULE = Rule("OWN308", "owner-not-staffed", Severity.ERROR, __doc__, check)
