"""A settings file to values, or one sentence that says what is wrong and where."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.config.read import parse_settings, read_settings
from csdesign.config.settings import Settings
from csdesign.errors import SettingsError
from csdesign.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("full", "json", "sarif")

WHOLE = """\
select = ["COV", "own-x"]
ignore = ["COV105"]
fail-on = "warning"
format = "sarif"
baseline = "known.json"

[severity]
COV101 = "note"
"CAP" = "error"
"""


def parsed(text: str, path: str = "csdesign.toml") -> Settings | None:
    return parse_settings(text.encode(), path, FORMATS)


def refusal(text: str, path: str = "csdesign.toml") -> str:
    with pytest.raises(SettingsError) as refused:
        parsed(text, path)
    return str(refused.value)


def test_every_setting_is_read_with_its_line() -> None:
    assert parsed(WHOLE) == Settings(
        path="csdesign.toml",
        select=("COV", "own-x"),
        ignore=("COV105",),
        severity=(("COV101", Severity.NOTE), ("CAP", Severity.ERROR)),
        fail_on="warning",
        format="sarif",
        baseline="known.json",
        lines={
            "select": 1,
            "ignore": 2,
            "fail-on": 3,
            "format": 4,
            "baseline": 5,
            "severity": 7,
            "severity.COV101": 8,
            "severity.CAP": 9,
        },
    )


def test_empty_file_sets_nothing() -> None:
    assert parsed("") == Settings(path="csdesign.toml")
    assert parsed("\ufeffselect = []") == Settings("csdesign.toml", select=(), lines={"select": 1})


def test_table_of_a_larger_file_is_read_alone() -> None:
    other = "[tool.other]\nselect = 1\n"
    text = f'{other}[tool.csdesign]\nignore = ["CAP"]\n[tool.csdesign.severity]\nA = "note"\n'
    assert parsed(text, "pyproject.toml") == Settings(
        path="pyproject.toml",
        ignore=("CAP",),
        severity=(("A", Severity.NOTE),),
        lines={"ignore": 4, "severity": 5, "severity.A": 6},
    )


@pytest.mark.parametrize("text", ["", "[tool]\nx = 1", "tool = 1", "[tool.csdesigner]"])
def test_larger_file_without_the_table_sets_nothing(text: str) -> None:
    assert parsed(text, "pyproject.toml") is None


KEYS = (
    "settings are exclude, baseline, select, ignore, severity, accounts, fail-on, format and design"
)
LIST = 'is a list of rules, such as {} = ["COV", "OWN301"]'
FAIL_ON = "give 'error', 'warning', 'note' or 'never'"
FORMAT = "give 'full', 'json' or 'sarif'"
SEVERITY = "give 'error', 'warning' or 'note'"
BASELINE = "give a file next to this one or below, or use --baseline for one elsewhere"
TOO_MUCH = "TOML that cannot be read: too deep or too long"

REFUSED = {
    '\nselct = ["COV"]': f":2: unknown setting 'selct'; {KEYS}; did you mean 'select'?",
    'fail_on = "note"': f":1: unknown setting 'fail_on'; {KEYS}; did you mean 'fail-on'?",
    'output = "x"': f":1: unknown setting 'output'; {KEYS}",
    'select = "COV"': f":1: select {LIST.format('select')}",
    "ignore = [1]": f":1: ignore {LIST.format('ignore')}",
    'fail-on = "bad"': f":1: fail-on is 'bad'; {FAIL_ON}",
    'fail-on = "eror"': f":1: fail-on is 'eror'; {FAIL_ON}; did you mean 'error'?",
    "fail-on = true": f":1: fail-on is true or false; {FAIL_ON}",
    "format = 1": f":1: format is a number or date; {FORMAT}",
    'format = "sarfi"': f":1: format is 'sarfi'; {FORMAT}; did you mean 'sarif'?",
    'severity = "note"': ':1: severity is a table, such as [severity] COV105 = "note"',
    '[severity]\n\nCOV = "bad"': f":3: the severity of COV is 'bad'; {SEVERITY}",
    "[severity]\nCOV = []": f":2: the severity of COV is a list; {SEVERITY}",
    'severity.COV = "notes"': (
        f":1: the severity of COV is 'notes'; {SEVERITY}; did you mean 'note'?"
    ),
    "[severity.COV]\nx = 1": f":1: the severity of COV is a table; {SEVERITY}",
    'baseline = "/etc/passwd"': f":1: baseline is '/etc/passwd'; {BASELINE}",
    'baseline = "../x.json"': f":1: baseline is '../x.json'; {BASELINE}",
    'baseline = "a/../../x.json"': f":1: baseline is 'a/../../x.json'; {BASELINE}",
    'baseline = ""': f":1: baseline is ''; {BASELINE}",
    'baseline = "."': f":1: baseline is '.'; {BASELINE}",
    "baseline = 1": f":1: baseline is a number or date; {BASELINE}",
    "select = [": ": not TOML: Invalid value",
    "a = 1\nb = = 2": ":2:5: not TOML: Invalid value",
    "[a]\n[a]\n": ":2:3: not TOML: Cannot declare ('a',) twice",
    "a = " + "[" * 100_000: f": {TOO_MUCH}",
    "a = " + "1" * 5_000: f": {TOO_MUCH}",
}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:30])
def test_wrong_setting_is_refused_with_its_place_and_what_would_be_right(text: str) -> None:
    assert refusal(text) == f"csdesign.toml{REFUSED[text]}"


def test_setting_that_is_not_a_table_is_refused() -> None:
    message = refusal("[tool]\ncsdesign = 1", "pyproject.toml")
    assert message == "pyproject.toml: [tool.csdesign] is not a table"


def test_file_that_is_not_utf_8_is_refused_with_the_line() -> None:
    with pytest.raises(SettingsError) as refused:
        parse_settings(b"a = 1\nb = '\xff'\n", "csdesign.toml", FORMATS)
    assert str(refused.value) == "csdesign.toml:2: not UTF-8; save the file as UTF-8"


def test_message_obeys_nothing_that_the_file_holds() -> None:
    message = refusal('"a\\u001b[31m\\n::error::x" = 1')
    assert message.startswith("csdesign.toml: unknown setting 'a\\x1b[31m\\n::error::x'; settings")


def test_baseline_is_found_next_to_its_settings() -> None:
    settings = parsed('baseline = "ci/known.json"', "org/csdesign.toml")
    assert settings is not None
    assert settings.baseline == "org/ci/known.json"


@given(text=st.text(st.sampled_from("[]{}=\"\\'\n#.,ab1-_ \x00é"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(SettingsError):
        assert isinstance(parsed(text), Settings)


def test_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "csdesign.toml"
    path.write_text(WHOLE, encoding="utf-8")
    settings = read_settings(str(path), FORMATS)
    assert settings is not None
    assert settings.path == str(path)
    assert settings.fail_on == "warning"


def test_pyproject_is_read_below_its_table(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text('[tool.csdesign]\nformat = "json"\n', encoding="utf-8")
    settings = read_settings(str(path), FORMATS)
    assert settings is not None
    assert settings.format == "json"


def test_pyproject_that_never_mentions_the_tool_need_not_be_toml(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("= broken", encoding="utf-8")
    assert read_settings(str(path), FORMATS) is None
