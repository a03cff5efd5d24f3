"""The command line of a pass: its guards, its sizes, and that it is one command for everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.domain.footage import AudioFacts, FootageFacts
from avatar_wizard.footage.decoding.graph import WHOLE, Leg, Stretch, arguments, channels, picture_size
from avatar_wizard.footage.probe import FORMATS

HD = FootageFacts(size=1, container="mp4", codec="h264", width=1920, height=1080, audio=(AudioFacts("aac", 48000, 2),))
LABEL = re.compile(r"\[[^\]]+\]")
STEP = re.compile(r"(?P<source>\[[^\]]+\])(?P<filter>.*?)(?P<made>(\[s\d+\])+)")
ALL = (Leg.GREY, Leg.COLOUR, Leg.FACE, Leg.SOUND)


def command(legs: tuple[Leg, ...] = ALL, facts: FootageFacts = HD, stretch: Stretch = WHOLE, **more) -> list[str]:
    return arguments(Path("/bin/ffmpeg"), "file:/dev/fd/9", facts, legs, stretch, **more)


def value(args: list[str], option: str) -> str:
    return args[args.index(option) + 1]


@pytest.mark.parametrize("stretch", [WHOLE, Stretch(None, 60.0), Stretch(12.5, None, 1), Stretch(12.5, None, 30)])
def test_the_input_is_guarded_and_named_once(stretch):
    args = command(stretch=stretch)
    before = args[: args.index("-i")]
    assert value(args, "-i") == "file:/dev/fd/9"
    assert value(before, "-protocol_whitelist") == "file"
    assert value(before, "-format_whitelist") == FORMATS
    assert "-noautorotate" in before
    assert args.count("-i") == 1
    assert "-nostdin" in args


@pytest.mark.parametrize("legs", [ALL, ALL[:1], (Leg.GREY, Leg.SOUND), (Leg.SOUND,)])
def test_what_is_sent_goes_through_one_pipe_in_the_order_of_the_legs(legs):
    args = command(legs)
    output = args[: args.index("pipe:1")]
    assert output.count("-map") == len(legs)
    assert value(output, "-f") == "matroska"
    assert ("ebur128" in value(args, "-filter_complex")) is (Leg.SOUND in legs)
    assert ("idet" in value(args, "-filter_complex")) is (Leg.GREY in legs)


def test_full_size_pictures_are_looked_into_now_and_then_before_they_are_made_small():
    steps = [STEP.fullmatch(step) for step in value(command(), "-filter_complex").split(";")]
    maker = {label: step for step in steps if step is not None for label in LABEL.findall(step["made"])}
    (step,) = (step for step in maker.values() if step["filter"] == "idet")
    way = [step["filter"]]
    while (step := maker.get(step["source"])) is not None:
        way.append(step["filter"])
    assert way[1].startswith("select=lt(mod(t")
    assert not any("scale" in name for name in way)


def test_one_picture_needs_one_thread_and_no_look_for_interlacing():
    args = command((Leg.GREY,), stretch=Stretch(12.5, None, 1))
    assert (value(args, "-ss"), value(args, "-skip_frame"), value(args, "-threads")) == ("12.5", "nokey", "1")
    assert "-nofind_stream_info" in args
    assert "idet" not in value(args, "-filter_complex")
    assert "-copyts" in args


def test_a_transport_stream_says_nothing_at_once():
    facts = FootageFacts(size=1, container="mpegts", codec="h264", width=1920, height=1080)
    assert "-nofind_stream_info" not in command((Leg.GREY,), facts, Stretch(12.5, None, 1))


def test_the_graphics_card_is_asked_only_when_wanted():
    assert "-hwaccel" not in command()
    assert value(command(is_hardware_used=True), "-hwaccel") == "auto"


def test_nothing_wanted_is_a_mistake():
    with pytest.raises(ValueError, match="legs"):
        command(())


@pytest.mark.parametrize(
    ("width", "height", "rotation", "longer", "expected"),
    [
        (1920, 1080, 0, 192, (192, 108)),
        (1920, 1080, 180, 480, (480, 270)),
        (1080, 1920, 0, 192, (108, 192)),
        (1080, 1920, 90, 192, (192, 108)),  # stored lying, shown standing
        (1080, 1920, -90, 960, (960, 540)),
        (None, None, 0, 192, (192, 108)),
    ],
)
def test_small_pictures_have_the_shape_that_is_stored(width, height, rotation, longer, expected):
    facts = FootageFacts(size=1, container="mp4", width=width, height=height, rotation=rotation)
    assert picture_size(facts, longer) == expected


@given(st.integers(1, 100_000), st.integers(1, 100_000), st.integers(-180, 180))
def test_no_picture_is_larger_than_it_may_be(width, height, rotation):
    facts = FootageFacts(size=1, container="mp4", width=width, height=height, rotation=rotation)
    small = picture_size(facts, 960)
    assert max(small) == 960
    assert min(small) >= 2


@pytest.mark.parametrize(("own", "sent"), [(1, 1), (2, 2), (6, 2), (16, 2), (None, 2)])
def test_both_channels_stay_and_more_become_two(own, sent):
    facts = FootageFacts(size=1, container="mp4", codec="h264", audio=(AudioFacts("pcm_s16le", 48000, own),))
    assert channels(facts) == sent
    assert value(command((Leg.SOUND,), facts), "-ac") == str(sent)


def test_a_studio_recorder_s_many_channels_are_not_mixed():
    facts = FootageFacts(size=1, container="mov", audio=(AudioFacts("pcm_s24le", 48000, 16),))
    assert "pan=" in value(command((Leg.SOUND,), facts), "-filter_complex")
