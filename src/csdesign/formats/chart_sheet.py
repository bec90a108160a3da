"""The workbook inside a chart of a slide, which opens when somebody edits the chart's data.

python-pptx writes it with the defaults of xlsxwriter, which turn a name such as `=HYPERLINK(...)`
into a formula and an address into a link. This one has the same cells as plain texts and numbers.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from csdesign.formats.xlsx import WORDS_ONLY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["chart_sheet"]


def chart_sheet(
    names: Sequence[str], series: Mapping[str, Sequence[float]], number_format: str
) -> bytes:
    """Return a workbook with names from A2 down and one column for each series from B1.

    The references that python-pptx puts into the chart expect this layout.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types

    buffer = io.BytesIO()
    book = Workbook(buffer, WORDS_ONLY)
    sheet = book.add_worksheet()
    style = book.add_format({"num_format": number_format})
    for y, name in enumerate(names, 1):
        sheet.write_string(y, 0, name)
    for x, (title, values) in enumerate(series.items(), 1):
        sheet.write_string(0, x, title)
        for y, value in enumerate(values, 1):
            sheet.write_number(y, x, value, style)
    book.close()
    return buffer.getvalue()
