"""A picture at smaller sizes: halves for movement, quarters for cuts, and a few blocks for light."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .watching import Pixels

Plane = NDArray[np.float32]

ROWS, COLUMNS = 9, 8
"""Blocks per picture, whatever its shape. Nine rows are fine enough for the bands of a rolling shutter."""

_SMALLEST = 32  # a picture less than this wide or high is padded: nothing could be told from it anyway


@dataclass(slots=True)
class View:
    """One picture, as all who look at light and movement see it. ``full`` is valid during the call only.

    ``half`` and ``quarter``: means of 2 x 2 and 4 x 4 pixels, 0 to 255; ``blocks``: means of ``ROWS`` x ``COLUMNS``
    equal parts, row by row; ``light``: mean. Those who look first tell the others: ``is_black``, nothing to be seen;
    ``is_other``, another scene than the last picture's.
    """

    at_s: float
    full: Pixels
    half: Plane
    quarter: Plane
    blocks: Plane
    light: float
    is_black: bool = False
    is_other: bool = False


class Pyramid:
    """Makes views of pictures of one shape."""

    def __init__(self, height: int, width: int) -> None:
        self.shape = (height, width)
        rows, columns = (max(_SMALLEST, side) // 4 * 4 for side in (height, width))
        self._rows, self._columns = rows, columns
        self._by_row = _shares(ROWS, rows // 4)
        self._by_column = np.ascontiguousarray(_shares(COLUMNS, columns // 4).T)

    def view(self, at_s: float, pixels: Pixels) -> View:
        """``pixels`` (height, width) as a view."""
        full = np.ascontiguousarray(self._fitted(pixels))
        pairs = full.reshape(self._rows // 2, 2, self._columns)
        half = _columns_halved(np.add(pairs[:, 0], pairs[:, 1], dtype=np.uint16)).astype(np.float32)
        half *= np.float32(0.25)
        quads = half.reshape(self._rows // 4, 2, self._columns // 2)
        quarter = _columns_halved(quads[:, 0] + quads[:, 1])
        quarter *= np.float32(0.25)
        blocks = self._by_row @ quarter @ self._by_column
        return View(at_s, full, half, quarter, blocks.ravel(), float(quarter.sum()) / quarter.size)

    def _fitted(self, pixels: Pixels) -> Pixels:
        height, width = pixels.shape
        if height < self._rows or width < self._columns:
            missing = (max(0, self._rows - height), max(0, self._columns - width))
            pixels = np.pad(pixels, ((0, missing[0]), (0, missing[1])), mode="edge")
        return pixels[: self._rows, : self._columns]


def _columns_halved(values: NDArray[Any]) -> NDArray[Any]:
    halved: NDArray[Any] = values[:, 0::2] + values[:, 1::2]
    return halved


def _shares(parts: int, size: int) -> Plane:
    """Row by row, how much each of ``size`` places gives to the mean of each of ``parts`` equal parts."""
    edges = np.linspace(0, size, parts + 1)
    places = np.arange(size)
    overlap = np.minimum(edges[1:, None], places + 1) - np.maximum(edges[:-1, None], places)
    shares = np.clip(overlap, 0, 1)
    shares /= shares.sum(axis=1, keepdims=True)
    return np.asarray(shares, dtype=np.float32)
