"""A design in an editor: yaml-language-server with the schema that we export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ci.language_server import LanguageServer
from csdesign.contracts.design import design_schema
from tools import node_package

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.yaml"))

BAD = """\
segments:
  - id: smb
    acounts: 100
    interactions:
      - {id: call, channel: phone, every: month, minutes: 30, effort_hours: 1}
"""
GOOD = """\
segments:
  - id: smb
    accounts: 100
    interactions:
      - id: call
        channel: digital
        effort_hours: 1
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """Return a running server."""
    package = node_package("yaml-language-server")
    schema = tmp_path_factory.mktemp("schema") / "schema.json"
    schema.write_text(json.dumps(design_schema()), encoding="utf-8")
    with LanguageServer(package, schema) as running:
        yield running


def test_mistakes_are_shown_on_their_lines(server: LanguageServer, tmp_path: Path) -> None:
    """An unknown key and a word that is not a channel."""
    found = server.open(tmp_path / "bad.yaml", BAD)

    lines = {d["range"]["start"]["line"]: d["message"] for d in found}
    assert "acounts" in lines[2]
    assert "human-1to1" in lines[4]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples_have_no_diagnostics(server: LanguageServer, example: Path) -> None:
    """The editor and the command agree on what is a design."""
    assert server.open(example, example.read_text(encoding="utf-8")) == []


def test_hovering_shows_the_unit(server: LanguageServer, tmp_path: Path) -> None:
    """Hours of what, and in which period."""
    path = tmp_path / "hover.yaml"
    server.open(path, GOOD)

    words = server.hover(path, 6, 10)

    assert "(h)" in words


def test_completion_offers_values_with_their_meaning(
    server: LanguageServer, tmp_path: Path
) -> None:
    """The list of channels says what each is."""
    path = tmp_path / "complete.yaml"
    server.open(path, GOOD.replace("digital", ""))

    offered = server.complete(path, 5, 17)

    assert {"human-1to1", "human-pooled", "digital", "internal"} <= set(offered)
    assert all(offered[name] for name in ("human-1to1", "human-pooled", "digital", "internal"))
