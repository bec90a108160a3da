"""The same figure in every format of one run, and tables of money that add up as printed."""

from __future__ import annotations

import json
import re

import pytest

from cli.running import csdesign

EXAMPLES = ["planworks", "overlay-team", "seven-roles"]


def amount(cell: str) -> float:
    """Return a printed number."""
    return float(cell.replace(",", "").replace("+", ""))


def money_rows(text: str) -> list[list[str]]:
    """Return the cells of the last table of PEOPLE in Markdown: step, people, amount."""
    _, _, rest = text.partition("| Step |")
    rows = [line.strip("| ").split("|") for line in rest.splitlines()[2:] if "|" in line]
    table = []
    for row in rows:
        cells = [cell.strip() for cell in row]
        if len(cells) != 3:
            break
        table.append(cells)
    return table


@pytest.mark.parametrize("name", EXAMPLES)
def test_people_and_money_are_the_same_in_words_tables_and_json(name: str) -> None:
    """Need, have, cost and each role's hours: terminal, Markdown and JSON of one design agree."""
    path = f"examples/{name}.yaml"
    table = csdesign("plan", path).out
    markdown = csdesign("plan", path, "--format", "markdown").out
    document = json.loads(csdesign("plan", path, "--format", "json").out)
    totals, people = document["totals"], document["totals"]["people"]

    said = re.search(r"You need ([\d,]+) (?:person|people); you have ([\d,]+)", table)
    assert said is not None
    assert (amount(said[1]), amount(said[2])) == (people["need"], people["have"])
    assert said[0] in " ".join(markdown.split())
    assert people["need"] == people["have"] + sum(h["posts"] for h in people["hires"]) - sum(
        s["posts"] for s in people["surplus"]
    )
    for role in totals["by_role"].values():
        shown = f"{role['hours']:,.0f}"
        assert shown in table
        assert shown in markdown
        assert f"{role['fte']:.2f}" in table
    assert totals["heads"] == people["need"]
    assert totals["cost"] == totals["money"]["plan"]
    costs = sum(part["cost"]["total"] for part in document["segments"] if part["cost"])
    assert costs == pytest.approx(totals["cost"] - totals["money"]["fixed"])


@pytest.mark.parametrize("extra", [[], ["--set", "params.fixed_cost=200001"]])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_printed_table_of_money_adds_up(name: str, extra: list[str]) -> None:
    """Add the printed cells: roles to the total, and each step from today to the plan."""
    path = f"examples/{name}.yaml"
    markdown = csdesign("plan", path, "--format", "markdown", *extra).out
    document = json.loads(csdesign("plan", path, "--format", "json", *extra).out)
    rows = money_rows(markdown)

    if rows:
        steps = {step.replace("**", ""): cost.replace("**", "") for step, _, cost in rows}
        total = amount(steps.pop("Plan"))
        steps.pop("Today", None)
        assert sum(map(amount, steps.values())) == total
        assert total == round(document["totals"]["cost"])
    people = markdown.partition("## People")[2].strip().partition("\n\n")[2]
    lines = people.partition("\n\n")[0].splitlines()
    costs = [line.strip("| ").split("|")[-1].strip(" *") for line in lines[2:]]
    assert len(costs) > 2
    assert sum(map(amount, costs[:-1])) == amount(costs[-1])
