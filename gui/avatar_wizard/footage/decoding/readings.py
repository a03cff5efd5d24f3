"""What ffmpeg says on standard error during a pass: loudness, interlacing, how far it is, and what it could not decode.

See ``graph`` for what is printed. Lines of its own messages and lines of filters are each written whole, but a
filter's line may come between the pieces of a message: so nothing is expected at the beginning of a line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from enum import Enum, auto

from .graph import INTERLACE, LOUDNESS, MARK, MARK_EVERY

_MOST_ERRORS = 1000
_BY_CHANCE = 1.0  # standard deviations, about, of what noise alone makes of many pictures

_MOMENT = re.compile(r"frame:\d+ +pts:\S+ +pts_time:(\S+)")
_LOUDNESS = re.compile(re.escape(LOUDNESS) + r"(\S+)=(\S+)")
_INTERLACE = re.compile(re.escape(INTERLACE) + r"=(\w+)")
_MARK = re.compile(re.escape(MARK) + r"=")

# The decoders' own complaints come from several threads at any time, some from looking ahead; what ffmpeg says of
# a packet or a picture comes when it is that one's turn.
_DAMAGE = re.compile(
    r"\[dec:[^\]]*\] \[(?:error|fatal)\]|corrupt decoded frame|\[in#[^\]]*\] \[error\]"
    r"|Skipping (?:invalid undecodable )?NALU"  # HEVC gives the rest of the picture back as if it were whole
)
_SOUND = re.compile(r"\[aist#|\[dec:(?:aac|ac3|eac3|alac|flac|mp[23]|opus|pcm|vorbis)")
_NO_DECODER = re.compile(
    r"hardware accelerated \w+ decoding|Decod(?:er .{0,80} not found|ing requested, but no decoder found)"
)


class Obstacle(Enum):
    """Why it makes no sense to go on in this way."""

    NO_PICTURE_DECODER = auto()
    NO_SOUND_DECODER = auto()
    DAMAGE = auto()


class ObstructedError(Exception):
    """Another way must be tried, or none is left."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.name)
        self.obstacle = obstacle


class Readings:
    """Reads the lines in their order; ``on_loudness`` gets the moment of each reading and its values by name.

    ``picture_errors`` and ``sound_errors``: moments at which something could not be decoded; sound is decoded some
    way ahead of what is known here, so that its moments are half a second early. With ``is_damage_doubted`` (a
    graphics card has its own failures) the first one raises ObstructedError. ``interval_s``: between two pictures.
    """

    def __init__(
        self,
        on_loudness: Callable[[float, Mapping[str, float]], None],
        *,
        interval_s: float = 0.0,
        is_damage_doubted: bool = False,
    ) -> None:
        self._on_loudness = on_loudness
        self._is_damage_doubted = is_damage_doubted
        # The damaged picture is one of those after the last mark.
        self._behind_s = MARK_EVERY * interval_s
        self._at = 0.0
        self._loudness: dict[str, float] = {}
        self._picture_at = self._sound_at = 0.0
        self._top_first = self._bottom_first = self._progressive = 0
        self.picture_errors: list[float] = []
        self.sound_errors: list[float] = []

    @property
    def interlaced(self) -> float | None:
        """The share of interlaced pictures among those of which it can be told.

        A camera keeps to one order of its lines, and a few pictures more; noise before a still wall looks like either.
        """
        told = self._top_first + self._bottom_first + self._progressive
        surplus = abs(self._top_first - self._bottom_first) - _BY_CHANCE * told**0.5
        return max(0.0, surplus) / told if told else None

    def line(self, text: str) -> None:
        """The next line. Raises ObstructedError when this ffmpeg cannot decode picture or sound at all."""
        if (found := _MOMENT.search(text)) is not None:
            self.finish()
            self._at = _number(found[1]) or 0.0
        elif (found := _LOUDNESS.search(text)) is not None:
            if (value := _number(found[2])) is not None:
                self._loudness[found[1]] = value
        elif _MARK.search(text):
            self._picture_at = self._at
        elif (found := _INTERLACE.search(text)) is not None:
            self._top_first += found[1] == "tff"
            self._bottom_first += found[1] == "bff"
            self._progressive += found[1] == "progressive"
        elif _NO_DECODER.search(text):
            raise ObstructedError(Obstacle.NO_SOUND_DECODER if _SOUND.search(text) else Obstacle.NO_PICTURE_DECODER)
        elif _DAMAGE.search(text):
            if self._is_damage_doubted:
                raise ObstructedError(Obstacle.DAMAGE)
            if _SOUND.search(text):
                _note(self.sound_errors, self._sound_at)
            else:
                _note(self.picture_errors, self._picture_at + self._behind_s)

    def finish(self) -> None:
        """Hand over the last reading of the loudness."""
        if self._loudness:
            values, self._loudness = self._loudness, {}
            self._sound_at = self._at
            self._on_loudness(self._at, values)


def _note(errors: list[float], at_s: float) -> None:
    if len(errors) < _MOST_ERRORS and at_s not in errors[-1:]:
        errors.append(at_s)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
