"""Nothing a design, a file name or a rule contains breaks out of its field, in any format."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from csdesign.contracts.findings import document
from csdesign.escaping.terminal import shown
from csdesign.finding import Finding, Severity
from csdesign.formats.findings import FORMATS, write
from csdesign.views.findings.paths import repository_path
from csdesign.views.findings.report import FindingsReport
from formats.findings.hostile import (
    FRAGMENTS,
    hostile_reports,
    obeyed_by_a_runner,
    obeyed_by_a_screen,
)
from formats.findings.samples import EXCUSED, report_of

if TYPE_CHECKING:
    from markdown_it.token import Token

Check = Callable[[str, FindingsReport], list[str]]

_WORD: Final = r"(?:error|warning|note)"


def in_full(text: str, report: FindingsReport) -> list[str]:
    """A block for each finding and nothing else at the left edge."""
    heads = [line for line in text.split("\n")[:-2] if line[:1].strip()]
    titles = [line for line in heads if re.match(rf"{_WORD}\[", line)]
    rows = [line for line in heads if re.match(r"\d+ \| ", line)]
    others = [line for line in heads if line.startswith("see also: ")]
    strays = len(heads) - len(titles) - len(rows) - len(others)
    spans = [span for f in report.active for span in (f.span, *(r.span for r in f.related))]
    quoted = sum(span is not None for span in spans)
    return _differences(
        titles=(len(titles), len(report.active)),
        strays=(strays, 0),
        rows_at_most=(max(len(rows), quoted), quoted),
    )


def in_concise(text: str, report: FindingsReport) -> list[str]:
    """One line a finding."""
    lines = text.split("\n")[:-1]
    ends = [re.search(r"\]\Z", line) is not None for line in lines]
    return _differences(
        lines=(len(lines), len(report.active) or 1),
        ends=(sum(ends), len(report.active)),
    )


def in_json(text: str, report: FindingsReport) -> list[str]:
    """The values themselves come back, and a page that holds the text stays whole."""
    return _differences(
        values=(json.loads(text), _as_json(document(report))),
        page=([part for part in ("</", "<!") if part in text], []),
    )


def in_json_lines(text: str, report: FindingsReport) -> list[str]:
    """One value a line, the counts first, each as in the document."""
    lines = [json.loads(line) for line in text.split("\n")[:-1]]
    whole = _as_json(document(report))
    findings = whole.pop("findings")
    expected = [{**whole, "record": "summary"}, *({"record": "finding", **f} for f in findings)]
    return _differences(values=(lines, expected))


def in_sarif(text: str, report: FindingsReport) -> list[str]:
    """Messages are the words, addresses stay in the checkout, nothing became a link."""
    run = json.loads(text)["runs"][0]
    uris = re.findall(r'"uri": "(.*)"', text)
    messages = [result["message"]["text"] for result in run["results"]]
    messages += [
        r["message"]["text"] for x in run["results"] for r in x.get("relatedLocations", ())
    ]
    return _differences(
        results=(len(run["results"]), len(report.findings)),
        first_lines=(
            [_unescaped(m).split("\n")[0] for m in messages[: len(report.findings)]],
            [shown(finding.message) for finding in report.ordered],
        ),
        links=([m for m in messages if _has_link(m)], []),
        addresses=([u for u in uris if urlsplit(u).scheme or urlsplit(u).netloc], []),
        paths=([u for u in uris if not re.fullmatch(r"[\w/.~%-]+", u, re.ASCII)], []),
        indexes=(
            [run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] for r in run["results"]],
            [r["ruleId"] for r in run["results"]],
        ),
    )


def in_github(text: str, report: FindingsReport) -> list[str]:
    """One command a finding, with just our properties and our words."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    found = []
    for line in text.split("\n")[:-1]:
        if command := re.fullmatch(r"::(\w+) (.*?)::(.*)", line):
            name, properties, message = command.groups()
            keys = [part.partition("=")[0] for part in properties.split(",")]
            found.append((name, tuple(keys), unquote(message, errors="surrogatepass")))
    expected = [
        (
            words[finding.severity],
            ("file", "line", "endLine", "col", "endColumn", "title")
            if finding.span
            else ("title",),
            shown(finding.message),
        )
        for finding in report.active
    ]
    return _differences(
        commands=([(n, k, m.split("\n")[0]) for n, k, m in found], expected),
        lines=(text.count("\n"), len(expected) or 1),
    )


def in_gitlab(text: str, report: FindingsReport) -> list[str]:
    """One issue a finding, each with a name of its own."""
    issues = json.loads(text)
    names = {issue["fingerprint"] for issue in issues}
    begins = [
        issue["description"].startswith(f"{shown(f.code)}: {shown(f.message)}")
        for issue, f in zip(issues, report.active, strict=False)
    ]
    return _differences(
        issues=(len(issues), len(report.active)),
        names=(len(names), len(report.active)),
        words=(all(begins), True),
        several_lines=([i for i in issues if "\n" in i["description"]], []),
    )


def in_junit(text: str, report: FindingsReport) -> list[str]:
    """One test a finding, its message as it is."""
    root = ET.fromstring(text)
    cases = root.findall("testsuite/testcase")
    outcomes = sorted(
        (child.tag, child.get("message", "").endswith(f"{f.severity.word}: {shown(f.message)}"))
        for case, f in zip(cases, _by_path(report), strict=False)
        for child in case
    )
    failed = sum(f.severity is Severity.ERROR and f.suppressed is None for f in report.findings)
    skipped = len(report.findings) - failed
    return _differences(
        cases=(len(cases), len(report.findings) or 1),
        outcomes=(outcomes, [("failure", True)] * failed + [("skipped", True)] * skipped),
        tags=({e.tag for e in root.iter()} - _JUNIT_TAGS, set()),
    )


def in_rdjson(text: str, report: FindingsReport) -> list[str]:
    """One diagnostic a finding, its message on the first line."""
    diagnostics = json.loads(text)["diagnostics"]
    return _differences(
        messages=(
            [each["message"].split("\n")[0] for each in diagnostics],
            [shown(finding.message) for finding in report.active],
        ),
    )


def in_markdown(text: str, report: FindingsReport) -> list[str]:
    """One row a finding, its message as plain text, nothing that GitHub would make live."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    rows = sum(token.type == "tr_open" for token in tokens)
    cells = [token.children or [] for before, token in pairwise(tokens) if before.type == "td_open"]
    kinds = {part.type for cell in cells for part in cell}
    html = {part.content for cell in cells for part in cell if part.type == "html_inline"}
    plain = ["".join(map(_shown_of, cell)) for cell in cells]
    said = [text.replace("\u200b", "") for text in plain[1::4]]
    blocks = {token.type for token in tokens} - _TABLE_TOKENS
    return _differences(
        rows=(rows, len(report.active) + 1 if report.active else 0),
        cells=(len(cells), len(report.active) * 4),
        words=(
            [text.strip() for text in said],
            [
                (shown(f.message) + (f"\nFix: {shown(f.fix)}" if f.fix else "")).strip()
                for f in report.active
            ],
        ),
        blocks=(blocks, set()),
        kinds=(kinds - {"text", "text_special", "html_inline", "em_open", "em_close"}, set()),
        html=(html - {"<br>", "<span>", "</span>"}, set()),
        live=([cell for cell in plain if _LIVE.search(cell)], []),
    )


CHECKS: Final[dict[str, Check]] = {
    "full": in_full,
    "table": in_full,
    "concise": in_concise,
    "json": in_json,
    "jsonl": in_json_lines,
    "sarif": in_sarif,
    "github": in_github,
    "gitlab": in_gitlab,
    "junit": in_junit,
    "rdjson": in_rdjson,
    "markdown": in_markdown,
}
_JUNIT_TAGS: Final = {"testsuites", "testsuite", "testcase", "failure", "skipped"}
_TABLE_TOKENS: Final = {
    f"{name}_{side}"
    for name in ("heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td")
    for side in ("open", "close")
} | {"inline"}
_LIVE: Final = re.compile(r"@\w|#\d|GH-\d|://|www\.|:[\w+-]+:", re.IGNORECASE)


def complaints(name: str, text: str, report: FindingsReport) -> list[str]:
    """Return everything in a format's text that one of its readers would obey or misread."""
    found = [f"screen: {c}" for c in obeyed_by_a_screen(text)]
    commands = obeyed_by_a_runner(text)
    if name == "github":
        commands = commands[len(report.active) :]
    found += [f"runner: {command}" for command in commands]
    try:
        text.encode()
        found += CHECKS[name](text, report)
    except (ValueError, KeyError, ET.ParseError) as error:
        found.append(f"unreadable: {error}")
    return found


def _differences(**pairs: tuple[object, object]) -> list[str]:
    return [
        f"{name}: {seen!r} is not {right!r}"
        for name, (seen, right) in pairs.items()
        if seen != right
    ]


def _as_json(value: object) -> Any:
    """Return the value as any writer of JSON would carry it: two halves of a pair become one."""
    return json.loads(json.dumps(value))


def _unescaped(message: str) -> str:
    """Return a SARIF message as a reader shows it; only one with a link's look is escaped."""
    message = re.sub(r"(\{+)(\d+)(\}+)", lambda m: f"{m[1][::2]}{m[2]}{m[3][::2]}", message)
    return re.sub(r"\\([\\\[\]])", r"\1", message) if re.search(r"\\\]\s*\(", message) else message


def _has_link(message: str) -> bool:
    """Return whether SARIF sees a link; a backslash escapes brackets and itself alone."""
    return re.search(r"\[[^\]]*\]\(", re.sub(r"\\[\\\[\]]", "", message)) is not None


def _shown_of(token: Token) -> str:
    """Return the words that a reader sees in a part of a cell."""
    if token.type.startswith("text"):
        return token.content
    return "\n" if token.content == "<br>" else ""


def _by_path(report: FindingsReport) -> list[Finding]:
    return sorted(report.ordered, key=lambda f: repository_path(report, report.place_of(f).path))


def test_every_format_has_a_check() -> None:
    assert set(CHECKS) == set(FORMATS)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(report=hostile_reports())
def test_nothing_breaks_out_of_its_field(report: FindingsReport) -> None:
    for name in CHECKS:
        assert complaints(name, write(name, report), report) == [], name


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_each_known_attack_stays_in_its_field(name: str, fragment: str) -> None:
    report = _with_message(f"{fragment}x{fragment}")
    assert complaints(name, write(name, report), report) == []


_ANYWHERE: Final = (
    "\x1b[31mred",
    "\x9b31m",
    "\u202eright to left",
    "\u200bhidden",
    "\u2028",
    "\ud800",
    "\x00",
    "\n::error file=README.md,line=1::FORGED",
    "##[error]FORGED",
)
_SPECIAL: Final = {
    "full": ("\nerror[COV101]: FORGED", "\nforged", "\n1 | forged"),
    "concise": ("\na.yaml:1:1: error: FORGED [COV101 x]",),
    "json": ('"}],"x":[{"', "</script>", "<!--", "\\"),
    "jsonl": ("\n", '","fix":"forged'),
    "sarif": ("[x](javascript:alert(1))", '"}}],"x":[{"'),
    "github": ("\nforged", "%0Aforged", "::error title=x::FORGED\n::error title=y::FORGED"),
    "gitlab": ("\n", '"},{"description":"forged'),
    "junit": ("<failure/>", '"/><failure message="', "]]>&", "&#8;"),
    "rdjson": ('"},{"message":"forged', "\\u0041"),
    "markdown": (
        "|", "\n| forged | row | of | four |", "\n\n# heading", "`code`", "<img src=x>", "*x*",
        "![x](http://e.example)", "<http://e.example>", "@octocat", "#12", "GH-12", "www.e.example",
        "http://e.example", ":smile:", "<!-- x -->", "&lt;", "~~x~~",
    ),
}  # fmt: skip
_UNESCAPED: Final = [(name, text) for name, own in _SPECIAL.items() for text in (*_ANYWHERE, *own)]


@pytest.mark.parametrize(("name", "attack"), _UNESCAPED)
def test_check_finds_an_attack_that_a_careless_writer_lets_through(name: str, attack: str) -> None:
    """A check that cannot fail proves nothing: here the text stands in the output as it is."""
    careless = write(name, _with_message("PLACEHOLDER")).replace("PLACEHOLDER", attack)
    assert complaints(name, careless, _with_message(attack)) != []


def _with_message(message: str) -> FindingsReport:
    return report_of(replace(EXCUSED, message=message, suppressed=None))
