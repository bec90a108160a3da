"""The page in a real browser: accessibility, requests, narrow screens, paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from report_browser import chromium
from report_designs import company, content_of, wordy

from csdesign.formats.html import page
from designs import example_text
from tools import node_package, program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

_OPEN_ALL = "document.querySelectorAll('details').forEach(details => { details.open = true })"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "planworks": example_text("planworks"),
        "gaps": company(2, 3),
        "hostile": wordy(),
        "months": example_text("planworks").replace(
            "csdesign: 1", "csdesign: 1\nhorizon: {start: 2027-01, months: 24}"
        ),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(page(content_of(text)), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["planworks", "gaps", "months"])
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[str, Path], name: str, scheme: str
) -> None:
    axe = (node_package("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    # The page's own policy forbids every script, axe included.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    tab.goto(pages[name].as_uri())
    tab.evaluate(_OPEN_ALL)
    tab.evaluate(axe)
    result = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    context.close()

    assert [(v["id"], v["nodes"][0]["html"]) for v in result["violations"]] == []


@pytest.mark.parametrize("name", ["planworks", "hostile"])
def test_the_page_asks_for_one_file_and_runs_no_script(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(pages[name].as_uri())
    tab.evaluate(_OPEN_ALL)
    tab.wait_for_load_state("networkidle")
    tab.close()

    assert asked == [pages[name].as_uri()]
    assert said == []


@pytest.mark.parametrize("name", ["planworks", "hostile", "months"])
def test_a_telephone_shows_the_page_without_sideways_scrolling(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    tab = browser.new_page(viewport={"width": 375, "height": 800})
    tab.goto(pages[name].as_uri())
    tab.evaluate(_OPEN_ALL)
    width = tab.evaluate("document.documentElement.scrollWidth")
    tab.close()

    assert width == 375


def test_paper_repeats_heads_and_opens_derivations(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    import subprocess

    target = tmp_path / "report.pdf"
    tab = browser.new_page()
    tab.goto(pages["planworks"].as_uri())
    tab.pdf(path=str(target), prefer_css_page_size=True, tagged=True, outline=True)
    tab.close()
    text = subprocess.run(
        [program("pdftotext"), "-layout", str(target), "-"], check=True, capture_output=True
    ).stdout.decode()
    sheets = text.split("\f")

    assert 3 < len([sheet for sheet in sheets if sheet.strip()]) <= 8
    assert "planned one-to-one talks" in text
    assert sum("Hours a customer" in sheet or "From " in sheet for sheet in sheets) > 1
