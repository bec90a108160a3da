"""Designs with every shorthand spelled out, and mistakes that only the whole can show.

`spelled_out.txt` has designs with their parts spelled out, `impossible.txt` designs with the
problems that no single part of them has: code, place, object, message and related lines.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csdesign.model.base import DesignModel
from csdesign.source.designs import load_sources
from csdesign.source.yaml.sourcefile import SourceFile
from designs import design_of
from tabled import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csdesign.finding import Finding
    from tabled import Case

SPELLED_OUT = Table(Path(__file__).parent / "spelled_out.txt")
IMPOSSIBLE = Table(Path(__file__).parent / "impossible.txt")
LEFT_OUT = ("written", "id")


def place(path: tuple[Any, ...]) -> str:
    """Return a path of keys in one word."""
    return "@" + "/".join(str(key) for key in path)


def said(value: Any) -> str:
    """Return a value in short; what is empty is left out of its whole."""
    if isinstance(value, DesignModel):
        given = {name: getattr(value, name) for name in sorted(value.model_fields_set)}
        return "{" + " ".join(f"{name}={said(part)}" for name, part in given.items()) + "}"
    if hasattr(value, "_asdict") or is_dataclass(value):
        return "{" + " ".join(parts(value)) + "}"
    if isinstance(value, frozenset):
        return "[" + " ".join(sorted(map(str, value))) + "]"
    if isinstance(value, tuple):
        if value and value[0] in ("segments", "experiences", "roles", "ownership", "positions"):
            return place(value)
        return "[" + " ".join(said(part) for part in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def parts(value: Any) -> Iterator[str]:
    """Yield the parts of a resolved thing that say something."""
    names = [field.name for field in fields(value)] if is_dataclass(value) else value._fields
    for name in names:
        part = getattr(value, name)
        if name == "rules" and not part.stated:
            continue
        if name not in LEFT_OUT and part not in (None, (), frozenset(), False):
            yield f"{name}={said(part)}"


def spelled_out(case: Case) -> list[str]:
    """Return the parts of a design, one in a line."""
    design = design_of(case.text)
    lines = []
    for segment in design.segments:
        own = replace(segment, milestones=(), interactions=())
        lines.append(f"=> segment {segment.id}: {' '.join(parts(own))}")
        for kind in ("milestones", "interactions"):
            lines += [
                f"=>   {kind[:-1]} {item.id}: {' '.join(parts(item))}"
                for item in getattr(segment, kind)
            ]
    for role in design.roles or ():
        for each in (role, role.former):
            if each is not None:
                name = "role" if each is role else "  formerly"
                lines.append(f"=> {name} {each.id}: {' '.join(parts(each._replace(former=None)))}")
    lines += [f"=> cell {' '.join(parts(cell))}" for cell in design.cells]
    lines += [f"=> post {post.id}: {' '.join(parts(post))}" for post in design.posts or ()]
    return lines


def line(finding: Finding) -> str:
    """Return a finding in one line, with its place and the related ones."""
    span = finding.span
    where = "-" if span is None else f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    others = [
        f"{one.span.line}:{one.span.column} {one.message}"
        for one in finding.related
        if one.span is not None
    ]
    see = f" (see {', '.join(others)})" if others else ""
    return f"=> {finding.code} {where} {finding.object}: {finding.message}{see}"


def problems(case: Case) -> list[str]:
    """Return the findings of loading a design."""
    data = case.text.encode()
    loaded = load_sources([SourceFile("design.yaml", data, 0, len(data), linked=False)])
    return [line(finding) for finding in loaded.findings]


def test_a_shorthand_means_its_long_form() -> None:
    """Counts, times, efforts, who delivers, what is inherited, who owns what, and from where."""
    assert SPELLED_OUT.differences(spelled_out) == ""


def test_what_cannot_be_together_is_found_at_its_place() -> None:
    """Each wrong design stands next to the nearest right one, which has no line."""
    assert IMPOSSIBLE.differences(problems) == ""
