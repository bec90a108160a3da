"""Tells who acts in a case, by the company's own rules of engagement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csdesign.errors import UsageError
from csdesign.rules.engagement_search.compile import compile_rules, input_name
from csdesign.rules.engagement_search.conditions import read_number
from csdesign.wording import did_you_mean, listed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.model.design import Design
    from csdesign.rules.engagement_search.compile import Compiled, CompiledRule

__all__ = ["Answer", "who_acts"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who acts; `lead` is None if nobody does, where rules disagree, or where it depends.

    `rules` hold in the case; `undecided` would hold, or not, by an input that was not given
    (`needs`). `by_default` is true where only a rule without conditions holds.
    """

    inputs: tuple[tuple[str, str | float], ...]
    lead: str | None
    inform: tuple[str, ...]
    rules: tuple[CompiledRule, ...]
    undecided: tuple[CompiledRule, ...]
    needs: tuple[str, ...]
    by_default: bool

    @property
    def contradictory(self) -> bool:
        """Return whether rules that hold name different leads."""
        return len({rule.lead for rule in self.rules}) > 1


def who_acts(design: Design, inputs: Mapping[str, str | float]) -> Answer:
    """Return the role that acts for the given inputs; `days-to-renewal` names `days_to_renewal`.

    Raises:
        UsageError: the design has no rules of engagement, or a condition of them cannot be read;
            an input that no rule names; a segment the design does not have; no number where rules
            compare with one.
    """
    if not design.document.engagement_rules:
        raise UsageError("the design has no engagement_rules: nothing says who acts")
    compiled = compile_rules(design)
    if compiled.problems:
        first = compiled.problems[0]
        raise UsageError(f"engagement_rules cannot be used yet: {first.message}")
    given = dict(_read(design, compiled, inputs))
    holding = [rule for rule in compiled.rules if _holds(rule, given)]
    undecided = [rule for rule in compiled.rules if rule not in holding and _may(rule, given)]
    by_default = not holding and not undecided and bool(compiled.defaults)
    if by_default:
        holding = list(compiled.defaults)
    leads = {rule.lead for rule in [*holding, *undecided]}
    lead = leads.pop() if len(leads) == 1 and holding else None
    missing = dict.fromkeys(name for rule in undecided for name in rule.inputs if name not in given)
    return Answer(
        inputs=tuple(given.items()),
        lead=lead,
        inform=tuple(dict.fromkeys(role for rule in holding for role in rule.inform)),
        rules=tuple(holding),
        undecided=tuple(undecided),
        needs=tuple(sorted(missing)),
        by_default=by_default,
    )


def _holds(rule: CompiledRule, given: Mapping[str, str | float]) -> bool:
    return rule.inputs <= given.keys() and _may(rule, given)


def _may(rule: CompiledRule, given: Mapping[str, str | float]) -> bool:
    """Return whether the rule agrees with every input that was given."""
    return all(rule.accepts(name, value) for name, value in given.items())


def _read(
    design: Design, compiled: Compiled, inputs: Mapping[str, str | float]
) -> list[tuple[str, str | float]]:
    domains = {domain.name: domain for domain in compiled.domains}
    found: list[tuple[str, str | float]] = []
    for key, value in inputs.items():
        name = input_name(key)
        if name == "segment" and str(value) not in design.segment_by_id:
            hint = did_you_mean(str(value), design.segment_by_id)
            raise UsageError(f"there is no segment {visible(str(value))!r}{hint}")
        if name not in domains:
            if name == "segment":
                continue
            known = listed(sorted(domains), "and") or "none"
            hint = did_you_mean(name, domains)
            raise UsageError(
                f"no rule of engagement asks for {visible(key)!r}{hint}; inputs: {known}"
            )
        found.append((name, _value(key, value, numeric=domains[name].numeric)))
    return found


def _value(key: str, value: str | float, *, numeric: bool) -> str | float:
    if not numeric:
        return str(value).strip().casefold()
    number = float(value) if isinstance(value, (int, float)) else read_number(value)
    if number is None:
        raise UsageError(f"{key} is compared with numbers; {visible(str(value))!r} is not a number")
    return number
