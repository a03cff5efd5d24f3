"""Faults of the sound, planted into the samples before they are encoded; the picture is the clean one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from avatar_wizard.domain.footage import Question
from avatar_wizard.footage.scene import SOUND_RATE, Samples, voice
from support.faults import SECONDS, Make, Sample
from support.filming import Filmed, Turn, opening, recoded, speech, take

Change = Callable[[Samples], Samples]


_SHORT = ("video.too_short",)
_WHOLE_TAKE = "the opening matters in a whole take, which this one is too short for"


def heard_samples() -> tuple[Sample, ...]:
    """Every fault of the sound, checks 15 to 23."""
    return (*_tracks(), *_levels(), *_pauses())


def _tracks() -> tuple[Sample, ...]:
    twice = ("-map", "1:a", "-c:a", "aac", "-b:a", "128k")
    return (
        Sample("no sound", "15", "video.no_sound", lambda folder: take(folder, (*opening(), Turn()), None)),
        Sample("two tracks", "15", "sound.tracks", _heard(how=Filmed(options=twice))),
        Sample("left side only", "15", "sound.one_sided", _heard(_left_only)),
        Sample(
            "sound as MP3",
            "16",
            "sound.codec",
            _heard(how=Filmed(sound_coding=("-c:a", "libmp3lame"))),
        ),
        Sample("22 kHz", "16", "sound.sample_rate", _heard(how=_rate(22_050))),
        Sample("8 kHz", "16", "sound.sample_rate", _heard(how=_rate(8_000))),
        Sample("sound 0.4 s late", "17", "sound.offset", _late),
        Sample("sound 2 s shorter", "17", "sound.length", _heard(_shorter(2.0))),
        Sample("sound 0.2 s shorter", "17", "sound.length_slight", _heard(_shorter(0.2))),
    )


def _levels() -> tuple[Sample, ...]:
    return (
        Sample(
            "muted microphone",
            "18",
            "sound.silent",
            _heard(lambda sound: sound * 0.01),
            beside=("sound.opening_long", "sound.dead_air", "sound.too_quiet"),
            why="all of it is silence; who heard only the first minute calls it too quiet",
        ),
        Sample("far too quiet", "18", "sound.too_quiet", _heard(lambda sound: sound * 0.12)),
        Sample(
            "far too quiet, with a knock",
            "18",
            "sound.too_quiet_peaks",
            _heard(lambda sound: _knock(20.0, 0.005)(sound * 0.12)),
            beside=("sound.peak",),
            why="the knock is what keeps it from being made louder",
        ),
        Sample("too loud", "18", "sound.too_loud", _heard(lambda sound: sound * 3.0)),
        Sample("a knock at full level", "19", "sound.peak", _heard(_knock(20.0))),
        Sample(
            "clipped for two seconds",
            "20",
            "sound.clipping",
            _heard(_overdriven(19.0, 21.0)),
            span=(19.0, 21.0),
            beside=("sound.peak",),
            why="what is clipped is at full level",
        ),
        Sample(
            "clipped once",
            "20",
            "sound.clipping",
            _heard(_overdriven(20.0, 20.03)),
            span=(20.0, 20.03),
            beside=("sound.peak",),
            why="what is clipped is at full level",
        ),
        Sample("noisy room", "21", "sound.noise", _heard(lambda sound: sound * 0.6 + _hiss(-42.5))),
    )


def _pauses() -> tuple[Sample, ...]:
    # The picture of one more turn: sixteen seconds of silence, four of speech, twelve of nothing, eight of speech.
    gap = ((16.0, 20.0), (32.0, 40.0))
    late = ((32.0, 40.0),)
    return (
        Sample(
            "speech from the eighth second",
            "22",
            "sound.opening_short",
            lambda folder: take(folder, _PICTURE, speech(SECONDS, quiet_s=8)),
            span=(0.0, 8.0),
            beside=_SHORT,
            why=_WHOLE_TAKE,
            question=Question(),
        ),
        Sample(
            "test shot, speech at once",
            "22",
            "sound.opening_test",
            lambda folder: take(folder, _PICTURE, speech(SECONDS, quiet_s=1)),
            span=(0.0, 1.0),
        ),
        Sample(
            "half a minute of nothing",
            "22",
            "sound.opening_long",
            lambda folder: take(folder, (*opening(), *opening(), Turn()), voice(40, late)),
            span=(0.0, 32.0),
            beside=_SHORT,
            why=_WHOLE_TAKE,
            question=Question(),
        ),
        Sample(
            "twelve seconds of nothing",
            "23",
            "sound.dead_air",
            lambda folder: take(folder, (*opening(), Turn(), *opening()), voice(40, gap)),
            span=(20.0, 32.0),
        ),
    )


_PICTURE = (*opening(), Turn())


def _heard(change: Change | None = None, how: Filmed | None = None) -> Make:
    sound = speech(SECONDS)
    return lambda folder: take(folder, _PICTURE, sound if change is None else change(sound), how)


def _rate(hertz: int) -> Filmed:
    return Filmed(sound_coding=("-c:a", "aac", "-b:a", "48k", "-ar", str(hertz)))


def _left_only(sound: Samples) -> Samples:
    return sound * (1.0, 0.0)


def _shorter(seconds: float) -> Change:
    return lambda sound: sound[: -round(seconds * SOUND_RATE)]


def _hiss(level: float) -> Samples:
    return voice(SECONDS, (), room=level)


def _knock(at_s: float, seconds: float = 0.03) -> Change:
    """A low tone that all but reaches full level."""

    def change(sound: Samples) -> Samples:
        changed = sound.copy()
        first, count = round(at_s * SOUND_RATE), round(seconds * SOUND_RATE)
        shape = np.sin(np.linspace(0, np.pi, count)) ** 2 * np.sin(2 * np.pi * 200 * np.arange(count) / SOUND_RATE)
        changed[first : first + count] = (shape * 0.97 / np.abs(shape).max())[:, None]
        return changed

    return change


def _overdriven(start_s: float, end_s: float) -> Change:
    """A low tone with thirty decibels too much, cut at full level, for 16 ms out of every 250."""

    def change(sound: Samples) -> Samples:
        changed = sound.copy()
        span = slice(round(start_s * SOUND_RATE), round(end_s * SOUND_RATE))
        times = np.arange(span.stop - span.start) / SOUND_RATE
        tone = np.clip(30 * np.sin(2 * np.pi * 150 * times), -1, 1) * (times % 0.25 < 0.016)
        changed[span] = np.clip(changed[span] + tone[:, None], -1, 1)
        return changed

    return change


def _late(folder: Path) -> Path:
    """The picture of the clean take with its sound from 0.4 s on, the rest of which is cut off."""
    path = take(folder, _PICTURE, speech(SECONDS))
    inputs = ("-i", f"file:{path}", "-itsoffset", "0.4")
    args = ("-map", "0:v", "-map", "1:a", "-c", "copy", "-movflags", "+faststart", "-t", str(SECONDS), "-f", "mp4")
    return recoded(path, "mp4", *args, inputs=inputs)
