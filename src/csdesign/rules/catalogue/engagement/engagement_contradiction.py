"""Two rules of engagement name different leads for the same case.

The account manager and the CSM can then both rely on a rule. The order of the rules decides
nothing, since people do not read them in order; only a rule without conditions gives way to the
others. The message shows a smallest case in which both rules apply.

An error, since the rules contradict each other.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
    engagement_rules:
      - {when: {event: expansion-need}, then: {lead: am}}
      - when: {event: [expansion-need, usage-drop], days_to_renewal: "< 30"}  # <- ROE410
        then: {lead: csm}

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
    engagement_rules:
      - {when: {event: expansion-need}, then: {lead: am}}
      - {when: {event: usage-drop, days_to_renewal: "< 30"}, then: {lead: csm}}
      - {then: {lead: csm}}

Source: Gurnov and Korneeva, "Too Many Managers" (two people over one renewal); consistency of
decision tables is common practice in requirements engineering.
Fix: narrow one of the two rules, or give both the same lead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.cases import said
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each rule that disagrees with an earlier one, with a case."""
    if not facts.design.document.engagement_rules:
        return
    # Loaded only for designs that have such rules.
    from csdesign.rules.engagement_search.compile import compile_rules
    from csdesign.rules.engagement_search.search import contradictions

    compiled = compile_rules(facts.design)
    # Conditions that cannot be read are ROE409's to report.
    for clash in contradictions(compiled) if not compiled.problems else ():
        first, second = clash.first, clash.second
        others = f" (and with {clash.others} more rules)" if clash.others else ""
        yield Hit(
            path=second.path,
            message=f"when {said(clash.case)}, {first.name} names {first.lead} and "
            f"{second.name} names {second.lead}{others}",
            object=f"engagement_rules[{second.name.replace(' ', '-')}]",
            evidence=(
                ("case", said(clash.case)),
                (first.name, first.lead),
                (second.name, second.lead),
            ),
            related=((first.path, f"{first.name} names {first.lead}"),),
        )


RULE = Rule("ROE410", "engagement-contradiction", Severity.ERROR, __doc__, check)
