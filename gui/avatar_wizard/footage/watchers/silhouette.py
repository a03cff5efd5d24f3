"""The outline of a person before a wall of one colour, with nothing but the wall's colour to go by.

What can be reached from the border of the picture over wall is outside; what is not and stands in the middle is the
person, whatever holes it has. Connections are looked for in cells of four pixels, edges in pixels.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_CELL = 4
_MIDDLE = (0.3, 0.7)  # of the width: some of the person stands here
_BELOW = 0.2  # of the height: and not only above here
_SMALLEST = 0.01  # of the picture: what is smaller is no person


def find_body(wall: Mask, border: Mask) -> Mask | None:
    """The person's filled outline, None when nobody is there.

    ``wall``: pixels that look like the wall. ``border``: where the wall is certainly not seen through a gap.
    """
    height, width = wall.shape
    cells = _pooled(wall) > 0.5
    outside = reach(cells & (_pooled(border) > 0.5), cells)
    rows, columns = cells.shape
    seed = np.zeros_like(cells)
    seed[int(rows * _BELOW) :, int(columns * _MIDDLE[0]) : int(columns * _MIDDLE[1]) + 1] = True
    body = reach(seed & ~outside, ~outside)
    if body.mean() < _SMALLEST:
        return None
    # A cell on the outline holds both: its pixels decide.
    near_body = _spread(_grown(body), height, width)
    return near_body & ~(wall & _spread(_grown(outside), height, width))


def reach(seed: Mask, passable: Mask) -> Mask:
    """All of ``passable`` that hangs together with ``seed``, by sides."""
    reached = seed & passable
    while True:
        before = int(reached.sum())
        for turned, way in ((reached, passable), (reached.T, passable.T)):
            _sweep(turned, way)
            _sweep(turned[:, ::-1], way[:, ::-1])
        if int(reached.sum()) == before:
            return reached


def shrunk(mask: Mask, pixels: int) -> Mask:
    """``mask`` without a rim of ``pixels``; the edge of the picture is no rim."""
    for step in range(pixels):
        # By sides and by corners in turn, which makes a disc of octagons.
        mask = _eroded(mask, corners=step % 2 == 1)
    return mask


def across(body: Mask) -> NDArray[np.float32]:
    """How far along the body's extent in its row each pixel lies: 0 at its left end, 1 at its right end."""
    width = body.shape[1]
    first = body.argmax(axis=1)
    last = width - 1 - body[:, ::-1].argmax(axis=1)
    extent = np.maximum(last - first, 1)
    along: NDArray[np.float32] = ((np.arange(width)[None, :] - first[:, None]) / extent[:, None]).astype(np.float32)
    return along


def _sweep(reached: Mask, passable: Mask) -> None:
    """Carry what is reached along each row to the next barrier, in place."""
    place = np.arange(reached.shape[1], dtype=np.int32)
    barrier = np.maximum.accumulate(np.where(passable, np.int32(-1), place), axis=1)
    source = np.maximum.accumulate(np.where(reached, place, np.int32(-1)), axis=1)
    np.logical_or(reached, passable & (source > barrier), out=reached)


def _pooled(mask: Mask) -> NDArray[np.float64]:
    """The share that is true in each cell; cells at the right and lower edge may be smaller."""
    height, width = mask.shape
    down, along = -(-height // _CELL), -(-width // _CELL)
    whole = np.pad(mask, ((0, down * _CELL - height), (0, along * _CELL - width)), mode="edge")
    means: NDArray[np.float64] = whole.reshape(down, _CELL, along, _CELL).mean(axis=(1, 3))
    return means


def _spread(cells: Mask, height: int, width: int) -> Mask:
    return cells.repeat(_CELL, axis=0).repeat(_CELL, axis=1)[:height, :width]


def _grown(mask: Mask) -> Mask:
    return ~_eroded(~mask, corners=True)


def _eroded(mask: Mask, *, corners: bool) -> Mask:
    result = mask.copy()
    result[1:] &= mask[:-1]
    result[:-1] &= mask[1:]
    base = result.copy() if corners else mask
    result[:, 1:] &= base[:, :-1]
    result[:, :-1] &= base[:, 1:]
    return result
