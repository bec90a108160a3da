"""Somebody holds two roles that the company rules keep apart.

`never_together` lists the roles that one person may not combine, such as selling and approving.
A position with both of them contradicts the rule, so one of the two statements is wrong.

An error, since the design breaks its own rule.

Bad:

    doctrine: {never_together: [[am, csm]]}
    segments:
      - id: corp
        interactions:
          - {id: tips, stage: adopt, channel: digital, every: week}
    roles:
      - {id: am, title: Account Manager, owns: [renew]}
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: both, roles: [am, csm]}  # <- CAP810

Good:

    doctrine: {never_together: [[am, csm]]}
    segments:
      - id: corp
        interactions:
          - {id: tips, stage: adopt, channel: digital, every: week}
    roles:
      - {id: am, title: Account Manager, owns: [renew]}
      - {id: csm, title: Customer Success Manager, owns: [adopt]}
    positions:
      - {id: first, roles: am}
      - {id: second, roles: csm}

Source: the company's own rule.
Fix: split the position, or remove the pair from `never_together`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.planning.serving.deliverers import title_of
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each post that holds two roles of one group."""
    for number, group in enumerate(facts.design.document.doctrine.never_together):
        for post in facts.design.posts or ():
            both = [role for role in post.roles if role in group]
            if len(set(both)) < 2:
                continue
            titles = " and ".join(title_of(facts.design, role) for role in dict.fromkeys(both))
            yield Hit(
                path=post.path,
                message=f"{post.written.name or post.id} holds {titles}, which the company rules "
                "keep apart",
                object=f"positions[{post.id}]",
                related=((("doctrine", "never_together", number), "the rule"),),
                evidence=(("roles", ", ".join(dict.fromkeys(both))),),
            )


RULE = Rule("CAP810", "roles-kept-apart", Severity.ERROR, __doc__, check)
