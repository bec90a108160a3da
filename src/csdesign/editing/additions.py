"""Put an item into a list, or a key into a mapping, of YAML text: the layout round it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from csdesign.editing.edits import Edit, insertion

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["addition"]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def addition(file: SourceFile, path: YamlPath, text: str) -> Edit | None:
    """Return the edit that adds `text` at a path of one file; None if it is not possible there.

    A list gets one more item. A key that is not there comes last in its mapping; one that is there
    gets the text as its value, if it is a scalar. `text` is YAML of one line.
    """
    try:
        node = yaml.compose(file.text, Loader=_Loader)
    except yaml.YAMLError:
        return None
    for number, segment in enumerate(path):
        child = _child(node, segment)
        if child is None:
            last = number == len(path) - 1
            return _new_key(file, node, str(segment), text) if last else None
        node = child
    if isinstance(node, yaml.SequenceNode):
        return _new_item(file, node, text)
    if isinstance(node, yaml.ScalarNode):
        return Edit(file.span(node.start_mark.index, _end(node)), text)
    return None


def _child(node: Any, segment: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == segment), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(segment, int):
        return node.value[segment] if segment < len(node.value) else None
    return None


def _new_item(file: SourceFile, node: Any, text: str) -> Edit | None:
    if node.flow_style:
        if not node.value:
            return insertion(file, node.start_mark.index + 1, text)
        return insertion(file, _end(node.value[-1]), f", {text}")
    return _new_line(file, node.value[-1], node.start_mark.column, f"- {text}")


def _new_key(file: SourceFile, node: Any, key: str, text: str) -> Edit | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    entry = f"{key}:{text}" if text.startswith("\n") else f"{key}: {text}"
    if node.flow_style:
        if not node.value:
            return insertion(file, node.start_mark.index + 1, entry)
        return insertion(file, _end(node.value[-1][1]), f", {entry}")
    return _new_line(file, node.value[-1][1], node.start_mark.column, entry)


def _new_line(file: SourceFile, last: Any, indent: int, text: str) -> Edit:
    """Return the edit that puts a line behind the lines of the last entry, comments included."""
    source, at = file.text, _end(last)
    if at and source[at - 1 : at] == "\n":  # a block scalar ends with its line
        return insertion(file, at, f"{' ' * indent}{text}\n")
    end = source.find("\n", at)
    end = len(source) if end < 0 else end
    if source[end - 1 : end] == "\r":
        return insertion(file, end - 1, f"\r\n{' ' * indent}{text}")
    return insertion(file, end, f"\n{' ' * indent}{text}")


def _end(node: Any) -> int:
    """Return the offset behind the last character of a node; a block ends with its last entry."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end
