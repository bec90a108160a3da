"""The tree of a file: what plain, quoted and empty scalars are, and where everything stands."""

from __future__ import annotations

import pytest

from csdesign.errors import CsdesignError
from csdesign.source.yaml import walk
from csdesign.source.yaml.parse import parse
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.source.yaml.tree import REFUSED, Map, Quoted, Seq


def read(text: str) -> Map:
    tree, findings = parse(SourceFile("d.yaml", text.encode()))
    assert findings == []
    assert tree is not None
    return tree


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse(SourceFile("d.yaml", text.encode()))[1]]


@pytest.mark.parametrize(
    "word", ["NO", "on", "yes", "1.10", "12:30", "0x1f", "1_000", "2024-01-01", ".inf", "true", "4"]
)
def test_plain_scalars_stay_the_text_that_was_written(word: str) -> None:
    value = read(f"a: {word}\n")["a"]
    assert type(value) is str
    assert value == word


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_plain_empty_and_null_scalars_are_none(word: str) -> None:
    assert read(f"a: {word}\n") == {"a": None}


@pytest.mark.parametrize("text", ["'x'", '"x"', "|-\n  x", ">-\n  x"])
def test_scalars_in_quotes_and_block_style_are_marked_as_text(text: str) -> None:
    value = read(f"a: {text}\n")["a"]
    assert isinstance(value, Quoted)
    assert value == "x"


@pytest.mark.parametrize("text", ["''", "'null'", '"~"'])
def test_a_quoted_null_is_text(text: str) -> None:
    assert isinstance(read(f"a: {text}\n")["a"], Quoted)


def test_containers_are_a_dict_and_a_list_with_places() -> None:
    tree = read("a: [x, {b: y}]\n")
    assert isinstance(tree, Map)
    assert isinstance(tree["a"], Seq)
    assert (tree.key_mark("a"), tree.value_mark("a")) == (0, 3)
    assert (tree["a"].item_mark(0), tree["a"].item_mark(1)) == (4, 7)
    assert tree.key_mark("none") == -1


def test_keys_are_kept_in_composed_form() -> None:
    assert list(read("e\u0301: 1\n")) == ["é"]


def test_a_byte_order_mark_counts_for_no_column() -> None:
    assert read("\ufeffa: 1\n").key_mark("a") == 0


def test_a_document_may_say_its_version_and_its_end() -> None:
    assert read("%YAML 1.2\n---\na: 1\n...\n") == {"a": "1"}


def test_of_two_equal_keys_the_tree_holds_the_first_and_the_finding_names_both() -> None:
    tree, (finding,) = parse(SourceFile("d.yaml", b"a: {b: 1}\nc: 2\n'a': [3]\n"))
    assert tree == {"a": {"b": "1"}, "c": "2"}
    assert (finding.span.line, finding.span.column, finding.span.end_column) == (3, 1, 4)
    (first,) = finding.related
    assert (first.span.line, first.span.column) == (1, 1)


def test_an_alias_is_reported_once_and_read_as_a_value() -> None:
    tree, findings = parse(SourceFile("d.yaml", b"a: *x\nb: 1\n"))
    assert tree == {"a": REFUSED, "b": "1"}
    assert len(findings) == 1


def test_what_follows_a_refused_key_is_read_on() -> None:
    tree, findings = parse(
        SourceFile("d.yaml", b"? {a: [1, {b: c}]}\n: {d: [e]}\nf: g\n<<: [h]\ni: j\n")
    )
    assert tree == {"f": "g", "i": "j"}
    assert [finding.code for finding in findings] == ["YML014", "YML010"]


def test_all_problems_of_a_file_are_found_in_one_run() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !t 3\n<<: 4\n? [5]\n: 6\nd: '\\e'\n"
    assert codes(text) == ["YML009", "YML009", "YML008", "YML011", "YML010", "YML014"]


def test_fifty_problems_are_shown_and_the_rest_is_counted() -> None:
    _, findings = parse(SourceFile("d.yaml", b"a: 1\n" * 73))
    assert len(findings) == 51
    assert findings[-1].code == "YML099"
    assert findings[-1].message == "and 22 more problems in this file; correct those above first"


@pytest.mark.parametrize("line", ["a: 1\n", "*x : 1\n", "? [a]\n: 1\n", "? !t k\n: 1\n"])
def test_a_file_of_nothing_but_problems_is_not_read_to_its_end(line: str) -> None:
    tree, findings = parse(SourceFile("d.yaml", line.encode() * 5_000))
    assert tree is None
    assert len(findings) == 51
    assert findings[-1].message.startswith("and at least 950 more problems in this file")


def test_ten_thousand_tag_directives_are_refused_before_libyaml_compares_them_all() -> None:
    """Each is compared with all before it: 200,000 take minutes."""
    text = "# a\n" + "".join(f"%TAG !a{number}! x\n" for number in range(10_000)) + "---\na: 1\n"
    (finding,) = parse(SourceFile("d.yaml", text.encode()))[1]
    assert (finding.code, finding.span.line, finding.span.column) == ("YML012", 2, 1)


def test_the_end_of_a_text_too_long_to_read_is_not_looked_for() -> None:
    text = b'a: "' + b"\\x41" * 200_000 + b'"\nb: ' + b"x\n " * 200_000
    tree, findings = parse(SourceFile("d.yaml", text))
    assert tree is not None
    assert [finding.code for finding in findings] == ["YML007", "YML007"]


@pytest.mark.parametrize(("levels", "code"), [(31, []), (32, ["YML005"])])
def test_32_levels_are_read_and_33_are_not(levels: int, code: list[str]) -> None:
    """The design itself is the first level."""
    assert codes("a: " + "[" * levels + "]" * levels + "\n") == code


@pytest.mark.parametrize(("length", "code"), [(10_000, []), (10_001, ["YML007"])])
def test_10_000_characters_are_read_and_one_more_is_not(length: int, code: list[str]) -> None:
    assert codes("a: " + "é" * length + "\n") == code


@pytest.mark.parametrize(("items", "code"), [(47, []), (48, ["YML006"])])
def test_the_limit_of_nodes_counts_keys_values_and_containers(
    items: int, code: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A design, a key and a list are three nodes; the real limit is 2,000,000."""
    monkeypatch.setattr(walk, "NODES", 50)
    monkeypatch.setattr("csdesign.source.yaml.refusals.NODES", 50)
    assert codes("a: [" + "b," * items + "]\n") == code


def test_pyyaml_without_libyaml_is_named_as_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("yaml.CSafeLoader")
    with pytest.raises(CsdesignError, match="without libyaml"):
        parse(SourceFile("d.yaml", b"a: 1\n"))


def test_names_of_a_file_behind_a_link_are_not_repeated() -> None:
    """A link in a pull request may lead to any file of the machine that checks it."""
    file = SourceFile("d.yaml", b"secret: &secret 1\nsecret: *secret\n", linked=True)
    assert all("secret" not in finding.message for finding in parse(file)[1])
