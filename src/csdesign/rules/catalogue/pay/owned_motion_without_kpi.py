"""A role owns a motion, and none of its measures fits the motion.

Work that is owned and not measured is done after all work that is measured. An owner of
onboarding is measured, for example, on time to value, an owner of renewals on the renewal rate.
Tracking is enough; the measure need not be paid on.

A warning, since the owner may do the work well without a measure.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        owns: [onboard]  # <- KPI604
        kpis: [health-score]

Good:

    segments:
      - {id: corp}
    roles:
      - id: dc
        title: Deployment Consultant
        owns: [onboard]
        kpis: [health-score, time-to-value]

Source: Genroe, "What is a Customer Success Manager?" (measures by what they tell); the rule is this
tool's own.
Fix: add a measure that fits the motion, tracked or paid.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.rules.facts.kpi_fit import is_met
from csdesign.rules.facts.ownership import title
from csdesign.rules.facts.phrases import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.model.design import Design, OwnedCell
    from csdesign.rules.facts.kpi_fit import Holder


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each motion of a measured role that none of its holders' measures fits."""
    design = facts.design
    for role, cells in facts.owned_cells.items():
        sets = list(_judged(facts, role))
        first: dict[str, OwnedCell] = {}
        for cell in cells if sets else ():
            first.setdefault(cell.motion, cell)
        for motion, cell in first.items():
            for holder, held in sets:
                if not any(is_met(way, holder) for way in _ways(held, motion)):
                    yield _hit(design, cell, held)
                    break


def _judged(facts: Facts, role: str) -> Iterator[tuple[Holder, tuple[str, ...]]]:
    """Yield the kinds of people with a role, with their measures, of whom all that counts is known.

    A measure of the company's own may fit anything: nobody can tell.
    """
    for roles, measures in _measures(facts.design, role).items():
        holder = facts.holders.of(roles)
        if holder is not None and _all_known(measures):
            yield holder, measures


@lru_cache(maxsize=4096)  # many roles have the same measures
def _ways(measures: tuple[str, ...], motion: str) -> tuple[reference.KpiFit, ...]:
    """Return the ways in which the measures may fit a motion."""
    known = reference.kpis()
    return tuple(way for name in measures for way in known[name].fits if way.motion == motion)


@lru_cache(maxsize=1024)
def _all_known(measures: tuple[str, ...]) -> bool:
    return reference.kpis().keys() >= set(measures)


def _measures(design: Design, role: str) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the measures of those who hold the role, by all roles held; empty if unknown."""
    known = design.role_by_id.get(role)
    if known is None or known.kpis is None:
        return {}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for post in design.posts_by_role.get(role, ()):
        names = [kpi.id for kpi in post.written.pay or ()]
        for held in post.roles:
            other = design.role_by_id.get(held)
            names += [kpi.id for kpi, _ in (other.kpis if other else None) or ()]
        found[post.roles] = tuple(names)
    return found or {(role,): tuple([kpi.id for kpi, _ in known.kpis])}


def _hit(design: Design, cell: OwnedCell, measures: tuple[str, ...]) -> Hit:
    fitting = _fitting(cell.motion)
    return Hit(
        path=cell.path,
        message=f"{title(design, cell.role)} owns {MOTION_WORDS[cell.motion]} and has no measure "
        f"that fits it; for example {', '.join(fitting[:3])}",
        object=f"roles[{cell.role}].{cell.motion}",
        evidence=(("measures", ", ".join(measures) or "none"), ("fitting", ", ".join(fitting))),
    )


def _fitting(motion: str) -> list[str]:
    """Return measures that fit the motion: those of it alone and hard to game first."""
    fitting = [
        kpi
        for kpi in reference.kpis().values()
        if any(way.motion == motion and way.coverage is None for way in kpi.fits)
    ]
    fitting.sort(key=lambda kpi: (kpi.score, len(kpi.fits), kpi.risk))
    return [kpi.id for kpi in fitting]


RULE = Rule("KPI604", "owned-motion-without-kpi", Severity.WARNING, __doc__, check)
