"""The pre-commit hook, the GitHub Action and the jobs to copy, read by those who will read them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.command import csdesign, environment
from tools import program, require_tool

ROOT = Path(__file__).parent.parent.parent
COPIES = ROOT / "examples" / "ci"
PAGE = ROOT / "src" / "csdesign" / "pages" / "ci.md"

DESIGN = """\
segments:
  - id: smb
    name: 'Отдел: «малый» [бизнес]'
    accounts: 100
    interactions:
      - {id: call, channel: human-1to1, every: month, minutes: 30, effort_hours: 1, role: csm}
roles:
  - {id: csm, title: CSM, owns: [land, onboard, adopt, renew], supports: [upsell]}
"""


def tool(name: str) -> str:
    """Return a program of this environment, or one on PATH."""
    own = Path(sys.executable).parent / name
    return str(own) if own.exists() else program(name)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program in the checkout."""
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def assert_accepts(*command: str) -> None:
    """Run a reader, which must take its file."""
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_takes_the_manifest_and_the_configuration() -> None:
    """Both files pass the validators of pre-commit itself."""
    assert_accepts(tool("pre-commit"), "validate-manifest", ".pre-commit-hooks.yaml")
    assert_accepts(tool("pre-commit"), "validate-config", str(COPIES / "pre-commit-config.yaml"))


def test_the_hook_reads_the_design_as_a_whole() -> None:
    """Several files form one design: names of changed files would cut it to pieces."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    config = yaml.safe_load((COPIES / "pre-commit-config.yaml").read_text(encoding="utf-8"))

    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True  # pre-commit leaves deleted files out of its list
    assert not hook.keys() & {"files", "types", "types_or"}
    assert hook["entry"] == "csdesign check"
    assert config["repos"][0]["hooks"][0]["id"] == hook["id"]


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", "action.yml"),
        ("vendor.github-workflows", "examples/ci/github-workflow.yml"),
        ("vendor.gitlab-ci", "examples/ci/gitlab-ci.yml"),
    ],
)
def test_services_take_their_files(schema: str, path: str) -> None:
    """Each file passes the schema of its service that check-jsonschema brings with it."""
    reader = [tool("check-jsonschema"), "--builtin-schema", schema]
    transform = ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []

    assert_accepts(*reader, *transform, path)


def test_zizmor_finds_nothing_in_the_action() -> None:
    """No input reaches a script other than by a variable."""
    options = ["--offline", "--no-progress", "--persona", "pedantic"]
    assert_accepts(tool("zizmor"), *options, "action.yml")


def test_the_action_checks_and_reports(tmp_path: Path) -> None:
    """Its own script, run as a runner does: annotations, the summary, SARIF, the exit code."""
    program("bash")
    folder = repository(tmp_path)
    (folder / "csdesign.toml").write_text('[severity]\nOWN301 = "note"\n', encoding="utf-8")
    _, check = action_steps()
    summary = tmp_path / "summary.md"

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]],
        cwd=folder,
        env=environment(
            **dict.fromkeys(check["env"], "")
            | {
                "FILES": "org\n",
                "SINCE": "HEAD",
                "SARIF": "out.sarif",
                "RUNNER_TEMP": str(runner_temp(tmp_path)),
                "GITHUB_STEP_SUMMARY": str(summary),
            }
        ),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=org/design.yaml,line=8,")
    milder = "csdesign: csdesign.toml is less strict than at HEAD: severity\n"
    assert done.stdout.endswith(f"::warning title=csdesign::{milder}")
    assert done.stderr == milder
    assert "OWN304" in done.stdout
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("### csdesign: ")
    assert text.count("### ") + text.count("## ") > 1  # what changed stands below
    results = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {result["ruleId"] for result in results} == {"OWN304"}


def test_inputs_of_the_action_are_not_split_or_run(tmp_path: Path) -> None:
    """A value with blanks, a substitution or a dash stays one value."""
    program("bash")
    folder = repository(tmp_path)
    (folder / "a b $(touch stolen)").mkdir()
    (folder / "a b $(touch stolen)" / "d.yaml").write_text(DESIGN, encoding="utf-8")
    _, check = action_steps()

    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", check["run"]],
        cwd=folder,
        env=environment(
            **dict.fromkeys(check["env"], "")
            | {
                "FILES": "a b $(touch stolen)",
                "SELECT": "OWN304; touch stolen",
                "RUNNER_TEMP": str(runner_temp(tmp_path)),
                "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
            }
        ),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert done.returncode == 2
    assert "no rule fits 'OWN304; touch stolen'" in done.stderr
    assert done.stdout.startswith("::error title=csdesign::csdesign: ")  # seen outside the log
    assert not (folder / "stolen").exists()


def test_every_input_of_the_action_reaches_a_step() -> None:
    """An input that nobody reads would be accepted and ignored."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    used = [value for step in action["runs"]["steps"] for value in step["env"].values()]

    for name in action["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in used


def test_the_gitlab_job_writes_the_reports_it_names(tmp_path: Path) -> None:
    """Its own command, in a folder with a design."""
    folder = repository(tmp_path)
    job = yaml.safe_load((COPIES / "gitlab-ci.yml").read_text(encoding="utf-8"))["csdesign"]
    command = job["script"][-1].split()
    assert command[0] == "csdesign"

    done = csdesign(*command[1:], cwd=folder)

    assert done.code == 1
    for name in job["artifacts"]["reports"].values():
        assert (folder / name).stat().st_size > 0
    issues = json.loads((folder / "code-quality.json").read_text(encoding="utf-8"))
    assert issues[0]["location"]["path"] == "org/design.yaml"


def test_the_problem_matcher_reads_our_lines(tmp_path: Path) -> None:
    """Each line of the concise format, with brackets, colons and Cyrillic in its message."""
    folder = repository(tmp_path)
    task = vscode_task()
    matcher = task["problemMatcher"]["pattern"]
    pattern = re.compile(matcher["regexp"])
    assert task["args"][0] == "check"

    lines = csdesign(*task["args"], cwd=folder).out.splitlines()
    found = [pattern.fullmatch(line) for line in lines]

    assert len(lines) > 3
    assert all(found)
    codes = {match[matcher["code"]] for match in found if match}
    assert {"OWN301", "OWN304"} <= codes
    for match in found:
        assert match is not None
        assert match[matcher["file"]] == "org/design.yaml"
        assert match[matcher["severity"]] in {"error", "warning", "note"}
        assert int(match[matcher["line"]]) >= 1
        assert int(match[matcher["column"]]) >= 1


def test_the_problem_matcher_is_an_expression_of_javascript(tmp_path: Path) -> None:
    """VS Code runs it in JavaScript, which has its own dialect."""
    folder = repository(tmp_path)
    task = vscode_task()
    lines = csdesign(*task["args"], cwd=folder).out.splitlines()
    script = (
        "const [pattern, lines] = JSON.parse(process.argv[1]);"
        "const regexp = new RegExp(pattern);"
        "console.log(lines.filter((line) => regexp.test(line)).length);"
    )

    pattern = task["problemMatcher"]["pattern"]["regexp"]
    count = run(program("node"), "-e", script, json.dumps([pattern, lines]))

    assert int(count.stdout) == len(lines)


def test_bundled_examples_pass_the_exported_schema(tmp_path: Path) -> None:
    """check-jsonschema, which knows nothing of us, takes every example."""
    (tmp_path / "schema.json").write_text(csdesign("schema").out, encoding="utf-8")
    examples = [str(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]

    schema = str(tmp_path / "schema.json")
    assert_accepts(tool("check-jsonschema"), "--schemafile", schema, *examples)


def test_the_page_shows_the_files_as_they_are() -> None:
    """What a reader pastes is what is tested here."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = dict(re.findall(r"<!-- examples/ci/(\S+) -->\n+```\w+\n(.*?)```", text, re.DOTALL))

    assert set(blocks) == {path.name for path in COPIES.iterdir()}
    for name, block in blocks.items():
        assert block == (COPIES / name).read_text(encoding="utf-8")


def repository(tmp_path: Path) -> Path:
    """Return a repository whose design has one more finding than its last commit."""
    git = program("git")
    folder = tmp_path / "checkout"
    design = folder / "org" / "design.yaml"
    design.parent.mkdir(parents=True)
    design.write_text(DESIGN.replace(", supports: [upsell]", ""), encoding="utf-8")
    config = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*config, "commit", "-q", "-m", "A design")):
        subprocess.run([git, *command], cwd=folder, check=True, capture_output=True)
    design.write_text(DESIGN, encoding="utf-8")
    return folder


def runner_temp(tmp_path: Path) -> Path:
    """Return a folder as the action's first step leaves it, with this environment's csdesign."""
    own = Path(sys.executable).parent / "csdesign"
    if not own.exists():
        require_tool("the csdesign command is not installed beside this Python")
    made = tmp_path / "temp"
    (made / "csdesign" / "bin").mkdir(parents=True)
    (made / "csdesign" / "bin" / "csdesign").symlink_to(own)
    return made


def action_steps() -> list[dict[str, Any]]:
    """Return the steps of the action."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps: list[dict[str, Any]] = action["runs"]["steps"]
    return steps


def vscode_task() -> dict[str, Any]:
    """Return the task of VS Code."""
    tasks = json.loads((COPIES / "vscode-tasks.json").read_text(encoding="utf-8"))["tasks"]
    task: dict[str, Any] = tasks[0]
    return task
