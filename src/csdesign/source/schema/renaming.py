"""Corrects keys in a copy of a tree, so that one reading also finds the problems below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csdesign.source.yaml.tree import Map, Seq

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import YamlPath

__all__ = ["with_keys"]


def with_keys(tree: Map, instead: Mapping[YamlPath, str]) -> Map:
    """Return a copy of a tree in which the keys at some paths have other names.

    Entries keep their order, and with it their places: a path of the copy has the line and column
    of the text at that place in the file.
    """
    below, renamed = _by_step(instead)
    changed = {
        key: _below(value, below[key]) if key in below else value for key, value in tree.items()
    }
    names = {key: renamed.get(key, key) for key in changed}
    if len(set(names.values())) < len(names):
        names = {key: key for key in changed}
    copy = Map((names[key], value) for key, value in changed.items())
    copy.base, copy.table = tree.base, tree.table
    return copy


_Names = dict["YamlPath", str]


def _by_step(instead: Mapping[YamlPath, str]) -> tuple[dict[str | int, _Names], dict[Any, str]]:
    """Return the names further down by the first step of their paths, and those at once below."""
    below: dict[str | int, _Names] = {}
    here: dict[Any, str] = {}
    for (first, *rest), name in instead.items():
        if rest:
            below.setdefault(first, {})[tuple(rest)] = name
        else:
            here[first] = name
    return below, here


def _below(node: Any, instead: _Names) -> Any:
    if isinstance(node, Map):
        return with_keys(node, instead)
    below, _ = _by_step(instead)
    copy = Seq(
        _below(item, below[number]) if number in below else item for number, item in enumerate(node)
    )
    copy.base, copy.table = node.base, node.table
    return copy
