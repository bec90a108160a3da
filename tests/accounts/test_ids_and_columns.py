"""Salesforce ids, and the names that exports give to columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csdesign.accounts.columns import currency_header, known_columns, map_columns
from csdesign.accounts.ids import long_id


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("001000000000000", "001000000000000AAA"),
        ("001A0000006Vm9r", "001A0000006Vm9rIAC"),
        ("001ZZZZZZZZZZZZ", "001ZZZZZZZZZZZZY55"),
    ],
)
def test_fifteen_characters_become_eighteen(short: str, long: str) -> None:
    """Worked by hand: each five letters give a number with a bit per capital, the first least.

    001A0: bit 3 is 8, I; 00000: 0, A; 6Vm9r... are characters 11 to 15: V is bit 1, 2, C.
    """
    assert long_id(short) == long


@given(text=st.text(max_size=20))
def test_what_is_not_a_salesforce_id_stays(text: str) -> None:
    if not (len(text) == 15 and text.startswith("001")):
        assert long_id(text) == text


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            ["Account ID", "Account Name", "Account Owner", "Annual Revenue", "Employees"],
            {"id": "Account ID", "name": "Account Name", "owner": "Account Owner"},
        ),
        (
            [
                "Gsid",
                "Name",
                "ARR",
                "CSM",
                "Renewal Date",
                "Original Contract Date",
                "SfdcAccountId",
            ],
            {
                "id": "Gsid",
                "arr": "ARR",
                "owner": "CSM",
                "renewal_date": "Renewal Date",
                "start_date": "Original Contract Date",
            },
        ),
        (["_id", "name", "phase", "h", "arr"], {"id": "_id", "stage": "phase", "health": "h"}),
        (
            [
                "accountExternalId",
                "TotalContractAmount",
                "NextRenewalDate",
                "LicenseCount",
                "cf_Tier",
            ],
            {
                "id": "accountExternalId",
                "arr": "TotalContractAmount",
                "renewal_date": "NextRenewalDate",
                "seats": "LicenseCount",
                "cf_tier": "cf_Tier",
            },
        ),
    ],
)
def test_exports_are_recognised(headers: list[str], expected: dict[str, str]) -> None:
    mapping = map_columns(headers, {})
    assert {name: mapping[name].header for name in expected} == expected


@pytest.mark.parametrize(
    "header",
    [
        "Organization - Renewal date",
        "custom_field:Renewal Date",
        "properties.renewal_date",
        "Renewal_Date__c",
        "Renewal Date (UTC)",
        "Contract end",
        "Vertragsende",
        "Échéance",
        "Fecha de renovación",
        "Дата продления",
    ],
)
def test_what_systems_and_languages_call_a_renewal_is_known(header: str) -> None:
    assert map_columns(["id", header], {})["renewal_date"].header == header


@pytest.mark.parametrize(
    "header",
    [
        "ARR Currency",
        "Currency of ARR",
        "Organization - Currency of ARR",
        "Deal currency",
        "Währung",
        "Vertragswährung",
        "Валюта договора",
    ],
)
def test_the_currency_of_an_amount_is_found_whatever_its_head(header: str) -> None:
    headers = ["Organization - ID", "Organization - ARR", header]
    assert currency_header("Organization - ARR", headers, map_columns(headers, {})) == header


def test_a_plain_head_takes_precedence_over_one_with_prefixes() -> None:
    mapping = map_columns(["ARR (signed)", "ARR", "Parent Account: ARR"], {})
    assert (mapping["arr"].header, mapping["arr"].passed_over) == ("ARR", ("ARR (signed)",))


@pytest.mark.parametrize("head", ["ARR (monthly)", "ARR (last year)", "ARR [target]"])
def test_words_behind_a_head_that_make_it_another_figure_are_not_cut_off(head: str) -> None:
    assert "arr" not in map_columns([head], {})


def test_annual_revenue_of_a_crm_is_not_taken_for_arr() -> None:
    """It is the customer's revenue, not what the customer pays."""
    assert "arr" not in map_columns(["Account ID", "Annual Revenue"], {})


def test_headers_skipped_are_named() -> None:
    mapping = map_columns(["SfdcAccountId", "Gsid"], {})
    assert (mapping["id"].header, mapping["id"].passed_over) == ("Gsid", ("SfdcAccountId",))


def test_a_canonical_name_comes_before_an_alias_and_a_map_before_both() -> None:
    headers = ["CSM", "owner", "Backup"]
    assert map_columns(headers, {})["owner"].header == "owner"
    assert map_columns(headers, {"owner": "Backup"})["owner"].header == "Backup"


def test_every_alias_means_a_known_column() -> None:
    import tomllib
    from importlib import resources

    text = resources.files("csdesign.accounts").joinpath("aliases.toml").read_text("utf-8")
    aliases = tomllib.loads(text)["aliases"]
    meant = {name for table in aliases.values() for name in table.values()}
    assert meant <= set(known_columns())


def test_of_amounts_in_several_currencies_the_companys_own_are_read() -> None:
    headers = ["Account ID", "ARR (USD)", "ARR (EUR)"]

    assert map_columns(headers, {}, "EUR")["arr"].header == "ARR (EUR)"
    assert map_columns(headers, {}, "USD")["arr"].header == "ARR (USD)"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Jahresumsatz (ARR)", "arr"),
        ("Subscription: Contract Effective Date", "start_date"),
        ("Data de renovação", "renewal_date"),
        ("Förnyelsedatum", "renewal_date"),
        ("Дата окончания договора", "renewal_date"),
        ("契約開始日", "start_date"),
        ("客户编号", "id"),
        ("고객 ID", "id"),
        ("Müşteri No", "id"),
    ],
)
def test_heads_of_many_languages_are_known(header: str, name: str) -> None:
    assert map_columns(["x", header], {})[name].header == header
