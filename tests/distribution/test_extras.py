"""The core works without any extra, and who needs one is told the line that installs it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from typing import Any

import pytest

from cli.command import ROOT, environment
from csdesign.extras import EXTRAS

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAMES = {
    "common-expression-language": "cel",
    "markdown-it-py": "markdown_it",
    "python-docx": "docx",
    "python-pptx": "pptx",
    "pyyaml": "yaml",
}
"""Packages whose module is called otherwise."""

# Runs in a process where the packages of all extras are missing: nothing may import them.
ALONE = """
import contextlib, io, json, sys
missing, runs = json.loads(sys.argv[1])
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in missing:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from csdesign.cli import app, streams
for args in runs:
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["csdesign", *args]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = streams._guarded(app.main)
    print(json.dumps([code, len(out.getvalue()), err.getvalue()]))
import csdesign
design = csdesign.load("examples/planworks.yaml")
plan = csdesign.plan(design)
for work in (
    plan.to_frame,
    csdesign.audit(design).to_frame,
    csdesign.diff(design, design).to_frame,
    csdesign.check("examples/planworks.yaml").to_frame,
    lambda: csdesign.measure(design, "examples/planworks-customers.csv"),
    lambda: __import__("csdesign.capacity.queue_arrays").capacity.queue_arrays.erlang_c_array(1, 2),
):
    try:
        work()
    except csdesign.MissingExtraError as error:
        assert isinstance(error, ImportError) and isinstance(error, csdesign.CsdesignError)
        print(json.dumps(str(error)))
"""
EXAMPLE = "examples/planworks.yaml"
TABLE = ("--accounts", "examples/planworks-customers.csv")
CORE = {
    "plan": ("plan", EXAMPLE),
    "check": ("check", EXAMPLE, "--fail-on", "never"),
    "audit": ("audit", EXAMPLE, "--fail-on", "never"),
    "diff": ("diff", EXAMPLE, EXAMPLE),
    "explain": ("explain", "fte:ent", EXAMPLE),
    "rule": ("explain", "COV101"),
    "roles": ("roles",),
    "card": ("roles", "--card", "csm", EXAMPLE),
    "import": ("import", "tests/distribution/job.md"),
    "schema": ("schema",),
    "help": ("help",),
    "report": ("report", EXAMPLE, "-o", "{folder}/r.html"),
    "markdown": ("report", EXAMPLE, "-o", "{folder}/r.md"),
    "export": ("audit", "--roles", "tests/distribution/roles.csv"),
    "init": ("init", "{folder}/new"),
}
MORE = {
    "accounts": (("plan", EXAMPLE, *TABLE), "data"),
    "books": (("books", EXAMPLE, *TABLE, "--role", "csm"), "data"),
    "workbook": (("report", EXAMPLE, "-o", "{folder}/r.xlsx"), "data"),
    "slides": (("report", EXAMPLE, "-o", "{folder}/r.pptx"), "pptx"),
    "server": (("server",), "server"),
    "assistant": (("mcp", "examples"), "mcp"),
    "word": (("roles", "--card", "csm", EXAMPLE, "-o", "{folder}/c.docx"), "docx"),
}


@cache
def alone(folder: str) -> list[Any]:
    """Return the outcome of every run in one process without the packages of the extras."""
    runs = [*CORE.values(), *(args for args, _ in MORE.values())]
    given = [[word.format(folder=folder) for word in args] for args in runs]
    done = subprocess.run(
        [sys.executable, "-c", ALONE, json.dumps([list(EXTRAS), given])],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    return alone(str(tmp_path_factory.mktemp("alone")))


def test_the_core_does_its_work_without_any_extra(results: list[Any]) -> None:
    """Plan, check, audit, diff, explain, roles, import, init and the page."""
    for name, (code, length, said) in zip(CORE, results, strict=False):
        assert code == 0, (name, said)
        assert length or name in ("report", "markdown"), name


def test_a_command_that_needs_an_extra_names_it_in_one_line(results: list[Any]) -> None:
    """Exit code 2, nothing on standard output, the exact line to install."""
    for (name, (_, extra)), (code, length, said) in zip(
        MORE.items(), results[len(CORE) :], strict=False
    ):
        assert (code, length) == (2, 0), (name, said)
        assert said.count("\n") == 1, said
        assert said.endswith(f"not installed: pip install 'csdesign[{extra}]'\n"), said


def test_in_python_a_missing_extra_is_an_import_error_of_ours(results: list[Any]) -> None:
    """Frames, tables and the array formulas; each call raised and said so."""
    said = results[len(CORE) + len(MORE) :]

    assert len(said) == 6
    assert all("pip install 'csdesign[data]'" in words for words in said)


def modules(extra: str | None) -> set[str]:
    """Return the modules of the core, or of an extra and those it is made of."""
    given = PROJECT["dependencies"] if extra is None else PROJECT["optional-dependencies"][extra]
    found = set()
    for requirement in given:
        name = re.split(r"[\[><=~! ]", requirement, maxsplit=1)[0].lower()
        if name == "csdesign":
            for inner in re.search(r"\[(.*)\]", requirement)[1].split(","):  # type: ignore[index]  # no match fails the test
                found |= modules(inner)
        else:
            found.add(NAMES.get(name, name.replace("-", "_")))
    return found


def test_every_package_is_in_the_extra_that_is_advised() -> None:
    """The advice installs what was missing, and `all` has everything but engines."""
    for package, extra in EXTRAS.items():
        assert package in modules(extra) or package == "mcp_types", package  # a part of mcp
        assert extra == "mcp" or package in modules("all")
        assert package not in modules(None)
    assert modules("all") <= modules("dev")


def test_every_extra_is_on_the_page_about_installing() -> None:
    """Apart from the one that is for working on csdesign."""
    page = (ROOT / "src/csdesign/pages/install.md").read_text(encoding="utf-8")

    for extra in PROJECT["optional-dependencies"]:
        assert extra == "dev" or f"`{extra}`" in page or f"[{extra}]" in page, extra


def test_what_is_imported_is_declared() -> None:
    """Every third-party import of the package is a dependency or comes with an extra."""
    engines = {"psycopg", "pyspark", "redshift_connector", "snowflake", "google", "trino"}
    engines.add("databricks")
    parts = {"click", "markupsafe", "pydantic_core", "cattrs"}  # of typer, jinja2, pydantic, pygls
    declared = modules(None) | set(EXTRAS) | engines | parts | {"csdesign"}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                package = name.partition(".")[0]
                assert package in sys.stdlib_module_names or package in declared, (path, name)
