"""The two passes through a take; here the full one: every picture and every sample, decoded once for all watchers."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Event as StopEvent

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import Signals
from avatar_wizard.flow.viewing import Progress

from .audience import PictureAudience, SoundAudience, Watchers, take_of
from .decode import stream
from .graph import Leg
from .hardware import offers_hardware
from .instant import run_instant as run_instant
from .matroska import Block
from .readings import Obstacle, ObstructedError, Readings
from .streaming import Patience

_EARLY_S = 0.5
"""How far the end of what can be read may miss the promised one."""

_ERRORS_APART_S = 0.5


def run_full(
    path: Path,
    facts: FootageFacts,
    *,
    ffmpeg: Path,
    watchers: Watchers,
    on_progress: Progress,
    stop: StopEvent,
    pause: StopEvent,
    patience: Patience | None = None,
) -> Signals:
    """Look through the whole take; ``pause`` halts ffmpeg too.

    Raises Stopped, ``footage.cannot_decode`` (facts: codec), ``footage.tool_timeout``, ``footage.tool_failed``,
    ``footage.tool_missing``, ``file.missing`` and ``file.unreadable`` (facts: name, role).
    """
    progress = _Progress(on_progress, facts.duration_s)
    is_hardware_used, is_sound_wanted = offers_hardware(ffmpeg) and facts.codec is not None, bool(facts.audio)
    while True:
        attempt = _Full(facts, watchers, is_hardware_used=is_hardware_used, is_sound_wanted=is_sound_wanted)
        try:
            signals = attempt.run(path, ffmpeg, progress, stop, pause, patience)
        except (ObstructedError, ProblemError) as error:
            if is_hardware_used and _may_be_the_hardware(error):
                is_hardware_used = False
            elif is_sound_wanted and attempt.legs != (Leg.SOUND,) and _is_for_the_sound(error, attempt):
                is_sound_wanted = False
            elif isinstance(error, ObstructedError):
                codec = facts.audio[0].codec if error.obstacle is Obstacle.NO_SOUND_DECODER else facts.codec
                raise ProblemError("footage.cannot_decode", codec=codec) from None
            else:
                raise
        else:
            on_progress(1.0)
            return signals


def _may_be_the_hardware(error: ObstructedError | ProblemError) -> bool:
    return isinstance(error, ObstructedError) or error.problem.code in ("footage.tool_failed", "footage.tool_timeout")


def _is_for_the_sound(error: ObstructedError | ProblemError, attempt: _Full) -> bool:
    """Whether the picture alone may be had: no decoder for the sound, or a track that never begins."""
    if isinstance(error, ObstructedError):
        return error.obstacle is Obstacle.NO_SOUND_DECODER
    return error.problem.code == "footage.tool_failed" and not attempt.has_begun


class _Progress:
    """Never goes back, and stays below 1 until all is done."""

    def __init__(self, tell: Progress, seconds: float | None) -> None:
        self._tell, self._seconds = tell, seconds
        self._told = 0.0

    def at(self, at_s: float) -> None:
        """So far it has come."""
        done = min(math.floor(1000 * at_s / self._seconds) / 1000, 0.999) if self._seconds else 0.0
        if done > self._told:
            self._told = done
            self._tell(done)


class _Full:
    """One attempt at the whole file, with watchers of its own."""

    def __init__(
        self, facts: FootageFacts, watchers: Watchers, *, is_hardware_used: bool, is_sound_wanted: bool
    ) -> None:
        self._facts, self._is_hardware_used = facts, is_hardware_used
        take = take_of(facts, ((0.0, facts.duration_s or math.inf),))
        self._pictures = PictureAudience(watchers, take, facts) if facts.codec is not None else None
        self._sound = SoundAudience(watchers, take) if is_sound_wanted else None
        self.legs = (
            *(watchers.picture_legs if self._pictures is not None else ()),
            *((Leg.SOUND,) if self._sound is not None else ()),
        )
        interval_s = 1 / facts.frame_rate if facts.frame_rate else 0.0
        self._readings = Readings(self._measured, interval_s=interval_s, is_damage_doubted=is_hardware_used)
        self.has_begun = False

    def run(
        self,
        path: Path,
        ffmpeg: Path,
        progress: _Progress,
        stop: StopEvent,
        pause: StopEvent,
        patience: Patience | None,
    ) -> Signals:
        """Look and listen to the end."""
        if self.legs:
            blocks = stream(
                path,
                self._facts,
                ffmpeg,
                self.legs,
                self._readings,
                stop=stop,
                pause=pause,
                patience=patience,
                is_hardware_used=self._is_hardware_used,
            )
            # Closed here: whoever keeps the exception of a watcher would keep the tool running.
            with contextlib.closing(blocks):
                for leg, block in blocks:
                    self.has_begun = True
                    self._take(leg, block)
                    if leg is self.legs[0]:
                        progress.at(block.at_s)
        if self._pictures is not None and self._pictures.count == 0 and self.legs != (Leg.SOUND,):
            # Nothing can be said of what was not seen.
            raise ObstructedError(Obstacle.NO_PICTURE_DECODER)
        return self._signals()

    def _take(self, leg: Leg, block: Block) -> None:
        if self._sound is not None and leg is Leg.SOUND:
            self._sound.take(block)
        elif self._pictures is not None:
            self._pictures.take(leg, block)

    def _measured(self, at_s: float, values: Mapping[str, float]) -> None:
        if self._sound is not None:
            self._sound.listener.measured(at_s, values)

    def _signals(self) -> Signals:
        picture = screen = person = sound = None
        if self._pictures is not None:
            picture, screen, person = self._pictures.finish(self._readings.interlaced)
        if self._sound is not None:
            sound = self._sound.finish()
        early = ends_early(
            self._facts,
            None if picture is None else picture.end_s or 0.0,
            None if sound is None else sound.end_s or 0.0,
        )
        return Signals(True, self._errors(), early, sound, picture, screen, person)

    def _errors(self) -> tuple[float, ...]:
        errors = list(self._readings.picture_errors)
        if self._sound is not None and self._readings.sound_errors:
            # What could not be decoded is missing: the holes tell the moments more exactly.
            errors += self._sound.holes or self._readings.sound_errors
        return apart(errors, _ERRORS_APART_S)


def apart(moments: Iterable[float], least_s: float) -> tuple[float, ...]:
    """The moments in their order, without those that come less than ``least_s`` after one that is kept."""
    kept: list[float] = []
    for at in sorted(moments):
        if not kept or at - kept[-1] >= least_s:
            kept.append(at)
    return tuple(kept)


def ends_early(facts: FootageFacts, picture_end_s: float | None, sound_end_s: float | None) -> float | None:
    """Where the first track ends that is shorter than ``facts`` promise; None when none is.

    Ends are seconds as decoded, None for a track that was not. What a container tells of no single track is held
    against the longer one.
    """
    sound = facts.audio[0] if facts.audio else None
    starts = [at for at in (facts.start_s, None if sound is None else sound.start_s) if at is not None]
    zero = min(starts, default=0.0)
    tracks = [(picture_end_s, facts.start_s, facts.picture_duration_s)]
    if sound is not None:
        tracks.append((sound_end_s, sound.start_s, sound.duration_s))
    told = [
        (end, (zero if start is None else start) - zero + length)
        for end, start, length in tracks
        if end is not None and length is not None
    ]
    ends = [end for end in (picture_end_s, sound_end_s) if end is not None]
    if not told and ends and facts.duration_s is not None:
        told = [(max(ends), facts.duration_s)]
    return min((end for end, promised in told if promised - end > _EARLY_S), default=None)
