"""A real browser for the tests of the report: skipped where Chromium or its driver is missing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tools import program, require_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

__all__ = ["chromium"]

_FLAGS = (
    "--no-sandbox",  # the tests may run as root, where the sandbox cannot start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium, closed at the end."""
    path = program("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        require_tool("the Python package playwright is not installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()
