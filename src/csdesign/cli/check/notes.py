"""Collects the notes that a run prints on standard error (quiet, normal or verbose)."""

from __future__ import annotations

from dataclasses import dataclass, field

from csdesign.errors import UsageError
from csdesign.wording import visible

__all__ = ["Notes", "notes_of"]


@dataclass
class Notes:
    """Collects lines; `quiet` keeps none, `verbose` the details too."""

    quiet: bool = False
    verbose: bool = False
    lines: list[str] = field(default_factory=list)

    def note(self, words: str) -> None:
        """Keep a note that is shown unless `quiet`."""
        if words and not self.quiet:
            self.lines.append(f"csdesign: {visible(words, 2000)}\n")

    def detail(self, words: str) -> None:
        """Keep a note that is shown only if `verbose`."""
        if self.verbose:
            self.note(words)

    @property
    def text(self) -> str:
        """Return the lines for standard error."""
        return "".join(self.lines)


def notes_of(*, quiet: bool, verbose: bool) -> Notes:
    """Return the collector of a run's notes.

    Raises:
        UsageError: both were asked for.
    """
    if quiet and verbose:
        raise UsageError("--quiet and --verbose cannot be combined; give one of them")
    return Notes(quiet, verbose)
