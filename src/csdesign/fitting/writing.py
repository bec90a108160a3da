"""The answer of a search as a scenario, ready to paste: the decision is made in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from csdesign.fitting.fitted import Fit

__all__ = ["scenario_text"]


def scenario_text(fit: Fit, name: str) -> str:
    """Return a `scenarios:` section that makes the changes; `name` is what people read."""
    owners: dict[tuple[str, str], list[dict[str, object]]] = {}
    for choice, option in dict.fromkeys((c.choice.path, c.option.words) for c in fit.changes):
        change = next(c for c in fit.changes if (c.choice.path, c.option.words) == (choice, option))
        owners.setdefault((str(choice[0]), change.choice.owner), []).append(
            {"id": change.choice.name, **change.option.overlay}
        )
    scenario: dict[str, object] = {"id": "fit", "name": name}
    for section in ("segments", "experiences"):
        items = [
            {"id": owner, "interactions": changes}
            for (key, owner), changes in owners.items()
            if key == section
        ]
        if items:
            scenario[section] = items
    text: str = yaml.safe_dump(
        {"scenarios": [scenario]}, sort_keys=False, allow_unicode=True, width=100
    )
    return text
