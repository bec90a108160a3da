"""The choices for each promise: what may change, what it costs customers, the hours it takes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.model.numbers import plain
from csdesign.model.resolve.segments import with_option
from csdesign.planning.coverage.promised import customers_of_interaction, worth_each
from csdesign.planning.serving.deliverers import shares

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.model.experience import Interaction as WrittenInteraction
    from csdesign.model.experience import PromiseOption
    from csdesign.planning.results import Plan

__all__ = ["Choice", "Option", "choices_of", "written_of"]

_FIXED: Final = frozenset({"renewal", "expansion", "support"})
_COUNTS: Final = (365, 52, 26, 12, 6, 4, 2, 1)
"""Usual occurrences a year: daily, weekly, every two weeks, monthly and so on."""


class Option(NamedTuple):
    """One way to keep a promise, for every segment that has it; the first of a choice is *keep*."""

    words: str
    """The option in words: `2 a year`, `3 times`, `in groups of 5`."""
    interactions: tuple[tuple[str, Interaction], ...]
    """The promise in each segment, by id."""
    lost: tuple[float, ...]
    """The loss of the customers of each segment (weighted hours a year)."""
    hours: tuple[tuple[str, float], ...]
    """Hours a year by role."""
    lowered: bool
    """Whether it differs from *keep* only by a lower count."""
    times: float
    """Occurrences: in a year, or for each new customer."""
    overlay: Mapping[str, object]
    """The keys that a scenario writes for it."""

    @property
    def loss(self) -> float:
        """Return the loss of all customers (weighted hours a year)."""
        return math.fsum(self.lost)


class Choice(NamedTuple):
    """A promise with its options; a promise of an experience is one choice for all its segments."""

    name: str
    owner: str
    """The segment or experience it belongs to."""
    path: YamlPath
    place: int
    """Its position in the file, from 0."""
    segments: tuple[str, ...]
    options: tuple[Option, ...]


def choices_of(plan: Plan) -> tuple[Choice, ...]:
    """Return every promise with its options, in the order of the file."""
    design = plan.design
    found: dict[YamlPath, list[tuple[Segment, Interaction, str | None]]] = {}
    for segment_plan in plan.segments:
        for interaction in segment_plan.segment.interactions:
            level = segment_plan.coverage.level
            found.setdefault(interaction.path, []).append(
                (segment_plan.segment, interaction, level)
            )
    ordered = sorted(found.items(), key=lambda item: _order(item[0]))
    return tuple(_choice(design, path, place, uses) for place, (path, uses) in enumerate(ordered))


def _order(path: YamlPath) -> tuple[bool, tuple[int, ...]]:
    """Return the order of a promise: those of segments first, then those of experiences."""
    return (path[0] != "segments", tuple(step for step in path if isinstance(step, int)))


def written_of(design: Design, path: YamlPath) -> WrittenInteraction:
    """Return a promise as written, by its path."""
    document = design.document
    owner = (
        document.experiences[int(path[1])]
        if path[0] == "experiences"
        else document.segments[int(path[1])]
    )
    return owner.interactions[int(path[3])]


def _choice(
    design: Design, path: YamlPath, place: int, uses: list[tuple[Segment, Interaction, str | None]]
) -> Choice:
    segment, interaction, _ = uses[0]
    written = written_of(design, path)
    owner = segment.id
    if path[0] == "experiences":
        owner = design.document.experiences[int(path[1])].id
    ways: list[tuple[str, list[Interaction], bool, Mapping[str, object]]] = [
        ("as promised", [each for _, each, _ in uses], True, {})
    ]
    if not written.protected:
        for count in _fewer(interaction, written):
            unit = "times" if interaction.once else "a year"
            changed = [each._replace(occurrences=count) for _, each, _ in uses]
            key = "times" if interaction.once else "per_year"
            ways.append((f"{count:g} {unit}", changed, True, {key: plain(count)}))
        for option in written.options:
            changed = [with_option(design, each, written, option) for _, each, _ in uses]
            words = _words(changed[0], interaction)
            ways.append((words, changed, False, _overlay(option)))
    keep = ways[0][1]
    options = []
    for words, changed, lowered, overlay in ways:
        lost: list[float] = []
        hours: dict[str, float] = {}
        for (home, _, level), before, after in zip(uses, keep, changed, strict=True):
            fall = worth_each(home, before, design.params) - worth_each(home, after, design.params)
            lost.append(max(0.0, fall) * customers_of_interaction(home, before))
            number = customers_of_interaction(home, after) * after.occurrences * after.share
            for role, each in shares(design, home, after, level):
                hours[role] = hours.get(role, 0.0) + number * each
        made = tuple((home.id, after) for (home, _, _), after in zip(uses, changed, strict=True))
        times = changed[0].occurrences
        options.append(
            Option(words, made, tuple(lost), tuple(hours.items()), lowered, times, overlay)
        )
    homes = tuple(home.id for home, _, _ in uses)
    return Choice(interaction.id, owner, path, place, homes, tuple(options))


def _fewer(interaction: Interaction, written: WrittenInteraction) -> list[float]:
    """Return the lower counts an interaction may have without being asked for one by one."""
    count, floor = float(interaction.occurrences), written.floor
    if not interaction.human:
        return []
    if interaction.once:
        if floor is None:
            return []
        lowest = math.ceil(float(floor) - 1e-9)
        whole = math.ceil(count - 1e-9) - 1
        return [float(number) for number in range(whole, lowest - 1, -1)]
    if not interaction.planned or interaction.purpose in _FIXED:
        return []
    least = 1.0 if floor is None else float(floor)
    counts = [float(number) for number in _COUNTS if least <= number < count - 1e-9]
    if least < count - 1e-9 and least not in counts and floor is not None:
        counts.append(least)
    return counts


def _overlay(option: PromiseOption) -> dict[str, object]:
    """Return an option as it is written in a scenario."""
    found: dict[str, object] = {}
    # In the order of the language, since the order of a set differs from run to run.
    for name in (one for one in type(option).model_fields if one in option.model_fields_set):
        value = getattr(option, name)
        if name == "effort_hours":
            value = value.hours if value.by_role is None else dict(value.by_role)
        elif name == "role":
            value = value.role or (list(value.all) if value.all else {"any": list(value.any or ())})
        found[name] = plain(value) if isinstance(value, float) else value
    return found


def _words(after: Interaction, before: Interaction) -> str:
    parts = []
    if after.channel != before.channel:
        parts.append(
            {
                "human-1to1": "one to one",
                "human-pooled": "in a shared team",
                "digital": "automated",
                "internal": "without the customer",
            }[after.channel]
        )
    if after.group_size != before.group_size:
        parts.append(f"in groups of {after.group_size:g}")
    if after.occurrences != before.occurrences:
        parts.append(f"{after.occurrences:g} {'times' if after.once else 'a year'}")
    if after.minutes != before.minutes:
        parts.append(f"{after.minutes:g} minutes")
    if after.share != before.share:
        parts.append(f"for {100 * after.share:.0f}%")
    if after.effort_each != before.effort_each:
        parts.append(f"{after.effort_each:g} h")
    return ", ".join(parts) or "as its option says"
