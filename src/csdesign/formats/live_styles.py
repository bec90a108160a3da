"""The styles of sheets that calculate: inputs are blue, results are black."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book  # type: ignore[import-untyped]  # it has no types

__all__ = ["Styles"]

_BLUE: Final = {"font_color": "#1D5FA8", "bg_color": "#EAF2FB"}


class Styles:
    """The formats of a workbook's sheets that calculate, each made once."""

    def __init__(self, book: Book) -> None:
        self.head = book.add_format(
            {"bold": True, "bg_color": "#F2F5F9", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self.input = book.add_format({**_BLUE, "num_format": "#,##0.####"})
        self.number = book.add_format({"num_format": "#,##0"})
        self.fine = book.add_format({"num_format": "#,##0.00"})
        self.bold = book.add_format({"bold": True, "num_format": "#,##0", "top": 1})
        self.bold_fine = book.add_format({"bold": True, "num_format": "#,##0.00", "top": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.note = book.add_format({"italic": True, "font_color": "#4A5566"})
