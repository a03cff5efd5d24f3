"""The rows of a report's tables: what the file is, and what was measured in it."""

from __future__ import annotations

from avatar_wizard.domain.footage import AudioFacts, FootageFacts
from avatar_wizard.domain.signals import PersonSignals, ScreenSignals, Signals, SoundSignals

from .words import names
from .words import report as words
from .words.plain import visible
from .words.quantities import duration_words, number_words, size_words
from .words.report import say

Rows = list[tuple[str, str]]
_HDR = {"smpte2084": "HDR (PQ)", "arib-std-b67": "HDR (HLG)"}


def facts_rows(facts: FootageFacts) -> Rows:
    """What the file is, by name and value in words; what it does not tell has no row."""
    rows: list[tuple[str, str | None]] = [
        (words.PICTURE_SIZE, f"{facts.width} x {facts.height}" if facts.width and facts.height else None),
        (words.LENGTH, None if facts.duration_s is None else duration_words(facts.duration_s)),
        (words.PICTURE_RATE, number_words(facts.frame_rate) if facts.frame_rate else None),
        (words.CODEC, _codec(facts)),
        (words.COLOURS, _colours(facts)),
        (words.BIT_RATE, f"{number_words(facts.bit_rate / 1e6)} Mbit/s" if facts.bit_rate else None),
        (words.ROTATION, say(words.DEGREES, degrees=facts.rotation) if facts.rotation else None),
        (words.SOUND, "; ".join(map(_track, facts.audio)) or say(words.NO_SOUND)),
        (words.CONTAINER, facts.container),
        (words.FILE_SIZE, size_words(facts.size)),
    ]
    return [(say(name), visible(value)) for name, value in rows if value]


def measured_rows(signals: Signals) -> Rows:
    """What was measured, by name and value in words; what was not has no row."""
    rows: list[tuple[str, str | None]] = []
    if signals.sound is not None:
        rows += _sound(signals.sound)
    if signals.person is not None:
        rows += _person(signals.person)
    if signals.screen is not None:
        rows += _screen(signals.screen)
    return [(say(name), value) for name, value in rows if value]


def _codec(facts: FootageFacts) -> str | None:
    if facts.codec is None:
        return None
    known = {"h264": "H.264", **names.CODECS}.get(facts.codec, facts.codec)
    return " ".join(filter(None, (known, facts.profile)))


def _colours(facts: FootageFacts) -> str | None:
    bits = say(words.BITS, bits=facts.bit_depth) if facts.bit_depth else None
    return ", ".join(filter(None, (bits, _HDR.get(facts.transfer or "", facts.transfer), facts.primaries))) or None


def _track(track: AudioFacts) -> str:
    rate = f"{number_words(track.sample_rate / 1000)} kHz" if track.sample_rate else None
    channels = None
    if track.channels:
        channels = say(words.ONE_CHANNEL if track.channels == 1 else words.CHANNELS, count=track.channels)
    return ", ".join(filter(None, (track.codec.upper(), rate, channels)))


def _sound(sound: SoundSignals) -> list[tuple[str, str | None]]:
    return [
        (words.LOUDNESS, _level(sound.loudness, "LUFS")),
        (words.TRUE_PEAK, _level(sound.true_peak, "dBTP")),
        (words.SPEECH, _level(sound.speech, "dBFS")),
        (words.NOISE, _level(sound.noise, "dBFS")),
    ]


def _person(person: PersonSignals) -> list[tuple[str, str | None]]:
    return [
        (words.FACE_PRESENT, _share(person.present, words.OF_TAKE)),
        (words.FACE_SIZE, _share(person.size, words.OF_PICTURE)),
    ]


def _screen(screen: ScreenSignals) -> list[tuple[str, str | None]]:
    uneven = None if screen.unevenness is None else say(words.STOPS, stops=number_words(round(screen.unevenness, 1)))
    return [(words.SCREEN_COVERAGE, _share(screen.coverage, words.OF_EDGES)), (words.SCREEN_UNEVEN, uneven)]


def _level(value: float | None, unit: str) -> str | None:
    return None if value is None else f"{number_words(round(value, 1))} {unit}"


def _share(value: float | None, text: str) -> str | None:
    return None if value is None else say(text, percent=number_words(round(value * 100)))
