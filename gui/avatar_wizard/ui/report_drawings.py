"""The drawings of a report as inline SVG: loudness over time with marks below, and the light on the green screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isfinite

from .words.quantities import moment_words, number_words

_WIDTH, _LEFT, _RIGHT = 720, 40, 8
_CURVE_HEIGHT, _TIMES, _BAR = 120, 18, 10
_POINTS = 600  # more than a screen shows only make the file larger
_LOUDEST, _QUIETEST = 0.0, -60.0  # LUFS
_LINES = (0, -20, -40, -60)
_LEAST_MARK = 3.0  # what lasts a moment is still to be seen
_STEPS_S = (10, 30, 60, 120, 300, 600, 1800, 3600, 7200)
_MOST_LABELS = 10
_CELL = 44
_LARGEST_MAP = 24  # cells in a row or column; beyond, the numbers cannot be read


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something was found: seconds, a class of the style sheet (``stop``, ``warning``, ``tip``), and what."""

    start_s: float
    end_s: float
    style: str
    title: str


def loudness(curve: Sequence[float], seconds: float, marks: Iterable[Mark], title: str) -> str:
    """The curve (LUFS, one value a second, -inf for silence) over ``seconds``, the marks as bars below it."""
    length = max(seconds, float(len(curve)), 1.0)
    line = f'<polyline class="curve" points="{_points(curve, length)}"/>'
    bars = [_bar(mark, length, _CURVE_HEIGHT + _TIMES) for mark in marks]
    height = _CURVE_HEIGHT + _TIMES + (_BAR + 6 if bars else 0)
    return _svg(_WIDTH, height, title, [_levels(), _times(length, _CURVE_HEIGHT + 12), line, *bars])


def timeline(seconds: float, marks: Sequence[Mark], title: str) -> str:
    """The marks alone over ``seconds``, for a take without sound."""
    length = max(seconds, *(mark.end_s for mark in marks), 1.0)
    bars = [_bar(mark, length, _TIMES) for mark in marks]
    return _svg(_WIDTH, _TIMES + _BAR + 6, title, [_times(length, 12), *bars])


def heat_map(values: Sequence[float], columns: int, title: str) -> str:
    """The light (percent, below 0: no screen there) as rows of ``columns`` cells; empty when that is no map."""
    rows = len(values) // columns if columns > 0 else 0
    if not 0 < columns <= _LARGEST_MAP or not 0 < rows <= _LARGEST_MAP or rows * columns != len(values):
        return ""
    known = [value for value in values if _is_screen(value)]
    if not known:
        return ""
    low, high = min(known), max(known)
    cells = [
        _cell(number % columns, number // columns, value, low, high)
        for number, value in enumerate(values)
        if _is_screen(value)
    ]
    return _svg(columns * _CELL, rows * _CELL, title, cells)


def _svg(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    label = escape(title)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}">'
        f"<title>{label}</title>{''.join(parts)}</svg>"
    )


def _x(seconds: float, length: float) -> float:
    share = min(max(seconds / length, 0.0), 1.0)
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(level: float) -> float:
    level = min(max(level, _QUIETEST), _LOUDEST)
    return round(4 + (_LOUDEST - level) / (_LOUDEST - _QUIETEST) * (_CURVE_HEIGHT - 8), 1)


def _points(curve: Sequence[float], length: float) -> str:
    """The curve as points, the loudest of each where there are too many."""
    step = -(-len(curve) // _POINTS) or 1
    groups = (curve[start : start + step] for start in range(0, len(curve), step))
    levels = (max((value for value in group if isfinite(value)), default=_QUIETEST) for group in groups)
    return " ".join(f"{_x((at + 0.5) * step, length)},{_y(level)}" for at, level in enumerate(levels))


def _levels() -> str:
    return "".join(
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_y(level)}" y2="{_y(level)}"/>'
        f'<text class="axis" x="{_LEFT - 4}" y="{_y(level) + 4}" text-anchor="end">{level}</text>'
        for level in _LINES
    )


def _times(length: float, y: int) -> str:
    step = next((step for step in _STEPS_S if length / step <= _MOST_LABELS), int(length / _MOST_LABELS) + 1)
    return "".join(
        f'<text class="axis" x="{_x(at, length)}" y="{y}" text-anchor="middle">{moment_words(at)}</text>'
        for at in range(0, int(length) + 1, step)
    )


def _bar(mark: Mark, length: float, y: int) -> str:
    left, right = _x(mark.start_s, length), _x(mark.end_s, length)
    width = round(max(right - left, _LEAST_MARK), 1)
    return (
        f'<rect class="{mark.style}" x="{left}" y="{y}" width="{width}" height="{_BAR}">'
        f"<title>{escape(mark.title)}</title></rect>"
    )


def _is_screen(value: float) -> bool:
    return isfinite(value) and value >= 0


def _cell(column: int, row: int, value: float, low: float, high: float) -> str:
    share = (value - low) / (high - low) if high > low else 0.5
    lightness = round(25 + 60 * share)
    ink = "#000" if lightness > 50 else "#fff"
    x, y = column * _CELL, row * _CELL
    return (
        f'<rect x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" fill="hsl(140,45%,{lightness}%)"/>'
        f'<text x="{x + _CELL / 2:g}" y="{y + _CELL / 2 + 5:g}" text-anchor="middle" font-size="14" fill="{ink}">'
        f"{escape(number_words(round(value)))}</text>"
    )
