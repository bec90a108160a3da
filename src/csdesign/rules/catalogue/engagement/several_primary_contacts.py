"""Two roles are the primary contact in one stage.

If the account manager and the CSM are both the main contact, the customer calls whoever answered
last time. One role leads the champion in each stage. The two members of one pod may share the lead,
and so may two roles that one person holds.

An error, since the grid names two people for one place; a warning for another stakeholder than
the champion.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager, owns: [upsell], supports: [adopt]}
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    engagement:
      adopt:
        champion: {csm: lead, am: lead}  # <- ROE404

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager, owns: [upsell], supports: [adopt]}
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    engagement:
      adopt:
        champion: {csm: lead, am: contribute}

Source: Gurnov and Korneeva, "Too Many Managers" (the account manager is the primary contact);
Genroe, "What is a Customer Success Manager?" (the CSM is): the doctrine decides, not both.
Fix: keep the lead that `doctrine.primary_contact` names and let the other contribute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.engagement import CHAMPION, one_pod, rows
from csdesign.rules.facts.phrases import some
from csdesign.rules.facts.staff import same_person
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Segment
    from csdesign.rules.facts.engagement import Row


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each stakeholder whom two roles lead in one stage."""
    design = facts.design
    found: dict[Row, list[Segment]] = {}
    for segment in design.segments if design.document.engagement is not None else ():
        for row in rows(design, segment):
            if len(row.leads) > 1 and not _one_contact(design, segment, row.leads):
                found.setdefault(row, []).append(segment)
    for row, segments in found.items():
        yield _hit(row, segments)


def _one_contact(design: Design, segment: Segment, leads: tuple[str, ...]) -> bool:
    if one_pod(design, segment, leads):
        return True
    return all(same_person(design, leads[0], other) for other in leads[1:])


def _hit(row: Row, segments: list[Segment]) -> Hit:
    names = some(segment.name for segment in segments)
    primary = row.stakeholder == CHAMPION
    what = "are both the primary contact" if primary else f"both lead the {row.stakeholder}"
    switch = " or ".join(sorted({segment.rules.primary_contact for segment in segments}))
    return Hit(
        path=row.path,
        message=f"{names}: {' and '.join(row.leads)} {what} in the {row.stage} stage; "
        "one leads, the other contributes",
        object=row.object,
        severity=None if primary else Severity.WARNING,
        evidence=(
            ("leads", ", ".join(row.leads)),
            ("segments", names),
            ("doctrine primary_contact", switch),
        ),
        related=tuple(((*row.path, role), f"{role} leads") for role in row.leads),
    )


RULE = Rule("ROE404", "several-primary-contacts", Severity.ERROR, __doc__, check)
