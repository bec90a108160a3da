"""One cause is one row, the row that touches most comes first, and the new sale may be outside."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csdesign import api
from csdesign.rules.catalogue import ALL_RULES
from csdesign.rules.causes import by_cause, one_by_one
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from csdesign.views.content import ReportContent
from csdesign.views.plan.answer import answer
from csdesign.views.plan.decide import section as decide_next
from csdesign.views.plan.ownership import matrix
from csdesign.views.section import Notices
from designs import design_of, example_text, findings_of

TWO_OWNERS = """
segments: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
roles:
  - {id: csm, owns: [adopt, renew]}
  - {id: am, owns: [adopt, renew]}
"""


def rows(text: str, *codes: str) -> list[tuple[str, str]]:
    """Return severity and message of each row of the codes."""
    found = [f for f in findings_of(text, ALL_RULES) if f.code in codes]
    return [(f.severity.word, f.message) for f in by_cause(found)]


def test_two_roles_that_own_two_motions_in_three_segments_are_one_row() -> None:
    """Six overlaps have one cause, and the row names its roles, segments and motions."""
    ((severity, message),) = rows(TWO_OWNERS, "OWN302")

    assert severity == "error"
    assert message.startswith("A, B, C: csm and am own adoption (adopt), renewals (renew); ")


def test_a_row_has_each_finding_with_its_place() -> None:
    """Comments, baselines and comparisons still see every finding."""
    found = [f for f in findings_of(TWO_OWNERS, ALL_RULES) if f.code == "OWN302"]
    (row,) = by_cause(found)

    assert len(row.members) == len(found) == 6
    assert sorted(f.object for f in one_by_one([row])) == sorted(f.object for f in found)
    assert {other.object for other in row.related if other.object} == {
        f.object for f in found if f.object != row.object
    }


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ({"a": "renew", "b": "renew", "c": "renew"}, ["A, B, C: nobody owns renewals (renew)"]),
        (
            {"a": "renew, adopt", "b": "renew, adopt", "c": ""},
            ["A, B: nobody owns adoption (adopt), renewals (renew)"],
        ),
        (
            {"a": "renew", "b": "renew, adopt", "c": "adopt"},
            ["A, B: nobody owns renewals (renew)", "B, C: nobody owns adoption (adopt)"],
        ),
    ],
)
def test_a_row_of_gaps_is_true_for_each_of_its_segments(
    gaps: dict[str, str], expected: list[str]
) -> None:
    """Rows go by segments with the same gaps, or by gaps of the same segments: the fewer."""
    motions = ["adopt", "renew"]
    text = "segments:\n"
    owns = []
    for name, missing in gaps.items():
        text += f"  - {{id: {name}, name: {name.upper()}, not_applicable: "
        text += "[land, onboard, upsell, cross-sell, serve]}\n"
        owns += [f"{{motion: {m}, segments: [{name}]}}" for m in motions if m not in missing]
    text += f"roles: [{{id: csm, owns: [{', '.join(owns)}]}}]\n"

    assert sorted(message for _, message in rows(text, "OWN301")) == expected


def test_missing_duties_of_a_role_and_motion_are_one_warning() -> None:
    """Six orphan duties in two segments: one row with all of them."""
    text = """
segments: [{id: a, name: A}, {id: b, name: B}]
roles: [{id: am, title: Account Manager, owns: [renew], responsibilities: [sell-seats]}]
"""
    ((severity, message),) = rows(text, "OWN306")

    assert severity == "warning"
    assert message.startswith("Account Manager owns renewals (renew) in A, B, and nobody holds ")
    for code in ("track-renewal-dates", "quote-renewal", "close-renewal"):
        assert code in message


POLICY = """
policies:
  - {name: dates, on: role, assert: "id != 'am' || 'track-renewal-dates' in responsibilities"}
"""


def test_a_duty_that_a_policy_of_the_company_names_is_an_error() -> None:
    """The company itself asks for it."""
    text = """
segments: [{id: a, name: A}]
roles: [{id: am, owns: [renew], responsibilities: [quote-renewal, close-renewal]}]
"""

    assert [severity for severity, _ in rows(text, "OWN306")] == ["warning"]
    assert [severity for severity, _ in rows(text + POLICY, "OWN306")] == ["error"]


def test_feedback_that_nobody_acts_on_is_an_error() -> None:
    """Asking and not acting is worse than not asking."""
    text = """
segments: [{id: a, not_applicable: [land, onboard, upsell, cross-sell, renew, serve]}]
roles: [{id: csm, owns: [adopt], responsibilities: [drive-usage, monitor-health, collect-feedback]}]
"""

    assert [severity for severity, _ in rows(text, "OWN306")] == ["error"]


def test_within_a_severity_what_touches_most_comes_first() -> None:
    """More people, then more customers, then more money, whatever the order of the file."""
    talk = "{id: t, stage: adopt, channel: human-1to1, every: month, effort_hours: 1, role: csm}"
    text = f"""
segments:
  - {{id: small, accounts: 5, interactions: [{talk}]}}
  - {{id: large, accounts: 500, interactions: [{talk}]}}
  - {{id: idle, accounts: 9000}}
  - {{id: rich, accounts: 9000, arr_per_account: 10}}
roles:
  - {{id: csm, owns: [adopt]}}
  - {{id: am, owns: [{{motion: renew, segments: [small, large, idle, rich]}}]}}
  - {{id: ae, owns: [{{motion: renew, segments: [small, large, idle, rich]}}]}}
"""
    found = [f for f in findings_of(text, ALL_RULES) if f.code == "OWN302"]

    assert [f.object.split("]")[0] for f in found] == [
        "segments[large",
        "segments[small",
        "segments[rich",
        "segments[idle",
    ]


def test_comments_suppress_single_findings_of_a_row() -> None:
    """What is suppressed leaves the row and stands on its own."""
    text = """segments:
  - {id: a, name: A, not_applicable: [land, onboard, upsell, cross-sell, serve]}
  # csdesign: ignore[OWN301] -- nothing is renewed before May
  - {id: b, name: B, not_applicable: [land, onboard, upsell, cross-sell, serve]}
roles: [{id: csm, owns: [adopt]}]
"""
    data = text.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])
    found = by_cause(api.check_loaded(loaded, today=date(2026, 1, 1)))
    orphans = [f for f in found if f.code == "OWN301"]

    assert [(f.message, f.suppressed is None) for f in orphans] == [
        ("A: nobody owns renewals (renew)", True),
        ("B: nobody owns renewals (renew)", False),
    ]


@settings(max_examples=40, deadline=None)
@given(st.permutations(findings_of(TWO_OWNERS, ALL_RULES)))
def test_rows_do_not_depend_on_the_order_of_findings(found: list) -> None:
    """Rows, their places and their words are those of the set of findings."""
    assert by_cause(found) == by_cause(reversed(found))
    assert by_cause(by_cause(found)) == by_cause(found)


AFTER_SALE = """
segments: [{id: a, name: A, not_applicable: [onboard, upsell, cross-sell, serve]}]
roles: [{id: csm, owns: [adopt, renew]%s}]
%s
"""


@pytest.mark.parametrize(
    ("role", "rest"),
    [
        (", stages: [evaluate, adopt]", ""),
        (", kind: ae", ""),
        (", supports: [land]", ""),
        ("", "engagement: {prospect: {champion: {csm: contribute}}}"),
    ],
)
def test_the_new_sale_is_inside_where_somebody_acts_before_it(role: str, rest: str) -> None:
    """Then nobody owning it is a gap."""
    text = AFTER_SALE % (role, rest)

    assert [message for _, message in rows(text, "OWN301")] == [
        "A: nobody owns new customers (land)"
        + ("; it is only supported, by csm" if "supports" in role else "")
    ]


def test_the_new_sale_is_outside_where_nobody_acts_before_it() -> None:
    """No finding; one open point, and the owners' table says so."""
    plan = api.plan(design_of(AFTER_SALE % ("", "")))

    assert [f for f in one_by_one(plan.findings) if ".land" in f.object] == []
    assert [point for point in plan.open_points if "new sale" in point] == [
        "new sale: nobody in this design; add the seller, or not_applicable: [land]"
    ]
    assert matrix(plan)[0].cells[0].state == "outside"


def test_a_design_without_owners_is_proposed_and_not_owned() -> None:
    """The first screen of the report never says that every motion has an owner."""
    plan = api.plan(design_of("segments: [{id: a}]\nroles: [{id: csm}]\n"))
    lines = answer(ReportContent(plan, version="1", source="design.yaml"))
    (line,) = (line for line in lines if line.subject == "Biggest gap")

    assert line.figure == "Not known"


def test_five_decisions_are_shown_and_the_rest_is_counted_by_subject() -> None:
    """Notes are never among the five; nothing is left uncounted."""
    plan = api.plan(design_of(example_text("renamo")))
    notices = decide_next(ReportContent(plan, version="1")).parts[0]
    assert isinstance(notices, Notices)
    rest = notices.rest
    numbers = [int(word.strip("():,")) for word in rest.split() if word.startswith("(")]

    assert [notice.words for notice in notices.items] == [
        found.message for found in plan.findings if found.severity.word != "note"
    ][:5]
    assert f"and {len(plan.findings) - 5} more, on " in rest
    assert sum(numbers) == len(plan.findings) - 5
