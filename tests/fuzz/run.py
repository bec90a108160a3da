"""Feed mutated texts to what reads text of strangers: the loader, `where`, the import.

    python tests/fuzz/run.py --seconds 60 [--seed N]

Each target takes bytes and may refuse them with an error of ours; anything else is a bug. The
input that found it is kept in the corpus, so that the suite runs it from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parent / "corpus"
PIECES = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"\n", b"\\", b'"', b"'", b"#", b"%"),
    *(b"{", b"}", b"[", b"]", b"(", b")", b": ", b"- ", b"? ", b"&a ", b"*a ", b"!!x ", b"<<: "),
    *(b"|\n ", b">-\n ", b"---\n", b"...\n", b"~", b"null", b"true", b"1e999", b"-0", b"0x1"),
    *(b"and", b"or ", b"not ", b"between", b"is missing", b"as_of", b"99999999999999999999"),
    *("Ж".encode(), "🙂".encode(), b"\xed\xa0\x80", b"<![CDATA[", b"<!DOCTYPE", b"&#0;", b"PK\x03"),
)


def load(data: bytes) -> list[str]:
    """Read a design; plan it where it loads; return what is wrong with it."""
    import csdesign
    from csdesign.source.designs import load_sources
    from csdesign.source.yaml.sourcefile import SourceFile

    loaded = load_sources([SourceFile("fuzz.yaml", data, 0, len(data))])
    for finding in loaded.findings:
        assert finding.span is None or finding.span.line >= 1
    if loaded.design is not None:
        csdesign.plan(loaded.design)
    return [finding.message for finding in loaded.findings]


def where(data: bytes) -> list[str]:
    """Read a condition of a segment; return what is wrong with it."""
    from csdesign.accounts.where.parse import parse_where
    from csdesign.accounts.where.tree import WhereError

    try:
        parse_where(data.decode("utf-8", "replace"))
    except WhereError as error:
        return [str(error)]
    return []


def read_import(data: bytes) -> list[str]:
    """Import a document of every kind; return why those that are refused are."""
    from csdesign.errors import CsdesignError
    from csdesign.role_import import read_documents, write_yaml

    refused = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".md", ".html", ".csv", ".docx", ".txt"):
            path = Path(folder, f"job{suffix}")
            path.write_bytes(data)
            try:
                write_yaml(read_documents([path]), "job")
            except CsdesignError as error:
                refused.append(str(error))
    return refused


TARGETS: dict[str, Callable[[bytes], list[str]]] = {
    "loader": load,
    "where": where,
    "import": read_import,
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the data with a few pieces put in, cut out, doubled or replaced."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        end = min(len(data), at + chance.randint(0, 40))
        piece = chance.choice(
            (chance.choice(PIECES), data[at:end] * 2, b"", bytes([chance.randrange(256)]))
        )
        data = data[:at] + piece + data[end if chance.random() < 0.5 else at :]
    return data[:200_000]


def main() -> int:
    """Run every target in turn until the time is up; return 1 where one failed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=int(time.time()))
    given = options.parse_args()
    chance = random.Random(given.seed)
    end = time.monotonic() + given.seconds
    runs = 0
    while time.monotonic() < end:
        for name, target in TARGETS.items():
            start = chance.choice(sorted((CORPUS / name).iterdir())).read_bytes()
            data = mutated(start, chance)
            runs += 1
            try:
                target(data)
            except Exception as error:
                kept = CORPUS / name / f"found-{hashlib.sha256(data).hexdigest()[:12]}"
                kept.write_bytes(data)
                print(f"{name}: {type(error).__name__}: {error}; kept as {kept}")
                raise
    print(f"{runs} inputs, seed {given.seed}: nothing but answers and refusals")
    return 0


if __name__ == "__main__":
    sys.exit(main())
