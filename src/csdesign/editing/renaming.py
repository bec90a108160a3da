"""Rename an id at its definition and at every use, in all files of a design."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csdesign.editing.edits import Edit
from csdesign.errors import UsageError
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.editing.index import Index, Named
    from csdesign.finding import Span
    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["in_place_of", "rename"]

_ID: Final = re.compile(r"(?!null$)[a-z0-9][a-z0-9-]{0,63}")  # YAML reads null as nothing


def rename(index: Index, source_map: SourceMap, named: Named, new: str) -> list[Edit]:
    """Return the edits that give a part another id.

    Raises:
        UsageError: the new id does not have the form of one, or another part of the kind has it.
    """
    if not _ID.fullmatch(new):
        raise UsageError(
            f"{visible(new, 80)!r} is not an id; give at most 64 characters a-z, 0-9 and '-', "
            "such as 'mid-market'"
        )
    taken = index.definition(named._replace(name=new)) if new != named.name else None
    if taken is not None:
        place = index.span(taken)
        raise UsageError(
            f"the {named.kind} '{new}' exists already, in {visible(place.path)} line "
            f"{place.line}; choose another id"
        )
    return [
        Edit(span, in_place_of(_text_at(source_map, span), new))
        for span in map(index.span, index.occurrences(named))
    ]


def in_place_of(written: str, new: str) -> str:
    """Return a scalar for a new text, in the quotes of the one that stood there."""
    quote = written[:1] if written[:1] in ("'", '"') else ""
    return f"{quote}{new}{quote}"


def _text_at(source_map: SourceMap, span: Span) -> str:
    line = source_map.line(span.path, span.line)
    return line[span.column - 1 : span.end_column - 1]
