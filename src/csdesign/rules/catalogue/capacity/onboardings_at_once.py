"""More onboardings run at once than the people who run them can handle.

The hours may fit into a year and not into a week: a person who runs eight projects at once
cannot attend to all of them. The number at once follows from the starts in a month and from the
duration of one onboarding, which is the latest `by_day` of its milestones.

A warning, since projects differ; it is reported only if the design states `max_concurrent`.

Bad:

    params: {max_concurrent: 3}
    segments:
      - id: corp
        accounts: 60
        new_accounts: 48  # <- CAP812
        milestones: [{id: live, stage: onboard, by_day: 91}]
        interactions:
          - {id: setup, milestone: live, channel: human-1to1, times: 5, effort_hours: 4, role: dc}
    roles: [{id: dc, title: Deployment Consultant, owns: [onboard]}]
    positions: [{roles: dc, count: 2}]

Good:

    params: {max_concurrent: 6}
    segments:
      - id: corp
        accounts: 60
        new_accounts: 48
        milestones: [{id: live, stage: onboard, by_day: 91}]
        interactions:
          - {id: setup, milestone: live, channel: human-1to1, times: 5, effort_hours: 4, role: dc}
    roles: [{id: dc, title: Deployment Consultant, owns: [onboard]}]
    positions: [{roles: dc, count: 2}]

Source: Little's law; M. Albrecht, "Services capacity management" 2 (3 to 4 at a time).
Fix: spread the starts, shorten the onboarding, add people, or raise `max_concurrent`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.capacity.onboarding import concurrency
from csdesign.finding import Measure
from csdesign.planning.serving.deliverers import owner_of
from csdesign.rules.facts.ownership import title
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Segment

_DAYS: Final = 365 / 12
"""Days in a month."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit at the segment with most starts of each role whose people hold too few."""
    design, params = facts.design, facts.design.params
    if "max_concurrent" not in params.model_fields_set or design.posts is None:
        return
    running: dict[str, list[tuple[float, Segment]]] = {}
    for segment in design.segments:
        owner = owner_of(design, segment, "onboard")
        days = [m.by_day for m in segment.milestones if m.stage == "onboard" and m.by_day]
        if owner is not None and days and segment.new_accounts:
            at_once = concurrency(
                starts_per_month=segment.new_accounts / 12,
                duration_months=max(days) / _DAYS,
                max_concurrent=params.max_concurrent,
            ).in_progress
            running.setdefault(owner, []).append((at_once, segment))
    for role, parts in running.items():
        people = math.fsum(post.count * post.fte for post in design.posts_by_role.get(role, ()))
        total = math.fsum(at_once for at_once, _ in parts)
        room = people * params.max_concurrent
        if total > room + 1e-9:
            largest = max(parts, key=lambda part: part[0])[1]
            yield Hit(
                path=(*largest.path, "new_accounts"),
                message=f"{title(design, role)}: {total:.3g} onboardings run at once, and "
                f"{number_of(people, 'full-time person', 'full-time people')} can run {room:g}",
                object=f"roles[{role}]",
                measure=Measure(total - room, "{:.2g} too many"),
                evidence=(("at once", f"{total:.4g}"), ("room", f"{room:g}")),
            )


RULE = Rule("CAP812", "onboardings-at-once", Severity.WARNING, __doc__, check)
