"""Expressions of policies: how each is read, what it takes at most, and what is wrong where.

`policy_expressions.txt` has one expression in a line; under them, in their order, what is read
(every operation in brackets), its steps, and what may be null; or each mistake with its place.
`--update-golden` rewrites what is said; read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from csdesign.rules.policies.check import check_policy
from csdesign.rules.policies.kinds import BOOL, INT, NUMBER, TEXT, Kind, list_of, record, words
from csdesign.rules.policies.parse import parse_policy
from csdesign.rules.policies.problems import PolicyError
from csdesign.rules.policies.unparse import unparse
from tabled import Table

if TYPE_CHECKING:
    from tabled import Case

TABLE = Table(Path(__file__).parent / "policy_expressions.txt")
LEVEL = words("high", "low")
CONTEXT: Final = {
    "number": NUMBER,
    "perhaps": Kind(NUMBER.name, maybe=True),
    "whole": INT,
    "text": TEXT,
    "level": LEVEL,
    "yes": BOOL,
    "numbers": list_of(NUMBER, 3),
    "levels": list_of(LEVEL, 2),
    "owner": record({"name": TEXT, "part": Kind(NUMBER.name, maybe=True)}),
    "rows": list_of(record({"role": TEXT, "hours": NUMBER}), 4),
}


def said_of(expression: str) -> str:
    """Return how an expression is read, or what is wrong with it."""
    try:
        tree = parse_policy(expression)
    except PolicyError as error:
        return f"{error.trouble.at}: {error.trouble.message}"
    checked = check_policy(tree, CONTEXT)
    if checked.troubles:
        return " | ".join(f"{trouble.at}: {trouble.message}" for trouble in checked.troubles)
    unsure = f", perhaps null: {' '.join(checked.unsure)}" if checked.unsure else ""
    return f"{unparse(tree)}, {checked.steps} steps{unsure}"


def said(case: Case) -> list[str]:
    """Return a line on each expression of a case."""
    return [f"=> {said_of(line)}" for line in case.text.splitlines() if line]


def test_an_expression_is_read_as_it_is_written() -> None:
    """Precedence, types, steps, and the place of every mistake."""
    assert TABLE.differences(said) == ""


@pytest.mark.parametrize(
    "expression",
    [
        "{}true{}".format("(" * depth, ")" * depth) if sign == "(" else f"{sign * depth}yes"
        for sign in ("(", "!")
        for depth in (39, 40)
    ],
)
def test_an_expression_is_nested_up_to_forty_deep(expression: str) -> None:
    """The whole is one deep; 39 brackets or signs in it are the last that are read."""
    deep = expression.count("(") + expression.count("!") > 39

    assert ("nested more than 40 deep" in said_of(expression)) is deep
