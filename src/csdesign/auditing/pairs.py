"""Roles next to what they were: said in the file itself, or seen in an earlier design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.auditing.earlier import with_formers
from csdesign.auditing.quoting import judged_pair
from csdesign.auditing.refs import ref, texts_of
from csdesign.auditing.results import Event
from csdesign.rules.facts.former import compared_with_former

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.auditing.results import JudgedPair, Relation
    from csdesign.model.design import Design, Role

__all__ = ["Since", "former_pairs", "since"]


def former_pairs(design: Design, relation: Relation, origin: str = "") -> Iterator[JudgedPair]:
    """Yield every role of the design that has a former self, next to it.

    The comparisons are those of the rules, so that verdict and finding agree.
    """
    for role, former, result in compared_with_former(design):
        refs = (ref(design, former, origin), ref(design, role))
        yield judged_pair(relation, refs, result, design.locate, design.locate)


@dataclass(frozen=True, slots=True)
class Since:
    """The successions of the roles of an earlier design."""

    design: Design
    """The design at hand, each role with its earlier self."""
    changes: tuple[Event, ...]
    notes: tuple[str, ...]


def since(design: Design, earlier: Design, origin: str) -> Since:
    """Return which role continues which, by content; `formerly: ID` of the author comes first."""
    from csdesign.roles.verdict.succession import find_successions

    before, after = earlier.roles or (), design.roles or ()
    stated = {
        role.id: earlier.role_by_id[role.former.id]
        for role in after
        if role.former is not None
        and role.former.id in earlier.role_by_id
        # A former self that only names an id is the role of that id.
        and role.former.duties is None
    }
    found = find_successions(texts_of(earlier), texts_of(design))
    formers: dict[str, Role] = {}
    for item in found:
        if item.kind in {"kept", "renamed"}:
            formers[after[item.after[0]].id] = before[item.before[0]]
    formers.update(stated)
    changes = tuple(
        Event(
            item.kind,
            tuple(ref(earlier, before[i], origin) for i in item.before),
            tuple(ref(design, after[j]) for j in item.after),
        )
        for item in found
        if item.kind in {"split", "merged", "gone", "new"}
    )
    notes = tuple(_other_ids(formers, earlier, origin))
    return Since(with_formers(design, earlier, formers), changes, notes)


def _other_ids(formers: Mapping[str, Role], earlier: Design, origin: str) -> Iterator[str]:
    """Yield a note for each id that meant another role before: content was followed, not ids."""
    for name, former in formers.items():
        other = earlier.role_by_id.get(name)
        if other is not None and other.id != former.id:
            yield (
                f"the id {name!r} meant {other.title!r} in {origin or 'the earlier design'}; "
                f"by its duties, the role continues {former.title!r} ({former.id})"
            )
