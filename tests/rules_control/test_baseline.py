"""Known findings, by rule and object and never by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from csdesign.finding import Finding, Span
from csdesign.rules.baseline import Entry, apply, baseline_of, prune
from csdesign.rules.control import only_new
from rules_control.samples import COST, EFFORT, ORPHAN, REVENUE, SCHEMA, finding

RAN = {"COV101", "COV105", "OWN301"}
SMB = Entry("COV101", "segments[smb]")


def test_baseline_counts_findings_of_a_rule_on_an_object() -> None:
    found = [finding(), finding(line=9), finding(name="plan"), finding(ORPHAN)]
    assert baseline_of(found) == {
        SMB: 2,
        Entry("COV101", "plan"): 1,
        Entry("OWN301", "segments[smb]"): 1,
    }


def test_silenced_findings_and_broken_designs_are_not_written_down() -> None:
    assert baseline_of([replace(finding(), suppressed="x"), finding(SCHEMA)]) == {}


def test_known_findings_are_silenced_wherever_they_stand_now() -> None:
    moved = replace(finding(), span=Span("moved.yaml", 99, 1, 99, 2), message="other words")
    result = apply([moved, finding(ORPHAN)], {SMB: 1}, RAN, "known.json")
    assert [each.suppressed for each in result.findings] == [
        "known from the baseline known.json",
        None,
    ]
    assert result.fixed == ()


def test_more_findings_than_known_are_new() -> None:
    result = apply([finding(line=n) for n in (3, 1, 2)], {SMB: 2}, RAN, "k")
    assert [(f.span.line, f.suppressed is None) for f in result.findings if f.span] == [
        (1, False),
        (2, False),
        (3, True),
    ]


def test_what_is_no_longer_found_is_reported_in_order() -> None:
    known = {Entry("OWN301", "b"): 1, Entry("OWN301", "a"): 2, SMB: 3, Entry("CAP806", "x"): 1}
    result = apply([finding()], known, RAN, "k")
    assert result.fixed == ((SMB, 2), (Entry("OWN301", "a"), 2), (Entry("OWN301", "b"), 1))


def test_what_a_comment_silences_leaves_the_baseline() -> None:
    result = apply([replace(finding(), suppressed="agreed")], {SMB: 1}, RAN, "k")
    assert [each.suppressed for each in result.findings] == ["agreed"]
    assert result.fixed == ((SMB, 1),)


def test_broken_design_is_not_silenced_by_a_forged_baseline() -> None:
    result = apply([finding(SCHEMA)], {Entry("SCH101", "segments[smb]"): 1}, RAN, "k")
    assert [each.suppressed for each in result.findings] == [None]


def test_baseline_given_is_left_as_it_was() -> None:
    known = Counter({SMB: 1})
    apply([finding()], known, RAN, "k")
    prune(known, [(SMB, 1)])
    assert known == {SMB: 1}


def test_pruning_takes_away_what_is_fixed() -> None:
    known = {SMB: 3, Entry("OWN301", "a"): 1}
    assert prune(known, [(SMB, 2), (Entry("OWN301", "a"), 1)]) == {SMB: 1}
    assert Entry("OWN301", "a") not in prune(known, [(Entry("OWN301", "a"), 1)])


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from([REVENUE, COST, ORPHAN, EFFORT]),
        st.integers(1, 9),
        name=st.sampled_from(["a", "b"]),
    ),
    max_size=12,
)


@given(found=FINDINGS)
def test_design_passes_its_own_baseline(found: list[Finding]) -> None:
    result = apply(found, baseline_of(found), {f.code for f in found}, "k")
    assert all(f.suppressed is not None for f in result.findings)
    assert result.fixed == ()


@given(before=FINDINGS, after=FINDINGS)
def test_known_and_fixed_add_up_to_the_baseline(
    before: list[Finding], after: list[Finding]
) -> None:
    """What is left after pruning is just what silences the findings there are."""
    known = baseline_of(before)
    result = apply(after, known, {"COV101", "COV105", "OWN301", "CAP806"}, "k")
    silenced = sum(f.suppressed is not None for f in result.findings)
    assert silenced + sum(count for _, count in result.fixed) == known.total()
    assert prune(known, result.fixed).total() == silenced


def test_what_a_revision_had_is_not_new() -> None:
    """As often as it had it; what was silenced then, or known then, does not count."""
    one, two = finding(line=1), finding(line=2)
    silenced = replace(finding(), suppressed="accepted")
    broken = finding(SCHEMA)

    assert only_new([one, two], [], {}) == [one, two]
    assert only_new([one, two], [finding(line=7)], {}) == [two]
    assert only_new([one, two], [one, two], {}) == []
    assert only_new([one], [silenced], {}) == [one]
    assert only_new([silenced], [one], {}) == [silenced]
    assert only_new([one, two], [one, two], {SMB: 1}) == [two]
    assert only_new([broken], [broken], {}) == [broken]
    assert only_new([finding(ORPHAN)], [one], {}) == [finding(ORPHAN)]
