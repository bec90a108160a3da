"""A missing tool skips its test here and fails it in CI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools import node_package, program, require_tool

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def _lenient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CSDESIGN_REQUIRE_TOOLS", raising=False)


@pytest.mark.usefixtures("_lenient")
def test_missing_tool_skips_with_the_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        require_tool("no Chromium")


def test_missing_tool_fails_where_all_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CSDESIGN_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        require_tool("no Chromium")


@pytest.mark.usefixtures("_lenient")
def test_program_that_is_not_on_the_path_skips() -> None:
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not on PATH"):
        program("no-such-program")


@pytest.mark.usefixtures("_lenient")
def test_package_that_is_not_installed_skips(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\n", encoding="utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CSDESIGN_NODE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="CSDESIGN_NODE_TOOLS is not set"):
        node_package("left-pad")
    monkeypatch.setenv("CSDESIGN_NODE_TOOLS", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="npm package left-pad is not in"):
        node_package("left-pad")
    (tmp_path / "node_modules" / "left-pad").mkdir(parents=True)
    assert node_package("left-pad") == tmp_path / "node_modules" / "left-pad"
