"""The findings that fail a run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csdesign.config.read import parse_settings
from csdesign.errors import UsageError
from csdesign.finding import Severity
from csdesign.rules.threshold import FAIL_ON, fails, parse_fail_on
from rules.samples import COST, EFFORT, REVENUE, finding


@pytest.mark.parametrize(
    ("word", "failing"),
    [
        ("error", [True, False, False]),
        ("warning", [True, True, False]),
        ("note", [True, True, True]),
        ("never", [False, False, False]),
    ],
)
def test_findings_at_least_as_bad_fail(word: str, failing: list[bool]) -> None:
    limit = parse_fail_on(word)
    rules = (REVENUE, COST, EFFORT)
    assert [fails([finding(rule)], limit) for rule in rules] == failing
    assert not fails([], limit)


def test_suppressed_finding_fails_nothing() -> None:
    assert not fails([replace(finding(), suppressed="x")], Severity.NOTE)
    assert not fails([replace(finding(), suppressed="")], Severity.NOTE)
    assert fails([replace(finding(), suppressed="x"), finding()], Severity.NOTE)


def test_other_words_are_refused() -> None:
    with pytest.raises(UsageError) as refused:
        parse_fail_on("eror")
    assert str(refused.value) == (
        "--fail-on: 'eror' is not error, warning, note or never; did you mean 'error'?"
    )


def test_long_word_is_cut() -> None:
    with pytest.raises(UsageError, match=f"'{'x' * 79}…'"):
        parse_fail_on("x" * 81)


def test_settings_take_the_same_words() -> None:
    for word in FAIL_ON:
        settings = parse_settings(f'fail-on = "{word}"'.encode(), "s.toml", ())
        assert settings is not None
        assert settings.fail_on == word
