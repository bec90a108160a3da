"""Designs for the tests of the report: a company of any size, and one with hostile words."""

from __future__ import annotations

import json

__all__ = ["HOSTILE", "company", "hostile"]

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

_KINDS = ("sdr", "ae", "am", "dc", "csm", "renewal-specialist", "support")
_CHANNELS = (
    ("human-1to1", 60, 3.0, "calendar", 12, "onboard"),
    ("human-1to1", 90, 8.0, "calendar", 4, "adopt"),
    ("human-1to1", 45, 1.5, "signal", 3, "adopt"),
    ("human-pooled", 30, 1.0, "signal", 3, "adopt"),
    ("human-pooled", 45, 3.0, "calendar", 2, "adopt"),
    ("human-pooled", 20, 0.5, "request", 4, "renew"),
    ("digital", 3, 0.0, "calendar", 24, "adopt"),
    ("digital", 2, 0.0, "calendar", 52, "expand"),
)


def company(segments: int = 3, roles: int = 8, interactions: int = 8) -> str:
    """Return a design of that size, with positions, an engagement grid, hand-offs and costs."""
    names = [f"role-{i}" for i in range(roles)]
    lines = [
        "csdesign: 1",
        "company: {name: Northwind Cloud, currency: EUR}",
        "doctrine: {preset: wrike, mrr_threshold: 5000}",
        "params: {loaded_cost: 95000}",
        "segments:",
    ]
    for s in range(segments):
        lines += _segment(s, names, interactions)
    lines.append("roles:")
    for r, name in enumerate(names):
        lines += _role(r, name, names, segments)
    lines.append("positions:")
    lines += [
        f"  - {{id: post-{r}, name: Anna Petrova {r}, roles: [{n}]}}" for r, n in enumerate(names)
    ]
    lines.append("engagement:")
    for i, stage in enumerate(("prospect", "evaluate", "onboard", "adopt", "expand", "renew")):
        lead, helper = names[i % roles], names[(i + 2) % roles]
        lines.append(f"  {stage}: {{champion: {{{lead}: lead, {helper}: contribute}}}}")
    return "\n".join(lines) + "\n"


def _segment(number: int, roles: list[str], interactions: int) -> list[str]:
    lines = [
        f"  - id: segment-{number}",
        f"    name: Customers of kind {number}",
        f"    accounts: {40 * (number + 1)}",
        f"    new_accounts: {8 * (number + 1)}",
        f"    arr_per_account: {90000 // (number + 1)}",
        f"    traits: {{complexity: {1 + number % 5}, desired: {5 - number % 5}}}",
        "    commercial: {renewal: negotiated, upsell: [organic], owner_today: renewals-team,"
        " sales_capacity: sufficient}",
        "    interactions:",
    ]
    for i in range(interactions):
        channel, minutes, effort, trigger, count, stage = _CHANNELS[
            (i + number) % len(_CHANNELS)
        ]
        role = "" if channel == "digital" else f", role: {roles[(i + number) % len(roles)]}"
        lines.append(
            f"      - {{id: promise-{i}, stage: {stage}, channel: {channel}, per_year: {count}, "
            f"minutes: {minutes}, effort_hours: {effort}, trigger: {trigger}{role}}}"
        )
    return lines


def _role(number: int, name: str, roles: list[str], segments: int) -> list[str]:
    kind = _KINDS[number % len(_KINDS)]
    served = [f"segment-{s}" for s in range(segments) if len(roles) < 12 or (s + number) % 3]
    motion = ("land", "onboard", "adopt", "upsell", "cross-sell", "renew", "serve")[number % 7]
    level = "owns" if number < 7 else "supports"
    return [
        f"  - id: {name}",
        f"    title: {kind.replace('-', ' ').title()} of group {number}",
        f"    kind: {kind}",
        f"    purpose: Keeps what was promised to group {number}",
        f"    segments: [{', '.join(served)}]",
        f"    {level}: [{motion}]",
        "    responsibilities: [monitor-health, Runs the yearly review with the sponsor]",
        "    kpis: [{id: grr, weight: 60}, nrr]",
        "    decision_rights: [set-health-status]",
        "    talent: {skills: [relationship, data], expertise: 1}",
        "    loaded_cost: 90000",
        f"    hands_off: [{{to: {roles[(number + 1) % len(roles)]}, "
        f"trigger: go-live accepted, kind: {'transfer' if number % 2 else 'request'}, "
        "max_days: 2}]",
    ]


def hostile() -> str:
    """Return a design that has one of the hostile texts wherever words may stand."""
    words = [json.dumps(text) for text in HOSTILE]

    def word(number: int) -> str:
        return words[number % len(words)]

    lines = ["csdesign: 1", f"company: {{name: {word(1)}, currency: '=1+1'}}", "segments:"]
    for i in range(len(HOSTILE)):
        lines += [
            f"  - id: s{i}",
            f"    name: {word(i)}",
            "    accounts: 50",
            "    interactions:",
            f"      - {{id: talk{i}, name: {word(i + 3)}, stage: adopt, channel: human-1to1, "
            "per_year: 12, minutes: 60, effort_hours: 3, role: r0}",
        ]
    lines.append("roles:")
    for i in range(len(HOSTILE)):
        lines += [
            f"  - id: r{i}",
            f"    title: {word(i)}",
            f"    aliases: [{word(i + 1)}]",
            f"    purpose: {word(i + 2)}",
            f"    {'owns' if i == 0 else 'supports'}: [adopt]",
            f"    responsibilities: [{word(i + 4)}, {{does: {word(i + 5)}}}]",
            f"    requirements: [{word(i + 6)}]",
            f"    kpis: [{{id: grr, weight: 50}}]",
            f"    hands_off: [{{to: r{(i + 1) % len(HOSTILE)}, trigger: {word(i + 7)}}}]",
        ]
    lines.append("positions:")
    lines += [
        f"  - {{id: p{i}, name: {word(i)}, roles: [r{i}]}}" for i in range(len(HOSTILE))
    ]
    return "\n".join(lines) + "\n"
