"""A customer meets too many people of the company.

Each contact makes sense on an organisation chart, but five names in one stage, or eight over
the years, are more than a customer can follow. The count is made as the customer meets them:
one person for each role that leads or contributes, one for a person with several roles. Queues
and programmes count as desks, without a name.

A warning above the first limit, since a complex product may need them; an error well above it.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
      - {id: dc, title: Deployment Consultant}
      - {id: trainer, title: Trainer}
    engagement:
      onboard:  # <- ROE405
        champion: {dc: lead, csm: contribute}
        sponsor: {am: lead}
        users: {trainer: lead}

Good:

    segments:
      - {id: corp}
    roles:
      - {id: am, title: Account Manager}
      - {id: csm, title: Customer Success Manager}
      - {id: dc, title: Deployment Consultant}
      - {id: trainer, title: Trainer}
    engagement:
      onboard:
        champion: {dc: lead, csm: inform}
        sponsor: {am: lead}
        users: {trainer: lead}

Source: Gurnov and Korneeva, "Too Many Managers"; the limits (3 a stage, 6 over the lifecycle, 2
transfers) are this tool's own: the seven classic roles sit exactly on them.
Fix: let one person hold two roles, or contribute on request only (`inform`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.finding import Measure
from csdesign.rules.facts.phrases import some
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.params import Params
    from csdesign.planning.results import Contacts, SegmentPlan


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each stage, lifecycle and chain of transfers over its limit."""
    params = facts.design.params
    for plan in facts.plan.segments:
        if plan.contacts is not None:
            yield from _stages(plan, plan.contacts, params)
            yield from _lifecycle(plan, plan.contacts, params)


def _stages(plan: SegmentPlan, contacts: Contacts, params: Params) -> Iterator[Hit]:
    for stage, met in contacts.by_stage.items():
        if met.named > params.named_contacts_warning:
            error = met.named > params.named_contacts_error
            yield Hit(
                path=("engagement", stage),
                message=f"{plan.segment.name}: a customer meets {met.named} named people in the "
                f"{stage} stage ({some(met.roles)}); at most {params.named_contacts_warning:g}",
                object=f"segments[{plan.id}].contacts[{stage}]",
                severity=Severity.ERROR if error else None,
                evidence=(
                    ("named people", str(met.named)),
                    ("desks", str(met.desks)),
                    ("new faces", str(met.new_faces)),
                    ("limit", f"{params.named_contacts_warning:g}"),
                ),
                measure=Measure(met.named, "{:g} people"),
            )


def _lifecycle(plan: SegmentPlan, contacts: Contacts, params: Params) -> Iterator[Hit]:
    named, moves = contacts.lifetime_named, contacts.transfers_after_purchase
    if named > params.lifetime_contacts_warning:
        error = named > params.lifetime_contacts_error
        yield Hit(
            path=("engagement",),
            message=f"{plan.segment.name}: a customer meets {named} named people over its life; "
            f"at most {params.lifetime_contacts_warning:g}",
            object=f"segments[{plan.id}].contacts",
            severity=Severity.ERROR if error else None,
            evidence=(
                ("named people", str(named)),
                ("limit", f"{params.lifetime_contacts_warning:g}"),
            ),
            measure=Measure(named, "{:g} people"),
        )
    if moves > params.transfers_warning:
        yield Hit(
            path=("engagement",),
            message=f"{plan.segment.name}: the primary contact changes "
            f"{number_of(moves, 'time')} after the purchase; at most {params.transfers_warning:g}",
            object=f"segments[{plan.id}].contacts.transfers",
            evidence=(("transfers", str(moves)), ("limit", f"{params.transfers_warning:g}")),
            measure=Measure(moves, "{:g} times"),
        )


RULE = Rule("ROE405", "too-many-contacts", Severity.WARNING, __doc__, check)
