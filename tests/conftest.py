"""Options of the suite."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import HealthCheck, settings

from tabled import Table

# Both measure the machine and not the code.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which rewrites what golden runs expect."""
    parser.addoption("--update-golden", action="store_true", help="rewrite expected golden output")


def pytest_configure(config: pytest.Config) -> None:
    """Let tables of cases rewrite what they expect, where that was asked."""
    Table.rewrites = config.getoption("--update-golden")
    if config.getoption("dist", "no") == "load":  # what `-n` alone means
        # Neighbours stay together, so that few workers start a server or Spark, until one is idle.
        config.option.dist = "worksteal"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the workers of `-n auto`: one more than cores, since many tests wait for processes."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Spare the collector what stays to the end: the modules and some ten thousand tests."""
    gc.freeze()
