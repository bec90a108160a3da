"""Two roles or two segments have names that people cannot tell apart.

To a reader, `Account Manager` and `account manager` are one job, and every table shows two rows for
it. If they are one, keep one; if they are two, say in the name what distinguishes them.

A warning, since only the author knows whether two things are meant. Names that differ in a
word, such as a region, are not reported.

Bad:

    segments: [{id: a}]
    roles:
      - {id: am, title: Account Manager}
      - {id: am-2, title: account  manager}  # <- DUP001

Bad:

    segments:
      - {id: a, name: Mid-market}
      - {id: b, name: MID-MARKET}  # <- DUP001

Good:

    segments: [{id: a}]
    roles:
      - {id: am, title: Account Manager}
      - {id: am-2, title: Senior Account Manager}

Source: our own judgement; no published work.
Fix: keep one of the two, or say in the name what distinguishes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csdesign.finding import YamlPath


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each name that equals another one but for case and blanks.

    Of several alike, all but the one with the first id are told.
    """
    design = facts.design
    titles = (
        (role.id, role.title, (*role.path, "title"))
        for role in design.roles or ()
        if role.written.title is not None
    )
    names = (
        (segment.id, segment.name, (*segment.path, "name"))
        for segment in design.segments
        if segment.written.name is not None
    )
    yield from _alike("roles", "role", titles)
    yield from _alike("segments", "segment", names)


def _alike(section: str, thing: str, named: Iterable[tuple[str, str, YamlPath]]) -> Iterator[Hit]:
    alike: dict[str, list[tuple[str, str, YamlPath]]] = {}
    for item in named:
        alike.setdefault(" ".join(item[1].casefold().split()), []).append(item)
    for items in alike.values():
        (before, _, place), *others = sorted(items)
        for id_, name, path in others:
            yield Hit(
                path=path,
                message=f"the {thing}s {before} and {id_} are both called {name!r}",
                object=f"{section}[{id_}]",
                evidence=(("the same as", f"{section}[{before}]"),),
                related=((place, f"the {thing} {before}"),),
            )


RULE = Rule("DUP001", "names-alike", Severity.WARNING, __doc__, check)
