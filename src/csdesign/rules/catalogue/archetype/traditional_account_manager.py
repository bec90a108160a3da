"""A role titled customer success manager has the job of an account manager.

Whoever owns adoption, renewals, growth and new sales at once works on what is measured in money
this quarter. The company may need that job, but it is an account manager's, and the customers
were told something else.

A warning, since the job may be right and only the title wrong.

Bad:

    segments:
      - id: corp
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
    roles:
      - id: csm  # <- ARC203
        title: Customer Success Manager
        owns: [adopt, renew, upsell, cross-sell]

Bad:

    segments:
      - id: corp
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
      - {id: seller, title: Seller, owns: [upsell, cross-sell]}
    positions:
      - {id: north, roles: [csm, seller]}  # <- ARC203

Good:

    segments:
      - id: corp
        interactions:
          - {id: talk, stage: onboard, channel: human-1to1, every: month, minutes: 90, role: csm}
    roles:
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
      - {id: seller, title: Seller, owns: [upsell, cross-sell]}
    positions:
      - {id: north, roles: [csm]}
      - {id: south, roles: [seller]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition"; Andrew
Gurnov and Olga Korneeva (Wrike), on the seven roles.
Fix: call the role account manager, or give the new sale to a seller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.planning.serving.archetype_table import OWNED
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Post, Role

_WHOLE: Final = OWNED["adopt-renew-expand"]


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each CSM, and each person who is one, that owns a whole account."""
    design = facts.design
    owned = _owned(design)
    alone: set[str] = set()
    for role in design.roles or ():
        segments = [name for name in role.segments if owned.get((role.id, name), set()) >= _WHOLE]
        if segments and _titled_csm(role):
            alone.add(role.id)
            yield _hit(role.path, repr(role.title), f"roles[{role.id}]", segments, role.title)
    for post in design.posts or ():
        yield from _person(design, post, owned, alone)


def _person(
    design: Design, post: Post, owned: dict[tuple[str, str], set[str]], alone: set[str]
) -> Iterator[Hit]:
    roles = [design.role_by_id[name] for name in post.roles if name in design.role_by_id]
    if len(roles) < 2 or alone & set(post.roles) or not any(_titled_csm(role) for role in roles):
        return
    served = post.segments or tuple(segment.id for segment in design.segments)
    segments = [
        name
        for name in served
        if set().union(*(owned.get((role.id, name), set()) for role in roles)) >= _WHOLE
    ]
    if segments:
        titles = " and ".join(role.title for role in roles)
        yield _hit(post.path, f"{post.id} ({titles})", f"positions[{post.id}]", segments, titles)


def _hit(
    path: tuple[str | int, ...], who: str, object_: str, segments: list[str], titles: str
) -> Hit:
    return Hit(
        path=path,
        message=f"{who} owns use, renewal, growth and new sales in {', '.join(segments)}: "
        "that is an account manager",
        object=object_,
        evidence=(("owns", ", ".join(sorted(_WHOLE))), ("titles", titles)),
    )


def _owned(design: Design) -> dict[tuple[str, str], set[str]]:
    """Return the motions that each role owns in each segment."""
    found: dict[tuple[str, str], set[str]] = {}
    for cell in design.cells:
        if cell.level == "own":
            found.setdefault((cell.role, cell.segment), set()).add(cell.motion)
    return found


def _titled_csm(role: Role) -> bool:
    kind = reference.by_title(role.title)
    if kind is not None:
        return reference.roles()[kind].family == "csm"
    words = role.title.casefold().replace("-", " ").split()
    success = next(word for word in reference.title_words() if word.id == "success")
    return "csm" in words or bool({*success.words_en, *success.words_ru} & set(words))


RULE = Rule("ARC203", "traditional-account-manager", Severity.WARNING, __doc__, check)
