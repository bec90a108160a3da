"""The JSON contract of a plan, the same as `plan --format json`, without redacted names."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from csdesign.contracts.plan import plan_document
from csdesign.escaping.json_text import dump
from csdesign.formats.report.report_file import ReportFile, text_file

if TYPE_CHECKING:
    from csdesign.views.content import ReportContent
    from csdesign.views.redaction import Redaction

__all__ = ["write"]

Json = TypeVar("Json")


def write(content: ReportContent) -> tuple[ReportFile, ...]:
    """Return the document."""
    document = plan_document(content.plan, content.version)
    if content.redaction.names:
        document = _clean(document, content.redaction)
    return (text_file(dump(document)),)


def _clean(value: Json, redaction: Redaction) -> Json:
    """Return the value with every text in it cleaned; keys are ids and stay."""
    cleaned: object = value
    if isinstance(value, str):
        cleaned = redaction.text(value)
    elif isinstance(value, dict):
        cleaned = {key: _clean(item, redaction) for key, item in value.items()}
    elif isinstance(value, list):
        cleaned = [_clean(item, redaction) for item in value]
    return cleaned  # type: ignore[return-value]  # each branch keeps the type it was given
