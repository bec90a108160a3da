"""No output destroys what the run reads, whatever its name and whatever else goes wrong."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import typer

from cli.command import environment
from cli.running import run
from csdesign.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEGMENTS = """\
segments:
  - id: ent
    where: employees >= 100
    accounts: 10
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1, role: csm}
"""
ROLES = """\
roles:
  - {id: csm, title: CSM, owns: [onboard, adopt, renew]}
"""
PEOPLE = "positions:\n  - {id: ann, roles: [csm]}\n"
SETTINGS = """\
fail-on = "never"
baseline = "settled.json"

[[design]]
name = "other"
files = ["other.yaml"]
baseline = "other.json"
"""
KNOWN = '{"kind": "csdesign-baseline", "schema_version": 1, "entries": []}'
TABLE = "id,employees,owner\nA1,500,ann\nA2,many,ann\n"


@dataclass(frozen=True)
class Writer:
    """A command with an output; `args` holds OUT for the path, `inputs` the files it reads."""

    args: tuple[str, ...]
    inputs: tuple[str, ...]
    suffix: str = ""
    asks: bool = True
    """Whether an existing file needs `--force`."""


NAMING = (
    """\
accounts: {path: t.csv, before: {path: before.csv}, history: sizes}
"""
    + SEGMENTS.replace("    accounts: 10\n", "")
    + ROLES
    + PEOPLE
)
NAMED = ("full.yaml", "t.csv", "before.csv", "sizes/2026-10-01.csv")
"""A design and the tables that it names: no run writes over them, whether it counts or not."""
PARTS = ("org/segments.yaml", "org/roles.yaml", "org/csdesign.toml", "csdesign.toml")
SETTLED = ("settled.json", "other.json")
"""The baselines that the settings name: only those who write a baseline write over them."""
DESIGN = (*PARTS, *SETTLED, "other.yaml")
"""What a run on the folder reads, and what the settings name, whether this run reads it or not."""
WITH_TABLE = ("--accounts", "t.csv", "--accounts-before", "before.csv", "--rejects", "OUT")
CONFIG = ("--config", "other.toml")
WRITERS = {
    "plan --rejects": Writer(("plan", "org", *WITH_TABLE), (*DESIGN, "t.csv", "before.csv")),
    "plan of a database": Writer(
        ("plan", "org", "--accounts", "crm.sqlite?table=accounts", "--rejects", "OUT"),
        (*DESIGN, "crm.sqlite"),
    ),
    "books -o": Writer(
        ("books", "org", "--people", "people.yaml", "--accounts", "t.csv", "-o", "OUT"),
        (*DESIGN, "people.yaml", "t.csv"),
        ".csv",
    ),
    "books --moves": Writer(
        ("books", "org", "--people", "people.yaml", "--accounts", "t.csv", "--moves", "OUT"),
        (*DESIGN, "people.yaml", "t.csv"),
    ),
    "books --rejects": Writer(
        ("books", "org", "--people", "people.yaml", "--accounts", "t.csv", "--rejects", "OUT"),
        (*DESIGN, "people.yaml", "t.csv"),
    ),
    "report": Writer(
        ("report", "org", "--against", "old.yaml", "-f", "html", "-o", "OUT"),
        (*DESIGN, "old.yaml"),
    ),
    "report against a folder": Writer(
        ("report", "org", "--against", "older", "-f", "md", "-o", "OUT"),
        (*DESIGN, "older/design.yaml", "was/t.csv"),
    ),
    "report of a table": Writer(
        ("report", "org", "--accounts", "t.csv", "-f", "json", "-o", "OUT"), (*DESIGN, "t.csv")
    ),
    "report of named tables": Writer(("report", "full.yaml", "-f", "json", "-o", "OUT"), NAMED),
    "plan --output": Writer(
        (
            "plan",
            "full.yaml",
            "--no-accounts",
            "--months",
            "12",
            "--from",
            "2027-01",
            "--output",
            "yaml=OUT",
        ),
        NAMED,
        asks=False,
    ),
    "plan of named tables": Writer(("plan", "full.yaml", "--rejects", "OUT"), NAMED),
    "plan --history": Writer(
        ("plan", "org", "--accounts", "t.csv", "--history", "sizes", "--rejects", "OUT"),
        (*DESIGN, "t.csv", "sizes/2026-10-01.csv"),
    ),
    "fit --output": Writer(
        ("fit", "full.yaml", "--people", "1", "--output", "yaml=OUT"), NAMED, asks=False
    ),
    "books against": Writer(
        ("books", "full.yaml", "--exceptions", "kept.csv", "--against", "t.csv", "--moves", "OUT"),
        (*NAMED, "kept.csv"),
    ),
    "card": Writer(("roles", "--card", "csm", "org", "-o", "OUT"), DESIGN, ".md"),
    "import": Writer(
        ("import", "jobs", "lone.md", "-o", "OUT"),
        ("jobs/csm.md", "lone.md", "csdesign.toml", *SETTLED),
    ),
    "check --output": Writer(
        ("check", "org", "--baseline", "known.json", *CONFIG, "--output", "json=OUT"),
        (*DESIGN, "known.json", "other.toml"),
        asks=False,
    ),
    "check --write-baseline": Writer(
        ("check", "org", *CONFIG, "--write-baseline", "OUT"),
        (*PARTS, "other.toml", "other.yaml"),
        asks=False,
    ),
    "check --write-baseline elsewhere": Writer(
        ("check", "org", *CONFIG, "--write-baseline", "new.json", "--output", "json=OUT"),
        (*DESIGN, "other.toml", "kept.json"),
        asks=False,
    ),
    "check of a table": Writer(
        ("check", "org", "--accounts", "t.csv", "--output", "json=OUT"),
        (*DESIGN, "t.csv"),
        asks=False,
    ),
    "check of named tables": Writer(
        ("check", "full.yaml", "--output", "json=OUT"), NAMED, asks=False
    ),
    "check --prune": Writer(("check", "org", "--baseline", "OUT", "--prune"), PARTS, asks=False),
    "audit --output": Writer(
        ("audit", "org", "--against", "older", "--output", "json=OUT"),
        (*DESIGN, "older/design.yaml", "was/t.csv"),
        asks=False,
    ),
    "audit of named tables": Writer(
        ("audit", "full.yaml", *CONFIG, "--output", "json=OUT"), (*NAMED, "other.toml"), asks=False
    ),
}
PAIRS = [
    pytest.param(writer, name, id=f"{command}-{name}")
    for command, writer in WRITERS.items()
    for name in writer.inputs
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a working directory with everything that commands read."""
    for name in ("CSDESIGN_OUTPUT_FORMAT", "CSDESIGN_OUTPUT_FILE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    here = tmp_path / "here"
    for folder in ("org", "older", "was", "jobs", "sizes"):
        (here / folder).mkdir(parents=True)
    texts = {
        "org/segments.yaml": SEGMENTS,
        "org/roles.yaml": ROLES,
        "people.yaml": PEOPLE,
        "old.yaml": SEGMENTS + ROLES,
        "older/design.yaml": "accounts: {path: ../was/t.csv}\n" + SEGMENTS + ROLES,
        "was/t.csv": TABLE,
        "full.yaml": NAMING,
        "sizes/2026-10-01.csv": TABLE,
        "kept.csv": "account,person,reason,by,until\n",
        "t.csv": TABLE,
        "before.csv": TABLE,
        "org/csdesign.toml": 'fail-on = "never"\n',
        "csdesign.toml": SETTINGS,
        "other.yaml": SEGMENTS + ROLES,
        "settled.json": KNOWN,
        "other.json": KNOWN,
        "kept.json": KNOWN,
        "other.toml": 'fail-on = "never"\nbaseline = "kept.json"\n',
        "known.json": KNOWN,
        "jobs/csm.md": "# CSM\n\n- Own adoption\n",
        "lone.md": "# Support\n\n- Answer requests\n",
    }
    for name, text in texts.items():
        (here / name).write_text(text, encoding="utf-8")
        (here / name).chmod(0o640)
    with sqlite3.connect(here / "crm.sqlite") as connection:
        connection.execute("CREATE TABLE accounts (id TEXT, employees INTEGER)")
        connection.execute("INSERT INTO accounts VALUES ('A1', 500)")
    connection.close()
    monkeypatch.chdir(here)
    return here


def spoil(place: Path) -> None:
    """Write a key into the designs that none has, so that they do not load."""
    for name in ("org/segments.yaml", "full.yaml"):
        file = place / name
        file.write_text(file.read_text(encoding="utf-8") + "nonsense: 1\n", encoding="utf-8")


def state(place: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the mode of every file."""
    return {
        str(path.relative_to(place)): (path.read_bytes(), stat.S_IMODE(path.stat().st_mode))
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


def symbolic(place: Path, name: str, suffix: str) -> str:
    (place / f"symbolic{suffix}").symlink_to(place / name)
    return f"symbolic{suffix}"


def hard(place: Path, name: str, suffix: str) -> str:
    (place / f"hard{suffix}").hardlink_to(place / name)
    return f"hard{suffix}"


def linked_folder(place: Path, name: str, _suffix: str) -> str:
    link = place.parent / "linked"
    link.symlink_to((place / name).parent)
    return str(link / (place / name).name)


ALIASES: dict[str, Callable[[Path, str, str], str]] = {
    "same": lambda _place, name, _suffix: name,
    "dotted": lambda _place, name, _suffix: f"./{name}",
    "up and down": lambda place, name, _suffix: f"../{place.name}/org/../{name}",
    "absolute": lambda place, name, _suffix: str(place / name),
    "symbolic": symbolic,
    "hard": hard,
    "linked folder": linked_folder,
}


def arguments(writer: Writer, out: str, *more: str) -> list[str]:
    return [word.replace("OUT", out) for word in (*writer.args, *more)]


@pytest.mark.parametrize(("writer", "name"), PAIRS)
def test_no_input_is_written_over_by_any_of_its_names(
    writer: Writer, name: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, one line, every byte and mode as it was; with and without --force.

    What only the design names is known once it is read: a link is refused as a link before that.
    """
    for kind, alias in ALIASES.items():
        if not name.endswith(writer.suffix) and kind not in ("symbolic", "hard"):
            continue  # a card goes to .md, books to .csv: no design has such a name
        out = alias(place, name, writer.suffix)
        before = state(place)
        for force in ((), ("--force",)) if writer.asks else ((),):
            done = run(monkeypatch, *arguments(writer, out, *force))

            assert (done.code, done.out) == (2, ""), kind
            assert done.err.count("\n") == 1, done.err
            assert "is the input" in done.err or name in (*NAMED[1:], "was/t.csv"), done.err
            assert state(place) == before, kind


@pytest.mark.parametrize("name", ["t.csv", "org/roles.yaml"])
def test_a_run_that_fails_for_another_reason_destroys_nothing_either(
    name: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The design does not load, and the output is an input: both hold, nothing is touched."""
    spoil(place)
    before = state(place)
    for writer in WRITERS.values():
        if not writer.suffix and name in writer.inputs:
            force = ("--force",) if writer.asks else ()
            assert run(monkeypatch, *arguments(writer, name, *force)).code == 2
            assert state(place) == before


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_a_failing_run_leaves_an_older_output_as_it_is(
    writer: Writer, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written yesterday is not lost to a design that does not load today."""
    spoil(place)
    (place / "lone.md").unlink()
    out = f"yesterday{writer.suffix}"
    (place / out).write_bytes((place / "known.json").read_bytes())
    before = state(place)
    if writer.args[0] == "check":
        return  # to check, a design that does not load is a result
    assert run(monkeypatch, *arguments(writer, out, *(["--force"] * writer.asks))).code == 2
    assert state(place) == before


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_an_output_keeps_its_mode_and_needs_force_where_it_is_named_by_o(
    writer: Writer, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A private file stays private; --output and --write-baseline replace their own."""
    out = place / f"out{writer.suffix}"
    known = {"code": "OWN301", "object": "gone", "count": 1}
    old = {"kind": "csdesign-baseline", "schema_version": 1, "entries": [known]}
    out.write_text(json.dumps(old), encoding="utf-8")
    out.chmod(0o600)
    before = out.read_bytes()
    if writer.asks:
        refused = run(monkeypatch, *arguments(writer, str(out)))
        assert (refused.code, out.read_bytes()) == (2, before)
        assert refused.err == f"csdesign: {out} exists; give --force to replace it\n"

    done = run(monkeypatch, *arguments(writer, str(out), *(["--force"] * writer.asks)))

    assert done.code in (0, 1), done.err
    assert out.read_bytes() != before
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []


def options_that_write() -> list[Any]:
    """Return every option that names a file to write, of every command."""
    found = []
    for name in COMMANDS:
        app = typer.Typer(add_completion=False)
        app.command(name)(import_module(f"csdesign.cli.{name}_command").command)
        for option in typer.main.get_command(app).params:
            help_ = getattr(option, "help", None) or ""
            if (option.metavar or "").endswith("PATH") and help_.split()[0] in ("Write", "Record"):
                found.append(pytest.param(name, option.opts, id=f"{name} {option.opts[0]}"))
    return found


@pytest.mark.parametrize(("command", "names"), options_that_write())
def test_every_option_that_names_a_file_to_write_is_tried_here(
    command: str, names: list[str]
) -> None:
    """One that is added later has to be added to the writers as well."""
    tried = [writer.args for writer in WRITERS.values() if command in writer.args]
    assert any(word in names and "OUT" in after for args in tried for word, after in pairwise(args))


@pytest.mark.parametrize("counting", [(), ("--accounts",)])
def test_a_table_that_only_the_earlier_design_names_is_an_input_too(
    counting: tuple[str, ...], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check --since` counts the table of the revision; it is still on disk."""
    text = (place / "full.yaml").read_text(encoding="utf-8")
    (place / "full.yaml").write_text(text.replace("path: t.csv", "path: was/t.csv"), "utf-8")
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    for step in (("init", "-q"), ("add", "."), (*author, "commit", "-q", "-m", "first")):
        subprocess.run(["git", *step], cwd=place, check=True)
    (place / "full.yaml").write_text(text, "utf-8")
    before = state(place)

    done = run(
        monkeypatch,
        "check",
        "full.yaml",
        "--since",
        "HEAD",
        *counting,
        "--output",
        "json=was/t.csv",
    )

    assert done.code == 2
    assert done.err.splitlines()[-1].endswith("is the input was/t.csv; write to another file")
    assert state(place) == before


@pytest.mark.parametrize(
    "line",
    [
        "plan full.yaml --force",
        "plan full.yaml --no-accounts --sample 0",
        "books full.yaml --force",
        "import lone.md --force",
    ],
)
def test_an_option_about_what_the_run_does_not_have_is_refused(
    line: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--force` without a file to replace, `--sample` without a table."""
    before = state(place)
    option = next(word for word in line.split() if word in ("--force", "--sample"))
    done = run(monkeypatch, *line.split())

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"csdesign: {option} ")
    assert state(place) == before


def test_two_outputs_on_one_path_are_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever options name them, and however the path is written."""
    (place / "link.csv").symlink_to(place / "a.csv")
    people = ("--people", "people.yaml", "--accounts", "t.csv")
    runs = [
        ("check", "org", "--output", "json=a.csv", "--output", "sarif=./a.csv"),
        ("check", "org", "--output", "json=a.csv", "--output", "sarif=link.csv"),
        ("check", "org", "--output", "json=a.csv", "--write-baseline", "a.csv"),
        ("check", "org", "--baseline", "known.json", "--prune", "--output", "json=./known.json"),
        ("audit", "org", "--output", "json=a.csv", "--output", "csv=org/../a.csv"),
        ("books", "org", *people, "-o", "a.csv", "--rejects", "./a.csv"),
    ]
    before = state(place)
    for args in runs:
        done = run(monkeypatch, *args)
        assert done.code == 2, args
        assert "give each output a file of its own" in done.err
        assert state(place) == before


def test_the_file_of_the_environment_is_an_output_like_any_other(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So is the summary of a job, though it is only added to."""
    before = state(place)
    monkeypatch.setenv("CSDESIGN_OUTPUT_FILE", "org/roles.yaml")
    assert "is the input" in run(monkeypatch, "check", "org").err
    monkeypatch.delenv("CSDESIGN_OUTPUT_FILE")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(place / "org/roles.yaml"))
    done = run(monkeypatch, "check", "org", "--output", "markdown=org/roles.yaml")
    assert "is the input" in done.err
    assert state(place) == before


def test_files_of_a_report_folder_are_outputs_each(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of the folder that is a hard link to an input stops the whole report."""
    assert run(monkeypatch, "report", "org", "-f", "csv", "-o", "out").code == 0
    first = min((place / "out").iterdir())
    first.unlink()
    first.hardlink_to(place / "org/roles.yaml")
    before = state(place)

    done = run(monkeypatch, "report", "org", "-f", "csv", "-o", "out", "--force")

    assert done.code == 2
    assert "is the input" in done.err
    assert state(place) == before


def test_a_report_next_to_the_files_of_a_design_is_made_anew(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is read is protected, not the folder it lies in."""
    for force in ((), ("--force",)):
        assert run(monkeypatch, "report", "org", "-o", "org/report.html", *force).code == 0
    assert (place / "org/report.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_init_writes_into_no_linked_folder(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout may bring a link that leads out of it."""
    (tmp_path / "elsewhere").mkdir()
    (place / "new").mkdir()
    (place / "new/.csdesign").symlink_to(tmp_path / "elsewhere")

    done = run(monkeypatch, "init", "new")

    assert done.code == 2
    assert "is a link to another folder" in done.err
    assert not list((tmp_path / "elsewhere").iterdir())
    assert not (place / "new/design.yaml").exists()


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))
sys.argv = ["csdesign", *sys.argv[1:]]
from csdesign.__main__ import main
main()
"""


@pytest.mark.parametrize("command", ["plan --rejects", "card", "import", "check --write-baseline"])
def test_a_full_disk_leaves_the_old_file_whole(command: str, place: Path) -> None:
    """A limit on the size of files stands in for the disk."""
    writer = WRITERS[command]
    out = place / f"old{writer.suffix}"
    out.write_text("yesterday", encoding="utf-8")
    before = state(place)

    done = subprocess.run(
        [sys.executable, "-c", FULL, *arguments(writer, out.name, *(["--force"] * writer.asks))],
        cwd=place,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 2, done.stderr
    assert f"csdesign: cannot write {out.name}: file too large" in done.stderr
    assert state(place) == before


def test_a_folder_without_write_permission_is_reported(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusal is raised here: root, as in many containers, may write everywhere."""
    real = os.open

    def refuse(path: str, flags: int, *more: int) -> int:
        if str(path).endswith(".tmp"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", refuse)
    before = state(place)
    done = run(monkeypatch, "import", "lone.md", "-o", "new.yaml")

    assert (done.code, done.err) == (2, "csdesign: cannot write new.yaml: permission denied\n")
    assert state(place) == before
