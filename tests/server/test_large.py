"""A large design: judged in a process of its own, with the same answers and little kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import TextDocument

from csdesign.config import Settings
from csdesign.server import analysis, symbols
from csdesign.server.actions import actions
from csdesign.server.analysis import Analysis
from csdesign.server.buffers import Buffer
from csdesign.server.positions import Codec, Lines
from csdesign.server.shelf import Shelf, moved_line
from csdesign.source.yaml.sourcefile import SourceFile
from designs import EXAMPLES

PATH = "/design.yaml"
SLIPS = """
  - {id: one, title: Über, owns: [adopt], kpis: [{id: gr, weight: 100}], hands_off: [{to: tvo}]}
  - {id: two, name: Second, onws: [renew]}
"""
TEXT = f"{(EXAMPLES / 'planworks.yaml').read_text(encoding='utf-8')}\n# end\n".replace(
    "\nroles:\n", f"\nroles:{SLIPS}"
)


def analysed(text: str) -> Analysis:
    data = text.encode()
    return Analysis([SourceFile(PATH, data, 0, len(data), decoded=text)], Settings())


def settled(text: str, monkeypatch: pytest.MonkeyPatch) -> Analysis:
    monkeypatch.setattr(analysis, "LARGE", 0)
    large = analysed(text)
    large.settle()
    return large


def test_a_large_design_gets_the_answers_of_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = analysed(TEXT), settled(TEXT, monkeypatch)

    assert len(small.findings) > 2
    assert list(large.findings) == list(small.findings)
    assert large.index.all_named() == small.index.all_named()
    for named in small.index.all_named():
        there, here = large.index.occurrences(named), small.index.occurrences(named)
        assert [(each, large.index.span(each)) for each in there] == [
            (each, small.index.span(each)) for each in here
        ]
    assert symbols.symbols(large, PATH) == symbols.symbols(small, PATH)
    titles = {each.named.name: each.title for each in symbols.symbols(large, PATH)}
    assert (titles["one"], titles["two"]) == ("Über", "Second")
    assert [a[:2] for a in actions(large, PATH, 1, 999) if a.finding] == [
        a[:2] for a in actions(small, PATH, 1, 999) if a.finding
    ]


def test_a_large_design_keeps_neither_its_bytes_nor_its_tree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = settled(TEXT, monkeypatch)

    assert large.places.tree is None
    assert "loaded" not in vars(large)
    assert [file.data for file in large.files] == [b""]
    assert large.source_map.tree is not None


def test_half_written_text_proposes_the_ids_of_the_last_whole_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = settled(TEXT, monkeypatch)
    half = Analysis(
        [SourceFile(PATH, b"roles: [", 0, 8, decoded="roles: [")], Settings(), before=whole
    )

    assert half.names.all_named() == whole.index.all_named()


def test_a_long_outline_leaves_out_details_first_and_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = analysed(TEXT)
    every = symbols.symbols(small, PATH)
    details = sum(each.named.kind in {"interaction", "milestone"} for each in every)

    assert details > 10
    assert symbols.outline(small, PATH) == (every, 0)
    monkeypatch.setattr(symbols, "_MOST", len(every) - details)
    shown, more = symbols.outline(small, PATH)
    assert more == details
    assert {"segment", "role"} <= {each.named.kind for each in shown}
    monkeypatch.setattr(symbols, "_MOST", 3)
    assert [len(symbols.outline(small, PATH)[0]), symbols.outline(small, PATH)[1]] == [
        3,
        len(every) - 3,
    ]


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\n\r\nb", "a\u2028b\nc", "\n\n"])
def test_lines_are_those_that_an_editor_counts(text: str) -> None:
    lines = Lines(SourceFile(PATH, b"", decoded=text))

    assert list(lines) == text.replace("\r\n", "\n").split("\n")
    assert lines[1:] == list(lines)[1:]
    assert lines[-1] == list(lines)[-1]


@given(
    text=st.text("a\n\r\u2028\f😀é", max_size=12),
    new=st.text("b\n😀", max_size=3),
    ends=st.tuples(st.integers(0, 14), st.integers(0, 14)),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_an_edit_lands_where_the_client_made_it(
    text: str, new: str, ends: tuple[int, int], encoding: str
) -> None:
    codec = Codec(encoding)
    start, end = sorted(min(each, len(text)) for each in ends)
    # No client names the place between the two characters of one break.
    start, end = (at - (text[at - 1 : at + 1] == "\r\n") for at in (start, end))

    def position(offset: int) -> types.Position:
        lines = re.split("\r\n|\r|\n", text[:offset])
        return types.Position(len(lines) - 1, codec.units(lines[-1]))

    buffer = Buffer(TextDocument(Path(PATH).as_uri(), text), codec)
    place = types.Range(position(start), position(end))
    buffer.apply_change(types.TextDocumentContentChangePartial(place, new))

    assert buffer.source == text[:start] + new + text[end:]
    beyond = types.Range(types.Position(99, 0), types.Position(99, 9))
    buffer.apply_change(types.TextDocumentContentChangePartial(beyond, "z"))
    assert buffer.source.endswith("z")
    buffer.apply_change(types.TextDocumentContentChangeWholeDocument("all"))
    assert buffer.source == "all"


def test_a_large_design_is_answered_from_the_last_judgement_until_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "d.yaml")
    texts = {path: TEXT}
    shelf = Shelf(str(tmp_path), lambda: texts)
    monkeypatch.setattr("csdesign.server.shelf._SMALL", 0)
    before = shelf.judged(path)
    texts[path] = TEXT.replace("tvo", "other")

    assert shelf.quick(path) is before
    after = shelf.judged(path)
    assert after is not before
    assert shelf.quick(path) is shelf.fresh(path) is after


TEXTS = st.lists(st.sampled_from(["", "a", "b", "ab"]), max_size=6)


@given(before=TEXTS, now=TEXTS)
def test_a_line_that_moved_is_the_same_line(before: list[str], now: list[str]) -> None:
    old = SourceFile(PATH, b"", decoded="\n".join(before))
    new = SourceFile(PATH, b"", decoded="\n".join(now))

    for number in range(1, len(before) + 1):
        found = moved_line(number, old, new)
        assert found is None or new.line(found) == old.line(number)
        if before == now:
            assert found in {number, None}


@pytest.mark.parametrize(("line", "there"), [(1, 1), (2, None), (3, 4), (4, 5)])
def test_lines_below_a_change_are_found_again(line: int, there: int | None, tmp_path: Path) -> None:
    old = SourceFile(str(tmp_path), b"", decoded="one\ntwo\nthree\nfour")
    new = SourceFile(str(tmp_path), b"", decoded="one\n2\n2\nthree\nfour")

    assert moved_line(line, old, new) == there
