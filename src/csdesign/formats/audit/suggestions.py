"""`audit --suggest-codes`: each sentence without a code, the codes it may mean, and why."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.escaping.csv_cells import safe_cell
from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import apart
from csdesign.views.audit.evidence import place_of
from csdesign.views.audit.words import counted, quoted
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csdesign.auditing.suggesting import SentenceCodes

__all__ = ["FORMATS", "write"]

FORMATS: Final = ("table", "json", "csv")


def write(name: str, found: Sequence[SentenceCodes], *, version: str, width: int) -> str:
    """Return the suggestions in one of `FORMATS`."""
    if name == "json":
        return _json(found, version)
    return _csv(found) if name == "csv" else apart("\n".join(_lines(found, max(60, width))) + "\n")


def _lines(found: Sequence[SentenceCodes], width: int) -> Iterator[str]:
    if not found:
        yield "Every duty has a code."
        return
    named = sum(bool(item.codes) for item in found)
    yield f"{counted(len(found), 'sentence')} without a code; {named} of them sound like one."
    yield "Suggestions are not applied: a code that you write takes precedence."
    role = ""
    for item in found:
        if item.role.id != role:
            role = item.role.id
            yield from ("", f"{quoted(item.role.title, 80)} ({visible(role, 64)})")
        start = f"  {place_of(item.sentence)}  "
        yield from textwrap.wrap(
            quoted(item.sentence.text),
            width,
            initial_indent=start,
            subsequent_indent=" " * len(start),
            break_on_hyphens=False,
        )
        yield from _codes(item, width)


def _codes(item: SentenceCodes, width: int) -> Iterator[str]:
    if not item.codes:
        yield "      no code comes near"
    for code in item.codes:
        words = ", ".join(visible(word, 40) for word in code.words)
        yield from textwrap.wrap(
            f"{code.code}  {code.score:.2f}  by {words or 'its sense'}",
            width,
            initial_indent="      ",
            subsequent_indent="        ",
            break_on_hyphens=False,
        )


def _json(found: Sequence[SentenceCodes], version: str) -> str:
    return dump(
        {
            "schema_version": 1,
            "tool": {"name": "csdesign", "version": version},
            "sentences": [
                {
                    "role": item.role.id,
                    "title": item.role.title,
                    "text": item.sentence.text,
                    "path": item.sentence.span.path if item.sentence.span else None,
                    "line": item.sentence.span.line if item.sentence.span else None,
                    "codes": [
                        {"code": code.code, "score": code.score, "words": list(code.words)}
                        for code in item.codes
                    ],
                }
                for item in found
            ],
        }
    )


def _csv(found: Sequence[SentenceCodes]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("role", "text", "path", "line", "code", "score", "words", "meaning"))
    for item in found:
        span = item.sentence.span
        head = (
            item.role.id,
            item.sentence.text,
            span.path if span else "",
            span.line if span else "",
        )
        for code in item.codes:
            meaning = reference.vocabulary()[code.code].text_en
            row = (*head, code.code, code.score, " ".join(code.words), meaning)
            writer.writerow([safe_cell(cell) for cell in row])
        if not item.codes:
            writer.writerow([*(safe_cell(cell) for cell in head), "", "", "", ""])
    return text.getvalue()
