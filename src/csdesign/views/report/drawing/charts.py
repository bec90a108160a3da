"""Charts as shapes: lines and bands over months, ranges as bars, spans on a time line."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from csdesign.views.report.drawing.lettering import fitted
from csdesign.views.section import cell_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csdesign.views.section import Chart, Series, Span

__all__ = ["Drawing", "drawn"]

_WIDTH: Final = 640.0
_HEIGHT: Final = 160.0
_LEFT: Final = 46.0
_WORDS: Final = 236.0
"""Room for words at the left of a bar or a span (px)."""
_RIGHT: Final = 18.0
_TOP: Final = 14.0
_BOTTOM: Final = 22.0
_ROW: Final = 24.0
_MOST_LABELS: Final = 13
_YEAR: Final = 12
_LONGEST: Final = 40
_ROUND_STEPS: Final = (1, 2, 2.5, 5, 10)
_STEPS: Final = 3
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or an area: its kind, and its points in the picture (px); `words` name it."""

    key: str
    points: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place (px); `anchor` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "middle"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line (px)."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(slots=True)
class Drawing:
    """A chart in its size, from back to front: rules, areas, lines, marks, words."""

    width: float
    height: float
    rules: list[Rule] = field(default_factory=list)
    areas: list[Shape] = field(default_factory=list)
    lines: list[Shape] = field(default_factory=list)
    marks: list[Shape] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    legend: list[tuple[str, str]] = field(default_factory=list)
    """The key and the words of each kind of line or area."""


def drawn(chart: Chart) -> Drawing:
    """Return the shapes of a chart."""
    if chart.kind == "ranges":
        return _ranges(chart)
    if chart.kind == "spans":
        return _spans(chart)
    return _lines(chart)


def _lines(chart: Chart) -> Drawing:
    made = Drawing(_WIDTH, _HEIGHT)
    numbers = [
        number
        for series in chart.series
        for number in (*series.values, *(series.upper or ()))
        if number is not None
    ]
    ticks = _ticks(max([*numbers, chart.top]))
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(chart.labels) - 1)
    base = _HEIGHT - _BOTTOM

    def x(place: float) -> float:
        return _LEFT + step * place

    def y(value: float) -> float:
        return base - (base - _TOP) * value / ticks[-1]

    for tick in ticks:
        made.rules.append(Rule(_LEFT, y(tick), _WIDTH - _RIGHT, y(tick)))
        made.texts.append(Text(_LEFT - 5, y(tick) + 4, _tick_words(chart, tick), "end"))
    every = -(-len(chart.labels) // _MOST_LABELS)
    made.texts += [
        Text(x(place), _HEIGHT - 6, chart.labels[place])
        for place in range(0, len(chart.labels), every)
    ]
    for series in chart.series:
        made.legend.append((series.key, series.words))
        if series.upper is not None:
            made.areas.append(_band(series, x, y))
        else:
            made.lines += [
                Shape(series.key, _points(run, x, y), series.words) for run in _runs(series.values)
            ]
    for mark in chart.marks:
        place = x(min(max(mark.at, 0.0), len(chart.labels) - 1))
        made.marks.append(Shape("mark", _triangle(place, base), mark.words))
    if chart.marks:
        made.legend.append(("mark", chart.marked))
    return made


def _runs(values: Sequence[float | None]) -> list[list[tuple[int, float]]]:
    """Return the known stretches of a line; a single number becomes a short stretch."""
    runs: list[list[tuple[int, float]]] = [[]]
    for place, value in enumerate(values):
        if value is not None:
            runs[-1].append((place, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _points(
    run: Sequence[tuple[float, float]], x: Callable[[float], float], y: Callable[[float], float]
) -> str:
    if len(run) == 1:
        (place, value), *_ = run
        return f"{x(place) - 4:.1f},{y(value):.1f} {x(place) + 4:.1f},{y(value):.1f}"
    return " ".join(f"{x(place):.1f},{y(value):.1f}" for place, value in run)


def _band(series: Series, x: Callable[[float], float], y: Callable[[float], float]) -> Shape:
    upper = [(i, value) for i, value in enumerate(series.upper or ()) if value is not None]
    lower = [(i, value) for i, value in enumerate(series.values) if value is not None]
    points = " ".join(
        f"{x(place):.1f},{y(value):.1f}" for place, value in [*upper, *reversed(lower)]
    )
    return Shape(series.key, points, series.words)


def _triangle(x: float, base: float) -> str:
    return f"{x:.1f},{base - 9:.1f} {x + 5:.1f},{base:.1f} {x - 5:.1f},{base:.1f}"


def _box(x1: float, x2: float, top: float, height: float) -> str:
    return (
        f"{x1:.1f},{top:.1f} {x2:.1f},{top:.1f} {x2:.1f},{top + height:.1f} {x1:.1f},"
        f"{top + height:.1f}"
    )


def _ranges(chart: Chart) -> Drawing:
    made = Drawing(_WIDTH, _TOP + _ROW * len(chart.labels) + _BOTTOM)
    ends = [
        (low, high)
        for series in chart.series
        for low, high in zip(series.values, series.upper or (), strict=True)
        if low is not None and high is not None
    ]
    known = [value for pair in ends for value in pair]
    known += [] if chart.base is None else [chart.base]
    low, high = min(known, default=0.0), max(known, default=1.0)
    room = _WIDTH - _WORDS - 2 * _LEFT
    base = made.height - _BOTTOM

    def x(value: float) -> float:
        part = (value - low) / (high - low) if high > low else 0.5
        return _WORDS + _LEFT + room * part

    for row, label in enumerate(chart.labels):
        top = _TOP + _ROW * row
        made.texts.append(Text(0, top + 14, fitted(label, _LONGEST), "start"))
    for series in chart.series:
        made.legend.append((series.key, series.words))
        for row, (a, b) in enumerate(zip(series.values, series.upper or (), strict=True)):
            if a is None or b is None:
                continue
            top = _TOP + _ROW * row
            left, right = sorted((a, b))
            words = f"{chart.labels[row]}: {_words(chart, left)} to {_words(chart, right)}"
            made.areas.append(Shape(series.key, _box(x(left), x(right), top + 3, 14), words))
            made.texts.append(Text(x(left) - 5, top + 14, _words(chart, left), "end"))
            made.texts.append(Text(x(right) + 5, top + 14, _words(chart, right), "start"))
    if chart.base is not None:
        points = f"{x(chart.base):.1f},{_TOP - 4:.1f} {x(chart.base):.1f},{base:.1f}"
        made.lines.append(Shape("there", points, chart.marked))
        words = f"{chart.marked} {_words(chart, chart.base)}"
        made.texts.append(Text(x(chart.base), base + 14, words, strong=True))
    return made


def _spans(chart: Chart) -> Drawing:
    made = Drawing(_WIDTH, _TOP + _ROW * len(chart.spans) + _BOTTOM)
    step = (_WIDTH - _WORDS - _RIGHT) / max(1, len(chart.labels))
    base = made.height - _BOTTOM
    end = float(len(chart.labels))

    def x(place: float) -> float:
        return _WORDS + step * min(max(place, 0.0), end)

    every = -(-len(chart.labels) // (_MOST_LABELS // 2 if len(chart.labels) > _YEAR else _YEAR))
    for place in range(0, len(chart.labels), every):
        made.rules.append(Rule(x(place), _TOP - 4, x(place), base))
        words = chart.labels[place]
        made.texts.append(Text(x(place) + 2, made.height - 6, words, "start"))
    for row, span in enumerate(chart.spans):
        top = _TOP + _ROW * row
        made.texts.append(Text(0, top + 14, fitted(span.words, _LONGEST), "start"))
        for key, begin, until in _steps(span, end):
            made.areas.append(Shape(key, _box(x(begin), x(until), top + 4, 13), span.words))
        made.marks.append(Shape("mark", _triangle(x(span.begins), top + 17), span.words))
    made.legend += [
        ("opening", "vacancy open"),
        ("band", "learning"),
        ("whole", "fully at work"),
        ("mark", chart.marked),
    ]
    if any(span.key == "late" for span in chart.spans):
        made.legend.insert(0, ("late", "open, but too late"))
    return made


def _steps(span: Span, end: float) -> list[tuple[str, float, float]]:
    """Return the parts of a span: open, with a person who ramps up, fully productive."""
    parts = [
        ("late" if span.key == "late" else "opening", span.opens, span.begins),
        ("band", span.begins, span.whole),
        ("whole", span.whole, end),
    ]
    return [(key, begin, until) for key, begin, until in parts if until > max(begin, 0.0)]


def _ticks(top: float) -> list[float]:
    """Return round numbers from 0 up to one that is not below the highest."""
    if top <= _NOTHING:
        return [0.0, 1.0]
    size = 10.0 ** math.floor(math.log10(top / _STEPS))
    step = next(size * part for part in _ROUND_STEPS if size * part * _STEPS >= top * (1 - 1e-9))
    return [step * number for number in range(math.ceil(top / step - 1e-9) + 1)]


def _tick_words(chart: Chart, value: float) -> str:
    return cell_text(value, "figure" if chart.unit in {"fte", "score"} else chart.unit)


def _words(chart: Chart, value: float) -> str:
    return cell_text(value, chart.unit)
