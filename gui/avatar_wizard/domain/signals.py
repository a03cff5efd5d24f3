"""What looking through a whole take measured: numbers and times, no judgement.

Times are seconds from the beginning of the file, as a player shows them. Levels of sound are LUFS, dBTP or dBFS;
of light, percent of full white (0 = black, 100 = white; what is below or above the video range is cut off). Shares
are 0 to 1. None means: not measured, because there was nothing to measure or the check was not made.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start_s`` to ``end_s``; ``peak`` is the worst value in between, in the unit of what is told."""

    start_s: float
    end_s: float
    peak: float = 0.0

    @property
    def seconds(self) -> float:
        """How long."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class SoundSignals:
    """The first sound track.

    ``loudness``: integrated (ITU-R BS.1770, EBU R 128), ``true_peak`` of all channels. ``curve``: momentary loudness,
    the loudest in each second. ``silences``: below the rules' level for half a second or longer. ``speech`` and
    ``noise``: RMS of the loud and of the quiet parts (dBFS). ``clipped``: runs of full-scale samples; their ``peak``
    is the number of samples in a row. ``levels``: RMS of each channel over the take (dBFS).
    """

    loudness: float | None = None
    true_peak: float | None = None
    curve: tuple[float, ...] = ()
    silences: tuple[Span, ...] = ()
    speech: float | None = None
    noise: float | None = None
    clipped: tuple[Span, ...] = ()
    levels: tuple[float, ...] = ()
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class PictureSignals:
    """The picture.

    ``light``: mean of each second. ``drift``: spans whose light differs from the take's own median (``peak``:
    difference in percent of that median). ``flicker``: ripple of the light from picture to picture (``peak``: percent
    of the light). ``cuts``: moments; ``black``, ``frozen``: spans; ``shake``: spans (``peak``: percent of the width).
    ``interlaced``: share of pictures; ``uneven``: share of intervals between pictures that are not the usual one;
    ``bars``: share of the picture's height or width that is black at its edges.
    """

    light: tuple[float, ...] = ()
    drift: tuple[Span, ...] = ()
    flicker: tuple[Span, ...] = ()
    cuts: tuple[float, ...] = ()
    black: tuple[Span, ...] = ()
    frozen: tuple[Span, ...] = ()
    shake: tuple[Span, ...] = ()
    interlaced: float | None = None
    uneven: float | None = None
    bars: float | None = None
    start_s: float | None = None
    end_s: float | None = None


class ScreenColour(StrEnum):
    """What the wall behind the person is."""

    GREEN = "green"
    BLUE = "blue"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ScreenSignals:
    """The wall behind the person, where it is to be replaced.

    ``coverage``: share of the border zone that has the screen's colour. ``unevenness``: its brightest over its
    darkest twentieth, in stops. ``level``: its light. ``spill``: share of the person's edge that has taken the colour.
    ``holes``: share of the person's area that has the colour. Each is the value reached for a tenth of the take, so
    that a single picture does not count. ``worst_s``: where it was worst. ``map``: light of the
    screen in rows from the top, each of ``map_columns`` values, -1 where no screen is; for the heat map.
    """

    colour: ScreenColour = ScreenColour.OTHER
    coverage: float | None = None
    unevenness: float | None = None
    level: float | None = None
    spill: float | None = None
    holes: float | None = None
    worst_s: float | None = None
    map_columns: int = 0
    map: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonSignals:
    """The person, where faces could be looked for.

    ``present``: share of samples with a face; ``absent``, ``crowd`` (two faces or more), ``outside`` (the head
    touches the edge), ``sideways`` (a face only when the picture is turned): spans, with the number of faces, the share
    of the head outside and the degrees to turn to the right as their ``peak``. ``size``: height of the face by that of
    the picture, median. ``sharpness``: variance of the Laplacian on the face at 64 pixels and like contrast, median.
    ``exposure``: light of the skin, median; ``burnt``: share of the face in full white. ``mouth_open``: share of the
    opening in which the mouth was open.
    """

    samples: int = 0
    present: float | None = None
    absent: tuple[Span, ...] = ()
    crowd: tuple[Span, ...] = ()
    outside: tuple[Span, ...] = ()
    sideways: tuple[Span, ...] = ()
    size: float | None = None
    sharpness: float | None = None
    exposure: float | None = None
    burnt: float | None = None
    mouth_open: float | None = None


@dataclass(frozen=True, slots=True)
class Signals:
    """Everything one pass measured.

    ``is_whole``: the take was looked through from beginning to end, not by samples. ``decode_errors``: moments at
    which the picture or sound could not be read; ``ends_early_s``: where the readable part ends, when that is before
    the end the container promises.
    """

    is_whole: bool = False
    decode_errors: tuple[float, ...] = ()
    ends_early_s: float | None = None
    sound: SoundSignals | None = None
    picture: PictureSignals | None = None
    screen: ScreenSignals | None = None
    person: PersonSignals | None = None
