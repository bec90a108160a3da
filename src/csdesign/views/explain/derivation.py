"""A derivation: titled groups of steps, each with its figure, basis and place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csdesign.model.numbers import basis_of, plain
from csdesign.views.plan.words import figure
from csdesign.views.section import Document, Lines, Section

if TYPE_CHECKING:
    from csdesign.finding import YamlPath
    from csdesign.model.design import Design

__all__ = ["Derivation", "Group", "Step", "place_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: words, figure, origin."""

    words: str
    figure: str = ""
    basis: str = ""
    place: str = ""


@dataclass(slots=True)
class Group:
    """Steps that belong together."""

    title: str
    steps: list[Step] = field(default_factory=list)

    def add(self, words: str, figure: str = "", basis: str = "", place: str = "") -> None:
        """Append a step."""
        self.steps.append(Step(words, figure, basis, place))

    def input(
        self, design: Design, words: str, value: float | str | None, unit: str, path: YamlPath
    ) -> None:
        """Append an input of the design with its value, unit, basis and place."""
        if value is None:
            self.add(words, "not given", "", place_of(design, path))
        elif isinstance(value, str):
            self.add(words, value, "", place_of(design, path))
        else:
            self.add(
                words,
                f"{figure(plain(value), 6)} {unit}".strip(),
                basis_of(value),
                place_of(design, path),
            )


@dataclass(slots=True)
class Derivation:
    """A result in one line, with its derivation."""

    title: str
    answer: str
    groups: list[Group] = field(default_factory=list)

    def group(self, title: str) -> Group:
        """Append a group and return it."""
        group = Group(title)
        self.groups.append(group)
        return group

    @property
    def document(self) -> Document:
        """Return the derivation as a document: the answer, then the steps of each group."""
        sections = tuple(
            Section(group.title, group.title, (Lines(tuple(map(_words, group.steps))),))
            for group in self.groups
            if group.steps
        )
        return Document(self.title, (self.answer,), sections)


def _words(step: Step) -> str:
    figure = f" = {step.figure}" if step.figure else ""
    notes = ", ".join(note for note in (step.basis, step.place) if note)
    return f"{step.words}{figure}" + (f"  [{notes}]" if notes else "")


def place_of(design: Design, path: YamlPath) -> str:
    """Return `file:line` of a path; empty for a design that was built in code."""
    span = design.locate(path, False) if design.locate is not None else None
    return f"{span.path}:{span.line}" if span is not None else ""
