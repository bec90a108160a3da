"""The panel of results: people, money and findings, compared with what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from csdesign.finding import Severity
from csdesign.views.plan.headline import headline
from csdesign.views.plan.words import LEVELS, number, percent
from csdesign.wording import number_of, visible

if TYPE_CHECKING:
    from rich.console import RenderableType

    from csdesign.explore.session import Session
    from csdesign.planning.results import Plan, RoleTotal

__all__ = ["panel"]

_MOST_FINDINGS = 5


def panel(session: Session) -> RenderableType:
    """Return the text of the right half of the screen."""
    parts: list[RenderableType] = [Text(headline(session.plan)), Text("")]
    if session.problem:
        parts[:0] = [Text(f"not planned: {visible(session.problem, 300)}", style="bold"), Text("")]
    parts += [_people(session), Text(""), *_findings(session), _coverage(session)]
    return Group(*parts)


def _people(session: Session) -> Table:
    table = Table(box=None, pad_edge=False, expand=True)
    table.add_column("People", overflow="fold", ratio=1)
    for heading in ("Hours", "Full-time", "Have", "Booked"):
        table.add_column(heading, justify="right", no_wrap=True)
    before = {role.role: role for role in session.before.roles}
    for role in session.plan.roles:
        table.add_row(*_role(role, before.get(role.role)))
    return table


def _role(role: RoleTotal, before: RoleTotal | None) -> list[Text]:
    def moved(now: str, then: str | None) -> Text:
        return Text(now) if then in (None, now) else Text(f"{then} -> {now}", style="bold")

    return [
        Text(visible(role.title, 40)),
        moved(number(role.hours), None if before is None else number(before.hours)),
        moved(f"{role.fte.plan:.2f}", None if before is None else f"{before.fte.plan:.2f}"),
        Text("-" if role.have is None else f"{role.have:g}"),
        moved(percent(role.busy), None if before is None else percent(before.busy)),
    ]


def _coverage(session: Session) -> Text:
    before = session.before.segment_by_id
    line = Text("Coverage: ", style="bold")
    for position, segment in enumerate(session.plan.segments):
        level = LEVELS.get(segment.coverage.level or "", "open")
        then = before.get(segment.id)
        was = LEVELS.get(then.coverage.level or "", "open") if then else level
        words = level if was == level else f"{was} -> {level}"
        name = visible(segment.segment.name or segment.id, 40)
        comma = "; " if position else ""
        line.append(f"{comma}{name} {words}", style="not bold" if was == level else "bold")
    return line


def _findings(session: Session) -> list[Text]:
    now, before = _counts(session.plan), _counts(session.before)
    heading = ", ".join(
        number_of(count, severity.word) + (f" (was {before[severity]})" if moved else "")
        for severity, count in now.items()
        for moved in [before[severity] != count]
    )
    known = {(f.code, f.object) for f in session.before.findings}
    fresh = [f for f in session.plan.findings if (f.code, f.object) not in known]
    lines = [Text(f"Findings: {heading}", style="bold")]
    lines += [Text(f"new: {visible(f.message, 160)} [{f.code}]") for f in fresh[:_MOST_FINDINGS]]
    if len(fresh) > _MOST_FINDINGS:
        lines.append(Text(f"and {len(fresh) - _MOST_FINDINGS} more new ones"))
    return lines


def _counts(plan: Plan) -> dict[Severity, int]:
    counts = dict.fromkeys(Severity, 0)
    for finding in plan.findings:
        counts[finding.severity] += finding.suppressed is None
    return counts
