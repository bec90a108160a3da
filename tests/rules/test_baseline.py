"""Known findings, by rule and object and never by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from csdesign.finding import Finding, Measure, Severity, Span
from csdesign.rules.baseline import apply, baseline_of, prune
from csdesign.rules.control import only_new
from csdesign.rules.known import Entry, meet
from rules.samples import COST, EFFORT, ORPHAN, REVENUE, SCHEMA, finding

RAN = {"COV101", "COV105", "OWN301"}
SMB = Entry("COV101", "segments[smb]")


def test_baseline_counts_findings_of_a_rule_on_an_object() -> None:
    found = [finding(), finding(line=9), finding(name="plan"), finding(ORPHAN)]
    assert baseline_of(found) == {
        Entry("COV101", "segments[smb]", Severity.ERROR): 2,
        Entry("COV101", "plan", Severity.ERROR): 1,
        Entry("OWN301", "segments[smb]", Severity.ERROR): 1,
    }


def test_suppressed_findings_and_broken_designs_are_not_written_down() -> None:
    assert baseline_of([replace(finding(), suppressed="x"), finding(SCHEMA)]) == {}


def test_known_findings_are_suppressed_after_they_moved() -> None:
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


def test_what_a_comment_suppresses_leaves_the_baseline() -> None:
    result = apply([replace(finding(), suppressed="agreed")], {SMB: 1}, RAN, "k")
    assert [each.suppressed for each in result.findings] == ["agreed"]
    assert result.fixed == ((SMB, 1),)


def test_broken_design_is_not_suppressed_by_a_forged_baseline() -> None:
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
        severity=st.sampled_from([None, *Severity]),
        value=st.sampled_from([None, 0.0, 1.0, 1.05, 1.2, 6.0]),
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
    met = sum(f.suppressed is not None or bool(f.worse) for f in result.findings)
    assert met + sum(count for _, count in result.fixed) == known.total()
    assert prune(known, result.fixed).total() == met


@given(before=FINDINGS, after=FINDINGS)
def test_nothing_worse_is_ever_suppressed_and_nothing_suppressed_could_be_more(
    before: list[Finding], after: list[Finding]
) -> None:
    """Beside all ways to pair findings with entries: as many as can be are known."""
    known = baseline_of(before)
    result = apply(after, known, RAN, "k")
    for each in result.findings:
        if each.worse:
            assert each.suppressed is None
            assert each.message.endswith(f"(worse: {each.worse})")
    keys = {(f.code, f.object) for f in after}
    most = sum(
        most_pairs(
            [f for f in after if (f.code, f.object) == key],
            [e for e in known.elements() if (e.code, e.object) == key],
        )
        for key in keys
    )
    assert sum(f.suppressed is not None for f in result.findings) == most


def most_pairs(findings: list[Finding], entries: list[Entry]) -> int:
    """Return the largest number of pairs, found by trying: augmenting paths."""
    owner: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for other, entry in enumerate(entries):
            if other in seen or worse(findings[number], entry):
                continue
            seen.add(other)
            if other not in owner or place(owner[other], seen):
                owner[other] = number
                return True
        return False

    return sum(place(number, set()) for number in range(len(findings)))


def worse(finding: Finding, entry: Entry) -> bool:
    ranks = ["note", "warning", "error"]
    if entry.severity and ranks.index(finding.severity) > ranks.index(entry.severity):
        return True
    if finding.measure is None or entry.value is None:
        return False
    return finding.measure.value - entry.value > 0.1 * abs(entry.value) + 1e-9


def test_a_finding_that_grew_worse_is_new_and_says_how() -> None:
    """By severity, or by more than a tenth of the value; a service level gets worse downwards."""
    was = replace(finding(COST), measure=Measure(0.93, "{:.0%}"))
    grew = replace(was, severity=Severity.ERROR, measure=Measure(6.22, "{:.0%}"))
    known = baseline_of([was])

    (result,) = apply([grew], known, RAN, "k").findings
    assert result.suppressed is None
    assert result.worse == "warning -> error, 93% -> 622%"
    assert apply([grew], known, RAN, "k").fixed == ()
    a_little = replace(was, measure=Measure(1.02, "{:.0%}"))
    assert apply([a_little], known, RAN, "k").findings[0].suppressed is not None
    (new,) = only_new([grew], [was], {})
    assert new.worse == result.worse
    assert only_new([was], [grew], {}) == []

    level = replace(was, measure=Measure(0.8, "{:.0%}", falling=True))
    lower = replace(level, measure=Measure(0.5, "{:.0%}", falling=True))
    assert only_new([lower], [level], {})[0].worse == "80% -> 50%"
    assert only_new([level], [lower], {}) == []


def test_entries_without_severity_and_value_know_a_finding_however_bad() -> None:
    """Baselines of earlier versions still match."""
    grew = replace(finding(COST), severity=Severity.ERROR, measure=Measure(6.22))
    met = meet([grew], {Entry("COV105", "segments[smb]"): 1})

    assert (met.same, met.worse) == ({0}, {})


def test_what_a_revision_had_is_not_new() -> None:
    """As often as it had it; what was suppressed then, or known then, does not count."""
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
