"""A hand-off has no observable trigger, or starts onboarding too late.

A trigger such as "when the customer is ready" leads to disputes between teams. A usable trigger
is an event, a date or a score: the go-live is accepted, ninety days are left, the health score
is below 60. Onboarding starts within days of the purchase, while the customer still remembers
why it bought.

A warning, since the hand-off exists and works as long as both sides agree on the moment.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        hands_off:
          - {to: csm, trigger: when ready}  # <- ROE402
          - {to: csm, kind: request}  # <- ROE402
      - {id: csm, title: Customer Success Manager}

Bad:

    segments:
      - {id: corp}
    roles:
      - id: ae
        title: Account Executive
        hands_off: [{to: dc, trigger: purchase, stage: onboard, max_days: 30}]  # <- ROE402
      - {id: dc, title: Deployment Consultant, owns: [onboard]}

Good:

    segments:
      - {id: corp}
    roles:
      - id: ae
        title: Account Executive
        hands_off: [{to: dc, trigger: purchase, stage: onboard, max_days: 2}]
      - id: dc
        title: Deployment Consultant
        owns: [onboard]
        hands_off: [{to: csm, trigger: go-live accepted and usage plan agreed}]
      - {id: csm, title: Customer Success Manager}

Source: Gurnov and Korneeva, "Too Many Managers" (the deployment consultant's work starts at once
after the purchase; default limit five days).
Fix: name an event, a date or a score as `trigger`; start onboarding within
`params.onboarding_start_days`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.rules.facts.ownership import title
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell
    from csdesign.rules.facts.handoffs import Passing

_VAGUE: Final = re.compile(
    r"(?:when|if|where|once|as|whenever)?\s*(?:it\s+is\s+|it's\s+|they\s+are\s+|"
    r"the\s+customer\s+is\s+|customer\s+is\s+)?"
    r"(?:ready|appropriate|needed|necessary|required|possible|convenient|sensible|suitable)"
    r"|eventually|at\s+some\s+point|sometimes?|later|soon|asap|tbd|to\s+be\s+defined|ad[\s-]hoc"
    r"|по\s+(?:необходимости|возможности|готовности)|при\s+(?:необходимости|возможности)"
    r"|когда\s+(?:нужно|готов[ыао]?|удобно|потребуется)|если\s+(?:нужно|потребуется)|потом|позже",
    re.IGNORECASE,
)
"""Whole triggers that name no event, no date and no score."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each written hand-off without an observable trigger, or too late a start."""
    design = facts.design
    seen: set[YamlPath] = set()
    for passing in facts.passings:
        if passing.path in seen:
            continue
        seen.add(passing.path)
        trigger = passing.handoff.trigger
        if trigger is None:
            yield _hit(design, passing, "has no trigger: name the event, date or score", "trigger")
        elif _VAGUE.fullmatch(trigger.strip(" .!")):
            shown = visible(trigger, 60)
            yield _hit(design, passing, f"starts {shown!r}: nobody can see that happen", "trigger")
        elif _late(design, passing, facts.owned_cells):
            days, limit = passing.handoff.max_days, design.params.onboarding_start_days
            yield _hit(
                design,
                passing,
                f"gives onboarding {days:g} days to start; at most {limit:g}",
                "max_days",
                Measure(days or 0.0, "{:g} days"),
            )


def _late(design: Design, passing: Passing, owned: Mapping[str, tuple[OwnedCell, ...]]) -> bool:
    days = passing.handoff.max_days
    if days is None or days <= design.params.onboarding_start_days or not passing.moves:
        return False
    if passing.handoff.stage is not None:
        return passing.handoff.stage == "onboard" and not _owns(passing.sender, "onboard", owned)
    return _owns(passing.to, "onboard", owned) and _owns(passing.sender, "land", owned)


def _owns(role: str, motion: str, owned: Mapping[str, tuple[OwnedCell, ...]]) -> bool:
    return any(cell.motion == motion for cell in owned.get(role, ()))


def _hit(
    design: Design, passing: Passing, what: str, key: str, measure: Measure | None = None
) -> Hit:
    return Hit(
        path=(*passing.path, key),
        message=f"{title(design, passing.sender)}: the hand-off to "
        f"{title(design, passing.to)} {what}",
        object=f"roles[{passing.sender}].hands_off[{passing.to}]",
        measure=measure,
        evidence=(
            ("trigger", visible(passing.handoff.trigger or "none", 60)),
            ("limit for onboarding (days)", f"{design.params.onboarding_start_days:g}"),
        ),
    )


RULE = Rule("ROE402", "handoff-without-trigger", Severity.WARNING, __doc__, check)
