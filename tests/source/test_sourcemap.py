"""Paths of keys become exact lines and columns, in code points and from 1."""

from __future__ import annotations

import pytest

from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.source.yaml.sourcemap import SourceMap

TEXT = """\
csdesign: 1
имя: "Ошибка 🎉"   # note
segments:
  - id: smb
    name: Small
      and more
    traits: {complexity: 4, 'desired': ~}
    where: >-
      a
    empty:
  - [a, 🎉, b]
  - {}
  - title: x
"""


def places(text: str = TEXT, **options: bool) -> SourceMap:
    file = SourceFile("d.yaml", text.encode(), **options)
    return SourceMap([file], parse(file)[0])


def shown(where: SourceMap, path: tuple[str | int, ...], *, key: bool = False) -> str:
    span = where.span(path, key=key)
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("csdesign",), "1:11-1:12"),
        (("имя",), "2:6-2:16"),
        (("segments",), "3:1-3:9"),
        (("segments", 0), "4:9-4:12"),
        (("segments", 0, "id"), "4:9-4:12"),
        (("segments", 0, "name"), "5:11-6:15"),
        (("segments", 0, "traits"), "7:5-7:11"),
        (("segments", 0, "traits", "complexity"), "7:26-7:27"),
        (("segments", 0, "traits", "desired"), "7:29-7:38"),
        (("segments", 0, "where"), "8:12-8:14"),
        (("segments", 0, "empty"), "10:5-10:10"),
        (("segments", 1), "11:5-11:6"),
        (("segments", 1, 1), "11:9-11:10"),
        (("segments", 1, 2), "11:12-11:13"),
        (("segments", 2), "12:5-12:6"),
        (("segments", 3), "13:5-13:10"),
    ],
)
def test_values_are_marked_exactly(
    path: tuple[str | int, ...], place: str, newline: str, mark: str
) -> None:
    assert shown(places(mark + TEXT.replace("\n", newline)), path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("имя",), "2:1-2:4"),
        (("segments",), "3:1-3:9"),
        (("segments", 0, "name"), "5:5-5:9"),
        (("segments", 0, "traits", "desired"), "7:29-7:38"),
        (("segments", 0), "4:9-4:12"),
    ],
)
def test_keys_are_marked_exactly(path: tuple[str | int, ...], place: str) -> None:
    assert shown(places(), path, key=True) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "1:1-1:9"),
        (("none",), "1:1-1:9"),
        (("segments", 0, "accounts"), "4:9-4:12"),
        (("segments", 0, "function-before", "traits", "complexity", "int"), "7:26-7:27"),
        (("segments", 9, "id"), "3:1-3:9"),
        (("segments", -1), "3:1-3:9"),
        (("segments", "0"), "3:1-3:9"),
        (("csdesign", 3), "1:11-1:12"),
    ],
)
def test_segments_that_name_nothing_are_skipped(path: tuple[str | int, ...], place: str) -> None:
    assert shown(places(), path) == place


def test_a_key_written_in_decomposed_form_is_marked_whole() -> None:
    assert shown(places("e\u0301e: 1\n"), ("ée",), key=True) == "1:1-1:4"


def test_a_design_without_a_tree_has_its_first_line_for_a_place() -> None:
    assert shown(SourceMap([SourceFile("d.yaml", b"[")], None), ("a",)) == "1:1-1:1"
    assert SourceMap([], None).span(()).path == ""


def test_lines_are_quoted_without_their_break() -> None:
    where = places("a: 1\r\nb: 2\rc: 3\n")
    assert [where.line("d.yaml", number) for number in range(6)] == [
        "",
        "a: 1",
        "b: 2",
        "c: 3",
        "",
        "",
    ]
    assert where.line("other.yaml", 1) == ""


def test_lines_of_a_file_behind_a_link_are_never_quoted() -> None:
    assert places(linked=True).line("d.yaml", 1) == ""


def test_comments_are_found_only_where_they_are_comments() -> None:
    text = """\
# csdesign: ignore-file ROL501
a: "# csdesign: text"  # csdesign: ignore A
b: |  # csdesign: ignore B
  # csdesign: text
  more
  # csdesign: text
# csdesign: ignore C
c: x#csdesign:text
d: 'x
  # csdesign: text'
e: [x, # csdesign: ignore E
  y]
f: 🎉 # csdesign: ignore F
# another
"""
    found = [(c.line, c.column, c.text, c.alone) for c in places(text).comments]
    assert found == [
        (1, 1, "# csdesign: ignore-file ROL501", True),
        (2, 24, "# csdesign: ignore A", False),
        (3, 7, "# csdesign: ignore B", False),
        (7, 1, "# csdesign: ignore C", True),
        (11, 8, "# csdesign: ignore E", False),
        (13, 6, "# csdesign: ignore F", False),
    ]


@pytest.mark.parametrize("text", ["a: 1 # note\n", "a: 'csdesign:'\n", "a: 1\n"])
def test_a_file_without_the_marker_has_no_comments_of_ours(text: str) -> None:
    assert places(text).comments == ()


def test_a_broken_file_has_the_comments_before_its_error_and_a_binary_one_none() -> None:
    broken = "a: 1 # csdesign: x\nb: ]\n# csdesign: y\n"
    assert [c.line for c in places(broken).comments] == [1]
    assert places("a: \x01 # csdesign: x\n").comments == ()
