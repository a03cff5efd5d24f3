"""Spans of time made from readings: where a condition holds, what lies close together, what is left of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.signals import Span

Numbers = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]

_ROWS = 4096  # windows looked at in one go, so that hours of readings need no more memory than minutes


class Measures(Protocol):
    """Where watchers read how they are to measure: the rules file."""

    def measure(self, name: str) -> float:
        """The value of a measuring constant, such as ``sound.silence_dbfs``."""
        ...


def runs(mask: Mask) -> Iterator[tuple[int, int]]:
    """First and one past the last place of every unbroken run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    for start, end in edges.reshape(-1, 2):
        yield int(start), int(end)


def joined(spans: Iterable[Span], gap_s: float = 0.0) -> tuple[Span, ...]:
    """Spans in the order of time; what overlaps or is at most ``gap_s`` apart is one span, with the higher peak."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start_s, each.end_s)):
        if whole and span.start_s - whole[-1].end_s <= gap_s:
            last = whole.pop()
            span = Span(last.start_s, max(last.end_s, span.end_s), max(last.peak, span.peak))
        whole.append(span)
    return tuple(whole)


def without(spans: Iterable[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of ``spans`` where none of ``others`` is."""
    left = list(spans)
    for other in others:
        rest: list[Span] = []
        for span in left:
            if span.end_s <= other.start_s or span.start_s >= other.end_s:
                rest.append(span)
                continue
            if span.start_s < other.start_s:
                rest.append(Span(span.start_s, other.start_s, span.peak))
            if other.end_s < span.end_s:
                rest.append(Span(other.end_s, span.end_s, span.peak))
        left = rest
    return tuple(left)


def is_near(at_s: float, spans: Iterable[Span], reach_s: float) -> bool:
    """Whether a moment lies in one of ``spans`` or at most ``reach_s`` away from it."""
    return any(span.start_s - reach_s <= at_s <= span.end_s + reach_s for span in spans)


def sliding_median(values: Numbers, count: int) -> Numbers:
    """The median of the ``count`` (made odd) readings round each; at the ends the first and last reading go on."""
    half = min(count // 2, max(0, len(values) - 1))
    if half == 0:
        return values
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(values, half, mode="edge"), 2 * half + 1)
    pieces = [np.median(windows[place : place + _ROWS], axis=1) for place in range(0, len(windows), _ROWS)]
    return np.concatenate(pieces)


def sliding_max(values: Numbers, before: int, after: int) -> Numbers:
    """The greatest of ``before`` readings before each and ``after`` readings after it, itself left out; 0 for none."""
    padded = np.concatenate((np.zeros(before, values.dtype), values, np.zeros(after, values.dtype)))
    best = np.zeros_like(values)
    for shift in range(before + after + 1):
        if shift != before:
            np.maximum(best, padded[shift : shift + len(values)], out=best)
    return best
