"""Roles compared with the reference catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csdesign
from auditing.texts import HEAD, role
from csdesign.auditing import audit_design
from csdesign.finding import Severity
from designs import EXAMPLES, design_of

if TYPE_CHECKING:
    from pathlib import Path

TICKETS = """\
      - Answers tickets, chats and calls of users
      - Solves hard technical cases
      - Clears up questions about invoices
      - Passes requests for set-up advice to the right person
"""


def test_a_claim_is_judged_by_sentences_where_there_are_no_codes() -> None:
    """A claim that only sentences contradict is a note for review, never more."""
    report = audit_design(design_of(HEAD + role("csm", "Customer Success Manager", TICKETS)))

    (standing,) = report.standings
    assert (standing.claimed, standing.nearest, standing.by_words) == ("csm", "support", True)
    (finding,) = [f for f in report.findings if f.code == "ROL504"]
    assert finding.severity is Severity.NOTE
    assert "review the role before you tell anyone" in finding.message


def test_the_seven_roles_are_what_they_claim() -> None:
    report = csdesign.audit(csdesign.load(EXAMPLES / "seven-roles.yaml"))

    assert not any(standing.other for standing in report.standings)
    assert all(standing.needed and standing.margin > 0 for standing in report.standings)
    assert report.doctrine == "wrike"


def test_a_role_that_delivers_owns_and_helps_nothing_is_needed_by_nobody() -> None:
    text = HEAD + role("guide", "Journey Guide", TICKETS, "owns: []\nsupports: []")

    (standing,) = audit_design(design_of(text)).standings

    assert standing.stated
    assert not standing.needed


def test_a_role_that_says_nothing_of_motions_is_not_called_useless() -> None:
    (standing,) = audit_design(design_of(HEAD + role("guide", "Guide", TICKETS))).standings

    assert not standing.stated
    assert standing.needed


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_reported_of_coded_roles_is_what_the_rule_finds(path: Path) -> None:
    """The verdict in words and the finding ROL504 agree."""
    report = csdesign.audit(csdesign.load(path))

    told = {f"roles[{standing.role.id}].title" for standing in report.standings if standing.other}

    assert told == {finding.object for finding in report.findings if finding.code == "ROL504"}
