"""The difference between two plans of a design, in one line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from csdesign.finding import Severity
from csdesign.views.plan.words import LEVELS, money, percent
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan

__all__ = ["moved"]

_MOST: Final = 8


def moved(before: Plan, after: Plan) -> str:
    """Return `hires 1 -> 0, CSM 93% -> 78% booked`; `nothing moved` if no figure changed."""
    parts = list(_parts(before, after))
    if not parts:
        return "nothing moved"
    more = len(parts) - _MOST
    return ", ".join(parts[:_MOST]) + (f" and {more} more" if more > 0 else "")


def _parts(before: Plan, after: Plan) -> Iterator[str]:
    yield from _changed("people needed", str(before.heads), str(after.heads))
    if before.have is not None and after.have is not None:
        yield from _changed("you have", str(before.have), str(after.have))
        yield from _changed("hires", str(before.headcount.hired), str(after.headcount.hired))
    if before.cost is not None and after.cost is not None:
        currency = after.design.document.company.currency
        yield from _changed("cost", money(before.cost, currency), money(after.cost, currency))
    for role in after.roles:
        then, title = before.role_by_id.get(role.role), visible(role.title, 40)
        if then is None:
            yield f"{title}: new"
        elif role.busy is not None and then.busy is not None:
            yield from _changed(title, percent(then.busy), percent(role.busy), " booked")
        else:
            was, now = f"{then.fte.plan:.2f}", f"{role.fte.plan:.2f}"
            yield from _changed(title, was, now, " full-time")
    for role in before.roles:
        if role.role not in after.role_by_id:
            yield f"{visible(role.title, 40)}: gone"
    for segment in after.segments:
        earlier = before.segment_by_id.get(segment.id)
        if earlier is not None:
            was, now = (LEVELS.get(p.coverage.level or "", "open") for p in (earlier, segment))
            yield from _changed(visible(segment.segment.name or segment.id, 40), was, now)
    had, has = _counted(before), _counted(after)
    for severity in (Severity.ERROR, Severity.WARNING):
        yield from _changed(f"{severity.word}s", str(had[severity]), str(has[severity]))


def _changed(what: str, was: str, now: str, unit: str = "") -> Iterator[str]:
    if was != now:
        yield f"{what} {was} -> {now}{unit}"


def _counted(plan: Plan) -> Counter[Severity]:
    return Counter(f.severity for f in plan.findings if f.suppressed is None)
