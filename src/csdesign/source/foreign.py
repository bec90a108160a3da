"""YAML in a folder that belongs to other tools: recognised by its keys, left out, and named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign.model.document import Document
from csdesign.wording import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["own_files"]

_KEY: Final = re.compile(
    r"""^["']?([^\s"'#:{}\[\],-][^"'#:\n]{0,60}?)["']?\s*:(?:\s|$)""", re.MULTILINE
)
_LIST: Final = re.compile(r"^-\s", re.MULTILINE)


def own_files(files: Sequence[SourceFile]) -> tuple[list[SourceFile], tuple[str, ...]]:
    """Return the files of a design, and the names of those that belong to other tools.

    A file is another tool's where it was found in a folder, not named, and none of its top keys
    is a key of a design or near one. If every file is, all are kept: their errors say more.
    """
    kept = [file for file in files if not (file.found and _is_foreign(file.text))]
    if not kept or len(kept) == len(files):
        return list(files), ()
    others = tuple(file.path for file in files if file not in kept)
    return [replace(file, number=number) for number, file in enumerate(kept)], others


def _is_foreign(text: str) -> bool:
    keys = dict.fromkeys(match[1] for match in _KEY.finditer(text))
    if not keys:
        return bool(_LIST.search(text))
    known = Document.model_fields
    return not any(key in known or nearest(key, known) for key in keys)
