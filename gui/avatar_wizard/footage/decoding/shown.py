"""Small pictures of high dynamic range or wide gamut as an ordinary screen shows them, by tables made beforehand.

ffmpeg's own conversion computes its tables for five seconds before the first picture, in every run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.footage.colours import HDR, to_bt709
from avatar_wizard.footage.watchers.watching import Pixels

_BITS = 6  # of each colour look up the table: coarser than a picture, finer than anything that is measured
_BLOCK = 64 * 1024


class Shown:
    """Takes grey and RGB pictures of BT.2020 with one ``transfer`` curve (ffprobe's name) to BT.709's."""

    def __init__(self, transfer: str | None) -> None:
        levels = np.arange(256) / 255
        grey = to_bt709(np.repeat(levels[:, None], 3, axis=1), transfer).mean(axis=1)
        self._grey = _bytes(grey)
        self._colours: NDArray[np.uint8] | None = None
        self._transfer = transfer

    def grey(self, pixels: Pixels) -> Pixels:
        """A grey picture, as if all of it were without colour."""
        return self._grey[pixels]

    def colour(self, pixels: Pixels) -> Pixels:
        """An RGB picture."""
        if self._colours is None:
            self._colours = _table(self._transfer)
        red, green, blue = (pixels[..., channel].astype(np.uint32) >> (8 - _BITS) for channel in range(3))
        shown: Pixels = self._colours[(red << 2 * _BITS) | (green << _BITS) | blue]
        return shown


def conversion(facts: FootageFacts) -> Shown | None:
    """What pictures of this take need to look ordinary; None when they do already."""
    if facts.transfer not in HDR and facts.primaries != "bt2020":
        return None
    return Shown(facts.transfer)


def _table(transfer: str | None) -> NDArray[np.uint8]:
    count = 1 << _BITS
    steps = (np.arange(count) + 0.5) / count
    red, green, blue = np.meshgrid(steps, steps, steps, indexing="ij")
    signals = np.stack((red, green, blue), axis=-1).reshape(-1, 3)
    # Piece by piece: in one go it would take tens of megabytes for a moment.
    pieces = [_bytes(to_bt709(signals[at : at + _BLOCK], transfer)) for at in range(0, len(signals), _BLOCK)]
    return np.concatenate(pieces)


def _bytes(signals: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.round(np.clip(signals, 0.0, 1.0) * 255).astype(np.uint8)
