"""One regular file is opened in one way, and refused in one wording."""

from __future__ import annotations

import io
import os
import select
import threading
import time
from pathlib import Path

import pytest

from csdesign.errors import SettingsError, UnreadableError
from csdesign.files.reading import open_regular, read_input, read_regular, read_stream


def refusal(path: str, limit: int = 100) -> str:
    with pytest.raises(SettingsError) as refused:
        read_regular(path, limit, "the settings file", SettingsError)
    return str(refused.value)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_bytes_up_to_the_limit_are_returned() -> None:
    Path("a").write_bytes(b"x" * 1_000)
    assert read_regular("a", 1_000, "the file") == b"x" * 1_000


def test_larger_file_is_refused() -> None:
    Path("a").write_bytes(b"x" * 1_001)
    assert refusal("a", 1_000) == "cannot read the settings file a: it is larger than 1,000 bytes"


def test_missing_file_is_refused() -> None:
    assert refusal("a\n") == "cannot read the settings file a\\n: no such file or directory"


def test_an_empty_name_is_refused_as_one() -> None:
    """A script whose variable is unset gives one."""
    assert refusal("") == "cannot read the settings file: its name is empty"
    with pytest.raises(UnreadableError, match="cannot read the file: its name is empty"):
        open_regular("")


def test_folder_is_refused() -> None:
    Path("a").mkdir()
    assert refusal("a") == "cannot read the settings file a: it is a directory; name a regular file"


def test_pipe_is_refused_at_once() -> None:
    os.mkfifo("a")
    assert refusal("a") == "cannot read the settings file a: it is a pipe; name a regular file"


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_name_that_no_file_can_have_is_refused(name: str) -> None:
    assert refusal(name).startswith("cannot read the settings file a\\")


def test_a_larger_file_is_not_even_read() -> None:
    """Its size is known before its bytes."""
    with Path("a").open("wb") as stream:
        stream.truncate(17 * 1024 * 1024)
    with pytest.raises(UnreadableError, match="cannot read a: it is larger than 16 MB"):
        open_regular("a", 16 * 1024 * 1024)


def test_a_missing_name_is_met_by_the_file_of_another_suffix_first() -> None:
    """`plan shop` means `shop.yaml` rather than the longer name of a table."""
    for name in ("shop.yaml", "shop-customers.csv", "shopping.yaml"):
        Path(name).write_text("", encoding="utf-8")
    for name in ("shop", "shop.yml"):
        with pytest.raises(UnreadableError, match=r"did you mean 'shop\.yaml'"):
            open_regular(name, 100)


def test_a_missing_name_has_its_neighbour_and_never_itself() -> None:
    """A link that leads nowhere is not its own correction."""
    Path("design.yaml").write_text("", encoding="utf-8")
    Path("broken.yaml").symlink_to("gone")
    with pytest.raises(UnreadableError, match=r"did you mean 'design\.yaml'"):
        open_regular("desing.yaml")
    with pytest.raises(UnreadableError) as caught:
        open_regular("broken.yaml")
    assert str(caught.value) == "cannot read broken.yaml: no such file or directory"


def test_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell can close it: `csdesign import - <&-`."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableError, match="standard input is closed"):
        read_input("-", 10)


def test_a_pipe_that_does_not_wait_is_read_to_its_end() -> None:
    """Whoever starts us may have made it so; what came first alone would be half a design."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)

    def write() -> None:
        os.write(writing, b"first, ")
        while select.select([reading], [], [], 0)[0]:
            time.sleep(0.01)  # until it is read
        os.write(writing, b"second")
        os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(reading, "rb") as stream:
        assert read_stream(stream, 100) == b"first, second"
    writer.join()


def test_a_file_that_has_nothing_to_read_yet_is_refused() -> None:
    """Some files of the system block until there is news."""

    class Quiet(io.FileIO):
        def read(self, _size: int | None = -1, /) -> None:
            return None

    Path("news").write_bytes(b"")
    with Quiet("news") as stream, pytest.raises(UnreadableError, match="cannot read standard inp"):
        read_stream(stream, 100)
