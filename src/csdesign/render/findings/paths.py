"""Paths as services want them: from the top of the repository, with slashes."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.render.findings.report import FindingsReport

__all__ = ["repository_path"]


def repository_path(report: FindingsReport, path: str) -> str:
    """Return the path from the top of the repository, in its simplest form.

    A path outside the repository, or any path of a report that knows no repository, is only
    simplified. Links are not followed: the repository has the name, not the target.
    """
    simple = posixpath.normpath(_slashed(path))
    if not report.root:
        return simple
    whole = posixpath.normpath(posixpath.join(_slashed(report.folder), simple))
    top = posixpath.normpath(_slashed(report.root)).rstrip("/") + "/"
    return whole.removeprefix(top) if whole.startswith(top) else simple


def _slashed(path: str) -> str:
    # A backslash is a letter of a name where it does not separate folders.
    return path.replace(os.sep, "/")
