"""Two roles with different titles have the same job.

Customers of one segment then meet, for example, a "Customer Experience Manager" and a "Customer
Success Manager" who do the same. Roles are compared by the codes their authors wrote and by
identical sentences. Grades of one career ladder and roles for different segments are not
reported.

An error, since two roles in one segment then do the same work under two names.

Bad:

    segments:
      - {id: corp}
    roles:
      - {id: csm, title: Customer Success Manager, extends: "reference:csm"}
      - id: cx
        title: Customer Experience Manager  # <- ROL503
        extends: reference:csm

Good:

    segments:
      - {id: corp}
    roles:
      - {id: csm, title: Customer Success Manager, extends: "reference:csm"}
      - id: onboarding
        title: Onboarding Specialist
        extends: reference:onboarding-specialist

Source: Gurnov and Korneeva, "Too Many Managers" (roles should complement one another); the
threshold is this tool's own.
Fix: merge the two, or separate them by segment, motion or duty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.finding import Measure
from csdesign.planning.coverage.decision import under
from csdesign.rules.facts.signatures import plain, similarity
from csdesign.rules.facts.twins import TwinIndex
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Design, Role
    from csdesign.rules.facts.signatures import Signature

_LEAST_DUTIES: Final = 3
"""Duties below which two roles are not called one job: too little is written down."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each role that an earlier one of a common segment is the double of."""
    design = facts.design
    least = design.params.unchanged_similarity
    index = TwinIndex(least)
    judged: list[tuple[Role, Signature]] = []
    written = [
        (role, facts.signatures[role.id])
        for role in design.roles or ()
        if len(role.duties or ()) >= _LEAST_DUTIES
    ]
    index.count(signature.duties or frozenset() for _, signature in written)
    for role, signature in written:
        duties = signature.duties or frozenset()
        segments = frozenset(role.segments)
        for number in index.candidates(duties, segments):
            other, theirs = judged[number]
            alike = similarity(signature, theirs)
            if not under(alike, least) and _two_titles_for_one(role, other) and _says(role, other):
                yield _hit(design, role, other, alike)
                break
        index.add(len(judged), duties, segments)
        judged.append((role, signature))


def _two_titles_for_one(role: Role, other: Role) -> bool:
    """Return whether the titles differ by more than grade or market."""
    if plain(role.title) == plain(other.title):
        return False
    # The stemmer behind this is loaded only for the few roles that come so far.
    from csdesign.roles.text.titles import same_but_for_market, same_but_for_rank

    return not (
        same_but_for_rank(role.title, other.title) or same_but_for_market(role.title, other.title)
    )


def _says(role: Role, other: Role) -> bool:
    """Return whether the duties say enough to be judged: headings and offers are equal in many."""
    from csdesign.roles import compare
    from csdesign.rules.facts.former import role_text

    # The stemmer is loaded for sentences alone; codes of the vocabulary always say something.
    if all(duty.code and not duty.text for each in (role, other) for duty in each.duties or ()):
        return True
    texts = (role_text(role, None), role_text(other, None))
    return compare(*texts, relation="siblings").verdict is not None


def _hit(design: Design, role: Role, other: Role, alike: float) -> Hit:
    common = sorted(set(role.segments) & set(other.segments))
    shared = {duty.code for duty in role.duties or () if duty.code} & other.codes
    return Hit(
        path=(*role.path, "title"),
        message=f"{role.title!r} and {other.title!r} are one job in "
        f"{', '.join(common[:3])}{' and more' if len(common) > 3 else ''}: similarity {alike:.2f}",
        object=f"roles[{role.id}].title",
        measure=Measure(alike, "{:.2f}"),
        evidence=(
            ("similarity", f"{alike:.4g}"),
            ("threshold", f"{design.params.unchanged_similarity:g}"),
            ("shared codes", ", ".join(sorted(shared)) or "none"),
        ),
        related=(((*other.path, "title"), "the same job"),),
        related_objects=(f"roles[{other.id}].title",),
    )


RULE = Rule("ROL503", "duplicate-sibling-role", Severity.ERROR, __doc__, check)
