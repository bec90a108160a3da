"""Every command on every kind of hostile design: an answer or a refusal, never a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

WHOLE: Final = """\
csdesign: 1
company: {name: Acme, currency: EUR}
horizon: {start: 2026-12, months: 3, as_of: 2026-11-30}
params: {annual_attrition: 0.1}
policies:
  - {name: small, on: plan, assert: heads <= 12.0}
segments:
  - id: one
    name: First
    accounts: 40
    new_accounts: 10
    arr_per_account: 24000
    where: employees >= 100
    programme_hours: 40
    milestones: [{id: live, stage: onboard, by_day: 30, done_when: it runs}]
    interactions:
      - {id: start, milestone: live, channel: human-1to1, times: 5, effort_hours: 3, role: csm}
      - {id: call, stage: adopt, channel: human-1to1, every: month, effort_hours: 2, role: csm}
      - {id: ask, channel: human-pooled, trigger: request, per_year: 6, effort_hours: 1, role: am}
  - id: two
    otherwise: true
    accounts: 400
    interactions: [{id: mail, stage: adopt, channel: digital, every: month, role: csm}]
roles:
  - id: csm
    title: Customer Success Manager
    owns: [onboard, adopt, serve]
    responsibilities: [Runs the start, Calls every customer]
    kpis: [{id: grr, weight: 100}]
    loaded_cost: 85000
    formerly: {title: Account Manager, owns: [renew], responsibilities: [Sells more]}
  - {id: am, title: Account Manager, owns: [renew, upsell, cross-sell, land]}
positions:
  - {id: anna, roles: [csm], fte: 0.8}
  - {id: ben, roles: [am, csm], count: 2}
scenarios:
  - {id: more, segments: [{id: one, accounts: +20%}]}
"""
TABLE: Final = "account_id,employees,arr\nA1,500,90000\nA2,20,1000\n"

HOSTILE: Final = {
    "whole": ("", ""),
    "nobody": ("accounts: 40", "accounts: 0"),
    "crowd": ("accounts: 40", "accounts: 60000"),
    "everybody": ("accounts: 40", "accounts: 999999999"),
    "beyond": ("accounts: 40", "accounts: 1e15"),
    "negative": ("accounts: 40", "accounts: -1"),
    "not-a-number": ("accounts: 40", "accounts: .nan"),
    "no-effort": ("effort_hours: 2,", "effort_hours: 0,"),
    "next-to-nothing": ("effort_hours: 2,", "effort_hours: 1e-300,"),
    "most-effort": ("effort_hours: 2,", "effort_hours: 1e12,"),
    "always": ("every: month, effort_hours: 2", "per_year: 1e9, effort_hours: 2"),
    "no-cost": ("loaded_cost: 85000", "loaded_cost: 0"),
    "most-cost": ("loaded_cost: 85000", "loaded_cost: 1e14"),
    "thousand-posts": ("count: 2", "count: 100000"),
    "no-posts": ("count: 2", "count: 0"),
    "thin": ("fte: 0.8", "fte: 0.0001"),
    "weightless": ("weight: 100", "weight: 0"),
    "own-successor": ("owns: [onboard", "extends: csm, owns: [onboard"),
    "circle": (
        "title: Account Manager, owns: [renew, u",
        "extends: csm, drops: [x], owns: [renew, u",
    ),
    "escape": ("title: Customer Success Manager", 'title: "\\e[31m\\a red"'),
    "right-to-left": ("name: First", 'name: "\\u202egnp.exe"'),
    "command": ("name: First", "name: '::error::forged'"),
    "markup": ("name: First", "name: '[bold]</script><img src=x>|`a`'"),
    "formula": ("name: First", "name: '=cmd|calc!A1'"),
    "percent": ("name: First", "name: '100%s %(x)s {0} {x.y}'"),
    "emoji": ("name: First", "name: 👩‍👩‍👧‍👦 Привет 你好"),
    "half-character": ("name: First", 'name: "\\ud800"'),
    "null": ("name: First", "name: ~"),
    "long": ("name: First", f"name: {'x' * 5000}"),
    "many-lines": ("name: First", 'name: "a\\nb\\r\\nc"'),
    "empty-list": ("roles:\n", "roles: []\nzoles:\n"),
    "no-segments": ("segments:\n", "segments: []\nsigments:\n"),
    "list-for-text": ("title: Account Manager, owns: [renew, u", "title: [a], owns: [renew, u"),
    "text-for-list": ("owns: [onboard, adopt, serve]", "owns: everything"),
    "twice": ("id: two", "id: one"),
    "unknown-role": ("role: am}", "role: nobody}"),
    "unknown-day": ("as_of: 2026-11-30", "as_of: 2026-02-30"),
    "first-day": ("as_of: 2026-11-30", "as_of: 0001-01-01"),
    "last-day": ("as_of: 2026-11-30", "as_of: 9999-12-31"),
    "endless-where": ("employees >= 100", f"{'(' * 3000}employees >= 100"),
    "unknown-column": ("employees >= 100", "no_such_column = 'x'"),
    "sql": ("employees >= 100", '"employees\\" >= 100; DROP TABLE x"'),
    "alias": ("owns: [onboard, adopt, serve]", "owns: &a [*a]"),
    "tag": ("accounts: 40", "accounts: !!python/object/apply:os.system [ls]"),
    "merge-key": ("id: two", "<<: {id: two}"),
    "two-documents": ("scenarios:\n", "---\nscenarios:\n"),
    "tab": ("  - id: two", "\t- id: two"),
    "cut": ("roles:\n  - id: csm", "roles: ["),
    "scenario-of-nothing": ("[{id: one, accounts: +20%}]", "[{id: nobody, accounts: +20%}]"),
    "scenario-unreadable": ("[{id: one, accounts: +20%}]", "[1, {a: [b]}]"),
    "scenario-without-end": ("accounts: +20%}]", "accounts: +1e308%}]"),
    "scenario-of-itself": ("{id: more, ", "{id: more, extends: more, "),
    "scenario-of-nobody": ("accounts: +20%}]", "accounts: -100%}, {id: two, remove: true}]"),
    "policy-endless": ("heads <= 12.0", f"{'!' * 500}(heads <= 12.0)"),
    "policy-division": ("heads <= 12.0", "1.0 / 0.0 > heads"),
    "policy-other-kind": ("heads <= 12.0", "heads + 'x' == size(heads)"),
    "silenced": ("  - id: two", "  # csdesign: ignore[ALL] -- \x7f until never\n  - id: two"),
    "include-itself": ("csdesign: 1\n", "csdesign: 1\ninclude: [design.yaml]\n"),
    "include-outside": ("csdesign: 1\n", "csdesign: 1\ninclude: [../../../../etc/passwd]\n"),
    "leavers": ("annual_attrition: 0.1", "annual_attrition: 1"),
    "no-time": ("annual_attrition: 0.1", "shrinkage: 1, occupancy: 0"),
    "little-time": ("annual_attrition: 0.1", "shrinkage: 0.999999"),
    "months": ("months: 3", "months: 100000"),
    "first-month": ("start: 2026-12", "start: 0001-01"),
    "last-month": ("start: 2026-12", "start: 9999-11"),
}
"""What is put in place of what in a whole design."""

COMMANDS: Final = (
    "plan design.yaml",
    "check design.yaml --format full",
    "plan design.yaml --format json",
    "plan design.yaml --format markdown --accounts table.csv",
    "plan design.yaml --months 3 --format csv",
    "plan design.yaml --draws 100 --seed 1",
    "plan design.yaml --scenario more",
    "plan design.yaml --set segments.one.accounts=1e5",
    "check design.yaml --format sarif",
    "check design.yaml --format github",
    "check design.yaml --unsafe-fixes --diff",
    "check design.yaml --accounts table.csv --format junit",
    "audit design.yaml",
    "audit design.yaml --against whole.yaml --format json",
    "diff whole.yaml design.yaml",
    "explain fte:one design.yaml",
    "explain role:csm design.yaml",
    "report design.yaml -o out.html --force",
    "report design.yaml -o out.xlsx --force",
    "report design.yaml -o out.svg --force",
    "fit design.yaml --people 2 --seconds 1",
    "books design.yaml --accounts table.csv --people positions",
    "accounts table.csv design.yaml",
)


FIRST: Final = 2
"""Commands that every design is given; of the others each gets a sixth, in turn."""


def commands(number: int) -> tuple[str, ...]:
    return (*COMMANDS[:FIRST], *COMMANDS[FIRST + number % 6 :: 6])


CASES: Final = [
    pytest.param(hostile, command, id=f"{hostile}-{command}")
    for number, hostile in enumerate(HOSTILE)
    for command in (COMMANDS if hostile == "whole" else commands(number))
]


@pytest.mark.parametrize(("hostile", "command"), CASES)
def test_a_hostile_design_is_answered_or_refused(
    hostile: str, command: str, tmp_path: Path
) -> None:
    found, put = HOSTILE[hostile]
    assert found in WHOLE
    text = WHOLE.replace(found, put, 1) if found else WHOLE
    design = tmp_path / "design.yaml"
    design.write_text(text, encoding="utf-8", errors="surrogatepass")
    (tmp_path / "whole.yaml").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    before = design.read_bytes()

    run = csdesign(*command.split(), cwd=tmp_path)

    assert run.code in ({0, 1} if hostile in {"whole", "crowd"} else {0, 1, 2}), run.err
    assert "Traceback" not in run.out + run.err
    assert run.out or run.err or run.code == 0
    for stream in (run.out, run.err):
        assert not set(stream) & set("\x1b\x07\x00\x7f\u202e"), "a raw control character"
    assert design.read_bytes() == before
