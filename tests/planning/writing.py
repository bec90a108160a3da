"""Designs written down for planner tests: plain mappings, turned into text the loader reads.

JSON is YAML: what is written here goes through the real loader, from bytes to a design.
"""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import yaml

from designs import example_text, segment_plan

if TYPE_CHECKING:
    from csdesign.planning.results import SegmentPlan

Written = dict[str, Any]
"""A design, a segment or an interaction as written."""


def interaction(id_: str = "talk", channel: str = "human-1to1", **fields: Any) -> Written:
    """Return an interaction at the adopt stage."""
    return {"id": id_, "channel": channel, "stage": "adopt", **fields}


def segment(
    *interactions: Written, traits: tuple[int, int, int, int] = (3, 3, 3, 3), **fields: Any
) -> Written:
    """Return a segment; traits are complexity, specificity, desired and readiness."""
    names = ("complexity", "specificity", "desired", "readiness")
    return {
        "id": fields.pop("id", "corp"),
        "traits": dict(zip(names, traits, strict=True)),
        "interactions": list(interactions),
        **fields,
    }


def text_of(*segments: Written, **sections: Any) -> str:
    """Return the text of a design with these segments and further sections."""
    return json.dumps({"segments": list(segments), **sections})


def text(written: Written) -> str:
    """Return the YAML text of a whole design, words unquoted and nothing aliased."""
    return yaml.dump(written, Dumper=_Plain, allow_unicode=True, sort_keys=False)


class _Plain(yaml.CSafeDumper):
    """Writes equal parts out in full: the language knows no aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never alias."""
        return True


def planned(written: Written, **sections: Any) -> SegmentPlan:
    """Return the plan of a design with one segment."""
    return segment_plan(text_of(written, **sections))


def example(name: str) -> Written:
    """Return a published example as plain mappings, numbers as numbers."""
    return yaml.safe_load(example_text(name))


def at(written: Written, path: tuple[str | int, ...]) -> Any:
    """Return the value at a path of a written design."""
    node: Any = written
    for step in path:
        node = node[step]
    return node


def copy_of(written: Written) -> Written:
    """Return a copy that may be changed."""
    return deepcopy(written)
