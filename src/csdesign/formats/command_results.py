"""The result of each command in the forms that formats read, built when one of them needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.formats import CommandResult, Need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csdesign.auditing.results import AuditReport
    from csdesign.auditing.suggesting import SentenceCodes
    from csdesign.diffing.changes import DesignDiff
    from csdesign.escaping.json_text import Values
    from csdesign.proposing import Proposal
    from csdesign.reference import Language, ReferenceRole
    from csdesign.roles.export.clusters import RoleClusters
    from csdesign.views.content import ReportContent
    from csdesign.views.explain.derivation import Derivation
    from csdesign.views.section import Document, Table

__all__ = [
    "AUDIT",
    "BOOKS",
    "DIFF",
    "EXPLAIN",
    "LISTED",
    "PLAN",
    "result_of_audit",
    "result_of_books",
    "result_of_clusters",
    "result_of_derivation",
    "result_of_diff",
    "result_of_plan",
    "result_of_roles",
    "result_of_suggestions",
]

PLAN: Final[tuple[Need, ...]] = ("document", "rows", "values", "report")
AUDIT: Final[tuple[Need, ...]] = ("document", "rows", "values")
BOOKS: Final[tuple[Need, ...]] = ("document", "rows", "values")
DIFF: Final[tuple[Need, ...]] = ("document", "values")
LISTED: Final[tuple[Need, ...]] = ("document", "rows", "values")
"""The inputs that lists of roles and of sentences offer."""
EXPLAIN: Final[tuple[Need, ...]] = ("document", "values")


def result_of_plan(content: ReportContent) -> CommandResult:
    """Return the result of `plan`."""

    def document() -> Document:
        from csdesign.views.plan import plan_document

        return plan_document(content)

    def rows() -> Table:
        from csdesign.views.plan.rows import segment_rows

        return segment_rows(content.plan)

    def values() -> Values:
        from csdesign.contracts.plan import plan_document

        return plan_document(content.plan, content.version)

    return CommandResult(document, rows, values, content)


def result_of_audit(report: AuditReport, version: str) -> CommandResult:
    """Return the result of `audit`."""

    def document() -> Document:
        from csdesign.views.audit.document import audit_document

        return audit_document(report)

    def rows() -> Table:
        from csdesign.views.audit.document import pair_rows

        return pair_rows(report)

    def values() -> Values:
        from csdesign.contracts.audit import audit_values

        return audit_values(report, version)

    return CommandResult(document, rows, values)


def result_of_books(proposals: Sequence[Proposal], sample: int, version: str) -> CommandResult:
    """Return the result of `books`; `sample` is the number of customers shown by id."""

    def document() -> Document:
        from csdesign.views.books import books_document

        return books_document(proposals, sample)

    def rows() -> Table:
        from csdesign.views.books import books_rows

        return books_rows(proposals)

    def values() -> Values:
        from csdesign.contracts.books import books_values

        return books_values(proposals, version)

    return CommandResult(document, rows, values)


def result_of_diff(diff: DesignDiff, version: str) -> CommandResult:
    """Return the result of `diff`."""

    def document() -> Document:
        from csdesign.views.diff import diff_document

        return diff_document(diff)

    def values() -> Values:
        from csdesign.contracts.diff import diff_values

        return diff_values(diff, version)

    return CommandResult(document, values=values)


def result_of_derivation(derivation: Derivation, version: str) -> CommandResult:
    """Return the result of `explain` for one subject."""

    def document() -> Document:
        return derivation.document

    def values() -> Values:
        from csdesign.contracts.explain import derivation_values

        return derivation_values(derivation, version)

    return CommandResult(document, values=values)


def result_of_clusters(found: RoleClusters, version: str) -> CommandResult:
    """Return the result of `audit --roles`."""

    def document() -> Document:
        from csdesign.views.audit.clusters import clusters_document

        return clusters_document(found)

    def rows() -> Table:
        from csdesign.views.audit.clusters import cluster_rows

        return cluster_rows(found)

    def values() -> Values:
        from csdesign.contracts.clusters import clusters_values

        return clusters_values(found, version)

    return CommandResult(document, rows, values)


def result_of_suggestions(found: Sequence[SentenceCodes], version: str) -> CommandResult:
    """Return the result of `audit --suggest-codes`."""

    def document() -> Document:
        from csdesign.views.audit.suggestions import suggestions_document

        return suggestions_document(found)

    def rows() -> Table:
        from csdesign.views.audit.suggestions import suggestion_rows

        return suggestion_rows(found)

    def values() -> Values:
        from csdesign.contracts.suggestions import suggestions_values

        return suggestions_values(found, version)

    return CommandResult(document, rows, values)


def result_of_roles(
    roles: Sequence[ReferenceRole], language: Language, version: str, *, listed: bool
) -> CommandResult:
    """Return the result of `roles`: the list of all, or the full entries of some."""

    def document() -> Document:
        from csdesign.views.cards.catalogue import catalogue_document, reference_document

        return (catalogue_document if listed else reference_document)(roles, language)

    def rows() -> Table:
        from csdesign.views.cards.catalogue import catalogue_table

        return catalogue_table(roles, language)

    def values() -> Values:
        from csdesign.contracts.roles import roles_values

        return roles_values(roles, version)

    return CommandResult(document, rows, values)
