"""The numbers of a design that a person may change: customers, frequencies and times."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath

__all__ = ["Knob", "knobs", "shown", "turned"]

_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_WORDS: Final = {
    "accounts": "customers",
    "new_accounts": "new customers a year",
    "per_year": "times a year",
    "times": "times for a new customer",
    "effort_hours": "hours each time",
    "minutes": "minutes with the customer",
    "share": "share of customers",
    "group_size": "customers at once",
    "programme_hours": "programme hours a year",
    "count": "posts",
    "fte": "full-time share of a post",
}
_OF_SEGMENT: Final = ("accounts", "new_accounts", "programme_hours")
_OF_INTERACTION: Final = ("per_year", "times", "effort_hours", "minutes", "share", "group_size")
_OF_POST: Final = ("count", "fte")
_SHARES: Final = frozenset({"share", "fte"})


class Knob(NamedTuple):
    """One number of a design: its object, its meaning and its place."""

    section: str
    """`segments`, `experiences` or `positions`."""
    owner: str
    """The segment, interaction or post in words."""
    key: str
    path: YamlPath
    """Path to the number itself; to `value` where it is written with its basis."""
    part: tuple[str, str | None]
    """The id of the segment, experience or post, and of the interaction, for a scenario."""
    value: float

    @property
    def words(self) -> str:
        """Return the meaning of the number."""
        return _WORDS[self.key]


def knobs(tree: Map) -> list[Knob]:
    """Return the numbers that are written in a design, in its order.

    What the language derives (`every: quarter`) is not included.
    """
    found: list[Knob] = []
    for section in ("segments", "experiences"):
        for i, part in enumerate(_items(tree, section)):
            path: YamlPath = (section, i)
            name = str(part.get("name") or part.get("id") or f"{section} {i + 1}")
            ids = str(part.get("id"))
            if section == "segments":
                found += _of(part, path, section, name, (ids, None), _OF_SEGMENT)
            for j, one in enumerate(_items(part, "interactions")):
                owner = f"{name}: {one.get('name') or one.get('id')}"
                inner: YamlPath = (*path, "interactions", j)
                found += _of(one, inner, section, owner, (ids, str(one.get("id"))), _OF_INTERACTION)
    for i, post in enumerate(_items(tree, "positions")):
        if isinstance(post.get("id"), str):
            name = str(post.get("name") or post["id"])
            found += _of(post, ("positions", i), "positions", name, (post["id"], None), _OF_POST)
    return found


def turned(knob: Knob, value: float, steps: int) -> float:
    """Return a value some steps up or down: a step is about a twentieth, rounded to be readable."""
    if knob.key in _SHARES:
        return min(max(round(value + 0.05 * steps, 2), 0.0), 1.2 if knob.key == "fte" else 1.0)
    whole = knob.key in {"accounts", "new_accounts", "count", "times", "group_size", "per_year"}
    step = _step(value)
    if whole:
        step = max(round(step), 1)
    least = 1 if knob.key in {"count", "group_size"} else 0
    return max(round(value + step * steps, 4), least)


def shown(value: float) -> str:
    """Return a number as it is written in YAML: without a needless point."""
    return f"{value:.10g}"


def _step(value: float) -> float:
    """Return 1, 2, 2.5 or 5 times a power of ten, a twentieth of the value at most."""
    target = abs(value) / 20
    if target < 0.5:
        return 0.25
    power = 10.0 ** math.floor(math.log10(target))
    return max(s * power for s in (1, 2, 2.5, 5) if s * power <= target)


def _of(
    node: Map,
    path: YamlPath,
    section: str,
    owner: str,
    part: tuple[str, str | None],
    keys: tuple[str, ...],
) -> Iterator[Knob]:
    for key in keys:
        written = node.get(key)
        at: YamlPath = (*path, key)
        if isinstance(written, Map):
            written, at = written.get("value"), (*at, "value")
        if isinstance(written, str) and _NUMBER.fullmatch(written):
            yield Knob(section, owner, key, at, part, float(written))


def _items(node: Any, key: str) -> Iterator[Map]:
    items = node.get(key) if isinstance(node, Map) else None
    if isinstance(items, Seq):
        for item in items:
            yield item if isinstance(item, Map) else Map()
