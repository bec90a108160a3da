"""A role owns a motion and nothing it is measured on tells whether that goes well.

What is owned and not measured is done after everything that is. An owner of onboarding is measured
on time to value, an owner of renewals on the renewal rate. Tracking is enough; pay is not needed.

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

from typing import TYPE_CHECKING

from csdesign import reference
from csdesign.rules.people.kpi_fit import fits_motion
from csdesign.rules.people.owners import title
from csdesign.rules.people.words import MOTION_WORDS
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, OwnedCell
    from csdesign.rules.people.kpi_fit import Holder, Holders


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each motion of a measured role that none of its holders' measures fits."""
    design = facts.design
    for role, cells in facts.owned_cells.items():
        sets = _measures(design, role)
        first: dict[str, OwnedCell] = {}
        for cell in cells:
            first.setdefault(cell.motion, cell)
        for motion, cell in first.items():
            for roles, held in sets:
                if not _measured(motion, held, roles, facts.holders):
                    yield _hit(design, cell, held)
                    break


Measures = list[tuple[tuple[str, ...], tuple[str, ...]]]


def _measures(design: Design, role: str) -> Measures:
    """Return (roles held, measures) of each kind of person with the role; empty where unknown."""
    known = design.role_by_id.get(role)
    if known is None or known.kpis is None:
        return []
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for post in design.posts_by_role.get(role, ()):
        names = [kpi.id for kpi in post.written.pay or ()]
        for held in post.roles:
            other = design.role_by_id.get(held)
            names += [kpi.id for kpi, _ in (other.kpis if other else None) or ()]
        found[post.roles] = tuple(names)
    own = tuple(kpi.id for kpi, _ in known.kpis)
    return list(found.items()) or [((role,), own)]


def _measured(
    motion: str, measures: tuple[str, ...], roles: tuple[str, ...], holders: Holders
) -> bool:
    holder: Holder | None = holders.of(roles)
    known = reference.kpis()
    # A measure of the company's own may fit: nobody can tell.
    if holder is None or any(name not in known for name in measures):
        return True
    return any(fits_motion(known[name], motion, holder) for name in measures)


def _hit(design: Design, cell: OwnedCell, measures: tuple[str, ...]) -> Hit:
    fitting = _fitting(cell.motion)
    return Hit(
        path=cell.path,
        message=f"{title(design, cell.role)} owns {MOTION_WORDS[cell.motion]} and has no measure "
        f"that fits it; such as {', '.join(fitting[:3])}",
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
