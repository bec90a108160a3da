"""A segment's `where` cannot be read.

A condition that cannot be read selects no account, so it is refused before any account is read.
`and` mixed with `or` needs parentheses, because people read such a condition in two ways.

An error, since the segment would be empty.

Bad:

    segments:
      - id: large
        where: employees >= 1000 and region = 'emea' or region = 'apac'  # <- ACC001
        interactions: [{id: call, channel: human-1to1, every: month}]

Good:

    segments:
      - id: large
        where: employees >= 1000 and region in ['emea', 'apac']
        interactions: [{id: call, channel: human-1to1, every: month}]

Source: our own judgement; no published work.
Fix: write a comparison such as employees >= 1000, and parentheses if it mixes `and` and `or`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.rules.rule import Facts


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit at the place where reading a `where` fails."""
    selecting = [segment for segment in facts.design.segments if segment.written.where is not None]
    if not selecting:
        return
    # Importing the parser takes longer than checking a design without selectors.
    from csdesign.accounts.where import WhereError, parse_where

    for segment in selecting:
        text = segment.written.where or ""
        try:
            parse_where(text)
        except WhereError as error:
            yield Hit(
                path=(*segment.path, "where"),
                message=f"{segment.name}: {error.message}",
                object=f"segments[{segment.id}].where",
                part=(text, error.at.start),
            )


RULE = Rule("ACC001", "where-unreadable", Severity.ERROR, __doc__, check)
