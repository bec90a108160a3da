"""The roles that serve a segment: practitioner, programme owner, and each role's assignment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from csdesign import reference
from csdesign.planning.coverage.decision import PRACTITIONERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Design, Interaction, Role, Segment

__all__ = [
    "MOTION_OF_STAGE",
    "PROGRAMME",
    "SUPPORT",
    "UNASSIGNED",
    "Given",
    "assignment_of",
    "family_of",
    "given_to",
    "is_csm",
    "kind_of",
    "motion_owner",
    "only_role",
    "owner_of",
    "practitioner_role",
    "programme_hours_of",
    "programme_owner",
    "programme_runner",
    "shares",
    "title_of",
]

PROGRAMME: Final = "digital-programme-manager"
SUPPORT: Final = "support"
UNASSIGNED: Final = "unassigned"
"""The role of work for which the design names neither an owner nor a coverage level."""
MOTION_OF_STAGE: Final = {
    "prospect": "land",
    "evaluate": "land",
    "onboard": "onboard",
    "adopt": "adopt",
    "expand": "upsell",
    "renew": "renew",
}
"""The motion that the work of a stage belongs to."""
# Sentences are folded before they are searched: that takes a twentieth of the time of IGNORECASE,
# with which every branch is tried at every place.
_MAKES: Final = re.compile(
    r"\b(?:write|send|run|build|produc|creat|publish|plan|design|manag|edit|automat|maintain|own|"
    r"пиш|рассыла|отправля|вед[её]|созда|готов|публик|автоматиз|поддержива)"
)
_AUTOMATED: Final = re.compile(
    r"newsletter|e-?mails?\b|mailing|campaign|in-app|in-product|automat|lifecycle|nurtur|digital|"
    r"self-serv|webinar|tutorial|documentation|help cent|knowledge base|community|"
    r"рассыл|письм|автоматиз|вебинар|база знаний|базу знаний|справк"
)
_MEDIA: Final = re.compile(r"\b(?:mails?|guides?|docs)\b")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_OTHERS: Final = frozenset({"sdr", "ae", "am", "dc", "renewal-specialist", "support"})


def family_of(design: Design, role_id: str) -> str | None:
    """Return the reference family a role claims, by kind, by its own id, or by what it extends."""
    kind = kind_of(design, role_id)
    return None if kind is None else reference.roles()[kind].family


def kind_of(design: Design, role_id: str) -> str | None:
    """Return the reference role a role claims to be, or None."""
    role, known = design.role_by_id.get(role_id), reference.roles()
    if role is None:
        return role_id if role_id in known else None
    if role.kind in known:
        return role.kind
    base = (role.extends or "").removeprefix("reference:")
    return base if base in known else None


def is_csm(design: Design, role_id: str) -> bool:
    """Return whether a role is a CSM: by its claim, else by its title.

    A role that claims nothing and whose title names another trade is none; one whose title says
    nothing is taken for a CSM where it owns adopt.
    """
    kind = kind_of(design, role_id)
    role = design.role_by_id.get(role_id)
    if kind is None and role is not None:
        kind = reference.by_title(role.title)
    return kind is None or reference.roles()[kind].family == "csm"


def practitioner_role(design: Design, segment: Segment) -> str | None:
    """Return the role that owns adopt in the segment; without roles, who does most of the talking.

    A co-owner counts where nobody owns alone, the lead first; without any, the only role.
    """
    cells = design.cells_by_motion.get((segment.id, "adopt"), ())
    for cell in cells:
        if cell.level == "own":
            return cell.role
    pair = [cell for cell in cells if cell.level == "co-own"]
    for cell in pair:
        if cell.lead in {None, cell.role}:
            return cell.role
    if design.roles is not None:
        return pair[0].role if pair else only_role(design, segment)
    hours: dict[str, float] = {}
    for interaction in segment.interactions:
        if interaction.human:
            for role, part in shares(design, segment, interaction, None):
                hours[role] = hours.get(role, 0) + part * max(segment.yearly(interaction), 1e-12)
    own = {
        role: h
        for role, h in hours.items()
        if role != UNASSIGNED and kind_of(design, role) not in _OTHERS
    }
    return max(own, key=lambda role: own[role]) if own else None


def programme_owner(design: Design, segment: Segment, practitioner: str | None) -> str:
    """Return the role that does the hours of a segment's digital programme."""
    return programme_hours_of(design, programme_runner(design, segment, practitioner), practitioner)


def programme_hours_of(design: Design, runner: str | None, practitioner: str | None) -> str:
    """Return the role that does the hours of a digital programme whose runner is known."""
    if runner is not None:
        return runner
    return PROGRAMME if practitioner is None or design.roles is None else practitioner


def programme_runner(design: Design, segment: Segment, practitioner: str | None) -> str | None:
    """Return the role that runs the digital programme of a segment, or None if nobody does.

    That is who holds the duty or claims the kind; else the one role that every digital
    interaction names; else the first whose duties say it in words (`Sends the monthly tips`); else
    an adopt owner who is met as a programme.
    """
    for role in design.roles_by_segment[segment.id]:
        if "run-digital-programme" in role.codes or role.kind == PROGRAMME:
            return role.id
    digital = [
        i for i in segment.interactions if i.channel == "digital" and i.occurrences * i.share > 0
    ]
    named = {i.roles[:1] for i in digital}
    if len(named) == 1 and named != {()}:
        return next(iter(named))[0]
    for role in design.roles_by_segment[segment.id]:
        if any(_says_it(duty.text, digital) for duty in role.duties or () if duty.text):
            return role.id
    if practitioner is not None and assignment_of(design, segment, practitioner, None) == (
        "programme"
    ):
        return practitioner
    return None


def _says_it(sentence: str, digital: Sequence[Interaction]) -> bool:
    """Return whether a duty in words makes or sends automated content, or names a part of it."""
    said = sentence.casefold()
    if not _MAKES.search(said):
        return False
    if _AUTOMATED.search(said) or _MEDIA.search(said):
        return True
    words = set(_WORD.findall(said))
    return any(
        not words.isdisjoint(_WORD.findall(f"{interaction.id} {interaction.name}".casefold()))
        for interaction in digital
    )


def assignment_of(
    design: Design,
    segment: Segment,
    role_id: str,
    assignment: str | None,
    practitioner: str | None = None,
) -> str:
    """Return the assignment of a role in a segment: named, queue or programme.

    What the author states comes first, then the segment's assignment for its practitioner; what
    the catalogue says of a kind is only a default.
    """
    role = design.role_by_id.get(role_id)
    stated = _stated_coverage(design, role)
    if stated is not None:
        return stated
    if assignment is not None and role_id == practitioner:
        return assignment
    if role is not None and role.coverage is not None:
        return role.coverage
    kind = kind_of(design, role_id)
    if kind == SUPPORT or _owns_only_service(design, segment, role):
        return "queue"
    if kind == PROGRAMME or role_id == PRACTITIONERS["tech-touch"]:
        return "programme"
    return "named"


def _stated_coverage(design: Design, role: Role | None) -> str | None:
    """Return the coverage that the role, or a role of the design it extends, has in writing."""
    while role is not None:
        written = getattr(role.written, "coverage", None)
        if written is not None:
            return str(written)
        role = design.role_by_id.get(role.extends or "")
    return None


def _owns_only_service(design: Design, segment: Segment, role: Role | None) -> bool:
    if role is None:
        return False
    cells = design.cells_by_role.get((segment.id, role.id), ())
    owned = {cell.motion for cell in cells if cell.level != "support"}
    return owned == {"serve"}


def owner_of(design: Design, segment: Segment, motion: str) -> str | None:
    """Return the role that owns a motion in a segment, of co-owners the lead; None without one."""
    cells = design.cells_by_motion.get((segment.id, motion), ())
    own = [cell.role for cell in cells if cell.level == "own"]
    pair = [cell for cell in cells if cell.level == "co-own"]
    lead = [cell.role for cell in pair if cell.lead in {None, cell.role}]
    return next(iter((*own, *lead, *(cell.role for cell in pair))), None)


def motion_owner(design: Design, segment: Segment, interaction: Interaction) -> str | None:
    """Return the role that owns the motion an interaction belongs to, or None."""
    motion = MOTION_OF_STAGE.get(interaction.stage or "")
    if motion is None:
        motion = "serve" if interaction.reactive else "adopt"
    owner = owner_of(design, segment, motion)
    if owner is None and motion == "upsell":
        owner = owner_of(design, segment, "cross-sell")
    return owner


def shares(
    design: Design, segment: Segment, interaction: Interaction, level: str | None
) -> Iterator[tuple[str, float]]:
    """Yield each deliverer with its staff hours of one occurrence for one account (h)."""
    if not interaction.counts_hours:
        return
    if interaction.effort_by_role:
        for role, hours in interaction.effort_by_role:
            yield role, hours / interaction.group_size
    else:
        role = given_to(design, segment, interaction, level).role
        yield role, interaction.hours_per_occurrence


class Given(NamedTuple):
    """The role that does an interaction without a stated role, and the reason."""

    role: str
    why: Literal["owner", "only-role", "proposed"]


def given_to(
    design: Design, segment: Segment, interaction: Interaction, level: str | None
) -> Given:
    """Return the role that does an interaction without a stated role: the owner of its motion.

    A request without a stage belongs to who serves. Without an owner it is the work of the only
    role that serves the segment, else of the practitioner that its level asks for.
    """
    if design.roles is not None:
        owner = motion_owner(design, segment, interaction) or owner_of(design, segment, "adopt")
        if owner is not None:
            return Given(owner, "owner")
        only = only_role(design, segment)
        if only is not None:
            return Given(only, "only-role")
    elif interaction.reactive:
        return Given(SUPPORT, "proposed")
    return Given(PRACTITIONERS.get(level or "", UNASSIGNED), "proposed")


def only_role(design: Design, segment: Segment) -> str | None:
    """Return the one role that could do the work of a segment, sellers and support aside.

    None if any role states what it owns or leaves: then silence means something.
    """
    roles = design.roles_by_segment[segment.id]
    cells = design.cells_by_motion
    if any(cells.get((segment.id, motion)) for motion in reference.MOTIONS) or any(
        role.written.owns is not None or getattr(role.written, "drops", None) for role in roles
    ):
        return None
    able = [role.id for role in roles if _trade(design, role) not in _OTHERS]
    return able[0] if len(able) == 1 else None


def _trade(design: Design, role: Role) -> str | None:
    """Return the reference role that a role is by its claim, its id or its title, or None."""
    named = role.id if role.id in reference.roles() else reference.by_title(role.title)
    return kind_of(design, role.id) or named


def title_of(design: Design, role_id: str) -> str:
    """Return the title of a role: its own, that of the catalogue, or its id."""
    role = design.role_by_id.get(role_id)
    if role is not None:
        return role.title
    known = reference.roles().get(role_id)
    if known is not None:
        return known.title_en
    words = {
        UNASSIGNED: "nobody named yet",
        "programme-manager": "programme manager",
        "consultant": "consultant",
        "analyst": "analyst",
    }
    return words.get(role_id, role_id)
