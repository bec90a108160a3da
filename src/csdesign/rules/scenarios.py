"""Findings about a scenario that are not about the design it is laid over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from csdesign.finding import Finding, RuleInfo, Severity
from csdesign.model.base import DesignModel
from csdesign.model.numbers import Stated
from csdesign.source.designs import load_scenario, scenario_ids
from csdesign.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from csdesign.model.design import Design
    from csdesign.source.designs import Loaded

__all__ = ["SCENARIO_RULES", "of_scenario", "scenario_findings"]

CHANGES_NOTHING: Final = RuleInfo(
    "SCN002",
    "scenario-changes-nothing",
    Severity.WARNING,
    "A scenario leaves the design as it is.",
    "All its values are in the design already, so a comparison of the two compares the design with "
    "itself. Say what differs, or remove the scenario.",
)
ADDS: Final = RuleInfo(
    "SCN001",
    "scenario-adds-error",
    Severity.ERROR,
    "A scenario has a finding that the design does not have.",
    "The change that the scenario describes has a fault of its own. Such a finding keeps the code "
    "and the severity of its rule and names the scenario; this code is for all of them together.",
)
SCENARIO_RULES: Final = (ADDS, CHANGES_NOTHING)


def scenario_findings(
    loaded: Loaded, found: Iterable[Finding], judge: Callable[[Design], Iterable[Finding]]
) -> Iterator[Finding]:
    """Yield the findings that each scenario adds to those of the design.

    `judge` runs the rules on a design. A finding that the design has too, by rule and object, is
    not repeated. A scenario that does not load says why, at its own lines.
    """
    design = loaded.design
    if design is None:
        return
    known = {(finding.code, finding.object) for finding in found}
    for number, name in enumerate(scenario_ids(loaded)):
        merged = load_scenario(loaded, name)
        if merged.design is None:
            yield from merged.findings
            continue
        if _same(_plain(design.document), _plain(merged.design.document)):
            yield _changes_nothing(loaded, number, name)
            continue
        for finding in judge(merged.design):
            if (finding.code, finding.object) not in known:
                yield of_scenario(finding, name)


def of_scenario(finding: Finding, scenario: str) -> Finding:
    """Return a finding as one of a scenario: named in its words and in its object."""
    shown = visible(scenario, 64)
    return replace(
        finding,
        message=f"scenario '{shown}': {finding.message}",
        object=f"scenarios[{shown}].{finding.object}" if finding.object else f"scenarios[{shown}]",
        scenario=scenario,
    )


def _changes_nothing(loaded: Loaded, number: int, name: str) -> Finding:
    shown = visible(name, 64)
    return Finding(
        CHANGES_NOTHING,
        CHANGES_NOTHING.severity,
        f"scenario '{shown}' leaves the design as it is; say what differs, or remove it",
        loaded.source_map.span(("scenarios", number)),
        f"scenarios[{shown}]",
        why=CHANGES_NOTHING.why,
        scenario=name,
    )


def _plain(document: DesignModel) -> dict[str, Any]:
    """Return a design without its scenarios."""
    return {
        name: getattr(document, name) for name in type(document).model_fields if name != "scenarios"
    }


def _same(a: Any, b: Any) -> bool:
    """Return whether two parts are equal, with the basis and the range of each number."""
    if isinstance(a, Stated) or isinstance(b, Stated):
        return (
            isinstance(a, Stated) and isinstance(b, Stated) and (a.__reduce__() == b.__reduce__())
        )
    if isinstance(a, DesignModel):
        return type(a) is type(b) and all(
            _same(getattr(a, name), getattr(b, name)) for name in type(a).model_fields
        )
    if isinstance(a, Mapping):
        return (
            isinstance(b, Mapping)
            and list(a) == list(b)
            and all(_same(a[key], b[key]) for key in a)
        )
    if isinstance(a, (list, tuple)):
        return (
            isinstance(b, (list, tuple))
            and len(a) == len(b)
            and all(_same(one, other) for one, other in zip(a, b, strict=True))
        )
    return bool(a == b)
