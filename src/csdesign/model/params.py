"""The assumption register: every constant that a plan uses, with its default.

The defaults are judgements of the authors of this tool unless a source is named. Each can be
set under `params`, with a basis and a range.
"""

from csdesign.model.base import DesignModel
from csdesign.model.numbers import (
    Count,
    DayHours,
    Days,
    Expertise,
    Factor,
    Hours,
    Minutes,
    Money,
    Months,
    PerYear,
    PositiveShare,
    Score,
    Share,
    ShareBelowOne,
    Span,
    WeekHours,
    Weight,
    WholePositive,
)

__all__ = ["Params"]


class Params(DesignModel):
    """Numbers that the plan assumes; each may be `{value, basis, low, high, note}`."""

    # Working time
    weeks: Factor = 52
    """Weeks in the planning year (weeks)."""
    hours_per_week: WeekHours = 40
    """Contract hours (h a week)."""
    absence_days: Days = 40
    """Absence: holiday 20, public holidays 10, sickness 5, training 5 (days a year)."""
    internal_share: ShareBelowOne = 0.25
    """Share of available hours not spent on customers (0..1). Source: FT Works, staffing models."""
    target_load: PositiveShare = 0.85
    """Share of customer hours to plan for (0..1)."""
    low_load: PositiveShare = 0.75
    """Load at the cautious end of the printed range (0..1)."""
    high_load: PositiveShare = 1.0
    """Load at the optimistic end of the printed range (0..1)."""

    # Queues
    service_level: ShareBelowOne = 0.8
    """Share of requests started in time (0..1)."""
    target_wait_hours: Hours = 8
    """Time within which work on a request starts (h)."""
    max_occupancy: PositiveShare = 0.85
    """Highest share of time a queue's people may be busy (0..1)."""
    shrinkage: ShareBelowOne = 0.30
    """Share of paid time away from the queue (0..1)."""
    open_hours: Factor = 2080
    """Hours a year in which requests arrive (h)."""
    peak_factor: Factor = 1.5
    """Arrivals in the busiest hour over the average; used for promises shorter than 4 h."""
    patience_hours: Factor | None = None
    """Mean time a customer waits before giving up (h); unset means they wait."""

    # People
    annual_attrition: Share = 0
    """Share of people who leave in a year (0..1)."""
    months_to_fill: Months = 2
    """Months until a leaver is replaced."""
    ramp: tuple[Share, ...] = (0, 0.5, 0.5)
    """Productivity in each month after the start. Source: M. Albrecht, services capacity model."""
    max_concurrent: WholePositive = 4
    """Onboardings one person can run at a time. Source: M. Albrecht."""
    span: Span = 7
    """Direct reports of one manager. Source: Goodbary, CSM to manager ratio."""
    overlap_hours: Hours = 4
    """Common working hours a named person needs with a customer (h a day)."""
    workday_hours: DayHours = 8
    """Length of a working day (h)."""
    max_delay_months: Months = 0.5
    """Amount of work that may wait, in months of the role's own time; used by the plan of the
    months."""
    onboarding_days: Factor = 90
    """Days over which once-only work spreads where its milestone has no by_day (days)."""
    loaded_cost: Money | None = None
    """Yearly cost of one full-time person, all costs included (currency a year); no default."""
    manager_cost: Money | None = None
    """Yearly cost of one manager, all costs included (currency a year); no default."""
    thin_hire: Share = 0.25
    """Full-time work below which the last hire of a role is called thin (FTE)."""
    fixed_cost: Money = 0
    """Yearly cost in addition to people, such as tools (currency a year)."""

    # Effort where none is stated
    minutes_one_to_one: Minutes = 30
    """Customer time of a one-to-one talk without minutes (min), at most its stated effort."""
    minutes_pooled: Minutes = 45
    """Customer time of a pooled meeting without minutes (min), at most its stated effort."""
    minutes_digital: Minutes = 3
    """Customer time of a digital contact without minutes (min)."""
    effort_ratio: Factor = 2
    """Staff time over customer time of an interaction without effort_hours."""

    # Coverage score
    human_weight: Share = 0.40
    """Weight of the human share in the experience score."""
    effort_weight: Share = 0.40
    """Weight of one-to-one effort in the experience score."""
    expertise_weight: Share = 0.20
    """Weight of expertise in the experience score."""
    effort_reference_hours: Factor = 48
    """One-to-one hours a year that count in full: four a month (h)."""
    complexity_weight: Share = 0.30
    """Weight of complexity in the profile score."""
    specificity_weight: Share = 0.20
    """Weight of specificity in the profile score."""
    desired_weight: Share = 0.30
    """Weight of desired contact in the profile score."""
    readiness_weight: Share = 0.20
    """Weight of (low) readiness in the profile score."""
    experience_weight: Share = 0.60
    """Weight of the experience score in the coverage score; the profile has the rest."""
    high_touch_score: Score = 60
    """Coverage score from which a segment is high-touch."""
    pooled_score: Score = 30
    """Coverage score from which a segment is pooled."""
    borderline_margin: Score = 3
    """Distance to a band within which a segment is borderline."""
    near_share: Share = 0.05
    """Relative distance within which a gate is called near."""

    # Futures: how often guesses of one kind are wrong in the same direction
    effort_correlation: Share = 0.5
    """Rank correlation of any two estimates of effort (0..1); for --draws."""
    demand_correlation: Share = 0.5
    """Rank correlation of any two estimates of how often customers ask (0..1); for --draws."""
    customers_correlation: Share = 0.5
    """Rank correlation of any two estimates of numbers of customers (0..1); for --draws."""

    # Worth of promised time, where promises change
    pooled_worth: Share = 0.6
    """Value of an hour shared with other customers, relative to an hour one-to-one (0..1)."""
    digital_worth: Share = 0.2
    """Value of an hour without a person, relative to an hour one-to-one (0..1)."""

    # Gates
    floor_planned_talks: PerYear = 12
    """F1: planned one-to-one talks a year that need a named person."""
    floor_planned_hours: Hours = 24
    """F1 and F2: planned one-to-one hours a year that go with them (h)."""
    floor_expertise: Expertise = 2
    """F2: expertise that needs a named person."""
    floor_touches: PerYear = 1
    """F3: touches a year from which a segment is at least pooled."""
    cap_desired: WholePositive = 1
    """C3: desired interaction at which a segment is at most pooled."""
    named_planned_talks: PerYear = 4
    """Planned talks a year from which pooled people get named books."""

    # Milestones
    dedicated_hours: Hours = 8
    """One-to-one hours at a milestone from which it needs dedicated people (h)."""
    specialist_hours: Hours = 20
    """Onboarding hours from which a high-touch segment needs a deployment consultant (h)."""
    assisted_touches: PerYear = 0.25
    """Touches at a milestone from which it is assisted."""

    # Limits of the rules
    named_contacts_warning: Count = 3
    """Named people in one stage above which ROE405 warns."""
    named_contacts_error: Count = 4
    """Named people in one stage above which ROE405 is an error."""
    lifetime_contacts_warning: Count = 6
    """Named people over the lifecycle above which ROE405 warns."""
    lifetime_contacts_error: Count = 8
    """Named people over the lifecycle above which ROE405 is an error."""
    transfers_warning: Count = 2
    """Transfers after purchase above which ROE405 warns."""
    mismatch_score: Score = 40
    """Difference of experience and profile score from which AX003 is reported."""
    cost_share_warning: Share = 0.15
    """Cost over revenue above which COV105 warns."""
    cost_share_error: Share = 0.25
    """Cost over revenue above which COV105 is an error."""
    max_csm_types: Count = 5
    """CSM types above which ARC204 is reported. Source: Alexander Group observed 1 to 5."""
    commercial_share: Share = 0.30
    """Commercial share of a CSM's hours above which ARC202 warns."""
    busy_load: Share = 0.90
    """Share of planned hours above which people have no slack."""
    idle_load: Share = 0.50
    """Share of planned hours below which several people are idle."""
    small_team_size: Count = 20
    """Customer team up to which no deployment consultant is needed."""
    onboarding_start_days: Days = 5
    """Days after purchase by which onboarding starts."""
    score_pay_share: Weight = 50
    """Share of pay on customer scores from which KPI601 is reported (per cent)."""
    min_response_rate: Share = 0.30
    """Response rate needed before pay may depend on a customer score."""
    multi_year_min_years: Factor = 2
    """Years from which a term counts as longer."""
    pod_load_spread: Share = 0.20
    """Difference of loads within a pod that still counts as even."""

    # Role comparison
    unchanged_similarity: Share = 0.85
    """Similarity from which two coded roles side by side are one job (ROL503)."""
    reference_lead: Share = 0.15
    """Lead of another reference role from which ROL504 is reported."""
