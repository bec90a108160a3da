"""An audit against an earlier design: roles are found again by what they do."""

from __future__ import annotations

import pytest

import csdesign
from auditing.texts import AFTER, BEFORE, DUTIES, HEAD, RENEWALS, SELLING, role
from csdesign.auditing import AuditReport, audit_design
from designs import EXAMPLES, design_of


def audited(after: str, before: str) -> AuditReport:
    return audit_design(design_of(after), design_of(before), against_name="v1")


def test_a_new_title_and_a_new_id_do_not_hide_the_old_job() -> None:
    report = audited(AFTER, BEFORE)

    pair = next(pair for pair in report.former_pairs if pair.b.id == "csm")
    assert (pair.a.id, pair.a.origin, pair.relation) == ("tam", "v1", "against")
    assert pair.comparison.verdict == "unchanged"
    assert [f.object for f in report.findings if f.code == "ROL501"] == ["roles[csm].title"]


def test_requirements_are_compared_apart_from_duties() -> None:
    """Every duty stayed, while two of three requirements went."""
    pair = next(pair for pair in audited(AFTER, BEFORE).former_pairs if pair.b.id == "csm")

    assert not pair.comparison.only_in_a
    assert len([line for line in pair.requirements if line.b is None]) == 2


def test_both_sides_of_a_match_are_quoted_from_their_own_design() -> None:
    pair = next(pair for pair in audited(AFTER, BEFORE).former_pairs if pair.b.id == "csm")
    reworded = next(line for line in pair.duties if line.kind == "lexical")

    assert reworded.a is not None
    assert reworded.b is not None
    assert "flags" in reworded.a.text
    assert "reports" in reworded.b.text
    assert reworded.a.span is not None


def test_an_id_that_meant_another_role_misleads_nobody() -> None:
    """Two roles swapped their ids: the duties say who is who, and the report says so."""
    before = HEAD + role("a", "Adviser") + role("b", "Seller", SELLING)
    after = HEAD + role("b", "Adviser") + role("a", "Seller", SELLING)

    report = audited(after, before)

    assert {(p.a.id, p.b.id, p.comparison.verdict) for p in report.former_pairs} == {
        ("a", "b", "unchanged"),
        ("b", "a", "unchanged"),
    }
    assert any("the id 'a' meant 'Adviser'" in note for note in report.notes)
    assert not [f for f in report.findings if f.code == "ROL501"]


def test_a_title_that_stayed_on_another_job_is_found() -> None:
    before = HEAD + role("am", "Account Manager") + RENEWALS
    after = HEAD + role("am", "Account Manager", SELLING) + RENEWALS

    report = audited(after, before)

    assert [f.code for f in report.findings if f.code.startswith("ROL51")] == ["ROL510"]
    assert next(pair for pair in report.former_pairs if pair.b.id == "am").rewritten


def test_a_split_and_a_lost_role_are_reported() -> None:
    lines = DUTIES.splitlines(keepends=True)
    before = HEAD + role("a", "Adviser") + role("s", "Seller", SELLING)
    after = HEAD + role("a", "Adviser", "".join(lines[:3])) + role("x", "Desk", "".join(lines[3:]))

    kinds = {
        change.kind: [r.title for r in (*change.before, *change.after)]
        for change in audited(after, before).changes
    }

    assert kinds == {"split": ["Adviser", "Adviser", "Desk"], "gone": ["Seller"]}


def test_a_former_role_named_by_id_alone_is_taken_from_the_earlier_design() -> None:
    named = AFTER.replace("    requirements: [SQL]\n", "    formerly: tam\n")

    alone = audit_design(design_of(named))
    report = audited(named, BEFORE)

    assert alone.former_pairs[0].comparison.verdict is None
    csm = [pair for pair in report.former_pairs if pair.b.id == "csm"]
    assert [pair.comparison.verdict for pair in csm] == ["unchanged"]


def test_ownership_of_a_grid_is_read_on_both_sides() -> None:
    """A role that lost its motion is never called unchanged, wherever ownership is written."""
    grid = "ownership: {corp: {adopt: tam, renew: renewals}}\n"
    before = grid + BEFORE.replace("    owns: [renew]\n", "")
    moved = "ownership: {corp: {adopt: renewals, renew: renewals}}\n"
    after = moved + AFTER.replace("    owns: [renew]\n", "")

    pair = next(pair for pair in audited(after, before).former_pairs if pair.b.id == "csm")

    assert [veto.kind for veto in pair.comparison.vetoes] == ["ownership"]
    assert pair.comparison.verdict == "barely-changed"


def test_against_itself_nothing_has_a_new_title() -> None:
    report = audited(BEFORE, BEFORE)

    assert {pair.comparison.verdict for pair in report.former_pairs} == {"unchanged"}
    assert not any(pair.renamed for pair in report.former_pairs)
    assert not report.changes
    assert not [f for f in report.findings if f.code in {"ROL501", "ROL502", "ROL510", "ROL511"}]


@pytest.mark.parametrize("order", [("", "-ru"), ("-ru", "")])
def test_the_seven_roles_pair_up_one_to_one_across_languages(order: tuple[str, str]) -> None:
    """A translated title is not a new title."""
    before, after = (csdesign.load(EXAMPLES / f"seven-roles{name}.yaml") for name in order)

    report = csdesign.audit(after, before)

    assert [(p.a.id, p.b.id) for p in report.former_pairs] == [
        (role.id, role.id) for role in after.roles or ()
    ]
    assert {pair.comparison.verdict for pair in report.former_pairs} == {"unchanged"}
    assert not any(pair.renamed for pair in report.former_pairs)
    assert not report.findings


@pytest.mark.parametrize(
    ("after", "before"),
    [(AFTER, BEFORE), (BEFORE, AFTER), (HEAD + role("s", "Seller", SELLING), BEFORE)],
)
def test_verdict_and_finding_never_disagree(after: str, before: str) -> None:
    """ROL501 stands exactly at the roles of which the report says: new title, same job."""
    report = audited(after, before)

    told = {
        f"roles[{pair.b.id}].title"
        for pair in report.former_pairs
        if pair.renamed and pair.comparison.verdict == "unchanged" and pair.same_job
    }

    assert told == {finding.object for finding in report.findings if finding.code == "ROL501"}
