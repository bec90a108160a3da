"""`--show-settings`: every value and where it comes from."""

from __future__ import annotations

import tomllib

from csdesign.config import Settings, show_settings
from csdesign.config.read import parse_settings
from csdesign.finding import Severity


def test_settings_are_shown_with_their_lines() -> None:
    settings = Settings(
        path="org/csdesign.toml",
        select=("COV", 'a"b'),
        severity=(("COV101", Severity.NOTE),),
        fail_on="never",
        lines={"select": 2, "fail-on": 9, "severity.COV101": 12},
    )
    assert show_settings(settings) == (
        "# settings of org/csdesign.toml\n"
        'select = ["COV", "a\\"b"]  # line 2\n'
        "ignore = []  # default\n"
        'fail-on = "never"  # line 9\n'
        "# format: not set\n"
        "# baseline: not set\n"
        "# accounts: not set\n"
        "exclude = []  # default\n"
        'severity.COV101 = "note"  # line 12\n'
    )


def test_defaults_are_shown_without_a_file() -> None:
    assert show_settings(Settings()) == (
        "# no settings file\n"
        'select = ["ALL"]  # default\n'
        "ignore = []  # default\n"
        "# fail-on: not set\n"
        "# format: not set\n"
        "# baseline: not set\n"
        "# accounts: not set\n"
        "exclude = []  # default\n"
    )


def test_what_is_shown_can_be_read_again() -> None:
    text = b'format = "json"\nselect = ["COV"]\nignore = ["COV1"]\nbaseline = "k.json"\n'
    settings = parse_settings(text, "csdesign.toml", ("json",))
    assert settings is not None
    shown = tomllib.loads(show_settings(settings))
    assert shown == {**tomllib.loads(text.decode()), "exclude": []}


def test_place_of_a_key_is_named() -> None:
    settings = Settings(path="csdesign.toml", lines={"select": 2})
    assert settings.where("select") == "csdesign.toml:2: select"
    assert Settings("s", lines={"x" * 81: 2}).where("x" * 81) == f"s:2: {'x' * 79}…"
    assert settings.where("ignore") == "csdesign.toml: ignore"
