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
    """Return what a rule finds in a design, the innocent left out."""
    found = findings_of(json.dumps(sections, ensure_ascii=False, default=str), [rule])
    return Counter(item.object for item in found if "innocent" not in item.object)


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("segment", [BARE, MODEST], ids=["bare", "modest"])
@pytest.mark.parametrize(("rule", "text"), CASES)
def test_the_innocent_hide_nothing_and_are_not_taken_in(
    rule: Rule, text: str, segment: dict[str, Any], first: bool
) -> None:
    """Customers who are promised little or nothing, and a role of their own, change no finding."""
    alone = sections_of(text)
    company = dict(alone)
    for section, part in (("segments", segment), ("roles", ROLE)):
        if section in alone:
            company[section] = [part, *alone[section]] if first else [*alone[section], part]

    assert objects(rule, company) == objects(rule, alone) != Counter()
