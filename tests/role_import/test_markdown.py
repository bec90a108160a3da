from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csdesign.role_import.blocks import Item
from csdesign.role_import.readers.markdown import read_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.role_import import ImportedRole

    Read = Callable[..., list[ImportedRole]]

PAGE = """\
---
title: "Onboarding Specialist"
layout: job
---
<%= partial "header" %>

We make software for museums. As an Onboarding Specialist you will take museums live.

## What you'll do

- **Configure** the catalogue for [new museums](https://example.org/x)
- Train curators, including:
  - Loans between museums
  - Printing labels
- Strong eye for detail

A line between the lists.

## What you bring

1. Two years in a museum
2. Patience

## How we measure success

- Days to first exhibition

## Perks

- Free entry
"""


def texts(statements: tuple[object, ...]) -> list[str]:
    return [s.text for s in statements]


def test_sections_keep_duties_requirements_and_measures_apart(read: Read) -> None:
    (role,) = read(PAGE)
    assert role.title == "Onboarding Specialist"
    assert texts(role.responsibilities)[1:] == [
        "Configure the catalogue for new museums",
        "Train curators, including:",
        "Loans between museums",
        "Printing labels",
    ]
    assert texts(role.requirements) == [
        "Strong eye for detail",
        "Two years in a museum",
        "Patience",
    ]
    assert texts(role.measures) == ["Days to first exhibition"]
    assert [section.heading for section in role.left_out] == ["Perks"]


def test_places_are_the_lines_of_the_file(read: Read) -> None:
    (role,) = read(PAGE)
    lines = PAGE.splitlines()
    assert [s.line for s in role.responsibilities[1:]] == [11, 12, 13, 14]
    assert all(
        s.text.split()[-1] in lines[s.line - 1] for s in (*role.requirements, *role.measures)
    )


def test_what_a_sentence_contradicts_is_moved_and_marked(read: Read) -> None:
    """A requirement among the duties goes to the requirements, with the reason."""
    (role,) = read(PAGE)
    moved = role.requirements[0]
    assert moved.check == "is among the duties but reads as a requirement"
    assert role.responsibilities[3].check == "a part of the point in line 12"


def test_nothing_is_lost(read: Read) -> None:
    (role,) = read(PAGE)
    assert "A line between the lists." in texts(role.unplaced)
    assert role.purpose is not None
    assert role.purpose.text == "As an Onboarding Specialist you will take museums live."


def test_bold_lines_are_headings_and_lead_ins_announce(read: Read) -> None:
    (role,) = read(
        "# Support Engineer\n\nAs a Support Engineer, you will be:\n\n* answering tickets\n\n"
        "**About you**\n\n* Kind\n\nAnd the experience that you bring:\n\n* Linux at home\n"
    )
    assert texts(role.responsibilities) == ["answering tickets"]
    assert texts(role.requirements) == ["Kind", "Linux at home"]


def test_several_roles_share_a_file_by_their_headings(read: Read) -> None:
    roles = read(
        "# Support\n\nSome words about support.\n\n"
        "## Support Engineer\n\n### Responsibilities\n\n- Answer tickets\n\n"
        "### Requirements\n\n- Linux\n\n"
        "## Support Manager\n\n### Responsibilities\n\n- Plan shifts\n\n## Benefits\n\n- Cake\n"
    )
    assert [(r.id, r.line, texts(r.responsibilities)) for r in roles] == [
        ("support-engineer", 5, ["Answer tickets"]),
        ("support-manager", 15, ["Plan shifts"]),
    ]
    assert roles[0].checks == ("text before line 5 is not about a single role and was left out",)


def test_a_level_with_the_same_title_is_the_same_role(read: Read) -> None:
    roles = read(
        "# Renewals Manager\n\n### Renewals Manager\n\nThe Renewals Manager reports to the VP Sales"
        ".\n\n#### Responsibilities\n\n- Own renewals\n\n#### Requirements\n\n- Calm\n"
    )
    assert [r.title for r in roles] == ["Renewals Manager"]
    assert roles[0].manager == "VP Sales"


def test_tables_hold_roles_or_sections(read: Read) -> None:
    roles = read(
        "Role | Level | Job responsibilities\n---|---|---\n"
        "Support Analyst | L1 | Answers tickets. Passes hard ones on.\n"
        "Support Manager | L3 | Plans shifts.\n"
    )
    assert [(r.title, texts(r.responsibilities)) for r in roles] == [
        ("Support Analyst", ["Answers tickets.", "Passes hard ones on."]),
        ("Support Manager", ["Plans shifts."]),
    ]
    (role,) = read("# Analyst\n\n| Duties | Requirements |\n|---|---|\n| Count visits | Maths |\n")
    assert texts(role.responsibilities) == ["Count visits"]
    assert texts(role.requirements) == ["Maths"]


def test_without_headings_every_sentence_is_judged_alone_and_marked(read: Read) -> None:
    (role,) = read(
        "# Analyst\n\n* Counts visits every day\n* 3 years of experience in statistics\n* Tea\n"
    )
    assert texts(role.responsibilities) == ["Counts visits every day"]
    assert texts(role.requirements) == ["3 years of experience in statistics"]
    assert texts(role.unplaced) == ["Tea"]
    assert all(s.check for s in (*role.responsibilities, *role.requirements, *role.unplaced))


@pytest.mark.parametrize("mark", ["—", "–", "•", "✓", "➤"])
def test_points_with_marks_of_their_own_are_points_of_a_list(mark: str) -> None:
    blocks = list(read_markdown(f"Text before.\n\n{mark} Runs calls\n{mark} Keeps plans\n"))
    assert [block.content.text for block in blocks if isinstance(block, Item)] == [
        "Runs calls",
        "Keeps plans",
    ]
