"""Where things stand on a film strip: marks that must not cover each other, ticks, and a curve by columns. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
_MOST_LANES = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark stands: its left edge, and its lane, 0 the lowest."""

    left: int
    lane: int


def lane_count(count: int, width: int, side: int) -> int:
    """How many lanes ``count`` marks of ``side`` pixels need on a strip of ``width``; at least one for any mark."""
    in_one = max(1, width // side)
    return min(_MOST_LANES, ceil(count / in_one)) if count else 0


def spread(middles: Sequence[float], width: int, side: int) -> tuple[Spot, ...]:
    """A spot for each of ``middles`` (ascending, in pixels), each as near to it as the others in its lane allow.

    Marks cover each other only where not even three lanes have room for all of them.
    """
    lanes = lane_count(len(middles), width, side)
    spots: dict[int, Spot] = {}
    for lane in range(lanes):
        mine = list(range(lane, len(middles), lanes))
        for index, left in zip(mine, _in_lane([middles[i] for i in mine], width, side), strict=True):
            spots[index] = Spot(left, lane)
    return tuple(spots[index] for index in range(len(middles)))


def _in_lane(middles: Sequence[float], width: int, side: int) -> list[int]:
    last = max(0, width - side)
    step = side if len(middles) * side <= width else last / max(1, len(middles) - 1)
    lefts: list[float] = []
    for middle in middles:
        wished = min(last, max(0.0, middle - side / 2))
        lefts.append(max(wished, lefts[-1] + step) if lefts else wished)
    # What was pushed over the right edge pushes back.
    room = float(last)
    for index in range(len(lefts) - 1, -1, -1):
        lefts[index] = min(lefts[index], room)
        room = lefts[index] - step
    return [min(last, max(0, round(left))) for left in lefts]


def ticks(seconds: float, most: int) -> tuple[int, ...]:
    """Round moments from 0 on, at most ``most`` of them, in the finest step that allows it."""
    if seconds <= 0 or most < 1:
        return ()
    step = next((step for step in _STEPS_S if seconds / step < most), None)
    if step is None:
        step = ceil(seconds / most / _STEPS_S[-1]) * _STEPS_S[-1]
    return tuple(range(0, int(seconds) + 1, step))


def columns(curve: Sequence[float], seconds: float, count: int) -> tuple[float | None, ...]:
    """``curve`` (one value a second) as ``count`` columns over ``seconds``: the highest of each, None past its end."""
    if seconds <= 0 or count < 1:
        return ()
    found: list[float | None] = []
    for column in range(count):
        first = int(column * seconds / count)
        last = max(first + 1, int((column + 1) * seconds / count))
        part = curve[first:last]
        found.append(max(part) if part else None)
    return tuple(found)
