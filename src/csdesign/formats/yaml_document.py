"""A JSON contract as YAML: the same values, for people and tools that prefer YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csdesign.escaping.yaml import dump_yaml

if TYPE_CHECKING:
    from csdesign.escaping.json_text import Values
    from csdesign.formats import Layout

__all__ = ["write"]


def write(values: Values, layout: Layout) -> str:  # noqa: ARG001  # the shape of a writer
    """Return the document."""
    return dump_yaml(values)
