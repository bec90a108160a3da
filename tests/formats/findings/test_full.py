"""The format for people."""

from __future__ import annotations

from dataclasses import replace

from csdesign.finding import Related, Severity, Span
from csdesign.formats.findings.full import write
from formats.findings.samples import EVERYTHING, KNOWN, PLACELESS, SPREAD, WHOLE, report_of


def test_why_is_reported_with_the_first_finding_of_a_rule() -> None:
    text = write(report_of(WHOLE, replace(WHOLE, object="segments[smb]")))
    assert text.count("= why: Revenue says nothing.") == 1
    assert text.index("= why") < text.rindex("error[COV101]")


def test_long_notes_are_wrapped_under_their_text() -> None:
    fix = " ".join(["experience"] * 18)
    text = write(report_of(replace(SPREAD, fix=fix)))
    first = " ".join(["experience"] * 8)
    second = " ".join(["experience"] * 8)
    third = " ".join(["experience"] * 2)
    assert f"  = fix: {first}\n         {second}\n         {third}\n" in text


def test_long_words_are_not_broken() -> None:
    word = "well-known-" * 12
    assert f"  = fix: a\n         {word}\n" in write(report_of(replace(SPREAD, fix=f"a {word}")))


def test_note_without_words_is_a_label() -> None:
    assert "  = see also: \n" in write(report_of(replace(SPREAD, related=(Related("", None),))))


def test_notes_of_a_very_wide_margin_keep_forty_columns() -> None:
    far = Span("org/design.yaml", 10**70, 1, 10**70, 2)
    text = write(report_of(replace(SPREAD, span=far, fix="abcd " * 20)))
    assert f"= fix: {' '.join(['abcd'] * 8)}\n" in text


def test_paragraphs_of_a_reason_become_one_line() -> None:
    text = write(report_of(replace(SPREAD, why="One.\n\nTwo.\n  Three.")))
    assert "  = why: One. Two. Three.\n" in text


def test_places_of_one_finding_share_their_margin() -> None:
    far = Related("there", Span("org/design.yaml", 1234, 1, 1234, 2))
    text = write(report_of(replace(SPREAD, related=(far,))))
    assert "    --> org/design.yaml:5:2\n     |\n   5 |     declared" in text
    assert "see also: there\n    --> org/design.yaml:1234:1\n\n" in text


def test_line_that_cannot_be_quoted_is_named_and_not_shown() -> None:
    text = write(report_of(replace(SPREAD, span=Span("other.yaml", 7, 1, 7, 2))))
    assert text.splitlines()[1:3] == [
        " --> other.yaml:7:1",
        "  = rule: orphan-motion (csdesign explain OWN301)",
    ]


def test_related_place_without_a_span_is_a_note() -> None:
    text = write(report_of(replace(SPREAD, related=(Related("the plan", None),))))
    assert "  = see also: the plan\n" in text


def test_colours_are_those_of_the_severity_and_change_no_letter() -> None:
    coloured = write(replace(EVERYTHING, colour=True))
    plain = write(EVERYTHING)
    assert "\x1b[1;31merror[COV101]\x1b[0m\x1b[1m: segment" in coloured
    assert "\x1b[1;33mwarning[OWN301]\x1b[0m" in coloured
    assert "\x1b[1;36mnote[CAP806]\x1b[0m" in coloured
    assert "\x1b[1;34m4 |\x1b[0m     name" in coloured
    assert "\x1b[1;34m  |\x1b[0m              \x1b[1;31m^^^^^^^^^^\x1b[0m\n" in coloured
    assert "\x1b[1;36msee also\x1b[0m: declared here\n \x1b[1;34m-->\x1b[0m org" in coloured
    assert "  \x1b[1;34m=\x1b[0m \x1b[1mwhy\x1b[0m: Revenue" in coloured
    for code in ("1;31", "1;33", "1;36", "1;34", "1", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def test_last_line_counts_what_is_shown_and_what_is_suppressed() -> None:
    assert write(report_of(PLACELESS, PLACELESS)).endswith("\n\nFound 2 notes.\n")
    assert write(report_of(WHOLE)).endswith("\n\nFound 1 error.\n")
    many = [replace(SPREAD, object=f"segments[s{n}]") for n in range(1234)]
    assert write(report_of(*many, KNOWN)).endswith("Found 1,234 warnings (1 suppressed).\n")
    assert write(report_of(KNOWN)) == "No problems found (1 suppressed).\n"


def test_findings_come_by_severity_code_and_object() -> None:
    milder = replace(WHOLE, severity=Severity.NOTE)
    text = write(report_of(milder, PLACELESS, SPREAD, replace(SPREAD, object="a")))
    heads = [line.partition(":")[0] for line in text.splitlines() if "[" in line[:8]]
    assert heads == ["warning[OWN301]", "warning[OWN301]", "note[CAP806]", "note[COV101]"]
