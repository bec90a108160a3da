"""Clusters of one job in a staffing export: ranked, capped, each with its evidence."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING, Final

from csdesign.auditing.quoting import judged_pair
from csdesign.auditing.results import RoleRef
from csdesign.contracts.audit import comparison_fields
from csdesign.escaping.csv_cells import safe_cell
from csdesign.escaping.json_text import dump
from csdesign.escaping.markdown import plain
from csdesign.escaping.terminal import apart
from csdesign.views.audit.evidence import quoted_lines
from csdesign.views.audit.words import CONFIRM, channel_words, counted, kept_words, quoted
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.auditing.results import JudgedPair
    from csdesign.roles.export.clusters import RoleCluster, RoleClusters
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = ["FORMATS", "write"]

FORMATS: Final = ("table", "json", "markdown", "csv")
_MOST_MEMBERS: Final = 12
_MOST_UNJUDGED: Final = 10


def write(name: str, found: RoleClusters, *, version: str, width: int) -> str:
    """Return the clusters in one of `FORMATS`."""
    match name:
        case "json":
            return _json(found, version)
        case "csv":
            return _csv(found)
        case "markdown":
            return "\n".join(_markdown(found)) + "\n"
        case _:
            return apart("\n".join(_lines(found, max(60, width))) + "\n")


def _headline(found: RoleClusters) -> str:
    words = f"{counted(found.roles, 'role')} read. "
    if not found.found:
        words += "No two of them are one job."
    else:
        words += f"{counted(found.found, 'cluster')} of roles that are one job"
        shown = len(found.clusters)
        words += f"; the first {shown:,} by rank." if shown < found.found else "."
    if found.unjudged:
        words += f" {counted(len(found.unjudged), 'role')} could not be judged: too little text."
    return words


def _cluster_words(cluster: RoleCluster) -> str:
    kind = "plain doubles" if cluster.titles == 1 else f"{cluster.titles:,} titles"
    reasons = {result.reason for result in cluster.evidence if result.asked}
    look = f" (for review: {min(reasons)})" if reasons else ""
    return (
        f"{counted(len(cluster.members), 'role')}, {kind}: one job, "
        f"{round(100 * cluster.score)} of 100{look}"
    )


def _lines(found: RoleClusters, width: int) -> Iterator[str]:
    yield from textwrap.wrap(_headline(found), width)
    for number, cluster in enumerate(found.clusters, 1):
        yield from ("", f"{number}  {_cluster_words(cluster)}")
        for member in cluster.members[:_MOST_MEMBERS]:
            yield f"   {visible(member.id, 24):<14} {visible(member.title, width - 24)}"
        if len(cluster.members) > _MOST_MEMBERS:
            yield f"   and {len(cluster.members) - _MOST_MEMBERS:,} more: --format csv has all"
        if cluster.evidence:
            yield from _evidence(_pair(cluster.evidence[0]), width)
    yield from _unjudged(found, width)
    if found.clusters:
        yield from ("", CONFIRM)


def _evidence(pair: JudgedPair, width: int) -> Iterator[str]:
    yield f"   {visible(pair.a.id, 24)} and {visible(pair.b.id, 24)}: {kept_words(pair)}"
    for line in quoted_lines(pair).lines[:4]:
        words = channel_words(line).replace("no earlier match", "only in the second")
        words = words.replace("no longer there", "only in the first")
        sides = [q.text for q in (line.a, line.b) if q is not None]
        for sign, text in zip(" =", dict.fromkeys(sides), strict=False):
            label = f" [{words}]" if text == sides[-1] else ""
            yield from textwrap.wrap(
                f"{quoted(text)}{label}",
                width,
                initial_indent=f"     {sign} ",
                subsequent_indent=" " * 7,
                break_on_hyphens=False,
            )


def _unjudged(found: RoleClusters, width: int) -> Iterator[str]:
    if not found.unjudged:
        return
    names = ", ".join(visible(name, 40) for name in found.unjudged[:_MOST_UNJUDGED])
    more = len(found.unjudged) - _MOST_UNJUDGED
    words = f"Too little text: {names}" + (f" and {more:,} more" if more > 0 else "")
    yield from ("", *textwrap.wrap(words, width, subsequent_indent="  "))


def _pair(result: RoleComparison) -> JudgedPair:
    refs = (RoleRef(result.a.id, result.a.title), RoleRef(result.b.id, result.b.title))
    return judged_pair("siblings", refs, result, None, None)


def _markdown(found: RoleClusters) -> Iterator[str]:
    yield from ("## Roles that are one job", "", plain(_headline(found)))
    for number, cluster in enumerate(found.clusters, 1):
        yield from ("", f"### {number}. {_cluster_words(cluster)}", "")
        for member in cluster.members[:_MOST_MEMBERS]:
            yield f"- {plain(member.id)}: {plain(member.title)}"
        if len(cluster.members) > _MOST_MEMBERS:
            yield f"- and {len(cluster.members) - _MOST_MEMBERS:,} more"
        for result in cluster.evidence[:1]:
            yield from ("", "| One | Other | Match |", "| --- | --- | --- |")
            for line in quoted_lines(_pair(result)).lines[:4]:
                cells = [line.a.text if line.a else "", line.b.text if line.b else ""]
                words = channel_words(line) if line.kind != "only" else "no match"
                yield f"| {plain(cells[0])} | {plain(cells[1])} | {words} |"
    yield from ("", f"*{CONFIRM}*")


def _json(found: RoleClusters, version: str) -> str:
    return dump(
        {
            "schema_version": 1,
            "tool": {"name": "csdesign", "version": version},
            "roles": found.roles,
            "found": found.found,
            "clusters": [
                {
                    "score": round(cluster.score, 6),
                    "titles": cluster.titles,
                    "members": [{"id": m.id, "title": m.title} for m in cluster.members],
                    "evidence": [_evidence_fields(result) for result in cluster.evidence],
                }
                for cluster in found.clusters
            ],
            "unjudged": list(found.unjudged),
        }
    )


def _evidence_fields(result: RoleComparison) -> dict[str, object]:
    pair = _pair(result)
    return {
        "a": result.a.id,
        "b": result.b.id,
        **comparison_fields(result),
        "matches": [
            {
                "a": line.a.text,
                "b": line.b.text,
                "kind": line.kind,
                "score": round(line.score or 0.0, 6),
            }
            for line in pair.duties
            if line.a is not None and line.b is not None
        ],
        "only_in_a": [line.text for line in result.only_in_a],
        "only_in_b": [line.text for line in result.only_in_b],
    }


def _csv(found: RoleClusters) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("cluster", "score", "titles", "id", "title"))
    for number, cluster in enumerate(found.clusters, 1):
        for member in cluster.members:
            row = (number, round(cluster.score, 4), cluster.titles, member.id, member.title)
            writer.writerow([safe_cell(cell) for cell in row])
    return text.getvalue()
