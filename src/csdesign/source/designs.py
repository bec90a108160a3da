"""From paths to a design: read, merge, set what-ifs, validate, spell out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from csdesign.finding import Finding, Related
from csdesign.model.document import Document
from csdesign.model.resolve import resolve
from csdesign.source.files import read_sources
from csdesign.source.load import read_files
from csdesign.source.overrides import apply_overrides
from csdesign.source.schema.validate import validate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Hit, RuleInfo, Span, YamlPath
    from csdesign.model.design import Design
    from csdesign.source.yaml.sourcefile import SourceFile
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Loaded", "load_design", "load_sources"]


class Loaded(NamedTuple):
    """A design, or why there is none: `design` is None where `findings` has any."""

    design: Design | None
    findings: tuple[Finding, ...]
    source_map: SourceMap
    files: tuple[SourceFile, ...]


def load_design(
    paths: Sequence[str], stdin: BinaryIO | None = None, overrides: Sequence[str] = ()
) -> Loaded:
    """Return the design that paths name: files, directories, `-`; `overrides` are what-ifs.

    Raises:
        UnreadableError: a path cannot be opened or is no regular file.
        UsageError: an override names nothing in the design.
    """
    return load_sources(read_sources(paths, stdin), overrides)


def load_sources(files: Sequence[SourceFile], overrides: Sequence[str] = ()) -> Loaded:
    """Return the design that files read before form, from disk or from git.

    Raises:
        UsageError: an override names nothing in the design.
    """
    read = read_files(files)
    source_map = read.source_map
    if read.tree is None:
        return Loaded(None, tuple(_sorted(read.findings)), source_map, read.files)
    if overrides:
        apply_overrides(read.tree, overrides)
    document, found = validate(Document, read.tree, source_map)
    findings = [*read.findings, *found]
    if document is None or findings:
        from csdesign.source.schema.salvage import reference_problems

        findings += [_finding(*problem, source_map) for problem in reference_problems(read.tree)]
        return Loaded(None, tuple(_sorted(findings)), source_map, read.files)
    design, problems = resolve(document)
    if problems:
        findings = [_finding(rule, hit, source_map) for rule, hit in problems]
        return Loaded(None, tuple(_sorted(findings)), source_map, read.files)

    def locate(path: YamlPath, key: bool) -> Span | None:
        return source_map.span(path, key=key)

    return Loaded(replace(design, locate=locate), (), source_map, read.files)


def _finding(rule: RuleInfo, hit: Hit, source_map: SourceMap) -> Finding:
    return Finding(
        rule=rule,
        severity=rule.severity,
        message=hit.message,
        span=source_map.span(hit.path, key=hit.key),
        object=hit.object,
        why=rule.help,
        related=tuple(Related(message, source_map.span(path)) for path, message in hit.related),
        instead=hit.instead,
    )


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    def place(finding: Finding) -> tuple[str, int, int, str]:
        span = finding.span
        return (span.path, span.line, span.column, finding.code) if span else ("", 0, 0, "")

    return sorted(findings, key=place)
