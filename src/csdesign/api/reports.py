"""Reports of a design: the bytes of a file, or the content to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.api.designs import require_design
from csdesign.api.plans import plan
from csdesign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.accounts.measure.results import Measured
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.views.content import ReportContent
    from csdesign.views.redaction import Redaction

__all__ = ["report", "report_content"]


def report(
    design: Design,
    format: str = "html",  # noqa: A002 -- the word of the command
    *,
    against: Design | None = None,
    measured: Measured | None = None,
    redact: Iterable[str] = (),
) -> bytes:
    """Return a report of a design as the bytes of one file.

    Args:
        design: The design to report.
        format: html, md, txt, docx, xlsx, pptx, json, yaml, svg, mmd or dot.
        against: An earlier design to compare with.
        measured: The result of `measure`; if it has `spreads`, the report draws them.
        redact: Parts to leave out: `cost`, `names`.

    Raises:
        TypeError: `design` or `against` is not a design.
        UsageError: there is no such format or part, or the format is a folder of files.
        MissingExtraError: the format needs an extra.
    """
    from csdesign.formats.report import format_of, is_folder, write
    from csdesign.views.redaction import redaction_of

    require_design(design, "report")
    if against is not None:
        require_design(against, "report")
    name = format_of("report", format)
    if is_folder(name):
        raise UsageError(f"{name} is a folder of files: use csdesign report, or frames")
    parts = redaction_of(",".join(redact))
    (file,) = write(name, report_content(design, parts, against=against, measured=measured))
    return file.data


def report_content(
    design: Design,
    parts: frozenset[str] = frozenset(),
    *,
    against: Design | None = None,
    measured: Measured | None = None,
    measured_before: Measured | None = None,
    label: str = "an earlier design",
    source: str = "",
) -> ReportContent:
    """Return the content of a report: the plan, the audit, and what changed since `against`.

    `measured` is the account table counted by this design, `measured_before` by the earlier one.
    The `parts` are left out; `label` names the earlier design, `source` this one.
    """
    from csdesign._version import VERSION
    from csdesign.auditing.audit import audit_design
    from csdesign.diffing.compare import diff_plans
    from csdesign.views.audit.report_audit import role_audit_of
    from csdesign.views.content import Before, ReportContent

    now, redaction = _redacted(design, parts, measured)
    nameless = "names" in parts
    name = "an earlier design" if nameless else label
    before = None
    if against is not None:
        then, former = _redacted(against, parts, measured_before)
        redaction = redaction.with_names_of(former)
        before = Before(name, then, diff_plans(then, now))
    audited = audit_design(
        now.design, None if before is None else before.plan.design, against_name=name
    )
    return ReportContent(
        plan=now,
        version=VERSION,
        source="" if nameless else source,
        before=before,
        audit=role_audit_of(audited, places=not nameless) if now.design.roles else None,
        redaction=redaction,
    )


def _redacted(
    design: Design, parts: frozenset[str], measured: Measured | None = None
) -> tuple[Plan, Redaction]:
    """Return the plan of a design without the redacted parts."""
    from csdesign.views.redaction import redact, redacted_plan, without_amounts

    shown, redaction = redact(design, parts)
    counted = without_amounts(measured) if measured is not None and "cost" in parts else measured
    return redacted_plan(plan(shown, measured=counted), parts), redaction
