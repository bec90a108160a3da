"""The table for a job summary or a comment on a pull request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from csdesign.escaping.markdown import plain
from csdesign.escaping.terminal import shown
from csdesign.formats.findings.markdown import LARGEST, write
from formats.findings.hostile import TEXTS
from formats.findings.samples import KNOWN, SPREAD, report_of


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("segment 'corp' is fine, 40% - 1.5 = x + y", "segment 'corp' is fine, 40% - 1.5 = x + y"),
        ("roles[csm]", r"roles\[csm\]"),
        ("a|b", r"a\|b"),
        ("\\", r"\\"),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("# !x(y)", r"\# !x(y)"),
        ("<br> & &lt; a < b", "&lt;br> & &amp;lt; a < b"),
        ("half_year_review", "half_year_review"),
        ("1. first", r"1\. first"),
        ("-1", "-1"),
        ("- not a list", r"\- not a list"),
        ("one-to-one: 5 + 5 = 10", "one-to-one: 5 + 5 = 10"),
        ("5 $ alone", "5 $ alone"),
        ("5 $ and 6 $", "5 <span>$</span> and 6 <span>$</span>"),
        ("@me", "@&#8203;me"),
        ("@ me", "@ me"),
        ("#12", "#&#8203;12"),
        ("gh-12", "gh&#8203;-12"),
        ("gh-x", "gh-x"),
        ("http://x", "http:&#8203;//x"),
        ("WWW.x", "WWW&#8203;.x"),
        ("a :+1: b", "a :&#8203;+1: b"),
        ("a: b: c", "a: b: c"),
        ("a\nb", r"a\\nb"),
        ("##[x", r"\## \[x"),
    ],
)
def test_text_is_shown_as_it_is(text: str, markdown: str) -> None:
    assert plain(text) == markdown


_READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
@pytest.mark.parametrize("frame", ["{}", "- {}", "## {}", "| {} |\n|---|\n| x |"])
def test_a_reader_shows_the_text_in_every_position(frame: str, text: str) -> None:
    """A paragraph, an item, a heading, a cell: the same words, and nothing that acts."""
    inline = [t for t in _READER.parse(frame.format(plain(text))) if t.type == "inline"]
    parts = inline[0].children or [] if inline else []
    kinds = {part.type for part in parts} - {"text", "text_special"}
    said = "".join(part.content for part in parts if part.type.startswith("text"))

    assert kinds <= {"html_inline"}
    assert {p.content for p in parts if p.type == "html_inline"} <= {"<span>", "</span>"}
    assert said.replace("\u200b", "").strip() == shown(text).strip()


def test_table_stays_below_what_github_takes_and_counts_the_rest() -> None:
    wordy = [replace(SPREAD, message="я" * 1_900, object=f"{n:03}") for n in range(300)]
    text = write(report_of(*wordy))
    size = len(text.encode())
    rows = text.count("| Warning |")
    assert LARGEST - 4_000 < size < 1_024_000
    assert text.endswith(f"\n{300 - rows} more findings: the table would be too large.\n")


def test_all_rows_are_shown_where_they_fit() -> None:
    assert "more finding" not in write(report_of(*[SPREAD] * 300))


def test_suppressed_findings_are_counted_below() -> None:
    text = write(report_of(KNOWN))
    assert text == "### csdesign: no problems found\n\n1 suppressed with a reason.\n"


def test_paths_are_from_the_top_of_the_repository() -> None:
    report = replace(report_of(SPREAD), root="/repo", folder="/repo/teams")
    assert "| teams/org/design.yaml:5 |" in write(report)
