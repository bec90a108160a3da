"""Sensitivity: the inputs that move total full-time work most, and the share that is measured."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from csdesign.model.numbers import Stated, basis_of
from csdesign.planning.results import Sensitivity
from csdesign.planning.serving.deliverers import programme_owner, shares
from csdesign.planning.work.staffing import has_own_internal_share, hours_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csdesign.finding import YamlPath
    from csdesign.model.design import Design, Interaction, Segment
    from csdesign.planning.results import SegmentPlan

__all__ = ["Register", "register_of", "sensitivities"]

_UNMEASURED: Final = 0.5
"""Relative error of an assumed input without a range."""
_MEASURED: Final = 0.1
"""Relative error of a measured or stated input without a range."""
_SHOWN: Final = 8
_ACCOUNTS: Final = "accounts"
_SLACK: Final = 1e-9


@dataclass(slots=True)
class _Input:
    """An input that total FTE is linear in: `fte` is the part of the total it scales."""

    name: str
    value: float
    unit: str
    path: YamlPath
    assumed: bool
    fte: float = 0.0


@dataclass(slots=True)
class Register:
    """Collects, over all segments, how much work rests on each basis (h), and on each input."""

    design: Design
    inputs: dict[YamlPath, _Input] = field(default_factory=dict)
    hours_by_basis: dict[str, float] = field(default_factory=dict)
    total_fte: float = 0.0
    company_fte: float = 0.0
    """The part of the total done by roles that share the company's internal time."""

    def add(self, segment: Segment, level: str | None, practitioner: str | None) -> None:
        """Take in the work of one segment; nothing without a number of accounts."""
        if segment.accounts is None:
            return
        for interaction in segment.interactions:
            accounts = (segment.new_accounts or 0) if interaction.once else segment.accounts
            occurrences = accounts * interaction.occurrences * interaction.share
            parts = [
                (r, occurrences * h) for r, h in shares(self.design, segment, interaction, level)
            ]
            hours = math.fsum([part for _, part in parts])
            if hours > 0:
                self._basis(interaction.effort_basis, hours)
                self._interaction(segment, interaction, parts)
        self._programme(segment, practitioner)

    def _interaction(
        self, segment: Segment, interaction: Interaction, parts: list[tuple[str, float]]
    ) -> None:
        """Take in the inputs to which an interaction's work, (role, h) each, is proportional."""
        fte = math.fsum([self._work(role, hours) for role, hours in parts])
        self._count(
            f"{interaction.name}: hours each time",
            interaction.effort_each,
            "h",
            (*interaction.path, "effort_hours"),
            interaction.effort_basis == "assumed" or "effort_hours" in interaction.defaulted,
            fte,
        )
        if not interaction.planned:
            self._count(
                f"{interaction.name}: times a year",
                interaction.occurrences,
                "1/year",
                interaction.count_path,
                basis_of(interaction.occurrences) == "assumed",
                fte,
            )
        key = "new_accounts" if interaction.once else "accounts"
        stated = segment.new_accounts if interaction.once else segment.accounts
        if stated is not None:
            self._count(
                f"{segment.name}: {'new customers' if interaction.once else 'customers'}",
                stated,
                _ACCOUNTS,
                (*segment.path, key),
                basis_of(stated) == "assumed",
                fte,
            )

    def _work(self, role: str, hours: float) -> float:
        """Take in a role's hours and return them as full-time work (FTE)."""
        fte = hours / hours_of(self.design, role).planned_hours
        self.total_fte += fte
        if not has_own_internal_share(self.design, role):
            self.company_fte += fte
        return fte

    def _programme(self, segment: Segment, practitioner: str | None) -> None:
        hours = segment.written.programme_hours
        if not hours:
            return
        basis = basis_of(hours)
        self._basis(basis, hours)
        fte = self._work(programme_owner(self.design, segment, practitioner), hours)
        self._count(
            f"{segment.name}: programme hours",
            hours,
            "h",
            (*segment.path, "programme_hours"),
            basis == "assumed",
            fte,
        )

    def _basis(self, basis: str, hours: float) -> None:
        self.hours_by_basis[basis] = self.hours_by_basis.get(basis, 0.0) + hours

    def _count(
        self, name: str, value: float, unit: str, path: YamlPath, assumed: bool, fte: float
    ) -> None:
        found = self.inputs.get(path)
        if found is None:
            found = self.inputs[path] = _Input(name, value, unit, path, assumed)
        found.fte += fte

    def share(self, basis: str) -> float | None:
        """Return the share of hours whose effort has that basis, or None without hours."""
        total = math.fsum(self.hours_by_basis.values())
        return self.hours_by_basis.get(basis, 0.0) / total if total > 0 else None


def register_of(design: Design, segments: Iterable[SegmentPlan]) -> Register:
    """Return the register of all segments of a plan."""
    register = Register(design)
    for plan in segments:
        register.add(plan.segment, plan.coverage.level, plan.practitioner_role)
    return register


def sensitivities(register: Register) -> tuple[Sensitivity, ...]:
    """Return the inputs that move total full-time work most, the strongest first."""
    total = register.total_fte
    found = [_linear(item, total) for item in register.inputs.values()]
    found.append(_internal_share(register.design, total, register.company_fte))
    moving = [item for item in found if item is not None and item.fte_high - item.fte_low > 1e-9]
    moving.sort(key=lambda item: (item.fte_low - item.fte_high, item.input))
    return tuple(moving[:_SHOWN])


def _ends(value: float, *, assumed: bool, highest: float | None = None) -> tuple[float, float]:
    low = value.low if isinstance(value, Stated) else None
    high = value.high if isinstance(value, Stated) else None
    if low is not None or high is not None:
        return (value if low is None else low), (value if high is None else high)
    width = _UNMEASURED if assumed else _MEASURED
    top = float(value) * (1 + width)
    return float(value) * (1 - width), top if highest is None else min(top, highest)


def _linear(item: _Input, total: float) -> Sensitivity | None:
    if item.value <= 0:
        return None
    low, high = _ends(item.value, assumed=item.assumed)
    if item.unit == _ACCOUNTS:  # customers come whole, so that each end can be tried with --set
        low, high = math.floor(low + _SLACK), math.ceil(high - _SLACK)
    rest = total - item.fte
    basis = "assumed" if item.assumed else basis_of(item.value)
    return Sensitivity(
        input=item.name,
        value=float(item.value),
        unit=item.unit,
        basis=basis,
        low=low,
        high=high,
        fte_low=rest + item.fte * low / item.value,
        fte_high=rest + item.fte * high / item.value,
        path=item.path,
    )


def _internal_share(design: Design, total: float, moved: float) -> Sensitivity | None:
    value = design.params.internal_share
    stated = "internal_share" in design.params.model_fields_set
    assumed = not stated or basis_of(value) == "assumed"
    low, high = _ends(value, assumed=assumed, highest=0.95)
    if value >= 1 or total <= 0:
        return None
    return Sensitivity(
        input="share of time not spent on customers",
        value=float(value),
        unit="1",
        basis="assumed" if assumed else basis_of(value),
        low=low,
        high=high,
        fte_low=total - moved + moved * (1 - value) / (1 - low),
        fte_high=total - moved + moved * (1 - value) / (1 - high),
        path=("params", "internal_share") if stated else None,
    )
