"""Parts that were renamed, split or merged, as changes: of both roles and segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.diffing.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.diffing.matching import Matching

__all__ = ["regrouped"]


def regrouped(
    thing: str, matching: Matching, was: Mapping[str, str], is_: Mapping[str, str]
) -> Iterator[Change]:
    """Yield the parts that have another id, are several now, or are one now.

    Args:
        thing: The kind of the parts: `role` or `segment`.
        matching: The matching of the parts.
        was: The names of the earlier parts by id.
        is_: The names of the present parts by id.
    """
    for before, after in matching.renamed:
        subject = min(was[before], is_[after])
        old, new = f"{thing}s[{before}]", f"{thing}s[{after}]"
        yield Change("rename", subject, thing, before, after, old, new)
    for whole, parts in matching.splits:
        at = f"{thing}s[{whole}]"
        yield Change("split", was[whole], thing, (whole,), tuple(sorted(parts)), at, at)
    for parts, whole in matching.merges:
        at = f"{thing}s[{whole}]"
        yield Change("merge", is_[whole], thing, tuple(sorted(parts)), (whole,), at, at)
