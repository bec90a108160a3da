"""Policies: checked before they run, bounded, and answered by CEL."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign.rules.catalogue.policy.policy_violated import RULE
from csdesign.rules.policies.contexts import PLAN as PLAN_NAMES
from csdesign.rules.policies.contexts import ROLE as ROLE_NAMES
from csdesign.rules.policies.contexts import SEGMENT as SEGMENT_NAMES
from csdesign.rules.policies.parse import parse_policy
from csdesign.rules.policies.problems import PolicyError
from csdesign.rules.policies.unparse import unparse
from rules.written import found

if TYPE_CHECKING:
    from csdesign.rules.policies.columns import Column
    from csdesign.rules.policies.tree import Node

CALL = {"id": "call", "stage": "adopt", "channel": "human-1to1", "per_year": 12, "minutes": 30}
MAIL = {"id": "mail", "stage": "adopt", "channel": "digital", "per_year": 12, "minutes": 10}
SEGMENT = {"id": "smb", "accounts": 100, "interactions": [CALL, MAIL]}
ROLE = {"id": "csm", "title": "CSM", "owns": ["adopt"], "kpis": ["grr"]}


def outcome(text: str, on: str = "segment", **sections: Any) -> list[tuple[str, str]]:
    """Return (code, message) of what a policy gives on a small design."""
    policies = [{"name": "p", "on": on, "assert": text}]
    parts = {"segments": [SEGMENT], "roles": [ROLE], "policies": policies, **sections}
    return [(finding.code, finding.message) for finding in found("POL", **parts)]


@pytest.mark.parametrize(
    "text",
    [
        "human_share <= 0.8",
        "human_share > 0.7 && level != 'tech-touch'",
        "fte * 2.0 > fte",
        "accounts == 100",
        "level in ['pooled', 'high-touch', 'tech-touch']",
        "interactions.exists(i, i.channel == 'digital')",
        "interactions.all(i, i.per_year >= 12)",
        "size(interactions) == 2 && interactions.size() > 1",
        "interactions.filter(i, i.minutes > 20.0).size() == 1",
        "interactions.map(i, i.per_year)[0] == 12.0",
        "size(owners.adopt) == 1 && owners.adopt[0] == 'csm'",
        "size(owners.cross_sell) == 0 ? true : false",
        "id.startsWith('s') && name.matches('^smb$')",
        "arr == null || arr < 1000.0",
        "!(level == 'tech-touch') // a comment",
        "-accounts < 0.0 && (accounts + 1.0) / 2.0 > 50.0",
        "[1, 2] == [1, 2] && 7 / 2 == 3 && -7 / 2 == -3 && 7 % 2 == 1",
        "has(owners.renew) && int(accounts) == 100 && double(2) == 2.0 && string(1) == '1'",
    ],
)
def test_a_policy_that_holds_is_silent(text: str) -> None:
    """Names, arithmetic, lists, texts and macros of the language."""
    assert outcome(text) == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("human_shar <= 0.2", 1, "did you mean 'human_share'?"),
        ("interactions.all(i, i.minuts > 2.0)", 23, "did you mean 'minutes'?"),
        ("level == 'hi-touch'", 10, "did you mean 'high-touch'?"),
        ("level in ['pool']", 11, "'pool' is never the value"),
        ("level == 'pooled' or fte > 1.0", 19, "write ||"),
        ("level == 'pooled' and fte > 1.0", 19, "write &&"),
        ("not (fte > 1.0)", 1, "write !"),
        ("fte = 1.0", 5, "write == to compare"),
        ("fte * 2 > 1.0", 7, "write 2.0 instead of 2"),
        ("fte * size(interactions) > 1.0", 7, "write double(...)"),
        ("fte > 'many'", 5, "compares numbers with numbers"),
        ("level == 3", 7, "never equals"),
        ("fte", 1, "asks for true or false; this is a number"),
        ("fte >", 6, "ends too early"),
        ("(fte > 1.0", 11, "the closing bracket is missing"),
        ("fte > 1.0)", 10, "was not expected"),
        ("name.startWith('s')", 6, "did you mean 'startsWith'?"),
        ("sizes(interactions) > 1", 1, "did you mean 'size'?"),
        ("fte.all(x, true)", 5, "all needs a list"),
        ("interactions.all(true)", 14, "all takes"),
        ("name.x == 1", 6, "a text has no field"),
        ("!fte", 1, "takes true or false"),
        ("fte && true", 1, "joins true or false"),
        ("'abc", 1, "never closed"),
        ("fte > 1.0 ; true", 11, "not understood"),
        ("interactions['a'] == 1", 14, "an item is chosen"),
        ("(" * 60 + "true" + ")" * 60, 41, "nested more than 40 deep"),
    ],
)
def test_a_broken_policy_is_reported_with_its_place(text: str, place: int, words: str) -> None:
    """Found before it runs, with the character and the way out."""
    ((code, message),) = outcome(text)

    assert code == "POL002"
    assert f"(character {place})" in message
    assert words in message


def test_a_violated_policy_reports_its_own_message_and_severity() -> None:
    """The company's message, and the values that decided."""
    policy = {
        "name": "few-talks",
        "on": "segment",
        "assert": "human_share <= 0.2",
        "severity": "note",
        "message": "the programme serves them",
    }
    (finding,) = found("POL", segments=[SEGMENT], policies=[policy])

    assert (finding.code, finding.severity.word) == ("POL001", "note")
    assert finding.message == "smb: the programme serves them (policy few-talks)"
    assert dict(finding.evidence)["human_share"] == "0.75"


@pytest.mark.parametrize(
    "text", ["fte / (accounts - 100.0) < 1.0", "1 / (1 - 1) == 1", "1 % 0 == 0"]
)
def test_division_by_zero_is_one_clear_finding(text: str) -> None:
    """CEL answers 1.0 / 0.0 with infinity: here it is a mistake."""
    ((code, message),) = outcome(text)

    assert code == "POL002"
    assert "divides by zero" in message


def test_a_guarded_division_is_fine() -> None:
    """What is not evaluated divides nothing."""
    assert outcome("accounts == 100 || fte / (accounts - 100.0) < 1.0") == []


def test_a_value_that_is_not_stated_asks_for_a_guard() -> None:
    """Unknown is not zero, and no policy passes because of it."""
    ((code, message),) = outcome("cost < 1000.0")

    assert code == "POL002"
    assert "cost is not stated there; write cost == null ||" in message


def test_loops_over_long_lists_are_refused_before_they_run() -> None:
    """Steps are counted beforehand, so that the same design always gets the same answer."""
    segments = [{"id": f"s{i}"} for i in range(150)]
    inner = "segments.all(a, segments.all(b, segments.all(c, a.id != 'x')))"
    ((code, message),) = outcome(inner, on="plan", segments=segments)

    assert code == "POL002"
    assert "at most 1,000,000" in message


def test_policies_are_asked_of_roles_and_of_the_plan() -> None:
    """Each with the names of its own context."""
    assert outcome("'adopt' in owns && kpis == ['grr']", on="role") == []
    assert outcome("roles.all(r, segments.exists(s, s.id in r.segments))", on="plan") == []
    ((code, message),) = outcome("size(segments) > 3", on="plan")
    assert (code, message) == ("POL001", "the plan: size(segments) > 3 does not hold (policy p)")


SOURCES = st.text(alphabet="ab.01'\"()[]<>=!&|+-*/%?:, \n\\", max_size=40)


@given(SOURCES)
@settings(max_examples=150)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """Whatever somebody types, there is a tree or a place in the text, and no crash."""
    tree, place = read(text)

    assert (tree is None) != (place is None)
    if tree is not None:
        assert unparse(parse_policy(unparse(tree))) == unparse(tree)
    else:
        assert 0 <= (place or 0) <= len(text)


def read(text: str) -> tuple[Node | None, int | None]:
    """Return the tree of a text, or the place at which it was refused."""
    try:
        return parse_policy(text), None
    except PolicyError as error:
        return None, error.trouble.at


@pytest.mark.parametrize(
    ("on", "columns"), [("segment", SEGMENT_NAMES), ("role", ROLE_NAMES), ("plan", PLAN_NAMES)]
)
def test_every_name_is_documented(on: str, columns: tuple[Column[Any], ...]) -> None:
    """`csdesign explain POL001` lists what a policy may ask for."""
    paragraph = RULE.documentation.partition(f"Names `on: {on}`:")[2].partition("\n\n")[0]
    words = set(re.findall(r"\w+", paragraph))

    assert {column.name for column in columns} <= words
    assert all(column.meaning for column in columns)


def test_what_fails_for_one_object_is_as_bad_as_the_policy_says() -> None:
    """A mistake in the text is an error whatever the policy; a division by zero is its own."""
    policy = {"name": "p", "on": "segment", "severity": "note"}
    zero, slip = (
        found("POL", segments=[SEGMENT], policies=[{**policy, "assert": text}])[0]
        for text in ("fte / (accounts - 100.0) < 1.0", "fte / acounts < 1.0")
    )

    assert (zero.severity.word, [other.message for other in zero.related]) == ("note", ["smb"])
    assert "policy p for smb: " in zero.message
    assert (slip.severity.word, slip.related) == ("error", ())
    assert "policy p (character 7): " in slip.message


def test_what_the_engine_refuses_is_a_finding() -> None:
    """A number that no machine word holds passes our checks, and not those of CEL."""
    ((code, message),) = outcome("size(interactions) < 99999999999999999999")

    assert code == "POL002"
    assert "policy p (character 1): " in message


def test_a_broken_policy_hides_no_other_and_no_other_object() -> None:
    """Each policy is judged, and each object of it."""
    texts = ("fte >", "acounts > 1.0", "fte / (accounts - 100.0) < 1.0", "accounts == 5")
    policies = [
        {"name": f"p{number}", "on": "segment", "assert": text} for number, text in enumerate(texts)
    ]
    other = {**SEGMENT, "id": "corp", "accounts": 7}
    findings = found("POL", segments=[SEGMENT, other], policies=policies)
    told = Counter((finding.code, finding.message.partition(":")[0]) for finding in findings)

    assert told == {
        ("POL002", "policy p0 (character 6)"): 1,
        ("POL002", "policy p1 (character 1)"): 1,
        ("POL002", "policy p2 for smb"): 1,
        ("POL001", "smb"): 1,
        ("POL001", "corp"): 1,
    }


def test_the_plan_knows_its_cost_and_its_share_where_both_are_known() -> None:
    """Cost over revenue, and null where either is missing."""
    paid = {**ROLE, "loaded_cost": 100_000}
    talk = {**CALL, "role": "csm", "effort_hours": 2}
    segment = {"id": "smb", "accounts": 100, "arr_per_account": 10_000, "interactions": [talk]}
    known = {"segments": [segment], "roles": [paid]}

    assert outcome("cost > 0.0 && cost_share == cost / arr", on="plan", **known) == []
    known["segments"] = [{key: segment[key] for key in ("id", "accounts", "interactions")}]
    assert outcome("cost_share == null", on="plan", **known) == []
    assert outcome("cost_share == null && cost == null", on="plan") == []


def test_whole_numbers_are_divided_towards_zero() -> None:
    """As CEL does: 7 / 2 is 3, -7 / 2 is -3; with decimals nothing is cut."""
    text = (
        "7 / 2 == 3 && -7 / 2 == -3 && 7 / -2 == -3 && -7 / -2 == 3 && 0 / -5 == 0 && "
        "7.0 / 2.0 == 3.5 && -7.0 / 2.0 == -3.5"
    )
    policies = [{"name": "divided", "on": "plan", "assert": text}]

    assert found("POL", segments=[], policies=policies) == []
