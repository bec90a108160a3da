"""The HTML page as a document: what it may load, how it is built, how large it is."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from lxml import html
from report_designs import HARMLESS, HOSTILE, company, content_of, wordy

from csdesign.auditing.audit import audit_design
from csdesign.diffing.compare import diff_plans
from csdesign.errors import UsageError
from csdesign.formats.html import page
from csdesign.views.audit.report_audit import role_audit_of
from csdesign.views.audit.role_audit import PairVerdict, QuotedPair, RoleAudit
from csdesign.views.content import Before, ReportContent
from csdesign.views.report import report_document, sections_of
from csdesign.views.report.roles import told_once
from designs import example_text

SECTIONS = (
    "answer",
    "coverage",
    "ownership",
    "lifecycle",
    "people",
    "archetypes",
    "roles",
    "findings",
    "assumptions",
    "derivations",
)


@pytest.fixture(scope="module")
def planworks() -> str:
    return page(content_of(example_text("planworks")))


def test_sections_are_in_the_order_of_a_boards_questions(planworks: str) -> None:
    found = [section.get("id") for section in html.fromstring(planworks).iter("section")]

    assert tuple(name for name in found if name in SECTIONS) == SECTIONS


def test_the_answer_names_hires_surplus_and_todays_cost(planworks: str) -> None:
    tree = html.fromstring(planworks)
    lines = tree.xpath("//section[@id='answer']//dl[@class='answer']/div")
    told = {div.findtext("dt"): " ".join(div.find("dd").text_content().split()) for div in lines}

    assert list(told) == [
        "People", "Hires", "Surplus", "Cost", "Coverage", "Biggest gap", "Worst finding",
    ]  # fmt: skip
    assert told["People"].startswith("10 people needed; you have 11.")
    assert told["Hires"].startswith("No hires needed")
    assert told["Surplus"] == "1 person more than needed: 1 Account Manager (110k EUR a year)."
    assert told["Cost"].startswith("1.21M EUR a year today; 1.10M EUR a year as planned")


def test_the_answer_gives_each_hire_its_reason_and_cost() -> None:
    text = example_text("planworks").replace("{roles: csm, count: 4}", "{roles: csm, count: 2}")
    tree = html.fromstring(page(content_of(text)))
    words = tree.xpath("//dt[.='Hires']/following-sibling::dd")[0].text_content()

    assert " ".join(words.split()).startswith("2 hires to make. Hire 2 Customer Success Managers")
    assert "220k EUR" in words


def test_page_tables_and_markdown_have_only_the_chosen_sections() -> None:
    content = replace(content_of(example_text("planworks")), sections=frozenset({"people"}))
    tree = html.fromstring(page(content))

    assert [section.get("id") for section in tree.iter("section")] == ["people"]
    assert tree.xpath("//nav//a/@href") == ["#people"]
    names = {table.name for table in report_document(content).file_tables}
    assert {"people", "staffing", "posts"} <= names
    assert not names & {"coverage", "answer", "findings"}


def test_an_unknown_section_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match="no section 'peple'; did you mean 'people'"):
        sections_of("answer,peple")


def test_the_page_loads_and_runs_nothing(planworks: str) -> None:
    tree = html.fromstring(planworks)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")

    assert tree.xpath("//script | //link | //iframe | //img | //object | //form") == []
    assert tree.xpath("//@src | //@href[not(starts-with(., '#'))]") == []
    assert "default-src 'none'" in policy[0]
    assert "url(" not in planworks
    assert "@import" not in planworks


def test_every_table_has_a_caption_and_headers_with_a_scope(planworks: str) -> None:
    for table in html.fromstring(planworks).iter("table"):
        assert table.find("caption").text_content().strip()
        assert table.xpath(".//th[not(@scope)]") == []
        assert table.xpath("./thead//th[@scope='col']")


def test_headings_go_down_one_level_at_a_time(planworks: str) -> None:
    levels = [int(h.tag[1]) for h in html.fromstring(planworks).xpath("//h1|//h2|//h3|//h4")]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_ids_are_unique_and_links_lead_somewhere(planworks: str) -> None:
    tree = html.fromstring(planworks)
    ids = tree.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//@href")} <= set(ids)


def test_the_same_design_gives_the_same_bytes() -> None:
    text = company(2, 8)

    assert page(content_of(text)) == page(content_of(text))


def test_twelve_segments_and_thirty_roles_stay_under_300_kb() -> None:
    content = content_of(company(12, 30))
    audit = role_audit_of(audit_design(content.plan.design))

    assert len(audit.told) > 20
    assert len(page(replace(content, audit=audit)).encode()) < 300_000


def test_a_long_design_has_its_summary_first_and_its_details_folded() -> None:
    tree = html.fromstring(page(content_of(company(80, 16, 4))))
    open_maps = tree.xpath("//section[@id='lifecycle']/figure")
    derived = tree.xpath("//section[@id='derivations']/details")

    assert len(tree.xpath("//section[@id='coverage']//tbody/tr")) == 80
    assert len(open_maps) == 1
    assert len(derived) == 60
    assert tree.xpath("//details[@open]") == []


def test_hostile_texts_change_no_element_of_the_page() -> None:
    """Whatever words stand in a design, the page has the elements of a page with plain words.

    Long words get places to break, and lines in a picture as they need.
    """

    def elements(texts: tuple[str, ...]) -> tuple[list[str], set[str]]:
        tree = html.fromstring(page(content_of(wordy(texts))))
        text = tree.xpath("//*[not(ancestor::svg) and not(self::wbr)]")
        return [node.tag for node in text], {node.tag for node in tree.xpath("//svg//*")}

    hostile, harmless = elements(HOSTILE), elements(HARMLESS)

    assert hostile[0] == harmless[0]
    assert hostile[1] - {"title"} == harmless[1] - {"title"}


def test_hostile_texts_are_read_as_they_were_written() -> None:
    tree = html.fromstring(page(content_of(wordy())))
    names = tree.xpath("//section[@id='coverage']//tbody/tr/th")

    assert [name.text_content() for name in names] == list(HOSTILE)


def test_gaps_are_highlighted_and_proposals_are_marked() -> None:
    text = page(content_of(company(1, 1)))
    tree = html.fromstring(text)

    assert "Nobody owns" in tree.xpath("//p[@class='loud']")[0].text_content()
    assert tree.xpath("//td[@class='nobody']")
    assert "(proposed)" in text


def test_a_design_without_segments_still_gives_a_page() -> None:
    tree = html.fromstring(page(content_of("csdesign: 1\n")))

    assert "There are no segments yet" in tree.text_content()


def compared(then: str, now: str) -> ReportContent:
    before, after = content_of(then).plan, content_of(now)
    return replace(after, before=Before("main", before, diff_plans(before, after.plan)))


def test_before_and_after_are_side_by_side() -> None:
    tree = html.fromstring(page(compared(company(1, 8), company(2, 8))))
    heads = tree.xpath("//section[@id='changes']//thead//th/text()")

    assert heads == ["Figure", "Before", "Now", "Change", "Unit"]


def test_what_changed_is_reported_in_sentences_and_in_every_file() -> None:
    text = example_text("planworks")
    content = compared(text, text.replace("accounts: 60\n", "accounts: 90\n"))
    section = html.fromstring(page(content)).get_element_by_id("changes")
    told = [item.text_content() for item in section.iter("li")]
    table = next(table for table in report_document(content).file_tables if table.name == "changes")

    assert any(words.startswith("ENT: promised hours a year") for words in told)
    assert "People and cost" in [heading.text for heading in section.iter("h3")]
    assert told == [row[1] for row in table.rows]
    assert html.fromstring(page(content)).xpath("//nav//a[@href='#changes']")


def test_two_equal_designs_say_that_nothing_changed() -> None:
    content = compared(company(1, 8), company(1, 8))
    section = html.fromstring(page(content)).get_element_by_id("changes")

    assert "Nothing: the plans" in section.text_content()


def test_hostile_words_in_a_change_stay_words() -> None:
    """Segments and roles that came and went are named in full, as words."""
    tree = html.fromstring(page(compared(wordy(HARMLESS), wordy())))
    section = tree.get_element_by_id("changes")

    assert {node.tag for node in section.iter()} <= {
        *("section", "h2", "h3", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"),
        *("ul", "li", "details", "summary", "wbr", "p"),
    }
    assert any(HOSTILE[1] in item.text_content() for item in section.iter("li"))


def test_many_changes_are_folded() -> None:
    section = html.fromstring(page(compared(company(1, 8), company(60, 8)))).get_element_by_id(
        "changes"
    )

    assert section.xpath(".//details/summary")
    assert all(len(found) <= 12 for found in section.xpath("./ul"))


def test_same_jobs_are_shown_with_both_sentences() -> None:
    verdict = PairVerdict(
        a="am",
        b="csm",
        title_a="Account Manager",
        title_b="Customer Success Manager",
        similarity=0.95,
        verdict="unchanged",
        tier="same-text",
        statements=(
            QuotedPair("Negotiates prices", "Leads <b>price</b> talks", 0.9, "lexical"),
            QuotedPair("", "Monitors health", None, "only"),
        ),
    )
    content = replace(content_of(company(1, 8)), audit=RoleAudit((verdict,)))
    section = html.fromstring(page(content)).get_element_by_id("roles")
    quotes = [quote.text_content() for quote in section.iter("q")]

    assert quotes == ["Negotiates prices", "Leads <b>price</b> talks", "Monitors health"]
    assert "the same job, 95% alike" in re.sub(r"\s+", " ", section.text_content())


def test_two_owners_are_marked_like_a_missing_owner() -> None:
    text = (
        "segments: [{id: a, name: A}]\n"
        "roles: [{id: one, owns: [adopt]}, {id: two, owns: [adopt]}, {id: three, owns: [renew]}]\n"
    )
    cell = html.fromstring(page(content_of(text))).xpath("//td[@class='contested']")

    assert [" ".join(found.text_content().split()) for found in cell] == [
        "✕ 2 OWNERS ●own: one ●own: two"
    ]


def test_an_audit_is_quoted_with_its_lines() -> None:
    """A role that only got a new title stands on the page with the sentences that say so."""
    text = example_text("renamo")
    content = content_of(text)
    audit = role_audit_of(audit_design(content.plan.design))
    section = html.fromstring(page(replace(content, audit=audit))).get_element_by_id("roles")
    words = " ".join(section.text_content().split())

    assert "Customer Success Manager: " in words
    assert "the same job" in words
    assert "design.yaml:" in words
    assert section.xpath(".//td/q")


def test_an_unchanged_role_is_not_reported() -> None:
    """Beside an earlier design, only roles with another title are compared with former selves."""
    text = example_text("planworks")
    now = content_of(text).plan.design
    then = content_of(text.replace("title: Account Manager", "title: Growth Manager")).plan.design
    audit = role_audit_of(audit_design(now, then, against_name="main"))

    assert [(pair.title_a, pair.title_b) for pair in audit.told] == [
        ("Growth Manager (main)", "Account Manager")
    ]


def test_a_sentence_that_several_pairs_share_is_quoted_once() -> None:
    """Of three roles with one text, the first pair quotes it and the others count it."""
    shared = QuotedPair("Keeps a plan", "Keeps a plan", 1.0, "exact")
    own = QuotedPair("Runs reviews", "Holds reviews", 0.9, "lexical")
    pairs = [
        PairVerdict(a, b, a, b, 1.0, "unchanged", statements=(shared, own))
        for a, b in (("x", "y"), ("x", "z"), ("y", "z"))
    ]

    assert [(told.statements, told.above) for told in told_once(pairs)] == [
        ((shared, own), 0),
        ((own,), 1),
        ((own,), 1),
    ]
