"""Realistic designs of any size: regions that each have three segments, seven roles and posts.

A company with one region is a file of 5 KB; a group with 2,000 of them is 10 MB. Ids differ, so
that any number of files forms one design.
"""

from __future__ import annotations

import random

__all__ = ["design"]

HEAD = """\
csdesign: 1
company: {name: Northwind Group, currency: EUR}
"""

REGION = """\
segments:
  - id: {r}-ent
    name: Enterprise {R}
    description: Companies that run their projects on the product, in several departments
    accounts: {ent}
    new_accounts: {new}
    arr_per_account: 120000
    traits: {{complexity: 4, specificity: 3, desired: 4, readiness: 3}}
    commercial:
      renewal: negotiated
      upsell: [organic, new-product]
      owner_today: renewals-team
      sales_capacity: sufficient
      first_contact_months: 3
      price_talk_months: 1
      term_options: [two years at today's price]
    programme_hours: 80
    milestones:
      - {{id: go-live, stage: onboard, by_day: 60, done_when: the first department plans its work}}
      - {{id: everyday-use, stage: adopt, by_day: 120, done_when: seven of ten licences are used}}
      - {{id: value-review, stage: adopt, done_when: the sponsor has seen the year's results}}
    interactions:
      - {{id: workshop, milestone: go-live, purpose: implementation, channel: human-1to1, times: 8,
         minutes: 90, effort_hours: {{value: {hours}, basis: measured, note: time sheets}},
         expertise: product, role: {r}-dc, from_day: 2}}
      - {{id: working-call, milestone: everyday-use, purpose: working-session, channel: human-1to1,
         per_year: 24, minutes: 45, effort_hours: {{value: 1.5, basis: measured, note: calendars}},
         expertise: product, role: {r}-csm}}
      - {{id: qbr, name: business review, milestone: value-review, purpose: business-review,
         channel: human-1to1, every: quarter, minutes: 90,
         effort_hours: {{value: 8, basis: assumed, low: 4, high: 12}}, expertise: industry,
         role: {r}-csm}}
      - {{id: save-play, milestone: everyday-use, purpose: health-intervention, share: 0.3,
         channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6, expertise: product,
         trigger: signal, role: {r}-csm}}
  - id: {r}-smb
    name: Small teams {R}
    description: Small teams that buy with a card
    accounts: {smb}
    new_accounts: 120
    arr_per_account: 2400
    traits: {{complexity: 1, specificity: 1, desired: 2, readiness: 4}}
    not_applicable: [cross-sell]
    programme_hours: 160
    commercial:
      renewal: auto
      upsell: [organic]
      owner_today: none
      sales_capacity: insufficient
      first_contact_months: 3
      price_talk_months: 1
      term_options: [a year for ten months' price]
    milestones:
      - {{id: first-task, stage: onboard, by_day: 7, done_when: three people have closed a task}}
      - {{id: everyday-use, stage: adopt}}
    interactions:
      - {{id: in-app-onboarding, milestone: first-task, purpose: training, channel: digital,
         times: 6, minutes: 5, role: {r}-pm}}
      - {{id: lifecycle-mail, milestone: everyday-use, purpose: adoption, channel: digital,
         every: week, minutes: 2, role: {r}-pm}}
      - {{id: webinar, milestone: everyday-use, purpose: training, channel: human-pooled,
         every: month, share: 0.05, minutes: 45, effort_hours: 4, group_size: 60, role: {r}-pm}}
      - {{id: help-request, purpose: support, channel: human-pooled, per_year: 3, minutes: 20,
         effort_hours: {{value: 0.5, basis: measured}}, trigger: request, role: {r}-support}}
roles:
  - id: {r}-ae
    title: Account Executive {R}
    kind: ae
    extends: reference:ae
    segments: [{r}-ent, {r}-smb]
    responsibilities: [qualify-lead]
    hands_off:
      - {{to: {r}-dc, trigger: contract signed, kind: request, max_days: 2,
         package: [scope, contacts]}}
  - id: {r}-support
    title: Customer Support Specialist {R}
    kind: support
    extends: reference:support
    segments: [{r}-ent, {r}-smb]
    hands_off:
      - {{to: {r}-csm, trigger: set-up advice wanted, kind: request, max_days: 2,
         segments: [{r}-ent]}}
      - {{to: {r}-pm, trigger: set-up advice wanted, kind: request, max_days: 2,
         segments: [{r}-smb]}}
  - id: {r}-am
    title: Account Manager {R}
    kind: am
    extends: reference:am
    segments: [{r}-ent, {r}-smb]
    responsibilities: [drive-usage, monitor-health]
    talent: {{expertise: product}}
  - id: {r}-dc
    title: Deployment Consultant {R}
    kind: dc
    extends: reference:dc
    segments: [{r}-ent]
    talent: {{expertise: product}}
    hands_off:
      - {{to: {r}-csm, trigger: go-live accepted and usage plan agreed, kind: request, max_days: 5}}
  - id: {r}-csm
    title: Customer Success Manager {R}
    kind: csm
    extends: reference:csm
    segments: [{r}-ent]
    talent: {{skills: [industry, technical], expertise: industry}}
    responsibilities:
      - Runs the yearly value review with the sponsor of every {R} customer
      - {{does: Escalates defects for her {R} customers, code: manage-risk}}
    kpis: [{{id: grr, weight: 60}}, {{id: licence-utilisation, weight: 40}}]
    hands_off:
      - {{to: {r}-am, trigger: a need for more is clear, kind: request, max_days: 2}}
  - id: {r}-pm
    title: Programme Manager {R}
    kind: digital-programme-manager
    extends: reference:digital-programme-manager
    owns: [onboard]
    segments: [{r}-smb]
  - id: {r}-rs
    title: Renewal Specialist {R}
    kind: renewal-specialist
    extends: reference:renewal-specialist
    segments: [{r}-ent, {r}-smb]
positions:
  - {{roles: [{r}-ae], count: 2, region: {r}}}
  - {{roles: [{r}-support], count: 2, region: {r}}}
  - {{roles: [{r}-am], count: 2, region: {r}}}
  - {{roles: [{r}-dc], region: {r}}}
  - {{roles: [{r}-csm], count: {posts}, region: {r}}}
  - {{roles: [{r}-pm], region: {r}}}
  - {{roles: [{r}-rs], region: {r}}}
"""

KEYS = ("segments", "roles", "positions")


def design(size: int, seed: int = 1, name: str = "r") -> str:
    """Return a design of about `size` bytes of UTF-8; `name` begins every id of it."""
    chance = random.Random(seed)
    parts: dict[str, list[str]] = {key: [] for key in KEYS}
    length = number = 0
    while length < size and (number == 0 or size - length > 2_500):
        number += 1
        text = _region(f"{name}{number}", chance)
        length += len(text)
        for key, part in zip(KEYS, _split(text), strict=True):
            parts[key].append(part)
    body = "".join(f"{key}:\n{''.join(texts)}" for key, texts in parts.items())
    return f"{HEAD if seed == 1 else ''}{body}"


def _region(name: str, chance: random.Random) -> str:
    accounts = chance.randint(20, 90)
    return REGION.format(
        r=name,
        R=name.upper(),
        ent=accounts,
        new=chance.randint(2, 12),
        smb=chance.randint(900, 1500),
        hours=chance.choice((3, 4, 5)),
        posts=max(1, round(accounts / 11)),
    )


def _split(text: str) -> list[str]:
    """Return the value of each of the three keys."""
    _, rest = text.split("segments:\n")
    segments, rest = rest.split("roles:\n", 1)
    roles, positions = rest.split("positions:\n")
    return [segments, roles, positions]
