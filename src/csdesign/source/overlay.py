"""A scenario laid over a design: mappings key by key, lists by id, numbers by percentage.

Both are trees as they were read. The result is a third tree whose entries keep the places they
were written at, so that whatever is wrong with it is told at the line of the scenario, or of the
design, that says so.
"""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic_core import PydanticCustomError

from csdesign.finding import Finding, Severity
from csdesign.model.experience import CADENCE, PERIODS
from csdesign.model.numbers import PERCENTAGE, NumberType, Stated, plain
from csdesign.model.resolve.problems import UNKNOWN_REFERENCE
from csdesign.model.scenario import ALTERNATIVES, SECTIONS
from csdesign.source.schema.numbers_at import bare_key_at, number_at
from csdesign.source.schema.schema_problems import RANGE
from csdesign.source.yaml.tree import NO_MARK, Map, Quoted, Seq
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from csdesign.finding import RuleInfo, Span, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Reach", "laid_over", "post_ids", "reach_of", "with_numbers"]

_WHOLE: Final = frozenset({"cadence", "moves_to", "new_accounts"})
"""Mappings of shares that belong together: replaced as a whole."""
_TRAIT: Final = 3
_REGISTER: Final = ("low", "high")


class _Entry(NamedTuple):
    """A value with its key and the places of both; an item of a list has no key."""

    value: Any
    mark: int
    key: str = ""
    key_mark: int = NO_MARK


def laid_over(tree: Map, scenario: Map, source_map: SourceMap) -> tuple[Map, list[Finding]]:
    """Return the design with a scenario over it, and what of the scenario fits nothing.

    The design's scenarios are left out of the result: none applies to a merged design.
    """
    merging = _Overlay(tree, scenario, source_map)
    return merging.whole(), merging.findings


class Reach(NamedTuple):
    """Where a scenario stands, and what it removes: the place of each removed id."""

    lines: tuple[tuple[str, int, int], ...]
    """File, first and last line."""
    removed: Mapping[str, Span]

    def holds(self, span: Span) -> bool:
        """Return whether a place lies in the scenario."""
        return any(
            span.path == path and first <= span.line <= last for path, first, last in self.lines
        )


def reach_of(scenarios: Iterable[Map], source_map: SourceMap) -> Reach:
    """Return the reach of a scenario and of those it extends."""
    lines = []
    removed: dict[str, Span] = {}
    for scenario in scenarios:
        spans = []
        for entry in _inside(scenario):
            spans.append(source_map.at(entry.mark, entry.value))
            if isinstance(entry.value, Map) and _removes(entry.value):
                place = _place_of_id(entry)
                removed[str(place.value)] = source_map.at(place.mark, place.value)
        if spans:
            numbers = [span.line for span in spans]
            lines.append((spans[0].path, min(numbers), max(numbers)))
    return Reach(tuple(lines), removed)


def _inside(node: Any) -> Iterator[_Entry]:
    """Yield every entry and item below a node."""
    if isinstance(node, Map):
        below = _entries(node)
    elif isinstance(node, Seq):
        below = [_Entry(value, node.item_mark(number)) for number, value in enumerate(node)]
    else:
        return
    for entry in below:
        yield entry
        yield from _inside(entry.value)


def with_numbers(tree: Map, numbers: Mapping[str, Mapping[str, float]]) -> Map:
    """Return a design with other numbers in its segments, by id and key: those of a table."""
    segments = tree.get("segments")
    if not isinstance(segments, Seq):
        return tree
    changed = []
    for entry in _items(segments, ("segments",)):
        fields = {item.key: item for item in _entries(entry.value)}
        for key, number in numbers.get(str(entry.value.get("id")), {}).items():
            known = fields.get(key, entry._replace(key=key, key_mark=entry.mark))
            fields[key] = known._replace(value=number)
        changed.append(entry._replace(value=_map(fields.values())))
    return _map(
        entry._replace(value=_seq(changed)) if entry.key == "segments" else entry
        for entry in _entries(tree)
    )


def post_ids(posts: Sequence[Any]) -> list[str | None]:
    """Return the id of each post; one without an id gets that of its roles, then -2, -3, ..."""
    taken: dict[str, int] = {}
    found: list[str | None] = []
    for post in posts:
        stated = post.get("id") if isinstance(post, Map) else None
        if isinstance(stated, str) or not isinstance(post, Map):
            found.append(stated)
            continue
        roles = post.get("roles")
        names = roles if isinstance(roles, Seq) else [roles]
        base = "-".join(str(name) for name in names if isinstance(name, str)) or "post"
        taken[base] = taken.get(base, 0) + 1
        found.append(base if taken[base] == 1 else f"{base}-{taken[base]}")
    return found


class _Overlay:
    def __init__(self, tree: Map, scenario: Map, source_map: SourceMap) -> None:
        self.tree, self.scenario, self.source_map = tree, scenario, source_map
        self.findings: list[Finding] = []
        self.name = str(scenario.get("id", ""))

    def whole(self) -> Map:
        """Return the merged design."""
        base = [entry for entry in _entries(self.tree) if entry.key != "scenarios"]
        over = [entry for entry in _entries(self.scenario) if entry.key in SECTIONS]
        return self._mapping(_map(base), _map(over), ())

    def _mapping(self, base: Map, over: Map, path: YamlPath) -> Map:
        merged = {entry.key: entry for entry in _entries(base)}
        for entry in _entries(over):
            if entry.key in {"remove", "id"} and path and isinstance(path[-1], int):
                continue
            known = merged.get(entry.key)
            value = self._value(entry, known, base, (*path, entry.key))
            for group in ALTERNATIVES:
                if entry.key in group:
                    replaced = [key for key in group if key != entry.key and key in merged]
                    for key in replaced:
                        del merged[key]
                    if replaced and "when" in merged and "when" not in over:
                        del merged["when"]
            merged[entry.key] = entry._replace(value=value)
        return _map(merged.values())

    def _value(self, entry: _Entry, known: _Entry | None, base: Map, path: YamlPath) -> Any:
        """Return what an entry of the scenario makes of the value that stands in the design."""
        value = entry.value
        if _is_percentage(value, path):
            return self._multiplied(entry, known, base, path)
        before = None if known is None else known.value
        if isinstance(value, Map):
            before = self._as_mapping(before, known, value, path)
            if not isinstance(before, Map):
                before = _map(())
            elif entry.key in _WHOLE or not _alike(before, value, path):
                return self._mapping(_only_for_percentages(before, value), value, path)
            return self._mapping(before, value, path)
        if path == ("positions",):
            before, value = _listed(before, known), _listed(value, entry)
        if isinstance(value, Seq):
            return self._list(before if isinstance(before, Seq) else None, value, path)
        return value

    def _as_mapping(self, before: Any, known: _Entry | None, over: Map, path: YamlPath) -> Any:
        """Return a bare value of the design as the mapping it stands for."""
        if isinstance(before, (Map, Seq)) or before is None or known is None:
            return before
        if "value" in over and number_at(path) is not None:
            return _map([_Entry(before, known.mark, "value", known.mark)])
        bare = bare_key_at(path)
        if bare is not None and isinstance(before, str):
            return _map([_Entry(before, known.mark, bare, known.mark)])
        return None

    def _list(self, base: Seq | None, over: Seq, path: YamlPath) -> Seq:
        """Return a list merged by the ids of its items; one without ids is replaced."""
        if not over or not all(isinstance(item, Map) and "id" in item for item in over):
            return self._replaced(over, base, path)
        items = _items(base, path) if base is not None else []
        names = [_id_of(item.value) for item in items]
        if None in names:  # some of the design's items have no id: there is nothing to merge by
            return self._replaced(over, base, path)
        for entry in _items(over, path):
            name = _id_of(entry.value)
            at = names.index(name) if name in names else None
            if _removes(entry.value):
                if at is None:
                    self._unknown(entry, name, names, path, "remove")
                else:
                    del items[at], names[at]
            elif at is None:
                self._append(entry, name, names, items, path)
            else:
                merged = self._mapping(items[at].value, entry.value, (*path, at))
                items[at] = items[at]._replace(value=merged)
        return _seq(items)

    def _append(
        self,
        entry: _Entry,
        name: str | None,
        names: list[str | None],
        items: list[_Entry],
        path: YamlPath,
    ) -> None:
        experience = self._experience_with(name, path)
        if experience is not None:
            thing = str(path[-1])
            segment = str(self.tree["segments"][path[1]].get("id", ""))
            self._note(
                UNKNOWN_REFERENCE,
                _place_of_id(entry),
                f"segment '{visible(segment, 64)}' has '{visible(name or '', 64)}' from an "
                f"experience; write experiences: [{{id: {visible(experience, 64)}, "
                f"{thing}: [{{id: {visible(name or '', 64)}, ...}}]}}]",
            )
            return
        if _has_percentage(entry.value):
            self._unknown(entry, name, names, path, "take a percentage of")
            return
        whole = self._mapping(_map(()), entry.value, (*path, len(items)))
        id_entry = next(item for item in _entries(entry.value) if item.key == "id")
        items.append(entry._replace(value=_map([id_entry, *_entries(whole)])))
        names.append(name)

    def _experience_with(self, name: str | None, path: YamlPath) -> str | None:
        """Return the experience that gives a segment the interaction or milestone of that id."""
        if len(path) != 3 or path[0] != "segments":
            return None
        thing = str(path[2])
        if thing not in {"interactions", "milestones"}:
            return None
        segments = self.tree.get("segments")
        index = path[1]
        if not isinstance(segments, Seq) or not isinstance(index, int) or index >= len(segments):
            return None
        segment = segments[index].get("id")
        for experience in self.tree.get("experiences") or ():
            if not isinstance(experience, Map):
                continue
            served = experience.get("segments")
            if segment not in (served if isinstance(served, Seq) else [served]):
                continue
            parts = experience.get(thing)
            if any(_id_of(part) == name for part in parts or ()):
                return str(experience.get("id", ""))
        return None

    def _replaced(self, over: Seq, base: Seq | None, path: YamlPath) -> Seq:
        items = []
        before = _items(base, path) if base is not None else []
        for number, entry in enumerate(_items(over, path)):
            at = (*path, number)
            known = before[number] if number < len(before) else None
            value = entry.value
            if _is_percentage(value, at):
                value = self._multiplied(entry, known, _map(()), at)
            elif isinstance(value, Map):
                value = self._mapping(_map(()), value, (*at, ""))
            items.append(entry._replace(value=value))
        return _seq(items)

    def _multiplied(self, entry: _Entry, known: _Entry | None, base: Map, path: YamlPath) -> Any:
        """Return the design's number times a percentage."""
        factor = _factor(str(entry.value))
        if factor < 0:
            words = f"{path[-1]} cannot fall by more than all of it; give a percentage from -100%"
            self._note(RANGE, entry, words)
            return known.value if known is not None else None
        found = known
        if path[-1] in ALTERNATIVES[0] and found is None:
            found = _yearly(base, str(path[-1]))
        field = number_at(path) or number_at((*path, 0))
        if field is None:
            self._note(RANGE, entry, f"{path[-1]} is not a number; a percentage changes numbers")
            return known.value if known is not None else None
        if path[-1] == "new_accounts" and found is not None and isinstance(found.value, Map):
            value = found.value
            if "value" not in value:  # {per_year, growth, season}
                return self._new_accounts(value, factor, path)
        value = found.value if found is not None else self._default(path, field.default)
        if value is None:
            self._note(
                RANGE,
                entry,
                f"{path[-1]} is not stated, so there is nothing to take {visible(entry.value)} of; "
                "state it in the design, or give a number here",
            )
            return None
        if isinstance(value, Seq):
            return _seq(
                item._replace(value=_times(item.value, factor, field.type))
                for item in _items(value, path)
            )
        return _times(value, factor, field.type)

    def _new_accounts(self, value: Map, factor: float, path: YamlPath) -> Map:
        field = number_at((*path, "per_year"))
        return _map(
            entry._replace(value=_times(entry.value, factor, field.type))
            if entry.key == "per_year" and field is not None
            else entry
            for entry in _entries(value)
        )

    def _default(self, path: YamlPath, default: float | None) -> Any:
        """Return what a number is where the design does not state it."""
        if path[0] == "roles" and path[2:3] == ("params",):
            params = self.tree.get("params")
            stated = params.get(str(path[-1])) if isinstance(params, Map) else None
            company = number_at(("params", path[-1]))
            return company.default if stated is None and company is not None else stated
        if path[-2:-1] == ("traits",):
            return _TRAIT
        return default

    def _unknown(
        self,
        entry: _Entry,
        name: str | None,
        names: Iterable[str | None],
        path: YamlPath,
        to: str,
    ) -> None:
        known = [other for other in names if other is not None]
        hint = did_you_mean(name or "", known)
        if not hint and known:
            hint = f"; known: {', '.join(visible(other, 64) for other in known[:8])}"
        self._note(
            UNKNOWN_REFERENCE,
            _place_of_id(entry),
            f"{path[-1]} has no '{visible(name or '', 64)}' to {to}{hint}",
        )

    def _note(self, rule: RuleInfo, entry: _Entry, words: str) -> None:
        self.findings.append(
            Finding(
                rule,
                Severity.ERROR,
                f"scenario '{visible(self.name, 64)}': {words}",
                self.source_map.at(entry.mark, entry.value),
                f"scenarios[{visible(self.name, 64)}]",
                why=rule.why,
            )
        )


def _entries(mapping: Map) -> list[_Entry]:
    return [
        _Entry(
            value,
            mapping.table[mapping.base + 2 * number + 1],
            key,
            mapping.table[mapping.base + 2 * number],
        )
        for number, (key, value) in enumerate(mapping.items())
    ]


def _items(sequence: Seq, path: YamlPath) -> list[_Entry]:
    """Return the items of a list; posts without an id get theirs."""
    found = [
        _Entry(value, sequence.table[sequence.base + number])
        for number, value in enumerate(sequence)
    ]
    if path != ("positions",):
        if path[-1:] == ("kpis",) or path[-1:] == ("pay",):
            return [_named(entry, entry.value) for entry in found]
        return found
    return [_named(entry, name) for entry, name in zip(found, post_ids(sequence), strict=True)]


def _named(entry: _Entry, name: Any) -> _Entry:
    """Return an item with an id: a post without one, or a measure that is only its id."""
    if isinstance(entry.value, Map):
        if "id" in entry.value or not isinstance(name, str):
            return entry
        first = _Entry(name, entry.mark, "id", entry.mark)
        return entry._replace(value=_map([first, *_entries(entry.value)]))
    if isinstance(entry.value, str):
        return entry._replace(value=_map([_Entry(entry.value, entry.mark, "id", entry.mark)]))
    return entry


def _map(entries: Iterable[_Entry]) -> Map:
    found = Map()
    found.base, found.table = 0, array("q")
    for entry in entries:
        found[entry.key] = entry.value
        found.table.extend((entry.key_mark, entry.mark))
    return found


def _seq(entries: Iterable[_Entry]) -> Seq:
    kept = list(entries)
    found = Seq(entry.value for entry in kept)
    found.base, found.table = 0, array("q", [entry.mark for entry in kept])
    return found


def _listed(value: Any, entry: _Entry | None) -> Any:
    """Return `positions: {...}` as the list of one that it stands for."""
    if isinstance(value, Map) and entry is not None:
        return _seq([_Entry(value, entry.mark)])
    return value


def _id_of(item: Any) -> str | None:
    name = item.get("id") if isinstance(item, Map) else None
    return str(name) if isinstance(name, str) else None


def _place_of_id(entry: _Entry) -> _Entry:
    return next((item for item in _entries(entry.value) if item.key == "id"), entry)


def _removes(item: Map) -> bool:
    return item.get("remove") in {"true", "True", "TRUE"}


def _is_percentage(value: Any, path: YamlPath) -> bool:
    """Return whether a value is a percentage; in quotes only where a number is asked for."""
    if not isinstance(value, str) or PERCENTAGE.fullmatch(value) is None:
        return False
    return not isinstance(value, Quoted) or number_at(path) is not None


def _has_percentage(value: Any) -> bool:
    if isinstance(value, Map):
        return any(_has_percentage(part) for part in value.values())
    if isinstance(value, Seq):
        return any(_has_percentage(part) for part in value)
    return type(value) is str and PERCENTAGE.fullmatch(value) is not None


def _only_for_percentages(before: Map, over: Map) -> Map:
    """Return the entries of the design that a percentage of the scenario refers to."""
    return _map(entry for entry in _entries(before) if _has_percentage(over.get(entry.key)))


def _alike(before: Map, over: Map, path: YamlPath) -> bool:
    """Return whether two mappings of one number or effort are of the same form."""
    if path[-1:] != ("effort_hours",):
        return True
    return ("value" in before) == ("value" in over)


def _factor(percentage: str) -> float:
    found = PERCENTAGE.fullmatch(percentage)
    if found is None:
        raise ValueError(f"{percentage} is not a percentage")
    part = float(percentage[:-1]) / 100
    return 1 + part


def _yearly(base: Map, key: str) -> _Entry | None:
    """Return how often a year an interaction is promised, where it is said in another way."""
    if key != "per_year":
        return None
    entries = {entry.key: entry for entry in _entries(base)}
    every, cadence = entries.get("every"), entries.get("cadence")
    if every is not None and every.value in PERIODS:
        return every._replace(value=PERIODS[every.value])
    if cadence is not None and isinstance(cadence.value, Map):
        total = 0.0
        for word, share in cadence.value.items():
            field = number_at(("experiences", 0, "interactions", 0, "cadence", word))
            number = None if field is None else _read(share, field.type)
            if number is None:
                return None
            total += number * CADENCE[word]
        return cadence._replace(value=total)
    return None


def _read(value: Any, kind: NumberType) -> float | None:
    try:
        return kind(value)
    except PydanticCustomError:
        return None


def _times(value: Any, factor: float, kind: NumberType) -> Any:
    """Return a number times a factor, with the ends of its range; anything else stays."""
    number = _read(value, kind)
    if number is None:
        return value
    scaled = _rounded(float(number) * factor, kind)
    if not isinstance(number, Stated):
        return plain(scaled)
    low, high = (
        None if end is None else _within(_rounded(float(end) * factor, kind), kind)
        for end in (number.low, number.high)
    )
    return Stated(scaled, number.basis, low, high, number.note)


def _rounded(value: float, kind: NumberType) -> float:
    return float(math.floor(value + 0.5 + 1e-9)) if kind.whole else value


def _within(value: float, kind: NumberType) -> float:
    value = min(max(value, kind.low), kind.high)
    if kind.below is not None and value >= kind.below:
        value = math.nextafter(kind.below, -math.inf)
    if kind.above is not None and value <= kind.above:
        value = math.nextafter(kind.above, math.inf)
    return value
