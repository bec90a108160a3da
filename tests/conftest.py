"""Options of the suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites what golden runs expect."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected golden output")
