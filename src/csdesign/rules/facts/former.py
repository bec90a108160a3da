"""Roles compared with their former selves: the only comparison of wordings in `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from csdesign.finding import Hit, Measure
from csdesign.rules.facts.ownership import levels_by_role
from csdesign.rules.facts.signatures import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Role
    from csdesign.model.role import Kpi
    from csdesign.reference import Level, Motion
    from csdesign.roles.text.role import Item, RoleText
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = [
    "compared_with_former",
    "evidence_of",
    "is_renamed",
    "renaming_words",
    "role_text",
    "shared_words",
    "title_hit",
]


def role_text(role: Role, levels: Mapping[str, str] | None) -> RoleText:
    """Return a role of the design as the comparison reads it."""
    from csdesign.roles.text.role import Item, RoleText

    duties, kpis = role.duties, role.kpis
    needs, rights = role.requirements, role.decision_rights
    return RoleText(
        title=role.title,
        aliases=role.aliases,
        responsibilities=None
        if duties is None
        else tuple(Item(duty.code, duty.text, duty.path) for duty in duties),
        requirements=None if needs is None else tuple(Item(None, text, at) for text, at in needs),
        kpis=None if kpis is None else tuple(_measure(kpi, at) for kpi, at in kpis),
        decision_rights=None if rights is None else tuple(Item(right) for right in rights),
        stages=role.stages,
        motions=cast("Mapping[Motion, Level] | None", levels),
        segments=role.segments,
        id=role.id,
    )


def _measure(kpi: Kpi, place: YamlPath) -> Item:
    """Return a measure as a line: its words, by the code of its author where it has one."""
    from csdesign.roles.text.role import Item

    code = None if kpi.id == kpi.words else kpi.id
    return Item(code, kpi.words, place)


def compared_with_former(design: Design) -> Iterator[tuple[Role, Role, RoleComparison]]:
    """Yield each role with a stated former self, that former self, and their comparison.

    The other roles of the design are the contrast against which wordings are judged.
    """
    roles = [role for role in design.roles or () if role.former is not None]
    if not roles:
        return
    # Designs without former roles never load the comparison.
    from csdesign.roles.verdict.comparison import RoleFile

    levels = levels_by_role(design)
    texts = [role_text(role, levels.get(role.id)) for role in design.roles or ()]
    place = design.place_of_role
    formers = [role.former for role in roles if role.former is not None]
    file = RoleFile([*texts, *(role_text(former, former.motions) for former in formers)])
    for number, (role, former) in enumerate(zip(roles, formers, strict=True)):
        yield role, former, file.compare(len(texts) + number, place[role.id])


def is_renamed(role: Role, former: Role) -> bool:
    """Return whether the title has changed."""
    return plain(role.title) != plain(former.title)


def shared_words(result: RoleComparison) -> str:
    """Return the kept, removed and new duties: `kept 7 of 8 duties, 1 gone, 2 new`."""
    duties = result.duties
    gone, new = len(duties.only_in_a), len(duties.only_in_b)
    words = f"kept {duties.size_a - gone} of {duties.size_a} duties"
    return words + (f", {gone} gone" if gone else "") + (f", {new} new" if new else "")


def renaming_words(after: str, before: str, result: RoleComparison) -> str:
    """Return the meaning of a new title for the job; `after` and `before` are the quoted titles."""
    kept = shared_words(result)
    if result.asked:
        return f"{after} may be the job of {before}: {result.reason}; {kept}; please read both"
    if result.verdict == "unchanged":
        return f"{after} is the job of {before} under a new title: {kept}"
    return f"{after} is still the job of {before}: {kept}"


def title_hit(
    role: Role,
    former: Role,
    result: RoleComparison,
    message: str,
    *,
    reason: str = "",
    falling: bool = False,
) -> Hit:
    """Return the hit at a title for what a comparison with the former self shows.

    It gets worse with the share of duties that were kept; with `falling`, with less of it.
    """
    return Hit(
        path=(*role.path, "title"),
        message=message,
        object=f"roles[{role.id}].title",
        measure=Measure(result.matched_share, "{:.0%} kept", falling=falling),
        evidence=(*evidence_of(result), *((("reason", reason),) if reason else ())),
        related=((former.path, "what it was before"),),
        related_objects=(f"roles[{former.id}]",),
    )


def evidence_of(result: RoleComparison) -> tuple[tuple[str, str], ...]:
    """Return the numbers behind a verdict, and the parts that could not be compared."""
    parts = ", ".join(
        f"{name} {value:.2f}" for name, value in result.components.items() if value is not None
    )
    exchanged = ", ".join(f"{item.before} -> {item.after}" for item in result.exchanged)
    before, after = (round(100 * share) for share in result.coverage)
    return (
        ("tier", result.tier or "none"),
        ("similarity", f"{result.similarity:.4g}"),
        ("duties", shared_words(result)),
        ("coverage", f"{before}% of the one, {after}% of the other"),
        ("parts", parts or "none"),
        ("new duties", "; ".join(line.text for line in result.only_in_b[:5]) or "none"),
        ("exchanged", exchanged or "none"),
        ("vetoes", "; ".join(veto.message for veto in result.vetoes) or "none"),
        ("not compared", ", ".join(result.not_compared) or "nothing left out"),
        ("channels", ", ".join(result.channels) or "none"),
        ("sure", result.sureness),
    )
