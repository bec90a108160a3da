"""Completions at a place: keys of the language, words of a closed list, ids and codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign import reference
from csdesign.editing.language import Node, compiled
from csdesign.model.document import Document
from csdesign.source.schema.fields import known_keys, known_words, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.editing.index import Index
    from csdesign.server.cursor import Cursor

__all__ = ["Proposal", "proposals"]

_LANGUAGE: Final = compiled()
_CODES: Final = frozenset({"responsibilities", "code", "drops"})


class Proposal(NamedTuple):
    """A text that fits a place, its kind (`key`, `word`, a kind of id), and its meaning."""

    text: str
    kind: str
    meaning: str


def proposals(cursor: Cursor, index: Index) -> list[Proposal]:
    """Return the texts that fit a place, the likeliest first, each once."""
    found = _keys(cursor, index) if cursor.is_key else _values(cursor, index)
    return list({each.text: each for each in found}.values())


def _keys(cursor: Cursor, index: Index) -> Iterator[Proposal]:
    path = cursor.path
    yield from _ids(_kinds(path, keys=True), index)
    for key in known_keys(Document, path):
        if key not in cursor.beside:
            yield Proposal(key, "key", meaning(Document, (*path, key)))
    if path and path[-1] == "*":
        # An item of a list that is about to be a text: `- adopt`.
        yield from _values(cursor, index)


def _values(cursor: Cursor, index: Index) -> Iterator[Proposal]:
    path = cursor.path
    kinds = _kinds(path, keys=False)
    yield from _ids(kinds - {"code"}, index)
    for word in known_words(Document, path):
        yield Proposal(word, "word", "")
    keys = [step for step in path if step != "*"]
    last = keys[-1] if keys else ""
    if last == "extends" and "roles" in keys:
        for kind, role in reference.roles().items():
            yield Proposal(f"reference:{kind}", "reference role", role.titles[0])
    if last == "kind" and "roles" in keys:
        for kind, role in reference.roles().items():
            yield Proposal(kind, "reference role", role.titles[0])
    if "code" in kinds or last in _CODES:
        yield from _ids(frozenset({"code"}), index)
        for code, duty in reference.vocabulary().items():
            yield Proposal(code, "duty", f"{duty.text_en} / {duty.text_ru}")
    if last in {"kpis", "pay", "id"} and {"kpis", "pay"} & set(keys):
        for code, kpi in reference.kpis().items():
            yield Proposal(code, "measure", f"{kpi.title_en} / {kpi.title_ru}")
    if last == "decision_rights":
        for code, right in reference.rights().items():
            yield Proposal(code, "decision right", f"{right.text_en} / {right.text_ru}")


def _ids(kinds: frozenset[str], index: Index) -> Iterator[Proposal]:
    for kind in sorted(kinds):
        for name in index.names(kind):
            yield Proposal(name, kind, "")


def _kinds(path: tuple[str, ...], *, keys: bool) -> frozenset[str]:
    """Return the kinds of ids that the language uses at a place."""
    states: list[Node] = [_LANGUAGE]
    last: list[Node] = states
    for step in path:
        last = states
        states = [
            node
            for state in states
            for node in (state.steps.get(step), state.steps.get("*") if step != "*" else None)
            if node is not None
        ]
    if keys:
        return frozenset(kind for s in states for kind, defines in s.keys.items() if not defines)
    if path and path[-1] == "*":
        states += last
    return frozenset(kind for s in states for kind, defines in s.values.items() if not defines)
