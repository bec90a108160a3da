"""Every figure of a result as lines of text; what is None or empty, and sentences, are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from csdesign.planning.results import Plan

_LEFT_OUT = frozenset({"design", "segment", "path", "why", "words", "input", "open_points"})
"""Fields that hold the design itself or a place in it, which is shown as `at`; and words."""


def figures_of(plan: Plan, only: Collection[str] = ()) -> list[str]:
    """Return every figure of a plan; those of some sections where `only` names them."""
    sections = [
        (name, value, value if isinstance(value, tuple) and name == "segments" else ())
        for name, value in _fields(plan)
        if not only or name in only
    ]
    found = []
    for name, value, parts in sections:
        if not only or not parts:
            found += _lines(name, value, "")
            continue
        for part in parts:
            found.append(f"{name}: id={part.id}")
            for key, one in _fields(part):
                if key in only:
                    found += _lines(key, one, "  ")
    return found


def _fields(record: Any) -> Iterator[tuple[str, Any]]:
    if hasattr(record, "id") and "id" not in getattr(record, "_fields", ("id",)):
        yield "id", record.id
    names = [one.name for one in fields(record)] if is_dataclass(record) else record._fields
    yield from ((name, getattr(record, name)) for name in names if name not in _LEFT_OUT)
    path = getattr(record, "path", None)
    if path is not None:
        yield "at", ".".join(map(str, path))
    if hasattr(record, "open_points"):
        yield "open_points", len(record.open_points)
    segment = getattr(record, "segment", None)
    if hasattr(segment, "accounts"):
        yield "accounts", segment.accounts
    elif segment is not None:
        yield "segment", segment


def _is_record(value: Any) -> bool:
    return hasattr(value, "_fields") or is_dataclass(value)


def _lines(name: str, value: Any, indent: str) -> Iterator[str]:
    """Yield a record as a line of its plain figures, and its parts below it."""
    if value is None or value in ((), {}, frozenset()):
        return
    parts: list[tuple[str, Any]] = []
    if _is_record(value):
        plain, parts = [], []
        for key, part in _fields(value):
            holds = part[0] if isinstance(part, tuple) and part else part
            if _is_record(part) or _is_record(holds) or isinstance(part, Mapping):
                parts.append((key, part))
            elif part is not None and part != ():
                plain.append(f"{key}={_word(part)}")
        yield f"{indent}{name}: {' '.join(plain)}"
    elif isinstance(value, tuple) and (_is_record(value[0]) or isinstance(value[0], tuple)):
        for one in value:
            yield from _lines(name, one, indent)
    elif isinstance(value, Mapping):
        plain = [f"{key}={_word(one)}" for key, one in value.items() if not _is_record(one)]
        yield f"{indent}{name}: {' '.join(plain)}"
        parts = [(str(key), one) for key, one in value.items() if _is_record(one)]
    else:
        yield f"{indent}{name}: {_word(value)}"
    for key, part in parts:
        yield from _lines(key, part, indent + "  ")


def _word(value: Any) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(_word(one) for one in value) + ")"
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)
