"""Company rules: preset and single switches laid over the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csdesign.model.company_rules import DEFAULTS, PRESETS
from csdesign.model.design import CompanyRules

if TYPE_CHECKING:
    from csdesign.model.company_rules import Switches

__all__ = ["rules_in_force"]


def rules_in_force(doctrine: Switches, override: Switches | None = None) -> CompanyRules:
    """Return the rules of a company, or of a segment that overrides some of them."""
    values: dict[str, Any] = dict(DEFAULTS)
    stated: dict[str, Any] = {}
    preset = None
    for layer in (doctrine,) if override is None else (doctrine, override):
        if layer.preset is not None:
            preset = layer.preset
            stated.update(PRESETS[layer.preset])
        stated.update(
            (name, value)
            for name, value in layer
            if value is not None and name not in {"preset", "never_together"}
        )
    values.update(stated)
    return CompanyRules(**values, preset=preset, stated=frozenset(stated))
