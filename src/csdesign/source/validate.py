"""A tree to a model, or findings: each at its line, about a thing with a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from csdesign.finding import Finding, Severity
from csdesign.source.branches import Slip, without_branches
from csdesign.source.expected import choices, described, right
from csdesign.source.fields import known_keys, meaning
from csdesign.source.findings import capped
from csdesign.source.objects import Named, name_object, resolved
from csdesign.source.schema_problems import rule_of
from csdesign.source.tree import Map, Refused
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from csdesign.finding import Span, YamlPath
    from csdesign.source.sourcemap import SourceMap

__all__ = ["validate"]

M = TypeVar("M", bound=BaseModel)

_MANY: Final = 20_000
_HEAD: Final = 500
_UNKNOWN: Final = frozenset({"extra_forbidden", "unexpected_keyword_argument"})


def validate(model: type[M], tree: Map, source_map: SourceMap) -> tuple[M | None, list[Finding]]:
    """Return the model that the tree fills, or what is wrong with the tree.

    Findings stand in the order of the files and lines, at most 50 a file and one that counts the
    rest. One place has one finding: of a union, the branch that the value comes nearest to
    speaks. Nothing is said of a place that the reader has already refused.

    A model's own check (`PydanticCustomError`) says what would be right; its context may have
    `at` (keys from the model to the place), `found` (the value found there), `options` (words to
    suggest from) and `key` (true where the key itself is wrong).
    """
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        errors, left_out = _errors(model, tree, error)
    slips = without_branches(tree, (slip for slip in map(_slip, errors)))
    findings: dict[tuple[Span | None, str], Finding] = {}
    for slip in slips:
        if _is_refused(tree, slip.loc):
            continue
        finding = _Reading(model, tree, source_map, slip).finding()
        findings.setdefault((finding.span, finding.message), finding)
    return None, _ordered(list(findings.values()), left_out, source_map)


def _errors(model: type[M], tree: Map, error: ValidationError) -> tuple[list[Any], int]:
    """Return pydantic's errors without any input, and how many were not asked for.

    Each error takes about a kilobyte: a file made of errors is judged by its beginning.
    """
    count = error.error_count()
    if count > _MANY:
        try:
            model.model_validate(_head(tree))
        except ValidationError as beginning:
            error = beginning
    errors = error.errors(include_url=False, include_input=False, include_context=True)
    return errors[:_MANY], max(count - min(len(errors), _MANY), 0)


def _head(node: Any) -> Any:
    """Return a copy of a tree in which no list and no mapping has more than 500 entries."""
    if isinstance(node, dict):
        return {key: _head(node[key]) for key in list(node)[:_HEAD]}
    if isinstance(node, list):
        return [_head(item) for item in node[:_HEAD]]
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


def _ordered(findings: list[Finding], left_out: int, source_map: SourceMap) -> list[Finding]:
    """Return at most 50 findings of each file, in the order of the files and lines."""
    by_file: dict[str, list[Finding]] = {file.path: [] for file in source_map.files}
    for finding in findings:
        by_file.setdefault(finding.span.path if finding.span else "", []).append(finding)
    shown: list[Finding] = []
    for file in source_map.files:
        found = sorted(by_file[file.path], key=_place)
        more = left_out if found else 0
        left_out -= more
        shown += capped(found, len(found) + more, file)
    return shown


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.span.line, finding.span.column) if finding.span else (0, 0)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One error of pydantic, read as a finding."""

    model: type[BaseModel]
    tree: Map
    source_map: SourceMap
    slip: Slip

    def finding(self) -> Finding:
        """Return the finding: the thing, what was found, what would be right, where."""
        slip = self.slip
        rule = rule_of(slip.kind, options=bool(choices(slip.context)))
        path = resolved(self.tree, slip.loc)
        if slip.kind == "missing":
            name = str(slip.loc[-1])
            owner = path
            if path and path[-1] == name and len(path) == len(slip.loc):
                owner = path[:-1]
            return self._made(rule, owner, self._missing(owner, name), last=name)
        is_key = bool(slip.context.get("key")) or slip.loc[-1:] == ("[key]",)
        if slip.kind in _UNKNOWN:
            return self._made(rule, path, self._unknown(path), key=True)
        return self._made(rule, path, self._wrong(path, is_key=is_key), key=is_key)

    def _made(
        self, rule: Any, path: YamlPath, message: str, *, key: bool = False, last: str | None = None
    ) -> Finding:
        span = self.source_map.span(path, key=key)
        named = name_object(self.tree, path, last)
        return Finding(rule, Severity.ERROR, message, span, named.object)

    def _hidden(self, path: YamlPath) -> bool:
        file = self.source_map.file(self.source_map.span(path).path)
        return file is not None and file.linked

    def _missing(self, owner: YamlPath, name: str) -> str:
        named = name_object(self.tree, owner, name)
        what = meaning(self.model, self.slip.loc)
        return _joined(
            named.owner, f"{named.field} is missing; add it{f' ({what})' if what else ''}"
        )

    def _unknown(self, path: YamlPath) -> str:
        key = str(path[-1]) if path else ""
        named = name_object(self.tree, path[:-1])
        hidden = self._hidden(path)
        shown = "unknown key" if hidden else f"unknown key '{visible(key, 60)}'"
        where = f" in {named.field}" if named.field else ""
        keys = known_keys(self.model, self.slip.loc[:-1])
        hint = did_you_mean(key, keys)
        if not hint or hidden:
            most = f"; known are {', '.join(keys)}" if 0 < len(keys) <= 12 else ""
            hint = most or "; remove it, or see `csdesign schema` for the keys"
        return _joined(named.owner, f"{shown}{where}{hint}")

    def _wrong(self, path: YamlPath, *, is_key: bool) -> str:
        slip = self.slip
        named = name_object(self.tree, path)
        value = self._found(path, is_key=is_key)
        words = right(slip.kind, slip.context)
        own = not words
        if own:
            words = visible(slip.message, 500)
        found = ""
        if "found" in slip.context:
            found = described(slip.context["found"], hidden=self._hidden(path))
        elif not own:
            found = described(value, hidden=self._hidden(path))
        options = choices(slip.context)
        text = slip.context.get("found", value)
        if options and isinstance(text, str) and not self._hidden(path):
            words += did_you_mean(text, options)
        return _joined(named.owner, _sentence(named, found, words))

    def _found(self, path: YamlPath, *, is_key: bool) -> Any:
        return path[-1] if is_key and path else self.source_map.value(path)


def _sentence(named: Named, found: str, words: str) -> str:
    if found and named.field:
        return f"{named.field} is {found}; {words}"
    if found:
        return f"is {found}; {words}"
    return f"{named.field}: {words}" if named.field else words


def _joined(owner: str, sentence: str) -> str:
    return f"{owner}: {sentence}" if owner else sentence
