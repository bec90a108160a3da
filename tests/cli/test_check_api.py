"""`csdesign.check` for programs: the same findings as the command's."""

from __future__ import annotations

from datetime import date

import pytest

import csdesign
from cli.checking import Folder, codes
from csdesign.errors import UsageError
from csdesign.finding import Severity


def test_the_function_finds_what_the_command_finds(folder: Folder) -> None:
    """In the same order."""
    found = csdesign.check("design.yaml")

    assert [finding.code for finding in found] == codes(folder.check(isolated=True))
    assert list(found.to_frame()["code"]) == [finding.code for finding in found]


@pytest.mark.usefixtures("folder")
def test_rules_are_chosen_as_on_the_command_line() -> None:
    """Codes, beginnings and names."""
    assert [f.code for f in csdesign.check("design.yaml", select=["OWN304"])] == ["OWN304"]
    assert not csdesign.check("design.yaml", select=["OWN"], ignore=["OWN301", "OWN304"])
    with pytest.raises(UsageError, match="no rule fits 'OWN9'"):
        csdesign.check("design.yaml", select=["OWN9"])


def test_suppressed_findings_have_their_reason(folder: Folder) -> None:
    """Until the day that the comment names; no settings file is read."""
    folder.write("csdesign.toml", '[severity]\nOWN304 = "note"\n')
    comment = "# csdesign: ignore[OWN304] -- agreed until 2026-05-31"
    folder.change("supports: [upsell]", f"supports: [upsell]  {comment}")

    (silenced,) = csdesign.check("design.yaml", select=["OWN304"], today=date(2026, 5, 31))
    (back,) = csdesign.check("design.yaml", select=["OWN304"], today=date(2026, 6, 1))

    assert silenced.suppressed == "agreed"
    assert back.suppressed is None
    assert back.severity is Severity.ERROR
