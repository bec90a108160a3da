"""A role hands something off to itself.

Such a hand-off changes nothing. Most often another role was meant.

A warning, since the hand-off has no effect.

Bad:

    segments: [{id: corp}]
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [adopt]
        hands_off:
          - {to: csm, trigger: the pilot ends}  # <- DUP005

Good:

    segments: [{id: corp}]
    roles:
      - id: dc
        title: Deployment Consultant
        owns: [onboard]
        hands_off: [{to: csm, trigger: the pilot ends}]
      - {id: csm, title: Customer Success Manager, owns: [adopt]}

Source: our own judgement; no published work.
Fix: name the role that receives, or drop the hand-off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.ownership import title
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each hand-off whose receiver is its sender."""
    for passing in facts.passings:
        if passing.to == passing.sender:
            what = f" when {passing.handoff.trigger}" if passing.handoff.trigger else ""
            yield Hit(
                path=passing.path,
                message=f"{title(facts.design, passing.sender)} hands off to itself{what}",
                object=f"roles[{passing.sender}].hands_off[{passing.to}]",
                evidence=(("trigger", passing.handoff.trigger or "not stated"),),
            )


RULE = Rule("DUP005", "handoff-to-itself", Severity.WARNING, __doc__, check)
