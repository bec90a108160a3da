"""Properties of every format."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import csdesign.formats.findings as package
from csdesign.errors import UsageError
from csdesign.formats.findings import FORMATS, write, writer
from formats.findings.expected import REPORTS, expected_file
from formats.findings.samples import CLEAN, EVERYTHING, KNOWN, report_of


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", FORMATS)
def test_format_writes_what_its_expected_file_has(name: str, report: str) -> None:
    assert write(name, REPORTS[report]) == expected_file(report, name).read_text(encoding="utf-8")


def test_table_is_the_full_format() -> None:
    assert write("table", EVERYTHING) == write("full", EVERYTHING)


def test_every_module_with_a_writer_is_a_format() -> None:
    folder = Path(package.__file__).parent
    with_writer = {
        path.stem
        for path in folder.glob("*.py")
        if "\ndef write(report: FindingsReport) -> str:" in path.read_text(encoding="utf-8")
    }
    listed = {
        name.rpartition(".")[2] for name in FORMATS.values() if name.startswith(package.__name__)
    }
    assert with_writer == listed


def test_unknown_format_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as refused:
        writer("sarf")
    assert str(refused.value) == "there is no format 'sarf'; did you mean 'sarif'?"


@pytest.mark.parametrize("name", FORMATS)
def test_clean_report_is_not_empty(name: str) -> None:
    assert write(name, CLEAN).strip()


@pytest.mark.parametrize("name", FORMATS)
def test_order_of_the_findings_given_does_not_matter(name: str) -> None:
    shuffled = list(EVERYTHING.findings)
    random.Random(1).shuffle(shuffled)
    again = replace(EVERYTHING, findings=tuple(shuffled))
    assert write(name, again) == write(name, EVERYTHING)


@pytest.mark.parametrize("name", FORMATS)
def test_text_ends_with_one_line_feed(name: str) -> None:
    for report in REPORTS.values():
        text = write(name, report)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


@pytest.mark.parametrize("name", ["full", "concise", "github", "gitlab", "rdjson", "markdown"])
def test_suppressed_finding_is_left_out_where_the_format_cannot_mark_it(name: str) -> None:
    assert KNOWN.code not in write(name, report_of(KNOWN))


def test_formats_import_neither_rich_nor_yaml_nor_pandas() -> None:
    """Writing findings stays cheap: each of these costs more than a whole check."""
    code = (
        "import sys\n"
        "from csdesign.formats.findings import FORMATS, writer\n"
        "for name in FORMATS: writer(name)\n"
        "print(sorted({'rich', 'yaml', 'pandas', 'pydantic', 'jinja2'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
