"""Programs that tests need in addition to Python: skipped where missing, required where CI says so.

`CSDESIGN_NODE_TOOLS` is a folder whose `node_modules` has the npm packages of the tests.
With `CSDESIGN_REQUIRE_TOOLS=1` a missing tool fails the test that it would have skipped.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest


def require_tool(reason: str) -> NoReturn:
    """Skip the test because a tool is missing; fail it where all tools have to be there."""
    if os.environ.get("CSDESIGN_REQUIRE_TOOLS") == "1":
        pytest.fail(f"required by CSDESIGN_REQUIRE_TOOLS=1: {reason}", pytrace=False)
    pytest.skip(reason)


def program(name: str, reason: str = "") -> str:
    """Return the path of a program on PATH, or skip the test."""
    found = shutil.which(name)
    return found or require_tool(reason or f"{name} is not on PATH")


def node_package(name: str) -> Path:
    """Return the folder of an npm package that the tests may run, or skip the test."""
    program("node")
    folder = os.environ.get("CSDESIGN_NODE_TOOLS")
    if not folder:
        require_tool(f"CSDESIGN_NODE_TOOLS is not set; npm package {name} is needed")
    package = Path(folder) / "node_modules" / name
    if not package.is_dir():
        require_tool(f"npm package {name} is not in {package.parent}")
    return package


def unmeasured() -> dict[str, str]:
    """Return an environment in which a child process is not measured for coverage.

    Measuring imports modules and writes a file of its own, which some tests would see.
    """
    return {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
