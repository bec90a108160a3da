"""`csdesign audit --roles`: duplicate roles in a staffing export."""

from __future__ import annotations

from csdesign.cli.options import colours
from csdesign.cli.progress import progress

__all__ = ["clusters"]


def clusters(path: str, format_: str, *, limit: int, width: int) -> str:
    """Return the clusters of an export as text.

    Raises:
        UnreadableError: the file cannot be read, or lacks a column.
        UsageError: clusters are not written in that format.
    """
    from pathlib import Path

    from csdesign._version import VERSION
    from csdesign.formats import Layout, known, printed, write_text
    from csdesign.formats.command_results import LISTED, result_of_clusters
    from csdesign.roles.export.clusters import find_clusters
    from csdesign.roles.export.export import read_export

    known(format_, printed(*LISTED))
    with progress("Comparing roles") as steps:
        found = find_clusters(read_export(Path(path)), limit=limit, progress=steps.told)
    return write_text(format_, result_of_clusters(found, VERSION), Layout(width, colours()))
