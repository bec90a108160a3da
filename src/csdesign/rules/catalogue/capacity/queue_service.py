"""The people in post cannot serve their queue as promised.

A queue needs more people than its hours divided by theirs: arrivals bunch, and a team without
slack falls behind and never catches up. Part of every paid week is also spent away from the queue.

Bad:

    segments:
      - id: smb
        accounts: 4000
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
          - {id: help, channel: human-pooled, per_year: 2, minutes: 20, effort_hours: 0.5,
             trigger: request, role: support}
    roles:
      - {id: support, title: Customer Support Specialist, kind: support, owns: [serve]}
    positions:
      - {roles: support, count: 2}  # <- CAP804

Good:

    segments:
      - id: smb
        accounts: 4000
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
          - {id: help, channel: human-pooled, per_year: 2, minutes: 20, effort_hours: 0.5,
             trigger: request, role: support}
    roles:
      - {id: support, title: Customer Support Specialist, kind: support, owns: [serve]}
    positions:
      - {roles: support, count: 5}

Source: Henk Tijms, "A First Course in Stochastic Models", 5.3 (Erlang's delay formula).
Fix: staff the queue as the plan says, promise a later answer, or cause fewer requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.coverage import over, under
from csdesign.rules.facts.phrases import counted
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Pool, QueueService, RoleTotal


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose posts leave its queue unstable, late or too busy."""
    for total in facts.plan.roles:
        pool, service = total.pool, total.service
        if pool is None or service is None:
            continue
        judged = _judge(facts, pool, service)
        if judged is None:
            continue
        severity, words = judged
        yield Hit(
            path=facts.design.posts_by_role[total.role][0].path,
            message=f"{total.title}: {_present(service)}; {words}; "
            f"the queue needs {pool.agents} at any time, {pool.rostered} people in all",
            object=f"roles[{total.role}]",
            severity=severity,
            evidence=_evidence(total, pool, service),
        )


def _judge(facts: Facts, pool: Pool, service: QueueService) -> tuple[Severity, str] | None:
    if not under(pool.offered_load, service.agents):
        words = f"work arrives for {pool.offered_load:.2f}, so the queue only grows"
        return Severity.ERROR, words
    if under(service.service_level, pool.target_share):
        words = (
            f"{service.service_level:.0%} are answered within {pool.within_hours:g} h "
            f"({pool.target_share:.0%} are promised)"
        )
        return Severity.WARNING, words
    limit = facts.design.params.max_occupancy
    if over(service.occupancy, limit):
        return Severity.WARNING, f"they are busy {service.occupancy:.0%} of the time ({limit:.0%})"
    return None


def _present(service: QueueService) -> str:
    present = counted(service.agents, "person", "people")
    return f"{service.fte:g} full-time posts keep {present} on the queue"


def _evidence(total: RoleTotal, pool: Pool, service: QueueService) -> tuple[tuple[str, str], ...]:
    return (
        ("offered load", f"{pool.offered_load:.4f} erlang"),
        ("people on the queue", str(service.agents)),
        ("service level", f"{service.service_level:.4f} (target {pool.target_share:g})"),
        ("occupancy", f"{service.occupancy:.4f}"),
        ("segments", ", ".join(total.segments)),
    )


RULE = Rule("CAP804", "queue-service", Severity.ERROR, __doc__, check)
