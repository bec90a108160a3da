"""One design in the server: text, findings, ids and the plan, calculated once for each change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from csdesign import api
from csdesign.editing.index import Ids, Index, ids_of
from csdesign.errors import CsdesignError
from csdesign.rules.baseline import apply
from csdesign.rules.baseline_file import read_baseline
from csdesign.rules.causes import one_by_one
from csdesign.rules.control import choose_rules
from csdesign.source.designs import Loaded, load_sources
from csdesign.source.load import read_files
from csdesign.source.yaml.sourcemap import SourceMap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from csdesign.config import Settings
    from csdesign.finding import Finding
    from csdesign.planning.results import Plan
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["LARGE", "Analysis"]

LARGE: Final = 4_000_000
"""A design of more characters is judged in a process that ends with its answer: what it takes to
plan a group of thousands does not stay in the editor's server."""


class Judged(NamedTuple):
    """The answer of a separate process about a large design.

    `reads` is false where a file could not be read to its end.
    """

    findings: Sequence[Finding]
    ids: Ids
    reads: bool


class Analysis:
    """The analysis of a design; each part is calculated when it is first asked for."""

    def __init__(
        self, files: Sequence[SourceFile], settings: Settings, before: Analysis | None = None
    ) -> None:
        """Keep the files, with their unsaved text, the settings, and the ids of the text before."""
        self.is_large = sum(file.size for file in files) > LARGE
        # The bytes of a large design are read again where they are needed.
        self.files = tuple(
            file.without_bytes() if self.is_large and file.decoded is not None else file
            for file in files
        )
        self.settings = settings
        self._known = before.known_ids if before is not None else None
        self.by_path = {file.path: file for file in self.files}
        self.outlines: dict[str, list[Any]] = {}
        """Answers that were made for a client, by file."""
        self.lenses: dict[str, list[Any]] = {}

    @cached_property
    def loaded(self) -> Loaded:
        """Return the design that was read, or its problems."""
        return load_sources(self.files)

    @cached_property
    def _judged(self) -> Judged:
        if not self.is_large:
            tree = self.loaded.source_map.tree
            found = _findings(self.loaded, self.settings)
            return Judged(found, ids_of(self.loaded.source_map), reads=tree is not None)
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_judge_apart, args=(there,), daemon=True)
        process.start()
        there.close()
        try:
            here.send((self.files, self.settings))
            judged: Judged = here.recv()
        finally:
            here.close()
            process.join()
        return judged

    @property
    def source_map(self) -> SourceMap:
        """Return the places of the design; those of a large one are read anew, and not kept."""
        if self.is_large:
            return read_files([_with_bytes(file) for file in self.files]).source_map
        return self.loaded.source_map

    @cached_property
    def places(self) -> SourceMap:
        """Return the converter from marks and lines of the files to places, without a tree."""
        return SourceMap(self.files, None) if self.is_large else self.loaded.source_map

    @property
    def findings(self) -> Sequence[Finding]:
        """Return the findings of `csdesign check` on the same text."""
        return self._judged.findings

    def settle(self) -> None:
        """Calculate all parts that an editor asks for, and free the memory used for them."""
        _ = self.findings, self.index, self.plan
        if self.is_large:
            self.files = self.places.files  # without bytes
            self.by_path = {file.path: file for file in self.files}
        if self._judged.reads:
            self._known = None  # these ids are newer

    @property
    def loads(self) -> bool:
        """Return whether the design could be read, so that what is found are rules' findings."""
        return not any(f.code.startswith(("YML", "SCH")) for f in self.findings)

    @cached_property
    def index(self) -> Index:
        """Return the ids of the design; of a faulty one too."""
        return Index(self._judged.ids, self.places)

    @cached_property
    def names(self) -> Index:
        """Return the ids to propose: of this text, or of the last that could be read to its end."""
        if self.known_ids is self._judged.ids:
            return self.index
        return Index(self.known_ids, SourceMap((), None))

    @property
    def known_ids(self) -> Ids:
        """Return the ids of this text, or of the last that could be read to its end."""
        if self._judged.reads or self._known is None:
            return self._judged.ids
        return self._known

    @cached_property
    def plan(self) -> Plan | None:
        """Return the plan; None if the design does not load, is large or cannot be planned."""
        if self.is_large or self.loaded.design is None:
            return None
        try:
            return api.plan(self.loaded.design)
        except CsdesignError:
            return None


def _with_bytes(file: SourceFile) -> SourceFile:
    return file if file.data else replace(file, data=file.text.encode("utf-8", "surrogatepass"))


def _judge_apart(asked: Connection) -> None:
    """Answer one question that comes through a pipe: files and settings."""
    files, settings = asked.recv()
    loaded = load_sources([_with_bytes(file) for file in files])
    source_map = loaded.source_map
    found = _findings(loaded, settings)
    asked.send(Judged(found, ids_of(source_map), reads=source_map.tree is not None))


def _findings(loaded: Loaded, settings: Settings) -> list[Finding]:
    """Return each finding at its own place: an editor marks all of those in one row.

    Findings that settings leave out, soften or know from a baseline are so here too; settings that
    name no rule, or a baseline that is not there, count as absent.
    """
    try:
        choice = choose_rules(settings=settings)
    except CsdesignError:
        choice = choose_rules()
    try:
        found: Sequence[Finding] = api.check_loaded(loaded, choice)
    except (
        CsdesignError
    ):  # numbers that cannot be planned with, as when one digit too many is typed
        return []
    if settings.baseline is not None:
        with suppress(CsdesignError):
            baseline = read_baseline(settings.baseline)
            found = apply(found, baseline, choice.codes, settings.baseline).findings
    return list(one_by_one(found))
