"""A finding stands whatever else the design holds: the innocent before and after the guilty."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from csdesign.rules.catalogue import ALL_RULES
from designs import findings_of
from rules.written import MOTIONS

if TYPE_CHECKING:
    from csdesign.rules.rule import Rule

BARE = {"id": "innocent", "accounts": 1, "not_applicable": list(MOTIONS)}
MODEST = {
    **BARE,
    "new_accounts": 1,
    "client_team_size": 2,
    "interactions": [
        {"id": "hello", "stage": "onboard", "channel": "human-1to1", "times": 1, "minutes": 30},
        {"id": "tips", "stage": "adopt", "channel": "digital", "every": "month", "minutes": 5},
    ],
}
ROLE = {"id": "innocent-role", "title": "Analyst", "segments": ["innocent"]}
CASES = [
    pytest.param(rule, text, id=f"{rule.code}-{number}")
    for rule in ALL_RULES
    for number, text in enumerate(rule.examples("Bad"), 1)
]


def sections_of(text: str) -> dict[str, Any]:
    """Return an example as Python values; its roles say whom they serve."""
    # YAML 1.1, which this reader speaks, takes `on` for a truth value.
    sections: dict[str, Any] = yaml.safe_load(re.sub(r"\bon: ", '"on": ', text))
    names = [segment["id"] for segment in sections.get("segments", ())]
    for role in sections.get("roles", ()):
        role.setdefault("segments", names)
    return sections


def objects(rule: Rule, sections: dict[str, Any]) -> Counter[str]:
    """Return the objects of a rule's findings in a design, the innocent left out.

    So is the role that a plan proposes for work that nobody is named for: of a company with a
    horizon, that work is asked for by a day.
    """
    found = findings_of(json.dumps(sections, ensure_ascii=False, default=str), [rule])
    known = {f"roles[{role['id']}]" for role in sections.get("roles", ())}
    return Counter(
        item.object
        for item in found
        if "innocent" not in item.object
        and not (
            rule.code.startswith(("TIM", "UNC"))
            and item.object.startswith("roles[")
            and item.object not in known
        )
    )


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("segment", [BARE, MODEST], ids=["bare", "modest"])
@pytest.mark.parametrize(("rule", "text"), CASES)
def test_sound_parts_hide_no_finding_and_have_none(
    rule: Rule, text: str, segment: dict[str, Any], first: bool
) -> None:
    """Customers who are promised little or nothing, and a role of their own, change no finding."""
    alone = sections_of(text)
    company = dict(alone)
    for section, part in (("segments", segment), ("roles", ROLE)):
        if section in alone:
            company[section] = [part, *alone[section]] if first else [*alone[section], part]

    assert objects(rule, company) == objects(rule, alone) != Counter()


COMPARES = ("COV109", "ROL512")
NAMED = ("segments", "roles", "positions", "pods")
FIXED = ("channel", "kind", "extends", "owner_today")
"""Fields whose values are words of the language, whatever the roles are called."""


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Return a part of a design with other names of its segments, roles, positions and pods."""
    if isinstance(value, dict):
        return {
            names.get(key, key): part if key in FIXED else renamed(part, names)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [renamed(part, names) for part in value]
    return names.get(value, value) if isinstance(value, str) else value


def beside(good: dict[str, Any], bad: dict[str, Any], *, first: bool) -> dict[str, Any] | None:
    """Return one company of two; None if what holds for all of it differs."""
    names = {
        part["id"]: f"innocent-{part['id']}"
        for section in NAMED
        for part in good.get(section, ())
        if "id" in part
    }
    good = renamed({key: good[key] for key in good if key in (*NAMED, "ownership")}, names) | {
        key: good[key] for key in good if key not in (*NAMED, "ownership")
    }
    company: dict[str, Any] = {}
    for key in {**good, **bad}:
        if key not in good or key not in bad:
            if key not in NAMED:
                return None
            company[key] = good.get(key) or bad[key]
        elif key in NAMED:
            company[key] = [*good[key], *bad[key]] if first else [*bad[key], *good[key]]
        elif key == "ownership":
            company[key] = good[key] | bad[key]
        elif good[key] == bad[key]:
            company[key] = bad[key]
        else:
            return None
    return company


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(("rule", "text"), CASES)
def test_a_sound_part_of_the_company_hides_nothing_in_another_part(
    rule: Rule, text: str, first: bool
) -> None:
    """The rule's own good example, before or after its bad one."""
    if rule.code in COMPARES:
        pytest.skip("it compares parts: those of the good example are like those of the bad")
    bad = sections_of(text)
    for text_of_good in rule.examples("Good"):
        company = beside(sections_of(text_of_good), bad, first=first)
        if company is not None:
            assert objects(rule, company) == objects(rule, bad) != Counter()


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_of_two_like_segments_the_first_is_the_place(rule: Rule, text: str) -> None:
    """A second segment like the first, behind it, moves no finding away from the first."""
    alone = sections_of(text)
    twice = sections_of(text)
    for segment in alone.get("segments", ()):
        copy = {**segment, "id": f"{segment['id']}-too"}
        twice["segments"].append(copy)
        for role in twice.get("roles", ()):
            served = role["segments"]
            served = [served] if isinstance(served, str) else served
            if segment["id"] in served:
                role["segments"] = [*served, copy["id"]]
    assert objects(rule, alone) <= objects(rule, twice)
