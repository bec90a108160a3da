"""One error of pydantic as a finding: the part, the value found, the expected value, the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign.finding import Finding, Severity
from csdesign.source.schema.expected import choices, described, right
from csdesign.source.schema.fields import known_keys, known_words, meaning, takes_mappings
from csdesign.source.schema.meanings import (
    Meant,
    form_of,
    home_of,
    meant_id,
    meant_in_part,
    meant_key,
    meant_number,
    meant_word,
)
from csdesign.source.schema.notations import as_items, as_mapping, said_of_key
from csdesign.source.schema.objects import Named, name_object, resolved
from csdesign.source.schema.schema_problems import rule_of
from csdesign.wording import closest, did_you_mean, listed, visible

if TYPE_CHECKING:
    from pydantic import BaseModel

    from csdesign.finding import RuleInfo, Span, YamlPath
    from csdesign.source.schema.branches import Slip
    from csdesign.source.yaml.sourcemap import SourceMap
    from csdesign.source.yaml.tree import Map

__all__ = ["Reading"]

_UNKNOWN: Final = "extra_forbidden"
_MAPPINGS: Final = frozenset({"model_type", "model_attributes_type", "dataclass_type"})
_LISTS: Final = frozenset({"list_type", "tuple_type", "set_type", "frozen_set_type"})
_IDS: Final = "ids are a-z, 0-9 and -"
_ASKED: Final = ("signal", "request")
_TRIGGERS: Final = ("calendar", "milestone", *_ASKED)
_FEW: Final = 6
"""Words up to which a closed list is named where a key is missing."""
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")


class Reading(NamedTuple):
    """One error of pydantic, read as a finding."""

    model: type[BaseModel]
    tree: Map
    source_map: SourceMap
    slip: Slip

    @property
    def span(self) -> Span:
        """Return the place of the finding."""
        slip = self.slip
        if slip.kind == "missing":
            return self.source_map.span(resolved(self.tree, slip.loc[:-1]))
        return self.source_map.span(resolved(self.tree, slip.loc), key=self._is_key)

    @property
    def _is_key(self) -> bool:
        """Return whether the key is at fault, and not its value."""
        slip = self.slip
        return slip.kind == _UNKNOWN or bool(slip.context.get("key")) or slip.loc[-1:] == ("[key]",)

    @property
    def cause(self) -> object:
        """Return the key that findings with one cause share; None if each has its own cause.

        An unknown or missing key, a word that the language does not know, an amount written with
        its unit, and words in place of a mapping are one mistake however often they occur in parts
        of one kind; so are all ids that the language cannot take.
        """
        slip = self.slip
        if self._proposed_id:
            return "ids"
        missing = slip.kind == "missing"
        path = resolved(self.tree, slip.loc[:-1] if missing else slip.loc)
        if self._hidden(path):
            return None
        kinds = tuple(step for step in path if isinstance(step, str))
        if slip.kind == _UNKNOWN:
            return kinds
        if missing:
            return (slip.kind, kinds, slip.loc[-1])
        value = self.source_map.value(path)
        word = slip.context.get("found", value)
        if choices(slip.context) and isinstance(word, str):
            return (kinds, word)
        if isinstance(value, str) and (slip.kind in _MAPPINGS or self._amount(value)):
            return (slip.kind, kinds)
        return None

    @property
    def instead(self) -> str | None:
        """Return the one word that was plainly meant, by its meaning or its spelling."""
        slip = self.slip
        path = resolved(self.tree, slip.loc)
        if not path or self._hidden(path):
            return None
        if slip.kind == _UNKNOWN:
            parent = slip.loc[:-1]
            meant = meant_key(self.model, parent, str(path[-1]), self.source_map.value(path))
            # Advice that goes with the key is for its author: the value may have to change.
            return None if meant is not None and meant.remark else self.key_meant
        if self._proposed_id:
            return self._proposed_id
        options = choices(slip.context)
        word = path[-1] if self._is_key else self.source_map.value(path)
        if slip.context.get("found", word) != word or not isinstance(word, str) or not options:
            return None
        meant = self._word_meant(options, word)
        if meant is None:
            return closest(word, options)
        return meant.word if meant.word and not meant.remark else None

    def _is_spelling_of(self, instead: str) -> bool:
        """Return whether a slip in spelling made the written word of this one, and of no other."""
        path = self.path
        if self._proposed_id:
            return True
        if self.slip.kind == _UNKNOWN:
            return closest(str(path[-1]), known_keys(self.model, self.slip.loc[:-1])) == instead
        word = path[-1] if self._is_key else self.source_map.value(path)
        return closest(str(word), choices(self.slip.context)) == instead

    @property
    def path(self) -> YamlPath:
        """Return the keys that lead to the place."""
        return resolved(self.tree, self.slip.loc)

    @property
    def key_meant(self) -> str | None:
        """Return the key that an unknown one means; None if the mapping has it already."""
        path = self.path
        if self.slip.kind != _UNKNOWN or not path or self._hidden(path):
            return None
        key = str(path[-1])
        keys = known_keys(self.model, self.slip.loc[:-1])
        meant = meant_key(self.model, self.slip.loc[:-1], key, self.source_map.value(path))
        if meant is None and said_of_key(self._node(path[:-1]), path, keys):
            return None  # the value changes with it
        if meant is None:
            near = closest(key, keys)
            return near if near not in self._node(path[:-1]) else None
        return meant.word if meant.word and meant.word not in self._node(path[:-1]) else None

    @property
    def puts(self) -> tuple[YamlPath, str] | None:
        """Return the mapping and the key in it that another notation of the key is to become."""
        path = self.path
        if self.slip.kind != _UNKNOWN or not path or self._hidden(path):
            return None
        keys = known_keys(self.model, self.slip.loc[:-1])
        said = said_of_key(self._node(path[:-1]), path, keys)
        return (path[:-1], said.key) if said is not None and said.key else None

    @property
    def lacks(self) -> tuple[YamlPath, str] | None:
        """Return the mapping and the key that is missing in it; None if no key is."""
        loc = self.slip.loc
        if self.slip.kind != "missing" or not loc:
            return None
        return resolved(self.tree, loc[:-1]), str(loc[-1])

    @property
    def in_short(self) -> str:
        """Return the message for the second and later places of one cause."""
        path = resolved(self.tree, self.slip.loc)
        if proposed := self._proposed_id:
            return f"write {proposed}"
        if self.slip.kind == "missing":
            owner, name = resolved(self.tree, self.slip.loc[:-1]), str(self.slip.loc[-1])
            named = self._named(owner, name)
            return _joined(named.owner, f"{named.field}{self._id_of(owner, name)}")
        named = self._named(path)
        value = self.source_map.value(path)
        text = value if isinstance(value, str) and not self._is_key else ""
        instead = self._amount(text)
        if text and self.slip.kind in _MAPPINGS and (form := form_of(self.model, self.slip.loc)):
            instead = as_mapping(form, text)
        return _joined(named.owner, f"{named.field}{f': write {instead}' if instead else ''}")

    @property
    def _proposed_id(self) -> str:
        """Return the id that a malformed one may become, or nothing."""
        slip = self.slip
        if slip.kind != "string_pattern_mismatch" or "a-z0-9" not in slip.context["pattern"]:
            return ""
        path = resolved(self.tree, slip.loc)
        is_key = slip.loc[-1:] == ("[key]",)
        value = path[-1] if is_key and path else self.source_map.value(path)
        if not isinstance(value, str) or self._hidden(path):
            return ""
        proposed = meant_id(value)
        return proposed if proposed != value else ""

    def finding(self) -> Finding:
        """Return the finding: the part, the value found, the expected value, the place."""
        slip = self.slip
        rule = rule_of(slip.kind, options=bool(choices(slip.context)))
        path = resolved(self.tree, slip.loc)
        if slip.kind == "missing":
            name = str(slip.loc[-1])
            owner = resolved(self.tree, slip.loc[:-1])
            return self._made(rule, owner, self._missing(owner, name), last=name)
        if slip.kind == _UNKNOWN:
            return self._made(rule, path, self._unknown(path))
        return self._made(rule, path, self._wrong(path, is_key=self._is_key))

    def _made(
        self, rule: RuleInfo, path: YamlPath, message: str, *, last: str | None = None
    ) -> Finding:
        named = self._named(path, last)
        instead = None if last else self.instead
        return Finding(
            rule,
            Severity.ERROR,
            message,
            self.span,
            named.object,
            instead=instead,
            by_meaning=instead is not None and not self._is_spelling_of(instead),
        )

    def _named(self, path: YamlPath, last: str | None = None) -> Named:
        """Return the names of a part; for a file behind a link only those of the schema."""
        if self._hidden(path):
            return Named("", "", last or "the value here")
        return name_object(self.tree, path, last)

    def _hidden(self, path: YamlPath) -> bool:
        file = self.source_map.file(self.source_map.span(path).path)
        return file is not None and file.linked

    def _missing(self, owner: YamlPath, name: str) -> str:
        named = self._named(owner, name)
        what = meaning(self.model, self.slip.loc)
        words = f"{named.field} is missing; add it{f' ({what})' if what else ''}"
        options = known_words(self.model, self.slip.loc)
        if 1 < len(options) <= _FEW:
            words += f": write {listed(options)}"
        return _joined(named.owner, words + self._id_of(owner, name))

    def _id_of(self, owner: YamlPath, name: str) -> str:
        """Return the id that a part may have, from its words."""
        if name != "id" or self._hidden(owner):
            return ""
        part = self._node(owner)
        words = part.get("title", part.get("name")) if isinstance(part, dict) else None
        made = meant_id(words) if isinstance(words, str) else ""
        return f": write `id: {made}`" if made else ""

    def _unknown(self, path: YamlPath) -> str:
        key = str(path[-1]) if path else ""
        named = self._named(path[:-1])
        hidden = self._hidden(path)
        shown = "unknown key" if hidden else f"unknown key '{visible(key, 60)}'"
        where = f" in {named.field}" if named.field and not hidden else ""
        return _joined(named.owner, f"{shown}{where}; {self._advice(path, key, hidden=hidden)}")

    def _advice(self, path: YamlPath, key: str, *, hidden: bool) -> str:
        """Return the advice for an unknown key: by meaning, by spelling, by where it belongs."""
        keys = known_keys(self.model, self.slip.loc[:-1])
        if not hidden:
            value = self.source_map.value(path)
            meant = meant_key(self.model, self.slip.loc[:-1], key, value)
            if meant is not None and meant.word:
                stands = isinstance(path[-1], str) and meant.word in self._node(path[:-1])
                return (
                    f"'{meant.word}' is here already; join the two"
                    if stands
                    else f"write '{meant.word}'" + (f", {meant.remark}" if meant.remark else "")
                )
            if meant is not None:
                return meant.remark
            if said := said_of_key(self._node(path[:-1]), path, keys):
                return said.words
            near = closest(key, keys) or ""
            part = meant_in_part(self.model, self.slip.loc[:-1], key)
            # A key that is one of several words of this one is not a misspelling of it.
            if near and not (part and near in re.split("[_ -]", key)):
                return f"did you mean '{near}'?"
            if home := home_of(self.model, key):
                return f"it belongs to {home}"
            if part and part not in self._node(path[:-1]):
                return f"did you mean '{part}'?"
        listed_keys = ", ".join(keys[:12]) + (" and others" if len(keys) > 12 else "")
        known = f"known are {listed_keys}" if keys else "`csdesign schema` has the keys"
        return f"{known}; a remark for readers begins with #"

    def _node(self, path: YamlPath) -> Any:
        """Return the node at a path."""
        node: Any = self.tree
        for segment in path:
            node = node[segment]
        return node

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
        text = slip.context.get("found", value)
        if isinstance(text, str) and not self._hidden(path):
            words += self._guess(text)
        if slip.loc[-1:] == ("[key]",):
            holder = self._named(path[:-1])
            return _joined(holder.owner, f"{holder.field} has the key {found}; {words}")
        return _joined(named.owner, _sentence(named, found, words))

    def _guess(self, text: str) -> str:
        """Return the likely meaning of a word or an amount, as the end of a sentence."""
        options = choices(self.slip.context)
        meant = self._word_meant(options, text) if options else None
        if meant is not None:
            words = f"; write {meant.word}" if meant.word else ""
            if not meant.remark:
                return words
            return words + (f", {meant.remark}" if meant.word else f"; {meant.remark}")
        if options and (hint := did_you_mean(text, options)):
            return hint
        number = self._amount(text)
        return f"; did you mean {number}?" if number else ""

    def _amount(self, text: str) -> str:
        """Return the number of an amount in another notation, or nothing."""
        if self.slip.kind != "number":
            return ""
        context = self.slip.context
        return meant_number(text, context.get("unit", ""), whole=bool(context.get("whole")))

    def _word_meant(self, options: list[str], word: str) -> Meant | None:
        """Return the word of a closed list that means the same, in the values next to it.

        A call that answers a request is a shared desk's: only there is somebody kept ready for it.
        """
        meant = meant_word(options, word)
        beside = self._node(self.path[:-1]) if meant is not None and self.path else None
        if meant is None or meant.word != "human-1to1" or not isinstance(beside, dict):
            return meant
        trigger = beside.get("trigger")
        asked = meant_word(_TRIGGERS, trigger) if isinstance(trigger, str) else None
        reason = trigger if asked is None else asked.word
        return Meant("human-pooled") if "answer" in beside or reason in _ASKED else meant

    def _words_key(self) -> str:
        """Return the key for the words of a malformed id: the name or title next to it."""
        keys = known_keys(self.model, self.slip.loc[:-1]) if self.slip.loc[-1:] == ("id",) else ()
        key = next((key for key in ("title", "name") if key in keys), "")
        return f", and put the words into {key}, which takes any letters" if key else ""

    def _right(self, value: Any) -> str:
        """Return the expected value, with the keys of the mapping or the text as an example."""
        kind = self.slip.kind
        if kind in _MAPPINGS and (form := form_of(self.model, self.slip.loc)):
            made = as_mapping(form, value) if isinstance(value, str) else ""
            return f"give a mapping: write {made}" if made else f"give a mapping, such as {form}"
        if kind in _MAPPINGS and (keys := known_keys(self.model, self.slip.loc)):
            return f"give a mapping with keys such as {listed(keys[:3], 'and')}"
        if kind in _LISTS and takes_mappings(self.model, self.slip.loc):
            if items := as_items(str(self.path[-1]) if len(self.path) == 1 else "", value):
                return items
            keys = known_keys(self.model, self.slip.loc)
            return f"give a list of mappings with keys such as {listed(keys[:3], 'and')}"
        if kind in _LISTS and isinstance(value, str) and _WORD.fullmatch(value):
            return f"give a list, such as [{value}]"
        if proposed := self._proposed_id:
            return f"{_IDS}: write {proposed}{self._words_key()}"
        return right(kind, self.slip.context)


def _sentence(named: Named, found: str, words: str) -> str:
    if found and named.field:
        return f"{named.field} is {found}; {words}"
    if found:
        return f"is {found}; {words}"
    return f"{named.field}: {words}" if named.field else words


def _joined(owner: str, sentence: str) -> str:
    return f"{owner}: {sentence}" if owner else sentence
