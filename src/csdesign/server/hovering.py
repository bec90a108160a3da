"""Hover texts: an id with its figures, a key, a code, a rule in a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.escaping.markdown import plain
from csdesign.model.document import Document
from csdesign.rules.control import known_rules
from csdesign.server.figures import role_line, segment_line
from csdesign.source.schema.fields import meaning

if TYPE_CHECKING:
    from csdesign.editing.index import Named
    from csdesign.server.analysis import Analysis
    from csdesign.server.cursor import Cursor

__all__ = ["hover_text"]

_CODE: Final = re.compile(r"\b[A-Z]{3}\d{3}\b|\bAX\d{3}\b")
_WHOLE_WORD: Final = re.compile(r"[\w:$.-]+")


def hover_text(analysis: Analysis, path: str, line: int, column: int, cursor: Cursor) -> str | None:
    """Return the description of the word at a place, as Markdown; None without one."""
    text = analysis.by_path[path].line(line)
    code = next((m.group() for m in _CODE.finditer(text) if m.start() < column <= m.end() + 1), "")
    if code:
        return _rule(code)
    occurrence = analysis.index.at(path, line, column)
    if occurrence is not None:
        return _named(analysis, occurrence.named)
    word = _word_at(text, column)
    if cursor.is_key or text[column - 1 :].lstrip(word).startswith(":"):
        return _key(cursor, word)
    return _code(word) or _number(analysis, path, line)


def _word_at(text: str, column: int) -> str:
    for match in _WHOLE_WORD.finditer(text):
        if match.start() < column <= match.end() + 1:
            return match.group().rstrip(":")
    return ""


def _rule(code: str) -> str | None:
    rule = next((each for each in known_rules() if each.code == code), None)
    if rule is None:
        return None
    parts = [f"**{rule.code}** `{rule.name}` ({rule.severity.word})", plain(rule.summary)]
    return "\n\n".join([*parts, plain(rule.help), f"`csdesign explain {rule.code}`"])


def _named(analysis: Analysis, named: Named) -> str:
    places = len(analysis.index.occurrences(named)) - 1
    used = "not used anywhere" if not places else f"used in {places} place{'s' * (places != 1)}"
    lines = [f"**{named.kind} `{named.name}`**, {used}"]
    plan = analysis.plan
    if plan is not None and named.kind == "segment":
        lines += [segment_line(plan, named.name), f"`csdesign explain segment:{named.name}`"]
    if plan is not None and named.kind == "role":
        lines += [role_line(plan, named.name), f"`csdesign explain role:{named.name}`"]
    return "\n\n".join(line for line in lines if line)


def _key(cursor: Cursor, word: str) -> str | None:
    path = cursor.path if cursor.is_key else cursor.path[:-1]
    words = meaning(Document, (*path, word))
    return f"**`{word}`** {plain(words)}" if words else None


def _code(word: str) -> str | None:
    duty = reference.vocabulary().get(word)
    if duty is not None:
        motion = f" (motion {duty.motion})" if duty.motion else " (enabling work)"
        return f"**`{word}`**{motion}\n\n{plain(duty.text_en)}\n\n{plain(duty.text_ru)}"
    kpi = reference.kpis().get(word)
    if kpi is not None:
        return f"**`{word}`**\n\n{plain(kpi.title_en)}\n\n{plain(kpi.title_ru)}"
    return None


def _number(analysis: Analysis, path: str, line: int) -> str | None:
    """Return the assumption on a line, and the results that depend on it."""
    plan = analysis.plan
    if plan is None:
        return None
    source_map = analysis.source_map
    for each in plan.assumptions:
        if each.path is None:
            continue
        span = source_map.span(each.path)
        if (span.path, span.line) == (path, line):
            used = ", ".join(each.used_by[:6]) or "nothing yet"
            return (
                f"**{plain(each.name)}** {each.value:g} {plain(each.unit)}, {each.basis}\n\n"
                f"used by {plain(used)}"
            )
    return None
