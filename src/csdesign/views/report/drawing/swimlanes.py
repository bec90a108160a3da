"""The lifecycle map as shapes: a lane for each role, a column for each stage, arrows between."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from csdesign.views.plan.names import STAGES
from csdesign.views.report.drawing.lettering import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.views.plan.lifecycle import Lane, Lifecycle

__all__ = ["Arrow", "Bar", "Label", "Swimlanes", "swimlanes"]

LABEL: Final = 178
"""Width of the column with the roles (px)."""
COLUMN: Final = 108
HEAD: Final = 30
ROW: Final = 42
_LETTERS: Final = 12.5
_ARROW_STEP: Final = 20
_ARROWS_A_COLUMN: Final = 4


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a lane's name, the way customers meet it, and the full name for a tooltip."""

    x: float
    y: float
    lines: tuple[str, ...]
    met: str
    whole: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Consecutive stages in which a role is met.

    `primary` has the places of the signs of its first-contact stages.
    """

    x: float
    y: float
    width: float
    kind: str
    primary: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A hand-off: a line in a column from one lane to another, with its number."""

    x: float
    y1: float
    y2: float
    number: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Swimlanes:
    """A whole map, `width` by `height` (px)."""

    width: float
    height: float
    stages: tuple[tuple[str, float], ...]
    rules: tuple[float, ...]
    labels: tuple[Label, ...]
    bars: tuple[Bar, ...]
    arrows: tuple[Arrow, ...]


def swimlanes(found: Lifecycle) -> Swimlanes:
    """Return the shapes of a map."""
    return Swimlanes(
        width=LABEL + COLUMN * len(STAGES),
        height=HEAD + ROW * max(1, len(found.lanes)) + 6,
        stages=tuple(
            (name, LABEL + COLUMN * i + COLUMN / 2) for i, name in enumerate(STAGES.values())
        ),
        rules=tuple(float(HEAD + ROW * i) for i in range(len(found.lanes) + 1)),
        labels=tuple(_label(lane, i) for i, lane in enumerate(found.lanes)),
        bars=tuple(bar for i, lane in enumerate(found.lanes) for bar in _bars(lane, i)),
        arrows=tuple(_arrows(found)),
    )


def _middle(lane: int) -> float:
    return HEAD + ROW * lane + ROW / 2


def _label(lane: Lane, index: int) -> Label:
    lines = tuple(wrapped(lane.title, LABEL - 14, _LETTERS, 2))
    met = "not in the design" if lane.missing else lane.met
    return Label(4, HEAD + ROW * index + (20 if len(lines) == 1 else 14), lines, met, lane.title)


def _bars(lane: Lane, index: int) -> Iterable[Bar]:
    # Consecutive stages keep the difference between a stage and its rank.
    ranked = enumerate(lane.stages)
    for _, group in groupby(ranked, key=lambda pair: pair[1] - pair[0]):
        stages = [stage for _, stage in group]
        yield Bar(
            x=LABEL + COLUMN * stages[0] + 3,
            y=_middle(index) - 13,
            width=COLUMN * len(stages) - 6,
            kind={"by name": "named", "a desk": "desk"}.get(lane.met, "programme"),
            primary=tuple(
                LABEL + COLUMN * stage + COLUMN - 15 for stage in lane.primary if stage in stages
            ),
        )


def _arrows(found: Lifecycle) -> Iterable[Arrow]:
    used: dict[int, int] = {}
    for hand in found.hand_offs:
        if hand.sender == hand.receiver:
            continue
        place = used.get(hand.stage, 0)
        used[hand.stage] = place + 1
        down = hand.receiver > hand.sender
        sender, receiver = found.lanes[hand.sender], found.lanes[hand.receiver]
        yield Arrow(
            x=LABEL + COLUMN * hand.stage + 14 + _ARROW_STEP * (place % _ARROWS_A_COLUMN),
            y1=_middle(hand.sender),
            y2=_middle(hand.receiver) - (15 if down else -15),
            number=hand.number,
            kind=hand.kind or "transfer",
            words=f"{hand.number}: {sender.title} to {receiver.title}, {hand.trigger}",
        )
