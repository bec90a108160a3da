"""Helpers of the tests of the import: files written from text, and the statements of a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.role_import import ImportedRole, ImportOptions, read_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[ImportedRole]]:
    """Return a function that imports one text, bytes or document under a file name."""

    def from_text(
        content: str | bytes, name: str = "role.md", options: ImportOptions | None = None
    ) -> list[ImportedRole]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_documents([path], options=options))

    return from_text
