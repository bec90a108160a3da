"""A tree to a model, or findings: each at its line, about a thing with a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from csdesign.finding import Related
from csdesign.source.findings import capped
from csdesign.source.schema.branches import Slip, without_branches
from csdesign.source.schema.messages import Reading
from csdesign.source.schema.objects import resolved
from csdesign.source.schema.renaming import with_keys
from csdesign.source.yaml.tree import Map, Refused

if TYPE_CHECKING:
    from csdesign.finding import Finding, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Validated", "validate"]

M = TypeVar("M", bound=BaseModel)

_MANY: Final = 2_000
_LARGE: Final = 3_000_000  # bytes; ten times the largest design that people are known to keep
_HEAD: Final = 500
_PROBE: Final = 100
_ROUNDS: Final = 4
"""Keys below keys: `team` is `positions`, and the `job` of its posts is `roles`."""


class Validated(NamedTuple, Generic[M]):
    """The model that a tree fills, or what is wrong with it.

    `tree` and `source_map` are those of the tree as it was meant: keys that were plainly meant have
    their right names there.
    """

    model: M | None
    findings: list[Finding]
    tree: Map
    source_map: SourceMap


def validate(model: type[M], tree: Map, source_map: SourceMap) -> Validated[M]:
    """Return the model that the tree fills, or what is wrong with the tree.

    Findings stand in the order of the files and lines, at most 50 a file and one that counts the
    rest. One place has one finding: of a union, the branch that the value comes nearest to
    speaks. Nothing is said of a place that the reader has already refused. Where an unknown key
    plainly means another, what stands below it is read as that, so that all is told at once.

    A model's own check (`PydanticCustomError`) says what would be right; its context may have
    `at` (keys from the model to the place), `found` (the value found there), `options` (words to
    suggest from) and `key` (true where the key itself is wrong).
    """
    readings: list[Reading] = []
    left_out, ended = 0, False
    for _ in range(_ROUNDS):
        filled, slips, more, ended = _read(model, tree, source_map)
        if filled is not None and not readings:
            return Validated(filled, [], tree, source_map)
        left_out = max(left_out, more)
        found = [Reading(model, tree, source_map, slip) for slip in slips]
        keys = {reading.path: meant for reading in found if (meant := reading.key_meant)}
        if not keys or more:
            readings += found
            break
        # A key that is put right says what is missing, unknown and wrong below it once more.
        readings += [reading for reading in found if reading.path in keys]
        tree = with_keys(tree, keys)
        source_map = source_map.over(tree)
    findings = _ordered(_by_cause(readings), left_out, source_map, ended=ended)
    return Validated(None, findings, tree, source_map)


def _read(
    model: type[M], tree: Map, source_map: SourceMap
) -> tuple[M | None, list[Slip], int, bool]:
    """Return the model, or what pydantic refuses, how much of it is left out, and whether all."""
    ended = False
    try:
        if sum(file.size for file in source_map.files) > _LARGE:
            # Every error takes memory: what is wrong at its beginning is not read to its end.
            ended = True
            model.model_validate(_head(tree, _PROBE))
            ended = False
        return model.model_validate(tree), [], 0, False
    except ValidationError as error:
        errors, left_out = _errors(model, tree, error)
    slips = without_branches(tree, map(_slip, errors))
    return None, [slip for slip in slips if not _is_refused(tree, slip.loc)], left_out, ended


def _by_cause(readings: list[Reading]) -> list[Finding]:
    """Return one finding for each cause; its other places are related to the first."""
    findings: dict[object, Finding] = {}
    others: dict[object, list[Related]] = {}
    for reading in sorted(readings, key=_where):
        finding = reading.finding()
        cause = reading.cause or (finding.span, finding.message)
        first = findings.setdefault(cause, finding)
        if first is not finding and first.span != finding.span:
            related = Related(reading.in_short, finding.span, finding.object, finding.instead)
            others.setdefault(cause, []).append(related)
    for cause, more in others.items():
        first = findings[cause]
        message = f"{first.message} (and {len(more)} more like it)"
        findings[cause] = replace(first, message=message, related=tuple(more))
    return list(findings.values())


def _where(reading: Reading) -> tuple[str, int, int]:
    span = reading.span
    return (span.path, span.line, span.column)


def _errors(model: type[M], tree: Map, error: ValidationError) -> tuple[list[Any], int]:
    """Return pydantic's errors without any input, and how many were not asked for.

    Each error takes about a kilobyte: a file made of errors is judged by its beginning.
    """
    count = error.error_count()
    if count > _MANY:
        try:
            model.model_validate(_head(tree, _HEAD))
        except ValidationError as beginning:
            error = beginning
    errors = error.errors(include_url=False, include_input=False, include_context=True)
    return errors[:_MANY], max(count - min(len(errors), _MANY), 0)


def _head(node: Any, most: int) -> Any:
    """Return a copy of a tree in which no list and no mapping has more than `most` entries."""
    if isinstance(node, dict):
        return {key: _head(node[key], most) for key in list(node)[:most]}
    if isinstance(node, list):
        return [_head(item, most) for item in node[:most]]
    return node


def _slip(error: Any) -> Slip:
    context = error.get("ctx") or {}
    at = context.get("at") or ()
    below = (at,) if isinstance(at, (str, int)) else tuple(at)
    return Slip(error["type"], (*error["loc"], *below), error["msg"], context)


def _is_refused(tree: Map, loc: YamlPath) -> bool:
    node: Any = tree
    for segment in resolved(tree, loc):
        node = node[segment]
    return isinstance(node, Refused)


def _ordered(
    findings: list[Finding], left_out: int, source_map: SourceMap, *, ended: bool
) -> list[Finding]:
    """Return at most 50 findings of each file, in the order of the files and lines."""
    by_file: dict[str, list[Finding]] = {file.path: [] for file in source_map.files}
    for finding in findings:
        by_file.setdefault(finding.span.path if finding.span else "", []).append(finding)
    shown: list[Finding] = []
    for file in source_map.files:
        found = sorted(by_file[file.path], key=_place)
        more = left_out if found else 0
        left_out -= more
        shown += capped(found, len(found) + more, file, ended=ended)
    return shown


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.span.line, finding.span.column) if finding.span else (0, 0)
