"""A threshold is stated, and the company rule does not use it.

`mrr_threshold` decides who gets a CSM only under `csm_eligibility: mrr-threshold`, and `largest_n`
only under `csm_eligibility: largest-n`. Under another rule the number decides nothing, and readers
who find it in the design believe that it does.

A note, since nothing is wrong with the plan itself.

Bad:

    doctrine:
      csm_eligibility: ax-first
      largest_n: 40  # <- COV111
    segments:
      - {id: corp, accounts: 100}

Good:

    doctrine:
      csm_eligibility: largest-n
      largest_n: 40
    segments:
      - {id: corp, accounts: 100}

Source: our own judgement; no published work is known that says it.
Fix: remove the number, or set csm_eligibility to the rule that uses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csdesign.rules.rule import Facts, Hit, Rule, Severity
from csdesign.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import YamlPath
    from csdesign.model.company_rules import Switches

_USED_BY: Final = (("mrr_threshold", "mrr-threshold"), ("largest_n", "largest-n"))
"""Each threshold, with the value of `csm_eligibility` under which it decides."""


def check(facts: Facts) -> Iterator[Hit]:
    """Yield a hit for each threshold by which no segment under it decides."""
    design = facts.design
    everywhere = {segment.rules.csm_eligibility for segment in design.segments}
    yield from _unused(design.document.doctrine, ("doctrine",), everywhere)
    for segment in design.segments:
        written = segment.written.doctrine
        if written is not None:
            path = (*segment.path, "doctrine")
            yield from _unused(written, path, {segment.rules.csm_eligibility}, segment.name)


def _unused(written: Switches, path: YamlPath, in_force: set[str], name: str = "") -> Iterator[Hit]:
    for key, rule in _USED_BY:
        number = getattr(written, key)
        if number is not None and in_force and rule not in in_force:
            ruling = listed(sorted(in_force), "and")
            yield Hit(
                path=(*path, key),
                message=f"{name or 'the company'}: {key} decides nothing, since csm_eligibility is "
                f"{ruling}; remove it, or write csm_eligibility: {rule}",
                object=key,
                evidence=((key, f"{number:,.0f}"), ("csm_eligibility", ruling)),
            )


RULE = Rule("COV111", "threshold-not-in-force", Severity.NOTE, __doc__, check)
