"""Bad input of the main job: one clear message, the documented exit code, nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command import ROOT, environment
from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
segments:
  - id: smb
    accounts: 100
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1}
"""

CASES = {
    "unknown key": (
        SMALL.replace("accounts:", "acounts:"),
        "design.yaml:3:5: error: segment 'smb': unknown key 'acounts'; did you mean 'accounts'?",
    ),
    "wrong type": (
        SMALL.replace("accounts: 100", "accounts: many"),
        "design.yaml:3:15: error: segment 'smb': accounts is 'many'; give a whole number",
    ),
    "negative accounts": (
        SMALL.replace("100", "-100"),
        "design.yaml:3:15: error: segment 'smb': accounts is -100; give a",
    ),
    "unknown role": (
        SMALL.replace("effort_hours: 1", "role: cms") + "roles: [{id: csm}]\n",
        "there is no role 'cms'; did you mean 'csm'?",
    ),
    "cyclic extends": (
        SMALL + "roles:\n  - {id: a, extends: b}\n  - {id: b, extends: a}\n",
        "extends forms a loop: a -> b -> a",
    ),
    "two presets": (
        SMALL + "doctrine: {preset: [wrike, murphy]}\n",
        "doctrine.preset is a list; give wrike",
    ),
    "share above 1": (
        SMALL.replace("effort_hours: 1", "share: 1.5"),
        "share is 1.5; give a fraction",
    ),
    "not a number": (SMALL.replace("100", ".nan"), "accounts is '.nan'; give a whole number"),
    "infinity": (SMALL.replace("100", ".inf"), "accounts is '.inf'; give a whole number"),
    "deep list": ("segments: " + "[" * 5000 + "]" * 5000 + "\n", "32 levels"),
    "alias bomb": (
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nsegments: [*c]\n",
        "anchor",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_faulty_design_is_reported_with_its_place_and_correction(
    name: str, tmp_path: Path
) -> None:
    """`check` finds it (exit 1) at its place; `plan` says the same on stderr (exit 2)."""
    text, message = CASES[name]
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    check = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)
    plan = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert message in check.out
    assert check.code == 1
    assert check.err == ""
    assert plan.code == 2
    assert plan.out == ""
    assert message.rpartition(" error: ")[2] in plan.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["design.yaml"]


def test_a_segment_without_experience_has_no_level(tmp_path: Path) -> None:
    """The level is undefined (AX001); revenue is never a way out."""
    (tmp_path / "design.yaml").write_text(
        "segments: [{id: rich, accounts: 5, arr_per_account: 9000000}]\n", encoding="utf-8"
    )

    run = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert "UNDEFINED: no interactions yet" in run.out
    assert "AX001" in run.out
    assert run.code == 0


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    """100 MB are not read to the end."""
    with (tmp_path / "design.yaml").open("wb") as file:
        file.truncate(100_000_000)

    run = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    assert "16 MB" in run.out
    assert run.code == 1


def test_a_directory_without_yaml_is_named(tmp_path: Path) -> None:
    """An empty directory is not a design."""
    (tmp_path / "org").mkdir()

    run = csdesign("plan", "org", cwd=tmp_path)

    assert run.code == 2
    assert run.err.startswith("csdesign: ")
    assert "org" in run.err


def test_a_missing_file_is_reported_with_its_neighbour(tmp_path: Path) -> None:
    """A typo in a file name is not a finding."""
    (tmp_path / "design.yaml").write_text(SMALL, encoding="utf-8")

    run = csdesign("check", "desing.yaml", cwd=tmp_path)

    assert run.code == 2
    assert "did you mean design.yaml?" in run.err.replace("'", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    """Permissions are named as the cause."""
    (tmp_path / "design.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "design.yaml").chmod(0)

    run = csdesign("plan", "design.yaml", cwd=tmp_path)

    assert run.code == 2
    assert "permission" in run.err.lower()


def test_a_pipe_of_an_ascii_locale_gets_its_plan_in_utf_8(tmp_path: Path) -> None:
    """Who reads a pipe is a program; letters stay letters, and nothing fails."""
    text = SMALL.replace("id: smb", "id: smb\n    name: Малый бизнес")
    (tmp_path / "design.yaml").write_text(text, encoding="utf-8")

    run = csdesign("plan", "design.yaml", cwd=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C")

    assert run.code == 0
    assert "Малый бизнес" in run.out
    assert "COVERAGE" in run.out


def test_a_closed_pipe_is_not_an_error_message() -> None:
    """`csdesign plan ... | head -1` prints one line and nothing on stderr."""
    done = subprocess.run(
        f"'{sys.executable}' -m csdesign plan examples/planworks.yaml | head -1",
        shell=True,
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout.startswith("PlanWorks")
    assert done.stderr == ""


def test_ctrl_c_ends_with_130_and_without_a_traceback(tmp_path: Path) -> None:
    """An interrupted command is quiet."""
    process = subprocess.Popen(
        [sys.executable, "-m", "csdesign", "plan", "-"],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    # More than a pipe holds: once it is written, the command is reading.
    process.stdin.write(b"# waiting\n" * 20_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, b"", b"")


def test_standard_input_is_a_design() -> None:
    """`-` reads standard input."""
    run = csdesign("plan", "-", "--format", "csv", stdin=SMALL.encode())

    assert run.code == 0
    assert run.out.splitlines()[1].startswith("smb,")


@pytest.mark.parametrize(
    ("args", "where"),
    [
        (("plan", ""), ""),
        (("init", ""), ""),
        (("import", ""), ""),
        (("check", "design.yaml", "--baseline", ""), " after '--baseline'"),
        (("check", "design.yaml", "--since", ""), " after '--since'"),
        (("diff", "design.yaml", ""), " after 'design.yaml'"),
        (("report", "design.yaml", "-o", ""), " after '-o'"),
    ],
)
def test_an_empty_argument_is_refused(args: tuple[str, ...], where: str, tmp_path: Path) -> None:
    """An unset variable of a script must not turn a gate off."""
    (tmp_path / "design.yaml").write_text(SMALL, encoding="utf-8")

    run = csdesign(*args, cwd=tmp_path)

    assert (run.code, run.out) == (2, "")
    assert run.err == f"csdesign: an argument is empty{where}; is a script variable unset?\n"
    assert [path.name for path in tmp_path.iterdir()] == ["design.yaml"]


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    """A second `init` refuses and leaves the first design as it is."""
    first = csdesign("init", cwd=tmp_path)
    (tmp_path / "design.yaml").write_text(SMALL, encoding="utf-8")

    second = csdesign("init", cwd=tmp_path)

    assert first.code == 0
    assert second.code == 2
    assert "does not overwrite files" in second.err
    assert (tmp_path / "design.yaml").read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("template", ["startup", "wrike", "plg", "enterprise"])
def test_init_writes_a_short_design_that_plans_unedited(template: str, tmp_path: Path) -> None:
    """A starter has under 40 lines, loads, and has no error."""
    csdesign("init", "--template", template, cwd=tmp_path)

    plan = csdesign("plan", "design.yaml", cwd=tmp_path)
    check = csdesign("check", "design.yaml", cwd=tmp_path)

    assert len((tmp_path / "design.yaml").read_text(encoding="utf-8").splitlines()) < 40
    assert (tmp_path / ".csdesign/schema.json").stat().st_size > 10_000
    assert "You need" in plan.out
    assert (plan.code, check.code) == (0, 0)


def test_a_pair_with_two_leads_is_a_contradiction(tmp_path: Path) -> None:
    """Neither is kept in silence: both places are named, once for all segments."""
    (tmp_path / "design.yaml").write_text(
        "segments: [{id: corp}, {id: smb}]\n"
        "roles:\n"
        "  - {id: am, co_owns: [{motion: renew, with: csm, lead: am}]}\n"
        "  - {id: csm, co_owns: [{motion: renew, with: am, lead: csm}]}\n",
    )
    done = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)

    assert done.code == 1
    assert done.out.count("SCH205") == 1
    assert "design.yaml:4:" in done.out
    assert "this names csm as the lead" in done.out
    assert "the other place am" in done.out


def test_a_policy_over_a_number_that_is_not_stated_says_so_once(tmp_path: Path) -> None:
    """In a finding with its place; the engine's own words stay off the terminal."""
    (tmp_path / "design.yaml").write_text(
        "segments: [{id: corp}, {id: smb}]\n"
        "policies: [{name: p, on: segment, assert: accounts / 2.0 > 3.0}]\n",
    )
    done = csdesign("check", "design.yaml", "--select", "POL", "--format", "concise", cwd=tmp_path)

    assert (done.code, done.err) == (1, "")
    assert done.out.count("\n") == 1
    assert "accounts is not stated there; write accounts == null || ..." in done.out


def test_contradictions_show_next_to_what_the_schema_refuses(tmp_path: Path) -> None:
    """All errors in one run; a part of which something was left out is not judged."""
    (tmp_path / "design.yaml").write_text(
        "params: {annual_attrition: 1, months_to_fill: many}\n"
        "segments:\n"
        "  - id: a\n"
        "    acounts: 10\n"
        "    interactions:\n"
        "      - {id: twice, channel: digital, every: month, per_year: 3}\n"
        "      - {id: misspelt, chanel: digital, every: month}\n"
        "      - {id: never, channel: digital}\n"
        "      - {id: unread, channel: digital, every: monthy}\n"
        "      - {id: g, channel: digital, every: year, role: [x, {}], effort_hours: {x: 2}}\n"
        "roles: [{id: x, params: {absence_days: 300}}]\n",
    )
    done = csdesign("check", "design.yaml", "--format", "concise", cwd=tmp_path)
    found = sorted(line for line in done.out.splitlines() if "SCH205" in line)

    assert done.code == 1
    assert [line.partition(": ")[0] for line in found] == ["design.yaml:6:39", "design.yaml:8:14"]
    assert ["twice" in found[0], "never" in found[1]] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        ("audit", "--suggest-codes", "--against", "old.yaml"),
        ("audit", "--suggest-codes", "--select", "ROL501"),
    ],
)
def test_suggestions_refuse_options_of_a_judgement(tmp_path: Path, words: tuple[str, ...]) -> None:
    """What would be ignored is refused."""
    (tmp_path / "design.yaml").write_text("roles: [{id: csm}]\n", encoding="utf-8")

    run = csdesign(*words, "design.yaml", cwd=tmp_path)

    assert run.code == 2
    assert "--suggest-codes reports no findings" in run.err


@pytest.mark.parametrize("option", [("--no-accounts",), ("--seed", "3"), ("--as-of", "2026-01-01")])
def test_a_rule_is_explained_without_options_of_a_plan(option: tuple[str, ...]) -> None:
    run = csdesign("explain", "COV101", *option)

    assert run.code == 2
    assert f"{option[0]} works with a subject such as fte:smb" in run.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["fte:smb", "--draws", "10"], "--draws works with draw:..., not with fte"),
        (["month:2027-01:csm", "--draws", "10"], "--draws works with draw:..., not with month"),
        (["cost", "--months", "3"], "--months works with month:... or vacancy:..., not with cost"),
        (["draw:csm", "--from", "2027-01"], "--from works with month:... or vacancy:..., not"),
    ],
)
def test_explain_refuses_months_and_draws_for_a_subject_without_them(
    options: list[str], said: str
) -> None:
    run = csdesign("explain", options[0], "examples/minimal.yaml", *options[1:])

    assert (run.code, run.out) == (2, "")
    assert said in run.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize(
    "words",
    [
        ("plan", "PIPE.yaml"),
        ("fit", "PIPE.yaml", "--people", "1"),
        ("audit", "--roles", "PIPE.csv"),
        ("import", "PIPE.md"),
        ("plan", "design.yaml", "--accounts", "PIPE.csv"),
        ("plan", "design.yaml", "--accounts", "t.csv", "--accounts-before", "PIPE.csv"),
        ("check", "design.yaml", "--accounts", "PIPE.csv"),
        ("check", "design.yaml", "--baseline", "PIPE.json"),
        ("check", "design.yaml", "--config", "PIPE.toml"),
        ("books", "design.yaml", "--accounts", "t.csv", "--exceptions", "PIPE.csv"),
        ("books", "design.yaml", "--accounts", "t.csv", "--people", "PIPE.csv"),
        ("report", "design.yaml", "--against", "PIPE.yaml", "-o", "new.html"),
        ("explain", "total", "PIPE.yaml"),
        ("diff", "design.yaml", "PIPE.yaml"),
        ("accounts", "PIPE.csv"),
    ],
    ids=" ".join,
)
def test_a_pipe_is_refused_in_one_wording_wherever_a_file_is_read(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "design.yaml").write_text(
        SMALL.replace("accounts: 100", "where: arr > 0"), encoding="utf-8"
    )
    (tmp_path / "t.csv").write_text("id,arr\nA1,5\n", encoding="utf-8")
    pipe = next(word for word in words if word.startswith("PIPE"))
    os.mkfifo(tmp_path / pipe)

    run = csdesign(*words, cwd=tmp_path)

    assert run.code == 2
    assert f"{pipe}: it is a pipe; name a regular file" in run.err.splitlines()[-1]
    assert not (tmp_path / "new.html").exists()
