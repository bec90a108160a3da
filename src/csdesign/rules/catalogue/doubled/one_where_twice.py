"""Two segments have the same `where`.

Accounts go to the first segment that takes them, so the second of two segments with the same
condition never gets any: it has no customers, hours or people, and nothing says why.

A warning, since the plan of declared customers still holds; with an account table the second
segment is empty.

Bad:

    segments:
      - {id: huge, where: employees >= 1000}
      - {id: large, where: employees  >= 1000}  # <- DUP002

Good:

    segments:
      - {id: huge, where: employees >= 10000}
      - {id: large, where: employees >= 1000}

Source: our own judgement; no published work.
Fix: correct one of the two conditions, or merge the two segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.model.design import Segment


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each `where` of several segments, blanks apart.

    Of several alike, all but the one with the first id are told, whatever the order of the file.
    """
    alike: dict[str, list[Segment]] = {}
    for segment in facts.design.segments:
        if segment.written.where is not None:
            alike.setdefault(" ".join(segment.written.where.split()), []).append(segment)
    for where, segments in alike.items():
        top = segments[0].name
        first, *rest = sorted(segments, key=lambda segment: segment.id)
        for segment in rest:
            yield Hit(
                path=(*segment.path, "where"),
                message=f"{segment.name} has the same `where` as {first.name}; {top} comes "
                "first and takes every account",
                object=f"segments[{segment.id}].where",
                evidence=(("where", where),),
                related=(((*first.path, "where"), f"{first.name}: the same condition"),),
            )


RULE = Rule("DUP002", "one-where-twice", Severity.WARNING, __doc__, check)
