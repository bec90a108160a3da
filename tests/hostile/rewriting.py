"""Rewrites what hostile cases expect, in the files that hold them: for `--update-golden`."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["rewrite"]


def rewrite(module: str, expected: Mapping[str, tuple[str, str, str]]) -> None:
    """Put places, message and object of each case, by its name, into the file of a module."""
    path = Path(module)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    calls = [
        node
        for node in ast.walk(ast.parse("".join(lines)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Case"
    ]
    for call in sorted(calls, key=lambda node: -node.lineno):
        name = call.args[0]
        if isinstance(name, ast.Constant) and str(name.value) in expected:
            new = expected[str(name.value)]
            for node, text in reversed(list(zip(call.args[2:], new, strict=False))):
                if not (isinstance(node, ast.Constant) and node.value == text):
                    _replace(lines, node, text)
    path.write_text("".join(lines), encoding="utf-8")


def _replace(lines: list[str], node: ast.expr, text: str) -> None:
    """Put a text where an expression stands."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    first, last = node.lineno - 1, node.end_lineno - 1
    before = lines[first].encode()[: node.col_offset].decode()
    after = lines[last].encode()[node.end_col_offset :].decode()
    quoted = repr(text) if '"' in text else '"' + repr(text + "'")[1:-2] + '"'
    lines[first : last + 1] = [before + quoted + after]
