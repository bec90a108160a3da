"""Native charts on a slide: bars of people and automation or need and have, lines of months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csdesign.formats.chart_sheet import chart_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pptx.slide import Slide

__all__ = ["add_bar_chart", "add_line_chart"]

_COLOURS: Final = ((0x1D, 0x5F, 0xA8), (0xB9, 0xC6, 0xD6))
"""People and automation, or people needed and in post, as on the page."""
_LINES: Final = ((0xA3, 0x14, 0x1B), (0x1D, 0x5F, 0xA8), (0x7F, 0xB2, 0xE5))
"""Needed, at work, and at work with hires, as on the page."""


def add_bar_chart(
    slide: Slide,
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    room: tuple[float, float, float, float],
    *,
    stacked: bool,
) -> None:
    """Add a chart with one bar for each name, or one for each name and series.

    `room` is left, top, width and height (inches). Stacked values are shares of 1.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    form = "0%" if stacked else "0.##"
    # python-pptx types its charts only in part.
    data: Any = CategoryChartData(number_format=form)  # type: ignore[no-untyped-call]  # python-pptx has no types
    data.categories = names
    for name, values in series.items():
        data.add_series(name, values)
    kind = XL_CHART_TYPE.BAR_STACKED_100 if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    left, top, width, height = map(Inches, room)
    frame: Any = slide.shapes.add_chart(kind, left, top, width, height, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(chart_sheet(names, series, form))
    _dress(chart, light_figures=stacked)


def add_line_chart(
    slide: Slide,
    names: Sequence[str],
    series: Mapping[str, Sequence[float]],
    room: tuple[float, float, float, float],
) -> None:
    """Add a chart with a line for each series; `room` is left, top, width and height (inches)."""
    from pptx.chart.data import CategoryChartData
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Inches, Pt

    # python-pptx types its charts only in part.
    data: Any = CategoryChartData(number_format="0.0")  # type: ignore[no-untyped-call]  # python-pptx has no types
    data.categories = names
    for name, values in series.items():
        data.add_series(name, values)
    left, top, width, height = map(Inches, room)
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.LINE, left, top, width, height, data)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(chart_sheet(names, series, "0.0"))
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size = Pt(12)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format = "0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    colour_of: Any = RGBColor
    for place, (line, colour) in enumerate(zip(chart.plots[0].series, _LINES, strict=False)):
        line.smooth = False
        line.format.line.width = Pt(2.5)
        line.format.line.color.rgb = colour_of(*colour)
        if place == len(_LINES) - 1:
            line.format.line.dash_style = MSO_LINE.DASH


def _dress(chart: Any, *, light_figures: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.font.size = Pt(12)
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.gap_width = 60
    colour_of: Any = RGBColor
    for series_drawn, colour in zip(plot.series, _COLOURS, strict=False):
        series_drawn.format.fill.solid()
        series_drawn.format.fill.fore_color.rgb = colour_of(*colour)
    if light_figures:
        # Dark bars need light figures.
        first = plot.series[0].data_labels
        first.show_value = True
        first.font.color.rgb = colour_of(255, 255, 255)
        first.font.size = Pt(12)
    chart.value_axis.has_major_gridlines = False
    # Bars are drawn from the bottom up; the first segment belongs on top.
    chart.category_axis.reverse_order = True
