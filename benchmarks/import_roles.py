"""Recall of `csdesign import` on postings, most in four languages: duties, requirements, titles.

    python benchmarks/import_roles.py [--show]

The postings next to this file are our own, in the manner of real ones. Each was written before the
reader had seen it; the pages say how many of its lines the first run found. Two characters before
each line say what a person reads in it: T a role's title, D a duty, R a requirement, M a measure,
B what the role does not do, A what it may decide. A line
is found where an imported statement of its kind is on it; a title, where a role bears it or a note
or a `check` names it.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from pathlib import Path

from csdesign.role_import import ImportedRoles, read_documents

POSTINGS = Path(__file__).parent / "postings"
KINDS = {
    "D": "responsibilities",
    "R": "requirements",
    "M": "measures",
    "B": "boundaries",
    "A": "rights",
}


def marked_lines(path: Path) -> list[tuple[str, str]]:
    """Return (mark, line) of each line of a posting."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(line[:1], line[2:]) for line in lines]


def read(path: Path) -> ImportedRoles:
    """Return the roles of a posting without its marks."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        text = "\n".join(line for _, line in marked_lines(path)) + "\n"
        copy.write_text(text, encoding="utf-8")
        return read_documents([copy])


def placed(roles: ImportedRoles) -> dict[int, set[str]]:
    """Return the kinds of statements by the line they begin on."""
    found: dict[int, set[str]] = {}
    for role in roles:
        if role.purpose is not None:
            found.setdefault(role.purpose.line, set()).add("responsibilities")
        for kind in KINDS.values():
            for statement in getattr(role, kind, ()):
                found.setdefault(statement.line, set()).add(kind)
    return found


def count(path: Path, counts: Counter[str], *, show: bool) -> None:
    """Count what was found in a posting."""
    roles = read(path)
    where = placed(roles)
    titles = " ".join(
        [role.written or role.title for role in roles]
        + [check for role in roles for check in role.checks]
        + [note.message for note in roles.notes]
    ).casefold()
    for number, (mark, line) in enumerate(marked_lines(path), 1):
        kinds = where.get(number, set())
        if mark == "T":
            title = re.split(r":\**\s", line.strip("#*: "))[-1].strip()
            plain = re.sub(r"<[^>]+>", " ", line).casefold()
            is_found = title.casefold() in titles or any(
                role.title.casefold() in plain for role in roles
            )
        elif mark in KINDS:
            is_found = KINDS[mark] in kinds
        else:
            if "responsibilities" in kinds:
                counts["other lines among the duties"] += 1
                if show:
                    print(f"{path.name}:{number}: among the duties: {line}")
            continue
        counts[f"{mark} all"] += 1
        counts[f"{mark} found"] += is_found
        leaked = mark not in "TD" and "responsibilities" in kinds
        counts[f"{mark} leaked"] += leaked
        if show and (not is_found or leaked):
            print(f"{path.name}:{number}: {mark} {'leaked' if leaked else 'missed'}: {line}")


def main() -> None:
    """Print the figures over all postings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", action="store_true", help="print every miss")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in sorted(POSTINGS.iterdir()):
        count(path, counts, show=given.show)
    for mark, what in (
        ("T", "titles"),
        ("D", "duties"),
        ("R", "requirements"),
        ("M", "measures"),
        ("B", "boundaries"),
        ("A", "rights"),
    ):
        every, found = counts[f"{mark} all"], counts[f"{mark} found"]
        leaked = "" if mark in "TD" else f", {counts[f'{mark} leaked']} among the duties"
        print(f"{what:13} {found} of {every} found ({found / every:.1%}){leaked}")
    print(f"other lines among the duties: {counts['other lines among the duties']}")


if __name__ == "__main__":
    main()
