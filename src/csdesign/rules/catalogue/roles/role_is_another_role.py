"""A role does the work of another reference role than the one it claims to be.

For example, the "Customer Success Manager" sells add-ons, or the "Deployment Consultant"
answers tickets. The content is compared with the reference roles: codes of duties, motions,
measures, rights and stages; the title does not count. Roles of one family, such as all kinds of
CSM, are not compared with each other.

A warning, since the job may be the right one and only the title wrong.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager  # <- ROL504
        kind: csm
        extends: reference:am

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        kind: csm
        extends: reference:csm-adopt

Source: Gurnov and Korneeva, "Too Many Managers" (the duties show the account manager behind the
CSM title and the support agent behind the consultant's).
Fix: give the role a title that fits its work, or the motions, duties and measures that fit its
title; `csdesign audit` lists the smallest set of changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.finding import Measure
from csdesign.rules.facts.claims import other_work
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Role
    from csdesign.rules.facts.claims import OtherWork


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose nearest reference role is of another family than claimed."""
    design = facts.design
    for role in design.roles or ():
        found = other_work(role, facts.signatures[role.id], design.params.reference_lead)
        if found is not None:
            yield _hit(design, role, found)


def _hit(design: Design, role: Role, found: OtherWork) -> Hit:
    known = reference.roles()
    nearest, claimed = known[found.nearest].title_en, known[found.claimed].title_en
    alike, own = found.nearest_similarity, found.claimed_similarity
    return Hit(
        path=(*role.path, "title"),
        message=f"{role.title!r} does the work of {_article(nearest)}: "
        f"{alike:.2f}, against {own:.2f} for {_article(claimed)}",
        object=f"roles[{role.id}].title",
        measure=Measure(alike - own, "{:.2f} apart"),
        evidence=(
            ("nearest", f"{found.nearest} {alike:.4g}"),
            ("claimed", f"{found.claimed} {own:.4g}"),
            ("lead needed", f"{design.params.reference_lead:g}"),
            ("doctrine", design.rules.preset or "defaults"),
        ),
    )


def _article(title: str) -> str:
    return f"{'an' if title[:1].lower() in 'aeio' else 'a'} {title}"


RULE = Rule("ROL504", "role-is-another-role", Severity.WARNING, __doc__, check)
