"""Somebody leads more people than one person can, or there are too few managers.

Above seven or eight reports, one-to-one talks and coaching are dropped first, and then people
leave. The hours of managers are not part of the plan's hours, so they are easy to forget.

A warning, since experienced teams can work with a larger span.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: head, title: Head of Customer Success}
    positions:
      - {roles: head, direct_reports: 14}  # <- CAP807

Good:

    segments:
      - id: corp
        interactions:
          - {id: tips, stage: onboard, channel: digital, every: week}
    roles:
      - {id: head, title: Head of Customer Success}
    positions:
      - {roles: head, direct_reports: 7}

Source: Goodbary, "CSM to manager ratio": seven reports.
Fix: add a team lead, or move reports to another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Post


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each post with too many reports, and one where leaders are too few.

    Leaders are counted only where some post says that it has reports.
    """
    span = facts.design.params.span
    leaders = [post for post in facts.design.posts or () if post.written.direct_reports]
    for post in leaders:
        reports = post.written.direct_reports or 0
        if reports > span:
            yield Hit(
                path=post.path,
                message=f"{post.written.name or post.id} leads {reports:g} people; "
                f"one leader should have at most {span:g}",
                object=f"positions[{post.id}]",
                evidence=(("direct_reports", f"{reports:g}"), ("span", f"{span:g}")),
                measure=Measure(reports, "{:g} people"),
            )
    yield from _too_few(facts, leaders)


def _too_few(facts: Facts, leaders: Sequence[Post]) -> Iterator[Hit]:
    have, need = sum(post.count for post in leaders), facts.plan.managers
    if not leaders or have >= need:
        return
    yield Hit(
        path=leaders[0].path,
        message=f"the {facts.plan.heads} people of the plan need {need} leaders (at most "
        f"{facts.design.params.span:g} reports each); there {'is' if have == 1 else 'are'} {have}",
        object="plan",
        evidence=(
            ("people", str(facts.plan.heads)),
            ("leaders needed", str(need)),
            ("leaders", str(have)),
            ("span", f"{facts.design.params.span:g}"),
        ),
        measure=Measure(need - have, "{:g} too few"),
    )


RULE = Rule("CAP807", "span-exceeded", Severity.WARNING, __doc__, check)
