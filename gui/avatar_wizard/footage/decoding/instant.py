"""The instant pass: the sound of the first minute, and short looks at the picture all over the take."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event as StopEvent

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.signals import PersonSignals, PictureSignals, ScreenSignals, Signals, SoundSignals

from .audience import PictureAudience, SoundAudience, Watchers, take_of
from .decode import stream
from .graph import Leg, Stretch
from .matroska import Block
from .readings import Obstacle, ObstructedError, Readings
from .streaming import Patience

LISTENED_S = 60.0
LOOKS = 20

_AT_ONCE = 2
_BURSTS, _BURST = 4, 12  # so often as many pictures on end, in which interlacing is looked for
_LIMIT_S = 9.0
_USED = 0.7  # of the time that is left, the rest is for looks that take longer
_FEWEST = 5
_LEAST_S = 0.2  # with less time left nothing is begun

_Look = list[tuple[Leg, Block]]
_Seen = tuple[PictureSignals | None, ScreenSignals | None, PersonSignals | None]


def run_instant(
    path: Path,
    facts: FootageFacts,
    *,
    ffmpeg: Path,
    watchers: Watchers,
    stop: StopEvent,
    limit_s: float = _LIMIT_S,
) -> Signals:
    """Look at about 20 key frames, and listen to the first minute; what is not done after ``limit_s`` is left out.

    Still pictures have no cuts, no flicker, no shake, and nothing in them is frozen. Problems as of ``run_full``.
    """
    return _Instant(path, facts, ffmpeg, watchers, stop, limit_s).run()


class _Instant:
    def __init__(
        self, path: Path, facts: FootageFacts, ffmpeg: Path, watchers: Watchers, stop: StopEvent, limit_s: float
    ) -> None:
        self._path, self._facts, self._ffmpeg, self._watchers, self._stop = path, facts, ffmpeg, watchers, stop
        self._until = time.monotonic() + limit_s

    def run(self) -> Signals:
        """Sound first, with the first look beside it, which tells how many can be had."""
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="look") as pool:
            first = pool.submit(self._timed_look)
            sound = self._heard() if self._facts.audio else None
            seen: _Seen = (None, None, None)
            if self._facts.codec is not None:
                seen = self._seen(pool, *first.result())
        picture, screen, person = seen
        return Signals(sound=sound, picture=picture, screen=screen, person=person)

    def _timed_look(self) -> tuple[_Look, float]:
        began = time.monotonic()
        return self._look(0.0), time.monotonic() - began

    def _seen(self, pool: ThreadPoolExecutor, first: _Look, took_s: float) -> _Seen:
        moments = self._moments(took_s)
        pending = deque(pool.submit(self._look, at) for at in moments)
        interlaced = pool.submit(self._interlaced)
        watched = tuple((at, at) for at in (0.0, *moments))
        audience = PictureAudience(self._watchers, take_of(self._facts, watched), self._facts)
        newest, look = -1.0, first
        try:
            while True:
                # Where key frames are rare, several looks meet the same one.
                if look and look[0][1].at_s > newest:
                    newest = look[0][1].at_s
                    for leg, block in look:
                        audience.take(leg, block)
                if not pending:
                    break
                look = pending.popleft().result()
            told = interlaced.result()
        finally:
            interlaced.cancel()
            for future in pending:
                future.cancel()
        if audience.count == 0:
            raise ProblemError("footage.cannot_decode", codec=self._facts.codec)
        light, screen, person = audience.finish(told)
        return replace(light, cuts=(), frozen=(), flicker=(), shake=(), uneven=None, end_s=None), screen, person

    def _moments(self, took_s: float) -> list[float]:
        """Evenly over the take, as many as there is time for: a slow computer sees less, but of all the take."""
        left = (self._until - time.monotonic()) * _AT_ONCE * _USED
        count = max(_FEWEST, min(LOOKS, int(left / max(took_s, 0.01))))
        seconds = self._facts.duration_s or 0.0
        return [(number + 0.5) * seconds / count for number in range(count)] if seconds else []

    def _look(self, at_s: float) -> _Look:
        """One key frame in all the sizes that are wanted; nothing when there is none, or no time."""
        legs, readings = self._watchers.picture_legs, Readings(lambda *_: None)
        with contextlib.closing(self._blocks(legs, readings, Stretch(at_s, None, 1))) as blocks:
            # The payloads are only good until the next block.
            return [(leg, block._replace(payload=memoryview(bytes(block.payload)))) for leg, block in blocks]

    def _interlaced(self) -> float | None:
        """The share in the place that has least: for some pictures on end, noise before a still wall looks like it."""
        seconds = self._facts.duration_s or 0.0
        places = [Readings(lambda *_: None) for _ in range(_BURSTS)]
        for number, readings in enumerate(places):
            stretch = Stretch((number + 0.5) * seconds / _BURSTS, None, _BURST)
            with contextlib.closing(self._blocks((Leg.GREY,), readings, stretch)) as blocks:
                for _ in blocks:
                    pass
        return min((each.interlaced for each in places if each.interlaced is not None), default=None)

    def _heard(self) -> SoundSignals | None:
        seconds = min(LISTENED_S, self._facts.duration_s or LISTENED_S)
        audience = SoundAudience(self._watchers, take_of(self._facts, ((0.0, seconds),)))
        readings = Readings(audience.listener.measured)
        with contextlib.closing(self._blocks((Leg.SOUND,), readings, Stretch(None, LISTENED_S))) as blocks:
            for _, block in blocks:
                audience.take(block)
        return None if audience.end_s is None else audience.finish()

    def _blocks(
        self, legs: tuple[Leg, ...], readings: Readings, stretch: Stretch
    ) -> Generator[tuple[Leg, Block], None, None]:
        left = self._until - time.monotonic()
        if left < _LEAST_S:
            return
        try:
            yield from stream(
                self._path,
                self._facts,
                self._ffmpeg,
                legs,
                readings,
                stretch,
                stop=self._stop,
                patience=Patience(seconds=left),
                is_background=False,
            )
        except Stopped:
            raise
        except ObstructedError as error:
            if error.obstacle is Obstacle.NO_PICTURE_DECODER:
                raise ProblemError("footage.cannot_decode", codec=self._facts.codec) from None
        except ProblemError as error:
            # A place that cannot be read, or takes too long, is left to the full pass.
            if error.problem.code not in ("footage.tool_failed", "footage.tool_timeout"):
                raise
