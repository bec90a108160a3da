"""Addresses of rule pages on the web: none until the project has a home page."""

from __future__ import annotations

from typing import Final

__all__ = ["HOME_PAGE", "rule_page"]

HOME_PAGE: Final[str] = ""
"""The address that `explain --all --format markdown` is published under; empty for none."""


def rule_page(code: str) -> str | None:
    """Return the address of a rule's page for links; None without a home page."""
    return f"{HOME_PAGE}#{code.lower()}" if HOME_PAGE else None
