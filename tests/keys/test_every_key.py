"""Nothing is accepted and ignored: every key of the language changes what some command says.

`changes.yaml` has for each key a design, a place in it and another value; `--update-golden`
searches for those that are missing. A key without a line needs a reason below, or a use.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from search import CHANGES, base, search, write
from walking import Seen, all_keys, changed, differs, loaded

from csdesign import api

TESTS = Path(__file__).parent.parent
REASONS = {
    "Document.$schema": "for editors: the address of the schema",
    "Document.include": "names files that are merged into the design: tests/source (includes)",
    "Document.csdesign": "the version of the language, of which there is one",
    "Deliverer.role": "written as the bare id",
    "Doctrine.am_stays_on_complex": "a seller who stays is not a new face: tests/planning",
    "Effort.hours": "written as the bare number",
    "Effort.by_role": "written as hours by role",
    "EngagementRule.id": "names the rule where two contradict each other",
    "Experience.id": "names the experience in messages",
    "Former.role": "names a role of an earlier design: `audit --against`, tests/auditing",
    "Handoff.segments": "where a hand-off holds: tests/rules (circles of hand-offs)",
    "Horizon.calendar": "needs the extra calendar: tests/planning/months",
    "Interaction.when": "may repeat what the count says; contradicting it is SCH205",
    "Kpi.text": "words of a measure, compared by the audit: tests/auditing",
    "Milestone.id": "names the milestone for its interactions",
    "Params.max_delay_months": "moves the months of onboarding: tests/planning/months",
    "Params.unchanged_similarity": "from where two coded roles are one job: tests/rules (ROL503)",
    "Params.onboarding_days": "moves the months of onboarding: tests/planning/months",
    "NewAccounts.by_month": "written as a list of numbers in place of the mapping",
    "Pod.id": "names the pod in messages",
    "Role.id": "names the role for all who refer to it",
    "PromiseOption.times": "as per_year, for what happens once: tests/fitting",
    "Scenario.accounts": "another account table, which has to be counted: tests/accounts",
    "Segment.floor": "the least coverage that a fit may leave: tests/fitting",
    "Segment.otherwise": "takes the rest of an account table: tests/accounts",
    "Switches.am_stays_on_complex": "as in Doctrine, read by segment",
    "Switches.cx_score_pay": "refused in a segment: pay has none",
    "Switches.largest_n": "as in Doctrine, read by segment",
    "Switches.mrr_threshold": "as in Doctrine, read by segment",
    "Switches.setup_advice": "as in Doctrine, read by segment",
    "Segment.id": "names the segment for all who refer to it",
}
OF_TABLES = ("AccountTable.", "EarlierTable.", "CurrencyRates.")
"""What is read with an account table; tests of tables write each of these keys."""


def excused() -> frozenset[str]:
    """Return the keys that need no line."""
    return frozenset(REASONS) | {key for key in all_keys() if key.startswith(OF_TABLES)}


CHANGED: dict[str, Any] = (
    yaml.safe_load(CHANGES.read_text(encoding="utf-8")) if CHANGES.exists() else {}
)


@pytest.fixture(scope="module")
def known() -> dict[str, Seen]:
    """Return the designs that were read so far."""
    return {}


def test_every_key_of_tables_is_written_in_their_tests() -> None:
    """They have no place here: a table has to be counted to see what they do."""
    folders = ("accounts", "books", "cli", "contracts")
    paths = [path for name in folders for path in (TESTS / name).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    names = {key.split(".")[1] for key in all_keys() if key.startswith(OF_TABLES)}

    assert {name for name in names if not re.search(rf"\b{name}\b[\"']?[:=]", text)} == set()


@pytest.mark.parametrize("key", [key for key in sorted(REASONS) if "tests/" in REASONS[key]])
def test_a_reason_that_names_tests_is_one_that_these_tests_bear_out(key: str) -> None:
    """The folder that a reason names has a test that writes the key."""
    (folder,) = re.findall(r"tests/[\w/]+", REASONS[key])
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for suffix in ("py", "yaml", "txt")
        for path in (TESTS.parent / folder).rglob(f"*.{suffix}")
    )

    assert re.search(rf"(?<!\w){key.split('.')[1]}(?!\w)[\"']?\]?\s*[:=]", text)


def test_every_key_has_a_line_or_a_reason(request: pytest.FixtureRequest) -> None:
    """A new key comes with a use."""
    if request.config.getoption("--update-golden"):
        write(search(excused()))
        return

    assert all_keys() - excused() - set(CHANGED) == set()
    assert set(CHANGED) <= all_keys()
    assert set(REASONS) <= all_keys()


@pytest.mark.parametrize("key", sorted(CHANGED))
def test_two_designs_that_differ_in_a_key_alone_differ_in_a_result(
    key: str, known: dict[str, Seen]
) -> None:
    """Findings, plan, cards, derivations, audit or report say something else."""
    change = CHANGED[key]
    one = known.get(change["design"])
    if one is None:
        one = known[change["design"]] = base(change["design"])
    tree = one.tree
    if isinstance(tree.get("doctrine"), str):
        one = Seen({**tree, "doctrine": {"preset": tree["doctrine"]}})

    assert differs(one, changed(one.tree, tuple(change["path"]), change["value"]))


@pytest.mark.parametrize("key", sorted(CHANGED))
def test_the_difference_of_two_such_designs_is_never_empty(
    key: str, known: dict[str, Seen]
) -> None:
    """`diff` is empty only for designs that are equal once loaded."""
    change = CHANGED[key]
    one = known.get(change["design"])
    if one is None:
        one = known[change["design"]] = base(change["design"])
    other = loaded(changed(one.tree, tuple(change["path"]), change["value"]))
    if isinstance(one.tree.get("doctrine"), str) or other is None or one.design is None:
        pytest.skip("the base is another one here")

    assert not api.diff(one.design, other).empty
