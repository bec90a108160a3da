"""Output files of a command: claimed before the work begins, written at its end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csdesign.config import is_settings_name, named_files, settings_files
from csdesign.errors import UsageError
from csdesign.files.local_tables import local_files
from csdesign.files.there import is_dir
from csdesign.files.writing import Outputs
from csdesign.source.files import is_design_name
from csdesign.source.named_tables import named_tables
from csdesign.wording import listed, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csdesign.files.writing import Output
    from csdesign.formats.findings.outputs import Output as Named
    from csdesign.source.designs import Loaded

__all__ = [
    "claim_formats",
    "claim_yaml",
    "fill",
    "outputs_of",
    "reads_design",
    "reads_table",
    "refuse_idle_force",
]

SUMMARY: Final = "GITHUB_STEP_SUMMARY"


def outputs_of(
    designs: Iterable[str | None],
    *,
    tables: Iterable[str | None] = (),
    others: Iterable[str | None] = (),
    config: str | None = None,
    rewrites: Iterable[str | None] = (),
) -> Outputs:
    """Return the outputs of a run that reads these designs, account tables and other files.

    Settings files are protected as well, whether this run reads them or not: `config`, those of the
    working directory and of each design, and of the folders above and below it. So are the files
    that they name: baselines, apart from those that the run `rewrites`, and designs, unless the run
    reads no design and creates one.
    """
    outputs = Outputs()
    given = [name for name in designs if name]
    outputs.reads(given, _is_part)
    for table in tables:
        if table:
            reads_table(outputs, table)
    outputs.reads(name for name in others if name)
    settings = [] if config is None else [config]
    for folder in (".", *(name if is_dir(name) else str(Path(name).parent) for name in given)):
        settings += settings_files(folder)
    outputs.reads(settings)
    new = {os.path.realpath(name) for name in rewrites if name}
    for named in map(named_files, settings):
        outputs.reads(name for name in named.baselines if os.path.realpath(name) not in new)
        outputs.reads(named.designs if given else (), _is_part)
    return outputs


def _is_part(name: str) -> bool:
    """Return whether a file in the folder of a design is read with it."""
    return is_design_name(name) or is_settings_name(name)


def reads_design(outputs: Outputs, loaded: Loaded) -> None:
    """Protect the files of a design, and the tables that it names, from being written to.

    Such a table is an input of other runs, whether this one reads it or not, and whether the design
    loads or not.

    Raises:
        OutputError: an output is one of these files.
    """
    outputs.reads(file.path for file in loaded.files)
    for table in named_tables(loaded.source_map):
        reads_table(outputs, table)


def reads_table(outputs: Outputs, table: str) -> None:
    """Protect an account table that the run reads from being written to.

    Raises:
        OutputError: an output is this table.
    """
    outputs.reads(local_files(table))


def claim_formats(outputs: Outputs, asked: Iterable[Named]) -> list[tuple[str, Output]]:
    """Return the format and the file of each `--output`; the job summary of GitHub is appended to.

    Raises:
        OutputError: a file must not be written to.
    """
    return [(each.format, outputs.claim(each.path, more=_is_summary(each.path))) for each in asked]


def claim_yaml(outputs: Outputs, asked: str | None) -> Output | None:
    """Return the file of `--output yaml=PATH`, of a command that writes no other format to a file.

    Raises:
        UsageError: another format, or no path, is asked for.
        OutputError: the file must not be written to.
    """
    if asked is None:
        return None
    form, _, path = asked.partition("=")
    if form != "yaml" or not path:
        raise UsageError(f"--output {visible(asked, 80)}: give yaml=PATH")
    return outputs.claim(path)


def refuse_idle_force(files: Mapping[str, str | None], *, force: bool) -> None:
    """Refuse `--force` where none of the options that name a file to write is given.

    Raises:
        UsageError: none of them is.
    """
    if force and not any(files.values()):
        raise UsageError(f"--force replaces the file of {listed(files)}; give one, or no --force")


def fill(claimed: Iterable[tuple[str, Output]], text: Callable[[str], str]) -> None:
    """Give each file the text of its format."""
    for name, output in claimed:
        output.data = text(name).encode()


def _is_summary(path: str) -> bool:
    summary = os.environ.get(SUMMARY)
    return bool(summary) and os.path.realpath(path) == os.path.realpath(summary or "")
