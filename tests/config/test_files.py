"""What a checkout brings is read without trusting what it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from csdesign.config.files import read_regular
from csdesign.errors import SettingsError


def refusal(path: str, limit: int = 100) -> str:
    with pytest.raises(SettingsError) as refused:
        read_regular(path, limit, "the settings file")
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


def test_folder_is_refused() -> None:
    Path("a").mkdir()
    assert refusal("a").startswith("cannot read the settings file a: ")


def test_pipe_is_refused_at_once() -> None:
    os.mkfifo("a")
    assert refusal("a") == "cannot read the settings file a: it is no regular file"


@pytest.mark.parametrize("name", ["a\0b", "a\ud800"])
def test_name_that_no_file_can_have_is_refused(name: str) -> None:
    assert refusal(name).endswith(": that is no name of a file")
