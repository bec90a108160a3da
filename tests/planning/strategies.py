"""Random segments for properties: every channel, trigger, count, share and group size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from .writing import segment

if TYPE_CHECKING:
    from .writing import Written

CHANNELS = ("human-1to1", "human-pooled", "digital")
TRIGGERS = ("calendar", "milestone", "signal", "request")
TRAITS = ("complexity", "specificity", "desired", "readiness")


@st.composite
def interactions(draw: st.DrawFn, id_: str = "new", channel: str | None = None) -> Written:
    """Return an interaction with minutes and effort given."""
    once = draw(st.booleans())
    count = draw(st.sampled_from([0.5, 1, 2, 4, 6, 12, 24, 52]))
    written: Written = {
        "id": id_,
        "stage": draw(st.sampled_from(["onboard", "adopt", "renew"])),
        "channel": channel or draw(st.sampled_from(CHANNELS)),
        "times" if once else "per_year": count,
        "share": draw(st.sampled_from([0.05, 0.2, 0.5, 0.8, 1])),
        "minutes": draw(st.sampled_from([2, 10, 30, 45, 60, 120])),
        "effort_hours": draw(st.sampled_from([0.25, 0.5, 1, 2, 4, 8])),
        "group_size": draw(st.sampled_from([1, 1, 1, 2, 15, 60])),
        "expertise": draw(st.integers(0, 2)),
        "trigger": draw(st.sampled_from(TRIGGERS)),
    }
    if written["channel"] == "digital":
        del written["effort_hours"]
    return written


@st.composite
def segments(draw: st.DrawFn, id_: str = "corp", **fields: Any) -> Written:
    """Return a segment with accounts and one to five interactions, all of them happening."""
    count = draw(st.integers(1, 5))
    accounts = draw(st.sampled_from([8, 40, 250, 3000]))
    return segment(
        *(draw(interactions(f"touch-{i}")) for i in range(count)),
        traits=draw(st.tuples(*(st.integers(1, 5),) * 4)),
        id=id_,
        accounts=accounts,
        new_accounts=draw(st.sampled_from([accounts // 8, accounts // 2, accounts])),
        **fields,
    )
