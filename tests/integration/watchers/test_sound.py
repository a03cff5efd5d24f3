"""Sound: silence, clicks, speech and noise, clipping, and what the loudness meter says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from avatar_wizard.domain.signals import SoundSignals, Span
from avatar_wizard.footage.watchers.sound import Hearing
from avatar_wizard.footage.watchers.watching import SOUND_RATE, Take
from support.little_takes import MEASURES, PlainRules

Floats = NDArray[np.float64]


def hum(seconds: float, level: float = -20.0, hertz: float = 180.0) -> Floats:
    """A tone, as loud as speech: RMS in dBFS."""
    times = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    return 10 ** (level / 20) * math.sqrt(2) * np.sin(2 * np.pi * hertz * times)


def hiss(seconds: float, level: float = -60.0, seed: int = 3) -> Floats:
    """The noise of a room: RMS in dBFS."""
    return np.random.default_rng(seed).normal(0, 10 ** (level / 20), round(seconds * SOUND_RATE))


def nothing(seconds: float) -> Floats:
    """Digital silence."""
    return np.zeros(round(seconds * SOUND_RATE))


def talk(seconds: float, level: float = -20.0, seed: int = 5) -> Floats:
    """Syllables in phrases, with pauses of half a second."""
    chance = np.random.default_rng(seed)
    parts: list[Floats] = []
    while sum(map(len, parts)) < seconds * SOUND_RATE:
        for _ in range(chance.integers(5, 12)):
            syllable = hum(chance.uniform(0.1, 0.25), level, chance.uniform(100, 300))
            parts.append(syllable * np.sin(np.linspace(0, np.pi, len(syllable))) ** 0.5)
            parts.append(nothing(0.02))
        parts.append(nothing(chance.uniform(0.4, 0.8)))
    return np.concatenate(parts)[: round(seconds * SOUND_RATE)]


def heard(
    sound: Floats,
    *,
    channels: int = 2,
    block: int = 1024,
    start_s: float = 0.0,
    take: Take | None = None,
    rules: PlainRules | None = None,
    meter: Mapping[float, Mapping[str, float]] | None = None,
) -> SoundSignals:
    """What is heard of sound (1.0 is full scale), block by block in a buffer that is used again."""
    hearing = Hearing(take or Take(None, 25.0, 1920, 1080), rules or PlainRules())
    stereo = sound if sound.ndim == 2 else np.repeat(sound[:, None], channels, axis=1)
    whole = np.clip(np.rint(stereo * 32767), -32768, 32767).astype(np.int16)
    for first in range(0, len(whole), block):
        samples = whole[first : first + block].copy()
        hearing.take(start_s + first / SOUND_RATE, samples)
        samples[:] = 32767
    for at_s, values in (meter or {}).items():
        hearing.measured(at_s, values)
    return hearing.finish()


def ends(spans: tuple[Span, ...]) -> list[tuple[float, float]]:
    """Starts and ends."""
    return [(span.start_s, span.end_s) for span in spans]


def test_a_good_take():
    sound = np.concatenate((nothing(16), talk(14))) + hiss(30)
    signals = heard(sound)
    opening = signals.silences[0]
    assert (opening.start_s, opening.end_s) == pytest.approx((0.0, 16.0), abs=0.05)
    assert opening.peak == pytest.approx(-60, abs=1.5)
    assert signals.speech == pytest.approx(-21.5, abs=1.5)
    assert signals.noise == pytest.approx(-60, abs=0.5)
    assert signals.clipped == ()
    assert (signals.start_s, signals.end_s) == (0.0, pytest.approx(30.0))
    assert signals.levels[0] == signals.levels[1]


@pytest.mark.parametrize("block", [1, 7, 480, 1024, 48_000, 400_000])
def test_the_size_of_the_blocks_changes_nothing(block):
    sound = np.concatenate((np.clip(hum(0.1, 6.0), -1, 1), hiss(0.7), hum(0.6), hiss(0.8)))
    if block == 1:
        sound = sound[: round(0.2 * SOUND_RATE)]
    one, other = heard(sound), heard(sound, block=block)
    assert ends(one.silences) == ends(other.silences)
    assert [pytest.approx(each, abs=1e-6) for each in ends(one.clipped)] == ends(other.clipped)
    assert [span.peak for span in one.clipped] == [span.peak for span in other.clipped]
    assert one.levels == other.levels


@pytest.mark.parametrize("room", [-90.0, -60.0, -50.0, -45.0, -42.0])
@pytest.mark.parametrize("seconds", [0.6, 3.0, 17.3])
def test_room_noise_is_silence(room, seconds):
    sound = np.concatenate((hiss(seconds, room), hum(2), hiss(1.5, room), hum(1)))
    assert ends(heard(sound).silences) == [
        pytest.approx((0.0, seconds), abs=0.03),
        pytest.approx((seconds + 2, seconds + 3.5), abs=0.03),
    ]


@pytest.mark.parametrize("room", [-38.0, -30.0])
def test_a_loud_room_is_no_silence(room):
    assert heard(np.concatenate((hiss(3, room), hum(2)))).silences == ()


def test_a_pause_for_breath_is_no_silence():
    assert heard(np.concatenate((hum(2), nothing(0.45), hum(2)))).silences == ()


@pytest.mark.parametrize("length_s", [0.001, 0.01, 0.03, 0.045])
def test_a_click_does_not_end_a_silence(length_s):
    sound = hiss(16.0)
    for at_s in (2.0, 7.123, 12.05):
        first = round(at_s * SOUND_RATE)
        click = hum(length_s, -12.0)
        sound[first : first + len(click)] += click
    silence = heard(np.concatenate((sound, hum(2)))).silences[0]
    assert (silence.start_s, silence.end_s) == pytest.approx((0.0, 16.0), abs=0.03)
    assert silence.peak < -55


@pytest.mark.parametrize("length_s", [0.08, 0.2])
def test_a_short_word_ends_a_silence(length_s):
    first, second = heard(np.concatenate((nothing(5), hum(length_s), nothing(5), hum(1)))).silences
    assert first.end_s == pytest.approx(5.0, abs=0.03)
    assert second.start_s == pytest.approx(5.0 + length_s, abs=0.03)


def test_quick_taps_are_no_silence():
    """Each is as short as a click, but they leave no silence between them."""
    tap = np.concatenate((hum(0.03), nothing(0.05)))
    assert heard(np.tile(tap, 60)).silences == ()


def test_one_side_is_enough_to_be_heard():
    sound = np.concatenate((nothing(3), hum(2)))
    signals = heard(np.stack((sound * 0, sound), axis=1))
    assert ends(signals.silences) == [pytest.approx((0.0, 3.0), abs=0.03)]
    assert signals.levels == (-120.0, pytest.approx(-20 + 10 * math.log10(2 / 5), abs=0.1))


@pytest.mark.parametrize("channels", [1, 2, 6])
def test_levels_of_every_channel(channels):
    signals = heard(hum(10, -23.0), channels=channels)
    assert signals.levels == pytest.approx((-23.0,) * channels, abs=0.05)


def test_an_offset_of_the_electronics_is_no_sound():
    signals = heard(np.concatenate((hiss(4), hum(2), hiss(4))) + 0.3)
    assert ends(signals.silences) == [pytest.approx((0, 4), abs=0.03), pytest.approx((6, 10), abs=0.03)]
    assert signals.levels[0] == pytest.approx(-20 + 10 * math.log10(0.2), abs=0.2)
    assert signals.noise == pytest.approx(-60, abs=1)


@pytest.mark.parametrize("distance", [6, 9, 12, 18, 25, 40])
def test_speech_over_noise(distance):
    """Whatever the room is like: how far speech stands out of it."""
    sound = np.concatenate((nothing(8), talk(20, -18.0))) + hiss(28, -20.0 - distance)
    signals = heard(sound)
    assert signals.noise == pytest.approx(-20 - distance, abs=1.0)
    assert signals.speech is not None
    assert signals.speech - signals.noise == pytest.approx(distance, abs=2.0 if distance > 8 else 3.0)


def test_a_gate_hides_no_noise():
    """An editor muted the opening: the room is heard in the pauses of speech."""
    spoken = talk(20, -18.0) + hiss(20, -45.0)
    assert heard(np.concatenate((nothing(16), spoken))).noise == pytest.approx(-45, abs=1.5)


@pytest.mark.parametrize(
    "sound", [hum(10), hiss(10, -25.0), hum(10, -20.0) + hiss(10, -40.0)], ids=["hum", "hiss", "both"]
)
def test_without_pauses_nobody_knows_the_noise(sound):
    assert heard(sound).noise is None


@pytest.mark.parametrize("seconds", [0.005, 0.3, 10.0])
def test_nothing_at_all(seconds):
    signals = heard(nothing(seconds), meter={0.0: {"I": -70.0, "M": -120.691, "true_peaks_ch0": 0.0}})
    assert signals.speech is None
    assert signals.true_peak == -120.0
    assert signals.loudness == -70.0
    assert signals.curve == (-70.0,)
    assert ends(signals.silences) == ([pytest.approx((0.0, seconds))] if seconds > 0.5 else [])


def test_no_samples_no_signals():
    assert Hearing(Take(None, None, 0, 0), PlainRules()).finish() == SoundSignals()


@pytest.mark.parametrize("run", [3, 5, 40])
@pytest.mark.parametrize("at", [5000, 1022, 1023, 1024])
@pytest.mark.parametrize("sign", [1, -1])
def test_clipping(run, at, sign):
    sound = hum(1)
    sound[at : at + run] = sign
    (span,) = heard(sound, channels=1).clipped
    assert span.start_s == pytest.approx(at / SOUND_RATE, abs=1e-4)
    assert span.end_s == pytest.approx((at + run) / SOUND_RATE, abs=1e-4)
    assert span.peak == run


def test_one_or_two_samples_at_full_scale_are_no_clipping():
    sound = hum(1)
    sound[5000] = 1
    sound[9000:9002] = -1
    sound[20_000:30_000:2] = 1  # comes down in between
    sound[20_001:30_000:2] = -1
    assert heard(sound).clipped == ()


@pytest.mark.parametrize("hertz", [150, 440, 1000, 5000])
def test_a_tone_that_just_reaches_full_scale_is_not_clipped(hertz):
    assert heard(hum(2, 20 * math.log10(0.999 / math.sqrt(2)), hertz)).clipped == ()


def test_clipped_tops_that_coding_made_wavy():
    sound = np.clip(hum(2, 6.0, 100), -1, 1)
    sound[np.abs(sound) == 1] *= 1 + np.random.default_rng(2).normal(0, 0.02, np.count_nonzero(np.abs(sound) == 1))
    (span,) = heard(sound).clipped
    assert (span.start_s, span.end_s) == pytest.approx((0, 2), abs=0.02)


def test_clipping_close_together_is_one_span():
    sound = np.concatenate([hum(1), np.clip(hum(1, 3.0), -1, 1), hum(0.4), np.clip(hum(1, 9.0), -1, 1), hum(2)])
    sound = np.concatenate([sound, np.clip(hum(0.5, 1.0), -1, 1)])
    first, second = heard(sound).clipped
    assert (first.start_s, first.end_s) == pytest.approx((1.0, 3.4), abs=0.01)
    assert (second.start_s, second.end_s) == pytest.approx((5.4, 5.9), abs=0.01)
    assert first.peak > second.peak > 3


def test_sound_that_begins_late_and_has_a_hole():
    hearing = Hearing(Take(None, None, 0, 0), PlainRules())
    tone = (hum(1) * 32767).astype(np.int16)[:, None]
    hearing.take(0.4, tone)
    hearing.take(1.4004, tone)  # rounded
    hearing.take(4.4, tone)
    signals = hearing.finish()
    assert (signals.start_s, signals.end_s) == pytest.approx((0.4, 5.4))
    assert ends(signals.silences) == [pytest.approx((2.4, 4.4), abs=0.02)]


def test_what_lies_between_two_parts_was_not_heard():
    hearing = Hearing(Take(None, None, 0, 0, ((0.0, 1.0), (9.0, 10.0))), PlainRules())
    tone = (hum(1) * 32767).astype(np.int16)[:, None]
    hearing.take(0.0, tone)
    hearing.take(9.0, tone)
    assert hearing.finish().silences == ()


def test_the_meter():
    readings = {
        0.0: {"M": -120.7, "S": -120.7, "I": -70.0, "true_peaks_ch0": 0.1, "true_peaks_ch1": 0.1},
        0.9: {"M": -22.0, "I": -24.0, "true_peaks_ch0": 0.5, "true_peaks_ch1": 0.3},
        1.2: {"M": -18.0, "I": -21.0},
        1.9: {"M": -30.0, "I": -21.4, "true_peaks_ch0": 0.5, "true_peaks_ch1": 0.708},
        4.0: {"M": math.nan, "I": -math.inf, "true_peaks_ch0": math.nan},
        4.1: {"M": -25.0, "I": -23.25},
    }
    signals = heard(hum(5, -30.0), meter=readings)
    assert signals.loudness == -23.25
    assert signals.curve == (-22.0, -18.0, -70.0, -70.0, -25.0)
    assert signals.true_peak == pytest.approx(-3.0, abs=0.01)


def test_a_quiet_peak_is_read_off_the_samples():
    """The meter prints three decimals: 0.001 may be anything from -66 to -56 dB."""
    signals = heard(hum(2, -58.0), meter={0.0: {"I": -61.0, "true_peaks_ch0": 0.002}})
    assert signals.true_peak == pytest.approx(-54.9, abs=1.0)


def test_hours_leave_a_few_numbers_only():
    hearing = Hearing(Take(None, None, 0, 0), PlainRules())
    second = (np.stack((hum(1), hum(1)), axis=1) * 32767).astype(np.int16)
    for at_s in range(120):
        hearing.take(float(at_s), second)
    kept = sum(
        getattr(each, "nbytes", 0) or len(each) * 4
        for each in vars(hearing._levels).values()
        if hasattr(each, "__len__")
    )
    assert kept < 120 * 1000
    assert hearing.finish().levels == pytest.approx((-20.0, -20.0), abs=0.05)


def test_what_a_studio_sets_is_heeded():
    sound = np.concatenate((hiss(2, -35.0), hum(1), nothing(0.3), hum(1)))
    sound[100_000:100_002] = 1
    rules = PlainRules({**MEASURES, "sound.silence_dbfs": -30.0, "sound.silence_s": 0.2, "sound.clip_run": 2})
    signals = heard(sound, rules=rules)
    assert ends(signals.silences) == [pytest.approx((0, 2), abs=0.03), pytest.approx((3, 3.3), abs=0.03)]
    assert len(signals.clipped) == 1


PIECES = st.lists(
    st.tuples(st.sampled_from(["hum", "hiss", "nothing", "loud"]), st.integers(1, 150).map(lambda count: count / 100)),
    max_size=7,
)


def made(pieces: list[tuple[str, float]]) -> Floats:
    """Pieces of sound one after the other."""
    makers = {"hum": hum, "hiss": hiss, "nothing": nothing, "loud": lambda s: np.clip(hum(s, 3.0), -1, 1)}
    return np.concatenate([nothing(0), *(makers[kind](seconds) for kind, seconds in pieces)])


@settings(max_examples=30)
@given(PIECES)
def test_spans_are_in_order_inside_the_take_and_apart(pieces):
    sound = made(pieces)
    signals = heard(sound)
    for spans in (signals.silences, signals.clipped):
        assert all(0 <= span.start_s < span.end_s <= len(sound) / SOUND_RATE + 0.011 for span in spans)
        assert all(one.end_s < other.start_s for one, other in pairwise(spans))
    assert all(span.seconds >= 0.49 for span in signals.silences)
    for number in (signals.true_peak, signals.speech, signals.noise, *signals.levels):
        assert number is None or math.isfinite(number)


@settings(max_examples=12)
@given(PIECES, st.integers(1, 4000).map(lambda count: count / 4))
def test_a_later_sound_has_the_same_flaws_later(pieces, later_s):
    one, other = heard(made(pieces)), heard(made(pieces), start_s=later_s)
    for name in ("silences", "clipped"):
        moved = [(start + later_s, end + later_s) for start, end in ends(getattr(one, name))]
        assert np.array(ends(getattr(other, name))).reshape(-1, 2) == pytest.approx(
            np.array(moved).reshape(-1, 2), abs=1e-3
        )
    assert (other.speech, other.noise, other.levels) == (one.speech, one.noise, one.levels)
