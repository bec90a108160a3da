"""The ownership matrix: what the design declares, and proposals for the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.planning.results import OwnershipCell
from csdesign.planning.serving.deliverers import PROGRAMME, kind_of, only_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.model.design import Design, Segment
    from csdesign.planning.results import ArchetypeResult, Coverage, MilestoneMode

__all__ = ["changes_hands", "owners", "ownership_of"]

_COMMERCE: Final = ("renew", "upsell", "cross-sell")


def ownership_of(
    design: Design,
    segment: Segment,
    coverage: Coverage,
    archetype: ArchetypeResult,
    milestones: Sequence[MilestoneMode],
) -> tuple[OwnershipCell, ...]:
    """Return the cells of one segment, motion by motion; gaps hold a proposal or stay empty."""
    found: list[OwnershipCell] = []
    proposal = _Proposal(design, segment, coverage, archetype, milestones)
    for motion in reference.MOTIONS:
        if motion in segment.not_applicable:
            continue
        declared = design.cells_by_motion.get((segment.id, motion), ())
        owned = False
        for cell in declared:
            owned = owned or cell.level != "support"
            lead = cell.lead == cell.role
            found.append(
                OwnershipCell(
                    segment.id, motion, cell.role, cell.level, False, lead, cell.when, cell.path
                )
            )
        if not owned:
            taken = {cell.role for cell in declared}
            found += [
                OwnershipCell(segment.id, motion, role, level, proposed=True, lead=lead)
                for role, level, lead in proposal.cells(motion)
                if role not in taken
            ]
    return tuple(found)


class _Proposal:
    """The owners that company rules and archetype propose for a motion that nobody owns."""

    def __init__(
        self,
        design: Design,
        segment: Segment,
        coverage: Coverage,
        archetype: ArchetypeResult,
        milestones: Sequence[MilestoneMode],
    ) -> None:
        self.design, self.segment, self.rules = design, segment, segment.rules
        self.coverage, self.archetype, self.milestones = coverage, archetype, milestones
        self.commercial = segment.written.commercial

    def cells(self, motion: str) -> Iterator[tuple[str, str, bool]]:
        """Yield (role, level, lead) of the proposed owner, or owners."""
        if motion == "renew" and self._renewal_is_shared():
            yield self._staffed(self._csm()), "co-own", False
            yield self._staffed("am"), "co-own", True
            return
        only = only_role(self.design, self.segment)
        if only is not None and motion in {"onboard", "adopt"}:
            yield only, "own", False
            return
        kind = {
            "land": self._land,
            "onboard": self._onboard,
            "adopt": self._csm,
            "renew": self._renew,
            "serve": self._serve,
        }.get(motion, lambda: self._sell(motion))()
        if kind is not None:
            yield self._staffed(kind), "own", False

    def _staffed(self, kind: str) -> str:
        """Return the role of that kind in the design where there is one, else the kind."""
        for role in self.design.roles_by_segment[self.segment.id]:
            if role.kind == kind:
                return role.id
        return kind

    def _land(self) -> str:
        return self.rules.new_business_owner

    def _onboard(self) -> str:
        onboarding = [mode for mode in self.milestones if mode.stage == "onboard"]
        if onboarding and all(mode.mode == "digital" for mode in onboarding):
            return PROGRAMME
        owner = self.rules.onboarding_owner
        if owner in {"onboarding-team", "customer"}:
            return "onboarding-specialist"
        return self._csm() if owner == "csm" else "dc"

    def _csm(self) -> str:
        level, assignment = self.coverage.level, self.coverage.assignment
        if level == "tech-touch":
            return PROGRAMME
        if level == "pooled" and assignment == "queue":
            return "pooled-analyst"
        archetype = self.archetype.archetype
        return "csm" if archetype is None else f"csm-{archetype}"

    def _serve(self) -> str:
        return self._csm() if self.rules.support_scope == "csm-covers" else "support"

    def _sell(self, motion: str) -> str | None:
        if self.coverage.level == "tech-touch":
            return None if self._sellers_are_short() else "am"
        if self.archetype.csm_levels.get(motion) == "own":
            return self._csm()
        if self.rules.existing_sales_owner == "am":
            return "am"
        return None if self._sellers_are_short() else "am"

    def _sellers_are_short(self) -> bool:
        return self.commercial is not None and self.commercial.sales_capacity == "insufficient"

    def _renewal_is_shared(self) -> bool:
        return self.archetype.csm_levels.get("renew") == "co-own"

    def _renew(self) -> str:
        switch = self.rules.renewal_owner
        if switch in {"renewal-specialist", "am", "ae"}:
            return switch
        if self.archetype.csm_levels.get("renew") == "own" or switch == "csm":
            return self._csm()
        commercial = self.commercial
        if self.coverage.level == "tech-touch" and commercial and commercial.renewal == "auto":
            return PROGRAMME
        if commercial is not None and commercial.owner_today == "sales":
            return "am"
        return "renewal-specialist"


def owners(cells: Sequence[OwnershipCell], motion: str) -> tuple[OwnershipCell, ...]:
    """Return the owning or co-owning cells of one motion, the lead first."""
    found = [cell for cell in cells if cell.motion == motion and cell.level in {"own", "co-own"}]
    return tuple(sorted(found, key=lambda cell: not cell.lead))


def changes_hands(
    design: Design, segment: Segment, cells: Sequence[OwnershipCell]
) -> tuple[tuple[str, str, str], ...]:
    """Return (motion, owner today, new owner) where the owner of a commercial motion changes."""
    commercial = segment.written.commercial
    if commercial is None or commercial.owner_today is None:
        return ()
    moved = []
    owned = [cell for cell in cells if cell.motion in _COMMERCE and cell.level != "support"]
    for motion in _COMMERCE:
        held = owners(owned, motion)
        if not held:
            continue
        groups = {_group(design, cell.role) for cell in held}
        today = commercial.owner_today
        if motion != "renew" and today == "renewals-team":
            continue
        if today not in groups:
            moved.append((motion, today, held[0].role))
    return tuple(moved)


def _group(design: Design, role_id: str) -> str:
    """Return sales, renewals-team or csm: the word of `owner_today` that a role belongs to."""
    kind = kind_of(design, role_id)
    if kind == "renewal-specialist":
        return "renewals-team"
    sells = design.levels_by_role.get(role_id, {}).get("land") in {"own", "co-own"}
    return "sales" if sells or kind in {"am", "ae", "sdr"} else "csm"
