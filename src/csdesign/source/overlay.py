"""A scenario laid over a design: mappings key by key, lists by id, numbers by percentage.

Both are trees as they were read. The result is a third tree whose entries keep the places they
were written at, so that whatever is wrong with it is told at the line of the scenario, or of the
design, that says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csdesign.finding import Finding, Severity
from csdesign.model.resolve.problems import UNKNOWN_REFERENCE
from csdesign.model.scenario import ALTERNATIVES, SECTIONS
from csdesign.source.entries import (
    Entry,
    entries_of,
    id_of,
    items_of,
    map_of,
    place_of_id,
    removes,
    seq_of,
)
from csdesign.source.percentages import (
    factor_of,
    has_percentage,
    is_percentage,
    multiplied,
    times_a_year,
)
from csdesign.source.schema.numbers_at import bare_key_at, number_at
from csdesign.source.schema.schema_problems import RANGE
from csdesign.source.yaml.tree import Map, Seq
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.finding import RuleInfo, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["laid_over", "with_numbers"]

_WHOLE: Final = frozenset({"cadence", "moves_to", "new_accounts"})
"""Mappings of shares that belong together: replaced as a whole."""
_TRAIT: Final = 3
_REGISTER: Final = ("low", "high")


def laid_over(tree: Map, scenario: Map, source_map: SourceMap) -> tuple[Map, list[Finding]]:
    """Return the design with a scenario over it, and the problems of the scenario.

    The design's scenarios are left out of the result: none applies to a merged design.
    """
    merging = _Overlay(tree, scenario, source_map)
    return merging.whole(), merging.findings


def with_numbers(tree: Map, numbers: Mapping[str, Mapping[str, float]]) -> Map:
    """Return a design with other numbers in its segments, by id and key: those of a table."""
    segments = tree.get("segments")
    if not isinstance(segments, Seq):
        return tree
    changed = []
    for entry in items_of(segments, ("segments",)):
        fields = {item.key: item for item in entries_of(entry.value)}
        for key, number in numbers.get(str(entry.value.get("id")), {}).items():
            known = fields.get(key, entry._replace(key=key, key_mark=entry.mark))
            fields[key] = known._replace(value=number)
        changed.append(entry._replace(value=map_of(fields.values())))
    return map_of(
        entry._replace(value=seq_of(changed)) if entry.key == "segments" else entry
        for entry in entries_of(tree)
    )


class _Overlay:
    def __init__(self, tree: Map, scenario: Map, source_map: SourceMap) -> None:
        self.tree, self.scenario, self.source_map = tree, scenario, source_map
        self.findings: list[Finding] = []
        self.name = str(scenario.get("id", ""))

    def whole(self) -> Map:
        """Return the merged design."""
        base = [entry for entry in entries_of(self.tree) if entry.key != "scenarios"]
        over = [entry for entry in entries_of(self.scenario) if entry.key in SECTIONS]
        return self._mapping(map_of(base), map_of(over), ())

    def _mapping(self, base: Map, over: Map, path: YamlPath) -> Map:
        merged = {entry.key: entry for entry in entries_of(base)}
        for entry in entries_of(over):
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
        return map_of(merged.values())

    def _value(self, entry: Entry, known: Entry | None, base: Map, path: YamlPath) -> Any:
        """Return the value of the design after an entry of the scenario."""
        value = entry.value
        if is_percentage(value, path):
            return self._multiplied(entry, known, base, path)
        before = None if known is None else known.value
        if isinstance(value, Map):
            before = self._as_mapping(before, known, value, path)
            if not isinstance(before, Map):
                before = map_of(())
            elif entry.key in _WHOLE or not _alike(before, value, path):
                return self._mapping(_only_for_percentages(before, value), value, path)
            return self._mapping(before, value, path)
        if path == ("positions",):
            before, value = _listed(before, known), _listed(value, entry)
        if isinstance(value, Seq):
            return self._list(before if isinstance(before, Seq) else None, value, path)
        return value

    def _as_mapping(self, before: Any, known: Entry | None, over: Map, path: YamlPath) -> Any:
        """Return a bare value of the design as the mapping that it abbreviates."""
        if isinstance(before, (Map, Seq)) or before is None or known is None:
            return before
        if "value" in over and number_at(path) is not None:
            return map_of([Entry(before, known.mark, "value", known.mark)])
        bare = bare_key_at(path)
        if bare is not None and isinstance(before, str):
            return map_of([Entry(before, known.mark, bare, known.mark)])
        return None

    def _list(self, base: Seq | None, over: Seq, path: YamlPath) -> Seq:
        """Return a list merged by the ids of its items; one without ids is replaced."""
        if not over or not all(isinstance(item, Map) and "id" in item for item in over):
            return self._replaced(over, base, path)
        items = items_of(base, path) if base is not None else []
        names = [id_of(item.value) for item in items]
        if None in names:  # some of the design's items have no id: there is nothing to merge by
            return self._replaced(over, base, path)
        for entry in items_of(over, path):
            name = id_of(entry.value)
            at = names.index(name) if name in names else None
            if removes(entry.value):
                if at is None:
                    self._unknown(entry, name, names, path, "remove")
                else:
                    del items[at], names[at]
            elif at is None:
                self._append(entry, name, names, items, path)
            else:
                merged = self._mapping(items[at].value, entry.value, (*path, at))
                items[at] = items[at]._replace(value=merged)
        return seq_of(items)

    def _append(
        self,
        entry: Entry,
        name: str | None,
        names: list[str | None],
        items: list[Entry],
        path: YamlPath,
    ) -> None:
        experience = self._experience_with(name, path)
        if experience is not None:
            thing = str(path[-1])
            segment = str(self.tree["segments"][path[1]].get("id", ""))
            self._note(
                UNKNOWN_REFERENCE,
                place_of_id(entry),
                f"segment '{visible(segment, 64)}' has '{visible(name or '', 64)}' from an "
                f"experience; write experiences: [{{id: {visible(experience, 64)}, "
                f"{thing}: [{{id: {visible(name or '', 64)}, ...}}]}}]",
            )
            return
        if has_percentage(entry.value):
            self._unknown(entry, name, names, path, "take a percentage of")
            return
        whole = self._mapping(map_of(()), entry.value, (*path, len(items)))
        id_entry = next(item for item in entries_of(entry.value) if item.key == "id")
        items.append(entry._replace(value=map_of([id_entry, *entries_of(whole)])))
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
            if any(id_of(part) == name for part in parts or ()):
                return str(experience.get("id", ""))
        return None

    def _replaced(self, over: Seq, base: Seq | None, path: YamlPath) -> Seq:
        items = []
        before = items_of(base, path) if base is not None else []
        for number, entry in enumerate(items_of(over, path)):
            at = (*path, number)
            known = before[number] if number < len(before) else None
            value = entry.value
            if is_percentage(value, at):
                value = self._multiplied(entry, known, map_of(()), at)
            elif isinstance(value, Map):
                value = self._mapping(map_of(()), value, (*at, ""))
            items.append(entry._replace(value=value))
        return seq_of(items)

    def _multiplied(self, entry: Entry, known: Entry | None, base: Map, path: YamlPath) -> Any:
        """Return the design's number times a percentage."""
        factor = factor_of(str(entry.value))
        if factor < 0:
            words = f"{path[-1]} cannot fall by more than 100%; give a percentage from -100%"
            self._note(RANGE, entry, words)
            return known.value if known is not None else None
        found = known
        if path[-1] in ALTERNATIVES[0] and found is None:
            found = times_a_year(base, str(path[-1]))
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
            return seq_of(
                item._replace(value=multiplied(item.value, factor, field.type))
                for item in items_of(value, path)
            )
        return multiplied(value, factor, field.type)

    def _new_accounts(self, value: Map, factor: float, path: YamlPath) -> Map:
        field = number_at((*path, "per_year"))
        return map_of(
            entry._replace(value=multiplied(entry.value, factor, field.type))
            if entry.key == "per_year" and field is not None
            else entry
            for entry in entries_of(value)
        )

    def _default(self, path: YamlPath, default: float | None) -> Any:
        """Return the default of a number that the design does not state."""
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
        entry: Entry,
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
            place_of_id(entry),
            f"{path[-1]} has no '{visible(name or '', 64)}' to {to}{hint}",
        )

    def _note(self, rule: RuleInfo, entry: Entry, words: str) -> None:
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


def _listed(value: Any, entry: Entry | None) -> Any:
    """Return `positions: {...}` as the list of one that it means."""
    if isinstance(value, Map) and entry is not None:
        return seq_of([Entry(value, entry.mark)])
    return value


def _only_for_percentages(before: Map, over: Map) -> Map:
    """Return the entries of the design that a percentage of the scenario refers to."""
    return map_of(entry for entry in entries_of(before) if has_percentage(over.get(entry.key)))


def _alike(before: Map, over: Map, path: YamlPath) -> bool:
    """Return whether two mappings of one number or effort are of the same form."""
    if path[-1:] != ("effort_hours",):
        return True
    return ("value" in before) == ("value" in over)
