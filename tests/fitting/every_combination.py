"""Random small designs, and the best answer for each by planning every combination of options.

    python tests/fitting/every_combination.py 600

Prints how many designs were searched and enumerated, what they exercised, and the differences.
"""

from __future__ import annotations

import itertools
import math
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from csdesign.fitting.fit import fit_design
from csdesign.fitting.fitted import Limit
from csdesign.fitting.search import Search, changed_design
from csdesign.model.choices import COVERAGE_LEVELS
from csdesign.planning.planner import make_plan
from designs import design_of

if TYPE_CHECKING:
    from csdesign.fitting.fitted import Fit
    from csdesign.model.design import Design

_RANK = {level: place for place, level in enumerate(COVERAGE_LEVELS)}
_POSTS = (
    "",
    "positions: [{id: a, roles: [csm, am], count: 3}, {id: d, roles: desk}]",
    "positions: [{id: a, roles: csm, count: 2}, {id: b, roles: am, fte: 0.5}]",
    "positions: [{id: a, roles: csm, max_accounts: 30, count: 2}, {id: b, roles: am, count: 2}]",
    "positions: [{id: a, roles: [csm, desk], count: 2}, {id: b, roles: am, max_accounts: 25}]",
    "positions: [{id: a, roles: csm, segments: [s0], count: 2}, {id: b, roles: [am, csm]}]",
)
_EXTRAS = (
    "",
    "",
    ", protected: true",
    ", floor: 2",
    ", floor: 0",
    ", weight: 3",
    ", options: [{channel: digital, effort_hours: 0}]",
    ", options: [{channel: human-pooled, group_size: 4}, {share: 0.5}]",
    ", options: [{effort_hours: 9}, {role: am}]",
)
_QUEUED = (
    ", trigger: request, purpose: support, answer: {within_hours: 1}, "
    "options: [{per_year: 1}, {channel: digital, effort_hours: 0}]"
)


class Best(NamedTuple):
    """The least loss, then changes, then people, of all allowed combinations."""

    loss: float
    changes: int
    people: int


def random_text(number: int) -> str:
    """Return a design with levels, queues, caps, shared people and protected promises."""
    r = random.Random(number)
    lines = ["csdesign: 1", "params: {loaded_cost: 80000, fixed_cost: 1000}", "segments:"]
    for segment in range(r.choice([1, 2, 2])):
        lines += [
            f"  - id: s{segment}",
            f"    accounts: {r.choice([10, 40, 90, 150])}",
            f"    new_accounts: {r.choice([0, 8, 20])}",
            f"    traits: {{complexity: {r.randint(1, 5)}, desired: {r.randint(2, 5)}}}",
        ]
        if r.random() < 0.4:
            lines.append(f"    floor: {r.choice(['tech-touch', 'pooled'])}")
        lines.append("    interactions:")
        for place in range(r.randint(1, 3)):
            lines.append(_interaction(r, place))
    if r.random() < 0.15:
        lines += ["experiences:", "  - id: ax", "    segments: [s0]", "    interactions:"]
        lines.append(_interaction(r, 9))
    if r.random() < 0.85:
        lines += ["roles: [{id: csm}, {id: am}, {id: desk}]", r.choice(_POSTS)]
        return "\n".join(lines) + "\n"
    # Without roles the level of a segment says whose work it is.
    plain = [
        re.sub(r", role: \w+", "", line).replace("{role: am}", "{share: 0.4}") for line in lines
    ]
    return "\n".join(plain) + "\n"


def _interaction(r: random.Random, place: int) -> str:
    role = r.choice(["csm", "csm", "am"])
    count = r.choice(["per_year: 12", "per_year: 4", "every: month", "times: 4"])
    kind = r.choice(["human-1to1", "human-1to1", "human-pooled"])
    extra = r.choice(_EXTRAS)
    if r.random() < 0.2:
        role, count, kind, extra = "desk", "per_year: 6", "human-pooled", _QUEUED
    if "times" in count and "floor: 2" not in extra:
        extra = ", floor: 2" if r.random() < 0.5 else extra
    return (
        f"      - {{id: i{place}, stage: adopt, channel: {kind}, {count}, "
        f"minutes: {r.choice([30, 45])}, effort_hours: {r.choice([1, 2, 5])}, role: {role}{extra}}}"
    )


def contradicts_itself(design: Design) -> bool:
    """Return whether a floor is above the coverage of today: `fit` refuses such a design."""
    return any(
        segment.segment.written.floor is not None
        and segment.coverage.level is not None
        and _RANK[segment.segment.written.floor] > _RANK[segment.coverage.level]
        for segment in make_plan(design, whole=False).segments
    )


def random_limit(design: Design, number: int) -> Limit:
    """Return a limit below what the design needs today: people, people of a role, or money."""
    r, plan = random.Random(number + 1), make_plan(design, whole=False)
    kind = r.choice(["people", "people", "people", "role", "cost"])
    if kind == "cost" and plan.money.plan:
        return Limit(budget=plan.money.plan * r.choice([0.5, 0.7, 0.9]))
    if kind == "role" and plan.roles:
        role = r.choice(plan.roles)
        return Limit(by_role={role.role: max(0, (role.heads or 0) - r.choice([0, 1, 2]))})
    return Limit(people=max(0, plan.headcount.need - r.choice([0, 1, 2, 3])))


def best_of(design: Design, limit: Limit) -> Best | None:
    """Return the best allowed combination by planning each; None if none is allowed."""
    search = Search(design)
    floors = search.levels.floors
    best: Best | None = None
    for picked in itertools.product(*(range(len(c.options)) for c in search.choices)):
        plan = make_plan(changed_design(design, search.choices, picked), whole=False)
        if any(
            _RANK.get(segment.coverage.level or "", -1) < _RANK[floors[segment.id] or "tech-touch"]
            for segment in plan.segments
            if floors[segment.id] is not None
        ):
            continue
        cost = plan.money.plan
        if not plan.headcount.need:  # nobody to pay
            cost = float(design.params.fixed_cost)
        heads = {role.role: role.heads or 0 for role in plan.roles}
        if not (
            (limit.people is None or plan.headcount.need <= limit.people)
            and (limit.budget is None or (cost is not None and cost <= limit.budget + 1e-6))
            and all(heads.get(role, 0) <= most for role, most in (limit.by_role or {}).items())
        ):
            continue
        loss = math.fsum(
            choice.options[o].loss for choice, o in zip(search.choices, picked, strict=True)
        )
        here = Best(round(loss, 6), sum(o > 0 for o in picked), plan.headcount.need)
        if best is None or here < best:
            best = here
    return best


def difference(found: Fit, best: Best | None) -> str | None:
    """Return how an answer differs from the best, in words; None if it does not."""
    if best is None or found.plan is None:
        same = (best is None) == (found.status == "impossible")
        return None if same else f"{found.status}, enumeration says {best}"
    changed = len({change.choice.path for change in found.changes})
    here = Best(round(found.loss, 6), changed, found.plan.headcount.need)
    close = abs(here.loss - best.loss) <= 2e-6
    same = close and here[1:] == best[1:] and found.status == "optimal"
    return None if same else f"{found.status} {here}, enumeration says {best}"


def _main(count: int, most: int = 250) -> int:
    seen: Counter[str] = Counter()
    differences = number = 0
    while seen["designs"] < count:
        text = random_text(number)
        design = design_of(text)
        combinations = math.prod(len(choice.options) for choice in Search(design).choices)
        number += 1
        if combinations > most or contradicts_itself(design):
            continue
        limit = random_limit(design, number - 1)
        found, best = fit_design(design, limit, seconds=None), best_of(design, limit)
        seen["designs"] += 1
        seen["combinations"] += combinations
        seen[found.status] += 1
        seen["lessons"] += 0 if found.proof is None else found.proof.cuts
        for word in ("floor: pooled", "within_hours", "max_accounts", "[csm, am]", "protected"):
            seen[word] += word in text
        wrong = difference(found, best)
        if wrong is not None:
            differences += 1
            print(f"design {number - 1}, {limit}: {wrong}", flush=True)
    print(f"{dict(seen)}: differences {differences}")
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(_main(int(sys.argv[1]) if len(sys.argv) > 1 else 60))
