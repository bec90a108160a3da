"""Keys and words are met by what they mean, in English and Russian."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csdesign.api.checks import check_loaded
from csdesign.model.document import Document
from csdesign.rules.causes import by_cause
from csdesign.source.designs import Loaded, load_sources
from csdesign.source.schema.expected import choices
from csdesign.source.schema.fields import models_below
from csdesign.source.schema.meanings import meant_id, meant_number, meant_word
from csdesign.source.yaml.sourcefile import SourceFile

TABLE = tomllib.loads(
    files("csdesign.source.schema").joinpath("meanings.toml").read_text(encoding="utf-8")
)
MODELS = {model.__name__: model for model in models_below(Document)}


def loaded_of(text: str) -> Loaded:
    """Return the reading of a design of one file."""
    data = text.encode()
    return load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])


def messages(text: str) -> list[str]:
    """Return the messages on a design that does not load."""
    loaded = loaded_of(text)
    assert loaded.design is None
    return [finding.message for finding in loaded.findings]


def fields(name: str) -> set[str]:
    """Return the keys of a model as they are written."""
    return {field.alias or key for key, field in MODELS[name].model_fields.items()}


@pytest.mark.parametrize("name", [*TABLE["keys"], *TABLE["sentences"], *TABLE["forms"]])
def test_every_model_of_the_table_is_part_of_the_language(name: str) -> None:
    """A renamed model takes its words along."""
    assert name in MODELS


@pytest.mark.parametrize("name", [name for name in TABLE["keys"] if name in MODELS])
def test_every_key_exists_and_no_word_means_two_of_them(name: str) -> None:
    """A word that is a key itself would never be asked for."""
    words = [word for each in TABLE["keys"][name].values() for word in each.split(", ")]
    sentences = TABLE["sentences"].get(name, ())
    said = [word for entry in sentences if "when" not in entry for word in _split(entry)]

    assert set(TABLE["keys"][name]) <= fields(name)
    assert len({*words, *said}) == len(words) + len(said)
    assert not {word.replace("-", "_") for word in [*words, *said]} & fields(name)


def _split(entry: dict[str, str]) -> list[str]:
    return entry["words"].split(", ")


@pytest.mark.parametrize("name", TABLE["values"])
def test_no_word_means_two_words_of_a_closed_list(name: str) -> None:
    """And none of them is on the list already."""
    table = TABLE["values"][name]
    words = [word for each in table.values() for word in each.split(", ")]

    assert len(set(words)) == len(words)
    assert not set(words) & set(table)


SEGMENT = "segments:\n  - id: a\n    "
ROLE = "roles:\n  - id: a\n    "
CALL = "segments:\n  - id: a\n    interactions:\n      - {id: t, stage: adopt, channel: digital, "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ROLE + "duties: [x]", "role 'a': unknown key 'duties'; write 'responsibilities'"),
        (ROLE + "Tasks: [x]", "role 'a': unknown key 'Tasks'; write 'responsibilities'"),
        (
            ROLE + "обязанности: [x]",
            "role 'a': unknown key 'обязанности'; write 'responsibilities'",
        ),
        (ROLE + "needs: [x]", "role 'a': unknown key 'needs'; write 'requirements'"),
        (ROLE + "paid_on: [x]", "role 'a': unknown key 'paid_on'; write 'kpis'"),
        (ROLE + "annual cost: 4", "role 'a': unknown key 'annual cost'; write 'loaded_cost'"),
        (SEGMENT + "arr: 4", "segment 'a': unknown key 'arr'; write 'arr_per_account'"),
        (
            SEGMENT + "renewal: none",
            "segment 'a': unknown key 'renewal'; write `not_applicable: [renew]`",
        ),
        (
            SEGMENT + "renewal: auto",
            "unknown key 'renewal'; write it into commercial, as in `commercial: {renewal: auto}`",
        ),
        (SEGMENT + "kpis: [x]", "segment 'a': unknown key 'kpis'; it belongs to a role"),
        (
            SEGMENT + "accounts: 4\n    customers: 5",
            "segment 'a': unknown key 'customers'; 'accounts' is here already; join the two",
        ),
        ("params: {budget: 4}", "unknown key 'budget' in params; a budget is a limit"),
        (CALL + "per_year: 4, who: csm}", "unknown key 'who'; write 'role'"),
        (CALL + "every: 2 weeks}", "write fortnight"),
        (CALL + "every: 6 weeks}", "write `per_year: 8.67` in its place"),
        (CALL + "every: 3 months}", "write quarter"),
        (
            CALL + "per_year: 4, answer: 4h}",
            "answer is '4h'; give a mapping: write {within_hours: 4}",
        ),
        (
            CALL.replace("digital", "human-1toN") + "per_year: 4}",
            "write human-pooled, with `group_size`: the customers in one session",
        ),
        (SEGMENT + "commercial: {renewal: tender}", "write resell"),
        (SEGMENT + "arr_per_account: 120k", "did you mean 120000?"),
        (CALL + "per_year: monthly}", "did you mean 12?"),
        (CALL + "per_year: 4, effort_hours: 30 min}", "did you mean 0.5?"),
        (CALL.replace("channel", "delivery") + "per_year: 4}", "unknown key 'delivery'; write 'ch"),
        (SEGMENT + "Kunden: 4", "segment 'a': unknown key 'Kunden'; write 'accounts'"),
        ("horizon: {begin: 2027-01}", "unknown key 'begin' in horizon; write 'start'"),
        (SEGMENT + "onboarding_purchased: 40%", "did you mean 0.4?"),
        (SEGMENT + "traits: {complexity: высокая}", "write high"),
        (SEGMENT + "accounts: {value: 4, min: 2}", "write low"),
        (SEGMENT + "accounts: {value: 4, basis: guess}", "write assumed"),
        (CALL + "per_year: 4, answer: 90 min}", "write {within_hours: 1.5}"),
        (CALL + "per_year: 4, respond_within: {within_hours: 4}}", "write 'answer'"),
        (CALL + "per_year: 4, staff_hours_needed: 2}", "did you mean 'effort_hours'?"),
        (SEGMENT + "total_customers_2026: 4", "did you mean 'accounts'?"),
        ("roles: [{id: r, title: R, annual_salary_eur: 4}]", "did you mean 'loaded_cost'?"),
        ("roles: [{id: r, title: R, duties_and_goals: [x]}]", "known are id, title"),
        (SEGMENT + "arr_per_acount: 4", "did you mean 'arr_per_account'?"),
    ],
)
def test_a_key_or_word_is_met_by_its_meaning(text: str, expected: str) -> None:
    """The advice is what to write, never to remove what has a sense."""
    (message,) = messages(text + "\n")

    assert expected in message
    assert "remove" not in message


def test_faults_below_an_unknown_section_are_reported_in_the_same_run() -> None:
    """`team` is positions, and the keys of its posts are read as such."""
    found = messages("team:\n  - {job: csm, number: 2}\n")

    assert sorted(message.split("; ")[1] for message in found) == [
        "write 'count'",
        "write 'positions'",
        "write 'roles'",
    ]


def test_ids_in_other_letters_are_answered_once_with_proposals() -> None:
    """Every place of the design is one cause, and each has its own proposal."""
    text = """
segments: [{id: крупные}, {id: Mid Market}]
roles: [{id: менеджер, owns: [adopt], segments: [крупные]}]
positions: [{roles: [менеджер]}]
"""
    data = text.encode()
    (finding,) = load_sources([SourceFile("d.yaml", data, 0, len(data), linked=False)]).findings

    assert "write krupnye, and put the words into name" in finding.message
    assert finding.instead == "krupnye"
    assert [other.instead for other in finding.members[1:]] == [
        "mid-market",
        "menedzher",
        "krupnye",
        "menedzher",
    ]


def test_basis_stated_is_accepted() -> None:
    """Every output calls a number without a basis stated; it may be written so."""
    text = b"segments: [{id: a, accounts: {value: 4, basis: stated}}]\n"
    loaded = load_sources([SourceFile("design.yaml", text, 0, len(text), linked=False)])

    assert loaded.design is not None
    assert loaded.design.segments[0].accounts == 4


@given(st.text(max_size=80))
@example("NULL")
@example("Yes")
@example("1e5")
@example("2026-11-30")
def test_a_proposed_id_is_an_id_or_nothing(text: str) -> None:
    """Whatever stands there, what is proposed would be accepted."""
    proposed = meant_id(text)

    assert (
        not proposed
        or load_sources(
            [SourceFile("d", b"segments: [{id: " + proposed.encode() + b"}]", 0, 99, linked=False)]
        ).design
        is not None
    )


@given(st.text(max_size=30), st.sampled_from(["", "h", "min", "day", "month", "1/year", "1"]))
def test_a_proposed_number_is_a_number(text: str, unit: str) -> None:
    """Or nothing is proposed."""
    number = meant_number(text, unit)

    assert not number or float(number) >= 0


@pytest.mark.parametrize(
    ("amount", "unit", "number"),
    [
        ("€1,200", "currency", "1200"),
        ("42 000 EUR", "currency", "42000"),
        ("1'200'000 CHF", "currency", "1200000"),
        ("120 тыс. руб.", "currency", "120000"),
        ("1.5m", "currency", "1500000"),
        ("1.200", "currency", "1200"),
        ("36.000 €", "currency", "36000"),
        ("1.200", "1", ""),
        ("12 per year", "1", "12"),
        ("24x7", "1", "8760"),
        ("12 000", "1", "12000"),
        ("40 %", "1", "0.4"),
        ("12,5%", "1", "0.125"),
        ("1,5", "1", "1.5"),
        ("4 h", "h", "4"),
        ("4 h", "currency", ""),
        ("90 min", "h", "1.5"),
        ("20 minutes", "h", "0.3333"),
        ("1,5 Stunden", "min", "90"),
        ("2 weeks", "day", "14"),
        ("2 years", "month", "24"),
        ("monthly", "1/year", "12"),
        ("vierteljährlich", "1/year", "4"),
        ("ежемесячно", "1/year", "12"),
        ("4 per year", "1/year", "4"),
        ("4x/year", "1/year", "4"),
        ("twice a month", "1/year", "24"),
        ("4 раза в год", "1/year", "4"),
        ("monthly", "h", ""),
        ("about 4", "1", ""),
        ("4", "1", ""),
    ],
)
def test_amounts_as_people_write_them(amount: str, unit: str, number: str) -> None:
    """Signs, thousands, units of the same kind and frequencies; nothing where it is not plain."""
    assert meant_number(amount, unit) == number


def test_a_word_of_another_list_is_not_proposed() -> None:
    """`churn` is not a stage of a customer's life."""
    assert (
        meant_word(["prospect", "evaluate", "onboard", "adopt", "expand", "renew"], "xyz") is None
    )
    assert choices({"options": ["a"]}) == ["a"]


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ("{interactions: [{id: c, effort_hours: 4,5}]}", "write `effort_hours: 4.5`"),
        ("{accounts: 36,000}", "write `accounts: 36000`"),
        (
            "{interactions: [{id: c, answer: {within_minutes: 15}}]}",
            "write `within_hours: 0.25`",
        ),
        ("{accounts: 1.200}", "so this is 1.20; did you mean 1200?"),
        ("{arr_per_account: 24.000}", "so this is 24; did you mean 24000?"),
        ("{name: Großkunden}", "write `id: grosskunden`"),
        (
            "{interactions: [{id: c, channel: phone, trigger: ticket}]}",
            "write human-pooled",
        ),
        ("{interactions: [{id: c, channel: phone}]}", "write human-1to1"),
    ],
)
def test_what_was_written_in_another_notation(design: str, said: str) -> None:
    """A comma for decimals, a point for thousands, minutes for hours: said with the right form."""
    assert said in " ".join(messages(f"segments: [{design}]"))


def test_posts_by_role_are_reported_as_a_list_and_nothing_is_missing_in_them() -> None:
    """`positions: {csm: 5}` is five posts."""
    said = messages("segments: []\nroles: [{id: csm}]\npositions: {CSM: 5}")

    assert any("write `- {roles: csm, count: 5}`" in words for words in said)
    assert not any("missing" in words for words in said)


def test_fix_leaves_alone_what_changes_its_value_with_its_key() -> None:
    """Fifteen minutes never become fifteen hours."""
    text = "segments: [{id: a, interactions: [{id: c, answer: {within_minutes: 15}}]}]\n"
    loaded = load_sources([SourceFile("d.yaml", text.encode(), 0, len(text), linked=False)])
    (found,) = [f for f in loaded.findings if "within_minutes" in f.message]

    assert found.instead is None


def test_a_first_design_in_other_words_shows_each_mistake_once() -> None:
    said = messages(
        "segments:\n"
        "  - {name: Strategic fleets, customers: 38, arr: 14.2M}\n"
        "  - {name: Owner-drivers, customers: 5200, arr: 6.1M}\n"
        "experiences:\n"
        "  strategic: {interactions: []}\n"
        "roles: [Success Manager, am]\n"
    )
    assert sorted(message.partition(";")[0] for message in said) == [
        "experiences is a mapping",
        "roles, item 1 is 'Success Manager'",
        "segments, item 1, arr_per_account is '14.2M'",
        "segments, item 1, id is missing",
        "unknown key 'arr' in segments, item 1",
        "unknown key 'customers' in segments, item 1",
    ]
    assert sum(message.endswith(" (and 1 more like it)") for message in said) == 5


def test_other_places_of_a_mistake_say_what_to_write_there() -> None:
    text = (
        "segments: [{name: Large, accounts: 3}, {name: Small, accounts: 1k}, {id: c, accounts: 2k}]"
    )
    loaded = loaded_of(text)
    related = [other.message for finding in loaded.findings for other in finding.related]
    assert related == [
        "segments, item 2, id: write `id: small`",
        "segment 'c': accounts: write 2000",
    ]


def test_a_mistake_of_several_parts_is_one_finding_of_check_as_of_plan() -> None:
    text = "roles: [{id: a, title: A, cost: 1}, {id: b, title: B, cost: 2}]\n"
    loaded = loaded_of(text)
    (row,) = by_cause(check_loaded(loaded))
    assert row == loaded.findings[0]
    assert row.message == "role 'a': unknown key 'cost'; write 'loaded_cost' (and 1 more like it)"
