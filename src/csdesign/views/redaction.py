"""Redaction for a version to pass on: a design without its amounts, or without the names of people.

Amounts and names leave the design before it is planned, so no figure, finding or derivation can
hold them. Names that people wrote into sentences are replaced in every text that is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from csdesign.errors import UsageError
from csdesign.wording import did_you_mean, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csdesign.accounts.measure.results import Measured, Rejected
    from csdesign.finding import Finding, Span
    from csdesign.model.design import CompanyRules, Design, Post, Role, Segment
    from csdesign.planning.results import Plan

__all__ = [
    "NOTHING",
    "PARTS",
    "Redaction",
    "redact",
    "redacted_plan",
    "redaction_of",
    "without_amounts",
    "without_places",
]

_REVENUE: Final = re.compile(r"\barr\b", re.IGNORECASE)
PARTS: Final = ("cost", "names")
"""The parts that can be left out: `cost`, every amount of money; `names`, the company, its people
and its files."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """The parts left out, and the words that replace names."""

    parts: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def text(self, text: str) -> str:
        """Return the text with every known name replaced, whole words only."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self.names[match.group()], text)

    def with_names_of(self, other: Redaction) -> Redaction:
        """Return the redaction that replaces the names of another design too."""
        names = {**other.names, **self.names}
        return Redaction(self.parts, names, _pattern(names))


NOTHING: Final = Redaction()


def redaction_of(words: str | None) -> frozenset[str]:
    """Return the parts that `cost,names` leaves out.

    Raises:
        UsageError: a word is not one of `PARTS`.
    """
    parts = [word.strip() for word in (words or "").split(",") if word.strip()]
    for part in parts:
        if part not in PARTS:
            hint = did_you_mean(part, PARTS) or f"; use {' or '.join(PARTS)}"
            raise UsageError(f"--redact {visible(part, 40)}: cannot leave that out{hint}")
    return frozenset(parts)


def redact(design: Design, parts: frozenset[str]) -> tuple[Design, Redaction]:
    """Return the design without these parts, and what to replace in the texts that remain."""
    names = _names(design) if "names" in parts else {}
    if "cost" in parts:
        design = _without_money(design)
    if "names" in parts:
        design = _without_names(design)
    return design, Redaction(parts, names, _pattern(names))


def redacted_plan(plan: Plan, parts: frozenset[str]) -> Plan:
    """Return the plan of a redacted design; it asks for nothing omitted and names no file."""
    if "names" in parts:
        plan = replace(plan, findings=without_places(plan.findings))
    if "cost" in parts:
        points = tuple(point for point in plan.open_points if "cost" not in point.split(":")[0])
        plan = replace(plan, open_points=points)
    return plan


def without_amounts(measured: Measured) -> Measured:
    """Return a measurement without revenue, and without sentences that name it."""

    def silent(words: str) -> bool:
        return _REVENUE.search(words) is None

    def rejected(found: Rejected) -> Rejected:
        rows = tuple(
            row if silent(row.reason) else replace(row, reason="left out in this version")
            for row in found.first
        )
        return replace(found, first=rows)

    borders = measured.borders
    return replace(
        measured,
        segments=tuple(replace(segment, arr=None, with_arr=0) for segment in measured.segments),
        cells=tuple(replace(cell, arr=None) for cell in measured.cells),
        rejected=rejected(measured.rejected),
        before=None if measured.before is None else rejected(measured.before),
        borders=borders and tuple(border for border in borders if silent(border.threshold)),
        spreads=(),
        problems=tuple(problem for problem in measured.problems if silent(problem.message)),
    )


def without_places(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without the files of their places: names of files may be names of people."""

    def bare(span: Span | None) -> Span | None:
        return None if span is None else span._replace(path="line")

    return tuple(
        replace(
            finding,
            span=bare(finding.span),
            related=tuple(other._replace(span=bare(other.span)) for other in finding.related),
        )
        for finding in findings
    )


def _pattern(names: Mapping[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    # The longest first: 'Anna Petrova' before 'Anna'.
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


def _names(design: Design) -> dict[str, str]:
    """Return each name with its stand-in: the company, the posts and the people in them."""
    names: dict[str, str] = {}
    for number, post in enumerate(design.posts or (), 1):
        if post.written.id is not None:
            names[post.id] = _person(number)
        if post.written.name is not None:
            names[post.written.name] = _person(number)
    company = design.document.company.name
    if company:
        names[company] = "the company"
    return names


def _person(number: int) -> str:
    return f"person-{number}"


def _without_names(design: Design) -> Design:
    document = design.document
    company = document.company.model_copy(update={"name": None})
    posts = design.posts
    ids = {post.id: _person(number) for number, post in enumerate(posts or (), 1)}
    pods = design.pods and tuple(
        pod.model_copy(
            update={
                "members": tuple(
                    member.model_copy(update={"position": member.position and ids[member.position]})
                    for member in pod.members
                )
            }
        )
        for pod in design.pods
    )
    return replace(
        design,
        document=document.model_copy(update={"company": company}),
        posts=posts and tuple(_nameless(post, ids[post.id]) for post in posts),
        pods=pods,
    )


def _nameless(post: Post, name: str) -> Post:
    written = post.written.model_copy(update={"id": name, "name": None})
    return replace(post, id=name, written=written)


def _without_money(design: Design) -> Design:
    document = design.document
    none: dict[str, float | None] = {"loaded_cost": None, "manager_cost": None, "fixed_cost": 0.0}
    params = document.params.model_copy(update=none)
    # A parameter that is back at its default must not be listed as stated.
    params.model_fields_set.difference_update(none)
    horizon = document.horizon
    if horizon is not None:
        horizon = horizon.model_copy(update={"budget": None})
    return replace(
        design,
        document=document.model_copy(update={"params": params, "horizon": horizon}),
        rules=_without_threshold(design.rules),
        segments=tuple(_free(segment) for segment in design.segments),
        roles=design.roles and tuple(_unpaid(role) for role in design.roles),
    )


def _without_threshold(rules: CompanyRules) -> CompanyRules:
    return rules._replace(mrr_threshold=None)


def _free(segment: Segment) -> Segment:
    declared = segment.written.declared
    if declared is not None and declared.book is not None:
        book = declared.book.model_copy(update={"arr_per_head": None})
        declared = declared.model_copy(update={"book": book})
    written = segment.written.model_copy(update={"arr_per_account": None, "declared": declared})
    rules = _without_threshold(segment.rules)
    return replace(segment, arr_per_account=None, rules=rules, written=written)


def _unpaid(role: Role) -> Role:
    written = role.written
    if getattr(written, "loaded_cost", None) is None:
        return role
    return role._replace(written=written.model_copy(update={"loaded_cost": None}))
