"""A pod lacks an owner that its customers need, or customers belong to no pod or to two.

A pod is a seller and one or more CSMs who share their customers. Each customer of the segment
belongs to exactly one pod. The pod includes an owner for every motion except those of the
shared desks, both members of a co-owning pair are in the same pod, and the pods of one segment
have about the same number of customers for each person.

An error, since the pods do not cover the segment as the design says; a warning if only their
loads differ.

Bad:

    segments:
      - {id: scale, accounts: 240, not_applicable: [land, onboard, cross-sell, serve]}
    roles:
      - {id: ae, title: Account Executive, owns: [upsell]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
    pods:
      - {id: north, segment: scale, accounts: 120, members: [ae, csm]}
      - {id: south, segment: scale, accounts: 120, members: [csm]}  # <- ROE408

Bad:

    segments:
      - {id: scale, accounts: 240, not_applicable: [land, onboard, cross-sell, serve]}
    roles:
      - {id: ae, title: Account Executive, owns: [upsell]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
    pods:
      - {id: north, segment: scale, accounts: 50, count: 4, members: [ae, csm]}  # <- ROE408

Bad:

    segments:
      - {id: scale, accounts: 240, not_applicable: [land, onboard, cross-sell, serve]}
    roles:
      - {id: ae, title: Account Executive, owns: [upsell]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
      - {id: am, title: Account Manager}
    pods:
      - {id: north, segment: scale, accounts: 240, members: [ae, csm], lead: am}  # <- ROE408

Good:

    segments:
      - {id: scale, accounts: 240, not_applicable: [land, onboard, cross-sell, serve]}
    roles:
      - {id: ae, title: Account Executive, owns: [upsell]}
      - {id: csm, title: Customer Success Manager, owns: [adopt, renew]}
    pods:
      - {id: north, segment: scale, accounts: 60, count: 4, members: [ae, csm]}

Source: Alexander Group, "XaaS Customer Success Managers Part I: CSM Job Definition" (a consumption
business paired account executives and CSMs in pods); PostHog handbook (one recorded lead).
Fix: add the missing owner to the pod, or correct the number of customers of the pods.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from csdesign import reference
from csdesign.finding import Measure
from csdesign.planning.coverage.decision import over
from csdesign.planning.serving.deliverers import assignment_of
from csdesign.rules.facts.ownership import owners
from csdesign.rules.facts.phrases import MOTION_WORDS, plainly
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, OwnedCell, Segment
    from csdesign.model.staffing import Pod

_SHARED_DESKS: Final = frozenset({"serve", "onboard"})
"""Motions that one desk may serve for all pods."""
Placed = tuple["Pod", "YamlPath"]


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each pod without an owner it needs, and each sum that does not add up."""
    design = facts.design
    by_segment: dict[str, list[Placed]] = {}
    for i, pod in enumerate(design.pods or ()):
        by_segment.setdefault(pod.segment, []).append((pod, ("pods", i)))
    for segment in design.segments:
        pods = by_segment.get(segment.id, [])
        if pods:
            yield from _accounts(segment, pods)
            yield from _loads(design, segment, pods)
        for pod, path in pods:
            yield from _owners(facts, segment, pod, path)
            yield from _members(design, pod, path)
            yield from _lead(segment, pod, path)


def _lead(segment: Segment, pod: Pod, path: YamlPath) -> Iterator[Hit]:
    """Yield a hit where the first contact of a pod is nobody in it."""
    if pod.lead is not None and pod.lead not in {member.role for member in pod.members}:
        yield Hit(
            path=(*path, "lead"),
            message=f"{segment.name}: pod {pod.id!r} is led by {pod.lead}, who is not in it",
            object=f"pods[{pod.id}]",
            evidence=(("lead", pod.lead),),
            fix="name a member of the pod, or take the lead into it",
        )


def _accounts(segment: Segment, pods: list[Placed]) -> Iterator[Hit]:
    if segment.accounts is None or any(pod.accounts is None for pod, _ in pods):
        return
    held = math.fsum((pod.accounts or 0) * pod.count for pod, _ in pods)
    missing = segment.accounts - held
    if not over(abs(missing), 0):
        return
    no_pod = "has no pod" if missing == 1 else "have no pod"
    found = (
        f"{plainly(missing)} {no_pod}"
        if missing > 0
        else f"{plainly(-missing)} would be in two pods"
    )
    last = pods[-1][1]
    yield Hit(
        path=last,
        message=f"{segment.name}: pods hold {plainly(held)} of "
        f"{number_of(segment.accounts, 'customer')}; {found}",
        object=f"segments[{segment.id}].pods",
        measure=Measure(abs(missing), "{:,g} customers"),
        evidence=(("customers", plainly(segment.accounts)), ("customers in pods", plainly(held))),
    )


def _owners(facts: Facts, segment: Segment, pod: Pod, path: YamlPath) -> Iterator[Hit]:
    design = facts.design
    members = {member.role for member in pod.members}
    for motion in reference.MOTIONS:
        if motion in segment.not_applicable or motion in _SHARED_DESKS:
            continue
        held = [
            cell
            for cell in owners(design.cells_by_motion.get((segment.id, motion), ()))
            if not _is_desk(facts, segment, cell)
        ]
        inside = [cell for cell in held if cell.role in members]
        # A motion that nobody owns anywhere is reported by OWN301.
        if held and not inside:
            names = " or ".join(cell.role for cell in held)
            yield _hit(pod, path, motion, f"nobody in it owns {MOTION_WORDS[motion]}; {names} does")
        elif inside and len(inside) < len(held) and inside[0].level == "co-own":
            apart = next(cell.role for cell in held if cell.role not in members)
            yield _hit(
                pod,
                path,
                motion,
                f"{inside[0].role} co-owns {MOTION_WORDS[motion]} with {apart}, who is outside",
            )


def _is_desk(facts: Facts, segment: Segment, cell: OwnedCell) -> bool:
    plan = facts.plan.segment_by_id[segment.id]
    how = assignment_of(
        facts.design, segment, cell.role, plan.coverage.assignment, plan.practitioner_role
    )
    return how != "named"


def _hit(pod: Pod, path: YamlPath, motion: str, what: str) -> Hit:
    return Hit(
        path=path,
        message=f"pod {pod.id!r}: {what}",
        object=f"pods[{pod.id}].{motion}",
        evidence=(("members", ", ".join(member.role for member in pod.members)),),
    )


def _members(design: Design, pod: Pod, path: YamlPath) -> Iterator[Hit]:
    """Yield a hit for each member whose post does not hold its role."""
    posts = {post.id: post for post in design.posts or ()}
    for j, member in enumerate(pod.members):
        post = posts.get(member.position or "")
        if post is not None and member.role not in post.roles:
            yield Hit(
                path=(*path, "members", j, "position"),
                message=f"pod {pod.id!r}: position {post.id!r} does not hold {member.role}",
                object=f"pods[{pod.id}].members[{member.role}]",
                evidence=(("roles of the position", ", ".join(post.roles)),),
            )


def _loads(design: Design, segment: Segment, pods: list[Placed]) -> Iterator[Hit]:
    """Yield a warning where members of one role carry unlike numbers of customers."""
    loads: dict[str, list[tuple[float, Placed]]] = {}
    for pod, path in pods:
        for member in pod.members:
            if pod.accounts is not None:
                loads.setdefault(member.role, []).append((pod.accounts / member.count, (pod, path)))
    limit = design.params.pod_load_spread
    for role, held in loads.items():
        most, (pod, path) = max(held, key=lambda item: item[0])
        least = min(load for load, _ in held)
        if over(most - least, limit * most):
            yield Hit(
                path=path,
                message=f"{segment.name}: {role} in pod {pod.id!r} has "
                f"{number_of(most, 'customer')}, in another pod {plainly(least)}; "
                f"loads differ by at most {limit:.0%}",
                object=f"segments[{segment.id}].pods[{role}]",
                measure=Measure(most - least, "{:,g} customers apart"),
                severity=Severity.WARNING,
                evidence=(("most", plainly(most)), ("least", plainly(least))),
            )


RULE = Rule("ROE408", "incomplete-pod", Severity.ERROR, __doc__, check)
