"""More customers give up before anybody answers than a queue should lose.

Queues are sized for customers who wait. If customers have little patience (`patience_hours`), some
leave before their turn, and the promise is kept only to the others.

A warning, since some loss may be accepted; without `patience_hours` customers are assumed to
wait.

Bad:

    params: {patience_hours: 0.001}  # <- CAP811
    segments:
      - id: smb
        accounts: 900
        interactions:
          - {id: ask, channel: human-pooled, per_year: 40, effort_hours: 0.5, trigger: request,
             role: desk, answer: {within_hours: 1, share: 0.8}}
    roles:
      - {id: desk, title: Support Desk, kind: support, owns: [serve]}

Good:

    params: {patience_hours: 4}
    segments:
      - id: smb
        accounts: 900
        interactions:
          - {id: ask, channel: human-pooled, per_year: 40, effort_hours: 0.5, trigger: request,
             role: desk, answer: {within_hours: 1, share: 0.8}}
    roles:
      - {id: desk, title: Support Desk, kind: support, owns: [serve]}

Source: A. Mandelbaum and S. Zeltyn, "The Palm/Erlang-A queue, with applications to call centers";
the limit of 5% is our own judgement.
Fix: promise a sooner answer, so that more people are on the queue, or call back those who left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIMIT: Final = 0.05


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each queue that loses more than 5% of its requests as it is sized."""
    patience = facts.design.params.patience_hours
    if patience is None:
        return
    from csdesign.capacity.impatience import erlang_a  # few designs state a patience

    for row in facts.plan.roles:
        pool = row.pool
        if pool is None or pool.agents < 1 or not pool.arrivals_per_hour:
            continue
        lost = erlang_a(
            arrivals_per_hour=pool.arrivals_per_hour,
            handle_hours=pool.handle_hours,
            patience_hours=patience,
            agents=pool.agents,
        ).p_abandon
        if lost > _LIMIT:
            yield Hit(
                path=("params", "patience_hours"),
                message=f"{row.title}: {lost:.0%} of the requests give up before anybody answers, "
                f"with {pool.agents} on the queue and a patience of {patience:g} h",
                object=f"roles[{row.role}]",
                measure=Measure(lost, "{:.0%}"),
                evidence=(
                    ("give up", f"{lost:.4f}"),
                    ("on the queue", str(pool.agents)),
                    ("patience_hours", f"{patience:g}"),
                ),
            )


RULE = Rule("CAP811", "customers-give-up", Severity.WARNING, __doc__, check)
