"""A design whose every title is a command of a CI runner, a terminal or a spreadsheet."""

from __future__ import annotations

import json

__all__ = ["ATTACKS", "hostile_design"]

ATTACKS = (
    "::stop-commands::x",
    "a long enough title that it must be wrapped somewhere ::error file=a,line=1::FORGED",
    "##[error]FORGED",
    "see ##vso[task.setvariable variable=a]b",
    "##teamcity[message text='x']",
    "=cmd|'/c calc'!A1 ##[group]",
    "[31mred ##[section]y ::",
    "::warning::x " * 12,
)
_DESIGN = """
csdesign: 1
company: {name: %(0)s, currency: EUR}
segments:
  - id: a
    name: %(1)s
    accounts: 40
    new_accounts: 4
    arr_per_account: 10000
    where: "arr > 10"
    traits: {complexity: 4, specificity: 3, desired: 4, readiness: 3}
    declared: {level: pooled}
    commercial: {renewal: negotiated, owner_today: none}
    milestones:
      - {id: live, name: %(3)s, stage: onboard, by_day: 60, done_when: %(2)s}
    interactions:
      - {id: call, name: %(2)s, milestone: live, purpose: working-session, channel: human-1to1,
         per_year: 40, minutes: 60, effort_hours: {value: 6, basis: assumed, low: 4, high: 12},
         role: csm}
      - {id: mail, name: %(3)s, purpose: adoption, channel: digital, per_year: 12, minutes: 3}
  - id: b
    name: %(4)s
    accounts: 400
    where: "arr <= 10"
    interactions:
      - {id: desk, name: %(5)s, purpose: support, channel: human-pooled, per_year: 2, minutes: 20,
         effort_hours: 0.5, trigger: request, role: am}
roles:
  - id: csm
    title: %(0)s
    purpose: %(1)s
    owns: [adopt, renew]
    responsibilities: [%(2)s, %(3)s, %(7)s]
    hands_off: [{to: am, trigger: %(2)s, kind: transfer, max_days: 2}]
    formerly: {title: %(5)s, responsibilities: [%(2)s, %(3)s]}
  - id: am
    title: %(6)s
    owns: [upsell]
    responsibilities: [%(2)s, %(3)s, %(7)s]
positions:
  - {id: p1, roles: csm, name: %(3)s}
scenarios:
  - {id: fewer, name: %(2)s, segments: [{id: a, accounts: 20, name: %(4)s}]}
"""


def hostile_design(**others: str) -> str:
    """Return the design as YAML; `others` are attacks by their place in it."""
    names = {str(place): json.dumps(text) for place, text in enumerate(ATTACKS)}
    return _DESIGN % {**names, **{name.lstrip("_"): json.dumps(o) for name, o in others.items()}}
