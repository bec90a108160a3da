"""Rules: a check, and a documentation whose examples are its tests.

The docstring of a rule's module is what `csdesign explain CODE` prints: a summary line, why it
matters, `Bad:` and `Good:` designs with the found lines marked `# <- CODE`, and the source.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from csdesign.finding import Hit, RuleInfo, Severity
from csdesign.rules.facts import handoffs
from csdesign.rules.facts import ownership as owners
from csdesign.rules.facts import pay as pay_plans
from csdesign.rules.facts.kpi_fit import Holders
from csdesign.rules.facts.signatures import signatures_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from csdesign.model.design import Design, OwnedCell
    from csdesign.planning.results import Plan
    from csdesign.rules.facts.handoffs import Passing
    from csdesign.rules.facts.ownership import Applicable
    from csdesign.rules.facts.pay import PayPlan
    from csdesign.rules.facts.signatures import Signature

__all__ = ["Facts", "Hit", "Rule", "Severity"]

_HEADINGS = ("Bad:", "Good:", "Source:", "Fix:")


@dataclass(frozen=True)
class Facts:
    """The input of a rule: the design, and the plan derived from it."""

    design: Design
    plan: Plan

    # Facts that several rules need are found once, when they are first asked for.

    @cached_property
    def applicable(self) -> tuple[Applicable, ...]:
        """Return each motion that applies to a segment, with who has a part in it."""
        return tuple(owners.applicable(self.design))

    @cached_property
    def owned_cells(self) -> Mapping[str, tuple[OwnedCell, ...]]:
        """Return the cells that each role owns or co-owns, in the order of the design."""
        return owners.owned_cells(self.design)

    @cached_property
    def passings(self) -> tuple[Passing, ...]:
        """Return every hand-off of every role, inherited ones included."""
        return tuple(handoffs.passings(self.design))

    @cached_property
    def receivers(self) -> Mapping[str, tuple[str, ...]]:
        """Return the receivers of each role's hand-offs."""
        return handoffs.receivers(self.passings)

    @cached_property
    def pay_plans(self) -> tuple[PayPlan, ...]:
        """Return the pay plan of each kind of person."""
        return tuple(pay_plans.pay_plans(self.design))

    @cached_property
    def holders(self) -> Holders:
        """Return the holder for each set of roles."""
        return Holders(self.plan)

    @cached_property
    def signatures(self) -> Mapping[str, Signature]:
        """Return the signature of each role."""
        return signatures_of(self.design)


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue; `documentation` is the docstring of its module."""

    code: str
    name: str
    severity: Severity
    documentation: str
    check: Callable[[Facts], Iterator[Hit]]
    status: str = "stable"
    since: str = "0.1.0"
    """The version that first had it. A code is never given to anything else."""

    @cached_property
    def info(self) -> RuleInfo:
        """Return the data of the rule for formats and `explain`."""
        paragraphs = self._sections[""].strip().split("\n\n")
        return RuleInfo(
            code=self.code,
            name=self.name,
            severity=self.severity,
            summary=" ".join(paragraphs[0].split()),
            help="\n\n".join(" ".join(part.split()) for part in paragraphs[1:]),
            source=self._joined("Source:"),
        )

    @property
    def fix(self) -> str:
        """Return how to put it right, in one sentence."""
        return self._joined("Fix:")

    def examples(self, heading: str) -> tuple[str, ...]:
        """Return the designs under `Bad` or `Good`, as YAML text."""
        return tuple(
            textwrap.dedent(text).strip("\n") + "\n" for text in self._examples[f"{heading}:"]
        )

    def _joined(self, heading: str) -> str:
        return " ".join(self._sections.get(heading, "").split())

    @cached_property
    def _examples(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"Bad:": [], "Good:": []}
        heading = ""
        for line in self.documentation.splitlines():
            if line.strip() in found:
                heading = line.strip()
                found[heading].append("")
            elif line.startswith(("    ", "\t")) or not line.strip():
                if heading:
                    found[heading][-1] += line + "\n"
            else:
                heading = ""
        return found

    @cached_property
    def _sections(self) -> dict[str, str]:
        sections: dict[str, str] = {"": ""}
        heading = ""
        for line in self.documentation.splitlines():
            if line.startswith(_HEADINGS):
                heading = next(word for word in _HEADINGS if line.startswith(word))
                sections.setdefault(heading, "")
                line = line.removeprefix(heading)  # noqa: PLW2901  # the rest of a heading's line
            sections[heading] += line + "\n"
        return sections
