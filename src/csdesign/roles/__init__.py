"""The comparison of roles: whether two roles are one job, with quoted evidence.

Titles, aliases and purpose never enter a score. Nothing here reads a file of the user or asks the
network; the small lexicon and the reference catalogue come with the package.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesign.roles.text.role import Item, RoleText
    from csdesign.roles.verdict.comparison import RoleComparison, RoleFile, compare

__all__ = ["Item", "RoleComparison", "RoleFile", "RoleText", "compare"]

_HOMES = {
    "Item": "csdesign.roles.text.role",
    "RoleComparison": "csdesign.roles.verdict.comparison",
    "RoleFile": "csdesign.roles.verdict.comparison",
    "RoleText": "csdesign.roles.text.role",
    "compare": "csdesign.roles.verdict.comparison",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is used: a rule that needs set arithmetic needs no stemmer."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
