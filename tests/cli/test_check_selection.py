"""The rules that `check` runs, the findings that fail it, and the settings of both."""

from __future__ import annotations

import pytest

from cli.checking import DESIGN, Folder, codes
from cli.running import csdesign
from csdesign.errors import SettingsError, UsageError


@pytest.mark.parametrize(
    "selector", ["OWN304", "support-without-owner", "OWN304,COV", "ALL"], ids=str
)
def test_a_rule_is_selected_by_code_name_prefix_or_all(folder: Folder, selector: str) -> None:
    """All of them name the rule that finds one thing here."""
    assert "OWN304" in codes(folder.check(select=[selector]))


def test_selectors_are_lists_and_repeats(folder: Folder) -> None:
    """`--select A,B --select C` is three selectors, through the real command line."""
    run = csdesign(
        "check", "design.yaml", "-f", "concise", "--select", "OWN304,REN", "--select", "OWN301",
        cwd=folder.path,
    )  # fmt: skip

    assert run.code == 1
    assert {line.rsplit("[", 1)[1].split()[0] for line in run.out.splitlines()} == {
        "OWN301",
        "OWN304",
    }


def test_what_is_ignored_is_neither_shown_nor_fails(folder: Folder) -> None:
    """The closest selector decides: OWN is selected, OWN301 is not."""
    outcome = folder.check(select=["OWN"], ignore=["OWN301", "support-without-owner"])

    assert codes(outcome) == []
    assert outcome.code == 0


def test_an_ignored_rule_does_not_bring_back_a_more_general_one(folder: Folder) -> None:
    """OWN305 stands for OWN301 of onboarding; to ignore it is not to ask for the other."""
    folder.change("land, onboard,", "land,")
    folder.change("accounts: 100", "accounts: 100\n    new_accounts: 10")
    both = folder.check(select=["OWN301", "OWN305"])

    left = folder.check(select=["OWN301", "OWN305"], ignore=["OWN305"])

    assert "OWN305" in codes(both)
    assert codes(left) == [code for code in codes(both) if code != "OWN305"]


@pytest.mark.parametrize(("option", "value"), [("select", "OWN999"), ("ignore", "suport")])
def test_a_selector_that_fits_nothing_is_refused(folder: Folder, option: str, value: str) -> None:
    """A slip must not turn a rule off in silence."""
    with pytest.raises(UsageError, match=rf"--{option}: no rule fits '{value}'"):
        folder.check(**{option: [value]})


@pytest.mark.parametrize("selector", ["SCH", "YML004", "S", "unknown-reference"])
def test_reading_cannot_be_left_out(folder: Folder, selector: str) -> None:
    """A design that does not load is an error, whatever is selected or ignored."""
    folder.change("accounts: 100", "acounts: 100")

    selected = folder.check(select=["COV"])

    assert selected.code == 1
    assert codes(selected) == ["SCH101"]
    if selector in ("SCH", "YML004"):
        with pytest.raises(UsageError, match="stays an error"):
            folder.check(ignore=[selector])
    elif selector == "S":
        assert codes(folder.check(ignore=["S"])) == ["SCH101"]


def test_fail_on_and_exit_zero_decide_the_exit_code(folder: Folder) -> None:
    """Errors fail by default; the threshold moves that, and never hides a finding."""
    folder.write("csdesign.toml", '[severity]\nOWN304 = "warning"\n')

    for fail, expected in ((None, 0), ("warning", 1), ("error", 0), ("never", 0)):
        outcome = folder.check(select=["OWN304"], fail=fail)
        assert codes(outcome) == ["OWN304"]
        assert outcome.code == expected
    assert folder.check(exit_zero=True).code == 0
    with pytest.raises(UsageError, match="cannot be combined"):
        folder.check(exit_zero=True, fail="error")
    with pytest.raises(UsageError, match="did you mean 'error'"):
        folder.check(fail="eror")


def test_settings_select_and_grade_rules(folder: Folder) -> None:
    """Severities of the settings hold in every format; options go before the settings."""
    folder.write(
        "pyproject.toml",
        '[tool.csdesign]\nselect = ["OWN304"]\nfail-on = "note"\nformat = "jsonl"\n'
        '[tool.csdesign.severity]\nOWN = "note"\n',
    )

    by_settings = folder.check(format_=None)
    by_options = folder.check(select=["OWN301"], fail="warning")

    assert '"severity":"note"' in by_settings.text
    assert by_settings.code == 1
    assert set(codes(by_options)) == {"OWN301"}
    assert by_options.code == 0
    assert "OWN301" in codes(folder.check(isolated=True))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["OWN"]', "csdesign.toml:1: unknown setting 'selct'.*did you mean 'select'"),
        ('select = ["OWN3O1"]', "csdesign.toml:1: select: no rule fits 'OWN3O1'"),
        ('ignore = ["SCH"]', "csdesign.toml:1: ignore: SCH stays an error"),
        ('[severity]\nSCH101 = "note"', "csdesign.toml:2: severity.SCH101: SCH101 stays an error"),
    ],
)
def test_wrong_settings_stop_the_run(folder: Folder, text: str, message: str) -> None:
    """Exit code 2, with the line and what would be right."""
    folder.write("csdesign.toml", text)

    with pytest.raises(SettingsError, match=message):
        folder.check()


def test_a_mild_everything_leaves_reading_an_error(folder: Folder) -> None:
    """`ALL = "note"` grades the rules; a broken design stays an error."""
    folder.write("csdesign.toml", '[severity]\nALL = "note"\n')

    assert folder.check().code == 0
    folder.change("accounts: 100", "acounts: 100")
    assert folder.check().code == 1


def test_settings_are_shown_without_a_design(folder: Folder) -> None:
    """Every setting with the line it comes from."""
    folder.write("csdesign.toml", 'select = ["OWN"]\n')

    run = csdesign("check", "--show-settings", cwd=folder.path)

    assert run.code == 0
    assert 'select = ["OWN"]  # line 1' in run.out


def test_statistics_count_by_rule_and_kind(folder: Folder) -> None:
    """They stand in for the findings; a machine format has no place for them."""
    outcome = folder.check(select=["OWN"], statistics=True, format_=None)

    assert "2  error  OWN301  orphan-motion" in outcome.text
    assert outcome.code == 1
    with pytest.raises(UsageError, match="--output json=PATH"):
        folder.check(statistics=True, format_="json")


def test_quiet_and_verbose_talk_on_standard_error_alone(folder: Folder) -> None:
    """A clean run is silent with --quiet; --verbose says what was read."""
    clean = ["REN"]

    assert folder.check(select=clean).text == "No problems found.\n"
    assert folder.check(select=clean, quiet=True).text == ""
    assert folder.check(select=clean, quiet=True, format_="json").text.startswith("{")
    verbose = folder.check(select=clean, verbose=True)
    assert "read 1 file" in verbose.messages
    assert verbose.text == "No problems found.\n"
    with pytest.raises(UsageError, match="cannot be combined"):
        folder.check(quiet=True, verbose=True)


def test_no_file_at_all_is_asked_for(folder: Folder) -> None:
    """The arguments are optional for --show-settings only."""
    run = csdesign("check", cwd=folder.path)

    assert run.code == 2
    assert run.err == (
        "csdesign: name the design to check: csdesign check FILE... (- reads standard input), or "
        "list designs as [[design]] in csdesign.toml\n"
    )


def test_standard_input_takes_the_place_of_the_file_it_is_named_after(folder: Folder) -> None:
    """An editor checks a text it has not saved against the rest of the design."""
    segments, roles = DESIGN.split("roles:\n")
    folder.write("org/a.yaml", segments)
    folder.write("org/b.yaml", f"roles:\n{roles}")
    unsaved = f"# one more line\nroles:\n{roles.replace('[upsell]', '[serve]')}"

    run = csdesign(
        "check", "org", "-", "--stdin-filename", "org/b.yaml", "-f", "concise", "--select",
        "OWN304", cwd=folder.path, stdin=unsaved.encode(),
    )  # fmt: skip

    assert run.out.startswith("org/b.yaml:6:16: error: smb: csm supports requests for help")
    assert run.code == 1
    with pytest.raises(UsageError, match="give - among the files"):
        folder.check(stdin_filename="org/b.yaml")
