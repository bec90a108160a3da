from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.role_import import ImportedRole

    Read = Callable[..., list[ImportedRole]]

PAGE = """<!doctype html>
<html><head><title>Careers</title><style>li { color: red }</style></head>
<body><nav><ul><li>Own the menu</ul></nav>
<h1>Account&nbsp;Manager</h1>
<h2>What you&rsquo;ll do</h2>
<ul>
  <li>Own <b>renewals</b> of
      mid-market accounts
  <li>Grow accounts &amp; <a href="javascript:alert(1)">sell add-ons</a></li>
</ul>
<p><strong>Requirements</strong><br>• Two years in sales<br>• French</p>
<script>document.write("Own the page")</script>
<table><tr><th>KPIs</th><td>Net retention</td></tr></table>
<footer>Own the footer</footer>
"""


def texts(statements: tuple[object, ...]) -> list[str]:
    return [s.text for s in statements]


def test_only_the_text_of_the_page_is_read(read: Read) -> None:
    (role,) = read(PAGE, "a.html")
    assert role.title == "Account Manager"
    assert texts(role.responsibilities) == [
        "Own renewals of mid-market accounts",
        "Grow accounts & sell add-ons",
    ]
    assert texts(role.requirements) == ["Two years in sales", "French"]
    assert texts(role.measures) == ["Net retention"]
    assert texts(role.unplaced) == []


def test_places_are_the_lines_of_the_markup(read: Read) -> None:
    (role,) = read(PAGE, "a.html")
    assert [s.line for s in role.responsibilities] == [7, 9]
    assert [s.line for s in role.requirements] == [11, 11]


def test_the_page_title_serves_where_no_heading_does(read: Read) -> None:
    (role,) = read("<title>Support Engineer</title><p>Duties:<ul><li>Answer tickets</ul>", "a.htm")
    assert role.title == "Support Engineer"
    assert texts(role.responsibilities) == ["Answer tickets"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Key Account Manager, hospitals", "Key Account Manager, hospitals"),
        ("Working at Nordlicht", "Key Account Manager - Jobs of the North"),
        ("Your tasks", "Key Account Manager - Jobs of the North"),
    ],
)
def test_a_portal_adds_words_to_the_title_that_its_page_has_in_full(
    read: Read, heading: str, title: str
) -> None:
    page = "<title>Key Account Manager - Kiel - Jobs of the North</title>"
    (role, *others) = read(
        f"{page}<h2>{heading}</h2><h4>Duties</h4><ul><li>Renews contracts</ul>", "a.html"
    )
    assert not others
    assert role.title == title


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 50_000,
        "<div>" * 20_000,
        "<!--" * 20_000,
        "&" * 50_000,
        "<a " + "b=c " * 20_000,
        "<ul><li>" * 5_000,
        "<table><tr><td>" * 5_000,
        "</p>" * 50_000,
        "<script>" + "<" * 50_000,
    ],
    ids=lambda markup: markup[:8],
)
def test_broken_markup_makes_no_role_out_of_nothing(read: Read, markup: str) -> None:
    """What can be read of it are the words at its end; no mark becomes a duty."""
    roles = read(markup + "Support", "a.html")

    assert {text for role in roles for text in texts(role.responsibilities)} <= {"Support"}
