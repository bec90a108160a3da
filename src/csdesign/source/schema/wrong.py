"""The problems of a tree that does not fill its model: one finding for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from csdesign.source.findings import capped, one_row
from csdesign.source.schema.branches import Slip, without_branches
from csdesign.source.schema.messages import Reading
from csdesign.source.schema.objects import resolved
from csdesign.source.schema.renaming import with_keys
from csdesign.source.yaml.tree import Map, Refused

if TYPE_CHECKING:
    from csdesign.finding import Finding, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["told"]

M = TypeVar("M", bound=BaseModel)

_MANY: Final = 2_000
_HEAD: Final = 500
_PROBE: Final = 100
_ROUNDS: Final = 4
"""Keys below keys: `team` is `positions`, and the `job` of its posts is `roles`."""


def told(
    model: type[M], tree: Map, source_map: SourceMap, refused: ValidationError | None
) -> tuple[M | None, list[Finding], Map, SourceMap]:
    """Return the problems of a tree, with the tree and its map as they were meant.

    `refused` is the error of pydantic; None if it is so large that nobody asked: it may fill
    its model after all.
    """
    large = refused is None
    readings: list[Reading] = []
    left_out, ended = 0, False
    for _ in range(_ROUNDS):
        if refused is None:
            filled, refused, ended = _tried(model, tree, large=large)
            if filled is not None and not readings:
                return filled, [], tree, source_map
        slips, more = ([], 0) if refused is None else _slips(model, tree, refused)
        refused = None
        left_out = max(left_out, more)
        found = [Reading(model, tree, source_map, slip) for slip in slips]
        keys = {reading.path: meant for reading in found if (meant := reading.key_meant)}
        if not keys or more:
            readings += found
            break
        # A corrected key brings up the problems below it once more.
        readings += [reading for reading in found if reading.path in keys]
        tree = with_keys(tree, keys)
        source_map = source_map.over(tree)
    findings = _ordered(_by_cause(readings), left_out, source_map, ended=ended)
    return None, findings, tree, source_map


def _tried(
    model: type[M], tree: Map, *, large: bool
) -> tuple[M | None, ValidationError | None, bool]:
    """Return the model, or pydantic's errors and whether only the beginning was read."""
    ended = False
    try:
        if large:
            # Every error takes memory: a file with errors at its beginning is not read to its end.
            ended = True
            model.model_validate(_head(tree, _PROBE))
            ended = False
        return model.model_validate(tree), None, False
    except ValidationError as error:
        return None, error, ended


def _slips(model: type[M], tree: Map, error: ValidationError) -> tuple[list[Slip], int]:
    """Return the errors of pydantic, and how many of them are left out."""
    errors, left_out = _errors(model, tree, error)
    slips = without_branches(tree, map(_slip, errors))
    return [slip for slip in slips if not _is_refused(tree, slip.loc)], left_out


def _by_cause(readings: list[Reading]) -> list[Finding]:
    """Return one finding for each cause; its other places are related to the first."""
    rows: dict[object, list[tuple[Finding, str]]] = {}
    # A key that an unknown key of the same mapping means is not missing as well.
    put = {reading.puts for reading in readings} - {None}
    readings = [reading for reading in readings if not put or reading.lacks not in put]
    for reading in sorted(readings, key=_where):
        finding = reading.finding()
        cause = reading.cause or (finding.span, finding.message)
        row = rows.setdefault(cause, [])
        row.append((finding, reading.in_short if row else ""))
    return [one_row(first, others) for (first, _), *others in rows.values()]


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
