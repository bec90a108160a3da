"""The fixture that tests of commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.checking import DESIGN, Folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return a working directory with the design, away from settings and variables of others."""
    for name in ("CSDESIGN_OUTPUT_FORMAT", "CSDESIGN_OUTPUT_FILE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    made = Folder(tmp_path)
    made.write("design.yaml", DESIGN)
    return made
