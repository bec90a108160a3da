"""Where the results of `csdesign check` go beside standard output."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.formats.findings import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csdesign.formats.findings.outputs import Output
    from csdesign.views.findings.report import FindingsReport

__all__ = ["repository_top", "write_outputs"]

SUMMARY: Final = "GITHUB_STEP_SUMMARY"


def write_outputs(
    outputs: Iterable[Output], report: FindingsReport, inputs: Sequence[str]
) -> list[str]:
    """Write each output whole, the job summary of GitHub by adding to it; return the paths.

    Every text is made before the first is written. `inputs` are files not to write over.

    Raises:
        OutputError: a file cannot be written.
    """
    # Random names for temporary files bring OpenSSL with them: only for who writes some.
    from csdesign.files.writing import append, write_atomically

    texts = [(output.path, write(output.format, report).encode()) for output in outputs]
    for path, data in texts:
        if _is_summary(path):
            append(path, data)
        else:
            write_atomically(path, data, inputs=inputs)
    return [path for path, _ in texts]


def repository_top() -> str:
    """Return the nearest folder upwards that git keeps its data in; empty where there is none."""
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / ".git").exists():
            return str(folder)
    return ""


def _is_summary(path: str) -> bool:
    summary = os.environ.get(SUMMARY)
    return bool(summary) and os.path.realpath(path) == os.path.realpath(summary or "")
