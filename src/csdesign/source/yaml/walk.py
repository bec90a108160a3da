"""Build the tree of a file from its events, in one loop and within limits."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

import yaml

from csdesign.errors import CsdesignError
from csdesign.source.yaml.refusals import DEPTH, LONGEST, NODES, Refusals
from csdesign.source.yaml.tree import REFUSED, Map, Quoted, Seq

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["events_of", "walk"]

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_ODD_KEYS: Final = _NULLS | {"<<"}

# What the next event is to its container: an item of a list, a key of a mapping, or something
# that was reported and is read over. Else the key whose value the event is.
_ITEM: Final = object()
_KEY: Final = object()
_DROP: Final = object()


def events_of(file: SourceFile) -> Iterator[Any]:
    """Return the event stream of libyaml.

    Raises:
        CsdesignError: PyYAML was built without libyaml.
    """
    loader = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        raise CsdesignError(
            "PyYAML here was built without libyaml, which reads designs safely; "
            "install a wheel of it: pip install --force-reinstall --only-binary :all: pyyaml"
        )
    return iter(loader(file.data).get_event, None)


def walk(file: SourceFile, refusals: Refusals) -> Seq | None:  # noqa: PLR0915 -- see the docstring
    """Return the document in a list of one (empty without one), None if the walk stopped.

    One loop without calls on its common path, and therefore long: this is where the loading time
    of a design goes. Nothing recurses, so depth costs nothing but the check of its limit.

    Raises:
        yaml.YAMLError: the file is not YAML.
        EnoughError: it has so many other problems that nobody would read on.
    """
    table = array("Q")
    offset = file.number << 32
    known: dict[str, str] = {}
    stack: list[tuple[Any, Any, list[int]]] = []
    # The container may be a mapping or a list; `key` says which, so its methods need no check.
    holder = container = Seq()
    key: Any = _ITEM
    value: Any
    marks: list[int] = []
    nodes = documents = 0
    scalar, alias, document = yaml.ScalarEvent, yaml.AliasEvent, yaml.DocumentStartEvent
    map_start, map_end = yaml.MappingStartEvent, yaml.MappingEndEvent
    seq_start, seq_end = yaml.SequenceStartEvent, yaml.SequenceEndEvent
    for event in events_of(file):
        kind = type(event)
        if kind is scalar:
            text, style = event.value, event.style
            if (
                style == '"'
                or event.tag is not None
                or event.anchor is not None
                or len(text) > LONGEST
            ):
                refusals.inspect(event)
            mark = event.start_mark.index
            if key is _KEY:
                nodes += 1
                if not text.isascii():
                    text = normalize("NFC", text)
                if text in container or (text in _ODD_KEYS and not style):
                    refusals.key(event, text, container, marks)
                    key = _DROP
                else:
                    key = known.setdefault(text, text)
                    marks.append(mark)
                continue
            # A design repeats its words and numbers: each is kept once.
            if style:
                value = Quoted(text)
            else:
                value = None if text in _NULLS else known.setdefault(text, text)
        elif kind is map_start or kind is seq_start:
            if event.tag is not None or event.anchor is not None:
                refusals.inspect(event)
            mark = event.start_mark.index
            value = Map() if kind is map_start else Seq()
        elif kind is map_end or kind is seq_end:
            container.base, container.table = len(table), table
            table.extend([mark + offset for mark in marks] if offset else marks)
            container, key, marks = stack.pop()
            continue
        elif kind is alias:
            refusals.alias(event)
            mark, value = event.start_mark.index, REFUSED
        elif kind is document:
            documents += 1
            if documents > 1:
                refusals.document(event)
                break
            if event.tags:
                refusals.directives(event)
            continue
        else:
            continue

        nodes += 1
        opens = kind is map_start or kind is seq_start
        if nodes > NODES or (opens and len(stack) >= DEPTH):
            refusals.too_large(mark, nodes)
            return None
        # Put the value where it belongs; `after` is what the next event is to this container.
        after = key
        if key is _ITEM:
            container.append(value)
            marks.append(mark)
        elif key is _KEY:
            if kind is not alias:
                refusals.complex_key(event)
            after = _DROP
        elif key is _DROP:
            after = _KEY
        else:
            container[key] = value
            marks.append(mark)
            after = _KEY
        if opens:
            stack.append((container, after, marks))
            container, key, marks = value, _KEY if kind is map_start else _ITEM, []
        else:
            key = after
    # An unfinished walk leaves lists without a table: the first document was whole, though.
    holder.base, holder.table = len(table), table
    table.extend([mark + offset for mark in marks])
    return holder
