"""The nearest settings file upwards holds, and none is merged with another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from csdesign.config import Settings, find_settings, load_settings
from csdesign.errors import SettingsError, UsageError
from tools import unmeasured

FORMATS = ("full", "json", "sarif")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)


def put(path: str, word: str, head: str = "") -> None:
    Path(path).write_text(f'{head}fail-on = "{word}"\n', encoding="utf-8")


def found(start: str = "a/b") -> str | None:
    settings = find_settings(start, FORMATS)
    return settings.fail_on if settings is not None else None


def test_no_file_means_no_settings() -> None:
    assert load_settings("a/b", FORMATS) == Settings()


def test_nearest_folder_wins() -> None:
    put("csdesign.toml", "note")
    assert found() == "note"
    put("a/csdesign.toml", "warning")
    assert found() == "warning"
    put("a/b/.csdesign.toml", "error")
    assert found() == "error"
    assert found("a") == "warning"


def test_of_one_folder_the_plain_name_wins_then_the_hidden_one() -> None:
    put("a/pyproject.toml", "note", "[tool.csdesign]\n")
    assert found() == "note"
    put("a/.csdesign.toml", "warning")
    assert found() == "warning"
    put("a/csdesign.toml", "error")
    assert found() == "error"


def test_files_are_not_merged() -> None:
    Path("csdesign.toml").write_text('format = "json"\n', encoding="utf-8")
    put("a/csdesign.toml", "warning")
    settings = load_settings("a/b", FORMATS)
    assert load_settings("", FORMATS).format == "json"
    assert (settings.fail_on, settings.format) == ("warning", None)


def test_pyproject_without_the_table_is_skipped() -> None:
    put("csdesign.toml", "note")
    Path("a/pyproject.toml").write_text("[project]\nname = 'csdesign-org'\n", encoding="utf-8")
    assert found() == "note"


def test_file_is_named_as_the_folder_was() -> None:
    put("csdesign.toml", "note")
    put("a/csdesign.toml", "note")
    assert load_settings("", FORMATS).path == "csdesign.toml"
    assert load_settings(".", FORMATS).path == "csdesign.toml"
    assert load_settings("a", FORMATS).path == "a/csdesign.toml"


def test_broken_nearest_file_is_an_error_and_not_skipped() -> None:
    put("csdesign.toml", "note")
    Path("a/csdesign.toml").symlink_to("nowhere")
    with pytest.raises(SettingsError, match=r"a/csdesign\.toml: no such file"):
        found()


def test_named_file_is_read_instead_of_the_nearest() -> None:
    put("a/csdesign.toml", "warning")
    put("other.toml", "never", 'format = "json"\n')
    assert load_settings("a", FORMATS, config="other.toml").fail_on == "never"
    with pytest.raises(SettingsError, match=r"cannot read the settings file missing\.toml"):
        load_settings("a", FORMATS, config="missing.toml")


def test_named_pyproject_without_the_table_sets_nothing() -> None:
    Path("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    settings = load_settings("a", FORMATS, config="pyproject.toml")
    assert settings == Settings(path="pyproject.toml")


def test_isolated_reads_no_settings() -> None:
    put("a/csdesign.toml", "warning")
    assert load_settings("a", FORMATS, isolated=True) == Settings()
    with pytest.raises(UsageError) as refused:
        load_settings("a", FORMATS, config="other.toml", isolated=True)
    assert str(refused.value) == "--config and --isolated cannot be combined; give one of them"


def test_run_without_settings_does_not_import_the_toml_reader() -> None:
    code = (
        "import sys\n"
        "from csdesign.config import load_settings\n"
        "load_settings('a/b', ('full',))\n"
        "print('tomllib' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=unmeasured()
    )
    assert done.stdout == "False\n"
