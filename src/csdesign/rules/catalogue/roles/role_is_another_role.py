"""What the role does is the work of another standard role than the one it claims to be.

The "Customer Success Manager" sells add-ons, the "Deployment Consultant" answers tickets. Content
is compared with the reference roles: duties by their codes, motions, measures, rights and stages;
the title counts for nothing. Kinds of one family are kinds of each other.

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

Source: Gurnov and Korneeva, "Too Many Managers" (a short look at the duties unmasks the account
manager behind the CSM and the support agent behind the consultant).
Fix: give the role the title of what it does, or the motions, duties and measures of its title;
`csdesign audit` lists the smallest set of changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.rules.people.owners import levels_by_role
from csdesign.rules.people.signatures import nearest_kinds, signature_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Role

_LEAST_DUTIES: Final = 2


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role whose nearest reference role is of another family than claimed."""
    design = facts.design
    levels = levels_by_role(design)
    for role in design.roles or ():
        claimed = role.kind or reference.by_title(role.title)
        if claimed is None or not _is_coded(role):
            continue
        ranked = nearest_kinds(signature_of(role, levels.get(role.id)))
        family = reference.roles()[claimed].family
        nearest, alike = ranked[0]
        own = max(value for kind, value in ranked if reference.roles()[kind].family == family)
        if alike - own >= design.params.reference_lead - 1e-9:
            yield _hit(design, role, claimed, dict(ranked)[claimed], nearest, alike)


def _is_coded(role: Role) -> bool:
    """Return whether authors coded most duties: the audit judges the others by their words."""
    duties = role.duties or ()
    coded = sum(duty.code in reference.vocabulary() for duty in duties)
    return coded >= _LEAST_DUTIES and 2 * coded >= len(duties)


def _hit(design: Design, role: Role, claimed: str, own: float, nearest: str, alike: float) -> Hit:
    known = reference.roles()
    return Hit(
        path=(*role.path, "title"),
        message=f"{role.title!r} does the work of {_article(known[nearest].title_en)}: "
        f"{alike:.2f}, against {own:.2f} for {_article(known[claimed].title_en)}",
        object=f"roles[{role.id}].title",
        evidence=(
            ("nearest", f"{nearest} {alike:.4g}"),
            ("claimed", f"{claimed} {own:.4g}"),
            ("lead needed", f"{design.params.reference_lead:g}"),
            ("doctrine", design.rules.preset or "defaults"),
        ),
    )


def _article(title: str) -> str:
    return f"{'an' if title[:1].lower() in 'aeio' else 'a'} {title}"


RULE = Rule("ROL504", "role-is-another-role", Severity.WARNING, __doc__, check)
