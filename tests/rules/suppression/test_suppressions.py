"""Comments that silence findings, and those that are wrong."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.finding import Finding, RuleInfo, Severity, Span
from csdesign.rules.suppression.apply import SUPPRESSION_RULES, suppress
from csdesign.rules.suppression.comments import Malformed, Suppression, read_comment
from rules.samples import COST, ORPHAN, REVENUE, RULES, SCHEMA, comments, finding

KNOWN = (*RULES, *SUPPRESSION_RULES)
TODAY = date(2026, 11, 25)
FORM = "# csdesign: ignore[CODE] -- reason until 2027-01-31"
NO_DAY = " is not a day; write it as in until 2027-01-31"


def said(
    findings: list[Finding], text: str, *, ran: tuple[RuleInfo, ...] = KNOWN, today: date = TODAY
) -> list[tuple[str, int, str | None]]:
    """Return code, line and reason of every finding after the comments of the text."""
    after = suppress(
        findings,
        comments(text),
        rules=KNOWN,
        ran={rule.code for rule in ran},
        today=today,
    )
    assert after == sorted(after, key=lambda each: each.sort_key)
    return [(f.code, f.span.line if f.span else 0, f.suppressed) for f in after]


def read(text: str) -> Suppression | Malformed | None:
    (comment,) = comments(text)
    return read_comment(comment, KNOWN)


@pytest.mark.parametrize(
    ("comment", "codes", "reason", "until"),
    [
        ("ignore[COV101] -- agreed", ("COV101",), "agreed", None),
        ("ignore[COV101, orphan-motion] -- agreed", ("COV101", "OWN301"), "agreed", None),
        ("ignore[COV101,COV101]--agreed", ("COV101",), "agreed", None),
        (
            "ignore[COV101] -- pilot in Spain until 2027-01-31",
            ("COV101",),
            "pilot in Spain",
            date(2027, 1, 31),
        ),
        ("ignore [ COV101 ]  --  a -- b", ("COV101",), "a -- b", None),
        ("ignore[COV101] -- пилот until 2028-02-29", ("COV101",), "пилот", date(2028, 2, 29)),
    ],
)
def test_suppression_names_rules_reason_and_last_day(
    comment: str, codes: tuple[str, ...], reason: str, until: date | None
) -> None:
    entry = read(f"# csdesign: {comment}\na: 1\n")
    assert isinstance(entry, Suppression)
    assert (entry.codes, entry.reason, entry.until) == (codes, reason, until)


def test_suppression_may_follow_another_comment() -> None:
    entry = read("a: 1  # see the wiki # csdesign: ignore[COV101] -- agreed\n")
    assert isinstance(entry, Suppression)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore", f"name the rules that it suppresses: {FORM}"),
        ("ignore -- agreed", f"name the rules that it suppresses: {FORM}"),
        ("ignore[] -- agreed", f"name the rules that it suppresses: {FORM}"),
        ("ignore[COV101,] -- agreed", f"name the rules that it suppresses: {FORM}"),
        ("ignore[COV101", f"name the rules that it suppresses: {FORM}"),
        ("ignore[COV101]", f"say why: {FORM}"),
        ("ignore[COV101] agreed", f"say why: {FORM}"),
        ("ignore[COV101] --", f"say why: {FORM}"),
        ("ignore[COV101] -- ...", f"say why: {FORM}"),
        ("ignore[COV101] -- until 2027-01-31", f"say why: {FORM}"),
        ("ignore[COV1O1] -- x", "there is no rule 'COV1O1'; did you mean 'COV101'?"),
        ("ignore[COV] -- x", "there is no rule 'COV'; give a whole code or a name"),
        (
            "ignore[SCH101] -- x",
            "SCH101 cannot be suppressed: without it the design is not checked at all",
        ),
        (
            "ignore[COV101] -- x until 2027-02-30",
            f"'2027-02-30'{NO_DAY}",
        ),
        (
            "ignore[COV101] -- x until 31.1.2027",
            f"'31.1.2027'{NO_DAY}",
        ),
        (
            "ignore[COV101] -- x until 20270131",
            f"'20270131'{NO_DAY}",
        ),
        ("ignore[COV101] -- starts until end of May", f"'end of May'{NO_DAY}"),
        ("ingore[COV101] -- x", f"'ingore' suppresses nothing; write {FORM}"),
        ("disable=COV101", f"'disable' suppresses nothing; write {FORM}"),
        ("anything[COV101] -- x", f"'anything' suppresses nothing; write {FORM}"),
        ("anything [COV101]", f"'anything' suppresses nothing; write {FORM}"),
        ("anything=COV101", f"'anything' suppresses nothing; write {FORM}"),
        (
            f"ignore[{'x' * 81}] -- x",
            f"there is no rule '{'x' * 79}…'; give a whole code or a name",
        ),
        (f"ignore[COV101] -- x until {'1' * 81}", f"'{'1' * 79}…'{NO_DAY}"),
        ("noqa", f"'noqa' suppresses nothing; write {FORM}"),
    ],
)
def test_comment_that_was_meant_to_silence_says_what_is_wrong(comment: str, message: str) -> None:
    entry = read(f"a: 1 # csdesign: {comment}\n")
    assert isinstance(entry, Malformed)
    assert entry.message == message
    assert entry.comment.column == 6


@pytest.mark.parametrize(
    "text", ["# csdesign: 1", "# csdesign: see the wiki", "# csdesign:", "# mycsdesign: ignore"]
)
def test_ordinary_comment_is_not_a_suppression(text: str) -> None:
    assert read(f"{text}\na: 1\n") is None


def test_a_malformed_comment_is_reported_at_its_place() -> None:
    (found,) = suppress(
        [], comments("a: 1\nb: 2 # csdesign: ignore\n"), rules=KNOWN, ran={"SUP001"}, today=TODAY
    )
    assert found.message == f"name the rules that it suppresses: {FORM}"
    assert (found.code, found.severity) == ("SUP001", Severity.ERROR)
    assert found.span == Span("design.yaml", 2, 6, 2, 24)
    assert found.why.startswith("A suppression names its rules and says why")


def test_comment_on_the_line_suppresses_it() -> None:
    text = "a: 1\nb: 2 # csdesign: ignore[COV101] -- agreed\nc: 3\n"
    assert said([finding(line=n) for n in (1, 2, 3)], text) == [
        ("COV101", 1, None),
        ("COV101", 2, "agreed"),
        ("COV101", 3, None),
    ]


def test_comment_alone_suppresses_the_line_below() -> None:
    text = "a: 1\n  # csdesign: ignore[COV101] -- agreed\nb: 2\nc: 3\n"
    assert said([finding(line=n) for n in (1, 3, 4)], text) == [
        ("COV101", 1, None),
        ("COV101", 3, "agreed"),
        ("COV101", 4, None),
    ]


def test_adjacent_comments_suppress_the_line_below_them() -> None:
    text = (
        "# csdesign: ignore[COV101] -- first\n"
        "# csdesign: ignore[OWN301] -- second\n"
        "# csdesign: ignore\n"
        "a: 1\n"
    )
    assert said([finding(REVENUE, 4), finding(ORPHAN, 4)], text) == [
        ("COV101", 4, "first"),
        ("OWN301", 4, "second"),
        ("SUP001", 3, None),
    ]


def test_comment_anywhere_in_the_place_of_a_finding_suppresses_it() -> None:
    text = "a:\n  - b # csdesign: ignore[COV101] -- agreed\n  - c\n"
    assert said([finding(line=1, end=3)], text) == [("COV101", 1, "agreed")]
    assert said([finding(line=2, end=3)], text) == [("COV101", 2, "agreed")]
    assert said([finding(line=1, end=2)], text) == [("COV101", 1, "agreed")]
    assert said([finding(line=3)], text)[0] == ("COV101", 3, None)


def test_comment_suppresses_only_its_rules_in_its_file() -> None:
    text = "a: 1 # csdesign: ignore[COV101] -- agreed\n"
    others = [finding(ORPHAN), finding(path="other.yaml"), finding(COST)]
    assert said([*others, finding()], text) == [
        ("COV101", 1, "agreed"),
        ("COV101", 1, None),
        ("OWN301", 1, None),
        ("COV105", 1, None),
    ]


def test_finding_without_a_place_is_never_suppressed() -> None:
    placeless = Finding(REVENUE, Severity.ERROR, "m", None)
    assert said([placeless], "a: 1 # csdesign: ignore[COV101] -- x\n")[0] == ("COV101", 0, None)


def test_schema_error_stays_even_if_a_comment_got_past_the_reader() -> None:
    assert said([finding(SCHEMA)], "a: 1 # csdesign: ignore[SCH101] -- x\n") == [
        ("SCH101", 1, None),
        ("SUP001", 1, None),
    ]


def test_first_reason_is_kept() -> None:
    text = "# csdesign: ignore[COV101] -- above\na: 1 # csdesign: ignore[COV101] -- beside\n"
    assert said([finding(line=2)], text) == [("COV101", 2, "above")]


def test_unused_suppression_is_reported() -> None:
    (found,) = suppress(
        [],
        comments("a: 1 # csdesign: ignore[COV101, OWN301] -- x\n"),
        rules=KNOWN,
        ran={rule.code for rule in KNOWN},
        today=TODAY,
    )
    assert (found.code, found.severity) == ("SUP002", Severity.WARNING)
    assert found.message == "COV101 and OWN301 found nothing here; remove the comment"


def test_unused_part_of_a_suppression_is_reported() -> None:
    text = "a: 1 # csdesign: ignore[COV101, OWN301] -- x\n"
    after = suppress(
        [finding()], comments(text), rules=KNOWN, ran={"COV101", "OWN301", "SUP002"}, today=TODAY
    )
    assert [f.message for f in after] == [
        "message",
        "OWN301 found nothing here; remove it from the comment",
    ]


def test_every_comment_has_its_report() -> None:
    text = (
        "a: 1 # csdesign: ignore\nb: 2 # csdesign: ignore[COV101] -- x\nc: 3 # csdesign: ignore\n"
    )
    assert [code for code, _, _ in said([], text)] == ["SUP001", "SUP001", "SUP002"]


def test_rule_that_did_not_run_is_not_called_unused() -> None:
    text = "a: 1 # csdesign: ignore[COV101] -- x\n"
    assert said([], text, ran=(ORPHAN, *SUPPRESSION_RULES)) == []


def test_findings_on_suppressions_are_left_out_if_the_rule_did_not_run() -> None:
    text = "a: 1 # csdesign: ignore\nb: 1 # csdesign: ignore[COV101] -- x until 2020-01-01\n"
    assert said([], text, ran=RULES) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 1, 30), [("COV101", 1, "pilot")]),
        (date(2027, 1, 31), [("COV101", 1, "pilot")]),
        (date(2027, 2, 1), [("COV101", 1, None), ("SUP003", 1, None)]),
    ],
)
def test_suppression_holds_through_its_last_day(
    today: date, expected: list[tuple[str, int, str | None]]
) -> None:
    text = "a: 1 # csdesign: ignore[COV101] -- pilot until 2027-01-31\n"
    assert said([finding()], text, today=today) == expected


def test_expired_suppression_is_reported_with_its_reason() -> None:
    (found,) = suppress(
        [],
        comments("a: 1 # csdesign: ignore[COV101, OWN301] -- pilot until 2026-01-31\n"),
        rules=KNOWN,
        ran={rule.code for rule in KNOWN},
        today=TODAY,
    )
    assert (found.code, found.severity) == ("SUP003", Severity.WARNING)
    assert found.message == (
        "the suppression of COV101 and OWN301 ended on 2026-01-31; its reason: pilot"
    )


def test_complaints_about_comments_are_never_suppressed() -> None:
    text = "a: 1 # csdesign: ignore[SUP002] -- x\n"
    assert said([], text) == [("SUP001", 1, None)]


@given(text=st.text(st.sampled_from("ignore[],COV101- until2027\t#é"), max_size=60))
def test_any_comment_is_read_without_failing(text: str) -> None:
    for comment in comments(f"a: 1 # csdesign: {text}\n"):
        entry = read_comment(comment, KNOWN)
        assert entry is None or entry.comment == comment


def test_very_long_comment_is_not_a_trap() -> None:
    entry = read(f"a: 1 # csdesign: ignore[COV101] -- {'x ' * 500_000}\n")
    assert isinstance(entry, Suppression)
    assert len(entry.reason) < 1_000
