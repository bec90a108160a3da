"""Places in the design language that define ids and that use them.

Each pattern is a path of keys; `*` matches any list item or key. A pattern that ends in `@`
matches the keys of a mapping, any other the text at its end, or of each text of a list
there. A test walks the models and holds every field that takes an id against these patterns.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["DEFINITIONS", "USES", "Node", "compiled"]

_PARTS: Final = ("segments", "experiences")
"""The sections whose items hold milestones and interactions."""

DEFINITIONS: Final[dict[str, tuple[str, ...]]] = {
    "segment": ("segments.*.id",),
    "experience": ("experiences.*.id",),
    "milestone": tuple(f"{part}.*.milestones.*.id" for part in _PARTS),
    "interaction": tuple(f"{part}.*.interactions.*.id" for part in _PARTS),
    "role": ("roles.*.id",),
    "position": ("positions.*.id", "positions.id"),
    "pod": ("pods.*.id",),
    "policy": ("policies.*.name",),
    "engagement rule": ("engagement_rules.*.id",),
    "scenario": ("scenarios.*.id",),
    "code": ("vocabulary.@",),
}
"""The patterns that define each kind of id."""

USES: Final[dict[str, tuple[str, ...]]] = {
    "segment": (
        "experiences.*.segments",
        "roles.*.segments",
        *(f"roles.*.{how}.*.segments" for how in ("owns", "co_owns", "supports")),
        *(f"roles.*.formerly.{how}.*.segments" for how in ("owns", "co_owns", "supports")),
        "roles.*.hands_off.*.segments",
        "roles.*.formerly.segments",
        "positions.*.segments",
        "positions.segments",
        "segments.*.moves_to.@",
        "pods.*.segment",
        "ownership.@",
        "engagement.*.*.*.segments",
    ),
    "role": (
        *(
            f"{part}.*.interactions.*.{option}{where}"
            for part in _PARTS
            for option in ("", "options.*.")
            for where in ("role", "role.role", "role.any", "role.all")
        ),
        *(
            f"{part}.*.interactions.*.{option}effort_hours{where}.@"
            for part in _PARTS
            for option in ("", "options.*.")
            for where in ("", ".by_role")
        ),
        "roles.*.extends",
        "roles.*.assists.*",
        "roles.*.assists.*.to",
        *(f"roles.*.co_owns.*.{key}" for key in ("with", "lead")),
        *(f"roles.*.formerly.co_owns.*.{key}" for key in ("with", "lead")),
        "roles.*.hands_off.*.to",
        "positions.*.roles",
        "positions.roles",
        "ownership.*.*",
        *(f"ownership.*.*.{key}" for key in ("own", "co_own", "lead", "support")),
        "engagement.*.*.@",
        "engagement_rules.*.then.lead",
        "engagement_rules.*.then.inform",
        "pods.*.members.*",
        "pods.*.members.*.role",
        "pods.*.lead",
        "doctrine.never_together",
        "doctrine.never_together.*",
    ),
    "milestone": tuple(f"{part}.*.interactions.*.milestone" for part in _PARTS),
    "position": ("pods.*.members.*.position",),
    "scenario": ("scenarios.*.extends",),
    "code": (
        "roles.*.responsibilities.*",
        "roles.*.responsibilities.*.code",
        "roles.*.formerly.responsibilities.*",
        "roles.*.formerly.responsibilities.*.code",
        "roles.*.drops",
    ),
}
"""The patterns that use each kind of id. Texts that do not name an id are not uses: a duty in
words, `extends: reference:csm`, the figures of `effort_hours: {value: 8}`."""


class Node(NamedTuple):
    """The patterns at one place: the kinds at its end, at its keys, and further steps."""

    values: dict[str, bool]
    """Kind, and whether a text here defines it."""
    keys: dict[str, bool]
    """Kind, and whether a key here defines it."""
    steps: dict[str, Node]


def compiled() -> Node:
    """Return the patterns as one tree; a scenario repeats the sections it overlays."""
    root = Node({}, {}, {})
    for kinds, defines in ((DEFINITIONS, True), (USES, False)):
        for kind, patterns in kinds.items():
            for pattern in patterns:
                _add(root, pattern, kind, defines=defines)
                if not pattern.startswith("scenarios"):
                    _add(root, f"scenarios.*.{pattern}", kind, defines=defines)
    return root


def _add(node: Node, pattern: str, kind: str, *, defines: bool) -> None:
    *steps, last = pattern.split(".")
    for step in steps:
        node = node.steps.setdefault(step, Node({}, {}, {}))
    if last == "@":
        node.keys[kind] = defines
    else:
        node.steps.setdefault(last, Node({}, {}, {})).values[kind] = defines
