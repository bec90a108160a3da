"""A complex product goes to large teams, and nobody helps them to set it up.

Without a deployment consultant, adoption tends to be poor and the roll-out slow. A small team
can manage alone; three hundred users of a complex product usually cannot. Paid onboarding
counts as help.

A warning, since a team may manage alone; a note if the complexity is only assumed.

Bad:

    segments:
      - {id: corp, client_team_size: 300, traits: {complexity: high}}  # <- ROL508
    roles:
      - {id: csm, title: Customer Success Manager, extends: "reference:csm"}

Good:

    segments:
      - {id: corp, client_team_size: 300, traits: {complexity: high}}
    roles:
      - {id: csm, title: Customer Success Manager, extends: "reference:csm"}
      - {id: dc, title: Deployment Consultant, extends: "reference:dc"}

Source: Gurnov and Korneeva, "Too Many Managers" (without a deployment consultant adoption tends to
be poor; a small client team can manage).
Fix: add a deployment consultant or onboarding specialist, or give two of their duties to a role
that serves the segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.facts.onboarding import needs_deployment_help
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each large and complex segment without a role that deploys."""
    design = facts.design
    for segment in design.segments if design.roles is not None else ():
        if not needs_deployment_help(design, segment):
            continue
        assumed = "complexity" in segment.traits.assumed
        size = segment.written.client_team_size or 0
        yield Hit(
            path=(*segment.path, "client_team_size"),
            message=f"{segment.name}: {size:g} people take up a product of complexity "
            f"{segment.traits.complexity:g}{' (assumed)' if assumed else ''} and no role "
            "deploys it",
            object=f"segments[{segment.id}].onboard",
            measure=Measure(size, "{:,g} people"),
            severity=Severity.NOTE if assumed else None,
            evidence=(
                ("client_team_size", f"{size:g}"),
                ("small team up to", f"{design.params.small_team_size:g}"),
                ("complexity", f"{segment.traits.complexity:g}"),
                ("doctrine onboarding_owner", segment.rules.onboarding_owner),
            ),
        )


RULE = Rule("ROL508", "deployment-consultant-skipped", Severity.WARNING, __doc__, check)
