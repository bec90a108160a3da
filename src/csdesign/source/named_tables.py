"""The customer tables that a design names, found in its tree whether it loads or not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.source.yaml.sourcemap import SourceMap

__all__ = ["named_tables"]

_PLACES: Final = (
    ("accounts", "path"),
    ("accounts", "before"),
    ("accounts", "before", "path"),
    ("accounts", "history"),
)
_VARIABLE: Final = "env:"


def named_tables(source_map: SourceMap) -> Iterator[str]:
    """Yield each table or folder of tables as a path from here, or as its variable says."""
    for place in _PLACES:
        written = source_map.value(place) if source_map.tree is not None else None
        if not isinstance(written, str):
            continue
        if not written.startswith(_VARIABLE):
            yield str(Path(source_map.span(place).path).parent / written)
        elif source := os.environ.get(written.removeprefix(_VARIABLE)):
            yield source
