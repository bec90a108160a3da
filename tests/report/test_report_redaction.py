"""The version that travels: what is left out is in no format."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from report_designs import company

from csdesign import api
from csdesign.errors import UsageError
from csdesign.formats.report import FORMATS, write
from csdesign.views.content import ReportContent
from csdesign.views.redaction import redact, redaction_of, without_places
from designs import design_of

SECRETS = ("Northwind", "Petrova", "post-", "secret-folder", "90,000", "90000", "95,000", "EUR")


def redacted(text: str, parts: str) -> ReportContent:
    design, redaction = redact(design_of(text), redaction_of(parts))
    plan = api.plan(design)
    if "names" in redaction.parts:
        plan = replace(plan, findings=without_places(plan.findings))
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
def test_amounts_and_names_are_in_no_format(name: str) -> None:
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
