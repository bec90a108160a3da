"""Paths in the form that services require: from the top of the repository, with slashes."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.views.findings.report import FindingsReport

__all__ = ["repository_path"]


def repository_path(report: FindingsReport, path: str) -> str:
    """Return the path from the top of the repository, in its simplest form.

    A path outside the repository, or any path of a report without a repository, is only simplified.
    Links are not followed: the repository contains the name, not the target.
    """
    simple = _simple(path)
    if not report.root:
        return simple
    whole = _simple(os.path.join(report.folder, path))  # noqa: PTH118 -- any text may be a name
    top = _simple(report.root).rstrip("/") + "/"
    return whole.removeprefix(top) if whole.startswith(top) else simple


def _simple(path: str) -> str:
    # A backslash is a letter of a name if it does not separate folders. Two slashes at the
    # start would make a reader of addresses take the first folder for a host.
    simple = posixpath.normpath(path.replace(os.sep, "/"))
    return simple[1:] if simple.startswith("//") else simple
