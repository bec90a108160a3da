"""Changes for the people: roles, duties, pay, rights, and numbers needed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from csdesign.diffing.changes import Change
from csdesign.diffing.matching import match
from csdesign.diffing.regrouped import regrouped
from csdesign.planning.coverage.promised import promised_worth
from csdesign.wording import plural_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.diffing.changes import Value
    from csdesign.diffing.matching import Matching
    from csdesign.model.design import Design, Role
    from csdesign.planning.results import Headcount, Plan, RoleTotal

__all__ = ["role_changes", "role_matching"]


def role_matching(old: Design, new: Design) -> Matching:
    """Return the matching of roles, by id or by content."""
    return match(
        {role.id: _content(role) for role in old.roles or ()},
        {role.id: _content(role) for role in new.roles or ()},
    )


def _content(role: Role) -> frozenset[str]:
    return frozenset(
        [
            *(f"duty:{name}" for name in _duties(role)),
            *(f"motion:{motion}:{level}" for motion, level in (role.motions or {}).items()),
            *(f"kpi:{kpi.id}" for kpi, _ in role.kpis or ()),
            *(f"right:{right}" for right in role.decision_rights or ()),
        ]
    )


def _duties(role: Role) -> list[str]:
    return [
        duty.code or " ".join((duty.text or "").casefold().split()) for duty in role.duties or ()
    ]


def role_changes(old: Plan, new: Plan, matching: Matching) -> Iterator[Change]:
    """Yield every change of a role, and of the people needed for it."""
    was, is_ = old.design.role_by_id, new.design.role_by_id
    for name in matching.lost:
        yield Change(
            "role", was[name].title, "", was[name].title, None, _object(name), _object(name)
        )
    for name in matching.gained:
        yield Change(
            "role", is_[name].title, "", None, is_[name].title, _object(name), _object(name)
        )
    titles = [{name: role.title for name, role in roles.items()} for roles in (was, is_)]
    yield from regrouped("role", matching, *titles)
    for before, after in matching.pairs:
        yield from _content_changes(was[before], is_[after])
    yield from _people(old, new, matching)


def _object(role: str) -> str:
    return f"roles[{role}]"


def _content_changes(before: Role, after: Role) -> Iterator[Change]:
    subject = min(before.title, after.title)
    old, new = _object(before.id), _object(after.id)
    if before.title != after.title:
        yield Change("rename", subject, "title", before.title, after.title, old, new)
    for aspect, was, is_ in (
        ("duty", _duties(before), _duties(after)),
        ("right", before.decision_rights or (), after.decision_rights or ()),
        ("kpi", _tracked(before), _tracked(after)),
    ):
        for name in dict.fromkeys((*was, *is_)):
            if (name in was) != (name in is_):
                gone, come = (name, None) if name in was else (None, name)
                yield Change(aspect, subject, name, gone, come, old, new)
    paid, pays = _paid(before), _paid(after)
    for kpi in dict.fromkeys((*paid, *pays)):
        if paid.get(kpi) != pays.get(kpi):
            yield Change("pay", subject, kpi, paid.get(kpi), pays.get(kpi), old, new, "%")


def _tracked(role: Role) -> list[str]:
    return [kpi.id for kpi, _ in role.kpis or () if kpi.weight is None]


def _paid(role: Role) -> dict[str, float]:
    return {kpi.id: float(kpi.weight) for kpi, _ in role.kpis or () if kpi.weight is not None}


def _people(old: Plan, new: Plan, matching: Matching) -> Iterator[Change]:
    partner = dict(matching.renamed)
    names = [(role.role, partner.get(role.role, role.role)) for role in old.roles]
    known = {after for _, after in names}
    names += [(role.role, role.role) for role in new.roles if role.role not in known]
    for before, after in names:
        was, is_ = old.role_by_id.get(before), new.role_by_id.get(after)
        subject = min(role.title for role in (was, is_) if role is not None)
        for aspect, first, second in (
            ("fte", _fte(was), _fte(is_)),
            ("heads", was.heads if was else None, is_.heads if is_ else None),
            ("enough", _enough(old, before), _enough(new, after)),
        ):
            if first != second:
                yield Change(aspect, subject, "", first, second, _object(before), _object(after))
    had, has = old.headcount, new.headcount
    totals: tuple[tuple[str, str, Value, Value], ...] = (
        ("fte", "total", round(old.fte.plan, 6), round(new.fte.plan, 6)),
        ("heads", "total", had.need, has.need),
        ("have", "total", had.have, has.have),
        ("have", "full-time", _part_time(had), _part_time(has)),
        ("hires", "total", _hires(old), _hires(new)),
        ("surplus", "total", _surplus(old), _surplus(new)),
        ("cost", "today", _rounded(old.money.today, 2), _rounded(new.money.today, 2)),
        ("cost", "hires", _rounded(old.money.ask, 2), _rounded(new.money.ask, 2)),
        ("cost", "total", _rounded(old.cost, 2), _rounded(new.cost, 2)),
        ("promised", "total", _promised(old), _promised(new)),
        ("enough", "total", _enough(old, None), _enough(new, None)),
        ("vacancies", "total", _vacancies(old), _vacancies(new)),
        ("cost", "months with hires", _months_cost(old), _months_cost(new)),
    )
    for aspect, detail, before_, after_ in totals:
        if before_ != after_:
            yield Change(aspect, "all roles", detail, before_, after_, "plan", "plan")


def _promised(plan: Plan) -> float:
    return round(promised_worth(plan.design), 6)


def _enough(plan: Plan, role: str | None) -> float | None:
    """Return the share of futures in which people of a role, or all, are enough; else None."""
    futures = plan.futures
    if futures is None:
        return None
    known = futures.by_role.get(role) if role is not None else futures
    return None if known is None or known.enough is None else round(known.enough, 6)


def _part_time(head: Headcount) -> float | None:
    """Return the time of the people in post where it is not as much as their number."""
    return None if head.have_fte == head.have else _rounded(head.have_fte, 6)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _hires(plan: Plan) -> tuple[str, ...] | None:
    """Return the posts to hire as words; None without positions."""
    if plan.headcount.have is None:
        return None
    return tuple(
        f"{hire.posts} {plural_title(hire.title, hire.posts)}" for hire in plan.headcount.hires
    )


def _surplus(plan: Plan) -> tuple[str, ...] | None:
    if plan.headcount.have is None:
        return None
    return tuple(
        f"{item.posts} {plural_title(item.title, item.posts)}" for item in plan.headcount.surplus
    )


def _vacancies(plan: Plan) -> tuple[str, ...] | None:
    """Return the vacancies of the months as words; None if no months are planned."""
    if plan.months is None or plan.design.posts is None:
        return None
    titles = {role.role: role.title for role in plan.months.roles}
    return tuple(
        f"{titles[vacancy.role]} open by {vacancy.open_by.isoformat()}"
        for vacancy in plan.months.vacancies
    )


def _months_cost(plan: Plan) -> float | None:
    if plan.months is None:
        return None
    costs = [total.cost_with_hires for total in plan.months.totals]
    known = [cost for cost in costs if cost is not None]
    return round(math.fsum(known), 2) if len(known) == len(costs) else None


def _fte(role: RoleTotal | None) -> float | None:
    return None if role is None else round(role.fte.plan, 6)
