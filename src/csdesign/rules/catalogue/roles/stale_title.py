"""A text still uses a title that no longer exists.

A role was renamed, and its duties or those of other roles still use the old title. Readers
cannot tell whether a second role is meant. Titles are found in the singular and the plural,
with Russian endings, and as initials of three letters or more.

A warning, since the old title may be meant.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        formerly: {title: Technical Account Manager}
        responsibilities:
          - Briefs the technical account managers of other regions  # <- ROL509
          - Mentors new TAMs  # <- ROL509

Good:

    segments:
      - {id: corp}
    roles:
      - id: csm
        title: Customer Success Manager
        formerly: {title: Technical Account Manager}
        responsibilities:
          - Briefs colleagues of other regions
          - Mentors new hires

Source: seen in published handbooks after a rename; the rule is this tool's own.
Fix: write the present title, or say which role is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.mentions import TitleSearch, initials, texts_of
from csdesign.rules.facts.signatures import plain
from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Role


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each line that mentions a former title no role has any more."""
    gone = _gone(facts.design)
    if not gone:
        return
    search = TitleSearch(gone)
    seen: set[YamlPath] = set()
    for role in facts.design.roles or ():
        for part, text, path in texts_of(role):
            found = search.find(text) if path not in seen else None
            if found is not None:
                seen.add(path)
                yield _hit(role, part, path, found[1], gone[found[0]])


def _gone(design: Design) -> Mapping[str, Role]:
    """Return the former titles, aliases and initials that no role has today."""
    today = [
        name
        for role in design.roles or ()
        for name in (role.title, *role.aliases, initials(role.title) or role.title)
    ]
    living = {plain(name) for name in today}
    found: dict[str, Role] = {}
    for role in design.roles or ():
        former = role.former
        if former is None or plain(former.title) == plain(role.title):
            continue
        names = [former.title, *former.aliases, initials(former.title)]
        for name in names:
            if name is not None and not _is_within(plain(name), living):
                found.setdefault(name, role)
    return found


def _is_within(name: str, living: set[str]) -> bool:
    """Return whether the name is a title of today, or part of one."""
    return any(f" {name} " in f" {title} " for title in living)


def _hit(role: Role, part: str, path: YamlPath, words: str, renamed: Role) -> Hit:
    shown = visible(words, 60)
    return Hit(
        path=path,
        message=f"{role.title}: the text still speaks of {shown!r}, now {renamed.title!r}",
        object=f"roles[{role.id}].{part}",
        evidence=(("found", shown), ("title today", renamed.title)),
        related=((*_former(renamed),),),
    )


def _former(role: Role) -> tuple[YamlPath, str]:
    former = role.former or role
    return former.path, f"formerly {former.title!r}"


RULE = Rule("ROL509", "stale-title", Severity.WARNING, __doc__, check)
