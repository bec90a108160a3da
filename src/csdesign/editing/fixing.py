"""Corrects a design as far as a program can, in memory: correct and read again until done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from csdesign.editing.corrections import Correction, corrections
from csdesign.editing.edits import edited, shown_diff, without_overlaps
from csdesign.rules.causes import one_by_one
from csdesign.source.yaml.sourcefile import BOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from csdesign.editing.edits import Edit
    from csdesign.finding import Finding
    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Fixed", "fix", "with_edits"]

_ROUNDS: Final = 10
"""The most rounds; a mistake hides few others: in a section, its keys, their words."""


class Fixed(NamedTuple):
    """The corrections, and the files after them.

    `files` are those that changed, with their new text; `left` are the findings that remain, of
    which `unsafe` may be fixed if their author agrees to more than spelling.
    """

    files: tuple[SourceFile, ...]
    made: tuple[Correction, ...]
    left: Sequence[Finding]
    unsafe: int
    before: dict[str, str]

    def diff(self) -> str:
        """Return the change as a unified diff, file by file."""
        return "".join(shown_diff(f.path, self.before[f.path], f.text) for f in self.files)


def fix(
    files: Sequence[SourceFile],
    judge: Callable[[Sequence[SourceFile]], tuple[Loaded, Sequence[Finding]]],
    *,
    unsafe: bool = False,
) -> Fixed:
    """Return the files with every finding corrected that can be.

    A correction is kept only where the design is read no worse after it: what loaded still loads,
    and the finding it was made for is gone. `judge` reads files and finds what is wrong.
    """
    before = {file.path: file.text for file in files}
    whole = {file.path for file in files if _is_whole(file)}
    current = list(files)
    made: list[Correction] = []
    refused: set[tuple[str, str, tuple[Edit, ...]]] = set()
    loaded, found = judge(current)
    for _ in range(_ROUNDS):
        offered = [
            first
            for finding in one_by_one(found)
            if finding.suppressed is None
            and (first := _first(finding, loaded, refused, unsafe=unsafe)) is not None
            and all(edit.span.path in whole for edit in first.edits)
        ]
        if not offered:
            break
        taken = _kept(offered)
        after = with_edits(current, [edit for each in taken for edit in each.edits])
        judged = judge(after)
        if _is_better(loaded, found, *judged, taken):
            current, (loaded, found) = after, judged
            made += taken
            continue
        # Together they break the design: one by one shows which.
        for each in taken:
            after = with_edits(current, each.edits)
            judged = judge(after)
            if _is_better(loaded, found, *judged, [each]):
                current, (loaded, found) = after, judged
                made.append(each)
                break
            refused.add(_key(each))
        else:
            continue
    changed = tuple(file for file in current if file.text != before[file.path])
    more = 0
    if not unsafe:
        left = (finding for finding in one_by_one(found) if finding.suppressed is None)
        more = sum(finding.by_meaning or bool(finding.adds) for finding in left)
    return Fixed(changed, tuple(made), found, more, before)


def _first(
    finding: Finding,
    loaded: Loaded,
    refused: set[tuple[str, str, tuple[Edit, ...]]],
    *,
    unsafe: bool,
) -> Correction | None:
    for each in corrections(finding, loaded.source_map):
        if (each.safe or unsafe) and _key(each) not in refused:
            return each
    return None


def _key(correction: Correction) -> tuple[str, str, tuple[Edit, ...]]:
    return correction.finding.code, correction.finding.object, correction.edits


def _kept(offered: Iterable[Correction]) -> list[Correction]:
    """Return the corrections whose edits do not touch those of one before."""
    offered = list(offered)
    edits = without_overlaps([each.edits for each in offered])
    return [each for each in offered if all(edit in edits for edit in each.edits)]


def with_edits(files: Sequence[SourceFile], edits: Iterable[Edit]) -> list[SourceFile]:
    """Return files with some edits made, each file as it was where no edit touches it."""
    by_path: dict[str, list[Edit]] = {}
    for edit in dict.fromkeys(edits):
        by_path.setdefault(edit.span.path, []).append(edit)
    return [
        _with_text(file, edited(file, by_path[file.path])) if file.path in by_path else file
        for file in files
    ]


def _with_text(file: SourceFile, text: str) -> SourceFile:
    """Return a file of the same name with another text; a byte order mark stays."""
    mark = BOM if file.data.startswith(BOM) else b""
    data = mark + text.encode("utf-8")
    return replace(file, data=data, size=len(data), decoded=None)


def _is_whole(file: SourceFile) -> bool:
    """Return whether the text is all there is: bytes that are not UTF-8 cannot be written back."""
    try:
        return file.data.removeprefix(BOM).decode("utf-8") == file.text
    except UnicodeDecodeError:
        return False


def _is_better(
    loaded: Loaded,
    found: Sequence[Finding],
    new_loaded: Loaded,
    new_found: Sequence[Finding],
    made: Sequence[Correction],
) -> bool:
    """Return whether the finding is gone, what loaded still loads, and the text is readable.

    Findings of the part that a misspelt section hid may well appear: they were there before.
    """
    if loaded.design is not None and new_loaded.design is None:
        return False
    had, has = _count(found), _count(new_found)
    if any(code.startswith("YML") for code, _, _ in has - had):
        return False
    return all(has[_entry(each.finding)] < had[_entry(each.finding)] for each in made)


def _entry(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.object, finding.message


def _count(found: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter(map(_entry, one_by_one(found)))
