"""A role card as Markdown; nothing that a design says can act as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.views.cards.card import Card

__all__ = ["write"]


def write(card: Card) -> str:
    """Return the card as one document."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield f"# {plain(card.title)}"
    if card.subtitle:
        yield from ("", plain(card.subtitle))
    for section in card.sections:
        yield from ("", f"## {plain(section.heading)}", "")
        if section.unsaid:
            yield f"*{plain(section.lines[0])}*"
        elif section.prose:
            yield from (plain(line) for line in section.lines)
        else:
            yield from (f"- {plain(line)}" for line in section.lines)
    if card.footer:
        yield from ("", plain(card.footer))
