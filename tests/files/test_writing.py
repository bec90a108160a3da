"""A result is written whole or not at all, whatever goes wrong and whenever."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from csdesign.errors import OutputError
from csdesign.files.writing import Outputs
from tools import unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

OLD, NEW = b"old" * 1000, b"new" * 70_000
WRITE = """
import sys
from csdesign.files.writing import Outputs
from csdesign.cli.streams import run, unwind_on_signals
def main():
    unwind_on_signals()
    outputs = Outputs()
    outputs.claim(sys.argv[1]).data = b"new" * 70_000
    outputs.write()
    return 0
run(main)
"""
STRACE = shutil.which("strace")


def write(
    path: Path | str,
    data: bytes,
    *,
    force: bool = True,
    more: bool = False,
    inputs: Iterable[str] = (),
) -> None:
    outputs = Outputs()
    outputs.reads(inputs)
    outputs.claim(str(path), force=force, more=more).data = data
    outputs.write()


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path | str, **options: object) -> str:
    with pytest.raises(OutputError) as caught:
        write(path, NEW, **options)  # type: ignore[arg-type]  # options of any field
    return str(caught.value)


def test_a_new_file_has_the_bytes_and_the_permissions_of_the_umask(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    before = os.umask(0o027)
    try:
        write(str(path), NEW)
    finally:
        os.umask(before)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert left_over(tmp_path) == ["out.html"]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(OLD)
    path.chmod(0o604)
    write(str(path), NEW)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_name_without_a_folder_is_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write("x" * 250, NEW)
    assert left_over(tmp_path) == ["x" * 250]


def test_without_force_nothing_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_bytes(OLD)
    assert refused(path, force=False) == f"{path} exists; give --force to replace it"
    assert path.read_bytes() == OLD
    write(str(tmp_path / "other"), NEW, force=False)
    assert left_over(tmp_path) == ["other", "out.html"]


def test_a_file_that_comes_meanwhile_is_not_replaced_without_force(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.html"
    monkeypatch.setattr(os, "fsync", lambda _: path.write_bytes(OLD))
    assert "exists; give --force" in refused(path, force=False)
    assert path.read_bytes() == OLD
    assert left_over(tmp_path) == ["out.html"]


def test_a_file_system_without_links_takes_new_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write(str(tmp_path / "out"), NEW, force=False)
    assert left_over(tmp_path) == ["out"]


def test_links_directories_devices_and_pipes_are_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "gone").symlink_to("none")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = left_over(tmp_path)
    for name, words in (
        ("link", "it is a symbolic link"),
        ("gone", "it is a symbolic link"),
        ("folder", "it is a directory"),
        ("pipe", "it is a pipe"),
        ("/dev/full", "it is a device"),
        ("/dev/null", "it is a device"),
    ):
        assert words in refused(tmp_path / name)
    assert left_over(tmp_path) == before
    assert (tmp_path / "real").read_bytes() == OLD


def test_the_input_is_never_written_over_nor_a_hard_link_to_it(tmp_path: Path) -> None:
    design, linked = tmp_path / "design.yaml", tmp_path / "twin.yaml"
    design.write_bytes(OLD)
    linked.hardlink_to(design)
    for path in (design, linked, tmp_path / "." / "design.yaml"):
        words = refused(path, inputs=["-", "none.yaml", str(design)])
        assert words == f"{path} is the input {design}; write to another file"
    assert design.read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none/out.html", "there is no folder"),
        ("design.yaml/out.html", "not a directory"),
        ("x" * 300, "file name too long"),
        ("a\0b", "the name holds a null character"),
        ("", "name a file"),
        (".", "name a file"),
    ],
)
def test_a_place_that_cannot_be_written_is_named(name: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "design.yaml").write_bytes(OLD)
    assert words in refused(f"{tmp_path}/{name}")
    assert left_over(tmp_path) == ["design.yaml"]


def test_a_name_that_moves_the_cursor_is_spelled_out(tmp_path: Path) -> None:
    assert "\\x1b[2J" in refused(tmp_path / "none" / "\x1b[2J")


def test_a_file_over_the_size_limit_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(OLD)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
    done = subprocess.run(
        [sys.executable, "-c", limit + WRITE, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env=unmeasured(),
    )
    assert done.returncode == 2
    assert done.stderr == f"csdesign: cannot write {path}: file too large\n"
    assert path.read_bytes() == OLD
    assert left_over(tmp_path) == ["out"]


@pytest.mark.parametrize("there", [False, True])
def test_a_run_that_fails_leaves_no_folder_that_it_made(there: bool, tmp_path: Path) -> None:
    """The next run would ask for --force; a folder of the user stays, empty or not."""
    folder = tmp_path / "new" / "pages"
    if there:
        folder.mkdir(parents=True)
    outputs = Outputs()
    outputs.claim_folder(str(folder), force=True)
    outputs.claim(str(folder / "a.csv")).data = NEW
    outputs.claim(str(folder / "none" / "b.csv")).data = NEW

    with pytest.raises(OutputError, match="there is no folder"):
        outputs.write()

    assert folder.exists() == there
    assert not there or left_over(folder) == []


CALLS = ("write", "fsync", "rename", "chmod", "close")
FAULTS = ("error=ENOSPC", "error=EIO", "signal=SIGINT", "signal=SIGTERM", "signal=SIGKILL")


@pytest.mark.skipif(STRACE is None, reason="strace is not installed; it injects the faults")
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_any_step_leaves_the_old_file_or_the_new_one_whole(
    call: str, fault: str, tmp_path: Path
) -> None:
    """The traced calls are those on our own temporary file: its first write, sync and so on."""
    path = tmp_path / "out"
    path.write_bytes(OLD)
    body = WRITE.replace("import sys\n", "import sys, os\n", 1)
    # The name is fixed here alone, so that strace can tell the file's calls from all others.
    body = body.replace(
        "def main", "import secrets\nsecrets.token_hex = lambda _: 'traced'\ndef main", 1
    )
    command = [str(STRACE), "-f", "-qq", "-o", "/dev/null"]
    command += ["-P", str(tmp_path / ".csdesign-traced.tmp"), "-e", f"trace={call}"]
    command += ["-e", f"inject={call}:{fault}:when=1"]
    done = subprocess.run(
        [*command, sys.executable, "-c", body, str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert path.read_bytes() in (OLD, NEW)
    assert done.returncode in (0, 2, 130, 143, -9, 137)
    assert "Traceback" not in done.stderr
    if done.returncode == 0:
        assert path.read_bytes() == NEW
    if "error" in fault and call in ("write", "fsync", "rename"):
        assert done.returncode == 2
        assert path.read_bytes() == OLD
    if "SIGKILL" not in fault:
        assert left_over(tmp_path) == ["out"]


def test_the_summary_of_a_job_is_added_to(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    write(path, b"one\n", more=True)
    write(path, b"two\n", more=True)
    assert path.read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("name", ["link", "folder", "pipe", "/dev/full", "none/x", "a\0b"])
def test_only_a_regular_file_is_added_to(name: str, tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(OLD)
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="cannot write"):
        write(f"{tmp_path}/{name}" if not name.startswith("/") else name, NEW, more=True)
    assert (tmp_path / "real").read_bytes() == OLD
