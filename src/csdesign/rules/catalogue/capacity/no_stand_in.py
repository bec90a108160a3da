"""One person alone answers requests and has no stand-in.

The work of a queue with a promise of four hours or more can be scheduled, so one person is enough
if there is little of it. While that person is on holiday or ill, nobody keeps the promise unless
somebody takes their place.

A note, since a stand-in may be agreed outside the design.

Bad:

    segments:
      - id: smb
        accounts: 100
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
          - {id: help, channel: human-pooled, per_year: 2, minutes: 20, effort_hours: 0.5,
             trigger: request, role: support}
    roles:
      - {id: support, title: Customer Support Specialist, kind: support, owns: [serve]}  # <- CAP808
    positions:
      - {roles: support}

Good:

    segments:
      - id: smb
        accounts: 100
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
          - {id: help, channel: human-pooled, per_year: 2, minutes: 20, effort_hours: 0.5,
             trigger: request, role: support}
    roles:
      - {id: support, title: Customer Support Specialist, kind: support, owns: [serve]}
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: support}
      - {roles: [csm, support]}

Source: our own judgement; no published work.
Fix: give the role to a second person too, and note what that person does otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose queue one person serves, where nobody is to be hired."""
    for total in facts.plan.roles:
        pool, service = total.pool, total.service
        if pool is None or service is None or pool.short or service.people != 1 or total.hire:
            continue
        role = facts.design.role_by_id.get(total.role)
        if role is None:
            continue
        yield Hit(
            path=role.path,
            message=f"{total.title}: one person answers alone; nobody stands in when they are away",
            object=f"roles[{total.role}]",
            evidence=(
                ("people", "1"),
                ("promise", f"{pool.target_share:g} within {pool.within_hours:g} h"),
                ("hours a year", f"{total.hours:,.0f}"),
            ),
        )


RULE = Rule("CAP808", "no-stand-in", Severity.NOTE, __doc__, check)
