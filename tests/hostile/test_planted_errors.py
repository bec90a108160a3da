"""Errors planted in a large design are each reported on their own line."""

from __future__ import annotations

import random

from csdesign.model.document import Document
from csdesign.source.load import read_files
from csdesign.source.schema.validate import validate
from csdesign.source.yaml.sourcefile import SourceFile

SLIPS = (
    ("accounts: 40", "accounts: -40"),
    ("accounts: 40", "acounts: 40"),
    ("complexity: 4", "complexity: 9"),
    ("renewal: auto", "renewal: atuo"),
    ("onboarding_purchased: 0.5", "onboarding_purchased: 50"),
    ("name: Segment Zürich 🎉", "name: [Zürich]"),
    ("otherwise: false", "otherwise: no"),
)


def design(segments: int) -> list[str]:
    """Return the lines of a design of about 270 bytes a segment."""
    lines = ["csdesign: 1", "segments:"]
    for number in range(segments):
        lines += [
            f"  - id: segment-{number}",
            "    name: Segment Zürich 🎉",
            "    accounts: 40",
            "    traits: {specificity: 2, complexity: 4, desired: 3, readiness: 5}",
            "    commercial: {owner_today: sales, renewal: auto, sales_capacity: sufficient}",
            "    onboarding_purchased: 0.5",
            "    otherwise: false",
        ]
    return lines


def test_75_planted_errors_of_a_1_mb_design_are_each_reported_on_their_line() -> None:
    """Two files, so that neither has more than the 50 findings that are shown of one."""
    shuffle = random.Random(7)
    files, planted = [], set()
    for number, errors in enumerate((40, 35)):
        lines = design(1_900)
        for row in sorted(shuffle.sample(range(1_900), errors)):
            slip = shuffle.choice(SLIPS)
            at = next(at for at in range(2 + 7 * row, 9 + 7 * row) if slip[0] in lines[at])
            lines[at] = lines[at].replace(*slip)
            planted.add((f"{number}.yaml", at + 1))
        data = "\r\n".join(line.replace("segment-", f"s{number}-") for line in lines).encode()
        files.append(SourceFile(f"{number}.yaml", data, number, len(data)))
    assert sum(file.size for file in files) > 1_000_000

    read = read_files(files)
    assert read.tree is not None
    model, findings, *_ = validate(Document, read.tree, read.source_map)

    assert model is None
    assert len(planted) == 75
    places = [(finding.span.path, finding.span.line) for finding in findings]
    places += [(r.span.path, r.span.line) for finding in findings for r in finding.related]
    assert set(places) == planted
    assert len(places) == 75
