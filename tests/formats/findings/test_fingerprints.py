"""A finding keeps its name while lines move, and no two share one."""

from __future__ import annotations

import re
from dataclasses import replace

from csdesign.finding import Span
from csdesign.views.findings.fingerprints import fingerprints
from formats.findings.samples import CLEAN, PLACELESS, SPREAD, WHOLE

MOVED = Span("org/design.yaml", 40, 13, 40, 23)


def name(*findings: object) -> list[str]:
    return fingerprints(CLEAN, findings)  # type: ignore[arg-type]  # findings of replace()


def test_name_is_a_hash_and_a_number() -> None:
    (only,) = name(WHOLE)
    assert re.fullmatch(r"[0-9a-f]{32}:1", only)


def test_moving_and_rewording_keep_the_name() -> None:
    changed = replace(WHOLE, span=MOVED, message="other words", evidence=(), fix="")
    assert name(changed) == name(WHOLE)


def test_rule_object_and_file_change_the_name() -> None:
    others = [
        replace(WHOLE, rule=SPREAD.rule),
        replace(WHOLE, object="segments[x]"),
        replace(WHOLE, span=Span("other.yaml", 4, 13, 4, 23)),
        replace(WHOLE, span=None),
    ]
    assert len(set(name(WHOLE, *others))) == 5


def test_equals_are_numbered() -> None:
    first, second, other = name(WHOLE, WHOLE, SPREAD)
    assert first.removesuffix(":1") == second.removesuffix(":2")
    assert other.endswith(":1")


def test_the_text_of_the_line_replaces_a_missing_object() -> None:
    without = replace(WHOLE, object="")
    same_words = replace(without, span=Span("org/design.yaml", 4, 1, 4, 2))
    other_line = replace(without, span=Span("org/design.yaml", 3, 13, 3, 14))
    assert name(same_words) == name(without)
    assert name(other_line) != name(without)
    assert name(PLACELESS)[0].endswith(":1")


def test_lone_surrogates_have_names_too() -> None:
    high, low = name(replace(WHOLE, object="\ud800"), replace(WHOLE, object="\udfff"))
    assert high != low
