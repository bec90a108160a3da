"""The expected files: what each format writes of the sample reports, read by people.

`python -m formats.findings.expected` in `tests` writes them anew; read the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from csdesign.contracts.schemas import document_schema
from csdesign.escaping.json_text import dump
from csdesign.formats.findings import FORMATS, write
from formats.findings.samples import CLEAN, EVERYTHING

FOLDER: Final = Path(__file__).parent / "expected"
SCHEMA_FILE: Final = FOLDER / "schema.json"
REPORTS: Final = {"everything": EVERYTHING, "clean": CLEAN}


def expected_file(report: str, name: str) -> Path:
    """Return the file that has what the format writes of the report."""
    return FOLDER / f"{report}.{name}.txt"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for report, findings in REPORTS.items():
        for name in FORMATS:
            expected_file(report, name).write_text(write(name, findings), encoding="utf-8")
    SCHEMA_FILE.write_text(dump(document_schema("check")), encoding="utf-8")
