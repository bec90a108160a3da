"""Texts that try to leave their field, and a model of what each reader would obey."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hypothesis import strategies as st

from csdesign.finding import Finding, Related, RuleInfo, Severity, Span
from csdesign.views.findings.report import FindingsReport

FRAGMENTS: Final = (
    "\n", "\r", "\r\n", "\t", " ", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029",
    "%", "%0A", "%0D", "%25", "%3A", "::", "::error", "::error file=README.md,line=1::FORGED",
    "::add-mask::x", "::set-env name=A::b", "##[", "##[error]FORGED",
    "##vso[task.complete]x", "##teamcity[x]", "::stop-commands::x", "#", "##", "[", "]", "]]>",
    "\x1b[31m", "\x1b]8;;http://e.example\x07x\x1b]8;;\x07", "\x1b[2J", "\x9b31m", "\x07", "\x08",
    "[bold red]", "[/]", "[link=http://e.example]x[/link]", ":smile:", "\\", "\\n", "'", '"', "`",
    "|", " | a | b |", "\n| forged | row |\n", "\n\n# heading\n", "---", "***", "_x_", "~~x~~",
    "</script>", "<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "<br>", "&", "&amp;",
    "&#10;", "<img src=x onerror=alert(1)>", "![x](http://e.example/p.png)",
    "[x](javascript:alert(1))", "[x](1)", "{0}", "{{", "$x$", "$", "@octocat", "a@b.example",
    "#12", "GH-12", "octo/repo#12", "http://e.example", "www.e.example", "=1+1", "=cmd|'/c'!A1",
    "+1", "-1", "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b",
    "\ufeff", "\ud800", "\udcff", "\udfff", "\ufffe", "\uffff", "\U000e0041", "\u00ad", "\u0301",
    "e\u0301", "漢字", "кириллица", "🚀", "👩\u200d👩\u200d👧", "👍🏽", "a", "error: x [COV101 y]",
    "a.yaml:1:1: error: FORGED [COV101 y]", '"}],"x":[{"', "file=", ",line=99", ",", ":", "..", "/",
    "../../etc/passwd", "//host/share", "C:\\x", "javascript:x", "file:///etc/passwd",
)  # fmt: skip
"""Pieces of attacks; tests put them together."""

TEXTS: Final = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=4).map("".join),
    st.text(st.characters(exclude_categories=()), max_size=12),
)

_BIDI: Final = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_COMMANDS: Final = ("error", "warning", "notice", "add-mask", "set-env", "group", "debug")


@st.composite
def hostile_findings(draw: st.DrawFn) -> Finding:
    """Return a finding every text of which is hostile; its severity and place are ordinary."""
    rule = RuleInfo(
        code=draw(st.sampled_from(["COV101", "OWN301", "AX001"]) | TEXTS),
        name=draw(TEXTS),
        severity=draw(st.sampled_from(Severity)),
        summary=draw(TEXTS),
        help=draw(TEXTS),
        source=draw(TEXTS),
    )
    line = draw(st.integers(1, 3))
    column = draw(st.integers(1, 9))
    span = Span(draw(TEXTS), line, column, line, column + draw(st.integers(0, 9)))
    return Finding(
        rule=rule,
        severity=rule.severity,
        message=draw(TEXTS),
        span=draw(st.none() | st.just(span)),
        object=draw(TEXTS),
        evidence=((draw(TEXTS), draw(TEXTS)),),
        why=draw(TEXTS),
        fix=draw(TEXTS),
        related=(Related(draw(TEXTS), draw(st.none() | st.just(span)), draw(TEXTS)),),
        suppressed=draw(st.none() | TEXTS),
    )


@st.composite
def hostile_reports(draw: st.DrawFn) -> FindingsReport:
    """Return a report of hostile findings over files with hostile lines."""
    findings = tuple(draw(st.lists(hostile_findings(), max_size=4)))
    lines = [draw(TEXTS) for _ in range(3)]
    return FindingsReport(
        findings=findings,
        rules=tuple(finding.rule for finding in findings),
        version="1.2.3",
        # A line of a file has no breaks of lines but may hold all else.
        line_of=lambda _, n: lines[n - 1].translate({10: None, 13: None}) if n <= 3 else "",
        inputs=(draw(TEXTS),),
    )


def obeyed_by_a_screen(text: str) -> list[str]:
    """Return the characters that a terminal or an editor obeys or hides, and no text may have."""
    return [
        f"U+{ord(character):04X}"
        for character in text
        if character != "\n"
        and (
            unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
            or unicodedata.bidirectional(character) in _BIDI
            or character in "\u200b\u200e\u200f\u061c\ufeff"
        )
    ]


def obeyed_by_a_runner(text: str) -> list[str]:
    """Return the commands that a CI runner would take from a log.

    Source: actions/runner, src/Runner.Common/ActionCommand.cs: `::name` at the start of a line
    after white space, else `##[name` anywhere in it; azure-pipelines-agent, Command.cs:
    `##vso[name` anywhere; TeamCity documentation, "Service Messages": `##teamcity[name`.
    """
    commands = []
    for line in text.replace("\r", "\n").split("\n"):
        start = line.lstrip()
        if start.startswith("::") and start.find("::", 2) > 0:
            commands.append(start)
        elif found := re.search(r"##(?:vso|teamcity)?\[.*", line):
            commands.append(found.group())
    return commands
