"""Comments that silence findings, as `check` applies them."""

from __future__ import annotations

import json

import pytest

from cli.checking import Folder, codes
from csdesign.errors import UsageError

HERE = "supports: [upsell]"
UNTIL = f"{HERE}  # csdesign: ignore[OWN304] -- the seller starts in May until 2026-05-31"


def test_a_comment_with_a_reason_suppresses_a_finding(folder: Folder) -> None:
    """The finding stays in formats for programs, with its reason."""
    folder.change(HERE, f"{HERE}  # csdesign: ignore[support-without-owner] -- agreed")

    assert folder.check(select=["OWN304"]).text == "No problems found (1 suppressed).\n"
    document = json.loads(folder.check(select=["OWN304"], format_="json").text)
    assert [finding["suppressed"] for finding in document["findings"]] == ["agreed"]
    assert document["summary"]["error"] == 0


def test_a_suppression_holds_through_its_last_day(folder: Folder) -> None:
    """On the day after, the finding is back and the comment is reported."""
    folder.change(HERE, UNTIL)
    rules = ["OWN304", "SUP"]

    assert codes(folder.check(select=rules, date="2026-05-31")) == []
    assert codes(folder.check(select=rules, date="2026-06-01")) == ["OWN304", "SUP003"]


def test_the_day_is_that_of_the_option_then_the_environment(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SOURCE_DATE_EPOCH 1779235200 is 2026-05-20."""
    folder.change(HERE, UNTIL)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1779235200")

    assert codes(folder.check(select=["OWN304"], date=None)) == []
    assert codes(folder.check(select=["OWN304"], date="2026-06-01")) == ["OWN304"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH: 'tomorrow'"):
        folder.check(date=None)
    with pytest.raises(UsageError, match="--date: '2026-02-30' is not a date"):
        folder.check(date="2026-02-30")


def test_a_comment_without_a_reason_is_an_error(folder: Folder) -> None:
    """It silences nothing."""
    folder.change(HERE, f"{HERE}  # csdesign: ignore[OWN304]")

    assert codes(folder.check(select=["OWN304", "SUP"])) == ["OWN304", "SUP001"]


def test_a_comment_that_suppresses_nothing_is_reported(folder: Folder) -> None:
    """Only where its rule ran: --select must not call the others unused."""
    folder.change(HERE, f"{HERE}  # csdesign: ignore[OWN302] -- agreed")

    assert codes(folder.check(select=["OWN302", "SUP"])) == ["SUP002"]
    assert codes(folder.check(select=["OWN304", "SUP"])) == ["OWN304"]


def test_a_design_that_does_not_load_reports_no_unused_comment(folder: Folder) -> None:
    """No rule ran, so nobody knows."""
    folder.change(HERE, f"{HERE}  # csdesign: ignore[OWN302] -- agreed")
    folder.change("accounts: 100", "acounts: 100")

    assert codes(folder.check()) == ["SCH101"]


def test_severities_of_settings_hold_for_comments_too(folder: Folder) -> None:
    """SUP001 as a note fails nothing."""
    folder.change(HERE, f"{HERE}  # csdesign: ignore[OWN304]")
    folder.write("csdesign.toml", '[severity]\nSUP001 = "note"\n')

    outcome = folder.check(select=["SUP"])

    assert codes(outcome) == ["SUP001"]
    assert outcome.code == 0


def test_a_comment_inside_a_part_suppresses_what_is_reported_at_its_id(folder: Folder) -> None:
    """AX001 stands at the id of a segment; the comment may stand at any of its lines."""
    said = "name: X # csdesign: ignore[AX001] -- described next week"
    folder.write("design.yaml", f"segments:\n  - id: a\n    {said}\n")

    assert codes(folder.check(select=["AX001"])) == []
