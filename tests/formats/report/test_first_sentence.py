"""The first words that a board reads: the sentence on people, and the titles of slides."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import csdesign
from csdesign.views.plan.answer import answer
from csdesign.views.plan.headline import headline, people_of_the_plan
from csdesign.views.report.drawing.lettering import fitted

pytest.importorskip("pptx")

_PEOPLE = [{"id": "ann", "roles": ["csm"], "fte": 0.6}, {"id": "bob", "roles": ["csm"]}]


def design(titles: int = 1, **more: object) -> csdesign.Design:
    """Return a design of some roles, each with the work of two and a half people."""
    roles = ["csm", *(f"role-{number}" for number in range(1, titles))]
    touches = [
        {"id": f"talk-{role}", "stage": "adopt", "channel": "human-1to1", "per_year": 12}
        | {"minutes": 60, "effort_hours": 2.3, "role": role}
        for role in roles
    ]
    segment = {"id": "all", "name": "All customers", "accounts": 100, "interactions": touches}
    words = "Manager of everything that the customers of this company ever asked for"
    return csdesign.load(
        {
            "csdesign": 1,
            "segments": [segment],
            "roles": [{"id": role, "title": f"{words} {role}"} for role in roles],
            **more,
        }
    )


@pytest.mark.parametrize("more", [{}, {"horizon": {"start": "2027-01", "months": 6}}])
def test_the_page_says_of_part_time_posts_what_the_terminal_says(more: dict[str, object]) -> None:
    """Two posts are 1.6 full-time people; the page and the terminal say both figures."""
    made = design(positions=_PEOPLE, **more)
    content = csdesign.api.report_content(made)
    line = answer(content)[0]

    for text in (headline(content.plan), f"{line.figure} {line.words}"):
        assert "(1.6 full-time)" in text


def titles_of(made: csdesign.Design) -> list[tuple[str, str]]:
    """Return the title and the speaker notes of each slide."""
    from pptx import Presentation

    deck = Presentation(io.BytesIO(csdesign.report(made, format="pptx")))
    return [
        (
            slide.shapes.title.text,
            slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        )
        for slide in deck.slides
    ]


@pytest.mark.parametrize("roles", [1, 4, 9])
def test_a_title_of_a_slide_is_whole_or_its_notes_are(roles: int) -> None:
    """Many long job titles: what the room of a title does not hold stands in the notes."""
    made = design(roles, positions=[*_PEOPLE], horizon={"start": "2027-01", "months": 6})
    told = titles_of(made)
    said = " ".join(people_of_the_plan(csdesign.plan(made)))

    assert (told[0][1] or told[0][0]) == said
    assert roles == 1 or told[0][1]
    for title, notes in told:
        shown = title.removesuffix("…")
        assert not notes or notes.startswith(shown)
        assert title == shown or not notes[len(shown) : len(shown) + 1].isalnum()


@given(st.text("abc ", max_size=60), st.integers(2, 40))
def test_a_cut_text_ends_between_words_where_it_can(text: str, room: int) -> None:
    """A word is only cut where it alone takes more than half of the room."""
    text = " ".join(text.split())
    shown = fitted(text, room)
    kept = shown.removesuffix("…")

    assert text.startswith(kept)
    if shown != text:
        rest = text[len(kept) :]
        whole = not rest[:1].isalnum() or not kept[-1:].isalnum()
        assert whole or 2 * len(kept.split()[-1]) + 1 >= len(kept)
