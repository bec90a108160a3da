"""Finds for each key a change of a design that some command shows, and writes `changes.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from walking import QUICK, VIEWS, Seen, all_keys, changed, differs, keys_in, values_at

from csdesign.model.company_rules import Switches
from csdesign.model.params import Params

__all__ = ["CHANGES", "base", "bases", "search"]

HERE = Path(__file__).parent
CHANGES = HERE / "changes.yaml"
EXAMPLES = ("planworks", "renamo", "flowfab", "overlay-team")


def plain(node: Any) -> Any:
    """Return numbers and truth words of a YAML 1.2 tree, whose scalars were read as text."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    for kind in (int, float):
        try:
            return kind(node)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(node, node)


def base(name: str) -> Seen:
    """Return one of the designs by its name."""
    own = HERE / f"{name}.yaml"
    path = own if own.exists() else HERE.parent.parent / "examples" / f"{name}.yaml"
    return Seen(plain(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)))


def bases() -> list[str]:
    """Return the names of the designs, those of this folder first."""
    own = sorted(path.stem for path in HERE.glob("*.yaml") if path != CHANGES)
    return [*own, *EXAMPLES]


def search(reasons: frozenset[str]) -> dict[str, Any]:
    """Return for each key, as far as one is found, a design, a path and a value."""
    found: dict[str, Any] = (
        yaml.safe_load(CHANGES.read_text(encoding="utf-8")) if CHANGES.exists() else {}
    )
    wanted = all_keys() - reasons
    found = {key: change for key, change in found.items() if key in wanted}
    for name in bases():
        one = base(name)
        standing = list(keys_in(one.tree))
        standing += [(f"Params.{key}", ("params", key)) for key in Params.model_fields]
        standing += [(f"Doctrine.{key}", ("doctrine", key)) for key in Switches.model_fields]
        standing += [
            (f"Switches.{key}", ("segments", 0, "doctrine", key)) for key in Switches.model_fields
        ]
        if isinstance(one.tree.get("doctrine"), str):
            one = Seen({**one.tree, "doctrine": {"preset": one.tree["doctrine"]}})
        for key, path in standing:
            if key not in wanted or key in found or one.design is None:
                continue
            # What is assumed is listed, and derived from, whether or not it decides anything.
            heavy = range(QUICK, len(VIEWS)) if name in {"fit", "scenarios"} else ()
            views = (*range(2 if key.startswith("Params.") else QUICK - 1), *heavy)
            for value in values_at(one.tree, path):
                if differs(one, changed(one.tree, path, value), views):
                    found[key] = {"design": name, "path": list(path), "value": value}
                    break
    return dict(sorted(found.items()))


def write(found: dict[str, Any]) -> None:
    """Write what was found, one line a key."""
    text = yaml.safe_dump(found, default_flow_style=None, width=200, allow_unicode=True)
    CHANGES.write_text(text, encoding="utf-8")
