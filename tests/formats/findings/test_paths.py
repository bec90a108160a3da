"""Paths from the top of the repository."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign.views.findings.paths import repository_path
from formats.findings.samples import CLEAN


@pytest.mark.parametrize(
    ("root", "folder", "path", "expected"),
    [
        ("", "", "org/design.yaml", "org/design.yaml"),
        ("", "", "./org//x/../design.yaml", "org/design.yaml"),
        ("", "", "/abs/design.yaml", "/abs/design.yaml"),
        ("", "", "//abs/design.yaml", "/abs/design.yaml"),
        ("", "/repo", "design.yaml", "design.yaml"),
        ("/repo", "/repo", "design.yaml", "design.yaml"),
        ("/repo", "/repo/org", "design.yaml", "org/design.yaml"),
        ("/repo", "/repo/org", "../design.yaml", "design.yaml"),
        ("/repo", "/repo/org", "/repo/x/design.yaml", "x/design.yaml"),
        ("/repo", "/repo/org", "/repository/design.yaml", "/repository/design.yaml"),
        ("/repo", "/repo/org", "../../design.yaml", "../../design.yaml"),
        ("/repo/", "/repo//org/", "design.yaml", "org/design.yaml"),
        ("/", "/org", "design.yaml", "org/design.yaml"),
        ("//repo", "//repo/org", "design.yaml", "org/design.yaml"),
        ("/repo", "/elsewhere", "design.yaml", "design.yaml"),
        ("/repo", "/repo", "back\\slash.yaml", "back\\slash.yaml"),
    ],
)
def test_path_is_from_the_root_where_it_lies_below(
    root: str, folder: str, path: str, expected: str
) -> None:
    assert repository_path(replace(CLEAN, root=root, folder=folder), path) == expected
