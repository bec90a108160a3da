"""The people in post cannot serve their queue as promised.

If an answer is promised within less than four hours, more people must be present than the hours
alone require, because requests do not arrive evenly. Part of every paid week is spent away from the
queue. With a longer promise the work can be scheduled, and the hours decide.

An error if fewer people are present than the arriving work keeps busy, since the queue then grows
without end; a warning if the promise is missed, or if an answer is promised and there is no queue:
nobody is kept ready for one-to-one talks or for planned work.

Bad:

    segments:
      - id: plants
        accounts: 150
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
          - {id: alarm, channel: human-1to1, per_year: 6, effort_hours: 0.5, trigger: signal,
             answer: {within_hours: 1}, role: desk}  # <- CAP804
    roles:
      - {id: desk, title: Support Desk, kind: support, owns: [serve]}

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
      - {roles: support}  # <- CAP804

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
      - {roles: support, count: 4}

Source: Henk Tijms, "A First Course in Stochastic Models", 5.3 (Erlang's delay formula).
Fix: staff the queue as the plan says, promise a later answer, or cause fewer requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.planning.results import Pool, QueueService, RoleTotal


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each queue that fails its promise, and each promise without a queue."""
    yield from _without_queue(facts)
    for total in facts.plan.roles:
        pool, service = total.pool, total.service
        if pool is None or service is None:
            continue
        severity = _judge(pool, service)
        if severity is None:
            continue
        yield Hit(
            path=facts.design.posts_by_role[total.role][0].path,
            message=f"{total.title}: {_present(service)}; {_wanted(pool, severity)}",
            object=f"roles[{total.role}]",
            severity=severity,
            evidence=_evidence(total, pool, service),
            measure=_measure(pool, service, severity),
        )


def _without_queue(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each promised answer that no queue keeps."""
    seen: set[YamlPath] = set()
    for segment in facts.design.segments:
        for promise in segment.interactions:
            pooled = promise.channel == "human-pooled" and not promise.planned
            if promise.answer_within_hours is None or pooled or promise.path in seen:
                continue
            seen.add(promise.path)
            hours = f"{promise.answer_within_hours:g} h"
            yield Hit(
                path=(*promise.path, "answer"),
                message=f"{segment.name}: '{promise.name}' promises an answer within {hours}, but "
                "nobody is kept ready for it: only requests and signals of `channel: human-pooled` "
                "have a queue",
                object=f"segments[{segment.id}].interactions[{promise.id}]",
                severity=Severity.WARNING,
                evidence=(("promise", hours), ("channel", promise.channel)),
                fix="write `channel: human-pooled` for a desk that answers, or leave `answer` out",
                measure=Measure(promise.answer_within_hours, "{:g} h", falling=True),
            )


def _judge(pool: Pool, service: QueueService) -> Severity | None:
    if under(service.present, pool.offered_load):
        return Severity.ERROR
    if pool.short and under(service.present, pool.agents):
        return Severity.WARNING
    return None


def _measure(pool: Pool, service: QueueService, severity: Severity) -> Measure:
    """Return how many people are missing on the queue."""
    wanted = pool.offered_load if severity is Severity.ERROR else pool.agents
    return Measure(wanted - service.present, "{:.2g} too few")


def _present(service: QueueService) -> str:
    posts = number_of(service.people, "post keeps", "posts keep")
    full_time = "" if service.fte == service.people else f" ({service.fte:g} full-time)"
    people = "person" if f"{service.present:.2g}" == "1" else "people"
    return f"{posts}{full_time} {service.present:.2g} {people} on the queue"


def _wanted(pool: Pool, severity: Severity) -> str:
    promise = f"an answer within {pool.within_hours:g} h"
    people = number_of(pool.rostered, "full-time post", "full-time posts")
    whole = f"{pool.agents} at any time, so {people}"
    if severity is Severity.ERROR:
        when = "the busiest hour brings" if pool.short else "on average there is"
        words = f"{when} work for {pool.offered_load:.2g}, so the queue only grows"
        return f"{words}; {promise} takes {whole}" if pool.short else words
    return f"{promise} takes {whole}"


def _evidence(total: RoleTotal, pool: Pool, service: QueueService) -> tuple[tuple[str, str], ...]:
    return (
        ("offered load", f"{pool.offered_load:.4f} erlang"),
        ("people on the queue", f"{service.present:.4f}"),
        ("needed on the queue", str(pool.agents)),
        ("promise", f"{pool.target_share:g} within {pool.within_hours:g} h"),
        ("one full-time person is there", f"{pool.present:.4f}"),
        ("segments", ", ".join(total.segments)),
    )


RULE = Rule("CAP804", "queue-service", Severity.ERROR, __doc__, check)
