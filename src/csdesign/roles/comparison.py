"""Compare two roles: what they share, what differs, and whether it is one job under two titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypeVar

from csdesign.roles.alignment import Match
from csdesign.roles.channels import align_lines
from csdesign.roles.lines import Lines
from csdesign.roles.meaning import SAME_MEANING_FROM, Meaning, meaning_of
from csdesign.roles.sets import COMPONENTS, jaccard, motion_overlap, soft_jaccard, weighted
from csdesign.roles.statements import main_language
from csdesign.roles.titles import Masks
from csdesign.roles.verdict import SAME_JOB_FROM, Evidence, Judgement, judge
from csdesign.roles.vetoes import find_vetoes
from csdesign.roles.vocabulary import shared_ideas
from csdesign.roles.words import mixes_scripts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from csdesign.roles.alignment import Alignment
    from csdesign.roles.channels import SentenceChannel
    from csdesign.roles.statements import Statement
    from csdesign.roles.text import Item, RoleText
    from csdesign.roles.verdict import Verdict
    from csdesign.roles.vetoes import Veto

__all__ = ["RoleComparison", "RoleFile", "compare"]

T = TypeVar("T")

_PARTS: Final = (*COMPONENTS, "requirements", "segments")


@dataclass(frozen=True, slots=True)
class RoleComparison:
    """What two roles have in common, with the evidence."""

    a: RoleText
    b: RoleText
    similarity: float
    """Similarity of the signatures (DOMAIN 7.2) over the components that are known, 0 to 1."""
    verdict: Verdict | None
    """None: too little is written down to judge."""
    review: bool
    """Whether a person should look before anyone is told."""
    reason: str
    """Why it cannot be judged, or why to look first; empty otherwise."""
    confidence: float
    """Probability (0 to 1) that the verdict's side, same job or not, is right."""
    components: Mapping[str, float | None]
    """Similarity of each part, 0 to 1; None where unknown, or empty on both sides."""
    duties: Alignment
    """The duties side by side."""
    requirements: Alignment | None
    """Lines of what a candidate must bring; None where a side does not say."""
    measures: Alignment | None
    vetoes: tuple[Veto, ...]
    not_compared: tuple[str, ...]
    """Parts that one side or both leave unsaid."""
    score: float
    """The number the verdict was read from: the similarity where authors coded most duties, else
    the matched weight, moved by the vote of the file. 0 where nothing could be judged."""
    vote: float | None
    """Share of the duties whose nearest line in the rest of the file is in the other role."""
    meaning: float | None
    """Likeness by ideas and vocabulary, where the words alone do not decide; about 0 to 1."""
    in_other_words: tuple[Match, ...]
    """Duties that no channel matched and that seem to mean the same, for a person to judge; only
    where the roles as a whole do. `words` are the ideas they share."""
    across_languages: bool
    """Whether the duties are mostly written in different languages."""
    notes: tuple[str, ...]
    """What a reader should know of the texts, such as look-alike letters in a title."""

    @property
    def matches(self) -> tuple[Match, ...]:
        """Return the duties that both have."""
        return self.duties.matches

    @property
    def only_in_a(self) -> tuple[Statement, ...]:
        """Return the duties that only the first has."""
        return self.duties.only_in_a

    @property
    def only_in_b(self) -> tuple[Statement, ...]:
        """Return the duties that only the second has."""
        return self.duties.only_in_b

    @property
    def matched_share(self) -> float:
        """Return 2 x matched duties / duties of both, 0 to 1."""
        return self.duties.matched_share

    @property
    def matched_weight(self) -> float:
        """Return the matched share with each duty weighed by what it says, 0 to 1."""
        return self.duties.matched_weight

    @property
    def channels(self) -> tuple[str, ...]:
        """Return the channels through which duties matched, such as ("code", "lexical")."""
        return tuple(sorted({match.kind for match in self.duties.matches}))


_ALL_PAIRS_UP_TO: Final = 40
"""Roles of a file that are all compared with each other, so that no reworded pair is missed."""


def compare(
    a: RoleText,
    b: RoleText,
    context: Sequence[RoleText] = (),
    *,
    channel: SentenceChannel | None = None,
) -> RoleComparison:
    """Compare two roles, judged against the other roles of their file (`context`).

    `context` may hold the two themselves: they are not counted twice. `channel` is an optional
    model of sentence meaning. Titles, aliases and purpose never enter a score.
    """
    others = [role for role in context if role not in (a, b)]
    return RoleFile([a, b, *others], channel=channel).compare(0, 1)


class RoleFile:
    """The roles of one file (or of two revisions of it), prepared once for many comparisons."""

    def __init__(
        self, roles: Sequence[RoleText], *, channel: SentenceChannel | None = None
    ) -> None:
        self.roles = tuple(roles)
        self._channel = channel
        titles = (title for role in roles for title in (role.title, *role.aliases))
        self._masks = Masks(dict.fromkeys(titles))

    @cached_property
    def duties(self) -> Lines:
        """Return the duties of all roles."""
        return Lines([role.responsibilities for role in self.roles], self._masks)

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
        return self.duties.candidates()

    def similarity(self, i: int, j: int) -> float:
        """Return the similarity of the signatures (DOMAIN 7.2) at two positions, 0 to 1."""
        return _weighted(self._components(i, j, *self._aligned(i, j)))

    def _aligned(self, i: int, j: int) -> tuple[Alignment, Alignment | None, Alignment | None]:
        """Return the duties, requirements and measures of two roles side by side."""
        a, b = self.roles[i], self.roles[j]
        asked = a.requirements and b.requirements
        measured = a.kpis and b.kpis
        return (
            align_lines(self.duties, i, j, self._channel),
            align_lines(self._requirements, i, j, self._channel) if asked else None,
            align_lines(self._measures, i, j, self._channel) if measured else None,
        )

    def compare(self, i: int, j: int) -> RoleComparison:
        """Compare the roles at two positions."""
        a, b = self.roles[i], self.roles[j]
        duties, requirements, measures = self._aligned(i, j)
        components = self._components(i, j, duties, requirements, measures)
        similarity = _weighted(components)
        vetoes = find_vetoes(a, b, duties.matches)
        across = self._across_languages(i, j)
        worded = any(not line.code for k in (i, j) for line in self.duties.of(k))
        open_ = across or duties.matched_weight < SAME_JOB_FROM
        meaning = self._meaning(i, j, across) if worded and open_ else None
        evidence = Evidence(
            a=a,
            b=b,
            lines_a=self.duties.of(i),
            lines_b=self.duties.of(j),
            duties=duties,
            components=components,
            similarity=similarity,
            vote=self.duties.vote(i, j) if worded else None,
            meaning=meaning.score if meaning else None,
            across_languages=across,
            vetoes=vetoes,
        )
        judgement = judge(evidence)
        pairs = _in_other_words(evidence, meaning) if meaning and evidence.means_same else ()
        return _report(evidence, judgement, requirements, measures, pairs)

    def _across_languages(self, i: int, j: int) -> bool:
        languages = {main_language(self.duties.of(k)) for k in (i, j)} - {None}
        return len(languages) > 1

    def _meaning(self, i: int, j: int, across_languages: bool) -> Meaning | None:
        lines = self.duties
        return meaning_of(lines.of(i), lines.of(j), across_languages=across_languages)

    def _components(
        self,
        i: int,
        j: int,
        duties: Alignment,
        requirements: Alignment | None,
        measures: Alignment | None,
    ) -> dict[str, float | None]:
        """Return the similarity of each part; None where unknown, or empty on both sides."""
        a, b = self.roles[i], self.roles[j]
        said = a.responsibilities is not None and b.responsibilities is not None
        return {
            "responsibilities": _soft(duties) if said else None,
            "motions": _if_both(a.motions, b.motions, motion_overlap),
            "kpis": _of_items(a.kpis, b.kpis, measures),
            "decision_rights": _of_items(a.decision_rights, b.decision_rights, None),
            "stages": _if_both(a.stages, b.stages, _of_words),
            "requirements": _of_items(a.requirements, b.requirements, requirements),
            "segments": _if_both(a.segments, b.segments, _of_words),
        }


def _report(
    evidence: Evidence,
    judgement: Judgement,
    requirements: Alignment | None,
    measures: Alignment | None,
    in_other_words: tuple[Match, ...],
) -> RoleComparison:
    a, b = evidence.a, evidence.b
    return RoleComparison(
        a=a,
        b=b,
        similarity=evidence.similarity,
        verdict=judgement.verdict,
        review=judgement.review,
        reason=judgement.reason,
        confidence=judgement.confidence,
        components=evidence.components,
        duties=evidence.duties,
        requirements=requirements,
        measures=measures,
        vetoes=evidence.vetoes,
        not_compared=_unsaid(a, b),
        score=judgement.score,
        vote=evidence.vote,
        meaning=evidence.meaning,
        in_other_words=in_other_words,
        across_languages=evidence.across_languages,
        notes=tuple(_notes(a, b)),
    )


def _in_other_words(evidence: Evidence, meaning: Meaning) -> tuple[Match, ...]:
    """Return the unmatched duties that mean the same."""
    left = {line.index for line in evidence.duties.only_in_a}
    right = {line.index for line in evidence.duties.only_in_b}
    found = []
    for (i, j), likeness in meaning.pairs.items():
        a, b = evidence.lines_a[i], evidence.lines_b[j]
        if likeness >= SAME_MEANING_FROM and a.index in left and b.index in right:
            found.append(Match(a, b, min(1.0, likeness), "code", shared_ideas(a.text, b.text)))
    return tuple(found)


def _weighted(components: Mapping[str, float | None]) -> float:
    return weighted({name: components[name] for name in COMPONENTS})


def _if_both(a: T | None, b: T | None, measure: Callable[[T, T], float | None]) -> float | None:
    return None if a is None or b is None else measure(a, b)


def _of_words(a: tuple[str, ...], b: tuple[str, ...]) -> float | None:
    return jaccard(set(a), set(b))


def _soft(lines: Alignment) -> float | None:
    return soft_jaccard(lines.matched_sum, lines.size_a, lines.size_b)


def _of_items(
    a: tuple[Item, ...] | None, b: tuple[Item, ...] | None, lines: Alignment | None
) -> float | None:
    if a is None or b is None:
        return None
    if lines is not None:
        return _soft(lines)
    return jaccard(_names(a), _names(b))


def _names(items: tuple[Item, ...]) -> set[str]:
    return {item.code or (item.text or "").casefold().strip() for item in items}


def _unsaid(a: RoleText, b: RoleText) -> tuple[str, ...]:
    return tuple(part for part in _PARTS if getattr(a, part) is None or getattr(b, part) is None)


def _notes(a: RoleText, b: RoleText) -> Iterator[str]:
    for role in (a, b):
        if mixes_scripts(role.title):
            yield (
                f"the title {role.title!r} mixes Latin and Cyrillic letters that look alike; "
                "they were read as one script"
            )
