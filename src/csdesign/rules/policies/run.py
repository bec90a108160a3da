"""Run a design's policies: the checked ones on every object, the broken ones not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from csdesign.rules.policies.check import check_policy
from csdesign.rules.policies.columns import kinds_of, values_of
from csdesign.rules.policies.contexts import PLAN, ROLE, SEGMENT, subjects_of
from csdesign.rules.policies.parse import parse_policy
from csdesign.rules.policies.problems import PolicyError, Trouble
from csdesign.rules.policies.tree import Binary, Literal
from csdesign.rules.policies.unparse import DIVIDE, unparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csdesign.finding import YamlPath
    from csdesign.model.engagement import Policy
    from csdesign.planning.results import Plan
    from csdesign.rules.policies.columns import Value
    from csdesign.rules.policies.kinds import Kind
    from csdesign.rules.policies.tree import Node

__all__ = ["MOST_STEPS", "Broken", "Outcome", "Target", "run_policies"]

MOST_STEPS: Final = 1_000_000
"""Steps that one policy may take over all its objects: less than a second, and always the same."""


@dataclass(frozen=True, slots=True)
class Target:
    """One object that a policy is asked of, with the values of its context."""

    object: str
    name: str
    path: YamlPath
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Broken:
    """A policy that cannot be asked: of any object, or (`target`) of one."""

    number: int
    policy: Policy
    trouble: Trouble
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer of a policy for one object."""

    number: int
    policy: Policy
    target: Target
    holds: bool
    figure: tuple[float, bool] | None = None
    """Where a comparison of numbers fails: what is compared, and whether less of it is worse."""


def run_policies(plan: Plan) -> Iterator[Broken | Outcome]:
    """Yield the outcome of each policy, in the order of the file and of its objects."""
    contexts = _Contexts(plan)
    for number, policy in enumerate(plan.design.document.policies):
        targets, kinds = contexts.of(policy.on)
        try:
            tree = parse_policy(policy.assert_)
        except PolicyError as error:
            yield Broken(number, policy, error.trouble)
            continue
        checked = check_policy(tree, kinds)
        if checked.troubles:
            yield Broken(number, policy, checked.troubles[0])
            continue
        steps = checked.steps * len(targets)
        if steps > MOST_STEPS:
            said = f"it could take {steps:,} steps over {len(targets)} objects"
            yield Broken(number, policy, Trouble(0, f"{said}; at most {MOST_STEPS:,}"))
            continue
        yield from _run(number, policy, tree, targets, checked.unsure)


class _Contexts:
    """The objects and types of each `on`, made when a policy first asks for them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._segments, self._roles = subjects_of(plan)
        self._made: dict[str, tuple[list[Target], dict[str, Kind]]] = {}

    def of(self, on: str) -> tuple[list[Target], dict[str, Kind]]:
        """Return the objects that a policy is asked of, and the types of its names."""
        if on not in self._made:
            self._made[on] = self._make(on)
        return self._made[on]

    def _make(self, on: str) -> tuple[list[Target], dict[str, Kind]]:
        if on == "segment":
            targets = [
                Target(
                    f"segments[{subject.plan.id}]",
                    subject.plan.segment.name,
                    subject.plan.segment.path,
                    values_of(SEGMENT, subject),
                )
                for subject in self._segments
            ]
            return targets, kinds_of(SEGMENT, [target.values for target in targets])
        if on == "role":
            targets = [
                Target(
                    f"roles[{subject.role.id}]",
                    subject.role.title,
                    subject.role.path,
                    values_of(ROLE, subject),
                )
                for subject in self._roles
            ]
            return targets, kinds_of(ROLE, [target.values for target in targets])
        target = Target("plan", "the plan", (), values_of(PLAN, self._plan))
        return [target], kinds_of(PLAN, [target.values])


def _run(
    number: int, policy: Policy, tree: Node, targets: list[Target], unsure: tuple[str, ...]
) -> Iterator[Broken | Outcome]:
    # Only designs with policies load the CEL implementation.
    import logging

    import cel

    # It logs each value that a policy divides and the design does not state; the finding says so.
    # With no handler at all, Python would write that to stderr.
    logger = logging.getLogger("cel")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    try:
        program = cel.compile(unparse(tree))
    except ValueError as error:
        first = str(error).partition("ERROR: ")[2].partition("\n")[0] or "it cannot be compiled"
        yield Broken(number, policy, Trouble(0, first))
        return
    for target in targets:
        divisions = _Divisions()
        context = cel.Context(dict(target.values), {DIVIDE: divisions.divide})
        try:
            answer = program.execute(context)
        except (TypeError, RuntimeError, ArithmeticError, LookupError, ValueError) as error:
            yield Broken(number, policy, _why(error, target, unsure), target)
            continue
        if divisions.by_zero:
            yield Broken(number, policy, Trouble(0, "it divides by zero"), target)
        else:
            holds = answer is True
            figure = None if holds else _figure(tree, context)
            yield Outcome(number, policy, target, holds, figure)


def _figure(tree: Node, context: Any) -> tuple[float, bool] | None:
    """Return the number that the first failing comparison of a policy turns on."""
    import cel

    def value(node: Node) -> object:
        try:
            return cel.compile(unparse(node)).execute(context)
        except (TypeError, RuntimeError, ArithmeticError, LookupError, ValueError):
            return None

    for comparison in _comparisons(tree):
        if value(comparison) is False:
            limited = isinstance(comparison.right, Literal)
            found = value(comparison.left if limited else comparison.right)
            if limited or isinstance(comparison.left, Literal):
                if isinstance(found, int | float) and not isinstance(found, bool):
                    return float(found), (comparison.sign[0] == ">") is limited
                continue
            one, other = value(comparison.left), found
            if isinstance(one, int | float) and isinstance(other, int | float):
                return abs(float(one) - float(other)), False
    return None


def _comparisons(node: Node) -> Iterator[Binary]:
    """Yield the comparisons of numbers that a policy is made of, outside loops."""
    match node:
        case Binary(sign="<" | "<=" | ">" | ">="):
            yield node
        case Binary(sign="&&" | "||", left=left, right=right):
            yield from _comparisons(left)
            yield from _comparisons(right)


class _Divisions:
    """Divides, and remembers a division by zero: CEL itself would go on with infinity."""

    def __init__(self) -> None:
        self.by_zero = False

    def divide(self, a: float, b: float) -> float:
        """Return a / b; whole numbers are cut towards zero, as CEL does."""
        if b == 0:
            self.by_zero = True
            return a * 0
        if isinstance(a, int) and isinstance(b, int):
            quotient = abs(a) // abs(b)
            return quotient if (a < 0) == (b < 0) else -quotient
        return a / b


def _why(error: Exception, target: Target, unsure: tuple[str, ...]) -> Trouble:
    """Return the reason in the words of the design: most often a value that is not stated."""
    missing = [name for name in unsure if target.values.get(name, 0) is None]
    if missing:
        names = " and ".join(missing)
        guard = f"{missing[0]} == null || ..."
        return Trouble(0, f"{names} is not stated there; write {guard}")
    if isinstance(error, ArithmeticError):
        return Trouble(0, "it divides by zero, or a number grows too large")
    if isinstance(error, TypeError) and unsure:
        return Trouble(0, "a value it compares is not stated there; ask `x == null ||` first")
    return Trouble(0, str(error).partition("\n")[0])
