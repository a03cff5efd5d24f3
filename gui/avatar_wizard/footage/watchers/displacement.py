"""How far the background has moved from one picture to another, to a fraction of a pixel.

Cells at the edges are measured each by itself: the least-squares fit of a small shift together with a change of gain
and offset (after Lucas and Kanade, 1981), begun, where that explains nothing, at the shift that phase correlation
finds. A cell speaks when its pattern is strong enough, in each direction by itself: a plain wall says nothing, and a
horizontal edge nothing about the horizontal. Cells must agree. An arm that comes into the picture moves one or two of
them; a lens that breathes while it focuses moves left and right apart; a camera moves all of them alike.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .pyramid import Plane

_ROWS, _COLUMNS = 4, 5
_CELLS = np.array([0, 4, 5, 9, 1, 3, 10, 14])  # left and right, and the top row but for the head's place
_CORNERS = 4  # the first so many show the background also where the person fills the picture
_SURE = 0.08  # pixels: a cell whose error is greater is not heard
_FEWEST = 3  # cells that must speak
_FEWEST_CORNERS = 2  # of them in the upper corners
_STANDS = 0.04  # pixels
_AGREE = 0.6  # share of them that must say the same
_ALIKE = (0.12, 0.35)  # pixels, and share of the shift, by which they may differ
_NEAR = 0.5  # pixels: a fit is exact when the shift is smaller
_ROUNDS = 3
_FEWEST_RESTLESS = 2  # cells without an explanation
_RESTLESS = 3.0  # of 255: what is left of a cell's difference when no small shift explains it
_ALIKE_AT = 0.12  # of 1: the likeness at which a far shift is looked into
_FARTHEST = 0.1  # of the longer side: so far no hand throws a camera between two looks
_NOISE = 0.02  # of 255, squared: what rounding alone leaves
_RIDGE = np.diag([1e-2] * 4)  # keeps a cell without any pattern from having no solution

_Whole = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Fit:
    """What cells say of the ``shift`` to the right and down (pixels): None where they do not know or agree.

    ``guess``: the same, when it need not be sure. ``left``: of the differences, squared; ``restless``: cells with much.
    """

    shift: tuple[float | None, float | None]
    guess: tuple[float, float]
    left: float
    restless: int


class Background:
    """Measures pictures of one shape."""

    def __init__(self, half: tuple[int, ...], quarter: tuple[int, ...]) -> None:
        self.shape = half
        self._height, self._width = half[0] // _ROWS, half[1] // _COLUMNS
        rows, columns = np.arange(-1, self._height + 1), np.arange(-1, self._width + 1)
        # With one pixel more all round, for the gradients.
        self._rows = (_CELLS // _COLUMNS * self._height)[:, None, None] + rows[None, :, None]
        self._columns = (_CELLS % _COLUMNS * self._width)[:, None, None] + columns[None, None, :]
        self._places, self._inside = self._seen((0, 0))
        self._counts = _counting(self._inside)
        self._window = _edges(quarter)

    def moved(self, before: tuple[Plane, Plane], after: tuple[Plane, Plane]) -> tuple[float, float]:
        """Pixels of the half-size picture to the right and down; 0 where nobody knows.

        ``before`` and ``after``: a picture at half and at a quarter of its size.
        """
        start = (0, 0)
        fit = self._fitted(before[0], after[0], start)
        if fit.restless >= _FEWEST_RESTLESS:
            right, down = _far_shift(before[1], after[1], self._window)
            if (right, down) != (0, 0):
                far = self._fitted(before[0], after[0], (2 * right, 2 * down))
                if far.left < fit.left:
                    start, fit = (2 * right, 2 * down), far
        for _ in range(_ROUNDS):
            # What is left is halved or better each time; a fit is exact only when there is little left.
            rest = (round(fit.guess[0] / (2 * _NEAR)), round(fit.guess[1] / (2 * _NEAR)))
            if rest == (0, 0):
                break
            nearer = (start[0] + rest[0], start[1] + rest[1])
            again = self._fitted(before[0], after[0], nearer)
            if again.left >= fit.left:
                break
            start, fit = nearer, again
        right_beyond, down_beyond = fit.shift
        return (
            0.0 if right_beyond is None else start[0] + right_beyond,
            0.0 if down_beyond is None else start[1] + down_beyond,
        )

    def _seen(self, start: _Whole) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where each cell's pixels lie in a picture that moved by ``start``, and which of them are in the picture."""
        rows, columns = self._rows + start[1], self._columns + start[0]
        inside = (rows >= 0) & (rows < self.shape[0]) & (columns >= 0) & (columns < self.shape[1])
        return np.where(inside, rows * self.shape[1] + columns, 0), inside

    def _fitted(self, before: Plane, after: Plane, start: _Whole) -> _Fit:
        """The shift beyond ``start``."""
        places, counts = self._places, self._counts
        if start != (0, 0):
            places, inside = self._seen(start)
            counts = _counting(inside & self._inside)
        first, second = before.ravel()[self._places], after.ravel()[places]
        middle = first + second
        cells = np.empty((len(_CELLS), 5, self._height, self._width), np.float32)
        np.subtract(middle[:, 1:-1, 2:], middle[:, 1:-1, :-2], out=cells[:, 0])
        np.subtract(middle[:, 2:, 1:-1], middle[:, :-2, 1:-1], out=cells[:, 1])
        cells[:, :2] *= np.float32(0.25)
        np.subtract(middle[:, 1:-1, 1:-1], np.float32(256), out=cells[:, 2])
        cells[:, 3] = 1
        np.subtract(first[:, 1:-1, 1:-1], second[:, 1:-1, 1:-1], out=cells[:, 4])
        cells *= counts
        flat = cells.reshape(len(_CELLS), 5, -1)
        return _agreed((flat @ flat.transpose(0, 2, 1)).astype(np.float64))


def _counting(inside: NDArray[np.bool_]) -> Plane:
    """1 for a pixel with all four neighbours in the picture, of which its gradients are made; else 0."""
    counts = inside[:, 1:-1, 2:] & inside[:, 1:-1, :-2] & inside[:, 2:, 1:-1] & inside[:, :-2, 1:-1]
    return counts[:, None].astype(np.float32)


def _agreed(products: NDArray[np.float64]) -> _Fit:
    """The shift that most cells agree on, from each cell's products of gradients, light, one and difference."""
    wanted = products[:, :4, 4:]
    inverse = np.linalg.inv(products[:, :4, :4] + _RIDGE)
    fit = (inverse @ wanted)[:, :, 0]
    left = products[:, 4, 4] - (fit[:, None] @ wanted)[:, 0, 0]
    count = products[:, 3, 3]
    variance = np.maximum(left, 0) / np.maximum(1, count - 4) + _NOISE
    error = np.sqrt(variance[:, None] * np.diagonal(inverse, axis1=1, axis2=2)[:, :2])
    restless = int(np.count_nonzero(variance > _RESTLESS**2))
    right, down = (_middle(fit[:, axis].tolist(), error[:, axis].tolist()) for axis in (0, 1))
    if restless < _FEWEST_RESTLESS:
        guess = (right or 0.0, down or 0.0)
    else:
        guess = (statistics.median(fit[:, 0].tolist()), statistics.median(fit[:, 1].tolist()))
    return _Fit((right, down), guess, float(variance.mean()), restless)


def _middle(said: list[float], error: list[float]) -> float | None:
    """The median of what the sure cells say, when enough of them say about the same."""
    heard = [shift for shift, each in zip(said, error, strict=True) if each < _SURE]
    corners = [(shift, each) for shift, each in zip(said[:_CORNERS], error, strict=False) if each < _SURE]
    if len(heard) < _FEWEST or len(corners) < _FEWEST_CORNERS:
        return None
    # When the camera moves, no part of the background stands.
    if sum(abs(shift) <= max(_STANDS, 2 * each) for shift, each in corners) >= _FEWEST_CORNERS:
        return 0.0
    middle = statistics.median(heard)
    limit = _ALIKE[0] + _ALIKE[1] * abs(middle)
    agree = all(
        sum(abs(shift - middle) <= limit for shift in part) >= _AGREE * len(part)
        for part in (heard, [shift for shift, _ in corners])
    )
    return middle if agree else None


def _far_shift(before: Plane, after: Plane, window: Plane) -> _Whole:
    """The shift in whole pixels, however large, at which two pictures are most alike (phase correlation)."""
    height, width = before.shape
    first, second = (np.fft.rfft2((each - each.mean()) * window) for each in (before, after))
    crossed = second * np.conj(first)
    likeness = np.fft.irfft2(crossed / (np.abs(crossed) + 1e-6), before.shape)
    down, right = (int(each) for each in np.unravel_index(int(np.argmax(likeness)), likeness.shape))
    right, down = (right + width // 2) % width - width // 2, (down + height // 2) % height - height // 2
    is_believed = likeness.max() >= _ALIKE_AT and max(abs(right), abs(down)) <= _FARTHEST * max(width, height)
    return (right, down) if is_believed else (0, 0)


def _edges(shape: tuple[int, ...]) -> Plane:
    """What counts of a picture whose middle belongs to the person; nothing at the very edge, where things come in."""
    height, width = shape
    window = np.sqrt(np.outer(np.hanning(height), np.hanning(width)))
    window[height // _ROWS :, width // _COLUMNS : -(width // _COLUMNS)] = 0
    return np.asarray(window, dtype=np.float32)
