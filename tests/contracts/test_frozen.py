"""Documents may gain keys; what programs read today stays, of the same type.

`frozen` has each key with the type it had when it was first declared. A difference that is meant
is named in `MEANT`, with what replaced it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from csdesign.cli.schema_command import command
from csdesign.contracts.schemas import DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

FROZEN: Final = Path(__file__).parent / "frozen"
_NO_VOTE: Final = "roles are judged on tiers: `tier` says how sure the verdict is"
_SELECTED: Final = "null for chosen segments of a plan, which have no people of their own"
MEANT: Final = {
    "audit": {
        ".changes[].pair.vote": _NO_VOTE,
        ".pairs[].vote": _NO_VOTE,
        ".history[].pair.vote": _NO_VOTE,
        ".semantic": "the optional model of sentence meaning changed no verdict and is gone",
    },
    "plan": {".totals.heads": _SELECTED, ".totals.managers": _SELECTED},
}


def keys(schema: Any, path: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each key of an object with the types it may have, by its path."""
    for choice in (schema, *schema.get("anyOf", ())):
        for name, part in choice.get("properties", {}).items():
            yield f"{path}.{name}", types(part)
            yield from keys(part, f"{path}.{name}")
        if isinstance(choice.get("items"), dict):
            yield from keys(choice["items"], f"{path}[]")
        if isinstance(choice.get("additionalProperties"), dict):
            yield from keys(choice["additionalProperties"], f"{path}{{}}")


def types(schema: Any) -> frozenset[str]:
    """Return the JSON types that a schema allows."""
    if "const" in schema:
        return frozenset({_type(schema["const"])})
    if "enum" in schema:
        return frozenset(map(_type, schema["enum"]))
    found = schema.get("type", [])
    own = {found} if isinstance(found, str) else set(found)
    return frozenset(own.union(*(types(part) for part in schema.get("anyOf", ()))))


def _type(value: object) -> str:
    return {str: "string", int: "integer", bool: "boolean", type(None): "null"}[type(value)]


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_every_key_that_programs_read_is_there_with_its_type(name: str) -> None:
    now = dict(keys(json.loads(command(name).text)))
    then = dict(keys(json.loads((FROZEN / f"{name}.json").read_text(encoding="utf-8"))))
    gone = [path for path in then if path not in now]
    wider = [path for path in then if path in now and not _fits(then[path], now[path])]

    assert then
    assert {*gone, *wider} == MEANT.get(name, {}).keys()


def _fits(then: frozenset[str], now: frozenset[str]) -> bool:
    """Return whether a reader of the old types can read the new: a whole number is a number."""
    return now <= then or (now - {"integer"} <= then and "number" in then)


def test_a_key_that_is_gone_is_found() -> None:
    """A test that cannot fail proves nothing."""
    then = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "null"}}}
    now = {"type": "object", "properties": {"a": {"type": "integer"}}}

    assert dict(keys(then)).keys() - dict(keys(now)).keys() == {".b"}
    assert not _fits(dict(keys(then))[".a"], dict(keys(now))[".a"])
