"""The structure of the package: imports run in no circle, and modules can be told apart by name."""

from __future__ import annotations

import ast
import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import csdesign
from csdesign import capacity

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src"


def modules() -> dict[str, Path]:
    """Return every module of the package by name."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path
        for path in (SOURCE / "csdesign").rglob("*.py")
    }


def imported(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """Yield the modules that a module names in an import, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (part if part in known else node.module for part in parts)


def circle(needs: dict[str, set[str]]) -> list[str]:
    """Return the modules of a circle of imports; nothing if there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_imports_run_in_no_circle() -> None:
    """No module needs itself to be loaded; imports for types count too."""
    known = modules()
    needs = {name: set(imported(path, known)) - {name} for name, path in known.items()}

    assert circle(needs) == []
    assert circle({"a": {"b"}, "b": {"a"}}) != []


def test_no_module_has_the_name_of_four_others() -> None:
    """A file that is opened by name is the one that was meant."""
    names = Counter(path.name for path in modules().values() if path.name != "__init__.py")

    assert [name for name, count in names.items() if count > 4] == []


HOOKS = {"CONTEXT", "HELP", "RULE", "command", "write"}
"""Names by which a module is called that another one imports by its name."""


def defined(tree: ast.Module) -> Iterator[str]:
    """Yield the functions, classes and constants of a module."""
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name


def test_what_nothing_uses_is_offered_to_others_or_gone() -> None:
    """Tests alone keep nothing alive; the library's public names are described on a page."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in modules().values()]
    used: Counter[str] = Counter()
    for tree in trees:
        for node in ast.walk(tree):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
                    used[name] += 1
                case ast.Constant(value=str() as text) if text.isidentifier():
                    continue
                case ast.Constant(value=str() as text):
                    used.update(re.findall(r"\w+", text) if len(text) < 200 else ())
    offered = {*csdesign.__all__, *capacity.__all__, *HOOKS}
    unused = {name for tree in trees for name in defined(tree) if not used[name]} - offered

    assert {name for name in unused if not name.startswith("__")} == set()
