"""A role delivers or sells work for which its people lack the expertise or the skill.

Customers soon notice whether the person they talk to knows their trade. An interaction states
the expertise that its deliverer needs, and a role that owns a sale needs selling skill.

An error, since the two statements of the design contradict each other.

Bad:

    segments:
      - id: plants
        interactions:
          - {id: audit, stage: onboard, channel: human-1to1, every: quarter, expertise: industry,
             role: csm}
    roles:
      - id: csm
        title: Customer Success Manager
        talent: {expertise: product}  # <- AX005

Bad:

    segments:
      - id: office
        interactions:
          - {id: welcome, stage: onboard, channel: digital, times: 3}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [upsell]
        talent: {skills: [relationship, communication, problem-solving, data]}  # <- AX005

Good:

    segments:
      - id: plants
        interactions:
          - {id: audit, stage: onboard, channel: human-1to1, every: quarter, expertise: industry,
             role: csm}
    roles:
      - id: csm
        title: Customer Success Manager
        owns: [upsell]
        talent:
          skills: [relationship, communication, problem-solving, data, industry, selling]
          expertise: industry

Source: Lincoln Murphy, "How to Define Roles in Customer Success Management" (subject experts);
Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (selling skill).
Fix: hire or train for it, bring an expert to the interaction, or give the sale to a seller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.planning.serving.archetype_table import ADMINISTRATIVE
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Role

_SALES: Final = ("land", "upsell", "cross-sell")
_WORDS: Final = ("generalist", "product", "industry")


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role short of expertise, and each seller without the selling skill.

    A role that does not say what its people know is left alone: unknown is not lacking.
    """
    design = facts.design
    short: dict[str, dict[YamlPath, Interaction]] = {}
    for segment in design.segments:
        for interaction in segment.interactions:
            if interaction.human and interaction.per_customer > 0:
                for name in _lacking(design, interaction):
                    short.setdefault(name, {})[interaction.path] = interaction
    for role in design.roles or ():
        if role.id in short:
            yield _expertise(role, list(short[role.id].values()))
        yield from _selling(design, role)


def _lacking(design: Design, interaction: Interaction) -> list[str]:
    """Return the deliverers that know too little; one expert among several together is enough."""
    lacking = [role for role in interaction.roles if _knows_less(design, role, interaction)]
    if not interaction.any_of and len(lacking) < len(interaction.roles):
        return []
    return lacking


def _knows_less(design: Design, role_id: str, interaction: Interaction) -> bool:
    role = design.role_by_id.get(role_id)
    if role is None or role.talent is None or role.talent.expertise is None:
        return False
    return role.talent.expertise < interaction.expertise


def _expertise(role: Role, interactions: list[Interaction]) -> Hit:
    have = int(role.talent.expertise or 0) if role.talent else 0
    need = max(interaction.expertise for interaction in interactions)
    names = ", ".join(repr(i.name) for i in interactions[:3])
    more = f" and {len(interactions) - 3} more" if len(interactions) > 3 else ""
    needs = "needs" if len(interactions) == 1 else "need"
    return Hit(
        path=(*role.path, "talent"),
        message=f"{role.title} delivers {names}{more}, which {needs} {_WORDS[need]} expertise "
        f"({need} of 2); its people have {_WORDS[have]} ({have})",
        object=f"roles[{role.id}].talent",
        measure=Measure(need - have, "{:g} short"),
        evidence=(("expertise needed", str(need)), ("expertise of the role", str(have))),
        related=tuple((i.path, f"{i.name} needs {_WORDS[i.expertise]}") for i in interactions),
    )


def _selling(design: Design, role: Role) -> Iterator[Hit]:
    if role.talent is None or role.talent.skills is None or "selling" in role.talent.skills:
        return
    sales = {
        cell.motion: cell.path
        for segment in role.segments
        for cell in design.cells_by_role.get((segment, role.id), ())
        if cell.level == "own"
        and (cell.motion in _SALES or _must_be_sold(design, cell.segment, cell.motion))
    }
    if sales:
        yield Hit(
            path=(*role.path, "talent"),
            message=f"{role.title} owns {' and '.join(sales)} and lacks the selling skill",
            object=f"roles[{role.id}].talent",
            evidence=(("skills", ", ".join(role.talent.skills)), ("owns", ", ".join(sales))),
            related=tuple((path, f"owns {motion}") for motion, path in sales.items()),
        )


def _must_be_sold(design: Design, segment_id: str, motion: str) -> bool:
    segment = design.segment_by_id[segment_id]
    commercial = segment.written.commercial
    if motion != "renew" or commercial is None or commercial.renewal is None:
        return False
    return commercial.renewal not in ADMINISTRATIVE


RULE = Rule("AX005", "talent-gap", Severity.ERROR, __doc__, check)
