"""From a comparison to lines that can be quoted: each with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.auditing.results import JudgedPair, Line, Quote
from csdesign.roles.text.words import language_of, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from csdesign.auditing.results import Relation, RoleRef
    from csdesign.finding import Span, YamlPath
    from csdesign.roles.matching.alignment import Alignment, Match
    from csdesign.roles.text.statements import Statement
    from csdesign.roles.verdict.comparison import RoleComparison

    Locate = Callable[[YamlPath, bool], Span | None]

__all__ = ["judged_pair", "same_title"]


def judged_pair(
    relation: Relation,
    refs: tuple[RoleRef, RoleRef],
    result: RoleComparison,
    locate_a: Locate | None,
    locate_b: Locate | None,
) -> JudgedPair:
    """Return a comparison with places; `locate_*` turn the paths of each side into lines."""

    def quote_a(line: Statement) -> Quote:
        return _quote(line, locate_a)

    def quote_b(line: Statement) -> Quote:
        return _quote(line, locate_b)

    def lines_of(found: Alignment | None) -> tuple[Line, ...]:
        if found is None:
            return ()
        return tuple(_lines(found.matches, found.only_in_a, found.only_in_b, quote_a, quote_b))

    return JudgedPair(
        relation=relation,
        a=refs[0],
        b=refs[1],
        comparison=result,
        duties=tuple(_lines(result.matches, result.only_in_a, result.only_in_b, quote_a, quote_b)),
        perhaps=tuple(
            Line(quote_a(match.a), quote_b(match.b), "perhaps", match.score, words=match.words)
            for match in result.in_other_words
        ),
        requirements=lines_of(result.requirements),
        measures=lines_of(result.measures),
        renamed=not same_title(refs[0].title, refs[1].title),
    )


def same_title(a: str, b: str) -> bool:
    """Return whether two titles have the same words, or are one title in two languages.

    Letters of another script that only look the same do not make another word. Translations are
    those of the reference catalogue: nothing else is known to be one.
    """
    if words_of(a) == words_of(b):
        return True
    if language_of(a) == language_of(b):
        return False
    kind = reference.by_title(a)
    return kind is not None and kind == reference.by_title(b)


def _lines(
    matches: Iterable[Match],
    only_in_a: Iterable[Statement],
    only_in_b: Iterable[Statement],
    quote_a: Callable[[Statement], Quote],
    quote_b: Callable[[Statement], Quote],
) -> Iterator[Line]:
    for match in matches:
        yield Line(
            a=quote_a(match.a),
            b=quote_b(match.b),
            kind=match.kind,
            score=match.score,
            part=match.within is not None,
            words=match.words,
            same=match.same,
        )
    for line in only_in_a:
        yield Line(quote_a(line), None)
    for line in only_in_b:
        yield Line(None, quote_b(line))


def _quote(line: Statement, locate: Locate | None) -> Quote:
    span = locate(line.place, False) if locate and line.place is not None else None
    return Quote(line.text, line.code, span)
