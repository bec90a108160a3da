"""One YAML file into a tree with places, within limits.

The walk uses libyaml's event stream and builds the tree itself. Nothing is constructed from tags,
nothing is expanded, nothing recurses, so neither depth nor aliases can hurt; and the places of all
keys and values cost less than half of what `yaml.load(CSafeLoader)` takes without any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from csdesign.source.findings import ENOUGH, capped
from csdesign.source.yaml.refusals import EnoughError, Refusals
from csdesign.source.yaml.syntax import syntax_problem
from csdesign.source.yaml.text import empty_problem, text_problems
from csdesign.source.yaml.tree import Map, Seq
from csdesign.source.yaml.walk import walk

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["parse"]


def parse(file: SourceFile) -> tuple[Map | None, list[Finding]]:
    """Return the tree of a file and its problems, in the file's order.

    The tree is None if it could not be read to its end. A tree that comes with findings is
    good for finding more problems, and for nothing else: an alias is `REFUSED` in it, of two
    equal keys it holds the first.

    Raises:
        CsdesignError: PyYAML was built without libyaml.
    """
    found = text_problems(file)
    if found:
        return None, capped(found, len(found), file, ended=len(found) >= ENOUGH)
    refusals = Refusals(file)
    tree = _tree(file, refusals)
    return tree, capped(refusals.findings, refusals.count, file, ended=refusals.count >= ENOUGH)


def _tree(file: SourceFile, refusals: Refusals) -> Map | None:
    try:
        holder = walk(file, refusals)
    except EnoughError:
        return None
    except yaml.YAMLError as error:
        refusals.add(syntax_problem(file, error))
        return None
    if holder is None:
        return None
    root = holder[0] if holder else None
    if root is None:
        refusals.add(empty_problem(file))
        return None
    if not isinstance(root, Map):
        kind = "a list" if isinstance(root, Seq) else "a single text"
        refusals.not_a_mapping(kind, holder.item_mark(0) & 0xFFFF_FFFF)
        return None
    return root
