"""Books of several roles from one table, with one column of owners."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.running import csdesign

if TYPE_CHECKING:
    from pathlib import Path

DESIGN = """\
company: {name: Podware, currency: USD}
segments:
  - id: all
    otherwise: true
    interactions:
      - {id: call, stage: adopt, channel: human-1to1, every: month, minutes: 45, effort_hours: 2, role: csm}
      - {id: deal, stage: renew, channel: human-1to1, per_year: 1, minutes: 60, effort_hours: 6, role: am}
roles:
  - {id: csm, title: Customer Success Manager, kind: csm, extends: "reference:csm"}
  - {id: am, title: Account Manager, kind: am, extends: "reference:am"}
  - {id: lead, title: Lead, kind: csm, extends: "reference:csm"}
positions:
  - {id: ann, roles: [csm]}
  - {id: bob, roles: [csm], name: Bob Ray}
  - {id: eve, roles: [am]}
  - {id: kim, roles: [lead]}
"""  # noqa: E501 -- one interaction a line
TABLE = """\
Account ID,ARR,Account Owner,AM
A1,10,ann,eve
A2,20,Bob Ray,eve
A3,30,eve,eve
A4,40,kim,eve
A5,50,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "design.yaml").write_text(DESIGN)
    (tmp_path / "table.csv").write_text(TABLE)
    return tmp_path


def test_an_owner_who_has_another_role_only_does_not_own_in_this_one(folder: Path) -> None:
    """Ann and Bob lose no customers as account managers, nor does Eve as a CSM.

    Kim has no customers of her own role, so hers change owner.
    """
    ran = csdesign("books", "design.yaml", "--accounts", "table.csv", "-f", "json", cwd=folder)
    before = {
        role["role"]: [found["before"] for found in role["assignments"]]
        for role in json.loads(ran.out)["roles"]
    }
    stranger = "(not among the people)"
    assert before == {
        "csm": ["ann", "bob", None, stranger, None],
        "am": [None, None, "eve", stranger, None],
    }
    assert "csm: 1 customer of owners with another role only" in ran.err
    assert "am: 2 customers of owners with another role only" in ran.err

    named = ("--role", "am", "--map", "owner=AM", "--accounts", "table.csv")
    ran = csdesign("books", "design.yaml", *named, "-f", "json", cwd=folder)
    (role,) = json.loads(ran.out)["roles"]
    assert [found["before"] for found in role["assignments"]] == ["eve"] * 4 + [None]
    assert "another role" not in ran.err


def test_a_table_without_customers_has_nobody_to_share_out(folder: Path) -> None:
    (folder / "table.csv").write_text(TABLE.splitlines()[0] + "\n")
    ran = csdesign("books", "design.yaml", "--accounts", "table.csv", cwd=folder)
    assert ran.code == 2
    assert ran.err == "csdesign: table.csv has no customers to share out\n"
