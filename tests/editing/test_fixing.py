"""Corrections: what is mended, what is left alone, and a second run that changes nothing."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import index, judge, judged, loaded, mended, source, text_of

from csdesign.editing.additions import addition
from csdesign.editing.edits import edited
from csdesign.editing.fixing import fix
from designs import EXAMPLES

SLIPS = """# notes of its author stay
company: {nmae: "Acme"}
segmnts:
  - id: corp   # the large ones
    accounts: 40
    traits: {complexity: hihg}
    interactions:
      - {id: review, stage: adopt, channel: human-1to1, every: quartr, minutes: 60, role: 'cms'}
rolse:
  - id: csm
    tilte: Customer Success Manager
    owns: [adpt]
    responsibilities: [drive-usage, monitor-helth]
positions: {roles: cms, count: 2}
"""

MENDED = """# notes of its author stay
company: {name: "Acme"}
segments:
  - id: corp   # the large ones
    accounts: 40
    traits: {complexity: high}
    interactions:
      - {id: review, stage: adopt, channel: human-1to1, every: quarter, minutes: 60, role: 'csm'}
roles:
  - id: csm
    title: Customer Success Manager
    owns: [adopt]
    responsibilities: [drive-usage, monitor-health]
positions: {roles: csm, count: 2}
"""


def test_mistakes_in_keys_words_and_ids_are_corrected_and_all_else_stays() -> None:
    fixed = mended(SLIPS)

    assert text_of(fixed, SLIPS) == MENDED
    assert not fixed.left


def test_a_second_run_changes_nothing() -> None:
    assert mended(MENDED).files == ()


def test_a_key_is_not_corrected_into_one_that_exists() -> None:
    text = "segments:\n  - {id: corp, accounts: 4, acounts: 5}\n"

    fixed = mended(text)

    assert fixed.files == ()
    assert [finding.code for finding in fixed.left] == ["SCH101"]


def test_windows_line_ends_stay() -> None:
    text = MENDED.replace("accounts: 40", "acounts: 40").replace("\n", "\r\n")

    assert text_of(mended(text), text) == MENDED.replace("\n", "\r\n")


def test_the_diff_names_the_file_and_shows_both_lines() -> None:
    diff = mended("segmets: [{id: corp}]\n").diff()

    assert diff == (
        "--- design.yaml\n+++ design.yaml\n@@ -1 +1 @@\n"
        "-segmets: [{id: corp}]\n+segments: [{id: corp}]\n"
    )


@given(seed=st.integers(0, 10_000), name=st.sampled_from(["planworks", "flowfab", "cloudcore"]))
def test_one_planted_mistake_is_corrected_or_reported_and_the_rest_is_untouched(
    seed: int, name: str
) -> None:
    """A letter is lost from one key or word of a design that loads."""
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    slipped = _slipped(text, random.Random(seed))
    had = len(judge([source(slipped)])[1])

    fixed = mended(slipped)

    after = text_of(fixed, slipped)
    assert len(after.splitlines()) == len(text.splitlines())
    differing = sum(a != b for a, b in zip(after.splitlines(), text.splitlines(), strict=True))
    assert differing <= 1
    assert len(fixed.left) <= had
    assert mended(after).files == ()


def _slipped(text: str, dice: random.Random) -> str:
    # A slip where an id is defined is mended at its uses: which of the two is meant, nobody knows.
    words = list(re.finditer(r"(?<![\w#-])(?<!id: )[a-z]{5,}(?![\w-])", text))
    word = dice.choice(words)
    at = dice.randrange(word.start() + 1, word.end())
    return text[:at] + text[at + 1 :]


@pytest.mark.parametrize(
    ("text", "path", "item", "expected"),
    [
        ("roles: [{id: csm, owns: [adopt]}]\n", ("roles", 0, "owns"), "renew", "[adopt, renew]"),
        ("roles: [{id: csm, owns: []}]\n", ("roles", 0, "owns"), "renew", "owns: [renew]"),
        ("roles: [{id: csm}]\n", ("roles", 0, "kind"), "csm", "{id: csm, kind: csm}"),
        (
            "roles:\n  - id: csm\n    owns:\n      - adopt  # since May\n  - id: am\n",
            ("roles", 0, "owns"),
            "renew",
            "      - adopt  # since May\n      - renew\n  - id: am\n",
        ),
        (
            "roles:\n  - id: csm\n    purpose: |\n      To help.\n  - id: am\n",
            ("roles", 0, "kind"),
            "csm",
            "      To help.\n    kind: csm\n  - id: am\n",
        ),
        ("roles:\n- id: csm", ("roles", 0, "kind"), "csm", "- id: csm\n  kind: csm"),
    ],
)
def test_additions_keep_the_layout(
    text: str, path: tuple[str | int, ...], item: str, expected: str
) -> None:
    file = source(text)

    edit = addition(file, path, item)

    assert edit is not None
    assert expected in edited(file, [edit])


def test_a_part_is_found_in_the_file_that_holds_it() -> None:
    read = loaded("roles: [{id: a}, {id: b}]\n", "roles: [{id: c}]\nsegments: [{id: s}]\n")

    held = read.source_map.in_file(("roles", 2, "owns"))

    assert held is not None
    assert (held[0].path, held[1]) == ("1.yaml", ("roles", 0, "owns"))


def test_names_come_in_the_order_of_the_design() -> None:
    assert index("roles: [{id: b}, {id: a}]\n").names("role") == ["b", "a"]


UNFINISHED = """segments:
  - id: corp
    accounts: 40
    not_applicable: [land, onboard, upsell, cross-sell, serve]
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, per_year: 12}
roles:
  - id: csm
    title: Customer Success Manager
    owns: [adopt, renew]
    responsibilities: [drive-usage, monitor-health]  # so far
"""


def test_what_findings_ask_for_is_added_only_when_asked_for() -> None:
    """A duty, the basis of a number, and the role that delivers."""
    whole = judged([source(UNFINISHED)])[1]
    safe = fix([source(UNFINISHED)], judged)
    unsafe = fix([source(UNFINISHED)], judged, unsafe=True)

    assert {"OWN306", "CAP806", "AX004"} <= {finding.code for finding in whole}
    assert safe.files == ()
    (after,) = unsafe.files
    assert "effort_hours: {value: 1, basis: assumed}" in after.text
    assert "role: csm" in after.text
    assert "[drive-usage, monitor-health, " in after.text
    assert "]  # so far\n" in after.text
    assert {"OWN306", "CAP806", "AX004"}.isdisjoint(f.code for f in unsafe.left)
    assert fix([after], judged, unsafe=True).files == ()


def test_a_repeated_mistake_is_corrected_everywhere() -> None:
    """However many: one finding speaks for all of them."""
    parts = "".join(f"  - {{id: s{i}, acounts: {i}}}\n" for i in range(60))
    text = f"segments:\n{parts}"

    assert text_of(mended(text), text) == text.replace("acounts", "accounts")
