"""Descriptions of the language's keys, from the docstrings under their fields.

They are read from the source when somebody asks: at import they would cost every command the time
to parse it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache

from csdesign.model.base import DesignModel

__all__ = ["descriptions"]


@cache
def descriptions(model: type[DesignModel]) -> dict[str, str]:
    """Return the docstring under each field of a model, by the name written in YAML."""
    texts: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        if not (isinstance(owner, type) and issubclass(owner, DesignModel)):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(owner))).body[0]
        if isinstance(body, ast.ClassDef):
            texts.update(_docstrings(body, model))
    return texts


def _docstrings(body: ast.ClassDef, model: type[DesignModel]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for field, text in zip(body.body, body.body[1:], strict=False):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            info = model.model_fields.get(field.target.id)
            name = (info.alias if info is not None else None) or field.target.id
            texts[name] = " ".join(str(text.value.value).split())
    return texts
