"""There are more customers, or a larger customer, than the caps of people's books allow.

A cap is a promise that nobody holds more. Customers beyond all caps belong to nobody: the plan
then needs as many people as the caps require, whatever the hours say. A customer whose revenue
is above every cap does not fit into any book; no hire changes that, only another cap.

An error, since the caps and the number of customers contradict each other.

Bad:

    segments:
      - id: ent
        accounts: 100
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt], coverage: named}
    positions:
      - {id: team, roles: csm, count: 2, max_accounts: 15}  # <- CAP809

Bad:

    segments:
      - id: ent  # <- CAP809
        accounts: 10
        arr_per_account: 400000
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt], coverage: named}
    positions:
      - {id: team, roles: csm, count: 2, max_arr: 300000}

Good:

    segments:
      - id: ent
        accounts: 28
        arr_per_account: 100000
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt], coverage: named}
    positions:
      - {id: team, roles: csm, count: 2, max_accounts: 15, max_arr: 2000000}

Source: none; a cap is a statement of its author.
Fix: add people, raise the cap, or serve part of these customers in another way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import over
from csdesign.planning.work.need import caps_of, customers_held
from csdesign.rules.facts.phrases import plainly
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Post
    from csdesign.planning.results import RoleTotal, SegmentPlan, Staffing


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role with customers beyond its caps, and each customer above all."""
    caps = caps_of(facts.design)
    for total in facts.plan.roles:
        cap = caps.get(total.role)
        if cap is None or (cap.max_accounts is None and cap.max_arr is None):
            continue
        rows = [
            (segment, row)
            for segment in facts.plan.segments
            for row in segment.staffing
            if row.role == total.role and row.assignment == "named" and row.hours > 0
        ]
        posts = [post for post in facts.design.posts_by_role[total.role] if post.fte > 0]
        if cap.max_accounts is not None:
            yield from _too_many(total, rows, posts)
        if cap.max_arr is not None:
            yield from _too_dear(total, rows, cap.max_arr)


def _too_many(
    total: RoleTotal, rows: Sequence[tuple[SegmentPlan, Staffing]], posts: Sequence[Post]
) -> Iterator[Hit]:
    customers = math.fsum(
        customers_held(segment.segment, row.recurring_hours_per_account) for segment, row in rows
    )
    room = math.fsum(post.count * float(post.written.max_accounts or 0) for post in posts)
    if not over(customers, room):
        return
    people = int(sum(post.count for post in posts))
    largest = max(float(post.written.max_accounts or 0) for post in posts)
    need = math.ceil(customers / largest - 1e-9)
    yield Hit(
        path=posts[0].path,
        message=f"{total.title}: {number_of(people, 'person', 'people')} may hold {plainly(room)} "
        f"of {plainly(customers)} customers ({plainly(largest)} each at most); all of them take "
        f"{number_of(need, 'person', 'people')}",
        object=f"roles[{total.role}]",
        measure=Measure(customers - room, "{:,.0f} customers too many"),
        evidence=(
            ("customers", plainly(customers)),
            ("room", plainly(room)),
            ("max_accounts", plainly(largest)),
            ("by the hours alone", f"{total.fte.plan:.2f} full-time"),
        ),
    )


def _too_dear(
    total: RoleTotal, rows: Sequence[tuple[SegmentPlan, Staffing]], cap: float
) -> Iterator[Hit]:
    for segment, _ in rows:
        each = segment.segment.arr_per_account
        if each is not None and over(each, cap):
            yield Hit(
                path=segment.segment.path,
                message=f"{segment.segment.name}: one customer brings {each:,.0f}, more than any "
                f"{total.title} may hold ({cap:,.0f} at most)",
                object=f"segments[{segment.id}]",
                measure=Measure(each, "{:,.0f}"),
                evidence=(("arr_per_account", f"{each:,.0f}"), ("max_arr", f"{cap:,.0f}")),
            )


RULE = Rule("CAP809", "book-cap-exceeded", Severity.ERROR, __doc__, check)
