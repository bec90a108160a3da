"""One design as the server knows it: text, findings, ids and the plan, worked out once a change."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from csdesign import api
from csdesign.editing.index import Index, index_of
from csdesign.errors import CsdesignError
from csdesign.source.designs import Loaded, load_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.finding import Finding
    from csdesign.planning.results import Plan
    from csdesign.source.yaml.sourcefile import SourceFile

__all__ = ["Analysis"]


class Analysis:
    """What is known of a design; each part is worked out when it is first asked for."""

    def __init__(self, files: Sequence[SourceFile], before: Analysis | None = None) -> None:
        """Keep the files, with their unsaved text, and the ids of the text before."""
        self.files = tuple(files)
        self._known = before.names if before is not None else None
        self.by_path = {file.path: file for file in self.files}

    @cached_property
    def loaded(self) -> Loaded:
        """Return the design that was read, or why there is none."""
        return load_sources(self.files)

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """Return what `csdesign check` says of the same text."""
        return api.check_loaded(self.loaded)

    @cached_property
    def index(self) -> Index:
        """Return the ids of the design; of a faulty one too."""
        return index_of(self.loaded.source_map)

    @cached_property
    def names(self) -> Index:
        """Return the ids to propose: of this text, or of the last that could be read to its end."""
        if self.loaded.source_map.tree is None and self._known is not None:
            return self._known
        return self.index

    @cached_property
    def plan(self) -> Plan | None:
        """Return the plan; None where the design does not load or cannot be planned."""
        if self.loaded.design is None:
            return None
        try:
            return api.plan(self.loaded.design)
        except CsdesignError:
            return None
