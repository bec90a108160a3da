"""Mutation score of the tests: the share of small faults in the code that some test notices.

    python benchmarks/mutants.py [--sites 160] [--seed 1 2] [--only planning] [--log mutants.jsonl]

A site is a place where the code could be wrong by one step: a comparison, an operator, a number,
a condition, a filter, a call whose result nobody takes, a returned value. Sites are drawn evenly
from all those of planning, capacity, model/resolve and rules; docstrings, annotations, decorators
and words are none. The tests of these packages are collected once and run once, each noting the
lines it reaches. Then each fault is put into the loaded functions of a process forked for it, and
the tests that reach its line run until one fails: the quickest first, further ones of a test
function later, within a budget. A fault in what runs on import gets a process that has imported
nothing yet. Golden runs are not among the tests: they run the command and not the function.

A fault is noticed if a test fails that passes without it in the same state, or if a test takes so
much of the processor's time that it would never end. Some faults change nothing that can be seen
(`<` for `<=` where both give the same): the score counts them as unnoticed, except the equal sign
of a comparison that has a tolerance. Failing examples of properties are not made smaller, which
changes no outcome and saves most of the time. Needs `fork`, so Linux or macOS.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import functools
import gc
import importlib.abc
import importlib.util
import inspect
import io
import json
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, NoReturn

import coverage
import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "csdesign"
SCOPE = ("planning", "capacity", "model/resolve", "rules")
TESTS = (
    *("capacity", "planning", "fitting", "keys", "rules"),
    *("source", "test_first_designs.py"),
)
BUDGET_S = 8.0
"""Tests of one fault: at most so long, by the CPU time they took in the first run (s)."""
BLOCK = 200
"""Tests that one process of the first run takes."""
WAIT_S = 3 * 3600
"""A process that waits so long waits for nothing; its fault counts as unnoticed (s)."""

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

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.kind}: {self.says}"


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

    With or without the equal sign it answers alike: no number lies a tolerance away from a limit.
    Whether the tolerance is added or taken away is a site of its own, and so is the limit.
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
    wrong: ast.Module = _Fault(node, kind).visit(tree)
    return ast.fix_missing_locations(wrong)


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


def changed(before: CodeType, after: CodeType) -> list[tuple[CodeType, CodeType]] | None:
    """Return the functions of a module or class that differ, each before and after the fault.

    None if what runs on import differs.
    """
    if _own(before) != _own(after):
        return None
    found = []
    for old, new in zip(before.co_consts, after.co_consts, strict=True):
        if not isinstance(old, CodeType) or old == new:
            continue
        if old.co_flags & inspect.CO_OPTIMIZED:
            if old.co_name.startswith("<"):  # a comprehension or a lambda
                return None
            found.append((old, new))
        else:
            within = changed(old, new)
            if within is None:
                return None
            found += within
    return found


def _own(code: CodeType) -> tuple[object, ...]:
    """Return the instructions of a piece of code, but for the functions and classes in it."""
    constants = [None if isinstance(one, CodeType) else repr(one) for one in code.co_consts]
    return code.co_code, code.co_names, constants


class _Functions:
    """The loaded functions of the files in scope."""

    def __init__(self) -> None:
        gc.unfreeze()  # what is frozen is not listed
        self.found: dict[tuple[str, str, int], list[FunctionType]] = {}
        for function in gc.get_objects():
            if isinstance(function, FunctionType):
                self.found.setdefault(self._key(function.__code__), []).append(function)
        self.caches = [
            one
            for one in gc.get_objects()
            if isinstance(one, functools._lru_cache_wrapper)
            and one.__wrapped__.__module__.startswith("csdesign.")
        ]
        gc.freeze()

    @staticmethod
    def _key(code: CodeType) -> tuple[str, str, int]:
        return code.co_filename, code.co_qualname, code.co_firstlineno

    def take(self, site: Site) -> bool:
        """Put the fault into the loaded functions; return whether they alone differ by it."""
        path = ROOT / site.path
        after = compile(mutated(site), str(path), "exec")
        pairs = changed(compile(path.read_text(encoding="utf-8"), str(path), "exec"), after)
        if not pairs or not all(self.found.get(self._key(old)) for old, _ in pairs):
            return False
        while pairs:
            old, new = pairs.pop()
            for function in self.found.get(self._key(old), ()):
                function.__code__ = new
            # Functions within functions, of which some may have been made already.
            within = zip(old.co_consts, new.co_consts, strict=False)
            pairs += [
                (one, other)
                for one, other in within
                if isinstance(one, CodeType) and isinstance(other, CodeType) and one != other
            ]
        for cache in self.caches:
            cache.cache_clear()
        return True


def in_children(tasks: Sequence[tuple[Any, Callable[[], Any]]], jobs: int) -> Iterator[Any]:
    """Run each task in a process forked for it, several at a time.

    Yields (key, what it returned, status); it returned None if it did not come to its end.
    """
    waiting = list(reversed(tasks))
    running: dict[int, tuple[Any, Path]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                key, task = waiting.pop()
                folder = Path(tempfile.mkdtemp(prefix="mutants-"))
                child = os.fork()
                if not child:
                    _work(task, folder)
                running[child] = (key, folder)
            child, status = os.wait()
            if child not in running:
                continue
            key, folder = running.pop(child)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what its tests started and left
            said = folder / "said"
            result = pickle.loads(said.read_bytes()) if said.exists() else None  # our own child's
            shutil.rmtree(folder, ignore_errors=True)
            yield key, result, status
    finally:
        for child, (_, folder) in running.items():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
            shutil.rmtree(folder, ignore_errors=True)


def _end(*_: object) -> NoReturn:
    """End on a signal as on Ctrl-C, so that no child is left."""
    raise KeyboardInterrupt


def _work(task: Callable[[], Any], folder: Path) -> NoReturn:
    """Do the task in this process and end it; everything it writes lies in the folder."""
    status = 1
    with contextlib.suppress(BaseException):
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _end)
        signal.alarm(WAIT_S)
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = task()
        (folder / "part").write_bytes(pickle.dumps(result))
        (folder / "part").rename(folder / "said")
        status = 0
    os._exit(status)


# The suite's own profile inherits it.
hypothesis.settings.register_profile(
    "faults",
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
    database=None,
)


def _pytest(arguments: Sequence[str], plugins: Sequence[object] = ()) -> int:
    quiet = ["-q", "-x", "--no-header", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    quiet += [part for name in ("cacheprovider", "xdist", "cov") for part in ("-p", f"no:{name}")]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return int(pytest.main([*quiet, *arguments], plugins=list(plugins)))


class _Limits:
    """Ends the process with SIGPROF when a test takes far more CPU time than without a fault.

    Of the processor's time, not of the clock: other work on the machine makes no fault noticed.
    """

    def __init__(self, took: dict[str, float]) -> None:
        self.took = took

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        signal.setitimer(signal.ITIMER_PROF, 10 + 20 * self.took[item.nodeid])


class Record:
    """Reports on the way: survivors on the screen, every site in the log."""

    def __init__(self, log: Path | None) -> None:
        self.screen = sys.stdout
        self.log = log

    def say(self, text: str) -> None:
        """Print a line, also while pytest has the standard output."""
        print(text, file=self.screen, flush=True)

    def outcome(self, site: Site, found: str, tests: Sequence[str]) -> None:
        """Note the outcome of a fault."""
        if found not in ("killed", "timeout"):
            self.say(f"{found:9} {site}")
        if self.log:
            with self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps({**vars(site), "outcome": found, "tests": len(tests)}) + "\n")


class Warm:
    """Tests that are collected once and run in forks, with a fault or without."""

    def __init__(self, drawn: Sequence[Site], jobs: int, record: Record) -> None:
        self.drawn = drawn
        self.jobs = jobs
        self.record = record
        self.lines: dict[str, dict[int, set[str]]] = {}
        self.took: dict[str, float] = {}
        self.outcomes: dict[Site, tuple[str, list[str]]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of the run: profile the tests, then try each fault."""
        if session.testsfailed:
            self.record.say("a file of tests cannot be imported")
            return True
        self.items = {item.nodeid: item for item in session.items}
        self.functions = _Functions()
        self._profile()
        self.record.say(f"{len(self.took):,} tests, {sum(self.took.values()):.0f} s of CPU time")
        tasks = []
        for site in self.drawn:
            tests = reaching(site, self.lines, self.took)
            tasks.append(((site, tests), functools.partial(self._outcome, site, tests)))
        for (site, tests), outcome, _ in in_children(tasks, self.jobs):
            self.outcomes[site] = (outcome or "undecided", tests)
            if outcome != "cold":
                self.record.outcome(site, *self.outcomes[site])
        return True

    def _profile(self) -> None:
        names = list(self.items)
        blocks = [names[start : start + BLOCK] for start in range(0, len(names), BLOCK)]
        tasks = [(block, functools.partial(self._watched, block)) for block in blocks]
        for block, result, status in in_children(tasks, self.jobs):
            if result is None:
                self.record.say(
                    f"left out, since a process ended ({status}): tests from {block[0]} on"
                )
                continue
            lines, took, failed = result
            for name in failed:
                self.record.say(f"left out, since it fails without any fault: {name}")
            self.took |= took
            for path, contexts in lines.items():
                of_file = self.lines.setdefault(path, {})
                for line, tests in contexts.items():
                    of_file.setdefault(line, set()).update(tests)

    def _watched(self, block: Sequence[str]) -> Any:
        """Return the tests that reach each line of each file, what each takes, and what fails."""
        measured = coverage.Coverage(
            data_file=None, config_file=False, include=[f"{SOURCE / one}/*" for one in SCOPE]
        )
        took, failed = {}, []
        measured.start()
        for name, following in zip(block, (*block[1:], None), strict=True):
            measured.switch_context(name)
            began = time.process_time()
            if self._fails(name, following):
                failed.append(name)
            else:
                took[name] = time.process_time() - began
        measured.stop()
        data = measured.get_data()
        lines = {
            str(Path(file).relative_to(ROOT)): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        return lines, took, failed

    def _fails(self, name: str, following: str | None) -> bool:
        item = self.items[name]
        before = item.session.testsfailed
        item.config.hook.pytest_runtest_protocol(
            item=item, nextitem=self.items[following] if following else None
        )
        return item.session.testsfailed > before

    def _outcome(self, site: Site, tests: Sequence[str]) -> str:
        """Return the outcome of a fault; `cold` if it has to be tried in a new process."""
        if not tests:
            return "unreached"
        [(_, failed, status)] = in_children([(site, lambda: self._tried(site, tests))], 1)
        if failed is None:
            return "timeout" if os.WTERMSIG(status) == signal.SIGPROF else "undecided"
        if failed in ("survived", "cold"):
            return str(failed)
        # Here, without the fault, the same test has to pass.
        return "undecided" if self._fails(failed, None) else "killed"

    def _tried(self, site: Site, tests: Sequence[str]) -> str:
        """Return the first test that fails with the fault, else `survived`."""
        if not self.functions.take(site):
            return "cold"
        limits = _Limits(self.took)
        for name, following in zip(tests, (*tests[1:], None), strict=True):
            limits.pytest_runtest_protocol(self.items[name])
            if self._fails(name, following):
                return name
        return "survived"


def reaching(
    site: Site, lines: dict[str, dict[int, set[str]]], took: dict[str, float]
) -> list[str]:
    """Return the tests that reach the site's line within the budget, the quickest first.

    The second of a function counts as if it took twice as long, and so on: many tests fit, of many
    functions.

    A line that no test reaches runs when its module is imported, or never: it gets the tests of
    the whole module.
    """
    of_file = lines.get(site.path, {})
    tests = {one for one in of_file.get(site.line, ()) if one in took}
    if not tests:
        tests = {one for line in of_file.values() for one in line if one in took}
    turns: Counter[str] = Counter()
    order = []
    for test in sorted(sorted(tests), key=took.__getitem__):
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


def cold_outcome(site: Site, tests: Sequence[str], took: dict[str, float]) -> str:
    """Return the outcome of a fault in code that runs on import, with all imported anew."""

    def run(*, fault: bool) -> int:
        if fault:
            sys.meta_path.insert(0, _Finder(site))
        return _pytest(tests, [_Limits(took)])

    [(_, failed, status)] = in_children([(site, functools.partial(run, fault=True))], 1)
    if failed is None:
        return "timeout" if os.WTERMSIG(status) == signal.SIGPROF else "undecided"
    if not failed:
        return "survived"
    return "undecided" if run(fault=False) else "killed"


def main() -> None:
    """Draw sites, make each fault, and print the score and what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=160)
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="one sample for each")
    parser.add_argument("--only", default="", help="draw from paths that contain this")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="faults at a time")
    parser.add_argument("--log", type=Path, help="write one line of JSON for each site")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _end)
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
    samples = {
        seed: random.Random(seed).sample(every, min(options.sites, len(every)))
        for seed in options.seed
    }
    drawn = list(dict.fromkeys(site for sample in samples.values() for site in sample))
    record = Record(options.log)
    record.say(f"{len(drawn)} of {len(every):,} sites, seed {', '.join(map(str, samples))}")

    def warm() -> Any:
        tried = Warm(drawn, options.jobs, record)
        _pytest([f"tests/{name}" for name in TESTS], [tried])
        return (tried.outcomes, tried.took) if len(tried.outcomes) == len(drawn) else None

    # In a process of its own, so that nothing is imported yet for the faults that need it so.
    [(_, tried, status)] = in_children([("warm", warm)], 1)
    if tried is None:
        sys.exit(f"the tests could not be run ({status})")
    outcomes, took = tried
    tasks = [
        (site, functools.partial(cold_outcome, site, tests, took))
        for site, (found, tests) in outcomes.items()
        if found == "cold"
    ]
    for site, found, _ in in_children(tasks, options.jobs):
        outcomes[site] = (found or "undecided", outcomes[site][1])
        record.outcome(site, *outcomes[site])

    for seed, sample in samples.items():
        counts: dict[str, Counter[str]] = {package: Counter() for package in SCOPE}
        for site in sample:
            package = next(one for one in SCOPE if site.path.startswith(f"src/csdesign/{one}/"))
            counts[package][outcomes[site][0]] += 1
        record.say(f"seed {seed}")
        for package, count in counts.items():
            if count:
                record.say(f"{package:14} {_score(count)}")
        record.say(f"{'all':14} {_score(sum(counts.values(), Counter()))}")


def _score(count: Counter[str]) -> str:
    noticed = count["killed"] + count["timeout"]
    total = count.total()
    return f"{noticed:4} of {total:4} noticed, {noticed / total:.0%}"


if __name__ == "__main__":
    main()
