"""The names that policies read of segments, roles and the plan, each with its value.

`policy_contexts.txt` has the designs; `--update-golden` rewrites the values; read the difference.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.planning.futures.planner import futures_of
from csdesign.rules.policies.columns import Column, kinds_of, values_of
from csdesign.rules.policies.contexts import PLAN, ROLE, SEGMENT, subjects_of
from csdesign.rules.policies.kinds import NUMBER, TEXT, list_of, record
from designs import plan_of
from tabled import Table

if TYPE_CHECKING:
    from csdesign.rules.policies.columns import Value
    from tabled import Case

TABLE = Table(Path(__file__).parent / "policy_contexts.txt")


def shown(value: Value) -> str:
    """Return a value in short: numbers with five digits, lists and records in brackets."""
    if isinstance(value, list):
        return f"[{' '.join(shown(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{' '.join(f'{name}={shown(item)}' for name, item in value.items())}}}"
    return f"{value:.5g}" if isinstance(value, float) else str(value)


def said(case: Case) -> list[str]:
    """Return the values of each context; of the plan's lists only the ids, they repeat."""
    plan = plan_of(case.text)
    if "draws" in case.title:
        plan = replace(plan, futures=futures_of(plan, draws=100))
    segments, roles = subjects_of(plan)
    lines = [f"=> segment {shown(values_of(SEGMENT, segment))}" for segment in segments]
    lines += [f"=> role {shown(values_of(ROLE, role))}" for role in roles]
    whole = values_of(PLAN, plan)
    for name in ("segments", "roles"):
        parts = whole[name]
        assert isinstance(parts, list)
        whole[name] = [part["id"] for part in parts if isinstance(part, dict)]
    return [*lines, f"=> plan {shown(whole)}"]


def test_a_policy_reads_what_the_plan_says() -> None:
    """Of each segment, each role and the whole; None if nothing is stated."""
    assert TABLE.differences(said) == ""


def test_a_list_is_as_long_as_the_longest_of_its_contexts() -> None:
    """Also inside a record, and for lists of lists: what a loop can take at most."""
    rows = list_of(record({"names": list_of(TEXT, 0)}), 0)
    columns = [
        Column("rows", rows, "", lambda _: None),
        Column("owner", record({"names": list_of(TEXT, 0)}), "", lambda _: None),
        Column("part", NUMBER, "", lambda _: None),
    ]
    contexts: list[dict[str, Value]] = [
        {"rows": [{"names": ["a"]}], "owner": {"names": []}, "part": 1.0},
        {
            "rows": [{"names": []}, {"names": ["a", "b", "c"]}],
            "owner": {"names": ["a", "b"]},
            "part": None,
        },
        {"rows": None, "owner": None, "part": None},
    ]
    kinds = kinds_of(columns, contexts)
    items = kinds["rows"].items

    assert kinds["rows"].most == 2
    assert items is not None
    assert items.fields["names"].most == 3
    assert kinds["owner"].fields["names"].most == 2
    assert kinds["part"] == NUMBER
    assert kinds_of(columns, [])["rows"].most == 0
