"""Each repair turns its sample into one whose facts are right, and leaves alone what needs no change."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace

import pytest

from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import PictureSignals, Signals, SoundSignals
from avatar_wizard.footage.mending.plan import plan
from avatar_wizard.footage.mending.result import check
from support.clips import ffmpeg_made
from support.mending import (
    AAC,
    H264,
    clip,
    colours,
    facts_of,
    likeness,
    loudness,
    mend,
    packets,
    times,
)

TAGS = ("-vf", "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv")
FIELDS = ("-vf", "tinterlace=mode=interleave_top", "-flags", "+ildct+ilme", "-x264-params", "tff=1")
UNEVEN = ("-vf", "select=not(eq(mod(n\\,7)\\,3))", "-fps_mode", "vfr")


def test_remux_copies_everything_and_puts_the_index_in_front(tmp_path):
    source = clip("mov", *H264, *TAGS, *AAC, suffix="mov")
    before = facts_of(source)
    assert (before.container, before.index_first) == ("mov", False)
    mended = mend(source, tmp_path, Repair.REMUX)
    after = mended.facts
    assert (after.container, after.index_first) == ("mp4", True)
    assert (after.transfer, after.primaries) == ("bt709", "bt709")
    assert after.duration_s == pytest.approx(before.duration_s, abs=0.04)
    assert [packets(mended.path, stream) for stream in ("V:0", "a:0")] == [
        packets(source, stream) for stream in ("V:0", "a:0")
    ]
    assert times(mended.path) == times(source)
    assert list(tmp_path.iterdir()) == [mended.path]


@pytest.mark.parametrize("suffix", ["mkv", "avi", "ts"])
def test_other_containers_become_mp4(tmp_path, suffix):
    # B-frames do not go into AVI; AAC there has another form.
    form = "mpegts" if suffix == "ts" else suffix
    sound = ("-c:a", "libmp3lame") if suffix == "avi" else AAC
    source = ffmpeg_made(
        f"mending {suffix}",
        suffix,
        *("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=3", "-f", "lavfi", "-i", "sine=duration=3"),
        *(*H264, "-bf", "0", *sound, "-f", form.replace("mkv", "matroska")),
    )
    mended = mend(source, tmp_path, Repair.REMUX)
    after = mended.facts
    assert (after.container, after.codec, after.index_first) == ("mp4", "h264", True)
    assert after.picture_duration_s == pytest.approx(3, abs=0.09)
    assert len(times(mended.path)) == 75


@pytest.mark.parametrize(("rotation", "size"), [(90, (96, 160)), (-90, (96, 160)), (180, (160, 96))])
def test_rotation_is_baked_in(tmp_path, rotation, size):
    upright = ffmpeg_made(
        "mending halves",
        "mp4",
        *("-f", "lavfi", "-i", "color=c=0xc02020:size=160x96:rate=25:duration=2,drawbox=c=0x2020c0:w=80:h=96:t=fill"),
        *("-f", "lavfi", "-i", "sine=duration=2", *H264, *AAC, "-f", "mp4"),
    )
    turned = ("-display_rotation", str(rotation), "-i", f"file:{upright}", "-c", "copy", "-f", "mp4")
    source = ffmpeg_made("mending turned", "mp4", *turned)
    assert facts_of(source).rotation == rotation
    mended = mend(source, tmp_path, Repair.ROTATE)
    after = mended.facts
    assert (after.rotation, (after.width, after.height)) == (0, size)
    assert (after.stored_width, after.stored_height) == size
    assert packets(mended.path, "a:0") == packets(source, "a:0")
    assert len(times(mended.path)) == 50
    # ffmpeg turns a flagged picture by itself when it is shown: both look alike.
    shown, baked = colours(source, 2), colours(mended.path, 2)
    for a, b in zip(shown, baked, strict=True):
        assert a == pytest.approx(b, abs=8)
    if rotation == 180:
        assert baked[0][0] > 150 > baked[0][2]


def test_uneven_pictures_get_a_constant_rate(tmp_path):
    source = clip("uneven", *UNEVEN, *H264, *AAC)
    gaps = {round(b - a, 3) for a, b in itertools.pairwise(times(source))}
    assert gaps == {0.04, 0.08}
    mended = mend(source, tmp_path, Repair.CONSTANT_RATE)
    shown = times(mended.path)
    assert {round(b - a, 3) for a, b in itertools.pairwise(shown)} == {0.04}
    assert mended.facts.frame_rate == 25
    assert mended.facts.duration_s == pytest.approx(facts_of(source).duration_s, abs=0.045)
    assert packets(mended.path, "a:0") == packets(source, "a:0")


def test_an_encoded_picture_keeps_its_own_times(tmp_path):
    source = clip("uneven turned", *UNEVEN, "-c:v", "mpeg4", "-q:v", "5", *AAC)
    assert facts_of(source).codec == "mpeg4"
    mended = mend(source, tmp_path, Repair.H264)
    assert mended.facts.codec == "h264"
    assert times(mended.path) == pytest.approx(times(source), abs=0.0011)


def test_fields_become_pictures(tmp_path):
    picture = ("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=50:duration=3")
    source = clip("fields", *FIELDS, *H264, *AAC, picture=picture)
    before = facts_of(source)
    assert before.field_order == "tt"
    mended = mend(source, tmp_path, Repair.DEINTERLACE)
    after = mended.facts
    assert (after.field_order, after.frame_rate) == ("progressive", 25)
    assert times(mended.path) == pytest.approx(times(source), abs=0.001)
    assert packets(mended.path, "a:0") == packets(source, "a:0")


def test_the_order_of_fields_that_are_not_marked_is_found_out(tmp_path):
    picture = ("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=50:duration=3")
    for mode, other in (("interleave_top", "interleave_bottom"), ("interleave_bottom", "interleave_top")):
        unmarked = ("-vf", f"tinterlace=mode={mode},setfield=prog")
        source = clip(f"unmarked {mode}", *unmarked, *H264, "-crf", "10", *AAC, picture=picture)
        assert facts_of(source).field_order == "progressive"
        signals = Signals(is_whole=True, picture=PictureSignals(interlaced=1.0))
        mended = mend(source, tmp_path, Repair.DEINTERLACE, signals=signals)
        # Taken in the wrong order, every second line would come from the wrong moment.
        smooth, jerky = (
            likeness(
                mended.path,
                clip(
                    f"true {each}",
                    "-vf",
                    f"tinterlace=mode={each},bwdif=0:{order}",
                    *H264,
                    "-crf",
                    "10",
                    *AAC,
                    picture=picture,
                ),
            )
            for each, order in (
                (mode, "tff" if mode == "interleave_top" else "bff"),
                (other, "tff" if other == "interleave_top" else "bff"),
            )
        )
        assert smooth > 30
        assert smooth > jerky


@pytest.mark.parametrize(
    ("name", "coding", "suffix"),
    [
        ("hevc", ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"), "mp4"),
        ("vp9", ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"), "mp4"),
        ("prores", ("-c:v", "prores_ks", "-profile:v", "proxy"), "mov"),
        ("deep h264", ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv422p10le"), "mp4"),
        ("mjpeg", ("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"), "mov"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_other_codecs_become_h264(tmp_path, name, coding, suffix):
    source = clip(name, *coding, *AAC, suffix=suffix)
    mended = mend(source, tmp_path, Repair.H264)
    after = mended.facts
    assert (after.codec, after.profile, after.pixel_format, after.bit_depth) == ("h264", "High", "yuv420p", 8)
    assert (after.width, after.height, after.frame_rate) == (160, 96, 25)
    assert len(times(mended.path)) == 75
    assert packets(mended.path, "a:0") == packets(source, "a:0")
    assert likeness(source, mended.path) > 38


def test_prores_is_encoded_also_when_only_the_container_was_to_change(tmp_path):
    source = clip("prores", "-c:v", "prores_ks", "-profile:v", "proxy", *AAC, suffix="mov")
    assert mend(source, tmp_path, Repair.REMUX).facts.codec == "h264"


def test_av1_cannot_be_read_by_the_tools_that_come_along(tmp_path):
    source = clip("av1", "-c:v", "libsvtav1", "-preset", "12", *AAC)
    with pytest.raises(ProblemError) as caught:
        mend(source, tmp_path, Repair.H264)
    assert caught.value.problem.code == "repair.cannot"
    assert caught.value.problem.facts == {"codec": "av1"}
    assert list(tmp_path.iterdir()) == []
    assert mend(source, tmp_path, Repair.LOUDNESS).facts.codec == "av1"


@pytest.mark.parametrize(
    ("volume", "click", "limited"), [(-30, 0.5, False), (-6, 0.5, False), (-12, 4.0, True), (0, 0.9, False)]
)
def test_loudness_by_plain_gain(tmp_path, volume, click, limited):
    # Bursts over a tone: speech too has peaks far above its loudness.
    burst = f"{click}*(random(0)-0.5)*lt(mod(t\\,1)\\,0.004)"
    sound = f"aevalsrc=(0.3*sin(2*PI*220*t)+{burst})*sin(PI*t/6):s=48000:d=6,volume={volume}dB"
    source = ffmpeg_made(
        "mending loudness",
        "mp4",
        *("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=6", "-f", "lavfi", "-i", sound),
        *(*H264, *AAC, "-f", "mp4"),
    )
    before, peak_before = loudness(source)
    mended = mend(source, tmp_path, Repair.LOUDNESS)
    after, peak = loudness(mended.path)
    print(f"{before} LUFS {peak_before} dBTP -> {after} LUFS {peak} dBTP")
    wanted = before - 2.0 - peak_before if limited else -19.0
    assert (wanted < -20) is limited
    assert after == pytest.approx(wanted, abs=0.5)
    assert peak <= -1.5
    assert packets(mended.path, "V:0") == packets(source, "V:0")
    (track,) = mended.facts.audio
    assert (track.codec, track.sample_rate) == ("aac", 48_000)


_LAYOUTS = {
    # Not in step, so that mixing them neither doubles nor cancels anything.
    "surround": "join=inputs=6:channel_layout=5.1",
    "studio": "amerge=inputs=2,pan=10c|c0=c0|c1=c1|" + "|".join(f"c{number}=0.5*c0" for number in range(2, 10)),
}


@pytest.mark.parametrize(("layout", "tones"), [("surround", 6), ("studio", 2)])
def test_of_many_channels_it_is_the_two_of_the_copy_that_count(tmp_path, layout, tones):
    sounds = [f"sine=frequency={200 + 170 * number}:sample_rate=48000:duration=4" for number in range(tones)]
    made = ("-filter_complex", "".join(f"[{number + 1}:a]" for number in range(tones)) + _LAYOUTS[layout] + "[a]")
    source = ffmpeg_made(
        f"mending {layout}",
        "mov",
        *("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=4"),
        *(word for sound in sounds for word in ("-f", "lavfi", "-i", sound)),
        *(*made, "-map", "0:v", "-map", "[a]", *H264, "-c:a", "pcm_s16le", "-f", "mov"),
    )
    assert (facts_of(source).audio[0].channels or 0) == {"surround": 6, "studio": 10}[layout]
    before, peak_before = loudness(source)
    all_of_them = Signals(is_whole=True, sound=SoundSignals(loudness=before, true_peak=peak_before))
    mended = mend(source, tmp_path, Repair.LOUDNESS, signals=all_of_them)
    after, peak = loudness(mended.path)
    assert after == pytest.approx(-19, abs=0.5)
    assert peak <= -1.5
    assert mended.facts.audio[0].channels == 2


def test_measured_loudness_is_taken_from_a_whole_pass(tmp_path):
    source = clip("plain", *H264, *AAC)
    before, _ = loudness(source)
    wrong = Signals(is_whole=True, sound=SoundSignals(loudness=-25.0, true_peak=-20.0))
    after, _ = loudness(mend(source, tmp_path, Repair.LOUDNESS, signals=wrong).path)
    assert after == pytest.approx(before + 6, abs=0.3)
    in_part = replace(wrong, is_whole=False)
    after, _ = loudness(mend(source, tmp_path, Repair.LOUDNESS, signals=in_part).path)
    assert after == pytest.approx(-19, abs=0.5)


def test_silence_is_not_made_loud(tmp_path):
    source = ffmpeg_made(
        "mending silence",
        "mp4",
        *("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=2", "-f", "lavfi", "-i", "anullsrc=d=2"),
        *(*H264, *AAC, "-f", "mp4"),
    )
    mended = mend(source, tmp_path, Repair.LOUDNESS)
    assert packets(mended.path, "a:0") == packets(source, "a:0")


@pytest.mark.parametrize(
    ("name", "coding", "suffix", "rate"),
    [
        ("pcm", ("-c:a", "pcm_s16le"), "mov", 48_000),
        ("high rate", ("-c:a", "pcm_s24le", "-ar", "96000"), "mov", 48_000),
        ("kin of 44.1", ("-c:a", "pcm_s16le", "-ar", "88200"), "mov", 44_100),
        ("low rate", ("-c:a", "aac", "-ar", "22050"), "mp4", 44_100),
        ("ac3", ("-c:a", "ac3"), "mp4", 48_000),
        ("surround", ("-c:a", "aac", "-ac", "6"), "mp4", 48_000),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_sound_becomes_aac(tmp_path, name, coding, suffix, rate):
    source = clip(name, *H264, *coding, suffix=suffix)
    mended = mend(source, tmp_path, Repair.AAC)
    (track,) = mended.facts.audio
    assert (track.codec, track.sample_rate) == ("aac", rate if name != "surround" else 48_000)
    assert packets(mended.path, "V:0") == packets(source, "V:0")


def test_pcm_does_not_go_into_an_mp4(tmp_path):
    source = clip("pcm", *H264, "-c:a", "pcm_s16le", suffix="mov")
    assert mend(source, tmp_path, Repair.REMUX).facts.audio[0].codec == "aac"


def test_of_several_tracks_aac_keeps_the_first_and_remux_all(tmp_path):
    second = ("-map", "0:v", "-map", "1:a", "-map", "1:a", "-filter:a:1", "volume=0.1")
    source = clip("two tracks", *second, *H264, *AAC, suffix="mov")
    mended = mend(source, tmp_path, Repair.AAC)
    assert len(mended.facts.audio) == 1
    assert packets(mended.path, "a:0") == packets(source, "a:0")
    both = mend(source, tmp_path, Repair.REMUX)
    assert [packets(both.path, f"a:{n}") for n in (0, 1)] == [packets(source, f"a:{n}") for n in (0, 1)]


def test_all_at_once(tmp_path):
    picture = ("-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=3")
    hlg = "setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc:range=tv"
    deep = ("-vf", f"format=yuv422p10le,{hlg}", "-c:v", "prores_ks", "-c:a", "pcm_s16le", "-display_rotation", "0")
    straight = clip("everything straight", *deep[:-2], suffix="mov", picture=picture)
    turned = ("-display_rotation", "90", "-i", f"file:{straight}", "-c", "copy", "-f", "mov")
    source = ffmpeg_made("mending everything", "mov", *turned)
    mended = mend(source, tmp_path, *Repair)
    after = mended.facts
    assert (after.container, after.codec, after.pixel_format, after.rotation) == ("mp4", "h264", "yuv420p", 0)
    assert (after.width, after.height) == (96, 160)
    assert (after.transfer, after.primaries, after.frame_rate) == ("bt709", "bt709", 25)
    assert after.audio[0].codec == "aac"


def test_no_sound_at_all(tmp_path):
    source = ffmpeg_made(
        "mending mute", "mov", "-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25:duration=2", *H264, "-f", "mov"
    )
    mended = mend(source, tmp_path, Repair.REMUX, Repair.LOUDNESS, Repair.AAC)
    assert mended.facts.audio == ()
    assert packets(mended.path, "V:0") == packets(source, "V:0")


def test_the_check_fails_for_what_was_not_planned(tmp_path):
    source = clip("mov", *H264, *TAGS, *AAC, suffix="mov")
    facts = facts_of(source)
    made = plan(facts, None, (Repair.REMUX,))
    mended = mend(source, tmp_path, Repair.REMUX).path
    from avatar_wizard.footage.locate import find_ffprobe

    tool = find_ffprobe().path
    check(mended, made, facts, tool)
    wrong = (
        replace(facts, stored_width=162),
        replace(facts, codec="hevc"),
        replace(facts, rotation=90),
        replace(facts, picture_duration_s=4.0),
        replace(facts, picture_duration_s=None, duration_s=4.0),
    )
    for other in wrong:
        with pytest.raises(ProblemError, match=r"repair\.failed"):
            check(mended, made, other, tool)
    plain = clip("plain", *H264, *AAC)
    with pytest.raises(ProblemError, match=r"repair\.failed"):
        check(plain, plan(facts_of(plain), None, ()), facts_of(plain), tool)  # nothing wrong but the index at the end
    whole = mended.read_bytes()
    for broken in (whole[:-1], whole[: len(whole) // 2], b"", source.read_bytes()):
        mended.write_bytes(broken)
        with pytest.raises(ProblemError, match=r"repair\.failed"):
            check(mended, made, facts, tool)


def test_the_given_check_sees_the_whole_file_and_may_refuse_it(tmp_path):
    source = clip("plain", *H264, *AAC)
    seen = []

    def refuse(path):
        seen.append(facts_of(path).codec)
        raise ProblemError("repair.failed")

    with pytest.raises(ProblemError, match=r"repair\.failed"):
        mend(source, tmp_path, Repair.REMUX, check=refuse)
    assert seen == ["h264"]
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_on_the_way(tmp_path):
    source = clip("progress", *H264, *AAC, picture=("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=12"))
    mended = mend(source, tmp_path, Repair.CONSTANT_RATE)
    assert len([share for share in mended.told if 0.05 < share < 0.85]) >= 3


def test_stop_before_anything(tmp_path):
    stop = threading.Event()
    stop.set()
    with pytest.raises(ProblemError, match="stopped"):
        mend(clip("plain", *H264, *AAC), tmp_path, Repair.REMUX, stop=stop)
    assert list(tmp_path.iterdir()) == []
