"""A title promises more than the role holds.

For example, "Strategic" for a role that answers tickets, "Success" without adoption, or "Head"
without anybody to lead. Each of these words needs evidence: what the role owns, holds, delivers
or may decide. The usual titles of the field are exempt as long as the work is of their kind.

A warning, since words are weak evidence; a note if duties without codes may hold the
evidence.

Bad:

    segments:
      - {id: corp}
    roles:
      - id: partner
        title: Success Partner  # <- ROL505
        owns: [serve]
        responsibilities: [answer-tickets, solve-technical-case]

Good:

    segments:
      - {id: corp}
    roles:
      - id: support
        title: Customer Support Specialist
        owns: [serve]
        responsibilities: [answer-tickets, solve-technical-case]

Source: Gurnov and Korneeva, "Too Many Managers", Russian original and the comments of its
readers (a few years of experience do not justify grand words); the list of words is this tool's
own.
Fix: take the plain title, or give the role the scope that the word promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.rules.facts.titles import TitleJudge
from csdesign.rules.rule import Facts, Hit, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each title with words that nothing backs."""
    judge = TitleJudge(facts.plan, facts.signatures)
    for role in facts.design.roles or ():
        empty = list(judge.empty_words(role))
        if empty:
            words = ", ".join(repr(word.word) for word in empty)
            sure = any(word.sure for word in empty)
            yield Hit(
                path=(*role.path, "title"),
                message=f"{role.title!r}: nothing in the role supports {words}; needed: "
                f"{empty[0].needs}" + ("" if sure else "; duties without codes may cover it"),
                object=f"roles[{role.id}].title",
                severity=None if sure else Severity.NOTE,
                evidence=tuple((f"{word.word} needs", word.needs) for word in empty),
            )


RULE = Rule("ROL505", "title-inflation", Severity.WARNING, __doc__, check)
