"""Planning a design, comparing it with another, explaining results, fitting it to a limit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csdesign.api.designs import require_design
from csdesign.errors import UsageError
from csdesign.escaping.notebook import notebook_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from csdesign.accounts.measure.results import Measured
    from csdesign.diffing.changes import DesignDiff
    from csdesign.finding import Finding
    from csdesign.fitting.fitted import Fit
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.views.explain.derivation import Derivation

__all__ = ["Explanation", "diff", "explain", "fit", "plan"]


class Explanation:
    """How a result is derived: its title, its answer, and the steps that lead to it.

    `str()` returns the whole derivation as text, down to the lines of the design.
    """

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation

    @property
    def title(self) -> str:
        """Return the title of the result."""
        return self._derivation.title

    @property
    def answer(self) -> str:
        """Return the result in one line."""
        return self._derivation.answer

    def __str__(self) -> str:
        from csdesign._version import VERSION
        from csdesign.formats import Layout, write_text
        from csdesign.formats.command_results import result_of_derivation

        return write_text("table", result_of_derivation(self._derivation, VERSION), Layout())

    def __repr__(self) -> str:
        return f"<Explanation of {self.title}: {self.answer}>"

    def _repr_html_(self) -> str:
        rows = (
            (group.title, step.words, step.figure, step.basis, step.place)
            for group in self._derivation.groups
            for step in group.steps
        )
        count = sum(len(group.steps) for group in self._derivation.groups)
        columns = ("part", "step", "figure", "basis", "place")
        return notebook_table(f"{self.title}: {self.answer}", columns, rows, count)


def plan(
    design: Design,
    *,
    measured: Measured | None = None,
    months: int | None = None,
    start: date | None = None,
    as_of: date | None = None,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
) -> Plan:
    """Return the plan: who should cover which customers, with what kind of person, and how many.

    The attribute `findings` of the plan has the findings of all rules. With `measured`, the counted
    numbers replace the declared ones, and the findings on the table are included.

    Args:
        design: The design to plan.
        measured: What `measure` counted in an account table.
        months: How many months to plan in addition to the year, instead of those of `horizon` in
            the design (months); 0 for none.
        start: The first month, as its first day.
        as_of: The current date; a vacancy is late if it had to be opened earlier.
        draws: How many futures of the uncertain inputs to draw (100 to 1,000,000); None for none.
        seed: Seed of the draws; the same seed gives the same futures.
        sure: Share of the futures in which the people chosen for each role must be enough
            (0.5 to 0.999).

    Raises:
        TypeError: `design` is not a design.
        UsageError: the months are not 0 to 60, nothing says where they start, or draws, seed or
            sure are out of their range.
        MissingExtraError: a calendar or draws are asked for and a library is not installed.
    """
    from csdesign.planning.months import with_months
    from csdesign.planning.months.horizon import dated, horizon_of
    from csdesign.planning.planner import make_plan
    from csdesign.rules.catalogue import ALL_RULES
    from csdesign.rules.causes import by_cause
    from csdesign.rules.engine import run
    from csdesign.rules.rule import Facts
    from csdesign.rules.touching import Touching

    require_design(design, "plan")
    seen: tuple[Finding, ...] = ()
    if measured is not None:
        from csdesign.customers import account_findings, measured_design

        seen = account_findings(design, measured.problems)
        design = measured_design(design, measured)
    design = dated(design, months=months, start=start, as_of=as_of)
    horizon = horizon_of(design, counted=None if measured is None else measured.as_of)
    starts = None
    if measured is not None and horizon is not None:
        from csdesign.customers import counted_starts

        starts = counted_starts(design, measured, horizon)
    made = with_months(make_plan(design), horizon, starts)
    made = replace(made, measured=measured)
    if draws is not None:
        from csdesign.planning.futures.planner import futures_of

        made = replace(made, futures=futures_of(made, draws=draws, seed=seed, sure=sure))
    touching = Touching(design, made)
    weighed = (
        finding if finding.touched else replace(finding, touched=touching(finding.object))
        for finding in seen
    )
    found = (*run(ALL_RULES, Facts(design, made)), *weighed)
    return replace(
        made,
        findings=tuple(by_cause(found)),
        measured=measured,
    )


def diff(
    old: Design,
    new: Design,
    *,
    measured: tuple[Measured | None, Measured | None] | None = None,
    draws: int | None = None,
    seed: int = 1,
    sure: float = 0.9,
) -> DesignDiff:
    """Return the changes from one design to another, with new, worse and fixed findings.

    `measured` has the results of `measure` for the old and for the new design, None for declared
    numbers. With `draws`, `seed`
    and `sure` as in `plan`, both designs are drawn with the same seed, and the difference says in
    which share of the futures the people are enough.

    Raises:
        TypeError: `old` or `new` is not a design.
    """
    from csdesign.diffing.compare import diff_plans

    require_design(old, "diff")
    require_design(new, "diff")
    before, after = measured or (None, None)
    return diff_plans(
        plan(old, measured=before, draws=draws, seed=seed, sure=sure),
        plan(new, measured=after, draws=draws, seed=seed, sure=sure),
    )


def explain(plan: Plan, subject: str) -> Explanation:
    """Return how a result of a plan is derived, such as `fte:smb` or `role:csm`.

    Raises:
        TypeError: `plan` is not a plan.
        UsageError: there is no such subject, or the design has no object of that name.
    """
    from csdesign.planning.results import Plan
    from csdesign.views.explain.subjects import derivation_of

    if not isinstance(plan, Plan):
        raise TypeError(
            f"explain takes a plan, not a {type(plan).__name__}; "
            'write csdesign.explain(csdesign.plan(design), "total")'
        )
    return Explanation(derivation_of(plan, subject))


def fit(
    design: Design,
    *,
    people: int | None = None,
    by_role: Mapping[str, int] | None = None,
    budget: float | None = None,
    frontier: bool = False,
    seconds: float | None = 60.0,
    gap: float = 0.0,
) -> Fit:
    """Return the promises to change so that the plan fits a limit, at the least cost to customers.

    Args:
        design: The design; its interactions say what may change (floors, options, protection).
        people: Maximum number of people.
        by_role: Maximum number of people for single roles, by role id.
        budget: Maximum cost a year, in the company's currency.
        frontier: Whether to return the best answer for each number of people.
        seconds: Time after which the search stops with the best answer so far (s); None for never.
        gap: Relative excess over the least possible loss that is accepted (0..1; 0 asks for proof).

    Raises:
        TypeError: `design` is not a design.
        UsageError: there is no limit, or the limit does not apply to the design.
        MissingExtraError: the solver is not installed.
    """
    from csdesign.fitting.fit import fit_design
    from csdesign.fitting.fitted import Limit

    require_design(design, "fit")
    if people is None and not by_role and budget is None:
        raise UsageError("say what to fit: people, by_role or budget")
    limit = Limit(people, by_role, budget)
    return fit_design(design, limit, frontier=frontier, seconds=seconds, gap=gap)
