"""Every figure that two formats of one run print is the same figure.

The tables of a report are read back from each of its files: a cell is known by the row's label and
the column's heading. Numbers are compared at the places that the shorter of the two shows.
"""

from __future__ import annotations

import itertools
import json
import re
import warnings
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cli.command import ROOT
from cli.running import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

pytest.importorskip("pptx")
openpyxl = pytest.importorskip("openpyxl")
html = pytest.importorskip("lxml.html")

EXAMPLES = ["planworks", "overlay-team", "seven-roles"]
FILES = ["txt", "md", "html", "xlsx", "pptx", "json"]
NAMES = {
    ("role", "hours"): "hours a year",
    ("role", "full time"): "full-time work",
    ("role", "own people"): "people if each role has its own people",
    ("role", "needed"): "people if each role has its own people",
    ("role", "have"): "in post",
    ("role", "change"): "to hire or to spare",
    ("role", "busy"): "booked",
    ("segment", "people's share of customer time"): "people",
}
"""Short headings, and the long ones that other formats have for the same column."""


class Figure(NamedTuple):
    """A number with the places behind the point that are shown; None shows all."""

    value: float
    places: int | None


Cells = dict[tuple[str, ...], Figure]


def figure(text: object) -> Figure | None:
    """Return the number of a cell; None where it is not one number."""
    if isinstance(text, (int, float)):
        return Figure(float(text), None)
    plain = str(text or "").strip("*● \xa0").replace(",", "")
    found = re.fullmatch(r"\+?(-?\d+(?:\.\d+)?)(%?)", plain)
    if found is None:
        return None
    places = len(found[1].partition(".")[2])
    share = bool(found[2])
    return Figure(float(Decimal(found[1]) / (100 if share else 1)), places + 2 * share)


def cells(
    headings: Sequence[object], rows: Iterable[Sequence[object]]
) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of a table by its first heading, the labels of the row and the column."""
    words = [re.sub(r"\s+", " ", str(word or "")).strip().lower() for word in headings]
    labels = 2 if words[:2] == ["segment", "role"] else 1
    for row in rows:
        label = [re.sub(r"[*\s]+", " ", str(cell or "")).strip() for cell in row[:labels]]
        for word, cell in zip(words[labels:], row[labels:], strict=False):
            known = figure(cell)
            if known is not None:
                column = "cost a year" if word.startswith("cost") else word
                yield (words[0], *label, NAMES.get((words[0], column), column)), known


def markdown(text: str) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of a page in Markdown."""
    for table in re.findall(r"(?:^\|.*\n)+", text + "\n", re.MULTILINE):
        rows = [line.strip().strip("|").split("|") for line in table.splitlines()]
        rows = [[cell.strip() for cell in row] for row in rows]
        yield from cells(rows[0], rows[2:])


def page(text: str) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of the tables of a page."""
    for table in html.fromstring(text).iter("table"):
        rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
        yield from cells(rows[0], rows[1:])


def workbook(path: Path) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of the sheets of tables."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    for name in ("coverage", "people", "money", "staffing", "posts", "drivers"):
        if name in book.sheetnames:
            rows = [list(row) for row in book[name].values]
            yield from cells(rows[0], rows[1:])


def slides(path: Path) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of the tables and charts of a presentation."""
    from pptx import Presentation

    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                yield from cells(rows[0], rows[1:])
            if shape.has_chart:
                plot = shape.chart.plots[0]
                names = [series.name for series in plot.series]
                first = {"Needed": "Role", "Automated": "Segment"}.get(names[-1], "")
                first = first or {"Needed": "Role", "People": "Step"}[names[0]]
                heading = ["people" if first == "Step" else name for name in names]
                values = zip(*(series.values for series in plot.series), strict=True)
                rows = [
                    [re.sub(r" \(.*", "", c), *v]
                    for c, v in zip(plot.categories, values, strict=True)
                ]
                yield from cells([first, *heading], rows)


def document(text: str) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of the JSON document under the headings of the tables."""
    plan = json.loads(text)
    names = {name: part["title"] for name, part in plan["totals"]["by_role"].items()}
    for name, role in plan["totals"]["by_role"].items():
        yield from cells(
            ["Role", "Hours", "Full time", "Alone"],
            [[names[name], role["hours"], role["fte"], role["heads"]]],
        )
    for segment in plan["segments"]:
        yield from cells(
            ["Segment", "Customers", "People", "Score"],
            [
                [
                    segment["name"],
                    segment["accounts"]["count"],
                    segment["human_share"],
                    segment["score"],
                ]
            ],
        )
        yield from cells(
            ["Segment", "Role", "Hours a year", "Full-time work"],
            [
                [segment["name"], names[row["role"]], row["hours"], row["fte"]["plan"]]
                for row in segment["staffing"]
            ],
        )
    for person in plan["people"]:
        yield from cells(["Post", "Working time"], [[person["id"], person["fte"]]])


def terminal(text: str) -> Iterator[tuple[tuple[str, ...], Figure]]:
    """Yield the figures of tables laid out in columns, each number below the end of its heading."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if set(line) != {"-"}:
            continue
        above, heading = lines[number - 2], lines[number - 1]
        spans = [match.span() for match in re.finditer(r"\S+(?: \S+)*", heading)]
        words = [
            f"{above[a:b] if above.startswith(' ') else ''} {heading[a:b]}".strip()
            for a, b in spans
        ]
        rows: list[list[object]] = []
        for row in itertools.takewhile(lambda line: line[:1].strip(), lines[number + 1 :]):
            ends = [re.split(r"\s{2,}", row[:b])[-1] for _, b in spans[1:]]
            rows.append([row[: spans[1][0]].strip(), *ends])
        yield from cells(words, rows)


def read(path: Path) -> Cells:
    """Return the figures of a file."""
    readers = {"xlsx": workbook, "pptx": slides}
    texts = {"md": markdown, "html": page, "json": document, "txt": terminal}
    suffix = path.suffix[1:]
    if suffix in readers:
        return dict(readers[suffix](path))
    return dict(texts[suffix](path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_printed_in_two_formats_is_equal(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terminal, Markdown, HTML, workbook, slides and JSON of one design."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(ROOT)
    found: dict[str, Cells] = {}
    for suffix in FILES:
        path = tmp_path / f"plan.{suffix}"
        if suffix == "txt":
            path.write_text(run(monkeypatch, "plan", f"examples/{name}.yaml").out, "utf-8")
        else:
            made = run(monkeypatch, "report", f"examples/{name}.yaml", "-o", str(path))
            assert made.code == 0, made.err
        found[suffix] = read(path)
    compared = dict.fromkeys(FILES, 0)
    for (a, first), (b, second) in itertools.combinations(found.items(), 2):
        for key in first.keys() & second.keys():
            one, other = first[key], second[key]
            places = min((p for p in (one.places, other.places) if p is not None), default=9)
            assert abs(one.value - other.value) <= 0.5 * 10**-places + 1e-9, (key, a, b)
            compared[a] += 1
            compared[b] += 1

    assert min(compared.values()) >= 10, compared
