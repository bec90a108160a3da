"""One error of pydantic as a finding: the thing, what was found, what would be right, where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.finding import Finding, Severity
from csdesign.source.schema.expected import choices, described, right
from csdesign.source.schema.fields import known_keys, meaning, takes_mappings
from csdesign.source.schema.objects import Named, name_object, resolved
from csdesign.source.schema.schema_problems import rule_of
from csdesign.wording import closest, did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from csdesign.finding import RuleInfo, YamlPath
    from csdesign.source.schema.branches import Slip
    from csdesign.source.yaml.sourcemap import SourceMap
    from csdesign.source.yaml.tree import Map

__all__ = ["Reading", "without_misspelt"]

_UNKNOWN: Final = "extra_forbidden"
_MAPPINGS: Final = frozenset({"model_type", "model_attributes_type", "dataclass_type"})
_LISTS: Final = frozenset({"list_type", "tuple_type", "set_type", "frozen_set_type"})
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


def without_misspelt(model: type[BaseModel], tree: Map, slips: Iterable[Slip]) -> list[Slip]:
    """Return the errors without the missing keys that stand there with a slip in them.

    The finding of the unknown key already asks for the right one.
    """
    kept = list(slips)
    meant = {
        (
            resolved(tree, slip.loc[:-1]),
            closest(str(slip.loc[-1]), known_keys(model, slip.loc[:-1])),
        )
        for slip in kept
        if slip.kind == _UNKNOWN
    }
    return [
        slip
        for slip in kept
        if slip.kind != "missing" or (resolved(tree, slip.loc[:-1]), slip.loc[-1]) not in meant
    ]


class Reading(NamedTuple):
    """One error of pydantic, read as a finding."""

    model: type[BaseModel]
    tree: Map
    source_map: SourceMap
    slip: Slip

    def finding(self) -> Finding:
        """Return the finding: the thing, what was found, what would be right, where."""
        slip = self.slip
        rule = rule_of(slip.kind, options=bool(choices(slip.context)))
        path = resolved(self.tree, slip.loc)
        if slip.kind == "missing":
            name = str(slip.loc[-1])
            owner = resolved(self.tree, slip.loc[:-1])
            return self._made(rule, owner, self._missing(owner, name), last=name)
        is_key = bool(slip.context.get("key")) or slip.loc[-1:] == ("[key]",)
        if slip.kind == _UNKNOWN:
            known = known_keys(self.model, slip.loc[:-1])
            near = closest(str(path[-1]), known) if path else None
            return self._made(rule, path, self._unknown(path), key=True, instead=near)
        near = self._near(path, is_key=is_key)
        return self._made(rule, path, self._wrong(path, is_key=is_key), key=is_key, instead=near)

    def _near(self, path: YamlPath, *, is_key: bool) -> str | None:
        """Return the word that was meant where the one that stands there has a slip in it."""
        value = path[-1] if is_key and path else self.source_map.value(path)
        found = self.slip.context.get("found", value)
        return (
            closest(found, choices(self.slip.context))
            if found == value and isinstance(found, str)
            else None
        )

    def _made(
        self,
        rule: RuleInfo,
        path: YamlPath,
        message: str,
        *,
        key: bool = False,
        last: str | None = None,
        instead: str | None = None,
    ) -> Finding:
        span = self.source_map.span(path, key=key)
        named = self._named(path, last)
        return Finding(rule, Severity.ERROR, message, span, named.object, instead=instead)

    def _named(self, path: YamlPath, last: str | None = None) -> Named:
        """Return the names of a part; a file behind a link is given none but the schema's own."""
        if self._hidden(path):
            return Named("", "", last or "the value here")
        return name_object(self.tree, path, last)

    def _hidden(self, path: YamlPath) -> bool:
        file = self.source_map.file(self.source_map.span(path).path)
        return file is not None and file.linked

    def _missing(self, owner: YamlPath, name: str) -> str:
        named = self._named(owner, name)
        what = meaning(self.model, self.slip.loc)
        return _joined(
            named.owner, f"{named.field} is missing; add it{f' ({what})' if what else ''}"
        )

    def _unknown(self, path: YamlPath) -> str:
        key = str(path[-1]) if path else ""
        named = self._named(path[:-1])
        hidden = self._hidden(path)
        shown = "unknown key" if hidden else f"unknown key '{visible(key, 60)}'"
        where = f" in {named.field}" if named.field and not hidden else ""
        keys = known_keys(self.model, self.slip.loc[:-1])
        hint = did_you_mean(key, keys)
        if not hint or hidden:
            most = f"; known are {', '.join(keys)}" if 0 < len(keys) <= 12 else ""
            hint = most or "; remove it, or see `csdesign schema` for the keys"
        return _joined(named.owner, f"{shown}{where}{hint}")

    def _wrong(self, path: YamlPath, *, is_key: bool) -> str:
        slip = self.slip
        named = self._named(path)
        value = path[-1] if is_key and path else self.source_map.value(path)
        words = self._right(value)
        own = not words
        if own:
            words = visible(slip.message, 500)
        found = ""
        if "found" in slip.context:
            found = described(slip.context["found"], hidden=self._hidden(path))
        elif not own:
            found = described(value, hidden=self._hidden(path))
        options = choices(slip.context)
        text = slip.context.get("found", value)
        if options and isinstance(text, str) and not self._hidden(path):
            words += did_you_mean(text, options)
        if slip.loc[-1:] == ("[key]",):
            holder = self._named(path[:-1])
            return _joined(holder.owner, f"{holder.field} has the key {found}; {words}")
        return _joined(named.owner, _sentence(named, found, words))

    def _right(self, value: Any) -> str:
        """Return what would be right, with the keys of the mapping or the text as an example."""
        kind = self.slip.kind
        if kind in _MAPPINGS and (keys := known_keys(self.model, self.slip.loc)):
            return f"give a mapping with keys such as {listed(keys[:3], 'and')}"
        if kind in _LISTS and takes_mappings(self.model, self.slip.loc):
            keys = known_keys(self.model, self.slip.loc)
            return f"give a list of mappings with keys such as {listed(keys[:3], 'and')}"
        if kind in _LISTS and isinstance(value, str) and _WORD.fullmatch(value):
            return f"give a list, such as [{value}]"
        return right(kind, self.slip.context)


def _sentence(named: Named, found: str, words: str) -> str:
    if found and named.field:
        return f"{named.field} is {found}; {words}"
    if found:
        return f"is {found}; {words}"
    return f"{named.field}: {words}" if named.field else words


def _joined(owner: str, sentence: str) -> str:
    return f"{owner}: {sentence}" if owner else sentence
