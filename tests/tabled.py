"""Tables of cases in a text file: a title, a text, and after `=>` what is said of it.

`--update-golden` rewrites the lines after `=>`; read the difference before committing it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import ndiff
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One case of a table."""

    title: str
    text: str
    expected: list[str]


@dataclass(frozen=True)
class Table:
    """A file of cases; `title` matches the line that begins one."""

    path: Path
    title: str = r"^## .*$"
    rewrites: ClassVar[bool] = False
    """Whether what is said is written into the files before it is compared."""

    def cases(self) -> list[Case]:
        """Return the cases in their order."""
        text = self.path.read_text(encoding="utf-8")
        titles = list(re.finditer(self.title, text, re.MULTILINE))
        ends = [*(title.start() for title in titles[1:]), len(text)]
        read = []
        for title, end in zip(titles, ends, strict=True):
            lines = text[title.end() + 1 : end].splitlines()
            given = [line for line in lines if not line.startswith("=>")]
            said = [line for line in lines if line.startswith("=>")]
            read.append(Case(title[0], "\n".join(given) + "\n", said))
        assert len({case.title for case in read}) == len(read)
        return read

    def differences(self, said: Callable[[Case], Sequence[str]], begin: str = "") -> str:
        """Return the differences between what is said of texts and what is written under them."""
        if self.rewrites:
            self._rewrite(said, begin)
        found = []
        for case in self.cases():
            if case.title.startswith(begin):
                lines = ndiff(case.expected, list(said(case)))
                changed = [line for line in lines if not line.startswith("  ")]
                found += [case.title, *changed] if changed else []
        return "\n".join(found)

    def _rewrite(self, said: Callable[[Case], Sequence[str]], begin: str) -> None:
        """Write what is said of texts under them."""
        parts = []
        for case in self.cases():
            lines = said(case) if case.title.startswith(begin) else case.expected
            parts.append("\n".join([case.title, case.text.rstrip(), *lines]) + "\n")
        self.path.write_text("\n".join(parts), encoding="utf-8")
