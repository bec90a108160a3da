"""Figures of the plan above the segments and roles that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from csdesign.server.figures import role_words, segment_line
from csdesign.server.positions import path_of
from csdesign.server.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.planning.results import Plan
    from csdesign.server.analysis import Analysis
    from csdesign.server.client import DesignServer

__all__ = ["add"]


def add(server: DesignServer) -> None:
    """Let a server show figures of the plan in a text."""

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def _lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        path = path_of(params.text_document.uri)
        analysis = server.shelf.quick(path) if path else None
        if path is None or analysis is None or analysis.plan is None:
            return []
        if path not in analysis.lenses:
            analysis.lenses[path] = list(_lens_lines(server, analysis, analysis.plan, path))
        lenses: list[types.CodeLens] = analysis.lenses[path]
        return lenses


def _lens_lines(
    server: DesignServer, analysis: Analysis, plan: Plan, path: str
) -> Iterator[types.CodeLens]:
    file = analysis.by_path[path]
    roles = {role.role: role for role in plan.roles}
    for each in symbols(analysis, path):
        words = ""
        if each.named.kind == "segment":
            words = segment_line(plan, each.named.name)
        elif each.named.kind == "role" and each.named.name in roles:
            words = role_words(roles[each.named.name])
        if words:
            command: Any = types.Command(title=words, command="")
            yield types.CodeLens(range=server.codec.range(file, each.span), command=command)
