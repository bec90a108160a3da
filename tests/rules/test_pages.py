"""Every code has a page in one form, and the designs on it are its tests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from csdesign import api
from csdesign.accounts.problems import RulesError
from csdesign.books.options import BookOptions, Strength
from csdesign.customers import account_findings
from csdesign.errors import CsdesignError
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.control import choose_rules, known_rules
from csdesign.rules.pages import pages
from csdesign.source.designs import load_design
from csdesign.source.yaml import refusals, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from csdesign.accounts.problems import AccountProblem
    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.rules.rule import Rule

OTHERS = [page for code, page in pages().items() if code not in {r.code for r in ALL_RULES}]
PAGES = pytest.mark.parametrize("page", OTHERS, ids=lambda page: f"{page.code}-{page.name}")
TABLE = "# accounts.csv\n"
EARLIER = "# before.csv\n"
BOOKS = re.compile(r"# csdesign books .*?(?:--rule (?P<rule>\w+)=(?P<strength>\w+) )?--as-of .*\n")
CODEC = re.compile(r"# design.yaml, saved as ([\w-]+)\n")
MANY = re.compile(r".*\{1\.\.(\d+)\}.*\n")
TODAY = date(2026, 1, 1)


def written_out(text: str) -> str:
    """Return an example with its lines of `{1..60}` written as often as they say."""
    return MANY.sub(_repeated, text.replace("{1..400000}", "{1..4000}"))


def _repeated(match: re.Match[str]) -> str:
    before, after = match[0].split(f"{{1..{match[1]}}}")
    return "".join(f"{before}{number}{after}" for number in range(1, int(match[1]) + 1))


def found_in(text: str, folder: Path) -> list[Finding]:
    """Return the findings in an example: of check or, with an account table, of the count.

    An example may state its encoding, an earlier table and the command that proposes books.
    """
    text = written_out(text)
    written, _, tables = text.partition(TABLE)
    codec = CODEC.match(written)
    path = folder / "design.yaml"
    path.write_bytes(written.encode(codec[1] if codec else "utf-8"))
    loaded = load_design([str(path)])
    found = list(api.check_loaded(loaded, today=TODAY))
    if tables and loaded.design is not None:
        found += account_findings(loaded.design, shown_by(loaded.design, written, tables, folder))
    return found


def shown_by(design: Design, written: str, tables: str, folder: Path) -> Sequence[AccountProblem]:
    """Return the findings in the tables of an example, or in the books proposed from them."""
    table, _, earlier = tables.partition(EARLIER)
    paths = {"accounts.csv": table, "before.csv": earlier}
    for name, text in paths.items():
        (folder / name).write_text(text, encoding="utf-8")
    before = folder / "before.csv" if earlier else None
    try:
        command = BOOKS.match(written)
        if command is None:
            return api.measure(design, folder / "accounts.csv", as_of=TODAY, before=before).problems
        options = BookOptions(TODAY)
        if command["rule"]:
            options = replace(options, **{command["rule"]: Strength(command["strength"])})
        return api.propose_books(
            design, folder / "accounts.csv", as_of=TODAY, options=options
        ).problems
    except RulesError as error:
        return error.problems
    except CsdesignError as error:
        pytest.fail(str(error))


def of_page(page: Rule, found: list[Finding]) -> list[Finding]:
    """Return the findings of a page's code; SCN001 stands for all that a scenario adds."""
    if page.code == "SCN001":
        return [f for f in found if f.scenario is not None]
    return [f for f in found if f.code == page.code]


def marked(page: Rule, text: str) -> list[int]:
    """Return the lines of an example that end in a mark for the code."""
    return [n for n, line in enumerate(text.splitlines(), 1) if f"# <- {page.code}" in line]


@PAGES
def test_a_bad_example_shows_its_code_where_it_is_marked(
    page: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the marked line; an account table has no line of the design."""
    # A hundredth of the limit and of the entries: the whole takes seconds.
    for module in (walk, refusals):
        monkeypatch.setattr(module, "NODES", 20_000)
    assert page.examples("Bad")
    for text in page.examples("Bad"):
        lines = marked(page, text)
        found = found_in(text, tmp_path)
        places = [f.span.line if f.span else 0 for f in of_page(page, found)]
        assert places
        assert not lines or sorted(places) == lines


@PAGES
def test_a_good_example_does_not_have_its_code(page: Rule, tmp_path: Path) -> None:
    """And it loads."""
    for text in page.examples("Good"):
        found = found_in(text, tmp_path)
        assert [f.message for f in of_page(page, found)] == []
        assert not [f for f in found if f.code.startswith(("YML", "SCH"))]
    assert page.examples("Good")


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
    reason = re.compile(rf"^{article} {page.severity}\b.*\b(since|if|in)\b", re.MULTILINE)

    assert reason.search(page.info.help)


def test_every_known_code_can_be_selected_and_has_a_page() -> None:
    """`--select` knows all; reading stays an error whatever is ignored."""
    for info in known_rules():
        assert info.code in choose_rules([info.code]).codes
        assert pages()[info.code].name == info.name
        if not info.code.startswith(("YML", "SCH")):
            assert info.code not in choose_rules(ignore=[info.code]).codes


def test_codes_and_names_are_unique() -> None:
    """One page for each."""
    infos = known_rules()

    assert len({info.code for info in infos}) == len(infos)
    assert len({info.name for info in infos}) == len(infos)
