"""What ffmpeg says of a pass, line by line, also where two speak at the same time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.footage.decoding.readings import Obstacle, ObstructedError, Readings

MARK = "avatar_wizard_mark=1"
DECODER = "[vist#0:0/h264 @ 0x7f7271660580] [dec:h264 @ 0x7f7271a24040]"
SOUND = "[aist#0:1/aac @ 0x7f905afc2780] [dec:aac @ 0x7f905b386340] [error] Error submitting packet to decoder: x"


def frame(at_s: object) -> str:
    return f"frame:24   pts:12288   pts_time:{at_s}"


def told(*lines: str, **options) -> tuple[Readings, list[tuple[float, dict[str, float]]]]:
    heard: list[tuple[float, dict[str, float]]] = []
    readings = Readings(lambda at_s, values: heard.append((at_s, dict(values))), **options)
    for line in lines:
        readings.line(line)
    readings.finish()
    return readings, heard


def test_a_reading_of_the_loudness_is_whole():
    _, heard = told(
        frame(0.1),
        "lavfi.r128.M=-22.730",
        "lavfi.r128.true_peaks_ch0=0.124",
        frame(0.12),
        MARK,
        frame("0.2"),
        "lavfi.r128.M=-23.5",
    )
    assert heard == [(0.1, {"M": -22.73, "true_peaks_ch0": 0.124}), (0.2, {"M": -23.5})]


def test_a_value_that_is_no_number_is_left_out():
    _, heard = told(frame(0.1), "lavfi.r128.M=-nan", "lavfi.r128.S=x", "lavfi.r128.I=-inf", "lavfi.r128.I=-20")
    assert heard == [(0.1, {"I": -20.0})]


def test_damage_is_dated_by_the_mark_before_it():
    readings, _ = told(frame(4.6), MARK, f"{DECODER} [warning] corrupt decoded frame", interval_s=0.04)
    assert readings.picture_errors == [pytest.approx(4.68)]
    assert readings.sound_errors == []


def test_damaged_sound_is_dated_by_the_loudness_before_it():
    readings, _ = told(frame(3.0), "lavfi.r128.M=-20", frame(4.6), MARK, SOUND)
    assert (readings.sound_errors, readings.picture_errors) == ([3.0], [])


def test_a_message_torn_by_a_filter_s_line_still_counts():
    readings, heard = told(
        frame(3.0),
        "lavfi.r128.M=-20",
        f"[aist#0:1/aac @ 0x7f905afc2780] {frame(4.4)}",
        "[dec:aac @ 0x7f90] lavfi.r128.M=-21",
        "[dec:aac @ 0x7f905b386340] [error] Error submitting packet to decoder: x",
    )
    assert heard[-1] == (4.4, {"M": -21.0})
    assert len(readings.sound_errors) == 1


@pytest.mark.parametrize(
    "line",
    [
        "[matroska @ 0x7fcaa4a8cd80] [warning] codec rawvideo is not supported by this format",
        "[h264 @ 0x7f89a4572c40] [error] missing picture in access unit with size 123311",  # looking ahead
        "[swscaler @ 0x1] [warning] deprecated pixel format used",
        "[AVHWDeviceContext @ 0x1] [error] Cannot open the X11 display .",
        "[vost#1:0/wrapped_avframe @ 0x1] [error] Could not open encoder before EOF",
        "",
    ],
)
def test_what_is_no_damage_is_none(line):
    readings, heard = told(line)
    assert readings.picture_errors == readings.sound_errors == heard == []


def test_damage_of_the_file_counts():
    readings, _ = told("[in#0/mov,mp4,m4a,3gp,3g2,mj2 @ 0x7f4f] [error] Error during demuxing: I/O error")
    assert readings.picture_errors == [0.0]


def test_a_storm_of_errors_is_kept_short():
    lines = [line for at in range(5000) for line in (frame(at), MARK, f"{DECODER} [error] x")]
    readings, _ = told(*lines)
    assert len(readings.picture_errors) == 1000


def test_a_doubted_decoder_is_given_up_at_once():
    with pytest.raises(ObstructedError) as caught:
        told(f"{DECODER} [error] x", is_damage_doubted=True)
    assert caught.value.obstacle is Obstacle.DAMAGE


@pytest.mark.parametrize(
    ("line", "obstacle"),
    [
        (
            "[av1 @ 0x1] [error] Your platform doesn't support hardware accelerated AV1 decoding.",
            Obstacle.NO_PICTURE_DECODER,
        ),
        (
            "[vist#0:0/none @ 0x1] [error] Decoding requested, but no decoder found for: none",
            Obstacle.NO_PICTURE_DECODER,
        ),
        (
            "[aist#0:1/none @ 0x1] [error] Decoding requested, but no decoder found for: none",
            Obstacle.NO_SOUND_DECODER,
        ),
    ],
)
def test_a_missing_decoder_ends_it(line, obstacle):
    with pytest.raises(ObstructedError) as caught:
        told(line)
    assert caught.value.obstacle is obstacle


@pytest.mark.parametrize(
    ("found", "share"),
    [
        (["progressive"] * 4, 0.0),
        (["tff"] * 100, 0.9),
        (["bff"] * 100 + ["undetermined"] * 50, 0.9),
        (["tff"] * 50 + ["progressive"] * 50, 0.4),
        (["tff", "bff"] * 10 + ["progressive"] * 80, 0.0),  # noise before a still wall
        (["tff"] * 4 + ["bff"] + ["progressive"] * 26, 0.0),
        (["undetermined"], None),
        ([], None),
    ],
)
def test_the_share_of_interlaced_pictures_is_of_those_that_can_be_told(found, share):
    readings, _ = told(*(f"lavfi.idet.multiple.current_frame={word}" for word in found))
    assert readings.interlaced == share


@given(st.text(max_size=300))
def test_no_line_is_too_odd(text):
    try:
        told(frame(text), text, f"lavfi.r128.{text}={text}", f"[dec:{text}] [error] {text}")
    except ObstructedError:
        assert "decod" in text.lower()
