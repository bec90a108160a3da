"""Designs from real git repositories: hardened against revisions, settings and time."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from csdesign.errors import RevisionError
from csdesign.source.git import command as git
from csdesign.source.git.revision import history, read_revision, split_revision
from csdesign.source.load import read_files
from csdesign.source.yaml.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}


def run(*arguments: str, folder: Path, day: str = "2026-01-01", **options: str) -> str:
    dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=ENVIRONMENT | dates | options,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, subject: str, day: str, **files: str) -> str:
    """Write files (`__` in a name is a slash, `_` a dot) and commit them."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run("add", "-A", folder=folder)
    run("commit", "-q", "-m", subject, folder=folder, day=day)
    return run("rev-parse", "HEAD", folder=folder)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of three commits; the working directory is its top."""
    folder = tmp_path / "repo"
    folder.mkdir()
    run("init", "-q", "-b", "main", folder=folder)
    commit(folder, "Début", "2026-01-01", org__a_yaml="a: 1\n", org__sub__b_yml="b: 1\n")
    commit(folder, "Other\ttab", "2026-01-02", readme_md="x\n", org__note_txt="x\n")
    commit(folder, "Change", "2026-01-03", org__a_yaml="a: 2\r\n")
    run("tag", "v1", folder=folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("repository")
def test_a_directory_of_a_revision_is_its_yaml_files_as_on_disk() -> None:
    files = read_revision("HEAD~2", ["org"])
    assert [(file.path, file.data, file.number) for file in files] == [
        ("HEAD~2:org/a.yaml", b"a: 1\n", 0),
        ("HEAD~2:org/sub/b.yml", b"b: 1\n", 1),
    ]
    assert read_files(files).tree == {"a": "1", "b": "1"}


@pytest.mark.usefixtures("repository")
def test_a_file_of_any_name_is_read_with_the_bytes_it_was_committed_with() -> None:
    assert [file.data for file in read_revision("v1", ["org/a.yaml", "readme.md"])] == [
        b"a: 2\r\n",
        b"x\n",
    ]


def test_a_replaced_object_is_read_as_it_was_committed(repository: Path) -> None:
    """`refs/replace` of a clone would change what `--against` compares with."""
    first = run("rev-parse", "HEAD~2", folder=repository)
    run("replace", "HEAD", first, folder=repository)
    blobs = [run("rev-parse", f"{rev}:org/a.yaml", folder=repository) for rev in ("v1^{}", first)]
    assert blobs[0] == blobs[1]  # git itself is taken in

    (file,) = read_revision("v1", ["org/a.yaml"])

    assert file.data == b"a: 2\r\n"


@pytest.mark.usefixtures("repository")
def test_a_file_named_twice_is_read_once() -> None:
    assert len(read_revision("v1", ["org", "org/a.yaml", "./org/../org"])) == 2


def test_a_path_is_looked_up_from_here_then_from_the_top(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "org" / "sub")
    for path in ("b.yml", "../sub/b.yml", "org/sub/b.yml", str(repository / "org/sub/b.yml"), "."):
        assert [file.path for file in read_revision("main", [path])] == ["main:org/sub/b.yml"]


def test_a_path_in_another_folder_is_asked_of_its_own_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_revision("v1", ["repo/org/a.yaml"])[0].data == b"a: 2\r\n"
    assert len(read_revision("v1", [str(repository)])) == 2


def test_a_file_that_is_gone_today_is_read_from_the_past(repository: Path) -> None:
    run("rm", "-q", "-r", "org/sub", folder=repository)
    commit(repository, "Gone", "2026-01-04")
    assert read_revision("v1", ["org/sub/b.yml"])[0].data == b"b: 1\n"


def test_the_history_is_the_commits_that_changed_the_paths_the_oldest_first(
    repository: Path,
) -> None:
    assert [(step.date, step.subject) for step in history(["org/a.yaml"])] == [
        ("2026-01-01", "Début"),
        ("2026-01-03", "Change"),
    ]
    assert [step.subject for step in history(["."])] == ["Début", "Other\ttab", "Change"]
    assert history(["org"])[-1].sha == run("rev-parse", "HEAD", folder=repository)
    assert history([]) == []
    assert history(["never.yaml"]) == []


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ("mian", "git does not know the revision 'mian'; did you mean 'main'?"),
        ("HEAD~99", "git does not know the revision 'HEAD~99'"),
        ("", "the revision is empty (an unset variable?); give one, such as main"),
        ("  ", "the revision is empty (an unset variable?); give one, such as main"),
        (
            "--output=x",
            "'--output=x' is not a git revision; use a branch, tag or commit such as main",
        ),
        ("-n1", "'-n1' is not a git revision; use a branch, tag or commit such as main"),
        ("a\nb", "'a\\nb' is not a git revision; use a branch, tag or commit such as main"),
        ("a\0b", "'a\\x00b' is not a git revision; use a branch, tag or commit such as main"),
        ("\x1b[2J", "'\\x1b[2J' is not a git revision; use a branch, tag or commit such as main"),
        (
            "x" * 300,
            f"'{'x' * 59}…' is not a git revision; use a branch, tag or commit such as main",
        ),
        ("^main", "'^main' does not name a single commit"),
        ("v1..main", "git does not know the revision 'v1..main'"),
        ("v1...main", "git does not know the revision 'v1...main'"),
        ("main org", "git does not know the revision 'main org'; did you mean 'main'?"),
        ("main:org", "git does not know the revision 'main:org'; did you mean 'main'?"),
        (":/Change", None),
        ("main^{tree}", "git does not know the revision 'main^{tree}'; did you mean 'main'?"),
        ("@{upstream}", "git does not know the revision '@{upstream}'"),
        ("main@{2000-01-01}", None),
        ("$(touch x)", "git does not know the revision '$(touch x)'"),
        ("`touch x`", "git does not know the revision '`touch x`'"),
        ("; touch x", "git does not know the revision '; touch x'"),
        ("--", "'--' is not a git revision; use a branch, tag or commit such as main"),
        ("0" * 40, "git does not know the revision '" + "0" * 40 + "'"),
        ("../../etc/passwd", "git does not know the revision '../../etc/passwd'"),
    ],
)
def test_a_revision_is_never_an_option_or_a_command(
    revision: str, words: str | None, repository: Path
) -> None:
    """None: git may know it (a search, a date), what matters is that nothing else happens."""
    before = sorted(repository.iterdir())
    with suppress(RevisionError) if words is None else pytest.raises(RevisionError) as caught:
        read_revision(revision, ["org/a.yaml"])
    assert words is None or str(caught.value) == words
    assert sorted(repository.iterdir()) == before


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("org/aa.yaml", "org/aa.yaml is not in v1; did you mean 'a.yaml'?"),
        ("org/*.yaml", "org/*.yaml is not in v1; did you mean 'a.yaml'?"),
        (":(glob)org", ":(glob)org is not in v1"),
        ("--help", "--help is not in v1"),
        ("-", "standard input has no revisions; name the file"),
        ("a\x1bb", "a\\x1bb is not in v1"),
    ],
)
def test_a_path_is_a_name_and_nothing_else(path: str, words: str) -> None:
    with pytest.raises(RevisionError) as caught:
        read_revision("v1", [path])
    assert str(caught.value) == words


def test_a_path_outside_is_refused(repository: Path) -> None:
    (repository.parent / "other").mkdir()
    with pytest.raises(RevisionError, match="not in a git repository, so it has no revisions"):
        read_revision("v1", [str(repository.parent / "other" / "x.yaml")])


def test_a_directory_without_yaml_is_reported(repository: Path) -> None:
    commit(repository, "Docs", "2026-01-04", docs__x_md="x\n")
    with pytest.raises(
        RevisionError, match=r"no \*.yaml or \*.yml file in the directory main:docs"
    ):
        read_revision("main", ["docs"])


def test_links_are_read_once_or_refused(repository: Path) -> None:
    (repository / "org" / "link.yaml").symlink_to("a.yaml")
    commit(repository, "Link", "2026-01-04")
    assert len(read_revision("main", ["org"])) == 2
    with pytest.raises(RevisionError, match=r"main:org/link\.yaml is a symbolic link, not a file"):
        read_revision("main", ["org/link.yaml"])
    (repository / "org" / "out.yaml").symlink_to("/etc/passwd")
    commit(repository, "Out", "2026-01-05")
    with pytest.raises(RevisionError, match=r"main:org/out\.yaml is a symbolic link"):
        read_revision("main", ["org"])


def test_names_with_blanks_quotes_and_line_feeds_are_names(repository: Path) -> None:
    name = 'org/x "y"\n\té.yaml'
    (repository / name).write_text("c: 1\n", encoding="utf-8")
    commit(repository, "Odd", "2026-01-04")
    assert read_revision("main", [name])[0].data == b"c: 1\n"
    assert len(read_revision("main", ["org"])) == 3


def test_a_worktree_and_a_shallow_clone_are_repositories(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("worktree", "add", "-q", str(tmp_path / "tree"), "v1", folder=repository)
    monkeypatch.chdir(tmp_path / "tree")
    assert len(read_revision("main", ["org"])) == 2
    run("clone", "-q", "--depth=1", f"file://{repository}", str(tmp_path / "thin"), folder=tmp_path)
    monkeypatch.chdir(tmp_path / "thin")
    assert len(read_revision("HEAD", ["org"])) == 2
    with pytest.raises(RevisionError, match="this clone is shallow, fetch the rest with git fetch"):
        read_revision("HEAD~1", ["org"])


def test_a_clone_without_blobs_fetches_none(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("config", "uploadpack.allowFilter", "true", folder=repository)
    source, target = f"file://{repository}", str(tmp_path / "thin")
    run("clone", "-q", "--filter=blob:none", "--no-checkout", source, target, folder=tmp_path)
    monkeypatch.chdir(target)
    with pytest.raises(RevisionError, match=r"is not in this clone|git cannot list"):
        read_revision("HEAD", ["org/a.yaml"])


def test_a_sha256_repository_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "-q", "-b", "main", "--object-format=sha256", folder=tmp_path)
    commit(tmp_path, "One", "2026-01-01", a_yaml="a: 1\n")
    monkeypatch.chdir(tmp_path)
    assert read_revision("main", ["a.yaml"])[0].data == b"a: 1\n"
    assert len(history(["."])[0].sha) == 64


def test_a_repository_without_a_commit_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "-q", folder=tmp_path)
    monkeypatch.chdir(tmp_path)
    for attempt in (lambda: history(["."]), lambda: read_revision("HEAD", ["a.yaml"])):
        with pytest.raises(RevisionError, match="the git repository has no commit yet"):
            attempt()


def test_a_folder_without_a_repository_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RevisionError, match="is not in a git repository, so it has no revisions"):
        read_revision("HEAD", ["a.yaml"])


def test_a_bare_repository_buried_in_the_tree_is_not_entered(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request can bring one, with settings of its own."""
    run("clone", "-q", "--bare", str(repository), str(repository / "x"), folder=repository)
    monkeypatch.chdir(repository / "x")
    with pytest.raises(RevisionError):
        read_revision("HEAD", ["a.yaml"])


def test_settings_and_variables_that_run_programs_do_not_run_them(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Git itself shows first that the bait would work."""
    bait = tmp_path / "bait"
    program = tmp_path / "run.sh"
    program.write_text(f'#!/bin/sh\ntouch {bait}\ncat "$1" 2>/dev/null\n', encoding="utf-8")
    program.chmod(0o755)
    run("config", "core.fsmonitor", str(program), folder=repository)
    run("config", "diff.x.textconv", str(program), folder=repository)
    run("config", "core.pager", str(program), folder=repository)
    (repository / ".gitattributes").write_text("*.yaml diff=x\n", encoding="utf-8")
    run("status", folder=repository)
    assert bait.exists()
    bait.unlink()
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(program))
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(program))

    assert len(read_revision("main", ["org"])) == 2
    assert len(history(["org"])) == 3
    assert not bait.exists()


def fake_git(folder: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    (folder / "git").write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_without_git_the_message_says_what_needs_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(RevisionError, match="git is not installed, or not on PATH"):
        read_revision("main", ["org"])


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    "body", ["sleep 60", "sleep 60 & wait", "yes >&2", "exec cat >&2 /dev/zero"]
)
def test_a_git_that_does_not_answer_is_ended_with_all_it_started(
    body: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_git(tmp_path / "bin", f"echo $$ >> {tmp_path}/groups\n{body}", monkeypatch)
    monkeypatch.setattr(git, "_SECONDS", 0.3)
    with pytest.raises(RevisionError, match="git did not answer within"):
        read_revision("main", ["org"])

    groups = (tmp_path / "groups").read_text(encoding="utf-8").split()
    assert groups
    assert not any(is_running(int(group)) for group in groups)


def is_running(group: int) -> bool:
    """Return whether a process of a group is left, once those that were ended could be reaped."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.usefixtures("repository")
def test_a_git_that_does_not_end_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_git(tmp_path / "bin", "exec cat /dev/zero", monkeypatch)
    with pytest.raises(RevisionError, match="git printed more than 16 MB"):
        read_revision("main", ["org"])


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fatal: detected dubious ownership in repository at x", "git does not trust"),
        ("fatal: \\033[31mred", r"git refuses .*\\x1b\[31mred"),
        ("", "git refuses .*exit code 3"),
    ],
)
def test_what_git_says_is_shown_safely(
    said: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_git(tmp_path / "bin", f"printf '{said}' >&2; exit 3", monkeypatch)
    with pytest.raises(RevisionError, match=words):
        read_revision("main", ["org"])


def test_a_file_over_the_limit_is_a_finding_and_not_fetched(repository: Path) -> None:
    (repository / "big.yaml").write_bytes(b"#" * (16 * 1024 * 1024 + 1))
    commit(repository, "Big", "2026-01-04")
    (file,) = read_revision("main", ["big.yaml"])
    assert file.data == b""
    assert [finding.code for finding in parse(file)[1]] == ["YML003"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("main:org/a.yaml", ("main", "org/a.yaml")),
        ("HEAD~1:a:b.yaml", ("HEAD~1", "a:b.yaml")),
        ("org/a.yaml", None),
        ("C:\\org\\a.yaml", None),
    ],
)
def test_a_revision_ends_at_the_first_colon(text: str, parts: tuple[str, str] | None) -> None:
    assert split_revision(text) == parts


@pytest.mark.parametrize("text", [":org", "main:", "--x:org", "a\x1b:org"])
def test_half_a_revision_is_refused(text: str) -> None:
    with pytest.raises(RevisionError):
        split_revision(text)


def test_a_git_that_may_not_be_run_is_reported(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "git").write_text("", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert repository.exists()
    with pytest.raises(RevisionError, match="cannot run git"):
        read_revision("main", ["org"])


def test_a_submodule_is_not_a_file(repository: Path) -> None:
    head = run("rev-parse", "HEAD", folder=repository)
    run("update-index", "--add", "--cacheinfo", f"160000,{head},mod.yaml", folder=repository)
    run("commit", "-q", "-m", "Module", folder=repository)
    with pytest.raises(RevisionError, match=r"main:mod\.yaml is a submodule, not a file"):
        read_revision("main", ["mod.yaml"])


def test_a_link_out_of_the_repository_is_outside(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (repository / "out").symlink_to(tmp_path / "elsewhere")
    run("init", "-q", folder=tmp_path)
    with pytest.raises(RevisionError):
        read_revision("main", ["out/a.yaml"])
    with pytest.raises(RevisionError, match="is outside the git repository"):
        history(["org", str(tmp_path / "elsewhere" / "x.yaml")])


def test_the_folder_of_git_itself_is_not_a_work_tree(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / ".git")
    with pytest.raises(RevisionError):
        read_revision("main", ["a.yaml"])


@pytest.mark.parametrize("damaged", ["blob", "tree"])
def test_a_damaged_repository_is_reported(damaged: str, repository: Path) -> None:
    name = "HEAD:org/a.yaml" if damaged == "blob" else "HEAD:org"
    sha = run("rev-parse", name, folder=repository)
    (repository / ".git" / "objects" / sha[:2] / sha[2:]).unlink()
    with pytest.raises(RevisionError, match=r"is not in this clone|git cannot list"):
        read_revision("main", ["org/a.yaml"])
    if damaged == "tree":
        with pytest.raises(RevisionError, match="git cannot list the history"):
            history(["org/a.yaml"])
