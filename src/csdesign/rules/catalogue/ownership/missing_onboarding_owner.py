"""New customers arrive and nobody owns their onboarding.

The first weeks are the riskiest: the sale is closed, support waits for a ticket, and nobody helps
the customer begin. Somebody brings every new customer to first value: a deployment consultant, an
onboarding team, the CSM or, by a declared rule, the customer itself if its team is small.

An error, since the design has new customers and nobody answers for their start.

Bad:

    segments:
      - {id: corp, new_accounts: 20}  # <- OWN305
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Good:

    segments:
      - {id: corp, new_accounts: 20}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [onboard, adopt]}

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (onboarding may need a
team of its own); Genroe, "What is a Customer Success Manager?" (the first days are the riskiest);
Gurnov and Korneeva, "Too Many Managers" (the deployment consultant starts at once).
Fix: let a deployment consultant, an onboarding team or the CSM own `onboard`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.facts.onboarding import onboards_itself
from csdesign.rules.facts.ownership import ownership_stated
from csdesign.rules.facts.phrases import plainly, some
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each segment with new customers whose onboarding nobody owns."""
    design = facts.design
    if not ownership_stated(design):
        return
    for segment, motion, cells, held in facts.applicable:
        if motion != "onboard" or held or not segment.new_accounts:
            continue
        if onboards_itself(design, segment):
            continue
        object_ = f"segments[{segment.id}].onboard"
        yield Hit(
            path=(*segment.path, "new_accounts"),
            message=f"{segment.name}: nobody owns the onboarding of its "
            f"{number_of(segment.new_accounts, 'new customer')} a year",
            object=object_,
            measure=Measure(segment.new_accounts, "{:,g} new customers"),
            evidence=(
                ("new customers a year", plainly(segment.new_accounts)),
                ("supported by", some(cell.role for cell in cells) or "nobody"),
                ("doctrine onboarding_owner", segment.rules.onboarding_owner),
            ),
            silences=(("OWN301", object_),),
        )


RULE = Rule("OWN305", "missing-onboarding-owner", Severity.ERROR, __doc__, check)
