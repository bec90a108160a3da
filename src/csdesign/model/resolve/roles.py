"""Roles with everything they inherit, by `extends` from another role or from the catalogue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar, cast

from csdesign import reference
from csdesign.model.design import Duty, Role
from csdesign.model.resolve.problems import EXTENDS_CYCLE, UNKNOWN_CODE
from csdesign.model.role import CoOwn, Kpi, Own, Support, Talent
from csdesign.model.role import Role as WrittenRole
from csdesign.wording import closest

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.model.choices import Skill
    from csdesign.model.document import Document
    from csdesign.model.resolve.problems import Problems
    from csdesign.model.role import Former, Responsibility

__all__ = ["resolve_roles"]

_CATALOGUE: Final = "reference:"
Item = TypeVar("Item")
Motioned = TypeVar("Motioned", Own, CoOwn, Support)
Placed = tuple[tuple[Item, "YamlPath"], ...] | None
_MOST_LINKS = 10


def resolve_roles(
    document: Document, segment_ids: tuple[str, ...], problems: Problems
) -> tuple[Role, ...] | None:
    """Return the roles with all they inherit, or None if the design has none yet."""
    if document.roles is None:
        return None
    problems.duplicates("roles", ("roles",), [role.id for role in document.roles])
    builder = _Builder(document, segment_ids, problems)
    return tuple(builder.role(i, role) for i, role in enumerate(document.roles))


class _Builder:
    """Resolves each role once, whatever the order in which roles extend each other."""

    def __init__(
        self, document: Document, segment_ids: tuple[str, ...], problems: Problems
    ) -> None:
        self.written = {
            role.id: (i, role) for i, role in reversed(list(enumerate(document.roles or ())))
        }
        self.own_codes = document.vocabulary
        self.segment_ids = segment_ids
        # Asked of every name, and shown in their order: a dictionary serves both.
        self.known_segments = dict.fromkeys(segment_ids)
        self.problems = problems
        self.resolved: dict[str, Role] = {}
        self.known_codes: dict[frozenset[str], frozenset[str]] = {}

    def role(self, index: int, written: WrittenRole) -> Role:
        """Return one role, spelled out."""
        path: YamlPath = ("roles", index)
        where = f"roles[{written.id}]"
        role = self._role(written.id, ())
        self._check_kind(written.kind, (*path, "kind"), where)
        for i, segment in enumerate(written.segments or ()):
            if segment not in self.known_segments:
                self.problems.unknown(
                    (*path, "segments", i), "segment", segment, self.known_segments, where
                )
        if written.formerly is None:
            return role
        return role._replace(former=self._former(written, written.formerly, path))

    def _former(self, written: WrittenRole, former: Former, path: YamlPath) -> Role:
        at: YamlPath = (*path, "formerly")
        where = f"roles[{written.id}].formerly"
        self._check_kind(former.kind, (*at, "kind"), where)
        name = former.role or written.id
        title = former.title or former.role or written.title or written.id
        own = self._own(former, name, title, written.segments, at, where)
        return self._extend(own, (), where, (written.id,))

    def _check_kind(self, kind: str | None, path: YamlPath, where: str) -> None:
        if kind is not None and kind not in reference.roles():
            self.problems.unknown(path, "reference role", kind, reference.roles(), where)

    def _role(self, role_id: str, below: tuple[str, ...]) -> Role:
        """Return a role with what it inherits, without what it was before.

        What a role extends comes first, so that a chain of any length needs no deep stack.
        """
        chain = [] if role_id in self.resolved else [role_id]
        while chain:
            base = self.written[chain[-1]][1].extends
            if base not in self.written or base in self.resolved or base in (*below, *chain):
                break
            chain.append(base)
        for number in reversed(range(len(chain))):
            index, written = self.written[chain[number]]
            path: YamlPath = ("roles", index)
            where = f"roles[{chain[number]}]"
            title = written.title or chain[number]
            own = self._own(written, chain[number], title, written.segments, path, where)
            above = (*below, *chain[: number + 1])
            self.resolved[chain[number]] = self._extend(own, written.drops, where, above)
        return self.resolved[role_id]

    def _extend(
        self, own: Role, drops: tuple[str, ...], where: str, below: tuple[str, ...]
    ) -> Role:
        if own.extends is None:
            return own
        base = self._base(own.extends, (*own.path, "extends"), where, below)
        return own if base is None else self._merge(own, _without(base, frozenset(drops)))

    def _base(self, name: str, path: YamlPath, where: str, below: tuple[str, ...]) -> Role | None:
        """Return the role that a role extends; None, and a problem, where it does not exist."""
        if name.startswith(_CATALOGUE):
            kind = name.removeprefix(_CATALOGUE)
            if kind in reference.roles():
                return _from_catalogue(kind, path)
            self.problems.unknown(path, "reference role", kind, reference.roles(), where)
        elif name not in self.written:
            known = [*self.written, *(f"{_CATALOGUE}{kind}" for kind in reference.roles())]
            self.problems.unknown(path, "role", name, known, where)
        elif name in below:
            links = (*below[below.index(name) :], name)
            if len(links) > _MOST_LINKS:
                links = (*links[: _MOST_LINKS - 2], "...", links[-1])
            chain = " -> ".join(links)
            self.problems.add(
                EXTENDS_CYCLE,
                path,
                where,
                f"extends forms a loop: {chain}; remove extends from one of them",
            )
        else:
            return self._role(name, below)
        return None

    def _own(
        self,
        written: WrittenRole | Former,
        name: str,
        title: str,
        segments: tuple[str, ...] | None,
        path: YamlPath,
        where: str,
    ) -> Role:
        """Return a role with the lines written in it alone."""
        duties = None
        if written.responsibilities is not None:
            duties = tuple(
                self._duty(duty, (*path, "responsibilities", i), where)
                for i, duty in enumerate(written.responsibilities)
            )
        return Role(
            id=name,
            title=title,
            kind=written.kind,
            segments=self.segment_ids if segments is None else segments,
            extends=written.extends,
            former=None,
            written=written,
            path=path,
            purpose=written.purpose,
            aliases=written.aliases,
            coverage=getattr(written, "coverage", None),
            stages=written.stages,
            owns=_placed(written.owns, (*path, "owns")),
            co_owns=_placed(written.co_owns, (*path, "co_owns")),
            supports=_placed(written.supports, (*path, "supports")),
            duties=duties,
            codes=self._codes(duties),
            requirements=_placed(written.requirements, (*path, "requirements")),
            kpis=_placed(written.kpis, (*path, "kpis")),
            decision_rights=written.decision_rights,
            talent=written.talent,
            hands_off=_placed(getattr(written, "hands_off", None), (*path, "hands_off")),
            assists=getattr(written, "assists", ()),
        )

    def _codes(self, duties: tuple[Duty, ...] | None) -> frozenset[str]:
        """Return the codes of duties; roles with the same ones share the set."""
        codes = frozenset([duty.code for duty in duties or () if duty.code])
        return self.known_codes.setdefault(codes, codes)

    def _merge(self, own: Role, base: Role) -> Role:
        """Return `own` over `base`: lists add, scalars and the level of a motion override."""
        restated = frozenset(own.motions or ())
        duties = _duties(base.duties, own.duties)
        return own._replace(
            purpose=own.purpose or base.purpose,
            aliases=_added(base.aliases, own.aliases) or (),
            coverage=own.coverage or base.coverage,
            stages=_added(base.stages, own.stages),
            owns=_joined(_but(base.owns, restated), own.owns),
            co_owns=_joined(_but(base.co_owns, restated), own.co_owns),
            supports=_joined(_but(base.supports, restated), own.supports),
            duties=duties,
            codes=base.codes if duties is base.duties else self._codes(duties),
            requirements=_joined(base.requirements, own.requirements),
            kpis=_kpis(base.kpis, own.kpis),
            decision_rights=_added(base.decision_rights, own.decision_rights),
            talent=_talent(base.talent, own.talent),
            hands_off=_joined(base.hands_off, own.hands_off),
            assists=(*base.assists, *own.assists),
        )

    def _duty(self, written: Responsibility, path: YamlPath, where: str) -> Duty:
        code, text = written.code, written.does
        if code is None and text is not None and _looks_like_code(text):
            code, text = text, None
        if code is None:
            return Duty(None, text, written.motion, written.primary, written.with_customer, path)
        known = reference.vocabulary().get(code)
        motion: str | None = None
        if known is not None:
            motion = known.motion
        elif code in self.own_codes:
            motion = self.own_codes[code].motion
            text = text or self.own_codes[code].does
        else:
            motion = written.motion
            near = closest(code, [*reference.vocabulary(), *self.own_codes])
            if near is not None and written.motion is None:
                self.problems.add(
                    UNKNOWN_CODE,
                    path,
                    where,
                    f"{code!r} is not a code of the vocabulary; did you mean {near!r}? "
                    "For a code of your own give its motion",
                    instead=near,
                )
        return Duty(code, text, motion, written.primary, written.with_customer, path)


def _looks_like_code(text: str) -> bool:
    if "-" not in text or not text.isascii() or text != text.lower():
        return False
    return all(map(str.isalnum, text.split("-")))


def _placed(items: tuple[Item, ...] | None, path: YamlPath) -> Placed[Item]:
    if items is None:
        return None
    return tuple([(item, (*path, i)) for i, item in enumerate(items)])


@cache  # a design may extend the same reference role thousands of times
def _catalogued(kind: str) -> Role:
    """Return a reference role as if it stood in the design, its lines without a place.

    The catalogue is sound: validating it would build five more validators at every start.
    """
    role = reference.roles()[kind]
    levels = role.motions.items()
    return Role(
        id=kind,
        title=role.title_en,
        kind=kind,
        segments=(),
        extends=None,
        former=None,
        written=WrittenRole.unchecked(id=kind),
        path=(),
        purpose=role.purpose_en,
        coverage=role.coverage,
        stages=role.stages,
        owns=tuple(
            (Own.unchecked(motion=motion), ()) for motion, level in levels if level == "own"
        ),
        supports=tuple(
            (Support.unchecked(motion=motion), ()) for motion, level in levels if level == "support"
        ),
        duties=tuple(
            Duty(code, None, reference.vocabulary()[code].motion, False, False, ())
            for code in role.responsibilities
        ),
        codes=frozenset(role.responsibilities),
        kpis=tuple((Kpi.unchecked(id=kpi), ()) for kpi in role.kpis),
        decision_rights=role.decision_rights,
        talent=Talent.unchecked(skills=cast("tuple[Skill, ...]", role.skills)),
    )


def _from_catalogue(kind: str, path: YamlPath) -> Role:
    """Return a reference role, its lines at the place that extends it."""
    role = _catalogued(kind)
    return role._replace(
        owns=tuple([(own, path) for own, _ in role.owns or ()]),
        supports=tuple([(support, path) for support, _ in role.supports or ()]),
        # As `_replace`, in a third of its time: every role of a design has several.
        duties=tuple([Duty(*duty[:-1], path) for duty in role.duties or ()]),
        kpis=tuple([(kpi, path) for kpi, _ in role.kpis or ()]),
    )


def _without(base: Role, drops: frozenset[str]) -> Role:
    """Return `base` without the lines that are dropped: codes, words, motions, measures, rights."""
    if not drops:
        return base
    duties, requirements, kpis = base.duties, base.requirements, base.kpis
    codes = base.codes
    if duties is not None:
        duties = tuple(d for d in duties if d.code not in drops and d.text not in drops)
        codes = frozenset([duty.code for duty in duties if duty.code])
    if requirements is not None:
        requirements = tuple(item for item in requirements if item[0] not in drops)
    if kpis is not None:
        kpis = tuple(item for item in kpis if item[0].id not in drops)
    rights = base.decision_rights
    if rights is not None:
        rights = tuple(right for right in rights if right not in drops)
    return base._replace(
        owns=_but(base.owns, drops),
        co_owns=_but(base.co_owns, drops),
        supports=_but(base.supports, drops),
        duties=duties,
        codes=codes,
        requirements=requirements,
        kpis=kpis,
        decision_rights=rights,
    )


def _but(items: Placed[Motioned], motions: frozenset[str]) -> Placed[Motioned]:
    if not items or not motions:
        return items
    return tuple([item for item in items if item[0].motion not in motions])


def _joined(base: Placed[Item], own: Placed[Item]) -> Placed[Item]:
    if base is None:
        return own
    return (*base, *(own or ()))


def _added(base: tuple[Item, ...] | None, own: tuple[Item, ...] | None) -> tuple[Item, ...] | None:
    if base is None:
        return own
    if not own:
        return base
    return tuple(dict.fromkeys((*base, *own)))


def _duties(base: tuple[Duty, ...] | None, own: tuple[Duty, ...] | None) -> tuple[Duty, ...] | None:
    if base is None or own is None:
        return base if own is None else own
    restated = {(duty.code, None if duty.code else duty.text) for duty in own}
    kept = (d for d in base if (d.code, None if d.code else d.text) not in restated)
    return (*kept, *own)


def _kpis(base: Placed[Kpi], own: Placed[Kpi]) -> Placed[Kpi]:
    if base is None or own is None:
        return base if own is None else own
    restated = {kpi.id for kpi, _ in own}
    return (*(item for item in base if item[0].id not in restated), *own)


def _talent(base: Talent | None, own: Talent | None) -> Talent | None:
    if base is None or own is None:
        return own or base
    return Talent.unchecked(
        skills=_added(base.skills, own.skills),
        expertise=base.expertise if own.expertise is None else own.expertise,
    )
