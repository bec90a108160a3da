"""Somebody leaves, the role is short afterwards, and no successor is planned.

When the last day of a leaver is known, the vacancy can be opened in time. A position with
`starts` states that the successor is agreed.

A warning, since the others may share the work.

Bad:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm}
      - {id: south, roles: csm, leaves: 2027-06-30}  # <- TIM006

Good:

    horizon: {start: 2027-01, months: 12}
    segments:
      - id: corp
        accounts: 90
        interactions:
          - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45,
             effort_hours: 2, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: north, roles: csm}
      - {id: south, roles: csm, leaves: 2027-06-30}
      - {id: new, roles: csm, starts: 2027-05}

Source: none; the months of a role after one of its people has left.
Fix: add a position with `starts`, or state how the work is done without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results.by_month import MonthPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each leaver after whom a role is short that nobody is planned to start in."""
    months = facts.plan.months
    if months is None:
        return
    roles = {role.role: role for role in months.roles}
    starting = {
        role
        for post in facts.design.posts or ()
        for role in post.roles
        if post.written.starts is not None and post.written.starts > months.horizon.start
    }
    for post in facts.design.posts or ():
        last = post.written.leaves
        if last is None or post.fte <= 0 or last < months.horizon.start:
            continue
        for role in post.roles:
            if role not in roles or role in starting:
                continue
            after = max(0, months.horizon.number(last))
            short = [
                number
                for number, month in enumerate(roles[role].months)
                if number >= after and month.short
            ]
            if short and after < months.length:
                yield _hit(months, post.path, post.id, roles[role].title, short[0])


def _hit(months: MonthPlan, path: tuple[str | int, ...], post: str, title: str, month: int) -> Hit:
    return Hit(
        path=(*path, "leaves"),
        message=f"{post} leaves without a planned successor: {title} is short from "
        f"{months.horizon.text(month)} on",
        object=f"positions[{post}]",
        evidence=(("first month short", months.horizon.text(month)),),
    )


RULE = Rule("TIM006", "leaver-without-successor", Severity.WARNING, __doc__, check)
