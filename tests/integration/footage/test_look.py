"""The first look at real files, by the real ffprobe."""

from __future__ import annotations

import os
import shutil
import socket
import sys
import time
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import FootageReport, Pass, Question, Severity, Verdict
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.footage.look import look
from avatar_wizard.footage.sample import make_sample
from support.clips import ffmpeg_made, good_clip
from support.judging import FLEXUS, RULES, STANDARD

ADVISED = ("video.duration_advised",)
PLAIN = ("video.index_last", "video.bit_rate")
"""What is said of all these clips, which are coded in few bits, with their index at the end."""


def codes(report: FootageReport) -> tuple[str, ...]:
    return tuple(finding.code for finding in report.findings)


def refused(path: Path) -> str:
    """The one code about a file that is no footage."""
    report = look(path, STANDARD, RULES)
    assert report.verdict is Verdict.UNREADABLE
    assert report.facts is None
    (finding,) = report.findings
    assert finding.severity is Severity.STOP
    return finding.code


def test_a_look_takes_a_moment_and_tells_what_it_saw():
    started = time.perf_counter()
    report = look(good_clip(), STANDARD, RULES)
    first = time.perf_counter() - started
    look(good_clip(), STANDARD, RULES)
    print(f"first look {first:.3f} s, next {time.perf_counter() - started - first:.3f} s")
    facts = report.facts
    assert facts is not None
    assert (facts.container, facts.codec, facts.pixel_format) == ("mp4", "h264", "yuv420p")
    assert (facts.width, facts.height, facts.rotation, facts.frame_rate) == (1920, 1080, 0, 25.0)
    assert facts.duration_s == pytest.approx(181, abs=0.1)
    assert facts.size == good_clip().stat().st_size
    assert facts.bit_rate is not None
    assert [(track.codec, track.sample_rate, track.channels) for track in facts.audio] == [("aac", 48_000, 1)]
    assert facts.audio[0].duration_s == pytest.approx(181, abs=0.1)
    assert (facts.stored_width, facts.stored_height, facts.sample_aspect) == (1920, 1080, 1.0)
    assert (facts.base_frame_rate, facts.field_order, facts.bit_depth) == (25.0, "progressive", 8)
    assert (facts.start_s, facts.picture_duration_s) == (0.0, pytest.approx(181))
    assert facts.index_first is False
    assert codes(report) == (*ADVISED, *PLAIN)
    assert (report.done, report.signals, report.unmade) == (Pass.CONTAINER, None, ("unmade.look",))
    assert report.rules == RULES.version
    assert look(good_clip(), FLEXUS, RULES).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("clip", "expected"),
    [
        ({"faststart": True}, ADVISED),
        ({"seconds": 180}, ADVISED),
        ({"seconds": 179}, ("video.too_short",)),
        ({"seconds": 600}, ADVISED),
        ({"seconds": 601}, ("video.too_long",)),
        ({"size": (1280, 720)}, ("video.resolution", *ADVISED)),
        ({"audio": False}, ("video.no_sound", *ADVISED)),
        ({"container": "mov"}, ("video.mov", *ADVISED)),
        ({"container": "mkv"}, ("video.container", *ADVISED)),
        ({"container": "ts"}, ("video.container", *ADVISED)),
        ({"container": "3gp"}, ("video.container", *ADVISED)),
        ({"rotation": 90}, (*ADVISED, "video.rotated")),
        ({"rotation": -90}, (*ADVISED, "video.rotated")),
        ({"rotation": 180}, (*ADVISED, "video.rotated")),
        ({"fps": 5}, (*ADVISED, "video.frame_rate")),
        ({"fps": "24000/1001"}, (*ADVISED, "video.frame_rate_unusual")),
        ({"fps": "30000/1001"}, ADVISED),
        ({"extra": ("-movflags", "+frag_keyframe")}, ADVISED),
    ],
    ids=str,
)
def test_real_clips(clip, expected):
    report = look(good_clip(**clip), STANDARD, RULES)
    assert set(codes(report)) - set(PLAIN) == set(expected)
    assert not report.unreadable


@pytest.mark.parametrize(
    ("clip", "is_first"),
    [({"faststart": True}, True), ({}, False), ({"extra": ("-movflags", "+frag_keyframe")}, None)],
    ids=str,
)
def test_where_the_index_is(clip, is_first):
    report = look(good_clip(**clip), STANDARD, RULES)
    assert report.facts is not None
    if is_first is not None:
        assert report.facts.index_first is is_first
    assert ("video.index_last" in codes(report)) is (report.facts.index_first is False)


@pytest.mark.parametrize(("rotation", "size"), [(0, (1920, 1080)), (90, (1080, 1920)), (-90, (1080, 1920))])
def test_a_turned_clip_has_the_size_that_is_shown(rotation, size):
    facts = look(good_clip(rotation=rotation), STANDARD, RULES).facts
    assert facts is not None
    assert (facts.width, facts.height) == size
    assert facts.rotation == rotation


@pytest.mark.slow
@pytest.mark.parametrize(
    ("clip", "expected"),
    [
        ({"size": (2160, 3840), "fps": 5}, (*ADVISED, "video.frame_rate")),
        ({"codec": "libx265"}, ("video.codec", *ADVISED)),
        ({"codec": "libsvtav1"}, ("video.codec", *ADVISED)),
        ({"codec": "libvpx-vp9", "fps": 10}, ("video.codec", *ADVISED, "video.frame_rate")),
        (
            {"codec": "prores_ks", "container": "mov", "fps": 5, "seconds": 4},
            ("video.mov", "video.too_short", "video.codec", "video.ten_bit", "video.frame_rate"),
        ),
        ({"container": "avi"}, ("video.container", *ADVISED, "video.frame_rate", "sound.codec")),
    ],
    ids=str,
)
def test_real_clips_that_take_longer_to_make(clip, expected):
    assert set(codes(look(good_clip(**clip), STANDARD, RULES))) - set(PLAIN) == set(expected)


@pytest.mark.slow
@pytest.mark.parametrize("edition", [Edition.STANDARD, Edition.FLEXUS])
def test_the_sample_gives_hardly_anything_to_say(tmp_path, edition):
    path = tmp_path / "sample.mp4"
    make_sample(path, edition)
    report = look(path, Question(edition), RULES)
    # It is small on purpose, so that trying the program out takes no time.
    assert codes(report) == ("video.bit_rate",)
    assert report.verdict is Verdict.OK
    assert report.facts is not None
    assert (report.facts.width, report.facts.height) == (1920, 1080)
    assert list(tmp_path.iterdir()) == [path]


def short(**clip: object) -> Path:
    return good_clip(**{"seconds": 4, "fps": 10, **clip})


def test_sound_alone_and_a_cover_picture_are_no_video():
    sine = ("-f", "lavfi", "-i", "sine", "-t", "2", "-c:a", "aac")
    sound = ffmpeg_made("sound-only", "m4a", *sine, "-f", "mp4")
    assert codes(look(sound, STANDARD, RULES)) == ("video.no_picture", "video.too_short", "video.index_last")
    picture = ("-f", "lavfi", "-i", "testsrc=size=320x180", "-frames:v", "1", "-c:v", "mjpeg")
    covered = ffmpeg_made("covered", "m4a", *sine, *picture, "-disposition:v", "attached_pic", "-f", "ipod")
    report = look(covered, STANDARD, RULES)
    assert "video.no_picture" in codes(report)
    assert report.facts is not None
    assert report.facts.audio


def test_a_codec_that_nobody_knows(tmp_path):
    path = tmp_path / "camera.mp4"
    path.write_bytes(short().read_bytes().replace(b"avc1\0\0\0\0", b"zzzz\0\0\0\0"))
    report = look(path, STANDARD, RULES)
    assert "video.codec_unknown" in codes(report)
    assert report.verdict is Verdict.STOP


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
@pytest.mark.parametrize("faststart", [True, False])
def test_a_cut_file(tmp_path, faststart, share):
    path = tmp_path / "cut.mp4"
    whole = good_clip(faststart=faststart)
    path.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * share)])
    assert refused(path) == "video.truncated"


def test_one_missing_byte_and_one_too_many(tmp_path):
    data = short(faststart=True).read_bytes()
    path = tmp_path / "take.mp4"
    path.write_bytes(data[:-1])
    assert refused(path) == "video.truncated"
    path.write_bytes(data[: data.index(b"mdat") - 4])  # the index whole, and nothing after it
    assert refused(path) == "video.truncated"
    path.write_bytes(data + b"\0")
    assert codes(look(path, STANDARD, RULES)) == codes(look(short(faststart=True), STANDARD, RULES))


def test_a_recording_that_was_never_finished(tmp_path):
    data = short().read_bytes()
    path = tmp_path / "dead-battery.mp4"
    path.write_bytes(data[: data.rindex(b"moov") - 4])
    assert refused(path) == "video.unfinished"


def test_an_index_full_of_rubbish(tmp_path):
    data = bytearray(short(faststart=True).read_bytes())
    start = data.index(b"moov") + 4
    length = int.from_bytes(data[start - 8 : start - 4], "big") - 8
    data[start : start + length] = b"\xa5" * length
    path = tmp_path / "rubbish.mp4"
    path.write_bytes(data)
    assert refused(path) == "video.damaged"


def test_what_is_no_video_at_all(tmp_path):
    path = tmp_path / "take.mp4"
    for content in (b"Dear diary, " * 1000, b"\0" * 5000, os.urandom(5000), b"x"):
        path.write_bytes(content)
        assert refused(path) == "video.not_a_video"
    path.write_bytes(b"")
    assert refused(path) == "video.empty"
    photo = ffmpeg_made("photo", "jpg", "-f", "lavfi", "-i", "testsrc=size=320x180", "-frames:v", "1", "-f", "mjpeg")
    assert refused(photo) == "video.not_a_video"


@pytest.mark.parametrize(
    ("head", "container"), [(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"), (b"FLV\x01", "flv"), (b"\0\0\1\xba", "mpeg")]
)
def test_other_kinds_of_video_are_named(tmp_path, head, container):
    path = tmp_path / "old.wmv"
    path.write_bytes(head + b"\0" * 500)
    report = look(path, STANDARD, RULES)
    assert codes(report) == ("video.container",)
    assert report.findings[0].facts == {"container": container}
    assert report.verdict is Verdict.STOP


def test_playlists_dressed_as_a_video_open_nothing(tmp_path):
    clip = tmp_path / "real.mp4"
    shutil.copy(short(), clip)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n{}\n#EXT-X-ENDLIST\n"
        for text in (
            playlist.format(f"http://127.0.0.1:{port}/a.ts"),
            playlist.format(clip),
            f"ffconcat version 1.0\nfile {clip.name}\n",
            f"ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.mp4\n",
        ):
            (tmp_path / "evil.mp4").write_text(text)
            assert refused(tmp_path / "evil.mp4") == "video.not_a_video"
        with pytest.raises(BlockingIOError):
            listener.accept()


NAMES = [
    "-dash.mp4",
    "-version",
    "http:evil.mp4",
    "concat:a|b.mp4",
    "take %03d [1] *?.mp4",
    'it\'s "quoted" `x` $HOME; &.mp4',
    "\u202egpj.4pm\u2066.mp4",
    "\u6570\u5b57\u4eba \u5206\u8eab.mp4",
    "trailing space.mp4 ",
    " leading.mp4",
    "two\nlines\t.mp4",
    "\u00e9" * 125 + "x.mp4",  # 255 bytes
    os.fsdecode(b"\xff\xfe latin.mp4"),
    "no suffix",
    "wrong.txt",
]


@pytest.mark.skipif(sys.platform == "win32", reason="most of these names cannot be given there")
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_confuses_it(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    os.link(shutil.copy(short(), tmp_path / "clip"), tmp_path / name)
    expected = look(short(), STANDARD, RULES)
    assert look(tmp_path / name, STANDARD, RULES) == expected
    assert look(Path(name), STANDARD, RULES) == expected


def problem_of(path: Path) -> str:
    with pytest.raises(ProblemError) as caught:
        look(path, STANDARD, RULES)
    assert caught.value.problem.facts == {"name": path.name, "role": "training_video"}
    assert caught.value.__suppress_context__
    return caught.value.problem.code


def test_a_missing_file(tmp_path):
    assert problem_of(tmp_path / "gone.mp4") == "file.missing"
    assert problem_of(tmp_path / "zero\0byte.mp4") == "file.missing"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "private.mp4"
    path.write_bytes(b"x")
    path.chmod(0)
    assert problem_of(path) == "file.unreadable"


def test_a_folder(tmp_path):
    assert refused(tmp_path) == "video.not_a_file"


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes among files")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    (tmp_path / "link.mp4").symlink_to(tmp_path / "pipe.mp4")
    for path in (tmp_path / "pipe.mp4", tmp_path / "link.mp4", Path("/dev/zero")):
        assert refused(path) == "video.not_a_file"
    (tmp_path / "loop.mp4").symlink_to(tmp_path / "loop.mp4")
    assert problem_of(tmp_path / "loop.mp4") == "file.unreadable"


def test_a_link_to_a_clip_is_followed(tmp_path):
    (tmp_path / "link.mp4").symlink_to(short())
    assert look(tmp_path / "link.mp4", STANDARD, RULES) == look(short(), STANDARD, RULES)


def test_no_report_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FFREPORT", f"file={tmp_path / 'report.log'}:level=48")
    look(short(), STANDARD, RULES)
    assert list(tmp_path.iterdir()) == []
