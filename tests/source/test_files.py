"""The files that a design is read from, and the message where one cannot be read."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from csdesign.errors import UnreadableError
from csdesign.source.designs import design_files
from csdesign.source.files import read_sources
from csdesign.source.load import read_files
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcefile import LIMIT, STDIN


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str = "a: 1\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(*paths: str) -> list[str]:
    return [file.path for file in read_sources(paths)]


def test_a_directory_is_its_yaml_files_and_those_below_sorted_without_hidden_ones(
    tmp_path: Path,
) -> None:
    for name in (
        "b.yaml",
        "a.yml",
        "sub/c.yaml",
        ".hidden.yaml",
        ".git/d.yaml",
        "e.txt",
        "f.yaml~",
    ):
        write(tmp_path / "org" / name)
    assert names("org") == ["org/a.yml", "org/b.yaml", "org/sub/c.yaml"]


def test_files_keep_the_order_they_are_named_in_and_their_numbers(tmp_path: Path) -> None:
    write(tmp_path / "b.yaml")
    write(tmp_path / "a.txt")
    files = read_sources(["b.yaml", "a.txt"])
    assert [(file.path, file.number, file.data) for file in files] == [
        ("b.yaml", 0, b"a: 1\n"),
        ("a.txt", 1, b"a: 1\n"),
    ]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "org/a.yaml")
    (tmp_path / "org/link.yaml").symlink_to("a.yaml")
    assert names("org/a.yaml", "org", "./org/../org/a.yaml") == ["org/a.yaml"]


def test_a_dash_is_standard_input() -> None:
    (file,) = read_sources(["-"], io.BytesIO(b"a: 1\n"))
    assert (file.path, file.data, file.size) == (STDIN, b"a: 1\n", 5)


def test_closed_standard_input_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="standard input is closed"):
        read_sources(["-"])


def test_endless_standard_input_is_read_to_the_limit_and_no_further() -> None:
    with Path("/dev/zero").open("rb") as endless:
        (file,) = read_sources(["-"], endless)
    assert file.data == b""
    assert [finding.code for finding in parse(file)[1]] == ["YML003"]


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    write(tmp_path / "design.yaml")
    with pytest.raises(UnreadableError) as caught:
        read_sources(["desing.yaml"])
    assert str(caught.value) == (
        "cannot read desing.yaml: no such file or directory; did you mean 'design.yaml'?"
    )


@pytest.mark.parametrize("name", ["none/at/all.yaml", "a\0b", "x" * 300, "", "design.yaml/x"])
def test_a_path_that_names_nothing_is_unreadable(name: str, tmp_path: Path) -> None:
    write(tmp_path / "design.yaml")
    with pytest.raises(UnreadableError, match="cannot read"):
        read_sources([name])


def test_a_name_that_moves_the_cursor_is_shown_spelled_out() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_sources(["\x1b[2Jx\n::error::.yaml"])
    assert "\\x1b[2Jx\\n::error::.yaml" in str(caught.value)


def test_a_name_that_is_not_utf8_is_read_and_shown(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.yaml"
    Path(os.fsdecode(raw)).write_bytes(b"a: 1\n")
    (file,) = read_sources([os.fsdecode(raw)])
    assert file.data == b"a: 1\n"
    assert names(str(tmp_path)) == [os.fsdecode(raw)]


def test_a_directory_without_yaml_is_unreadable(tmp_path: Path) -> None:
    write(tmp_path / "org/readme.txt")
    with pytest.raises(UnreadableError, match=r"no \*.yaml or \*.yml file in the directory org"):
        read_sources(["org"])


def test_a_named_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(
        UnreadableError, match=r"cannot read pipe\.yaml: it is a pipe; name a regular file"
    ):
        read_sources(["pipe.yaml"])


def test_devices_and_sockets_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="it is a device; name a regular file"):
        read_sources(["/dev/zero"])
    server = socket.socket(socket.AF_UNIX)
    try:
        server.bind(str(tmp_path / "s.yaml"))
        with pytest.raises(UnreadableError, match=r"cannot read s\.yaml"):
            read_sources(["s.yaml"])
    finally:
        server.close()


def test_a_file_without_permission_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal is raised here: root, as in many containers, may read every file."""

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableError, match=r"cannot read design\.yaml: permission denied"):
        read_sources(["design.yaml"])


def test_links_in_a_directory_lead_nowhere_else(tmp_path: Path) -> None:
    write(tmp_path / "org/a.yaml")
    write(tmp_path / "secret.yaml")
    (tmp_path / "org/b.yaml").symlink_to("../secret.yaml")
    with pytest.raises(UnreadableError, match=r"org/b\.yaml is a link to a file outside org"):
        read_sources(["org"])


def test_links_to_directories_are_not_followed_so_loops_end(tmp_path: Path) -> None:
    write(tmp_path / "org/a.yaml")
    (tmp_path / "org/loop").symlink_to(".")
    (tmp_path / "org/up").symlink_to("..")
    assert names("org") == ["org/a.yaml"]


def test_a_dangling_link_and_a_loop_of_links_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to("none.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    for name in ("gone.yaml", "loop.yaml"):
        with pytest.raises(UnreadableError, match="cannot read"):
            read_sources([name])


def test_a_file_behind_a_link_is_known_to_be(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml")
    write(tmp_path / "real/b.yaml")
    (tmp_path / "link.yaml").symlink_to("a.yaml")
    (tmp_path / "folder").symlink_to("real")
    files = read_sources(["link.yaml", "folder/b.yaml"])
    assert [file.linked for file in files] == [True, True]
    assert not read_sources(["a.yaml"])[0].linked


@pytest.mark.parametrize(("size", "codes"), [(LIMIT, ["YML016"]), (LIMIT + 1, ["YML003"])])
def test_16_mb_are_read_and_one_byte_more_is_a_finding(
    size: int, codes: list[str], tmp_path: Path
) -> None:
    (tmp_path / "big.yaml").write_bytes(b"\n" * size)
    (file,) = read_sources(["big.yaml"])
    assert file.size == size
    assert [finding.code for finding in parse(file)[1]] == codes


def test_a_sparse_file_of_10_gb_is_not_read_at_all(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as stream:
        stream.truncate(10 * 1024**3)
    (file,) = read_sources(["big.yaml"])
    assert (file.data, file.size) == (b"", 10 * 1024**3)


def test_a_folder_that_may_not_be_listed_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A design that silently lacks a folder would be another design."""
    write(tmp_path / "org/sub/a.yaml")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(UnreadableError, match="cannot read org/sub: permission denied"):
        read_sources(["org"])


def test_a_disk_that_fails_while_reading_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.yaml")

    class Failing(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

        def fileno(self) -> int:
            return self.descriptor

    def fail(descriptor: int, *_: object, **__: object) -> Failing:
        stream = Failing()
        stream.descriptor = descriptor
        return stream

    monkeypatch.setattr(os, "fdopen", fail)
    with pytest.raises(UnreadableError, match=r"cannot read a\.yaml: input/output error"):
        read_sources(["a.yaml"])
    with pytest.raises(UnreadableError, match="cannot read standard input: input/output error"):
        read_sources(["-"], Failing())


def test_a_tree_is_read_from_the_paths_and_standard_input_together(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "roles: [a]\n")
    files, _ = design_files(["a.yaml", "-"], io.BytesIO(b"roles: [b]\n"))
    result = read_files(files)
    assert result.tree == {"roles": ["a", "b"]}
    assert result.source_map.span(("roles", 1)).path == STDIN
