"""Turns a tree into a model, or into findings, each at its line and about a named part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from csdesign.finding import Finding
    from csdesign.source.yaml.sourcemap import SourceMap
    from csdesign.source.yaml.tree import Map

__all__ = ["Validated", "validate"]

M = TypeVar("M", bound=BaseModel)

_LARGE: Final = 3_000_000  # bytes; ten times the largest design that people are known to keep


class Validated(NamedTuple, Generic[M]):
    """The model that a tree fills, or its problems.

    `tree` and `source_map` are those of the tree as it was meant: keys that were plainly meant have
    their right names there.
    """

    model: M | None
    findings: list[Finding]
    tree: Map
    source_map: SourceMap


def validate(model: type[M], tree: Map, source_map: SourceMap) -> Validated[M]:
    """Return the model that the tree fills, or the problems of the tree.

    Findings are in the order of the files and lines, at most 50 a file and one that counts the
    rest. One place has one finding: of a union, the branch that the value comes nearest to
    speaks. Nothing is said of a place that the reader has already refused. If an unknown key
    plainly means another, what is below it is read as that, so that everything is reported at once.

    A model's own check (`PydanticCustomError`) says what would be right; its context may have
    `at` (keys from the model to the place), `found` (the value found there), `options` (words to
    suggest from) and `key` (true where the key itself is wrong).
    """
    refused: ValidationError | None = None
    if sum(file.size for file in source_map.files) <= _LARGE:
        try:
            return Validated(model.model_validate(tree), [], tree, source_map)
        except ValidationError as error:
            refused = error
    # The modules that explain errors are loaded only where there is one.
    from csdesign.source.schema.wrong import told

    filled, findings, tree, source_map = told(model, tree, source_map, refused)
    return Validated(filled, findings, tree, source_map)
