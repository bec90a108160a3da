"""The files that a format writes: bytes, and a name where the report is a folder."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ReportFile", "text_file"]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file; `name` is empty if it is the whole report."""

    data: bytes
    name: str = ""


def text_file(text: str, name: str = "") -> ReportFile:
    """Return a text as a file in UTF-8."""
    return ReportFile(text.encode(), name)
