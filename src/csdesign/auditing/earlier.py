"""A design whose roles carry what they were in an earlier design, as if it had been written there.

The rules of renaming read `formerly`; with the earlier roles put in its place they judge two
designs as they judge one. The paths of an earlier role begin with a key that no design has, so
that each side of a finding gets its line from its own files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from csdesign.model.role import CoOwn, Own, Support

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csdesign.finding import Span, YamlPath
    from csdesign.model.design import Design, Role

__all__ = ["with_formers"]

T = TypeVar("T")

_EARLIER: Final = "(earlier design)"


def with_formers(design: Design, earlier: Design, former_of: Mapping[str, Role]) -> Design:
    """Return the design with `former` of each role taken from `former_of`, or none."""
    roles = tuple(
        role._replace(former=_moved(former_of[role.id], earlier))
        if role.id in former_of
        else role._replace(former=None)
        for role in design.roles or ()
    )
    return replace(design, roles=roles, locate=_Places(design, earlier))


def _moved(role: Role, earlier: Design) -> Role:
    """Return an earlier role with its paths marked, and its motions where a grid states them."""
    stated = _from_grid(role, earlier) if earlier.document.ownership is not None else role
    return stated._replace(
        path=(_EARLIER, *stated.path),
        duties=None
        if stated.duties is None
        else tuple(duty._replace(path=(_EARLIER, *duty.path)) for duty in stated.duties),
        requirements=_marked(stated.requirements),
        kpis=_marked(stated.kpis),
    )


def _marked(items: tuple[tuple[T, YamlPath], ...] | None) -> tuple[tuple[T, YamlPath], ...] | None:
    return None if items is None else tuple((item, (_EARLIER, *path)) for item, path in items)


def _from_grid(role: Role, design: Design) -> Role:
    cells = [cell for cell in design.cells if cell.role == role.id]
    return role._replace(
        owns=tuple((Own(motion=c.motion), c.path) for c in cells if c.level == "own"),
        co_owns=tuple(
            (CoOwn.model_validate({"motion": c.motion, "with": c.partner or role.id}), c.path)
            for c in cells
            if c.level == "co-own"
        ),
        supports=tuple((Support(motion=c.motion), c.path) for c in cells if c.level == "support"),
    )


@dataclass(frozen=True)
class _Places:
    """Finds the line of a path in the design it belongs to."""

    design: Design
    earlier: Design

    def __call__(self, path: YamlPath, key: bool) -> Span | None:
        mine = path[:1] != (_EARLIER,)
        locate = self.design.locate if mine else self.earlier.locate
        return locate(path if mine else path[1:], key) if locate is not None else None

    def document(self) -> dict[str, Any]:
        """Return the design that is audited, as plain values."""
        return self.design.to_dict()
