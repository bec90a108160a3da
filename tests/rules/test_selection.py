"""The rules that run, and the severities of their findings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.accounts.problems import ACCOUNT_RULES
from csdesign.config import Settings
from csdesign.errors import SettingsError, UsageError
from csdesign.finding import Severity
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.control import choose_rules
from csdesign.rules.reading import READING_RULES, TABLE_RULES
from csdesign.rules.selection import choose, parse_selectors, with_severities
from rules.samples import COST, EFFORT, ORPHAN, RULES, finding

CODES = [rule.code for rule in RULES]
SELECTORS = [*CODES, *(rule.name for rule in RULES), "COV", "COV1", "C", "SCH", "ALL"]


def codes(*, select: str = "", ignore: str = "", settings: Settings | None = None) -> list[str]:
    """Return the codes that run, for selectors parted by blanks."""
    choice = choose(RULES, select=select.split(), ignore=ignore.split(), settings=settings)
    assert choice.codes == {rule.code for rule in choice.rules}
    return [rule.code for rule in choice.rules]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ("", "", CODES),
        ("ALL", "", CODES),
        ("COV101", "", ["COV101"]),
        ("COV", "", ["COV101", "COV102", "COV105"]),
        ("COV10", "", ["COV101", "COV102", "COV105"]),
        ("C", "", ["COV101", "COV102", "COV105", "CAP806"]),
        ("orphan-motion", "", ["OWN301"]),
        ("CAP806,COV101 OWN", "", ["COV101", "OWN301", "CAP806"]),
        ("", "COV", ["SCH101", "OWN301", "CAP806", "AX001"]),
        ("", "ALL", []),
        ("COV", "COV105", ["COV101", "COV102"]),
        ("COV", "unaffordable-ax", ["COV101", "COV102"]),
        ("COV105", "COV", ["COV105"]),
        ("unaffordable-ax", "COV", ["COV105"]),
        ("COV1", "COV", ["COV101", "COV102", "COV105"]),
        ("COV", "COV1", []),
        ("COV105", "COV105", []),
        ("COV105", "unaffordable-ax", []),
        ("COV105", "ALL", ["COV105"]),
        ("ALL", "ALL", []),
        ("C", "ALL", ["COV101", "COV102", "COV105", "CAP806"]),
    ],
)
def test_closest_selector_decides_and_of_equals_the_one_that_ignores(
    select: str, ignore: str, expected: list[str]
) -> None:
    assert codes(select=select, ignore=ignore) == expected


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("COV1O1", "--select: no rule fits 'COV1O1'; did you mean 'COV101'?"),
        ("cov101", "--select: no rule fits 'cov101'; did you mean 'COV101'?"),
        ("orphan-moton", "--select: no rule fits 'orphan-moton'; did you mean 'orphan-motion'?"),
        ("cov", "--select: no rule fits 'cov'; did you mean 'COV'?"),
        ("ax", "--select: no rule fits 'ax'; did you mean 'AX'?"),
        (
            "everything-else",
            (
                "--select: no rule fits 'everything-else'; "
                "give a code, the beginning of one, a name or ALL"
            ),
        ),
        ("COV,", "--select: 'COV,' names no rule; give codes or names"),
    ],
)
def test_selector_that_fits_no_rule_is_refused(selector: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        codes(select=selector)
    assert str(refused.value) == message


def test_refusal_names_the_option() -> None:
    with pytest.raises(UsageError, match=r"^--ignore: no rule fits 'X'"):
        codes(ignore="X")
    with pytest.raises(UsageError, match=r"^--ignore: '' names no rule"):
        choose(RULES, ignore=[""])


def test_settings_hold_where_no_option_is_given() -> None:
    settings = Settings(path="s.toml", select=("COV",), ignore=("COV105",))
    assert codes(settings=settings) == ["COV101", "COV102"]
    assert codes(select="OWN COV105", settings=settings) == ["OWN301"]
    assert codes(ignore="COV101", settings=settings) == ["COV102", "COV105"]
    assert codes(settings=Settings(path="s.toml", select=())) == []
    assert codes(settings=Settings(path="s.toml", ignore=("OWN",))) == [
        "SCH101", "COV101", "COV102", "COV105", "CAP806", "AX001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(select=("X1",), lines={"select": 3}), "s.toml:3: select: no rule fits 'X1'"),
        (Settings(ignore=("X1",)), "s.toml: ignore: no rule fits 'X1'"),
        (
            Settings(severity=(("X1", Severity.NOTE),), lines={"severity.X1": 7}),
            "s.toml:7: severity.X1: no rule fits 'X1'",
        ),
        (Settings(select=("",)), "s.toml: select: no rule fits ''"),
    ],
)
def test_unknown_rule_in_settings_is_refused_with_its_line(
    settings: Settings, message: str
) -> None:
    """Also where an option takes the setting's place: the name is still wrong."""
    with pytest.raises(SettingsError) as refused:
        codes(select="COV", ignore="OWN", settings=replace(settings, path="s.toml"))
    assert str(refused.value).startswith(message)


def test_severities_of_settings_hold_for_rules_and_findings() -> None:
    settings = Settings(
        path="s.toml",
        severity=(
            ("COV105", Severity.ERROR),
            ("COV", Severity.NOTE),
            ("orphan-motion", Severity.WARNING),
            ("ALL", Severity.WARNING),
            ("A", Severity.NOTE),
        ),
    )
    choice = choose(RULES, ignore=["COV102"], settings=settings)
    assert {rule.code: rule.severity for rule in choice.rules} == {
        "SCH101": Severity.WARNING,
        "COV101": Severity.NOTE,
        "COV105": Severity.ERROR,
        "OWN301": Severity.WARNING,
        "CAP806": Severity.WARNING,
        "AX001": Severity.NOTE,
    }
    milder = replace(finding(COST), severity=Severity.NOTE)
    changed = with_severities([finding(EFFORT), milder, finding(ORPHAN)], choice)
    assert [(each.code, each.severity) for each in changed] == [
        ("COV105", Severity.ERROR),
        ("CAP806", Severity.WARNING),
        ("OWN301", Severity.WARNING),
    ]


def test_without_settings_every_rule_runs_as_it_is() -> None:
    choice = choose(RULES)
    assert choice.rules == RULES
    assert choice.severities == {}


def test_long_selector_is_cut() -> None:
    with pytest.raises(UsageError, match=f"'{'x' * 79}…'"):
        choose(RULES, select=["x" * 81])


def test_without_settings_a_finding_keeps_the_severity_its_rule_gave_it() -> None:
    milder = replace(finding(COST), severity=Severity.NOTE)
    assert with_severities([milder], choose(RULES)) == [milder]


def test_lists_and_repeats_are_one() -> None:
    assert parse_selectors(["COV, OWN301", "AX"], "--select") == ("COV", "OWN301", "AX")
    assert parse_selectors([], "--select") == ()


@given(
    select=st.lists(st.sampled_from(SELECTORS), max_size=4),
    ignore=st.lists(st.sampled_from(SELECTORS), max_size=4),
)
def test_ignoring_more_never_runs_more(select: list[str], ignore: list[str]) -> None:
    fewer = choose(RULES, select=select, ignore=ignore).codes
    assert fewer <= choose(RULES, select=select).codes
    assert fewer == choose(RULES, select=select[::-1] * 2, ignore=ignore[::-1]).codes


@pytest.mark.parametrize("selector", ["SCH", "YML001"])
def test_reading_is_never_left_out(selector: str) -> None:
    """Neither by an option nor in the settings: a design that does not load is not checked."""
    with pytest.raises(UsageError, match="stays an error"):
        choose_rules(ignore=[selector])
    with pytest.raises(SettingsError, match="stays an error"):
        choose_rules(settings=Settings(ignore=(selector,)))
    with pytest.raises(SettingsError, match="stays an error"):
        choose_rules(settings=Settings(severity=((selector, Severity.NOTE),)))
    as_it_is = choose_rules(settings=Settings(severity=((selector, Severity.ERROR),)))
    assert as_it_is.codes == choose_rules().codes


def test_all_is_what_may_be_left_out_or_changed() -> None:
    """Reading runs whatever is ignored, and keeps its severity."""
    milder = choose_rules(settings=Settings(severity=(("ALL", Severity.NOTE),))).severities

    assert choose_rules(ignore=["ALL"]).codes == {rule.code for rule in READING_RULES}
    assert milder["COV101"] is Severity.NOTE
    assert milder.keys().isdisjoint(rule.code for rule in READING_RULES)


def test_every_rule_has_one_code_and_one_place_in_the_list() -> None:
    """What reads a design, what only a table shows, what the catalogue judges: no code twice."""
    all_rules = (*READING_RULES, *TABLE_RULES, *(rule.info for rule in ALL_RULES))
    numbers = [rule.code for rule in all_rules]

    assert len(numbers) == len(set(numbers))
    assert {rule.code for rule in ACCOUNT_RULES} <= set(numbers)
