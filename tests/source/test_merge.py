"""Several files form one design, and every part of it keeps the place it came from."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from csdesign.source.load import ReadResult, read_files
from csdesign.source.yaml.sourcefile import SourceFile


def read(*texts: str) -> ReadResult:
    return read_files(
        [SourceFile(f"{number}.yaml", text.encode(), number) for number, text in enumerate(texts)]
    )


def test_lists_of_one_name_are_joined_in_the_order_of_the_files() -> None:
    result = read("roles: [a, b]\n", "x: 1\n", "roles: [c]\n")
    assert result.tree == {"roles": ["a", "b", "c"], "x": "1"}
    assert result.findings == ()
    spans = [result.source_map.span(("roles", number)) for number in range(3)]
    assert [(span.path, span.column) for span in spans] == [
        ("0.yaml", 9),
        ("0.yaml", 12),
        ("2.yaml", 9),
    ]


def test_mappings_of_one_name_are_merged_and_keep_their_places() -> None:
    result = read("params: {a: 1}\n", "params: {b: {c: 2}}\n")
    assert result.tree == {"params": {"a": "1", "b": {"c": "2"}}}
    span = result.source_map.span(("params", "b", "c"))
    assert (span.path, span.line, span.column) == ("1.yaml", 1, 17)


def test_the_same_mapping_key_in_two_files_names_both_places() -> None:
    result = read("params: {a: 1}\n", "\nparams: {b: 1, a: 2}\n")
    (finding,) = result.findings
    assert finding.code == "YML008"
    assert finding.message == (
        "'params.a' is in two files; it is also at 0.yaml:1, keep one of them"
    )
    assert (finding.span.path, finding.span.line, finding.span.column) == ("1.yaml", 2, 16)
    assert (finding.related[0].span.path, finding.related[0].span.column) == ("0.yaml", 10)
    assert result.tree == {"params": {"a": "1", "b": "1"}}


def test_a_top_level_text_may_be_repeated_but_not_changed() -> None:
    assert read("csdesign: 1\n", "csdesign: 1\n").findings == ()
    assert [finding.code for finding in read("csdesign: 1\n", "csdesign: 2\n").findings] == [
        "YML008"
    ]


def test_a_list_in_one_file_and_a_mapping_in_another_clash() -> None:
    assert [finding.code for finding in read("a: [1]\n", "a: {b: 1}\n").findings] == ["YML008"]


def test_an_empty_key_takes_nothing_from_another_file() -> None:
    for texts in permutations(["roles:\n", "roles: [a]\n"]):
        result = read(*texts)
        assert result.tree == {"roles": ["a"]}
        assert result.findings == ()


def test_one_file_passes_through_untouched() -> None:
    result = read("b: 1\na: [2]\n")
    assert result.tree is result.source_map.tree
    assert list(result.tree or ()) == ["b", "a"]


def test_a_file_that_cannot_be_read_leaves_no_tree_and_the_findings_of_all() -> None:
    result = read("a: [\n", "b: 1\nb: 2\n", "c: {\n")
    assert result.tree is None
    assert [(finding.code, finding.span.path) for finding in result.findings] == [
        ("YML004", "0.yaml"),
        ("YML008", "1.yaml"),
        ("YML004", "2.yaml"),
    ]


def test_no_file_is_not_a_tree() -> None:
    assert read().tree is None


def test_a_file_without_a_mapping_or_a_document_is_named() -> None:
    assert [finding.code for finding in read("a: 1\n", "- b\n", "").findings] == [
        "YML015",
        "YML016",
    ]


@given(st.permutations(["a: [x]\nb: {p: 1}\n", "a: [y]\nc: 1\n", "b: {q: 2}\nc: 1\n", "a: [z]\n"]))
def test_the_order_of_files_changes_nothing_but_the_order_of_lists(texts: list[str]) -> None:
    result = read(*texts)
    assert result.findings == ()
    assert result.tree is not None
    assert sorted(result.tree["a"]) == ["x", "y", "z"]
    assert {key: value for key, value in result.tree.items() if key != "a"} == {
        "b": {"p": "1", "q": "2"},
        "c": "1",
    }
    for number, item in enumerate(result.tree["a"]):
        span = result.source_map.span(("a", number))
        line = result.source_map.line(span.path, span.line)
        assert line[span.column - 1 : span.end_column - 1] == item
