"""The file of a baseline: stable to write, strict to read."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.errors import SettingsError
from csdesign.rules.baseline import Entry
from csdesign.rules.baseline_file import baseline_text, parse_baseline, read_baseline

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '{"kind": "csdesign-baseline", "schema_version": 1, "entries": '


def refusal(text: str) -> str:
    with pytest.raises(SettingsError) as refused:
        parse_baseline(text.encode(), "known.json")
    return str(refused.value)


def test_text_has_one_entry_a_line_in_order() -> None:
    known = Counter({Entry("OWN301", "segments[b]"): 1, Entry("COV101", "é"): 2})
    assert baseline_text(known) == (
        "{\n"
        '  "kind": "csdesign-baseline",\n'
        '  "schema_version": 1,\n'
        '  "entries": [\n'
        '    {"code": "COV101", "object": "\\u00e9", "count": 2},\n'
        '    {"code": "OWN301", "object": "segments[b]", "count": 1}\n'
        "  ]\n"
        "}\n"
    )


def test_empty_baseline_is_a_whole_file() -> None:
    text = baseline_text(Counter())
    assert text.endswith('"entries": []\n}\n')
    assert parse_baseline(text.encode(), "k") == {}


@given(st.dictionaries(st.tuples(st.text(), st.text()), st.integers(1, 9)))
def test_what_is_written_is_read_again(entries: dict[tuple[str, str], int]) -> None:
    known = Counter({Entry(*key): count for key, count in entries.items()})
    assert parse_baseline(baseline_text(known).encode(), "k") == known


def test_same_entry_twice_is_added_up() -> None:
    one = '{"code": "A", "object": "b", "count": 2}'
    assert parse_baseline(f"{HEAD}[{one}, {one}]}}".encode(), "k") == {Entry("A", "b"): 4}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the baseline known.json is not JSON; write it again with --write-baseline"),
        (
            "[" * 100_000,
            "the baseline known.json is not JSON; write it again with --write-baseline",
        ),
        ("1" * 5_000, "the baseline known.json is not JSON; write it again with --write-baseline"),
        ("[]", "known.json is not a baseline of csdesign; write one with --write-baseline"),
        ("{}", "known.json is not a baseline of csdesign; write one with --write-baseline"),
        (
            '{"kind": "other", "schema_version": 1, "entries": []}',
            "known.json is not a baseline of csdesign; write one with --write-baseline",
        ),
        (
            '{"kind": "csdesign-baseline", "schema_version": 2, "entries": []}',
            (
                "the baseline known.json was written by another version of csdesign "
                "(schema_version is not 1); write it again with --write-baseline"
            ),
        ),
        (
            '{"kind": "csdesign-baseline", "schema_version": 1}',
            "the baseline known.json has no list of entries",
        ),
        (f"{HEAD}{{}}}}", "the baseline known.json has no list of entries"),
    ],
)
def test_foreign_file_is_refused(text: str, message: str) -> None:
    assert refusal(text) == message


@pytest.mark.parametrize(
    "entry",
    [
        "1",
        "{}",
        '{"code": "A", "object": "b"}',
        '{"code": 1, "object": "b", "count": 1}',
        '{"code": "A", "object": null, "count": 1}',
        '{"code": "A", "object": "b", "count": 0}',
        '{"code": "A", "object": "b", "count": 1.5}',
        '{"code": "A", "object": "b", "count": true}',
        '{"code": "A", "object": "b", "count": 1, "line": 3}',
        '{"code": "A", "object": "b", "count": 1, "severity": "bad"}',
        '{"code": "A", "object": "b", "count": 1, "value": NaN}',
        '{"code": "A", "object": "b", "count": 1, "value": true}',
        '{"code": "A", "object": "b", "count": 1, "value": 1e999}',
    ],
)
def test_entry_of_another_form_is_refused_by_its_number(entry: str) -> None:
    good = '{"code": "A", "object": "b", "count": 1}'
    assert refusal(f"{HEAD}[{good}, {entry}]}}") == (
        "entry 2 of the baseline known.json is not of the form "
        '{"code": "COV101", "object": "segments[smb]", "count": 1, "severity": "error", '
        '"value": 0.93}'
    )


def test_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(f"{HEAD}[]}}", encoding="utf-8-sig")
    assert read_baseline(str(path)) == {}


@pytest.mark.parametrize("data", [b"\xff\xfe", b'{"kind": "\xff"}'])
def test_file_that_is_not_utf_8_is_refused(data: bytes) -> None:
    with pytest.raises(SettingsError, match="is not JSON"):
        parse_baseline(data, "k")


def test_file_that_is_not_a_baseline_is_named(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^the baseline .*known\.json is not JSON"):
        read_baseline(str(path))


def test_missing_unreadable_and_odd_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    cases = {
        "missing": "there is no baseline {}; make it with --write-baseline",
        "pipe": "cannot read the baseline {}: it is a pipe; name a regular file",
        "a\ud800": "there is no baseline {}; make it with --write-baseline",
    }
    for name, message in cases.items():
        path = f"{tmp_path}/{name}"
        with pytest.raises(SettingsError) as refused:
            read_baseline(path)
        shown = path.replace("\ud800", "\\ud800")
        assert str(refused.value) == message.format(shown)
