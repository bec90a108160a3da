"""Destinations of the results of `check`: standard output, files next to it, the job summary."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest

from cli.checking import ONE, Folder
from cli.command import environment
from cli.running import csdesign
from csdesign.errors import OutputError, UsageError


def test_one_run_writes_several_files_next_to_its_result(folder: Folder) -> None:
    """Standard output keeps its own format; the exit code is that of the findings."""
    outcome = folder.check(select=ONE, output=["sarif=a.sarif", "json=b.json", "junit=c.xml"])

    assert outcome.text.count("\n") == 1
    assert outcome.code == 1
    sarif = json.loads((folder.path / "a.sarif").read_text(encoding="utf-8"))
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ONE
    assert json.loads((folder.path / "b.json").read_text(encoding="utf-8"))["summary"] == {
        "error": 1,
        "warning": 0,
        "note": 0,
    }
    assert (folder.path / "c.xml").read_text(encoding="utf-8").count("<failure ") == 1


def test_sarif_describes_the_rules_of_reading_too(folder: Folder) -> None:
    """Of the rules that ran, those of reading always did."""
    folder.check(select=ONE, output=["sarif=a.sarif"])

    sarif = json.loads((folder.path / "a.sarif").read_text(encoding="utf-8"))
    rules = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
    assert "YML004" in rules
    assert [rule for rule in rules if not rule.startswith(("YML", "SCH"))] == ONE


def test_paths_in_sarif_are_those_of_the_repository(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run in a subdirectory names files as GitHub does."""
    folder.git("init", "-q")
    folder.write("org/design.yaml", (folder.path / "design.yaml").read_text(encoding="utf-8"))
    monkeypatch.chdir(folder.path / "org")

    text = folder.check(select=ONE, format_="sarif").text

    (result,) = json.loads(text)["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "org/design.yaml"


def test_the_job_summary_is_added_to(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub collects one file from all commands of a step; any other file is replaced."""
    folder.write("summary.md", "before\n")
    folder.write("other.md", "before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder.path / "summary.md"))

    folder.check(select=ONE, output=["markdown=summary.md", "markdown=other.md"])

    summary = (folder.path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("before\n### csdesign: 1 error\n")
    assert (folder.path / "other.md").read_text(encoding="utf-8").startswith("### csdesign")


@pytest.mark.parametrize(
    "second", ["./a.json", "{folder}/a.json", "link.json"], ids=["dotted", "absolute", "linked"]
)
def test_two_outputs_to_one_file_are_refused(folder: Folder, second: str) -> None:
    """However the path is written."""
    (folder.path / "link.json").symlink_to(folder.path / "a.json")
    path = second.format(folder=folder.path)

    with pytest.raises(OutputError, match="are one file"):
        folder.check(output=["json=a.json", f"sarif={path}"])
    assert not (folder.path / "a.json").exists()


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("json=missing/a.json", "there is no folder missing"),
        ("json=folder", "it is a directory"),
        ("json=design.yaml", "is the input design.yaml"),
    ],
)
def test_a_path_that_cannot_be_written_leaves_nothing_behind(
    folder: Folder, output: str, message: str
) -> None:
    """Neither half a file nor a temporary one; the input stays as it is."""
    (folder.path / "folder").mkdir()
    before = (folder.path / "design.yaml").read_bytes()

    with pytest.raises(OutputError, match=message):
        folder.check(output=[output])
    assert (folder.path / "design.yaml").read_bytes() == before
    assert sorted(path.name for path in folder.path.rglob("*")) == ["design.yaml", "folder"]


def test_a_full_disk_leaves_the_old_file(folder: Folder) -> None:
    """A limit on the size of files stands in for the disk: the old text stays, whole."""
    folder.write("a.json", "old")
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "sys.argv = ['csdesign', 'check', 'design.yaml', '--output', 'json=a.json']\n"
        "from csdesign.__main__ import main\n"
        "main()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder.path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 2
    assert done.stderr.startswith("csdesign: cannot write a.json: ")
    assert (folder.path / "a.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in folder.path.iterdir()) == ["a.json", "design.yaml"]


def test_the_environment_names_format_and_file(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option goes before the environment, that before the settings."""
    folder.write("csdesign.toml", 'format = "junit"\n')
    monkeypatch.setenv("CSDESIGN_OUTPUT_FORMAT", "gitlab")
    assert folder.check(select=ONE, format_=None).text.startswith("[")
    assert folder.check(select=ONE).text.startswith("design.yaml:")

    monkeypatch.setenv("CSDESIGN_OUTPUT_FILE", "result.json")
    outcome = folder.check(select=ONE, format_=None)

    assert outcome.text == ""
    assert outcome.code == 1
    text = (folder.path / "result.json").read_text(encoding="utf-8")
    assert json.loads(text)[0]["check_name"] == "support-without-owner"
    with pytest.raises(OutputError, match=r"two outputs go to result\.json"):
        folder.check(output=["sarif=result.json"])
    monkeypatch.setenv("CSDESIGN_OUTPUT_FORMAT", "gitlba")
    with pytest.raises(UsageError, match="CSDESIGN_OUTPUT_FORMAT: there is no format 'gitlba'"):
        folder.check(format_=None)


def test_ci_variables_alone_change_nothing(folder: Folder) -> None:
    """No format is chosen because a service seems to run the command."""
    here = csdesign("check", "design.yaml", cwd=folder.path)
    there = csdesign(
        "check", "design.yaml", cwd=folder.path, CI="true", GITHUB_ACTIONS="true", GITLAB_CI="1"
    )

    assert (there.out, there.code) == (here.out, here.code)


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
def test_standard_output_is_the_result_alone(folder: Folder, name: str) -> None:
    """With notes and --verbose, what a program reads stays what it was."""
    outcome = folder.check(format_=name, verbose=True, select=["REN"])

    assert outcome.messages
    for part in outcome.text.splitlines() if name == "jsonl" else [outcome.text]:
        json.loads(part)


def test_an_interrupted_run_leaves_no_file(folder: Folder) -> None:
    """Ctrl-C while standard input is awaited: exit code 130, not a word, nothing written."""
    with subprocess.Popen(
        [sys.executable, "-m", "csdesign", "check", "-", "-v", "--output", "json=a.json"],
        cwd=folder.path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: once it is written, the command is reading.
        process.stdin.write(b"# waiting\n" * 20_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (130, b"", b"")
    assert sorted(path.name for path in folder.path.iterdir()) == ["design.yaml"]


def test_evidence_in_json_has_its_numbers_as_numbers() -> None:
    """Text is for people: a dashboard need not undo the commas."""
    document = json.loads(csdesign("check", "examples/planworks.yaml", "--format", "json").out)
    evidence = [each for finding in document["findings"] for each in finding["evidence"]]
    numbers = {each["value"]: each["number"] for each in evidence}

    assert numbers["5,000"] == 5000.0
    assert numbers["mrr-threshold"] is None
    assert {type(each["value"]) for each in evidence} == {str}
