"""The separation of duties, requirements and measures by `csdesign import`.

    python benchmarks/intake.py GOLD.json DOCUMENTS_DIR [--show]

The gold file has `{"documents": [{"file", "responsibilities", "requirements", "measures"}]}`: what
a person who read each document says, in the document's words. A gold text may hold several
sentences; it is found where at least half of its words lie in imported statements that are inside
it, or where it is inside one of them. Nothing is written; the figures are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from csdesign.role_import import ImportedRole, Statement, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS = ("responsibilities", "requirements", "measures")


@dataclass
class Tally:
    """Counts over documents; `table[a][b]` is how many gold texts of kind a were imported as b."""

    table: dict[str, dict[str, int]] = field(
        default_factory=lambda: {kind: dict.fromkeys([*KINDS, "nowhere"], 0) for kind in KINDS}
    )
    imported: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    foreign: int = 0
    """Imported duties that are none of the gold's texts."""
    checked: int = 0
    """Imported duties that carry a `check`."""


def main() -> None:
    """Print the figures for a gold file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--show", action="store_true", help="print every difference")
    arguments = parser.parse_args()
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))["documents"]
    tally = Tally()
    began = time.process_time()
    for document in gold:
        roles = read_documents([arguments.documents / document["file"]])
        _count(document, roles, tally, show=arguments.show)
    _print(tally, len(gold), time.process_time() - began)


def _count(
    document: dict[str, list[str]], roles: Sequence[ImportedRole], tally: Tally, *, show: bool
) -> None:
    found = {kind: [s for role in roles for s in getattr(role, kind)] for kind in KINDS}
    for kind in KINDS:
        tally.imported[kind] += len(found[kind])
        for text in document[kind]:
            places = [other for other in KINDS if _holds(text, found[other])] or ["nowhere"]
            place = kind if kind in places and kind != "requirements" else places[0]
            tally.table[kind][place] += 1
            if show and place != kind:
                print(f"{document['file']}: {kind} -> {place}: {text[:110]}")
    known = [_plain(text) for kind in KINDS for text in document[kind]]
    for statement in found["responsibilities"]:
        tally.checked += bool(statement.check)
        if not any(
            _plain(statement.text) in text or text in _plain(statement.text) for text in known
        ):
            tally.foreign += 1
            if show:
                print(f"{document['file']}:{statement.line}: foreign duty: {statement.text[:110]}")


def _holds(text: str, statements: Iterable[Statement]) -> bool:
    wanted = _plain(text)
    covered = 0
    for statement in statements:
        have = _plain(statement.text)
        if wanted in have:
            return True
        if have in wanted:
            covered += len(have.split())
    return covered * 2 >= len(wanted.split())


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _print(tally: Tally, documents: int, seconds: float) -> None:
    print(f"{documents} documents, {seconds:.2f} s of CPU time")
    for kind in KINDS:
        row = tally.table[kind]
        total = sum(row.values())
        share = row[kind] / total if total else 1.0
        others = ", ".join(f"{count} in {name}" for name, count in row.items() if name != kind)
        print(f"{kind}: {row[kind]} of {total} found ({share:.1%}); {others}")
    duties = tally.imported["responsibilities"]
    print(
        f"imported duties: {duties}, of which {tally.foreign} are none of the gold's texts "
        f"and {tally.checked} carry a check"
    )


if __name__ == "__main__":
    main()
