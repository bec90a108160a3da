"""Segments and their experiences, spelled out: counts, times, efforts and deliverers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign.model.choices import STAGES
from csdesign.model.design import Interaction, Milestone, Segment, Traits
from csdesign.model.experience import CADENCE, PERIODS
from csdesign.model.numbers import basis_of
from csdesign.model.resolve.problems import CONTRADICTION, Problems
from csdesign.model.resolve.rules import rules_in_force
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import CompanyRules, Design
    from csdesign.model.document import Document
    from csdesign.model.experience import Cadence, Experience, PromiseOption
    from csdesign.model.experience import Interaction as WrittenInteraction
    from csdesign.model.experience import Milestone as WrittenMilestone
    from csdesign.model.params import Params
    from csdesign.model.segment import Segment as WrittenSegment

__all__ = ["resolve_segments", "with_option"]

_COUNTS: Final = ("per_year", "every", "cadence", "times")
_TRAITS: Final = ("complexity", "specificity", "desired", "readiness")


def resolve_segments(
    document: Document, role_ids: Collection[str] | None, problems: Problems
) -> tuple[Segment, ...]:
    """Return the segments with the interactions of all experiences that serve them.

    `role_ids` is None if the design has no roles yet: deliverers are then only names.
    """
    segments = document.segments
    problems.duplicates("segments", ("segments",), [segment.id for segment in segments])
    problems.duplicates("experiences", ("experiences",), [ax.id for ax in document.experiences])
    known = dict.fromkeys(segment.id for segment in segments)
    doctrine = document.doctrine
    company = rules_in_force(doctrine)
    shared: dict[str, list[tuple[tuple[Milestone, ...], tuple[Interaction, ...]]]] = {}
    for i, experience in enumerate(document.experiences):
        path: YamlPath = ("experiences", i)
        resolved = _Experience(experience, path, document.params, role_ids, problems).resolve()
        for j, segment_id in enumerate(experience.segments):
            if segment_id not in known:
                problems.unknown(
                    (*path, "segments", j),
                    "segment",
                    segment_id,
                    known,
                    f"experiences[{experience.id}]",
                )
            shared.setdefault(segment_id, []).append(resolved)
    return tuple(
        _segment(
            written,
            ("segments", i),
            document,
            company if written.doctrine is None else rules_in_force(doctrine, written.doctrine),
            shared.get(written.id, []),
            role_ids,
            problems,
        )
        for i, written in enumerate(segments)
    )


def _segment(
    written: WrittenSegment,
    path: YamlPath,
    document: Document,
    rules: CompanyRules,
    shared: list[tuple[tuple[Milestone, ...], tuple[Interaction, ...]]],
    role_ids: Collection[str] | None,
    problems: Problems,
) -> Segment:
    own = _Experience(written, path, document.params, role_ids, problems).resolve()
    parts = [own, *shared]
    if written.otherwise and written.where is not None:
        problems.add(
            CONTRADICTION,
            (*path, "otherwise"),
            f"segments[{written.id}]",
            "give where or otherwise, not both",
        )
    if written.doctrine is not None and written.doctrine.cx_score_pay is not None:
        problems.add(
            CONTRADICTION,
            (*path, "doctrine", "cx_score_pay"),
            f"segments[{written.id}]",
            "cx_score_pay holds for the whole company, since pay has no segments; write it under "
            "doctrine at the top",
        )
    return Segment(
        id=written.id,
        name=written.name or written.id,
        accounts=written.accounts,
        new_accounts=None if written.new_accounts is None else written.new_accounts.yearly,
        arr_per_account=written.arr_per_account,
        traits=_traits(written),
        milestones=tuple(milestone for milestones, _ in parts for milestone in milestones),
        interactions=tuple(interaction for _, touches in parts for interaction in touches),
        not_applicable=frozenset(written.not_applicable),
        rules=rules,
        written=written,
        path=path,
    )


def with_option(
    design: Design, interaction: Interaction, written: WrittenInteraction, option: PromiseOption
) -> Interaction:
    """Return a promise with one of its options applied, spelled out.

    A count of the option replaces any count of the promise; what the option does not name stays as
    it is.
    """
    given = {name: getattr(option, name) for name in option.model_fields_set}
    if {"per_year", "every", "times"} & given.keys():
        given = {"per_year": None, "every": None, "cadence": None, "times": None, **given}
    changed = written.model_copy(update=given)
    experience = _Experience(
        design.document.segments[0], interaction.path, design.params, None, Problems()
    )
    made = experience.spelled_out(changed, interaction.path)
    return made._replace(milestone=interaction.milestone, stage=interaction.stage)


def _traits(written: WrittenSegment) -> Traits:
    scores = {name: getattr(written.traits, name) for name in _TRAITS}
    assumed = tuple(name for name, score in scores.items() if score is None)
    return Traits(
        **{name: 3 if score is None else score for name, score in scores.items()}, assumed=assumed
    )


class _Experience:
    """Spells out the milestones and interactions of one experience, or of one segment."""

    def __init__(
        self,
        written: Experience | WrittenSegment,
        path: YamlPath,
        params: Params,
        role_ids: Collection[str] | None,
        problems: Problems,
    ) -> None:
        self.written, self.path, self.params = written, path, params
        self.role_ids, self.problems = role_ids, problems
        self.where = f"{path[0]}[{written.id}]"

    def resolve(self) -> tuple[tuple[Milestone, ...], tuple[Interaction, ...]]:
        """Return its milestones, with those that a bare `stage` implies, and its interactions."""
        written, path = self.written, self.path
        for key, ids in (
            ("milestones", [item.id for item in written.milestones]),
            ("interactions", [item.id for item in written.interactions]),
        ):
            self.problems.duplicates(f"{self.where}.{key}", (*path, key), ids)
        milestones = {
            item.id: _milestone(item, (*path, "milestones", i))
            for i, item in enumerate(written.milestones)
        }
        interactions = tuple(
            self._interaction(item, (*path, "interactions", i), milestones)
            for i, item in enumerate(written.interactions)
        )
        return tuple(milestones.values()), interactions

    def spelled_out(self, written: WrittenInteraction, path: YamlPath) -> Interaction:
        """Return one interaction by itself; its milestone is not looked for."""
        return self._interaction(written.model_copy(update={"milestone": None}), path, {})

    def _interaction(
        self, written: WrittenInteraction, path: YamlPath, milestones: dict[str, Milestone]
    ) -> Interaction:
        where = f"{self.where}.interactions[{written.id}]"
        once, count, count_key = self._count(written, path, where)
        milestone, stage = self._stage(written, path, where, milestones)
        defaulted: list[str] = []
        minutes = self._minutes(written, defaulted)
        roles, any_of = self._roles(written, path, where)
        staff = float(written.staff or (1 if any_of else max(1, len(roles))))
        each, effort, by_role, basis = self._effort(
            written, path, where, minutes, roles, staff, defaulted
        )
        answer = written.answer
        return Interaction(
            id=written.id,
            name=written.name or written.id,
            milestone=milestone,
            stage=stage,
            purpose=written.purpose,
            channel=written.channel,
            once=once,
            occurrences=count,
            share=written.share,
            minutes=minutes,
            effort_each=each,
            effort=effort,
            effort_by_role=by_role,
            effort_basis=basis,
            staff=staff,
            group_size=written.group_size,
            expertise=int(written.expertise),
            trigger=written.trigger or ("milestone" if once else "calendar"),
            roles=roles,
            any_of=any_of,
            defaulted=tuple(defaulted),
            from_day=written.from_day,
            answer_within_hours=None if answer is None else answer.within_hours,
            answer_share=None if answer is None else answer.share,
            path=path,
            count_path=(*path, count_key),
            weight=float(written.weight),
        )

    def _count(
        self, written: WrittenInteraction, path: YamlPath, where: str
    ) -> tuple[bool, float, str]:
        counts = (written.per_year, written.every, written.cadence, written.times)
        given = [key for key, count in zip(_COUNTS, counts, strict=True) if count is not None]
        if len(given) != 1:
            found = f"{listed(given, 'and')} are given" if given else "how often is missing"
            self.problems.add(
                CONTRADICTION,
                (*path, given[1] if given else "id"),
                where,
                f"{found}; give only one of per_year, every, cadence and times"
                f"{'' if given else ' (`times: 1` is once for each customer)'}",
                key=bool(given),
            )
        once = written.times is not None
        if written.when is not None and given and (written.when == "once") != once:
            self.problems.add(
                CONTRADICTION,
                (*path, "when"),
                where,
                f"when is {written.when} but {given[0]} is given; "
                "write times with once, per_year with recurring",
            )
        if written.times is not None:
            return True, written.times, "times"
        if written.per_year is not None:
            return False, written.per_year, "per_year"
        if written.every is not None:
            return False, PERIODS[written.every], "every"
        if written.cadence is not None:
            return False, self._cadence(written.cadence, (*path, "cadence"), where), "cadence"
        return False, 0.0, "id"

    def _cadence(self, cadence: Cadence, path: YamlPath, where: str) -> float:
        shares = {name: getattr(cadence, name) for name in CADENCE}
        if math.fsum(shares.values()) > 1 + 1e-9:
            self.problems.add(
                CONTRADICTION,
                path,
                where,
                f"the shares of cadence sum to {sum(shares.values()):g}; "
                "together they are at most 1",
            )
        return float(math.fsum(share * CADENCE[name] for name, share in shares.items()))

    def _stage(
        self,
        written: WrittenInteraction,
        path: YamlPath,
        where: str,
        milestones: dict[str, Milestone],
    ) -> tuple[str | None, str | None]:
        if written.milestone is not None:
            found = milestones.get(written.milestone)
            if found is None:
                self._unknown_milestone(written.milestone, path, where, milestones)
                return None, written.stage
            if written.stage is not None and written.stage != found.stage:
                self.problems.add(
                    CONTRADICTION,
                    (*path, "stage"),
                    where,
                    f"stage is {written.stage} but milestone {found.id!r} "
                    f"belongs to {found.stage}; give the milestone alone",
                    related=((found.path, "the milestone"),),
                )
            return found.id, found.stage
        return None, written.stage

    def _unknown_milestone(
        self, name: str, path: YamlPath, where: str, milestones: Mapping[str, Milestone]
    ) -> None:
        if name in STAGES and name not in self.problems.lost:
            self.problems.add(
                CONTRADICTION,
                (*path, "milestone"),
                where,
                f"{name} is a stage, not a milestone of this experience; write stage: {name}",
            )
        else:
            self.problems.unknown((*path, "milestone"), "milestone", name, milestones, where)

    def _minutes(self, written: WrittenInteraction, defaulted: list[str]) -> float:
        if written.minutes is not None:
            return written.minutes
        if written.channel == "internal":
            return 0.0
        defaulted.append("minutes")
        params = self.params
        if written.channel == "digital":
            return params.minutes_digital
        talk = written.channel == "human-1to1"
        usual = params.minutes_one_to_one if talk else params.minutes_pooled
        stated = written.effort_hours
        if stated is None:
            return usual
        # The talk is part of the effort, so it does not last longer.
        most = stated.hours if stated.by_role is None else max(stated.by_role.values(), default=0)
        return min(usual, 60 * most) if most else usual

    def _roles(
        self, written: WrittenInteraction, path: YamlPath, where: str
    ) -> tuple[tuple[str, ...], bool]:
        deliverer = written.role
        if deliverer is None:
            split = written.effort_hours.by_role if written.effort_hours else None
            named = tuple(split or ())
            self._check_roles(named, path, ("effort_hours",), where)
            return named, False
        roles: tuple[str, ...] = ()
        any_of = False
        keys: tuple[str, ...] = ("role",)
        if deliverer.role is not None:
            roles = (deliverer.role,)
        elif deliverer.any is not None:
            roles, any_of, keys = deliverer.any, True, ("role", "any")
        elif deliverer.all is not None:
            roles, keys = deliverer.all, ("role", "all")
        self._check_roles(roles, path, keys, where)
        return roles, any_of

    def _check_roles(
        self, roles: tuple[str, ...], path: YamlPath, keys: tuple[str, ...], where: str
    ) -> None:
        for role in roles:
            if self.role_ids is not None and role not in self.role_ids:
                self.problems.unknown((*path, *keys), "role", role, self.role_ids, where)

    def _effort(
        self,
        written: WrittenInteraction,
        path: YamlPath,
        where: str,
        minutes: float,
        roles: tuple[str, ...],
        staff: float,
        defaulted: list[str],
    ) -> tuple[float, float, tuple[tuple[str, float], ...], str]:
        stated = written.effort_hours
        if stated is not None and stated.by_role is not None:
            self._check_split(stated.by_role, written, path, where, roles)
            split = tuple(stated.by_role.items())
            bases = {basis_of(hours) for hours in stated.by_role.values()}
            basis = bases.pop() if len(bases) == 1 else "assumed"
            total = float(math.fsum(hours for _, hours in split))
            return total, total, split, basis
        if stated is not None and stated.hours is not None:
            each, basis = stated.hours, basis_of(stated.hours)
        elif written.channel == "digital":
            each, basis = 0.0, "stated"
        elif written.channel == "internal":
            defaulted.append("effort_hours")
            each, basis = 0.0, "assumed"
        else:
            defaulted.append("effort_hours")
            each, basis = self.params.effort_ratio * minutes / 60, "assumed"
        total = each * staff
        split = tuple((role, total / len(roles)) for role in roles)
        return each, total, split, basis

    def _check_split(
        self,
        by_role: Mapping[str, float],
        written: WrittenInteraction,
        path: YamlPath,
        where: str,
        roles: tuple[str, ...],
    ) -> None:
        if set(by_role) != set(roles):
            self.problems.add(
                CONTRADICTION,
                (*path, "effort_hours"),
                where,
                f"effort_hours is split over {', '.join(sorted(by_role)) or 'no role'} "
                f"but role names {', '.join(roles) or 'nobody'}; name the same roles in both",
            )
        if written.staff is not None:
            self.problems.add(
                CONTRADICTION,
                (*path, "staff"),
                where,
                "effort_hours by role already says how many people; leave staff out",
                key=True,
            )


def _milestone(written: WrittenMilestone, path: YamlPath) -> Milestone:
    return Milestone(
        id=written.id,
        stage=written.stage,
        name=written.name or written.id,
        by_day=written.by_day,
        done_when=written.done_when,
        path=path,
    )
