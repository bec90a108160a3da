"""Clusters of roles of a staffing export that are one job: ranked, capped, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.auditing.quoting import judged_pair
from csdesign.auditing.results import RoleRef
from csdesign.views.audit.evidence import quoted_lines
from csdesign.views.audit.words import CONFIRM, channel_words, kept_words, quoted
from csdesign.views.section import Column, Document, Lines, Quote, Quotes, Section, Table
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import JudgedPair, Line
    from csdesign.roles.export.clusters import RoleCluster, RoleClusters
    from csdesign.roles.verdict.comparison import RoleComparison
    from csdesign.views.section import Part

__all__ = ["cluster_rows", "clusters_document", "compared"]

_MOST_MEMBERS: Final = 12
_MOST_LINES: Final = 4
_MOST_UNJUDGED: Final = 10
_MEMBERS: Final = (Column("id", "Id"), Column("title", "Title"))
_ROWS: Final = (
    Column("cluster", "Cluster", "count"),
    Column("score", "Score", "figure"),
    Column("titles", "Titles", "count"),
    *_MEMBERS,
)


def clusters_document(found: RoleClusters) -> Document:
    """Return the clusters as a document."""
    sections = [_section(number, each) for number, each in enumerate(found.clusters, 1)]
    if found.unjudged:
        names = ", ".join(visible(name, 40) for name in found.unjudged[:_MOST_UNJUDGED])
        more = len(found.unjudged) - _MOST_UNJUDGED
        words = names + (f" and {more:,} more" if more > 0 else "")
        sections.append(Section("unjudged", "Too little text", (Lines((words,)),)))
    return Document(
        title="Roles that are one job",
        lead=(_headline(found), *((CONFIRM,) if found.clusters else ())),
        sections=tuple(sections),
    )


def cluster_rows(found: RoleClusters) -> Table:
    """Return one row for each role of each cluster."""
    rows = tuple(
        (number, round(cluster.score, 4), cluster.titles, member.id, member.title)
        for number, cluster in enumerate(found.clusters, 1)
        for member in cluster.members
    )
    return Table("clusters", "Roles that are one job", _ROWS, rows)


def compared(result: RoleComparison) -> JudgedPair:
    """Return two roles of an export as a pair whose sentences can be quoted."""
    refs = (RoleRef(result.a.id, result.a.title), RoleRef(result.b.id, result.b.title))
    return judged_pair("siblings", refs, result, None, None)


def _headline(found: RoleClusters) -> str:
    words = f"{number_of(found.roles, 'role')} read. "
    if not found.found:
        words += "No two of them are one job."
    else:
        words += f"{number_of(found.found, 'cluster')} of roles that are one job"
        shown = len(found.clusters)
        words += f"; the first {shown:,} by rank." if shown < found.found else "."
    if found.unjudged:
        words += f" {number_of(len(found.unjudged), 'role')} could not be judged: too little text."
    return words


def _section(number: int, cluster: RoleCluster) -> Section:
    kind = "one title" if cluster.titles == 1 else f"{cluster.titles:,} titles"
    reasons = {result.reason for result in cluster.evidence if result.asked}
    look = f" (for review: {min(reasons)})" if reasons else ""
    title = f"{number_of(len(cluster.members), 'role')}, {kind}: one job, "
    title += f"{round(100 * cluster.score)} of 100{look}"
    return Section(f"cluster-{number}", f"{number}. {title}", tuple(_parts(cluster)))


def _parts(cluster: RoleCluster) -> Iterator[Part]:
    rows = tuple((member.id, member.title) for member in cluster.members)
    yield Table("members", "Members", _MEMBERS, rows[:_MOST_MEMBERS], audience="readers")
    if len(rows) > _MOST_MEMBERS:
        yield Lines((f"and {len(rows) - _MOST_MEMBERS:,} more: --format csv has all",))
    if cluster.evidence:
        pair = compared(cluster.evidence[0])
        yield Lines((f"{visible(pair.a.id, 24)} and {visible(pair.b.id, 24)}: {kept_words(pair)}",))
        lines = quoted_lines(pair, lambda _: 1, _MOST_LINES).lines
        yield Quotes(tuple(quote for line in lines for quote in _quotes(line)))


def _quotes(line: Line) -> Iterator[Quote]:
    words = channel_words(line).replace("no earlier match", "only in the second")
    words = words.replace("no longer there", "only in the first")
    texts = list(dict.fromkeys(quote.text for quote in (line.a, line.b) if quote is not None))
    for sign, text in zip(("", "="), texts, strict=False):
        yield Quote("", sign, quoted(text), words if text == texts[-1] else "")
