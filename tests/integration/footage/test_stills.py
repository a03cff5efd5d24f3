"""Pictures out of real files by the real ffmpeg: the right moment, upright, in natural colours, and nothing on disk."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage import stills
from avatar_wizard.footage.facts import read_facts
from avatar_wizard.footage.locate import find_ffmpeg, find_ffprobe
from avatar_wizard.footage.probe import probe
from avatar_wizard.footage.process import GuardedProcess, Limits
from support.clips import ffmpeg_made, good_clip

# Light tells the moment: from black to white in 20 s, a step of 6 or so (of 255) in each half second.
_RAMP = ("-f", "lavfi", "-i", "color=c=white:s=320x180:r=10,geq=lum='16+219*T/20':cb=128:cr=128", "-t", "20")
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "20")


def ramp(*more: str) -> Path:
    return ffmpeg_made("ramp", "mp4", *_RAMP, *_H264, *more, "-f", "mp4")


# Four quarters: red and green above, blue and grey below.
_COLOURS = "color=c=0xC00000:s=320x180:r=10[a];color=c=0x00C000:s=320x180:r=10[b];"
_COLOURS += "color=c=0x0000C0:s=320x180:r=10[c];color=c=0xC0C0C0:s=320x180:r=10[d];"
_COLOURS += "[a][b]hstack[e];[c][d]hstack[f];[e][f]vstack,format=gbrp"
QUARTERS = ((0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75))
RED, GREEN, BLUE, GREY = (192, 0, 0), (0, 192, 0), (0, 0, 192), (192, 192, 192)


def coloured(codec: tuple[str, ...], matrix: str = "bt709", transfer: str = "bt709") -> Path:
    primaries = matrix.removesuffix("nc")
    into = f"scale=out_color_matrix={matrix}:out_primaries={primaries}:out_transfer={transfer}"
    args = ("-f", "lavfi", "-i", f"{_COLOURS},{into}", "-t", "2", *codec, "-color_primaries", primaries)
    tags = ("-colorspace", matrix, "-color_trc", transfer)
    return ffmpeg_made("quarters", "mp4", *args, *tags, "-f", "mp4")


def facts_of(path: Path) -> FootageFacts:
    answer = probe(path, find_ffprobe().path)
    assert answer is not None
    return read_facts(answer, path.stat().st_size, "mp4")


def still(path: Path, at_s: float, height: int = 90) -> QImage:
    return shown(stills.still(path, at_s, facts_of(path), height=height, ffmpeg=find_ffmpeg().path).jpeg)


def strip(path: Path, count: int, stop: threading.Event | None = None):
    facts = facts_of(path)
    return stills.strip(
        path,
        facts.duration_s or 0.0,
        facts,
        count=count,
        height=90,
        ffmpeg=find_ffmpeg().path,
        stop=stop or threading.Event(),
    )


def shown(jpeg: bytes) -> QImage:
    assert jpeg[:2] == b"\xff\xd8"
    assert jpeg[-2:] == b"\xff\xd9"
    image = QImage.fromData(jpeg)
    assert not image.isNull()
    return image


def colours(image: QImage) -> list[tuple[int, ...]]:
    points = ((int(image.width() * x), int(image.height() * y)) for x, y in QUARTERS)
    return [image.pixelColor(x, y).getRgb()[:3] for x, y in points]


def second(image: QImage) -> float:
    """The second at which the ramp is as light as this."""
    return image.pixelColor(image.width() // 2, image.height() // 2).red() / 255 * 20


def near(found: list[tuple[int, ...]], wanted: list[tuple[int, ...]], by: int) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= by for one, other in pairs for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("at_s", [0.0, 4.3, 7.9, 12.0, 19.8])
def test_a_still_shows_its_very_moment(at_s):
    image = still(ramp(), at_s)
    assert second(image) == pytest.approx(at_s, abs=0.25)
    assert (image.width(), image.height()) == (160, 90)


@pytest.mark.parametrize("at_s", [19.95, 20.0, 25.0, 9999.0])
def test_at_the_end_and_beyond_it_is_the_last_picture(at_s):
    assert second(still(ramp(), at_s)) == pytest.approx(19.9, abs=0.25)


def test_before_the_beginning_it_is_the_first():
    assert second(still(ramp(), -3.0)) == pytest.approx(0.0, abs=0.25)


@pytest.mark.parametrize(
    ("rotation", "quarters"),
    [
        (0, [RED, GREEN, BLUE, GREY]),
        (90, [GREEN, GREY, RED, BLUE]),
        (-90, [BLUE, RED, GREY, GREEN]),
        (180, [GREY, BLUE, GREEN, RED]),
    ],
)
def test_a_turned_video_is_shown_upright(rotation, quarters):
    source = coloured(_H264)
    turned = ffmpeg_made(
        "turned", "mp4", "-display_rotation", str(rotation), "-i", f"file:{source}", "-c", "copy", "-f", "mp4"
    )
    image = still(turned, 1.0, height=180)
    assert near(colours(image), quarters, 6)
    assert (image.width(), image.height()) == ((320, 180) if rotation in (0, 180) else (102, 180))


def test_pixels_that_are_not_square_are_stretched_and_absurd_ones_within_reason():
    wide = ffmpeg_made("wide", "mp4", *_RAMP[:4], "-t", "1", "-vf", "setsar=4/3", *_H264, "-f", "mp4")
    assert (still(wide, 0.0).width(), still(wide, 0.0).height()) == (214, 90)
    absurd = ffmpeg_made("absurd", "mp4", *_RAMP[:4], "-t", "1", "-vf", "setsar=900/1", *_H264, "-f", "mp4")
    assert still(absurd, 0.0).width() <= 4 * 90


_HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-x265-params", "log-level=none")


@pytest.mark.parametrize("matrix", ["bt709", "smpte170m"])
def test_colours_are_those_of_the_video_whatever_its_matrix(matrix):
    args = ("-f", "lavfi", "-i", f"{_COLOURS},scale=out_color_matrix={matrix}:out_range=tv,format=yuv420p")
    tags = ("-colorspace", matrix, "-color_primaries", matrix, "-color_trc", "bt709")
    path = ffmpeg_made("matrix", "mp4", *args, "-t", "1", *_H264, *tags, "-f", "mp4")
    assert near(colours(still(path, 0.5, height=180)), [RED, GREEN, BLUE, GREY], 6)


@pytest.mark.parametrize("transfer", ["arib-std-b67", "smpte2084"])
def test_hdr_is_not_grey(transfer):
    path = coloured(_HEVC, "bt2020nc", transfer)
    facts = facts_of(path)
    assert facts.transfer == transfer
    found = colours(still(path, 1.0, height=180))
    assert near(found, [RED, GREEN, BLUE, GREY], 45)
    # As it is stored, the white of a wall would be no lighter than this.
    assert found[3][0] > 170


def test_hevc_has_a_last_picture_too():
    path = coloured(_HEVC)
    assert near(colours(still(path, 60.0, height=180)), [RED, GREEN, BLUE, GREY], 6)


def damaged(tmp_path: Path) -> Path:
    data = bytearray(ramp("-movflags", "+faststart").read_bytes())
    middle = slice(len(data) * 4 // 10, len(data) * 6 // 10)
    data[middle] = b"\xa5" * len(data[middle])
    path = tmp_path / "damaged.mp4"
    path.write_bytes(data)
    return path


def test_a_damaged_middle_and_a_missing_end_still_give_pictures(tmp_path):
    path = damaged(tmp_path)
    for at_s in (2.0, 9.0, 10.0, 11.0, 18.0):
        assert still(path, at_s).height() == 90
    assert second(still(path, 18.0)) == pytest.approx(18.0, abs=0.25)
    assert 12 <= len(list(strip(path, 20))) <= 20
    data = ramp("-movflags", "+faststart").read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert still(path, 18.0).height() == 90
    assert 1 < second(still(path, 18.0)) < 18


def test_what_has_no_picture_is_a_problem(tmp_path):
    sound = ffmpeg_made("sound-only", "m4a", "-f", "lavfi", "-i", "sine", "-t", "2", "-c:a", "aac", "-f", "mp4")
    with pytest.raises(ProblemError, match=r"footage\.tool_failed"):
        still(sound, 0.0)
    facts = facts_of(ramp())
    with pytest.raises(ProblemError, match=r"file\.missing"):
        stills.still(tmp_path / "gone.mp4", 0.0, facts, height=90, ffmpeg=find_ffmpeg().path)
    with pytest.raises(ProblemError, match=r"footage\.tool_missing"):
        stills.still(ramp(), 0.0, facts, height=90, ffmpeg=tmp_path / "ffmpeg")
    with pytest.raises(ProblemError, match=r"footage\.tool_missing"):
        list(stills.strip(ramp(), 20, facts, count=3, height=90, ffmpeg=tmp_path / "ffmpeg", stop=threading.Event()))


def test_the_strip_comes_in_order_of_time_and_shows_key_frames():
    taken = list(strip(ramp(), 20))
    assert [picture.at_s for picture in taken] == [number + 0.5 for number in range(20)]
    # A key frame every two seconds: each is shown for the moments up to the next one, the last one too.
    for picture in taken:
        assert second(shown(picture.jpeg)) == pytest.approx(picture.at_s // 2 * 2, abs=0.25)


def test_nothing_is_left_on_disk_and_no_name_is_in_the_arguments(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(scratch))
    video = tmp_path / "Zoe Example.mp4"
    video.write_bytes(ramp().read_bytes())
    before = sorted(tmp_path.rglob("*"))
    seen: list[str] = []

    class Noted(GuardedProcess):
        def __init__(self, args, **options):
            seen.extend(args)
            super().__init__(args, **options)

    monkeypatch.setattr(stills, "GuardedProcess", Noted)
    still(video, 1.0)
    list(strip(video, 3))
    assert sorted(tmp_path.rglob("*")) == before
    assert seen.count("image2pipe") == 4
    if Path("/dev/fd").is_dir():
        assert not any("Zoe" in word for word in seen)


@pytest.fixture
def slow_ffmpeg(tmp_path: Path) -> Path:
    """A program that answers nothing and waits."""
    if sys.platform == "win32":
        pytest.skip("needs a shell script")
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o700)
    return program


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
@pytest.mark.parametrize(("body", "seconds"), [("exec sleep 60", 3.0), ("exec cat /dev/zero", 20.0)])
def test_where_the_very_moment_cannot_be_had_it_is_the_key_frame_before_it(tmp_path, monkeypatch, body, seconds):
    program = tmp_path / "ffmpeg"
    real = find_ffmpeg().path
    program.write_text(f'#!/bin/sh\ncase "$*" in *-skip_frame*) exec "{real}" "$@";; esac\n{body}\n')
    program.chmod(0o700)
    monkeypatch.setattr(stills, "_LIMITS", Limits(seconds=seconds, output=1024 * 1024))
    image = shown(stills.still(ramp(), 5.5, facts_of(ramp()), height=90, ffmpeg=program).jpeg)
    assert second(image) == pytest.approx(4.0, abs=0.25)


def test_stopped_it_ends_within_a_second_and_nothing_runs_on(slow_ffmpeg, children):
    stop = threading.Event()
    facts = facts_of(ramp())
    pictures = stills.strip(ramp(), 20, facts, count=9, height=90, ffmpeg=slow_ffmpeg, stop=stop)
    threading.Timer(0.3, stop.set).start()
    started = time.monotonic()
    with pytest.raises(Stopped):
        next(pictures)
    assert time.monotonic() - started < 1.3
    assert children() == set()


def test_who_looks_no_further_leaves_nothing_running(children):
    pictures = strip(ramp(), 9)
    next(pictures)
    pictures.close()
    assert children() == set()
    assert not any(thread.name.startswith("strip") for thread in threading.enumerate())


@pytest.mark.slow
def test_they_are_quick_enough_for_a_window():
    facts = facts_of(good_clip(305))
    program = find_ffmpeg().path
    started = time.perf_counter()
    stills.still(good_clip(305), 150.7, facts, height=360, ffmpeg=program)
    one = time.perf_counter() - started
    many = len(
        list(stills.strip(good_clip(305), 305, facts, count=20, height=108, ffmpeg=program, stop=threading.Event()))
    )
    took = time.perf_counter() - started - one
    print(f"a still of 1080p: {one:.2f} s; {many} key frames of 5 minutes: {took:.2f} s")
    assert (many, one < 5, took < 20) == (20, True, True)
