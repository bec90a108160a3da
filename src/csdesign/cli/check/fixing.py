"""`csdesign check --fix`: mends what a program can mend and reports the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign import api
from csdesign.cli.check.reading import files_now
from csdesign.editing.fixing import fix
from csdesign.files.writing import Outputs
from csdesign.source.designs import load_sources
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.cli.check.control import Control
    from csdesign.editing.fixing import Fixed
    from csdesign.finding import Finding
    from csdesign.source.designs import Loaded
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["mended", "write_mended"]


def mended(control: Control, *, unsafe: bool) -> Fixed:
    """Return the design with everything mended that a program can mend, in memory.

    Raises:
        UnreadableError: a path cannot be opened or is not a regular file.
    """

    def judge(sources: Sequence[SourceFile]) -> tuple[Loaded, Sequence[Finding]]:
        loaded = load_sources(sources)
        return loaded, api.check_loaded(loaded, control.choice, control.today)

    sources, _ = files_now(control.files, control.flags.stdin_filename, control.excluded)
    return fix(sources, judge, unsafe=unsafe)


def write_mended(fixed: Fixed) -> str:
    """Write the files that changed, each whole or not at all; return a note on what was done.

    Raises:
        OutputError: a file cannot be written; then none of them is.
    """
    outputs = Outputs()
    for file in fixed.files:
        outputs.claim(file.path).data = file.data
    outputs.write()
    more = f"; --unsafe-fixes may fix {fixed.unsafe:,} more" if fixed.unsafe else ""
    if not fixed.made:
        return f"no typing error that can be fixed automatically{more}"
    made, changed = number_of(len(fixed.made), "finding"), number_of(len(fixed.files), "file")
    return f"fixed {made} in {changed}{more}"
