"""Links to the pages of rules: from one constant, absent where there is no home page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli.running import csdesign
from csdesign.formats.findings import write
from csdesign.rules.pages import pages
from csdesign.views.findings import rule_pages
from formats.findings.samples import EVERYTHING

if TYPE_CHECKING:
    import pytest


def test_without_a_home_page_no_format_has_an_address() -> None:
    assert "helpUri" not in write("sarif", EVERYTHING)
    assert '"url"' not in write("rdjson", EVERYTHING)


def test_with_a_home_page_every_rule_links_to_its_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_pages, "HOME_PAGE", "https://example.org/rules")
    (run,) = json.loads(write("sarif", EVERYTHING))["runs"]
    rules = run["tool"]["driver"]["rules"]
    comments = json.loads(write("rdjson", EVERYTHING))["diagnostics"]

    assert rules
    for rule in rules:
        assert rule["helpUri"] == f"https://example.org/rules#{rule['id'].lower()}"
    for comment in comments:
        code = comment["code"]
        assert code["url"] == f"https://example.org/rules#{code['value'].split()[0].lower()}"


def test_the_reference_is_one_page_with_an_anchor_for_every_rule() -> None:
    """Made from its Markdown; nothing in it runs."""
    page = csdesign("explain", "--all", "--format", "html").out

    for code in pages():
        assert f'<h2 id="{code.lower()}">' in page, code
    assert "<script" not in page
    assert page.startswith("<!DOCTYPE html>")
