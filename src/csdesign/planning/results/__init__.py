"""The results of a plan: frozen values that keep what they were derived from.

Hours are a year unless said otherwise, money is in the company's currency, shares are 0 to 1.
None means undefined: it is never 0 and never guessed. Named tuples, because making a dataclass
takes seven times as long and every command makes all of these when it starts.
"""

from csdesign.planning.results.decisions import (
    ArchetypeResult,
    Change,
    Contacts,
    Counterfactual,
    Coverage,
    Gate,
    MilestoneMode,
    Near,
    OwnershipCell,
    Quantities,
    StageContacts,
    TraitFlip,
)
from csdesign.planning.results.people import (
    SHORT_PROMISE_HOURS,
    Avoided,
    Cells,
    Cost,
    FteRange,
    Headcount,
    Hire,
    Leavers,
    Overlap,
    PersonLoad,
    Pool,
    QueueService,
    RoleTotal,
    Staffing,
    Surplus,
    Wave,
    Workload,
)
from csdesign.planning.results.plan import Assumption, Plan, ScenarioRow, SegmentPlan, Sensitivity

__all__ = [
    "SHORT_PROMISE_HOURS",
    "ArchetypeResult",
    "Assumption",
    "Avoided",
    "Cells",
    "Change",
    "Contacts",
    "Cost",
    "Counterfactual",
    "Coverage",
    "FteRange",
    "Gate",
    "Headcount",
    "Hire",
    "Leavers",
    "MilestoneMode",
    "Near",
    "Overlap",
    "OwnershipCell",
    "PersonLoad",
    "Plan",
    "Pool",
    "Quantities",
    "QueueService",
    "RoleTotal",
    "ScenarioRow",
    "SegmentPlan",
    "Sensitivity",
    "Staffing",
    "StageContacts",
    "Surplus",
    "TraitFlip",
    "Wave",
    "Workload",
]
