"""Full role texts of invented organisations, with what a reader would say of their other texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .samples import written

if TYPE_CHECKING:
    from csdesign.roles import RoleComparison, RoleText

FILE = Path(__file__).parent / "data" / "postings.txt"


@dataclass(frozen=True)
class Other:
    """Another text, made of one role or of several."""

    made_of: tuple[str, ...]
    how: str
    title: str
    tiers: frozenset[str]
    duties: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{'+'.join(self.made_of)}: {self.how}"


@dataclass(frozen=True)
class Organisation:
    """The roles of one organisation, with the lines that each of its texts ends with."""

    name: str
    common: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    duties: dict[str, list[str]] = field(default_factory=dict)
    others: list[Other] = field(default_factory=list)

    def role(self, name: str) -> RoleText:
        """Return a role as its organisation would post it."""
        return written(self.titles[name], *self.duties[name], *self.common)

    def text(self, other: Other) -> RoleText:
        """Return another text as its organisation would post it."""
        return written(other.title, *other.duties, *self.common)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return every organisation of the file."""
    found: list[Organisation] = []
    duties: list[str] = []
    for line in FILE.read_text("utf-8").splitlines():
        sign, _, said = line.partition(" ")
        match sign:
            case "@":
                found.append(Organisation(said))
            case "!":
                found[-1].common.append(said)
            case "=":
                name, _, title = said.partition(" | ")
                duties = found[-1].duties[name] = []
                found[-1].titles[name] = title
            case "~":
                made_of, how, title, tiers = said.split(" | ")
                other = Other(tuple(made_of.split()), how, title, frozenset(tiers.split()))
                found[-1].others.append(other)
                duties = other.duties
            case "-":
                duties.append(said)
    return tuple(found)


def tier_of(result: RoleComparison) -> str:
    """Return the tier in the words of the file."""
    return result.tier or ("cannot-judge" if result.verdict is None else "none")
