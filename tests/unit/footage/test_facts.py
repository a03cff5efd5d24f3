"""ffprobe's JSON becomes facts, whatever state it is in."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avatar_wizard.domain.footage import AudioFacts, FootageFacts
from avatar_wizard.footage.facts import read_facts

ANSWER: dict[str, Any] = {
    "streams": [
        {
            "codec_type": "video",
            "codec_name": "h264",
            "profile": "High",
            "width": 1920,
            "height": 1080,
            "sample_aspect_ratio": "1:1",
            "pix_fmt": "yuv420p",
            "r_frame_rate": "90000/1",
            "avg_frame_rate": "30000/1001",
            "start_time": "0.040000",
            "duration": "200.1",
            "bit_rate": "8000000",
            "field_order": "progressive",
            "color_transfer": "bt709",
            "color_primaries": "bt709",
            "bits_per_raw_sample": "8",
        },
        {
            "codec_type": "audio",
            "codec_name": "aac",
            "sample_rate": "48000",
            "channels": 2,
            "start_time": "-0.021",
            "duration": "200.2",
        },
    ],
    "format": {"format_name": "mov,mp4,m4a,3gp,3g2,mj2", "duration": "200.5", "bit_rate": "9000000"},
}


def answer(**video: Any) -> dict[str, Any]:
    changed = copy.deepcopy(ANSWER)
    changed["streams"][0].update(video)
    return changed


def matrix(degrees: object) -> dict[str, Any]:
    return {"side_data_list": [{"side_data_type": "Stereo 3D"}, {"rotation": degrees}]}


def test_a_usual_answer():
    assert read_facts(ANSWER, 123, "mp4") == FootageFacts(
        size=123,
        container="mp4",
        duration_s=200.5,
        width=1920,
        height=1080,
        rotation=0,
        codec="h264",
        pixel_format="yuv420p",
        frame_rate=30000 / 1001,
        bit_rate=8_000_000,
        audio=(AudioFacts("aac", 48_000, 2, -0.021, 200.2),),
        profile="High",
        base_frame_rate=90000.0,
        sample_aspect=1.0,
        stored_width=1920,
        stored_height=1080,
        bit_depth=8,
        transfer="bt709",
        primaries="bt709",
        field_order="progressive",
        start_s=0.04,
        picture_duration_s=200.1,
    )
    assert read_facts(ANSWER, 123, "mp4", index_first=False).index_first is False


def test_what_is_stored_is_told_beside_what_is_shown():
    facts = read_facts(answer(width=1440, sample_aspect_ratio="4:3", **matrix(90)), 1, "mp4")
    assert (facts.width, facts.height) == (1080, 1920)
    assert (facts.stored_width, facts.stored_height, facts.sample_aspect) == (1440, 1080, pytest.approx(4 / 3))


@pytest.mark.parametrize(
    ("video", "bits"),
    [
        ({"pix_fmt": "yuv420p10le", "bits_per_raw_sample": "10"}, 10),
        ({"pix_fmt": "yuv420p10le", "bits_per_raw_sample": "N/A"}, 10),
        ({"pix_fmt": "yuv422p10be", "bits_per_raw_sample": None}, 10),
        ({"pix_fmt": "yuv444p12le", "bits_per_raw_sample": "0"}, 12),
        ({"pix_fmt": "p010le", "bits_per_raw_sample": None}, 10),
        ({"pix_fmt": "gray10le", "bits_per_raw_sample": None}, 10),
        ({"pix_fmt": "yuv420p", "bits_per_raw_sample": None}, 8),
        ({"pix_fmt": "nv12", "bits_per_raw_sample": None}, 8),
        ({"pix_fmt": "yuv420p99le", "bits_per_raw_sample": None}, 8),
        ({"pix_fmt": "yuv420p", "bits_per_raw_sample": "1000000"}, 8),
        ({"pix_fmt": None, "bits_per_raw_sample": None}, None),
    ],
)
def test_bits_of_a_colour_are_told_or_stand_in_the_name(video, bits):
    assert read_facts(answer(**video), 1, "mp4").bit_depth == bits


@pytest.mark.parametrize(("told", "start"), [("0.5", 0.5), ("-0.021", -0.021), ("0", 0.0), ("N/A", None), (None, None)])
def test_a_track_may_begin_at_any_time(told, start):
    changed = answer(start_time=told)
    changed["streams"][1]["start_time"] = told
    facts = read_facts(changed, 1, "mp4")
    assert facts.start_s == start
    assert facts.audio[0].start_s == start


@pytest.mark.parametrize(
    ("degrees", "rotation", "is_turned"),
    [
        (0, 0, False),
        (90, 90, True),
        (-90, -90, True),
        (180, 180, False),
        (-180, 180, False),
        (270, -90, True),
        (-270, 90, True),
        (360, 0, False),
        ("90", 90, True),
        (89.9999, 90, True),
        (45, 45, False),
        ("N/A", 0, False),
        (True, 0, False),
    ],
)
def test_a_display_matrix_turns_the_picture(degrees, rotation, is_turned):
    facts = read_facts(answer(**matrix(degrees)), 1, "mp4")
    assert facts.rotation == rotation
    assert (facts.width, facts.height) == ((1080, 1920) if is_turned else (1920, 1080))


def test_the_older_rotate_tag_counts_the_other_way_and_gives_way_to_the_matrix():
    assert read_facts(answer(tags={"rotate": "90"}), 1, "mp4").rotation == -90
    assert read_facts(answer(tags={"rotate": "90"}, **matrix(180)), 1, "mp4").rotation == 180


@pytest.mark.parametrize(
    ("video", "size"),
    [
        ({"width": 1440, "sample_aspect_ratio": "4:3"}, (1920, 1080)),
        ({"width": 1440, "sample_aspect_ratio": "4:3", **matrix(-90)}, (1080, 1920)),
        ({"sample_aspect_ratio": "0:1"}, (1920, 1080)),
        ({"sample_aspect_ratio": "N/A"}, (1920, 1080)),
        ({"sample_aspect_ratio": "1:0"}, (1920, 1080)),
        ({"width": 0}, (None, None)),
        ({"width": None}, (None, None)),
        ({"height": "N/A"}, (None, None)),
        ({"height": -1080}, (None, None)),
    ],
)
def test_the_size_is_the_one_shown(video, size):
    facts = read_facts(answer(**video), 1, "mp4")
    assert (facts.width, facts.height) == size


@pytest.mark.parametrize("rate", ["0/0", "25/0", "0/1", "N/A", "", "x/y", None, 25, "-25/1", "inf/1"])
def test_an_unknown_frame_rate_stays_unknown(rate):
    assert read_facts(answer(avg_frame_rate=rate), 1, "mp4").frame_rate is None


@pytest.mark.parametrize(
    "value", ["N/A", "", None, "nan", "inf", "-3", 0, True, [], {}, "1e999", 10**400, float("nan")]
)
def test_an_unknown_duration_falls_back_to_the_picture_and_then_to_none(value):
    changed = answer()
    changed["format"]["duration"] = value
    assert read_facts(changed, 1, "mp4").duration_s == 200.1
    changed["streams"][0]["duration"] = value
    assert read_facts(changed, 1, "mp4").duration_s is None


@pytest.mark.parametrize("disposition", [{"attached_pic": 1}, {"timed_thumbnails": 1}])
def test_a_cover_picture_is_no_video(disposition):
    changed = answer(disposition=disposition)
    facts = read_facts(changed, 1, "mp4")
    assert facts.codec is None
    assert facts.width is None
    changed["streams"].append({"codec_type": "video", "codec_name": "hevc", "width": 3840, "height": 2160})
    assert read_facts(changed, 1, "mp4").codec == "hevc"


def test_data_and_subtitle_streams_are_passed_over():
    changed = answer()
    changed["streams"][:0] = [{"codec_type": "data"}, {"codec_type": "subtitle", "codec_name": "mov_text"}, "junk"]
    assert read_facts(changed, 123, "mp4") == read_facts(ANSWER, 123, "mp4")


def test_a_codec_without_a_name_is_unknown_but_there():
    changed = answer()
    for stream in changed["streams"]:
        del stream["codec_name"]
    facts = read_facts(changed, 1, "mp4")
    assert facts.codec == "unknown"
    assert facts.audio == (AudioFacts("unknown", 48_000, 2, -0.021, 200.2),)


def test_the_bytes_say_the_container_and_ffprobe_only_when_they_do_not():
    assert read_facts(ANSWER, 1, "mov").container == "mov"
    assert read_facts({"format": {"format_name": "matroska,webm"}}, 1, "").container == "matroska"
    assert read_facts({}, 1, "").container == ""


def test_the_bit_rate_of_the_file_stands_in_for_that_of_the_picture():
    assert read_facts(answer(bit_rate="N/A"), 1, "mp4").bit_rate == 9_000_000


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("N/A")
KEYS = """
streams format codec_type codec_name width height sample_aspect_ratio side_data_list rotation tags rotate duration
avg_frame_rate bit_rate disposition attached_pic sample_rate channels pix_fmt format_name r_frame_rate profile
bits_per_raw_sample color_transfer color_primaries field_order start_time
"""
keys = st.sampled_from(KEYS.split())
junk = st.recursive(
    scalars | st.sampled_from(["video", "audio", "1/0", "9:9", "1e300/1e-300"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8),
    max_leaves=25,
)
streams = st.dictionaries(keys, junk, max_size=10).map(lambda stream: {"codec_type": "video", **stream})


@settings(max_examples=60)
@given(answer=junk | st.fixed_dictionaries({"streams": st.lists(streams | junk, max_size=4), "format": junk}))
def test_junk_never_raises_and_never_gets_through(answer):
    facts = read_facts(answer, 5, "mp4")
    assert facts.size == 5
    assert -180 < facts.rotation <= 180
    for number in (facts.duration_s, facts.width, facts.height, facts.frame_rate, facts.bit_rate):
        assert number is None or 0 < number < float("inf")
    for number in (facts.base_frame_rate, facts.sample_aspect, facts.stored_width, facts.picture_duration_s):
        assert number is None or 0 < number < float("inf")
    assert facts.start_s is None or abs(facts.start_s) < float("inf")
    assert facts.bit_depth is None or 1 <= facts.bit_depth <= 16
    for text in (facts.codec, facts.pixel_format, facts.profile, facts.transfer, facts.primaries, facts.field_order):
        assert text is None or isinstance(text, str)
