"""The input of a format: the findings of a run, and what it needs to place and explain them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from csdesign.finding import Severity, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from csdesign.finding import Finding, RuleInfo

    LineOf: TypeAlias = Callable[[str, int], str]

__all__ = ["FindingsReport", "no_line"]


def no_line(path: str, line: int) -> str:  # noqa: ARG001 -- the signature of every line_of
    """Return an empty line: a report whose files cannot be quoted has no snippets."""
    return ""


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """The findings of one run.

    `rules` are those that ran, `version` is the tool's, `inputs` the designs as the user named
    them. `line_of` gives a line (from 1) of a file to quote, empty if none may be quoted.
    `root` is the repository's top folder and `folder` the working directory, both absolute; with
    them services that want paths from the top of the repository get those. `fail_on` is the
    mildest severity that fails the run, None if nothing does. `category` tells runs apart
    that a service keeps side by side. `colour` asks the format for people for ANSI colours.
    `designs` names the designs of a run over several.
    """

    findings: tuple[Finding, ...]
    rules: tuple[RuleInfo, ...]
    version: str
    line_of: LineOf = no_line
    inputs: tuple[str, ...] = ()
    root: str = ""
    folder: str = ""
    fail_on: Severity | None = Severity.ERROR
    category: str = "check"
    colour: bool = False
    designs: tuple[str, ...] = ()

    @property
    def ordered(self) -> list[Finding]:
        """Return all findings by design, severity, code, object and place."""
        place = {name: number for number, name in enumerate(self.designs)}
        return sorted(self.findings, key=lambda each: (place.get(each.design, 0), each.sort_key))

    def of_design(self, name: str) -> FindingsReport:
        """Return the report of one design of several."""
        own = tuple(finding for finding in self.findings if finding.design == name)
        return replace(self, findings=own, designs=())

    @property
    def active(self) -> list[Finding]:
        """Return the findings that are not suppressed, in order."""
        return [finding for finding in self.ordered if finding.suppressed is None]

    @property
    def suppressed(self) -> int:
        """Return the number of suppressed findings."""
        return sum(finding.suppressed is not None for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity that are not suppressed."""
        return sum(f.severity is severity and f.suppressed is None for f in self.findings)

    def place_of(self, finding: Finding) -> Span:
        """Return the finding's place, or the start of the first input where it has none."""
        return finding.span or Span(self.inputs[0] if self.inputs else "design", 1, 1, 1, 1)

    def quoted(self, span: Span | None) -> str:
        """Return the first line of the span, empty if it cannot be quoted."""
        return self.line_of(span.path, span.line) if span is not None else ""
