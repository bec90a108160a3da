"""Lines of keys in a TOML text."""

from __future__ import annotations

from csdesign.config.keys import key_lines

TEXT = """\
# select = 1
select = ["a"]
  "ignore" = []
'fail-on'='note'
severity.COV = "note"

[severity]
"CAP806" = "note"
[ other ]
[[list]]
[tool.csdesign]
format = "json"
select = []
"""


def test_a_repeated_key_has_the_line_of_its_first_use() -> None:
    assert key_lines(TEXT) == {
        "select": 2,
        "ignore": 3,
        "fail-on": 4,
        "severity.COV": 5,
        "severity": 7,
        "severity.CAP806": 8,
        "list.0": 10,
        "tool.csdesign": 11,
        "tool.csdesign.format": 12,
        "tool.csdesign.select": 13,
    }


def test_keys_of_a_table_are_named_from_there() -> None:
    assert key_lines(TEXT, "tool.csdesign") == {"format": 12, "select": 13}


def test_very_long_lines_are_not_a_trap() -> None:
    assert key_lines(" " * 200_000 + "a = 1\n" + "a" * 200_000 + "=1\nb = 1") == {"b": 3}
