"""A derivation as text for people, as JSON for programs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from csdesign.escaping.json_text import dump
from csdesign.escaping.terminal import apart
from csdesign.wording import visible

if TYPE_CHECKING:
    from csdesign.views.explain.derivation import Derivation, Step

__all__ = ["derivation_json", "derivation_text"]

_INDENT: Final = "  "


def derivation_text(derivation: Derivation, width: int) -> str:
    """Return the derivation, wrapped; places stand at the end of their step."""
    lines = [visible(derivation.title, 300), "", *_wrapped(derivation.answer, width, "")]
    for group in derivation.groups:
        if not group.steps:
            continue
        lines += ["", visible(group.title, 200)]
        for step in group.steps:
            lines += _step(step, width)
    return apart("\n".join(lines) + "\n")


def _step(step: Step, width: int) -> list[str]:
    figure = f" = {step.figure}" if step.figure else ""
    notes = ", ".join(note for note in (step.basis, step.place) if note)
    return _wrapped(f"{step.words}{figure}" + (f"  [{notes}]" if notes else ""), width, _INDENT)


def _wrapped(words: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        visible(words, 2000),
        width=max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent + _INDENT * bool(indent),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def derivation_json(derivation: Derivation, version: str) -> str:
    """Return the derivation as one JSON document."""
    return dump(
        {
            "schema_version": 1,
            "tool": {"name": "csdesign", "version": version},
            "title": derivation.title,
            "answer": derivation.answer,
            "groups": [
                {
                    "title": group.title,
                    "steps": [
                        {
                            "words": step.words,
                            "figure": step.figure or None,
                            "basis": step.basis or None,
                            "place": step.place or None,
                        }
                        for step in group.steps
                    ],
                }
                for group in derivation.groups
            ],
        }
    )
