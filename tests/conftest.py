"""Options of the suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import settings

from tabled import Table

if TYPE_CHECKING:
    import pytest

# A deadline measures the machine and not the code.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites what golden runs expect."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected golden output")


def pytest_configure(config: pytest.Config) -> None:
    """Let tables of cases rewrite what they expect, where that was asked."""
    Table.rewrites = config.getoption("--update-golden")
