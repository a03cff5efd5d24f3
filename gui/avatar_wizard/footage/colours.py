"""From the colours of high dynamic range to those of every screen: a table for ffmpeg's ``haldclut``, computed here.

The bundled ffmpeg has no zscale. Its scale filter can convert, but its "perceptual" way makes a white shirt grey
(measured: 203 nits become 68 %), its "relative colorimetric" one burns out whatever is brighter than a white shirt,
and both take two and a half times as long as this table.

Sources: ITU-R BT.2100-2 (HLG and PQ), BT.2408-7 (diffuse white at 203 nits; 75 % HLG, 58 % PQ), BT.1886 (display
gamma 2.4), BT.709-6 and BT.2020-2 (primaries; the matrix is that of BT.2087-0).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEVEL = 6
"""Of the hald image: ``LEVEL`` cubed pixels wide and high, ``LEVEL`` squared entries a colour."""

HDR = frozenset({"arib-std-b67", "smpte2084"})
"""The transfer curves of high dynamic range, by ffprobe's names: HLG and PQ."""

WHITE_NITS = 203.0
PEAK_NITS = 1000.0
GAMMA = 2.4

_KNEE = 0.85
"""Signals below are kept as they are: skin lies there. Above, highlights bend into what is left; white gets 93 %."""

_BT2020_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], dtype=np.float64
)
_BT2020_LUMA = np.array([0.2627, 0.6780, 0.0593], dtype=np.float64)

Colours = NDArray[np.float64]


def hald(transfer: str | None) -> bytes:
    """The table as a picture in ``rgb48le``, for RGB with BT.2020 primaries and ``transfer`` (ffprobe's name).

    Any other transfer than HLG's and PQ's is taken for that of an ordinary screen: then only the primaries change.
    """
    steps = np.linspace(0.0, 1.0, LEVEL**2)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    table = to_bt709(np.stack((red, green, blue), axis=-1).reshape(-1, 3), transfer)
    return np.round(table * 65535).astype("<u2").tobytes()


def to_bt709(signal: Colours, transfer: str | None) -> Colours:
    """BT.2020 signals (0 to 1, shape (count, 3)) as BT.709 signals for an ordinary screen."""
    light = _light(signal, transfer) @ _BT2020_TO_BT709.T
    shown = np.clip(light, 0.0, None) ** (1 / GAMMA)
    if transfer in HDR:
        shown = _bent(shown)
    return np.clip(shown, 0.0, 1.0)


def _light(signal: Colours, transfer: str | None) -> Colours:
    """Light on the screen, 1.0 = diffuse white."""
    if transfer == "smpte2084":
        root = signal ** (32 / 2523)
        nits = 10_000 * (np.clip(root - 107 / 128, 0, None) / (2413 / 128 - 2392 / 128 * root)) ** (16384 / 2610)
        return np.clip(nits, 0, PEAK_NITS) / WHITE_NITS
    if transfer == "arib-std-b67":
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
        luma = (scene @ _BT2020_LUMA)[:, None]
        return scene * np.clip(luma, 1e-9, None) ** 0.2 * (PEAK_NITS / WHITE_NITS)
    return signal**GAMMA


def _bent(shown: Colours) -> Colours:
    """The shoulder: slope 1 at the knee, 1.0 at ``PEAK_NITS`` (Reinhard's curve with a white point)."""
    room = 1 - _KNEE
    top = ((PEAK_NITS / WHITE_NITS) ** (1 / GAMMA) - _KNEE) / room
    over = np.clip((shown - _KNEE) / room, 0, top)
    return np.where(shown <= _KNEE, shown, _KNEE + room * over * (1 + over / top**2) / (1 + over))
