"""Several people share work that fewer people could do.

People may have other work that this design does not list. But five people at a tenth of their
year suggest a team that could serve another segment too.

A note, since it is not a fault in itself.

Bad:

    segments:
      - id: corp
        accounts: 10
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm, count: 3}  # <- CAP802

Good:

    segments:
      - id: corp
        accounts: 10
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 30, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {roles: csm}

Source: the limit of one half is our own judgement.
Fix: let the team serve another segment too, or write down the other work it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each person with colleagues whose listed work fills less than the limit.

    People without any listed work, such as sellers, are not judged.
    """
    limit = facts.design.params.idle_load
    for person in facts.plan.people:
        if person.colleagues <= 1 or not under(person.busy, limit):
            continue
        titles = " and ".join(title_of(facts.design, role) for role in person.roles)
        each = f"each of {person.count} posts" if person.count > 1 else f"{person.fte:g} FTE"
        yield Hit(
            path=person.path,
            message=f"{person.name} ({titles}; {each}) is {person.busy:.0%} booked, "
            f"and {person.colleagues} people share the work",
            object=f"positions[{person.id}]",
            evidence=(
                ("booked", f"{person.busy:.4f}"),
                ("hours a year", f"{person.hours:,.0f}"),
                ("people", str(person.colleagues)),
                ("idle_load", f"{limit:g}"),
            ),
            measure=Measure(person.busy, "{:.0%}", falling=True),
        )


RULE = Rule("CAP802", "capacity-idle", Severity.NOTE, __doc__, check)
