"""What a repair will do: every combination of faults and wishes gives a plan that copies what needs no change."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.footage import AudioFacts, FootageFacts, Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import PictureSignals, Signals, SoundSignals
from avatar_wizard.footage.mending.command import Source, listing, mending
from avatar_wizard.footage.mending.plan import (
    CEILING_DBTP,
    Plan,
    constant_rate,
    needs_field_order,
    needs_loudness,
    plan,
    room_needed,
)

AAC_TRACK = AudioFacts("aac", 48_000, 2)
GOOD = FootageFacts(
    size=500_000_000,
    container="mp4",
    duration_s=300.0,
    width=1920,
    height=1080,
    codec="h264",
    pixel_format="yuv420p",
    frame_rate=25.0,
    base_frame_rate=25.0,
    stored_width=1920,
    stored_height=1080,
    bit_depth=8,
    transfer="bt709",
    primaries="bt709",
    field_order="progressive",
    picture_duration_s=300.0,
    index_first=True,
    audio=(AAC_TRACK,),
)
PICTURE = {Repair.ROTATE, Repair.SDR, Repair.CONSTANT_RATE, Repair.DEINTERLACE, Repair.H264}

tracks = st.builds(
    AudioFacts,
    st.sampled_from(["aac", "mp3", "pcm_s16le", "ac3", "unknown"]),
    st.sampled_from([None, 16_000, 44_100, 48_000, 96_000]),
    st.sampled_from([None, 1, 2, 6]),
)
footage = st.builds(
    FootageFacts,
    size=st.integers(1, 2**34),
    container=st.sampled_from(["mp4", "mov", "3gp", "matroska", "avi", "mpegts"]),
    duration_s=st.none() | st.floats(0.1, 7200),
    width=st.none() | st.integers(8, 2048).map(lambda half: 2 * half),
    height=st.none() | st.integers(8, 2048).map(lambda half: 2 * half),
    rotation=st.sampled_from([0, 90, -90, 180]),
    codec=st.sampled_from(["h264", "hevc", "prores", "vp9", "mjpeg", "unknown"]),
    pixel_format=st.sampled_from([None, "yuv420p", "yuvj420p", "yuv420p10le", "yuv422p", "yuv422p10le"]),
    frame_rate=st.none() | st.floats(1, 240),
    base_frame_rate=st.none() | st.floats(1, 90_000),
    bit_depth=st.sampled_from([None, 8, 10]),
    transfer=st.sampled_from([None, "bt709", "arib-std-b67", "smpte2084"]),
    primaries=st.sampled_from([None, "bt709", "bt2020", "smpte170m"]),
    field_order=st.sampled_from([None, "progressive", "tt", "bb", "tb", "bt"]),
    audio=st.lists(tracks, max_size=3).map(tuple),
)
signals = st.none() | st.builds(
    Signals,
    is_whole=st.booleans(),
    sound=st.none()
    | st.builds(SoundSignals, loudness=st.none() | st.floats(-90, 0), true_peak=st.none() | st.floats(-90, 6)),
    picture=st.none() | st.builds(PictureSignals, interlaced=st.none() | st.floats(0, 1)),
)
wishes = st.sets(st.sampled_from(list(Repair)))


def filters(made: Plan) -> list[str]:
    if made.picture is None:
        return []
    before, after = ([each.name for each in some] for some in (made.picture.before_table(), made.picture.after_table()))
    return [*before, *(["haldclut"] if made.picture.table is not None else []), *after]


@given(footage, signals, wishes)
def test_every_combination(facts, seen, wanted):
    made = plan(facts, seen, wanted)
    names = filters(made)
    # What needs no change is copied.
    if not wanted & PICTURE and facts.codec in ("h264", "hevc", "vp9"):
        assert made.picture is None
    if not wanted & {Repair.LOUDNESS, Repair.AAC} and all(
        track.codec in ("aac", "mp3", "ac3") for track in facts.audio
    ):
        assert made.sound is None
        assert made.tracks == tuple(range(len(facts.audio)))
    # What is encoded lacks nothing, and is encoded once.
    if made.picture is not None:
        if facts.rotation:
            assert made.picture.turns_by_itself or {"transpose", "hflip"} & set(names)
        if facts.transfer in ("arib-std-b67", "smpte2084") or facts.primaries == "bt2020":
            assert made.picture.table is not None
            assert made.picture.is_bt709
        if facts.field_order in ("tt", "bb", "tb", "bt"):
            assert names[0] == "bwdif"
        assert names.count("format") <= 2
        assert (made.picture.rate is not None) is (Repair.CONSTANT_RATE in wanted)
        last = next(each for each in reversed(made.picture.after_table()) if each.name == "format")
        assert last.options == {"pix_fmts": "yuv420p"}
    # Fields before anything that moves lines; the table before they are packed into 8 bit.
    order = ["bwdif", "haldclut", "transpose", "hflip", "setparams"]
    places = [names.index(name) for name in order if name in names]
    assert places == sorted(places)
    if "transpose" in names:
        assert "bwdif" in names
    # One track when the sound is encoded; no others than there are.
    assert made.sound is None or made.tracks == (0,)
    assert len(set(made.tracks)) == len(made.tracks) <= len(facts.audio)
    if made.sound is not None:
        assert made.sound.rate in (44_100, 48_000)
        assert made.sound.channels in (None, 2)
    assert room_needed(facts, wanted) > 0
    assert made.index_size is None or made.index_size >= 65_536


@given(footage, signals, wishes)
def test_what_was_wanted_is_planned(facts, seen, wanted):
    made = plan(facts, seen, wanted)
    if wanted & {Repair.CONSTANT_RATE, Repair.DEINTERLACE}:
        assert made.picture is not None
    if Repair.DEINTERLACE in wanted:
        assert filters(made)[0] == "bwdif"
    if Repair.AAC in wanted and facts.audio:
        assert made.tracks == (0,)
    if made.sound is not None and made.sound.gain:
        assert Repair.LOUDNESS in wanted


@given(footage, signals, wishes)
def test_every_plan_has_command_lines(facts, seen, wanted):
    made = plan(facts, seen, wanted)
    source = Source("file:/dev/fd/3", facts.container, facts.codec)
    args = mending("ffmpeg", made, source, "file:/dev/fd/4", threads=2, in_two_steps=False)
    assert args[0] == "ffmpeg"
    assert args.count("-i") == (1 if made.picture is None or made.picture.table is None else 2)
    assert args.index("file:/dev/fd/4") < args.index("pipe:1")
    assert ("libx264" in args) is (made.picture is not None)
    assert ("aac" in args) is (made.sound is not None)
    for guard in ("-protocol_whitelist", "-format_whitelist"):
        assert args[args.index(guard) + 1]
    if made.copies:
        again = listing("ffmpeg", "file:/dev/fd/4", made)
        mapped = [again[at + 1] for at, arg in enumerate(again) if arg == "-map"]
        assert len(mapped) == len(made.copies)


def test_a_good_file_is_only_copied():
    made = plan(GOOD, None, set(Repair) - {Repair.CONSTANT_RATE, Repair.DEINTERLACE, Repair.LOUDNESS})
    assert (made.picture, made.sound, made.tracks) == (None, None, (0,))
    assert made.copies == ("V:0", "a:0")


def test_no_picture_cannot_be_mended():
    with pytest.raises(ProblemError, match=r"repair\.cannot"):
        plan(replace(GOOD, codec=None), None, [Repair.REMUX])


@pytest.mark.parametrize("odd", [{"stored_width": 1919}, {"stored_height": 1079}, {"stored_width": None, "width": 99}])
def test_pictures_of_odd_sizes_can_be_copied_but_not_encoded(odd):
    facts = replace(GOOD, **odd)
    assert plan(facts, None, [Repair.REMUX]).picture is None
    for ask in (partial(plan, facts, None), partial(room_needed, facts)):
        with pytest.raises(ProblemError, match=r"repair\.cannot"):
            ask([Repair.CONSTANT_RATE])


@pytest.mark.parametrize(
    ("average", "base", "wanted"),
    [
        (29.7, 30.0, 30),  # a phone that dropped some
        (29.96, 29.97003, Fraction(30000, 1001)),
        (23.976, 23.976024, Fraction(24000, 1001)),
        (24.0, 24.0, 24),  # a true rate stays, also when it is not one of the advised
        (24.99, 90_000.0, 25),
        (27.3, 600.0, 25),
        (27.6, 600.0, 30),
        (14.0, None, 25),
        (20.0, 60.0, 25),  # every third of 60 a second is no 60
        (119.9, 120.0, 60),
        (47.0, None, 50),
        (None, 50.0, 50),
        (None, None, 30),
    ],
)
def test_the_constant_rate(average, base, wanted):
    assert constant_rate(replace(GOOD, frame_rate=average, base_frame_rate=base)) == wanted


def sound(loudness: float | None, peak: float | None) -> Signals:
    return Signals(is_whole=True, sound=SoundSignals(loudness=loudness, true_peak=peak))


@pytest.mark.parametrize(
    ("loudness", "peak", "gain"),
    [
        (-25.0, -12.0, 6.0),
        (-25.0, -5.0, 3.0),  # as far as the peaks allow, less what AAC adds
        (-14.0, -1.0, -5.0),
        (-25.0, 0.5, -2.5),  # clipped: down, though it is quiet
        (-19.05, -8.0, 0.0),
        (-60.0, -50.0, 30.0),
        (-80.0, -70.0, 0.0),  # silence
        (float("-inf"), float("-inf"), 0.0),
        (None, None, 0.0),
    ],
)
def test_the_gain(loudness, peak, gain):
    made = plan(GOOD, sound(loudness, peak), [Repair.LOUDNESS])
    assert (made.sound.gain if made.sound is not None else 0.0) == pytest.approx(gain)
    if made.sound is not None and peak is not None:
        assert peak + made.sound.gain < CEILING_DBTP


def test_what_must_be_measured_first():
    whole, part = sound(-20.0, -3.0), replace(sound(-20.0, -3.0), is_whole=False)
    assert not needs_loudness(GOOD, whole, [Repair.LOUDNESS])
    assert needs_loudness(GOOD, part, [Repair.LOUDNESS])
    assert needs_loudness(GOOD, None, [Repair.LOUDNESS])
    assert not needs_loudness(GOOD, None, [Repair.AAC])
    assert not needs_loudness(replace(GOOD, audio=()), None, [Repair.LOUDNESS])
    # A pass measures all of its channels, but two of them are what the copy will have.
    surround = replace(GOOD, audio=(AudioFacts("aac", 48_000, 6),))
    assert needs_loudness(surround, whole, [Repair.LOUDNESS])
    assert not needs_loudness(surround, whole, [Repair.AAC])
    assert needs_field_order(plan(GOOD, None, [Repair.DEINTERLACE]))
    assert not needs_field_order(plan(replace(GOOD, field_order="bb"), None, [Repair.DEINTERLACE]))
    assert not needs_field_order(plan(GOOD, None, [Repair.REMUX]))


@pytest.mark.parametrize(("order", "parity"), [("tt", "tff"), ("bt", "tff"), ("bb", "bff"), ("tb", "bff")])
def test_the_shown_order_of_fields_counts(order, parity):
    made = plan(replace(GOOD, field_order=order), None, [Repair.DEINTERLACE])
    assert made.picture is not None
    assert made.picture.before_table()[0].options["parity"] == parity


def test_fields_that_were_seen_are_taken_out_of_an_encoded_picture():
    seen = Signals(is_whole=True, picture=PictureSignals(interlaced=0.9))
    assert "bwdif" in filters(plan(replace(GOOD, rotation=90), seen, [Repair.ROTATE]))
    assert plan(GOOD, seen, [Repair.REMUX]).picture is None


def test_hdr_never_becomes_8_bit_as_it_is():
    facts = replace(GOOD, codec="hevc", bit_depth=10, pixel_format="yuv420p10le", transfer="smpte2084")
    made = plan(facts, None, [Repair.H264])
    assert made.picture is not None
    assert made.picture.table == "smpte2084"


@pytest.mark.parametrize(
    ("facts", "wanted", "low", "high"),
    [
        (GOOD, Repair.REMUX, 1.0, 1.02),
        (GOOD, Repair.CONSTANT_RATE, 1.0, 2.1),
        (replace(GOOD, codec="hevc", size=100_000_000), Repair.H264, 1.0, 3.2),
        (replace(GOOD, codec="prores", size=8_000_000_000), Repair.H264, 0.05, 0.5),
        (replace(GOOD, duration_s=None), Repair.REMUX, 1.0, 1.02),
        (replace(GOOD, duration_s=None), Repair.H264, 1.0, 1.02),  # it is H.264
        (replace(GOOD, duration_s=None), Repair.CONSTANT_RATE, 3.0, 3.02),
        (replace(GOOD, duration_s=None), Repair.LOUDNESS, 3.0, 3.02),
        (replace(GOOD, codec="prores", duration_s=None), Repair.H264, 3.0, 3.02),
    ],
)
def test_the_estimate_is_on_the_safe_side_and_not_absurd(facts, wanted, low, high):
    file = (room_needed(facts, [wanted]) - 64 * 1024 * 1024) / 1.1
    assert low * facts.size <= file + 1
    assert file <= high * facts.size


def test_room_is_left_for_sound_that_is_not_measured_yet():
    mute = replace(GOOD, audio=())
    assert room_needed(mute, [Repair.LOUDNESS]) == room_needed(mute, [])
    assert room_needed(GOOD, [Repair.LOUDNESS]) - room_needed(GOOD, []) > 256_000 / 8 * 300


def test_the_room_for_the_index_grows_with_the_take():
    ten_minutes = plan(replace(GOOD, duration_s=600.0, frame_rate=60.0), None, [Repair.REMUX]).index_size
    assert ten_minutes is not None
    assert 1_000_000 < ten_minutes < 6_000_000
    assert plan(replace(GOOD, duration_s=None), None, [Repair.REMUX]).index_size is None
