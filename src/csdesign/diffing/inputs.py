"""Differences as written: every key of two designs, compared once they are loaded.

Parts are matched by id, or by what names them, so that moving a line is not a change; a part that
is new or gone is one change. What another comparison already says of the same key, such as how
often an interaction happens, is not said twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.diffing.changes import Change
from csdesign.model.base import DesignModel
from csdesign.model.numbers import Stated, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csdesign.diffing.changes import Value
    from csdesign.diffing.matching import Matching
    from csdesign.model.design import Design

__all__ = ["AMOUNT", "input_changes"]

AMOUNT: Final = "currency"
"""The unit of changes of amounts of money, so that a version without amounts leaves them out."""
_MONEY: Final = frozenset(
    {
        "arr_per_account",
        "arr_per_head",
        "budget",
        "fixed_cost",
        "loaded_cost",
        "manager_cost",
        "max_arr",
        "mrr_threshold",
        "where",  # a condition may hold an amount
    }
)

Path = tuple[str, ...]

_NAMED_BY: Final = ("id", "motion", "to", "role", "code", "does", "name")
"""Fields that tell the items of a list apart, the first that is given."""
_OWNERS: Final = {
    "segments": "",
    "roles": "",
    "experiences": "",
    "positions": "",
    "pods": "",
    "scenarios": "scenario ",
    "policies": "policy ",
}
"""Lists whose items are the subject of a change, with the word before their names."""
_SAID: Final = {
    "frequency": {"per_year", "every", "cadence", "times", "share", "when"},
    "effort": {"effort_hours", "staff", "minutes"},
    "channel": {"channel"},
    "deliverer": {"role"},
    "duty": {"responsibilities"},
    "kpi": {"kpis"},
    "pay": {"kpis"},
    "right": {"decision_rights"},
    "rename": {"title", "name", "id"},
}
"""Keys that a change of an aspect already covers."""
_COUNTS: Final = ("per_year", "every", "cadence", "times", "when", "share")
_ABOUT_A_NUMBER: Final = ("basis", "low", "high", "note")


def input_changes(
    old: Design,
    new: Design,
    segments: Matching,
    roles: Matching,
    others: Sequence[Change],
) -> Iterator[Change]:
    """Yield a change for each key that differs and that `others` do not cover.

    Args:
        old: The design before.
        new: The design after.
        segments: The segments matched with each other.
        roles: The roles matched with each other.
        others: Changes found by the other comparisons.
    """
    compare = _Comparison(old, new, segments, roles, others)
    yield from compare.changes()


class _Comparison:
    """Walks two documents side by side."""

    def __init__(
        self,
        old: Design,
        new: Design,
        segments: Matching,
        roles: Matching,
        others: Sequence[Change],
    ) -> None:
        self.old, self.new = old, new
        self.partners = {
            "segments": dict(segments.renamed),
            "roles": dict(roles.renamed),
        }
        self.found: list[Change] = []
        self.said: set[tuple[str, str]] = set()
        self.whole: set[str] = set()
        for change in others:
            places = {change.old, change.new}
            for key in _SAID.get(change.aspect, ()):
                self.said |= {(place, key) for place in places}
                self.said.add((change.detail, key))
            if change.aspect in {"segment", "role", "split", "merge"}:
                self.whole |= places
                kind = change.old.partition("[")[0]
                for value in (change.before, change.after):
                    if isinstance(value, tuple):
                        self.whole |= {f"{kind}[{name}]" for name in value}
            if change.aspect == "interaction":
                self.whole.add(change.detail)

    def changes(self) -> Iterator[Change]:
        """Return the differences, in the order of the documents."""
        was, is_ = self.old.document, self.new.document
        self._model(_plain(was), _plain(is_), (), ())
        self._counted()
        return iter(self.found)

    def _counted(self) -> None:
        """Add customers that were counted in a table and not written."""
        partner = self.partners["segments"]
        for before in self.old.segments:
            after = self.new.segment_by_id.get(partner.get(before.id, before.id))
            if after is None:
                continue
            for key in ("accounts", "new_accounts", "arr_per_account"):
                first, second = getattr(before, key), getattr(after, key)
                if (first, second) == (getattr(before.written, key), getattr(after.written, key)):
                    continue  # as written: met already
                path, other = ("segments", before.id, key), ("segments", after.id, key)
                self.found = [c for c in self.found if c.old != _object(path) or c.detail != key]
                self._leaf(first, second, path, other)

    def _model(
        self, was: Mapping[str, object], is_: Mapping[str, object], old: Path, new: Path
    ) -> None:
        for key in dict.fromkeys((*was, *is_)):
            if (_object(old), key) in self.said or (_object(new), key) in self.said:
                continue
            self._value(was.get(key), is_.get(key), (*old, key), (*new, key))

    def _value(self, was: object, is_: object, old: Path, new: Path) -> None:
        if isinstance(was, DesignModel) or isinstance(is_, DesignModel):
            self._models(was, is_, old, new)
        elif isinstance(was, dict) or isinstance(is_, dict):
            first = was if isinstance(was, dict) else {}
            second = is_ if isinstance(is_, dict) else {}
            self._model(first, second, old, new)
        elif _is_list_of_parts(was) or _is_list_of_parts(is_):
            self._parts(was or (), is_ or (), old, new)  # type: ignore[arg-type]  # lists of models
        else:
            self._leaf(was, is_, old, new)

    def _models(self, was: object, is_: object, old: Path, new: Path) -> None:
        first = _plain(was) if isinstance(was, DesignModel) else {}
        second = _plain(is_) if isinstance(is_, DesignModel) else {}
        if _is_promise(old) and _promised(first) == _promised(second):
            for key in _COUNTS:
                first.pop(key, None)
                second.pop(key, None)
        before = len(self.found)
        self._model(first, second, old, new)
        if (was is None) != (is_ is None) and len(self.found) == before:
            # A part in which nothing is said is there all the same.
            self._add(old, new, None if was is None else "empty", None if is_ is None else "empty")

    def _parts(self, was: Sequence[object], is_: Sequence[object], old: Path, new: Path) -> None:
        first, second = self._named(was, old), self._named(is_, new)
        partner = self.partners.get(old[-1], {}) if len(old) == 1 else {}
        met = set()
        for name, item in first.items():
            other = partner.get(name, name)
            here, there = (*old, name), (*new, other)
            if other in second:
                met.add(other)
                self._value(item, second[other], here, there)
            else:
                self._whole(here, item, gone=True)
        for name, item in second.items():
            if name not in met:
                self._whole((*new, name), item, gone=False)

    def _whole(self, path: Path, item: object, *, gone: bool) -> None:
        """Add a part that is there in one design alone, unless another change says so."""
        title = getattr(item, "name", None) or path[-1]
        owner = _object(path[:-2])
        if _object(path) in self.whole or title in self.whole or path[-1] in self.whole:
            return
        if (owner, path[-2]) in self.said:
            return
        words = "there"
        self._add(path, path, words if gone else None, None if gone else words)

    def _named(self, items: Sequence[object], path: Path) -> dict[str, object]:
        """Return the items of a list by their distinguishing field."""
        found: dict[str, object] = {}
        for place, item in enumerate(items):
            name = _name_of(item)
            if path == ("positions",):
                name = self._post(item) or name
            key = name or f"{place + 1}"
            number = 2
            while key in found:
                key = f"{name or place + 1} ({number})"
                number += 1
            found[key] = item
        return found

    def _post(self, item: object) -> str | None:
        """Return the id that the design gave a post without one."""
        for design in (self.old, self.new):
            for post in design.posts or ():
                if post.written is item:
                    return post.id
        return None

    def _leaf(self, was: object, is_: object, old: Path, new: Path) -> None:
        if was != is_:
            self._add(old, new, _shown(was), _shown(is_))
        for name in _ABOUT_A_NUMBER:
            first = getattr(was, name, None) if isinstance(was, Stated) else None
            second = getattr(is_, name, None) if isinstance(is_, Stated) else None
            if name == "basis":
                first, second = _basis(was, first), _basis(is_, second)
            if (first or None) != (second or None) and was is not None and is_ is not None:
                self._add((*old, name), (*new, name), _shown(first), _shown(second))

    def _add(self, old: Path, new: Path, before: Value, after: Value) -> None:
        subject, detail = self._words(min(old, new))
        unit = AMOUNT if _MONEY.intersection(old) else ""
        self.found.append(
            Change("input", subject, detail, before, after, _object(old), _object(new), unit)
        )

    def _words(self, path: Path) -> tuple[str, str]:
        """Return the owner of a key, and the key, in words."""
        if len(path) > 1 and path[0] in _OWNERS:
            subject, rest = f"{_OWNERS[path[0]]}{path[1]}", path[2:]
        else:
            subject, rest = path[0].replace("_", " "), path[1:]
        words = " ".join(rest).replace("_", " ").split(" ")
        # An effort in hours is `effort_hours.hours`: said once.
        return subject, " ".join(
            w for w, before in zip(words, ["", *words], strict=False) if w != before
        )


def _plain(model: object) -> dict[str, object]:
    """Return the fields of a model by the name they have in a design."""
    fields = type(model).model_fields  # type: ignore[attr-defined]  # asked of models alone
    return {
        field.alias or name: getattr(model, name)
        for name, field in fields.items()
        if name != "schema_"
    }


def _is_list_of_parts(value: object) -> bool:
    parts = (DesignModel, dict)  # a scenario holds its parts as they are written
    return isinstance(value, (tuple, list)) and any(isinstance(v, parts) for v in value)


def _is_promise(path: Path) -> bool:
    return len(path) > 3 and path[-2] == "interactions"


def _promised(fields: Mapping[str, object]) -> tuple[object, ...]:
    """Return how often a promise is kept, independent of its notation."""
    from csdesign.model.experience import PERIODS

    every = fields.get("every")
    yearly = PERIODS.get(str(every)) if every else fields.get("per_year")
    return (yearly, fields.get("times"), fields.get("cadence"), fields.get("share"))


def _name_of(item: object) -> str | None:
    for field in _NAMED_BY:
        value = item.get(field) if isinstance(item, dict) else getattr(item, field, None)
        if isinstance(value, str):
            return value
    return None


def _object(path: Path) -> str:
    """Return a path as an object of findings: `segments[smb].interactions[call]`."""
    words = ""
    listed = False
    for step in path:
        if listed:
            words += f"[{step}]"
            listed = False
        else:
            words += f".{step}" if words else step
            listed = step in _LISTS
    return words or "plan"


_LISTS: Final = frozenset(
    {
        "segments",
        "roles",
        "experiences",
        "positions",
        "pods",
        "interactions",
        "milestones",
        "owns",
        "co_owns",
        "supports",
        "kpis",
        "responsibilities",
        "hands_off",
        "scenarios",
        "policies",
        "members",
    }
)


def _basis(value: object, basis: str | None) -> str | None:
    return basis or ("stated" if isinstance(value, (int, float)) else None)


def _shown(value: object) -> Value:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return plain(value)
    if isinstance(value, (tuple, list, frozenset, set)):
        return tuple(str(item) for item in value)
    return str(value)
