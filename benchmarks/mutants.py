"""Mutation score of the tests: the share of small faults in the code that some test notices.

    python benchmarks/mutants.py [--sites 160] [--seed 1] [--only planning] [--log mutants.jsonl]

A site is a place where the code could be wrong by one step: a comparison, an operator, a number,
a condition, a filter, a call whose result nobody takes, a returned value. Sites are drawn evenly
from all those of planning, capacity, model/resolve and rules; docstrings, annotations, decorators
and words are none. First the tests of these packages run once, each noting the lines it reaches;
then each fault is made in a process of its own and the tests that reach its line run until one
fails: the quickest first, further ones of a test function later, within a budget. A fault that
makes them run too long counts as noticed. Golden runs are not among the tests: they run the command
and not the function.

Some faults change nothing that can be seen (`<` for `<=` where both give the same): the score
counts them as unnoticed all the same, but for the equal sign of a comparison that has a tolerance.
Failing examples of properties are not made smaller, which changes no outcome and saves most of the
time. Needs `fork`, so Linux or macOS.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib.abc
import importlib.util
import io
import json
import os
import pickle
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import coverage
import hypothesis
import pydantic  # noqa: F401  # imported before the forks, so that each need not
import pytest
import yaml  # noqa: F401  # the same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "csdesign"
SCOPE = ("planning", "capacity", "model/resolve", "rules")
TESTS = (
    *("capacity", "planning", "fitting", "keys", "rules"),
    *("source", "test_first_designs.py"),
)
BUDGET_S = 8.0
"""Tests of one fault: at most so long, by the CPU time they took in the first run (s)."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Pow: ast.Mult,
}
_TOLERANCES = ("GUARD", "SLACK", "_SLACK")
_TINY = (1e-12, 1e-9, 1e-8, 1e-7)
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor"}


@dataclass(frozen=True)
class Site:
    """One possible fault: the node with this number in a walk of the file, and what is done."""

    path: str
    line: int
    node: int
    kind: str
    says: str


class _Sites(ast.NodeVisitor):
    """Collects the nodes that can be made wrong, in a fixed order."""

    def __init__(self) -> None:
        self.found: list[tuple[ast.expr | ast.stmt | ast.comprehension, str]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None:
                self.visit(default)
        for statement in node.body:
            self.visit(statement)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assign(self, node: ast.Assign) -> None:
        if not any(isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets):
            self.visit(node.value)

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        self._condition(node.test)
        self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def _condition(self, test: ast.expr) -> None:
        if not isinstance(test, ast.Compare | ast.BoolOp) and not (
            isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        ):
            self.found.append((test, "negated"))

    def visit_comprehension(self, node: ast.comprehension) -> None:
        if node.ifs:
            self.found.append((node, "unfiltered"))
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        if type(node.ops[0]) in _COMPARED and not _is_tolerant(node):
            self.found.append((node, "compared"))
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in _COMPUTED and not _is_text(node.left) and not _is_text(node.right):
            self.found.append((node, "computed"))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not _is_text(node.value):
            self.found.append((node, "dropped"))
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        self.found.append((node, "joined"))
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not | ast.USub):
            self.found.append((node, "unsigned"))
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool | int | float):
            self.found.append((node, "other value"))

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in _CALLED:
            self.found.append((node, "other call"))
        # Options that change nothing that a result shows.
        node = copy.copy(node)
        node.keywords = [one for one in node.keywords if one.arg not in ("strict", "maxsize")]
        if name not in ("TypeVar", "Field", "field", "lru_cache", "cast"):
            self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom):
            self.found.append((node, "dropped"))
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        value = node.value
        if value is not None and not isinstance(value, ast.Constant):
            self.found.append((node, "returns None"))
        self.generic_visit(node)

    def visit_Continue(self, node: ast.Continue) -> None:
        self.found.append((node, "breaks"))

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave words alone."""

    def visit_Raise(self, node: ast.Raise) -> None:
        """Leave what an error says alone."""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_tolerant(node: ast.Compare) -> bool:
    """Return whether a comparison is with a tolerance, alone or added to one of its sides.

    With or without the equal sign it answers alike: no number is made to lie a tolerance beside a
    limit. Whether the tolerance is added or taken away is a site of its own, and so is the limit.
    """
    return isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE) and any(
        _is_tolerance(side)
        or (
            isinstance(side, ast.BinOp)
            and isinstance(side.op, ast.Add | ast.Sub)
            and _is_tolerance(side.right)
        )
        for side in (node.left, *node.comparators)
    )


def _is_tolerance(node: ast.expr) -> bool:
    return (isinstance(node, ast.Name) and node.id in _TOLERANCES) or (
        isinstance(node, ast.Constant) and node.value in _TINY
    )


class _Fault(ast.NodeTransformer):
    """Makes one fault at one node."""

    def __init__(self, target: ast.AST, kind: str) -> None:
        self.target = target
        self.kind = kind

    def visit(self, node: ast.AST) -> Any:
        if node is self.target:
            return ast.fix_missing_locations(ast.copy_location(self.wrong(node), node))
        return self.generic_visit(node)

    def wrong(self, node: Any) -> Any:
        match self.kind:
            case "negated":
                return ast.UnaryOp(ast.Not(), node)
            case "unfiltered":
                return ast.comprehension(node.target, node.iter, [], node.is_async)
            case "compared":
                return ast.Compare(
                    node.left, [_COMPARED[type(node.ops[0])](), *node.ops[1:]], node.comparators
                )
            case "computed":
                return ast.BinOp(node.left, _COMPUTED[type(node.op)](), node.right)
            case "dropped":
                return ast.Pass()
            case "joined":
                other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
                return ast.BoolOp(other, node.values)
            case "unsigned":
                return node.operand
            case "other value":
                value = node.value
                return ast.Constant(not value if isinstance(value, bool) else value + 1)
            case "other call":
                return _called_otherwise(node)
            case "returns None":
                return ast.Return(ast.Constant(None))
            case "breaks":
                return ast.Break()
        raise AssertionError(self.kind)


def _called_otherwise(node: ast.Call) -> ast.Call:
    func: ast.expr
    match node.func:
        case ast.Attribute(value, name):
            func = ast.Attribute(value, _CALLED[name], ast.Load())
        case ast.Name(name):
            func = ast.Name(_CALLED[name], ast.Load())
        case other:
            raise AssertionError(ast.dump(other))
    return ast.Call(ast.copy_location(func, node.func), node.args, node.keywords)


def sites_of(path: Path) -> Iterator[Site]:
    """Yield every possible fault of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    visitor = _Sites()
    visitor.visit(tree)
    for number, (node, kind) in enumerate(visitor.found):
        line = (node.target if isinstance(node, ast.comprehension) else node).lineno
        says = " ".join(ast.unparse(node).split())[:90]
        yield Site(str(path.relative_to(ROOT)), line, number, kind, says)


def mutated(site: Site) -> ast.Module:
    """Return the syntax tree of the site's file with the fault in it."""
    tree = ast.parse((ROOT / site.path).read_text(encoding="utf-8"))
    visitor = _Sites()
    visitor.visit(tree)
    node, kind = visitor.found[site.node]
    return ast.fix_missing_locations(_Fault(node, kind).visit(tree))


class _Loader(importlib.abc.Loader):
    def __init__(self, tree: ast.Module, path: Path) -> None:
        self.tree = tree
        self.path = path

    def exec_module(self, module: Any) -> None:
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


class _Finder(importlib.abc.MetaPathFinder):
    """Gives the module with the fault in place of the one on disk."""

    def __init__(self, site: Site) -> None:
        self.path = ROOT / site.path
        parts = self.path.relative_to(ROOT / "src").with_suffix("").parts
        self.package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.package else parts)
        self.tree = mutated(site)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        del path, target
        if name != self.name:
            return None
        places = [str(self.path.parent)] if self.package else None
        return importlib.util.spec_from_file_location(
            name, self.path, loader=_Loader(self.tree, self.path), submodule_search_locations=places
        )


class _Watch:
    """Notes which lines each test reaches and how much CPU time it takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.took: dict[str, float] = {}
        self.began = 0.0

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.measured.switch_context(item.nodeid)
        self.began = time.process_time()

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        self.took[item.nodeid] = time.process_time() - self.began


# The suite's own profile inherits it.
hypothesis.settings.register_profile(
    "faults", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate], database=None
)


def _pytest(arguments: Sequence[str], plugins: Sequence[object] = ()) -> int:
    quiet = ["-q", "-x", "--no-header", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    quiet += [part for name in ("cacheprovider", "xdist", "cov") for part in ("-p", f"no:{name}")]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*quiet, *arguments], plugins=list(plugins)))


def profile(tests: Sequence[str]) -> tuple[dict[str, dict[int, list[str]]], dict[str, float]]:
    """Return the tests that reach each line of each file, and what each test takes (s)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "profile"
        child = os.fork()
        if not child:
            measured = coverage.Coverage(
                data_file=None, config_file=False, include=[f"{SOURCE / one}/*" for one in SCOPE]
            )
            watch = _Watch(measured)
            measured.start()
            status = _pytest(tests, [watch])
            measured.stop()
            data = measured.get_data()
            lines = {
                str(Path(file).relative_to(ROOT)): data.contexts_by_lineno(file)
                for file in data.measured_files()
            }
            out.write_bytes(pickle.dumps((status, lines, dict(watch.took))))
            os._exit(0)
        os.waitpid(child, 0)
        status, lines, took = pickle.loads(out.read_bytes())  # our own child wrote it
    if status:
        sys.exit("the tests fail without any fault; nothing can be measured")
    return lines, took


def reaching(
    site: Site, lines: dict[str, dict[int, list[str]]], took: dict[str, float]
) -> list[str]:
    """Return the tests that reach the site's line within the budget, the quickest first.

    The second of a function counts as if it took twice as long, and so on: many tests fit, of many
    functions.

    A line that runs when its module is imported is reached by every test of that module.
    """
    of_file = lines.get(site.path, {})
    tests = set(of_file.get(site.line, ()))
    if "" in tests:
        tests = {one for line in of_file.values() for one in line}
    turns: Counter[str] = Counter()
    order = []
    for test in sorted((one for one in tests if one in took), key=took.__getitem__):
        function = test.partition("[")[0]
        turns[function] += 1
        order.append((turns[function] * took[test], took[test], test))
    chosen: list[str] = []
    spent = 0.0
    for _, seconds, test in sorted(order):
        if spent + seconds <= BUDGET_S or not chosen:
            spent += seconds
            chosen.append(test)
    return chosen


def outcome(site: Site, tests: Sequence[str], expected: float) -> str:
    """Return `killed`, `timeout`, `survived` or, where no test reaches the line, `unreached`."""
    if not tests:
        return "unreached"
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        sys.meta_path.insert(0, _Finder(site))
        status = 1
        with contextlib.suppress(BaseException):
            status = _pytest(tests)
        os._exit(0 if status == 0 else 1)
    # Of the clock, so with room for a machine that has other work.
    until = time.monotonic() + 60 + 20 * expected
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "survived" if status == 0 else "killed"
        time.sleep(0.05)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timeout"


def main() -> None:
    """Draw sites, make each fault, and print the score and what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="draw from paths that contain this")
    parser.add_argument("--log", type=Path, help="write one line of JSON for each site")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT)]
    os.environ["PYTHONPATH"] = str(ROOT / "src")
    os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = tempfile.mkdtemp()
    hypothesis.settings.load_profile("faults")

    every = [
        site
        for package in SCOPE
        for path in sorted((SOURCE / package).rglob("*.py"))
        for site in sites_of(path)
        if options.only in site.path
    ]
    drawn = random.Random(options.seed).sample(every, min(options.sites, len(every)))
    print(f"{len(drawn)} of {len(every):,} sites, seed {options.seed}", flush=True)
    lines, took = profile([f"tests/{name}" for name in TESTS])
    print(f"{len(took):,} tests, {sum(took.values()):.0f} s of CPU time", flush=True)

    counts: dict[str, Counter[str]] = {package: Counter() for package in SCOPE}
    for number, site in enumerate(drawn, 1):
        tests = reaching(site, lines, took)
        found = outcome(site, tests, sum(took[test] for test in tests))
        package = next(one for one in SCOPE if site.path.startswith(f"src/csdesign/{one}/"))
        counts[package][found] += 1
        if options.log:
            with options.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps({**vars(site), "outcome": found, "tests": len(tests)}) + "\n")
        if found in ("survived", "unreached"):
            print(
                f"{number:3} {found:9} {site.path}:{site.line} {site.kind}: {site.says}", flush=True
            )

    for package, count in counts.items():
        if count:
            print(f"{package:14} {_score(count)}")
    print(f"{'all':14} {_score(sum(counts.values(), Counter()))}")


def _score(count: Counter[str]) -> str:
    noticed = count["killed"] + count["timeout"]
    total = count.total()
    return f"{noticed:4} of {total:4} noticed, {noticed / total:.0%}"


if __name__ == "__main__":
    main()
