"""Words of titles that promise something, and whether the role has the evidence."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign import reference
from csdesign.rules.facts.ownership import levels_by_role
from csdesign.rules.facts.signatures import nearest_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Role
    from csdesign.planning.results import Plan
    from csdesign.rules.facts.signatures import Signature

__all__ = ["EmptyWord", "TitleJudge"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_OWNING: Final = frozenset({"own", "co-own"})
_LEAST_DUTIES: Final = 2


class EmptyWord(NamedTuple):
    """A word of a title without evidence; `sure` unless duties without codes may hold it."""

    word: str
    needs: str
    sure: bool


class TitleJudge:
    """Judges titles of one design; what a role does not state is not evidence against it."""

    def __init__(self, plan: Plan, signatures: Mapping[str, Signature]) -> None:
        self._design, self._signatures = plan.design, signatures
        self._levels = levels_by_role(plan.design)
        self._high_touch = {
            segment.id: segment.coverage.level == "high-touch" if segment.coverage.level else None
            for segment in plan.segments
        }
        self._delivered: dict[str, int] = {}
        for segment in plan.design.segments:
            for interaction in segment.interactions:
                for role in interaction.roles:
                    known = self._delivered.get(role, 0)
                    self._delivered[role] = max(known, interaction.expertise)

    def empty_words(self, role: Role) -> Iterator[EmptyWord]:
        """Yield each word of the title whose evidence is missing."""
        words = _words(role.title)
        if _promising().isdisjoint(words):
            return
        exempt = self._exempt(role, words)
        for entry in reference.title_words():
            spoken = [w for w in words if w in entry.words_en or w in entry.words_ru]
            if exempt.issuperset(spoken):
                continue
            found = [self._holds(role, evidence) for evidence in entry.evidence]
            if True in found or None in found:
                continue
            counted = any(evidence.kind == "holds" for evidence in entry.evidence)
            worded = any(duty.code is None for duty in role.duties or ())
            needs = " or ".join(_said(evidence) for evidence in entry.evidence)
            yield EmptyWord(spoken[0], needs, sure=not (counted and worded))

    def _exempt(self, role: Role, words: tuple[str, ...]) -> frozenset[str]:
        """Return the words of a known alias, if the role's content is of that family."""
        for names, family in _known_titles_in(words):
            if self._is_nearest(role, family):
                return names
        return frozenset()

    def _is_nearest(self, role: Role, family: str) -> bool:
        if len(role.codes) < _LEAST_DUTIES:
            return role.duties is None
        nearest, _ = nearest_kinds(self._signatures[role.id])[0]
        return reference.roles()[nearest].family == family

    def _holds(self, role: Role, evidence: reference.Evidence) -> bool | None:
        """Return whether the role has the evidence; None if it cannot be known."""
        match evidence.kind:
            case "owns":
                levels = self._levels.get(role.id)
                return None if levels is None else _owns_one(levels, evidence.motions)
            case "holds":
                held = len(role.codes & set(evidence.codes))
                return None if role.duties is None else held >= evidence.at_least
            case "expertise-delivered":
                return self._delivered.get(role.id, 0) >= evidence.at_least
            case "direct-reports":
                return self._has_reports(role, evidence.at_least)
            case "company-right":
                rights = role.decision_rights
                return None if rights is None else any(map(_binds_company, rights))
            case "high-touch":
                levels_served = [self._high_touch.get(name) for name in role.segments]
                return True if True in levels_served else None if None in levels_served else False
            case "expertise":
                expertise = role.talent.expertise if role.talent else None
                return None if expertise is None else expertise >= evidence.at_least

    def _has_reports(self, role: Role, at_least: int) -> bool | None:
        posts = self._design.posts_by_role.get(role.id, ())
        reports = [post.written.direct_reports for post in posts]
        known = [number for number in reports if number is not None]
        if not known:
            return None
        return any(number >= at_least for number in known)


@lru_cache(maxsize=4096)  # the same titles recur in each part of a large company
def _words(title: str) -> tuple[str, ...]:
    return tuple([word.casefold() for word in _WORD.findall(title)])


@cache
def _promising() -> frozenset[str]:
    """Return every word that promises something: most titles hold none."""
    entries = reference.title_words()
    return frozenset(word for entry in entries for word in (*entry.words_en, *entry.words_ru))


@cache
def _known_titles() -> tuple[tuple[str, str], ...]:
    """Return every title of the reference roles, its words between blanks, with its family."""
    return tuple(
        (f" {' '.join(_words(alias))} ", kind.family)
        for kind in reference.roles().values()
        for alias in kind.titles
    )


@lru_cache(maxsize=4096)
def _known_titles_in(words: tuple[str, ...]) -> tuple[tuple[frozenset[str], str], ...]:
    """Return the words of each known title found in a title, with its family."""
    title = f" {' '.join(words)} "
    return tuple(
        (frozenset(name.split()), family) for name, family in _known_titles() if name in title
    )


def _owns_one(levels: Mapping[str, str], motions: tuple[reference.Motion, ...]) -> bool:
    return any(levels.get(motion) in _OWNING for motion in motions)


def _binds_company(right: str) -> bool:
    known = reference.rights().get(right)
    # A right defined by the company may be of that kind: it counts, since this is unknown.
    return known is None or known.kind == "company"


def _said(evidence: reference.Evidence) -> str:
    match evidence.kind:
        case "owns":
            return f"owning {' or '.join(evidence.motions)}"
        case "holds":
            return f"{evidence.at_least} of {', '.join(evidence.codes)}"
        case "expertise-delivered":
            return "delivering something that takes product expertise"
        case "direct-reports":
            return "direct reports"
        case "company-right":
            return "a decision right that binds the company"
        case "high-touch":
            return "serving a high-touch segment"
        case "expertise":
            return "industry or executive expertise"
