"""Options of the suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# A deadline measures the machine and not the code.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites what golden runs expect."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected golden output")
