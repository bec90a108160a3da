"""`csdesign help`: the pages that ship with the package."""

from __future__ import annotations

import pytest

from cli.command import ROOT
from csdesign.cli.app import COMMANDS
from csdesign.cli.help_command import command, topics
from csdesign.errors import UsageError

TOPICS = sorted(page.stem for page in (ROOT / "src/csdesign/pages").iterdir())


def test_the_list_names_every_page_with_its_title() -> None:
    """In the order of the alphabet, each on a line that fits 80 columns."""
    lines = command().text.splitlines()

    assert [line.split()[0] for line in lines[2:]] == TOPICS
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_begins_with_its_title_and_names_the_options_of_its_command(topic: str) -> None:
    """The page comes first; where a command has the same name, its help is one step away."""
    text = command(topic).text

    assert text.startswith("# ")
    page = topics()[topic].read_text(encoding="utf-8").split()
    assert text.split()[: len(page)] == page
    assert text.endswith(f"\nOptions: csdesign {topic} --help\n") == (topic in COMMANDS)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("chekc", "there is no page on 'chekc'; did you mean 'check'?"),
        ("schema", "there is no page on schema; csdesign schema --help prints its options"),
        ("\x1b[2J", r"topics are accounts"),
    ],
)
def test_an_unknown_topic_is_one_line_with_the_way_on(topic: str, words: str) -> None:
    """A near miss is named, a command's own help too."""
    with pytest.raises(UsageError) as caught:
        command(topic)

    assert words in str(caught.value)
    assert "\x1b" not in str(caught.value)
