"""The green screen over a take: its colour, how much of the picture it fills, how well it is lit, where it fails."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from avatar_wizard.domain.signals import ScreenColour, ScreenSignals

from .screen_picture import Light, Seen, Shares, look_at
from .spans import Measures, sliding_median
from .watching import COLOUR_WIDTH, Pixels, Take

_MIXED = 4  # pixels of the take that an outline runs over: lenses, and colour that is coded at half the resolution
_WORST = 90  # percentile: what is as bad for a tenth of the take counts, a hand that flits by does not
_MAPS = 128  # kept for the median at most; then every other one is dropped, and every other one taken

_TOO_BAD = {"coverage": 0.15, "unevenness": 1 / 3, "level": 15.0, "spill": 0.08, "holes": 0.01}
"""How much of each is as bad as so much of another, so that one picture can be called the worst."""
_BEST_LEVEL = 45.0


class Screen:
    """Watches the wall behind the person in RGB pictures of ``COLOUR_WIDTH``.

    Measures: ``screen.excess_share``, ``screen.zone_share``, ``screen.wall_share``, ``screen.spill_share`` (see
    ``screen_picture.Shares``).
    """

    def __init__(self, take: Take, rules: Measures) -> None:
        longer = max(take.width, take.height, 1)
        # A small picture is scaled up, and so are its mixed edges.
        self._edge = math.ceil(_MIXED * COLOUR_WIDTH / longer)
        self._shares = Shares(
            excess=rules.measure("screen.excess_share"),
            zone=rules.measure("screen.zone_share"),
            wall=rules.measure("screen.wall_share"),
            spill=rules.measure("screen.spill_share"),
        )
        self._times: list[float] = []
        self._seen: list[Seen] = []
        self._maps = _Maps()

    def take(self, at_s: float, pixels: Pixels) -> None:
        """The next picture."""
        seen, light = look_at(pixels, self._edge, self._shares)
        self._times.append(at_s)
        self._seen.append(seen)
        self._maps.add(light)

    def finish(self) -> ScreenSignals:
        """What was seen; without a picture nothing."""
        if not self._seen:
            return ScreenSignals()
        colours = [seen.colour for seen in self._seen]
        colour = max(ScreenColour, key=colours.count)
        mine = [seen for seen in self._seen if seen.colour is colour]
        uncovered = _sustained([1 - _covered(seen, colour) for seen in self._seen])
        levels = [seen.level for seen in mine if seen.level is not None]
        columns, light = self._maps.median()
        return ScreenSignals(
            colour,
            coverage=None if uncovered is None else 1 - uncovered,
            unevenness=_sustained([seen.unevenness for seen in mine]),
            level=float(np.median(levels)) if levels else None,
            spill=_sustained([seen.spill for seen in mine]),
            holes=_sustained([seen.holes for seen in mine]),
            worst_s=self._worst(colour),
            map_columns=columns,
            map=light,
        )

    def _worst(self, colour: ScreenColour) -> float:
        """The first moment that is about as bad as any."""
        badness = np.array([_badness(seen, colour) for seen in self._seen])
        return self._times[int(np.argmax(badness >= badness.max() * 0.95))]


class _Maps:
    """Maps of light, evenly over the take, however long it is."""

    def __init__(self) -> None:
        self._kept: list[Light] = []
        self._every = 1
        self._count = 0

    def add(self, light: Light) -> None:
        if self._count % self._every == 0:
            if len(self._kept) == _MAPS:
                del self._kept[1::2]
                self._every *= 2
            if self._count % self._every == 0:
                self._kept.append(light)
        self._count += 1

    def median(self) -> tuple[int, tuple[float, ...]]:
        """Columns, and the usual light of each block by rows."""
        middle = np.median(np.stack(self._kept), axis=0)
        # Between a picture with wall there and one without lies no light: half of -1 is nothing.
        middle[middle < 0] = -1
        return middle.shape[1], tuple(round(float(value), 1) for value in middle.ravel())


def _covered(seen: Seen, colour: ScreenColour) -> float:
    return seen.covered[1 if colour is ScreenColour.BLUE else 0]


def _sustained(values: Sequence[float | None]) -> float | None:
    """What a tenth of the values reaches or exceeds, single outliers left out."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    row = np.array(known)
    if len(row) > 2:
        row = sliding_median(row, 3)[1:-1]  # at its ends it has no neighbours to hold an outlier against
    return float(np.percentile(row, _WORST))


def _badness(seen: Seen, colour: ScreenColour) -> float:
    if seen.colour is not colour:
        return 0.0
    values = {
        "coverage": 1 - _covered(seen, colour),
        "unevenness": seen.unevenness,
        "level": None if seen.level is None else abs(seen.level - _BEST_LEVEL),
        "spill": seen.spill,
        "holes": seen.holes,
    }
    return max((value / _TOO_BAD[name] for name, value in values.items() if value is not None), default=0.0)
