"""Documents of `diff`, `explain` and its pages of rules, compared with their declarations."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from csdesign import api
from csdesign.accounts.columns import grouping_columns
from csdesign.cli.schema_command import command
from csdesign.contracts.diff import diff_values
from csdesign.contracts.explain import derivation_values
from csdesign.contracts.rule import rule_values
from csdesign.contracts.v1 import measured as v1_measured
from csdesign.escaping.json_text import dump
from csdesign.rules.pages import pages
from csdesign.views.explain.people import explain_fte
from designs import design_of, example_text


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(command(name).text)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_a_difference_is_as_declared() -> None:
    old, new = (design_of(example_text(name)) for name in ("planworks", "renamo"))
    document = json.loads(dump(diff_values(api.diff(old, new), "1.2.3")))

    assert document["changes"]
    assert document["new_findings"]
    assert list(validator("diff").iter_errors(document)) == []


def test_a_derivation_is_as_declared() -> None:
    plan = api.plan(design_of(example_text("planworks")))
    document = json.loads(dump(derivation_values(explain_fte(plan, plan.segments[0]), "1.2.3")))

    assert document["groups"]
    assert list(validator("explain").iter_errors(document)) == []


def test_the_page_of_every_code_is_as_declared() -> None:
    declared = validator("explain-rule")

    for rule in pages().values():
        assert list(declared.iter_errors(json.loads(dump(rule_values(rule, "1.2.3"))))) == []


@pytest.mark.parametrize("name", ["diff", "explain", "explain-rule"])
def test_every_key_says_what_it_is(name: str) -> None:
    def undescribed(part: dict[str, object], path: str) -> list[str]:
        found: list[str] = []
        items, own = part.get("items"), part.get("properties")
        if isinstance(items, dict):
            found += undescribed(items, f"{path}[]")
        if isinstance(own, dict):
            for key, value in own.items():
                named = "description" in value or "const" in value
                found += [] if named else [f"{path}.{key}"]
                found += undescribed(value, f"{path}.{key}")
        return found

    assert undescribed(json.loads(command(name).text), "") == []


def test_cells_of_customers_have_the_columns_that_group() -> None:
    """The writer copies the groups of a cell as they are: both declarations name the same."""
    assert tuple(v1_measured.Groups.__annotations__) == grouping_columns()
