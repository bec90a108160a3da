"""The parts of a document, and the roles that they describe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csdesign.role_import.blocks import Heading, Item, Paragraph
    from csdesign.role_import.headings import Section

__all__ = ["CORE", "Part", "RolePlan"]

CORE: Final = frozenset({"duties", "requirements", "measures", "rights", "mixed"})
"""Sections that make a heading one of a role."""


@dataclass(eq=False)
class Part:
    """A stretch under one heading."""

    section: Section | None
    heading: Heading | None
    own: bool
    """Whether the heading itself says what the section is, rather than the one above it."""
    level: int
    parent: Part | None
    order: int = 0
    """Its number among the parts of the document."""
    is_inferred: bool = False
    """Whether the list below says what the section is, because the heading does not."""
    blocks: list[Item | Paragraph] = field(default_factory=list)

    @property
    def is_core(self) -> bool:
        """Return whether the heading itself announces duties, requirements or measures."""
        return self.own and self.section in CORE

    @property
    def title(self) -> str:
        """Return the heading's words."""
        return self.heading.content.text if self.heading else ""


@dataclass
class RolePlan:
    """A role and the parts of the document that describe it."""

    title: str
    line: int
    parts: list[Part]
    checks: list[str] = field(default_factory=list)
    language: str = "english"
    is_sure: bool = True
    """Whether a heading with a word of job titles gives the title."""
    written: str = ""
    """The heading as written, if it says more than the title."""
    extends: str = ""
    """The title of the role of the same document that this one adds to."""
    extended_in: frozenset[int] = frozenset()
    """Lines that say so, and nothing else."""
