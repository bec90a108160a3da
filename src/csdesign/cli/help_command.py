"""`csdesign help`: the pages that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import typer

from csdesign.cli.options import width
from csdesign.cli.outcome import Outcome
from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["HELP", "command", "topics"]

HELP = """Print the page on a topic, or list the topics.

  csdesign help            lists the topics
  csdesign help check      prints one
  csdesign check --help    prints the options of a command
"""


def command(
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="The page to print.")
    ] = None,
) -> Outcome:
    """Print a page, or the list of pages."""
    from csdesign.cli.app import COMMANDS
    from csdesign.formats.prose import prose

    pages = topics()
    if topic is None:
        return Outcome(_list(pages))
    if topic in pages:
        options = f"\nOptions: csdesign {topic} --help\n" if topic in COMMANDS else ""
        return Outcome(prose(pages[topic].read_text(encoding="utf-8"), width()) + options)
    if topic in COMMANDS:
        raise UsageError(f"there is no page on {topic}; csdesign {topic} --help prints its options")
    hint = did_you_mean(topic, pages) or f"; topics are {listed(pages, 'and')}"
    raise UsageError(f"there is no page on {visible(topic, 64)!r}{hint}")


def topics() -> dict[str, Traversable]:
    """Return the pages by topic, in alphabetical order; a new file is a new page."""
    folder = files("csdesign").joinpath("pages")
    pages = {page.name.removesuffix(".md"): page for page in folder.iterdir()}
    return dict(sorted(pages.items()))


def _list(pages: dict[str, Traversable]) -> str:
    width = max(map(len, pages))
    lines = [f"  {topic:{width}}  {_title(page)}\n" for topic, page in pages.items()]
    return f"Topics; csdesign help TOPIC prints one:\n\n{''.join(lines)}"


def _title(page: Traversable) -> str:
    first, _, _ = page.read_text(encoding="utf-8").partition("\n")
    return first.removeprefix("# ")
