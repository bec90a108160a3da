"""Every code has a page in one form, and the designs on it are its tests."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from csdesign import api
from csdesign.accounts.problems import RulesError
from csdesign.customers import account_findings
from csdesign.errors import CsdesignError
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.control import choose_rules, known_rules
from csdesign.rules.pages import pages
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile

if TYPE_CHECKING:
    from pathlib import Path

    from csdesign.finding import Finding
    from csdesign.rules.rule import Rule

OTHERS = [page for code, page in pages().items() if code not in {r.code for r in ALL_RULES}]
WORDY = """
YML001 YML003 YML005 YML006 YML007 YML016 YML017 YML099 ACC023 ACC024 ACC026 ACC030 ACC031 ACC032
ACC033 SCN001 SCN002
"""
IN_WORDS = frozenset(WORDY.split())
"""Megabytes, bytes that are no text, hundreds of mistakes, two tables, trees, books of people."""
PAGES = pytest.mark.parametrize("page", OTHERS, ids=lambda page: f"{page.code}-{page.name}")
TABLE = "# accounts.csv\n"


def found_in(text: str, folder: Path) -> list[Finding]:
    """Return what check finds in an example; with its account table, what the table shows."""
    written, _, table = text.partition(TABLE)
    data = written.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])
    found = list(api.check_loaded(loaded, today=date(2026, 1, 1)))
    if table and loaded.design is not None:
        path = folder / "accounts.csv"
        path.write_text(table, encoding="utf-8")
        try:
            problems = api.measure(loaded.design, path, as_of=date(2026, 1, 1)).problems
        except RulesError as error:
            problems = error.problems
        except CsdesignError as error:
            pytest.fail(str(error))
        found += account_findings(loaded.design, problems)
    return found


def marked(page: Rule, text: str) -> list[int]:
    """Return the lines of an example that end in a mark for the code."""
    return [n for n, line in enumerate(text.splitlines(), 1) if f"# <- {page.code}" in line]


@PAGES
def test_a_bad_example_shows_its_code_where_it_is_marked(page: Rule, tmp_path: Path) -> None:
    """At the marked line; an account table has no line of the design."""
    if page.code in IN_WORDS:
        assert page.in_words("Bad")
        return
    for text in page.examples("Bad"):
        lines = marked(page, text)
        found = found_in(text, tmp_path)
        places = [f.span.line if f.span else 0 for f in found if f.code == page.code]
        assert places
        assert TABLE in text or sorted(places) == lines


@PAGES
def test_a_good_example_does_not_have_its_code(page: Rule, tmp_path: Path) -> None:
    """And it loads."""
    for text in page.examples("Good"):
        found = found_in(text, tmp_path)
        assert [f.message for f in found if f.code == page.code] == []
        assert not [f for f in found if f.code.startswith(("YML", "SCH"))]
    assert page.examples("Good") or page.in_words("Good")


@PAGES
def test_every_page_is_complete(page: Rule) -> None:
    """Summary, reason, way out, source, status and first version."""
    assert page.info.summary
    assert page.info.help
    assert page.fix
    assert page.info.source
    assert page.status == "stable"
    assert re.fullmatch(r"\d+\.\d+\.\d+", page.since)


@pytest.mark.parametrize("page", pages().values(), ids=lambda page: page.code)
def test_every_page_says_why_its_severity(page: Rule) -> None:
    """In a paragraph of its own, in the words of the severity that the rule has."""
    article = {"error": "An", "warning": "A", "note": "A"}[str(page.severity)]
    reason = re.compile(rf"^{article} {page.severity}\b.*\b(since|where|in)\b", re.MULTILINE)

    assert reason.search(page.info.help)


def test_every_known_code_can_be_selected_and_has_a_page() -> None:
    """`--select` knows all; reading stays an error whatever is ignored."""
    for info in known_rules():
        assert info.code in choose_rules([info.code]).codes
        assert pages()[info.code].name == info.name
        if not info.code.startswith(("YML", "SCH")):
            assert info.code not in choose_rules(ignore=[info.code]).codes


def test_no_code_and_no_name_stands_twice() -> None:
    """One page for each."""
    infos = known_rules()

    assert len({info.code for info in infos}) == len(infos)
    assert len({info.name for info in infos}) == len(infos)
