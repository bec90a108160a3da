"""Every JSON that a command writes keeps its published schema; every format is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from cli.command import ROOT
from cli.running import csdesign
from csdesign.source.designs import load_design

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMERS = "examples/planworks-customers.csv"
PLANWORKS = "examples/planworks.yaml"
CLOUDCORE = "examples/cloudcore.yaml"


@pytest.mark.parametrize(
    ("subject", "command"),
    [
        ("plan", ["plan", PLANWORKS]),
        ("plan", ["plan", "examples/minimal.yaml"]),
        ("plan", ["plan", "examples/overlay-team.yaml"]),
        ("check", ["check", PLANWORKS]),
        ("audit", ["audit", "examples/renamo.yaml"]),
        ("plan", ["plan", PLANWORKS, "--accounts", CUSTOMERS]),
        ("books", ["books", PLANWORKS, "--accounts", CUSTOMERS, "--people", "positions"]),
    ],
    ids=["plan", "plan-minimal", "plan-overlay", "check", "audit", "plan-measured", "books"],
)
def test_output_keeps_its_schema(subject: str, command: list[str]) -> None:
    """`csdesign schema --for` describes what the command writes."""
    schema = json.loads(csdesign("schema", "--for", subject).out)
    written = json.loads(csdesign(*command, "--format", "json").out)

    problems = jsonschema.Draft202012Validator(schema).iter_errors(written)
    assert [problem.message for problem in problems] == []
    assert list(written)[:2] == ["schema_version", "tool"]


@pytest.mark.parametrize(
    "example", ["planworks", "flowfab", "renamo", "cloudcore", "seven-roles-ru", "overlay-team"]
)
def test_examples_keep_the_schema_of_the_language(example: str) -> None:
    """What pydantic accepts, the exported schema accepts."""
    schema = json.loads(csdesign("schema").out)
    tree = load_design([str(ROOT / f"examples/{example}.yaml")]).source_map.tree

    problems = jsonschema.Draft202012Validator(schema).iter_errors(_typed(tree))
    assert [problem.message for problem in problems] == []


def _typed(node: object) -> object:
    """Return a tree with plain numbers read as numbers, as YAML readers of editors see it."""
    if isinstance(node, dict):
        return {key: _typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_typed(item) for item in node]
    if type(node) is str:
        try:
            number = float(node)
        except ValueError:
            return {"true": True, "false": False}.get(node, node)
        return int(number) if number.is_integer() else number
    return str(node) if isinstance(node, str) else node


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["explain", "COV101", "-f", "json"], '"code": "COV101"'),
        (["explain", "COV101", "-f", "markdown"], "```yaml"),
        (["explain", "SCH104"], "SCH104"),
        (["explain", "orphan-motion"], "OWN301"),
        (["explain", "--all"], "TRC902"),
        (["explain", "--all", "-f", "markdown"], "# Rules of csdesign"),
        (["explain", "fte:ent", PLANWORKS, "-f", "json"], '"answer"'),
        (["explain", "role:csm", PLANWORKS], "Promised work it delivers"),
        (["explain", "role:sdr", PLANWORKS], "no promised work has hours for it"),
        (["explain", "archetype:smb", PLANWORKS], "TT"),
        (["diff", PLANWORKS, CLOUDCORE, "-f", "json"], '"changes"'),
        (
            ["diff", PLANWORKS, CLOUDCORE, "-f", "markdown"],
            "## Coverage of segments",
        ),
        (["diff", PLANWORKS, PLANWORKS], "the plans before and after are the same"),
        (["diff", PLANWORKS, PLANWORKS, "-f", "markdown"], "Nothing"),
        (["roles"], "pooled-analyst"),
        (["roles", "am", "--language", "ru"], "менеджер по работе с клиентами"),
        (["roles", "am", "-f", "json"], '"am"'),
        (["roles", "am", "-f", "yaml"], "responsibilities:"),
        (["plan", "examples/minimal.yaml", "-f", "markdown"], "## Coverage"),
    ],
)
def test_command_writes_what_was_asked(args: list[str], expected: str) -> None:
    """Each subject and format gives its text, on stdout alone, with exit code 0."""
    run = csdesign(*args)

    assert run.code == 0, run.err
    assert expected in run.out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["explain"], "say what to explain"),
        (["explain", "fte:ent"], "name the design as well"),
        (["explain", "ft:ent", PLANWORKS], "did you mean 'fte'?"),
        (["explain", "fte:ett", PLANWORKS], "did you mean 'ent'?"),
        (["explain", "role:cms", PLANWORKS], "did you mean 'csm'?"),
        (["explain", "COV101", "-f", "jsn"], "did you mean 'json'?"),
        (["explain", "engagement"], "name the design as well"),
        (["explain", "engagement", PLANWORKS, "--event", "x"], "no engagement_rules"),
        (["explain", "COV101", "--formt", "json"], "did you mean '--format'?"),
        (["schema", "--for", "plann"], "did you mean 'plan'?"),
        (["plan", PLANWORKS, "-f", "tabel"], "did you mean 'table'?"),
        (["plan", PLANWORKS, "--fail-on", "eror"], "did you mean 'error'?"),
        (["plan", PLANWORKS, "--set", "segments"], "give a path and a value"),
        (["plan", PLANWORKS, "--set", "segments.smb.accounts.x=1"], "has no 'x'"),
        (["plan", PLANWORKS, "--accounts-before", "a.csv"], "needs --accounts"),
        (["diff", PLANWORKS, PLANWORKS, "-f", "jsn"], "did you mean 'json'?"),
        (["diff", PLANWORKS, "nowhere:x.yaml"], "nowhere"),
        (["init", "--template", "plgg"], "did you mean 'plg'?"),
        (["books", PLANWORKS, "--accounts", "a.csv", "--role", "cms"], "did you mean 'csm'?"),
        (["books", PLANWORKS, "--accounts", CUSTOMERS, "--role", "support"], "no work for named"),
        (["books", PLANWORKS, "--accounts", "a.csv", "--rule", "regio=hard"], "mean 'region'?"),
        (["books", PLANWORKS, "--accounts", "a.csv", "--rule", "region=off!"], "mean 'off'?"),
        (["books", PLANWORKS, "--accounts", "a.csv", "-f", "tabl"], "did you mean 'table'?"),
        (["books", PLANWORKS, "--accounts", "a.csv", "--fresh", "--keep", "0.1"], "not both"),
        (["import", "x.md", "--map", "title"], "give a field and a column"),
        (["import", "x.md", "-f", "markdwn"], "did you mean 'markdown'?"),
    ],
)
def test_a_mistake_on_the_command_line_is_one_clear_line(args: list[str], words: str) -> None:
    """Exit code 2, nothing on stdout, what would be right on stderr."""
    run = csdesign(*args)

    assert run.code == 2
    assert run.out == ""
    (line,) = run.err.splitlines()
    assert line.startswith("csdesign: ")
    assert words in line


def test_a_programme_that_nobody_runs_is_the_work_of_a_programme_manager(tmp_path: Path) -> None:
    """Hours never belong to nobody: a hire has the name of a job."""
    (tmp_path / "design.yaml").write_text(
        "segments:\n"
        "- {id: rest, accounts: 5000, programme_hours: 1500,\n"
        "   interactions: [{id: mail, channel: digital, every: week, minutes: 2}]}\n"
        "- {id: big, accounts: 20, traits: {complexity: high}, interactions:\n"
        "   [{id: call, channel: human-1to1, per_year: 24, minutes: 60, effort_hours: 2,\n"
        "     role: csm}]}\n"
        "roles: [{id: csm, title: Customer Success Manager, segments: [big], owns: [adopt]}]\n"
        "positions: [{id: ann, roles: [csm]}]\n",
        encoding="utf-8",
    )

    words = " ".join(csdesign("plan", "design.yaml", cwd=tmp_path).out.split())

    assert "you have 1. Two hires: 2 Digital CS" in words
