"""Corrections that a program can make: spelling, and additions for the author to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csdesign.editing.additions import addition
from csdesign.editing.edits import Edit
from csdesign.editing.renaming import in_place_of
from csdesign.escaping.yaml import quoted
from csdesign.wording import visible

if TYPE_CHECKING:
    from datetime import date

    from csdesign.finding import Finding, Span, YamlPath
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["Correction", "coded", "corrections", "silence"]


class Correction(NamedTuple):
    """One way to correct a finding.

    `safe` ones correct the spelling of a word. The others are for the author to agree to: a word
    of the language in place of one that means the same, or an addition, such as a duty.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    finding: Finding


def corrections(finding: Finding, source_map: SourceMap) -> list[Correction]:
    """Return the ways to correct a finding, the safe one first; none for most findings."""
    found = []
    spelling = _spelling(finding.span, finding.instead, source_map)
    if spelling is not None and not finding.suppressed:
        title = f"Change to '{visible(finding.instead or '', 80)}'"
        safe = not finding.by_meaning
        found.append(Correction(title, (spelling,), safe, finding))
    for path, text in finding.adds:
        edit = _added(source_map, path, text)
        if edit is not None:
            title = f"Add {visible(text, 80)} to {_shown(path)}"
            found.append(Correction(title, (edit,), safe=False, finding=finding))
    return found


def coded(source_map: SourceMap, path: YamlPath, code: str) -> Edit | None:
    """Return the edit that gives a duty in words a code of the vocabulary, its words kept."""
    held = source_map.in_file(path)
    if held is None or held[0].linked:
        return None
    words = source_map.value(path)
    if not isinstance(words, str):
        return addition(held[0], (*held[1], "code"), code)
    return addition(*held, f"{{does: {quoted(words)}, code: {code}}}")


def silence(finding: Finding, source_map: SourceMap, until: date, reason: str) -> Edit | None:
    """Return the edit that suppresses a finding on its line, with a reason, until a day."""
    span = finding.span
    file = source_map.file(span.path) if span is not None else None
    if span is None or file is None or file.linked:
        return None
    line = file.line(span.line)
    indent = line[: len(line) - len(line.lstrip(" "))]
    start = file.line_starts[span.line - 1]
    comment = f"# csdesign: ignore[{finding.code}] -- {reason} until {until.isoformat()}"
    ending = "\r\n" if "\r\n" in file.text else "\n"
    return Edit(file.span(start, start), f"{indent}{comment}{ending}")


def _spelling(span: Span | None, right: str | None, source_map: SourceMap) -> Edit | None:
    """Return the edit that replaces the wrong word by the right one, in its quotes."""
    if span is None or right is None or span.line != span.end_line:
        return None
    file = source_map.file(span.path)
    if file is None or file.linked:
        return None
    written = file.line(span.line)[span.column - 1 : span.end_column - 1]
    if not written.strip("'\"") or not _is_plain(right):
        return None
    return Edit(span, in_place_of(written, right))


def _is_plain(text: str) -> bool:
    """Return whether a text needs no quotes in YAML, in any position."""
    return bool(text) and all(c.isalnum() or c in "-_." for c in text) and text[0] not in "-."


def _added(source_map: SourceMap, path: YamlPath, text: str) -> Edit | None:
    """Return the edit of an addition, in the file that holds the part it belongs to."""
    held = source_map.in_file(path)
    if held is None or held[0].linked:
        return None
    return addition(*held, text)


def _shown(path: YamlPath) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str))
