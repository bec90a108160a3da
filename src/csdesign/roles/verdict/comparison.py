"""The comparison of two roles: common and different parts, and whether they are one job."""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

from csdesign.roles.matching.alignment import Match
from csdesign.roles.matching.channels import align_lines, count_unlike, faint_matches
from csdesign.roles.matching.components import components_of, similarity_of
from csdesign.roles.matching.sets import COMPONENTS
from csdesign.roles.text.lines import Lines
from csdesign.roles.text.meaning import SAME_MEANING_FROM, Meaning, meaning_of
from csdesign.roles.text.statements import main_languages
from csdesign.roles.text.titles import Masks
from csdesign.roles.text.vocabulary import shared_ideas
from csdesign.roles.text.words import mixes_scripts
from csdesign.roles.verdict.evidence import FAINT_FROM, SAME_JOB_FROM, Evidence
from csdesign.roles.verdict.exchange import find_exchanges
from csdesign.roles.verdict.result import RoleComparison
from csdesign.roles.verdict.verdict import judge
from csdesign.roles.verdict.vetoes import find_vetoes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.roles.matching.alignment import Alignment
    from csdesign.roles.text.role import RoleText
    from csdesign.roles.text.statements import Read
    from csdesign.roles.verdict.evidence import Judgement, Relation

__all__ = ["RoleComparison", "RoleFile", "compare"]

_PARTS: Final = (*COMPONENTS, "requirements", "segments")


_ALL_PAIRS_UP_TO: Final = 40
"""Roles of a file that are all compared with each other, so that no reworded pair is missed."""


def compare(
    a: RoleText,
    b: RoleText,
    context: Sequence[RoleText] = (),
    *,
    relation: Relation = "succession",
) -> RoleComparison:
    """Compare two roles, judged against the other roles of their file (`context`).

    `relation` says whether `b` follows `a` or exists at the same time. `context` may hold the two
    themselves: they are not counted twice.
    Titles, aliases and purpose never enter a score.
    """
    others = [role for role in context if role not in (a, b)]
    return RoleFile([a, b, *others]).compare(0, 1, relation)


class RoleFile:
    """The roles of one file (or of two revisions of it), prepared once for many comparisons."""

    def __init__(self, roles: Sequence[RoleText]) -> None:
        self.roles = tuple(roles)
        self._titles = tuple(
            dict.fromkeys(title for role in roles for title in (role.title, *role.aliases) if title)
        )
        self._masks = Masks(self._titles)

    @cached_property
    def duties(self) -> Lines:
        """Return the duties of all roles."""
        return Lines([role.responsibilities for role in self.roles], self._masks, self._titles)

    @cached_property
    def _requirements(self) -> Lines:
        return Lines([role.requirements for role in self.roles], self._masks)

    @cached_property
    def _measures(self) -> Lines:
        return Lines([role.kpis for role in self.roles], self._masks)

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs of roles worth comparing: all in a small file, else by shared lines."""
        if len(self.roles) <= _ALL_PAIRS_UP_TO:
            return combinations(range(len(self.roles)), 2)
        from csdesign.roles.matching.partners import partners_of  # large files alone need it

        return partners_of(self.duties)

    def similarity(self, i: int, j: int) -> float:
        """Return the similarity of the signatures at two positions, 0 to 1."""
        return similarity_of(self._parts(i, j)[0])

    def _parts(
        self, i: int, j: int
    ) -> tuple[dict[str, float | None], Alignment, Alignment | None, Alignment | None]:
        """Return the components of two roles, and their duties, requirements and measures."""
        a, b = self.roles[i], self.roles[j]
        duties = align_lines(self.duties, i, j)
        requirements = measures = None
        if a.requirements and b.requirements:
            requirements = align_lines(self._requirements, i, j)
        if a.kpis and b.kpis:
            measures = align_lines(self._measures, i, j)
        components = components_of(
            a, b, duties=duties, requirements=requirements, measures=measures
        )
        return components, duties, requirements, measures

    def compare(self, i: int, j: int, relation: Relation = "succession") -> RoleComparison:
        """Compare the roles at two positions."""
        a, b = self.roles[i], self.roles[j]
        components, duties, requirements, measures = self._parts(i, j)
        read_a, read_b = self.duties.read(i), self.duties.read(j)
        of_a, of_b = (main_languages(read.statements) for read in (read_a, read_b))
        across = bool(of_a and of_b) and not of_a & of_b
        worded = any(not line.code for read in (read_a, read_b) for line in read.statements)
        open_ = across or duties.matched_weight < SAME_JOB_FROM
        meaning = self._meaning(i, j, across) if worded and open_ else None
        evidence = Evidence(
            a=a,
            b=b,
            relation=relation,
            read_a=read_a,
            read_b=read_b,
            duties=duties,
            components=components,
            similarity=similarity_of(components),
            meaning=meaning,
            in_other_words=_in_other_words(duties, read_a, read_b, meaning) if meaning else (),
            faint=self._faint(duties, relation) if worded and not across else (),
            unlike=self._unlike(i, j, duties),
            across_languages=across,
            unread_language="other" in of_a | of_b,
            exchanged=find_exchanges(
                duties.matches, a.title, b.title, succession=relation == "succession"
            ),
            vetoes=find_vetoes(a, b, duties, (read_a.bases, read_b.bases)),
        )
        judgement = judge(evidence)
        return _report(evidence, judgement, requirements, measures)

    def _faint(self, duties: Alignment, relation: Relation) -> tuple[Match, ...]:
        """Return the duties that are faintly similar; none for colleagues: they share words."""
        if relation == "siblings" or duties.matched_weight < FAINT_FROM:
            return ()
        return faint_matches(duties, self.duties.weight_of)

    def _unlike(self, i: int, j: int, duties: Alignment) -> int:
        if duties.matched_weight < FAINT_FROM:
            return 0  # nobody asks of a pair with so little in common
        lines = self.duties
        return count_unlike(duties, lines.of(i), lines.of(j), lines.weight_of)

    def _meaning(self, i: int, j: int, across_languages: bool) -> Meaning | None:
        lines = self.duties
        return meaning_of(lines.of(i), lines.of(j), across_languages=across_languages)


def _report(
    evidence: Evidence,
    judgement: Judgement,
    requirements: Alignment | None,
    measures: Alignment | None,
) -> RoleComparison:
    a, b = evidence.a, evidence.b
    return RoleComparison(
        a=a,
        b=b,
        similarity=evidence.similarity,
        tier=judgement.tier,
        relation=evidence.relation,
        verdict=judgement.verdict,
        reason=judgement.reason,
        confidence=judgement.confidence,
        components=evidence.components,
        duties=evidence.duties,
        requirements=requirements,
        measures=measures,
        exchanged=evidence.exchanged,
        vetoes=evidence.vetoes,
        not_compared=_unsaid(a, b),
        score=judgement.score,
        meaning=evidence.meaning.score if evidence.meaning else None,
        in_other_words=evidence.perhaps if judgement.tier == "perhaps-reworded" else (),
        across_languages=evidence.across_languages,
        notes=tuple(_notes(a, b)),
    )


def _in_other_words(
    duties: Alignment, read_a: Read, read_b: Read, meaning: Meaning
) -> tuple[Match, ...]:
    """Return the unmatched duties that may mean the same, each once, the likeliest first."""
    left, right = (
        {(line.index, line.part) for line in lines}
        for lines in (duties.only_in_a, duties.only_in_b)
    )
    found = []
    for (i, j), likeness in sorted(meaning.pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        a, b = read_a.statements[i], read_b.statements[j]
        place_a, place_b = (a.index, a.part), (b.index, b.part)
        if likeness >= SAME_MEANING_FROM and place_a in left and place_b in right:
            left.remove(place_a)
            right.remove(place_b)
            found.append(Match(a, b, min(1.0, likeness), "code", shared_ideas(a.text, b.text)))
    return tuple(found)


def _unsaid(a: RoleText, b: RoleText) -> tuple[str, ...]:
    return tuple(part for part in _PARTS if getattr(a, part) is None or getattr(b, part) is None)


def _notes(a: RoleText, b: RoleText) -> Iterator[str]:
    for role in (a, b):
        if mixes_scripts(role.title):
            yield (
                f"the title {role.title!r} mixes Latin and Cyrillic letters that look alike; "
                "they were read as one script"
            )
