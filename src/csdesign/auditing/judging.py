"""Findings of an audit: the rules on roles, and what they leave to whoever reads the sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.finding import Hit, Related, Severity
from csdesign.rules.catalogue.roles import RULES
from csdesign.rules.engine import finding_of, run
from csdesign.rules.facts.former import evidence_of, renaming_words, shared_words
from csdesign.rules.rule import Facts
from csdesign.wording import capitalised, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.auditing.results import Event, JudgedPair, Standing
    from csdesign.finding import Finding
    from csdesign.model.design import Design
    from csdesign.planning.results import Plan
    from csdesign.roles.verdict.comparison import RoleComparison

__all__ = ["of_design", "of_events", "of_sentences", "of_succession", "without_translations"]

_BY_CODE: Final = {rule.code: rule for rule in RULES}
_RENAMING: Final = ("ROL501", "ROL502", "ROL509", "ROL510", "ROL511")
"""Rules that read what a role was."""
_NEW_TITLE: Final = frozenset({"ROL501", "ROL502", "ROL511"})


def of_design(plan: Plan) -> list[Finding]:
    """Return the findings of the rules on roles for the design itself."""
    return run(RULES, Facts(plan.design, plan))


def of_succession(design: Design, plan: Plan) -> list[Finding]:
    """Return the findings of the rules on renaming for a design with its earlier roles."""
    return run([_BY_CODE[code] for code in _RENAMING], Facts(design, plan))


def without_translations(
    findings: Iterable[Finding], pairs: Iterable[JudgedPair]
) -> Iterator[Finding]:
    """Yield the findings without renamings of which the title is only a translation."""
    same = {f"roles[{pair.b.id}].title" for pair in pairs if not pair.renamed}
    for finding in findings:
        if finding.code not in _NEW_TITLE or finding.object not in same:
            yield finding


def of_sentences(
    design: Design,
    pairs: Iterable[JudgedPair],
    standings: Iterable[Standing],
    known: Iterable[Finding],
) -> Iterator[Finding]:
    """Yield doubles and false claims that only the alignment of free sentences shows.

    The rules of `check` compare codes; what they found already is not said twice.
    """
    told = {(finding.code, finding.object) for finding in known}
    for pair in pairs:
        if pair.relation != "siblings" or not _may_be_one(design, pair):
            continue
        objects = {f"roles[{pair.a.id}].title", f"roles[{pair.b.id}].title"}
        if pair.same_job:
            if not told & {("ROL503", name) for name in objects}:
                yield _finding("ROL503", _double(design, pair), design)
        elif pair.comparison.asked:
            yield _finding("ROL511", _perhaps_double(design, pair), design)
    for standing in standings:
        if standing.other and standing.by_words:
            yield _finding("ROL504", _other_work(design, standing), design)


def of_events(
    design: Design, events: Iterable[Event], known: Iterable[Finding]
) -> Iterator[Finding]:
    """Yield changes of roles by commits, or since an earlier design, as findings.

    A renaming is judged as `formerly` would be; each finding names revision and day. What is known
    of an object already is not said twice.
    """
    told = {(finding.code, finding.object) for finding in known}
    for event in events:
        found = _of_event(event)
        if found is None:
            continue
        code, message, evidence = found
        object_ = f"roles[{event.after[0].id}].title"
        if event.revision is None and (code, object_) in told:
            continue
        role = design.role_by_id.get(event.after[0].id)
        first = event.before[0]
        hit = Hit(
            path=(*role.path, "title") if role is not None else ("roles",),
            message=f"{_when(event)}{message}",
            object=object_,
            evidence=(*evidence, *_revision(event)),
        )
        finding = _finding(code, hit, design)
        related = Related(f"before: {first.title!r}", first.span, f"roles[{first.id}].title")
        yield replace(finding, related=(related,))


def _of_event(event: Event) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """Return code, message and evidence of an event; None if there is nothing to find."""
    before, after = (
        listed([repr(r.title) for r in refs], "and") for refs in (event.before, event.after)
    )
    match event.kind:
        case "split":
            return "ROL512", f"{before} was split into {after}", (("change", "split"),)
        case "merged":
            return "ROL512", f"{before} were merged into {after}", (("change", "merged"),)
        case "renamed" | "rewritten":
            result = event.pair.comparison if event.pair is not None else None
        case _:
            return None
    if result is None or result.verdict is None:
        return None
    if event.kind == "rewritten":
        words = f"{after} kept its title and became another job: {shared_words(result)}"
        return "ROL510", words, ()
    words, evidence = renaming_words(after, before, result), evidence_of(result)
    if result.asked:
        return "ROL511", words, (*evidence, ("reason", result.reason))
    if result.tier is None:
        return None
    return "ROL501" if result.verdict == "unchanged" else "ROL502", words, evidence


def _when(event: Event) -> str:
    revision = event.revision
    return "" if revision is None else f"{revision.date} {revision.sha[:10]}: "


def _revision(event: Event) -> Iterator[tuple[str, str]]:
    if event.revision is not None:
        yield "revision", event.revision.sha
        yield "day", str(event.revision.date)


def _may_be_one(design: Design, pair: JudgedPair) -> bool:
    """Return whether two roles have other titles and a segment in common."""
    roles = design.role_by_id
    common = set(roles[pair.a.id].segments) & set(roles[pair.b.id].segments)
    return pair.renamed and bool(common)


def _double(design: Design, pair: JudgedPair) -> Hit:
    a, b = design.role_by_id[pair.a.id], design.role_by_id[pair.b.id]
    return Hit(
        path=(*b.path, "title"),
        message=f"{b.title!r} and {a.title!r} are two titles for one text: "
        f"{_shared(pair.comparison)}",
        object=f"roles[{b.id}].title",
        evidence=evidence_of(pair.comparison),
        related=(((*a.path, "title"), "the same text"),),
        related_objects=(f"roles[{a.id}].title",),
    )


def _perhaps_double(design: Design, pair: JudgedPair) -> Hit:
    a, b = design.role_by_id[pair.a.id], design.role_by_id[pair.b.id]
    result = pair.comparison
    return Hit(
        path=(*b.path, "title"),
        message=f"{b.title!r} and {a.title!r}: two titles for one job? "
        f"{capitalised(result.reason)}; {_shared(result)}; please read both",
        object=f"roles[{b.id}].title",
        evidence=(*evidence_of(result), ("reason", result.reason)),
        related=(((*a.path, "title"), "perhaps the same job"),),
        related_objects=(f"roles[{a.id}].title",),
    )


def _shared(result: RoleComparison) -> str:
    duties = result.duties
    kept_a, kept_b = duties.size_a - len(duties.only_in_a), duties.size_b - len(duties.only_in_b)
    return (
        f"{kept_a} of {duties.size_a} duties are in both, {kept_b} of {duties.size_b} the other way"
    )


def _other_work(design: Design, standing: Standing) -> Hit:
    known = reference.roles()
    role = design.role_by_id[standing.role.id]
    nearest, claimed = standing.nearest, standing.claimed or ""
    alike, own = standing.similar[nearest], standing.similar[claimed]
    return Hit(
        path=(*role.path, "title"),
        message=f"{role.title!r} reads like the work of {known[nearest].title_en!r}: {alike:.2f}, "
        f"against {own:.2f} for {known[claimed].title_en!r}; its duties carry few codes, so "
        "review the role before you tell anyone",
        object=f"roles[{role.id}].title",
        # Words suggest a duty; only a code that its author wrote states it.
        severity=Severity.NOTE,
        evidence=(
            ("nearest", f"{nearest} {alike:.4g}"),
            ("claimed", f"{claimed} {own:.4g}"),
            ("lead needed", f"{design.params.reference_lead:g}"),
            ("doctrine", design.rules.preset or "defaults"),
            ("compared by", "the words of its sentences"),
        ),
    )


def _finding(code: str, hit: Hit, design: Design) -> Finding:
    rule = _BY_CODE[code]
    return finding_of(rule.info, hit, design, fix=rule.fix)
