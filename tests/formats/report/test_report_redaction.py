"""The version that travels: no format has what is left out."""

from __future__ import annotations

import io
import zipfile

import pytest
from report_designs import company

from cli.command import ROOT
from csdesign import api
from csdesign.errors import UsageError
from csdesign.formats.report import FORMATS, write
from csdesign.views.content import ReportContent
from csdesign.views.redaction import redact, redacted_plan, redaction_of
from designs import design_of, example_text

SECRETS = ("Northwind", "Petrova", "post-", "secret-folder", "90,000", "90000", "95,000", "EUR")


def redacted(text: str, parts: str) -> ReportContent:
    design, redaction = redact(design_of(text), redaction_of(parts))
    plan = redacted_plan(api.plan(design), redaction.parts)
    return ReportContent(plan, "1.2.3", redaction=redaction)


def readable(data: bytes) -> str:
    """Return every text in a file, those of the parts of a package too."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(readable(package.read(n)) for n in package.namelist() if _is_text(n))


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".xlsx")) and "theme" not in name


@pytest.mark.parametrize("name", FORMATS)
def test_left_out_amounts_and_names_are_missing_from_every_format(name: str) -> None:
    text = company(3, 8).replace("currency: EUR", "currency: USD")
    content = redacted(text, "cost,names")
    shown = "".join(readable(file.data) for file in write(name, content))

    for secret in SECRETS:
        assert secret not in shown, secret


def test_names_in_sentences_are_replaced_whole_words_only() -> None:
    text = company(1, 8).replace(
        "    kind: csm\n",
        "    kind: csm\n    purpose: Keeps Northwind Cloud and Northwind Clouds\n",
    )
    content = redacted(text, "names")

    assert content.redaction.text("for Northwind Cloud, by Anna Petrova 0.") == (
        "for the company, by person-1."
    )
    assert content.redaction.text("Northwind Clouds") == "Northwind Clouds"


def test_leaving_out_money_moves_no_coverage_and_no_people() -> None:
    """Revenue decides nothing: the plan without amounts is the plan with them."""
    design = design_of(company(4, 8))
    bare, _ = redact(design, frozenset({"cost"}))
    whole, part = api.plan(design), api.plan(bare)

    assert [s.coverage for s in part.segments] == [s.coverage for s in whole.segments]
    assert part.heads == whole.heads
    assert part.cost is None
    assert whole.cost is not None


def test_an_unknown_part_is_refused_with_the_nearest_word() -> None:
    with pytest.raises(UsageError, match="did you mean 'cost'"):
        redaction_of("cots")


def test_what_is_left_out_is_not_asked_for() -> None:
    """A version without amounts does not say that the cost of people is still to be told."""
    content = redacted(company(2, 8), "cost")
    text = write("md", content)[0].data.decode()

    assert not [point for point in content.plan.open_points if "loaded_cost" in point]
    assert "loaded_cost" not in text


def test_every_kind_of_amount_is_left_out() -> None:
    text = example_text("planworks").replace(
        "params:\n", "horizon: {start: 2027-01, budget: 1234567}\nparams:\n  manager_cost: 171717\n"
    )
    content = redacted(text, "cost")
    shown = "".join(write(name, content)[0].data.decode() for name in ("html", "md", "json"))

    for amount in ("171717", "171,717", "172k", "1234567", "1.23M", "110000", "110,000", "110k"):
        assert amount not in shown


def test_revenue_that_was_counted_is_left_out() -> None:
    """Sums, borders, rejected cells and findings of an account table name amounts too."""
    design = design_of(example_text("planworks"))
    measured = api.measure(design, str(ROOT / "examples/planworks-customers.csv"))
    content = api.report_content(design, frozenset({"cost"}), measured=measured)
    shown = "".join(write(name, content)[0].data.decode() for name in ("html", "md", "json"))

    assert content.plan.measured is not None
    assert content.plan.arr is None
    for amount in ("6.16M", "-420", "146,581", "146581", "arr at"):
        assert amount not in shown
