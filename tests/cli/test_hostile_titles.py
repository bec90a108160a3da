"""No command prints words that a CI runner or a terminal obeys, whatever the titles of a design."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from csdesign.cli import app, streams
from csdesign.formats import printed
from csdesign.formats.command_results import AUDIT, BOOKS, DIFF, EXPLAIN, LISTED, PLAN
from formats.findings.hostile import obeyed_by_a_runner, obeyed_by_a_screen
from hostile_titles import ATTACKS, hostile_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a hostile design, an earlier one, a table and a staffing export."""
    path = tmp_path_factory.mktemp("hostile")
    (path / "d.yaml").write_text(hostile_design(), encoding="utf-8")
    earlier = hostile_design(_6=ATTACKS[4], _2=ATTACKS[7])
    (path / "old.yaml").write_text(earlier.replace("per_year: 40", "per_year: 2"), encoding="utf-8")
    rows = [["id", "arr", "region", "owner", "##[error] head"]]
    rows += [[f"c{i}", str(5 + i), text, "p1", text] for i, text in enumerate(ATTACKS * 4)]
    quoted = ('"' + cell.replace('"', '""') + '"' for row in rows for cell in row)
    cells = list(quoted)
    lines = [",".join(cells[i : i + 5]) for i in range(0, len(cells), 5)]
    (path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    jobs = "".join(f"# {text}\n\n- {text}\n- {text} again\n\n" for text in ATTACKS)
    (path / "jobs.md").write_text(jobs, encoding="utf-8")
    export = [["id", "title", "text"]]
    export += [
        [f"r{i}", text, f"{ATTACKS[2]}; {ATTACKS[4]}; {ATTACKS[7]}"]
        for i, text in enumerate(ATTACKS)
    ]
    (path / "roles.csv").write_text(
        "\n".join(",".join(f'"{cell}"' for cell in row) for row in export) + "\n", encoding="utf-8"
    )
    return path


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, str, int]]:
    """Return a function: it runs a command there; gives output, messages and exit code."""

    def command(*args: str) -> tuple[str, str, int]:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", "60")
        monkeypatch.setattr(sys, "argv", ["csdesign", *args])
        code = streams._guarded(app.main)
        told = capsys.readouterr()
        return told.out, told.err, code

    return command


RUNS = [
    *(f"plan d.yaml -f {name}" for name in printed(*PLAN)),
    *(f"plan d.yaml --accounts t.csv -f {name}" for name in ("table", "json", "markdown")),
    *(f"audit d.yaml -f {name}" for name in (*printed(*AUDIT), "concise")),
    *(f"audit d.yaml --against old.yaml -f {name}" for name in ("table", "markdown")),
    *(f"audit --roles roles.csv -f {name}" for name in printed(*LISTED)),
    *(f"audit d.yaml --suggest-codes -f {name}" for name in printed(*LISTED)),
    *(f"diff old.yaml d.yaml -f {name}" for name in printed(*DIFF)),
    *(f"explain {what} d.yaml -f {name}" for what in ("segment:a", "fte:a", "role:csm")
      for name in printed(*EXPLAIN)),
    *(f"books d.yaml --accounts t.csv --role csm -f {name}" for name in printed(*BOOKS)),
    *(f"fit d.yaml --people 3 -f {name}" for name in printed("document", "values")),
    *(f"accounts t.csv d.yaml -f {name}" for name in printed("document", "values")),
    *(f"plan d.yaml --scenario all -f {name}" for name in ("table", "json", "markdown")),
    "plan d.yaml --months 6 --from 2027-01 --draws 100",
    *(f"check d.yaml -f {name}" for name in ("table", "concise", "json", "sarif", "markdown")),
    "roles --card csm d.yaml",
    "import jobs.md",
]  # fmt: skip
MISTAKES = [
    "plan d.yaml --select-segment ##[error]x",
    "plan d.yaml --scenario ##[error]x",
    "explain ##vso[a]b d.yaml",
    "fit d.yaml --people ##[error]x=2",
    "fit d.yaml --output ##teamcity[x]",
    "accounts ##vso[a]b",
    "diff ##[error]a d.yaml",
    "schema --for ##[group]",
]


@pytest.mark.parametrize("line", [*RUNS, *MISTAKES])
def test_output_holds_nothing_that_is_obeyed(
    line: str, run: Callable[..., tuple[str, str, int]]
) -> None:
    out, err, code = run(*line.split())

    assert out if code < 2 else line in MISTAKES
    assert obeyed_by_a_runner(out) == []
    assert obeyed_by_a_runner(err) == []
    assert obeyed_by_a_screen(out) == []


def test_the_name_of_a_file_is_as_harmless_as_a_title(
    folder: Path, run: Callable[..., tuple[str, str, int]]
) -> None:
    """Findings, quotations and derivations name the file; nobody reads its name before."""
    name = "\x1b[31m##[error]\n::error::d.yaml"
    (folder / name).write_text(hostile_design(), encoding="utf-8")
    lines = (["check"], ["audit"], ["audit", "--suggest-codes"], ["explain", "fte:a"], ["plan"])

    for line in lines:
        out, err, _ = run(*line, name)
        assert out
        assert obeyed_by_a_runner(out + err) == []
        assert obeyed_by_a_screen(out + err) == []


def test_yaml_gives_the_very_titles_back(run: Callable[..., tuple[str, str, int]]) -> None:
    """What is escaped in the text is whole again for whoever reads the YAML or the JSON."""
    as_yaml, as_json = (run("plan", "d.yaml", "-f", name)[0] for name in ("yaml", "json"))

    assert yaml.safe_load(as_yaml) == json.loads(as_json)
    assert json.loads(as_json)["segments"][0]["name"] == ATTACKS[1]
