"""Rules and the audit ask for the half of a plan that they read; it says what the whole says."""

from __future__ import annotations

from typing import Any

import pytest

from csdesign import api
from csdesign.planning import assumptions, planner
from csdesign.planning.planner import make_plan
from csdesign.planning.what_if import sensitivity, thin
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.engine import run
from csdesign.rules.rule import Facts
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from designs import design_of, example_text


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that takes the name of each costly part of a plan that is made."""
    made: list[str] = []
    parts = {
        "smallest_change": planner,
        "trait_flips": planner,
        "with_avoided": thin,
        "assumptions_of": assumptions,
        "register_of": sensitivity,
    }
    for name, module in parts.items():
        part: Any = getattr(module, name)

        def told(*args: Any, name: str = name, part: Any = part, **options: Any) -> Any:
            made.append(name)
            return part(*args, **options)

        monkeypatch.setattr(module, name, told)
    return made


def test_only_a_whole_plan_seeks_what_would_change_it(sought: list[str]) -> None:
    design = design_of(example_text("planworks"))
    data = example_text("planworks").encode()

    api.audit(design)
    api.check_loaded(load_sources([SourceFile("d.yaml", data, 0, len(data))]))
    assert make_plan(design, whole=False).sensitivity == ()
    assert sought == []

    api.plan(design)
    assert set(sought) == {
        "smallest_change",
        "trait_flips",
        "with_avoided",
        "assumptions_of",
        "register_of",
    }


def test_half_a_plan_knows_the_measured_share_where_a_policy_may_ask_for_it() -> None:
    policy = "policies: [{name: p, on: plan, assert: plan.measured_share > 2, message: m}]"
    text = example_text("planworks")
    bare, ruled = (make_plan(design_of(each), whole=False) for each in (text, f"{text}\n{policy}"))
    whole = make_plan(design_of(text))

    assert bare.measured_share is None
    assert whole.measured_share is not None
    assert (ruled.measured_share, ruled.assumed_share) == (
        whole.measured_share,
        whole.assumed_share,
    )


@pytest.mark.parametrize("name", ["planworks", "renamo", "cloudcore"])
def test_half_a_plan_has_the_findings_of_the_whole(name: str) -> None:
    design = design_of(example_text(name))
    half, whole = (
        list(run(ALL_RULES, Facts(design, make_plan(design, whole=asked))))
        for asked in (False, True)
    )

    assert half == whole
    assert half
