"""The one ffmpeg command of a pass: what it reads, the pictures and the sound that it sends, what it says beside them.

Pictures and sound come as Matroska on standard output, so that one pipe carries them all on every system. Standard
error carries lines: warnings and errors with their level, and what filters found, printed by ``metadata`` filters.
All filters stand in one graph, which works in one thread: so the lines of a picture or a reading stay together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

import ffmpeg

from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.footage.probe import FORMATS, MOST_PIXELS
from avatar_wizard.footage.watchers.watching import COLOUR_WIDTH, FACE_WIDTH, SAMPLES_A_SECOND, SMALL_WIDTH, SOUND_RATE

MARK = "avatar_wizard_mark"
"""The key of the lines that tell how far the decoder is."""

MARK_EVERY = 2
"""Pictures from mark to mark."""

INTERLACE = "lavfi.idet.multiple.current_frame"
LOUDNESS = "lavfi.r128."

MOST_DOWNMIXED = 8
"""Channels; with more ffmpeg knows no way to two."""

FIRST_TWO = "stereo|c0=c0|c1=c1"
"""The ``args`` by which ``pan`` takes two of too many channels. By that name: ffmpeg-python escapes the equals signs of
an argument without a name once too often."""

_BURST_S, _BURST_EVERY_S = 1, 20  # as long and as often it is looked for interlacing, which takes full-size pictures
_TOLD_AT_ONCE = frozenset({"mp4", "mov", "3gp"})  # containers whose index says all that a decoder must know
_MOST_WAITING = 400  # packets for the first one of a track that begins late: colour pictures of 200 s
_INTERLEAVE_US = 1_000_000  # a track that has ended must not hold the others back for long


class Leg(Enum):
    """One track of what ffmpeg sends."""

    GREY = auto()
    COLOUR = auto()
    FACE = auto()
    SOUND = auto()


_WIDTHS = {Leg.GREY: SMALL_WIDTH, Leg.COLOUR: COLOUR_WIDTH, Leg.FACE: FACE_WIDTH}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the file that is read: from ``start_s`` (the key frame before it) for ``seconds``, all without them.

    ``pictures``: so many at most; when it is one, only key frames are decoded.
    """

    start_s: float | None = None
    seconds: float | None = None
    pictures: int | None = None


WHOLE = Stretch()


def arguments(
    program: Path,
    name: str,
    facts: FootageFacts,
    legs: tuple[Leg, ...],
    stretch: Stretch = WHOLE,
    *,
    is_hardware_used: bool = False,
) -> list[str]:
    """The command line; ``name`` is the file as the child is to be told it. Track numbers follow ``legs``, from 1.

    Raises ValueError without a leg.
    """
    if not legs:
        raise ValueError("legs")
    source = ffmpeg.input(name, **_input_options(facts, stretch, is_hardware_used))
    pictures = tuple(leg for leg in legs if leg is not Leg.SOUND)
    seen, looked_into = _pictures(source["V:0"], facts, pictures, stretch) if pictures else ({}, None)
    if Leg.SOUND in legs:
        seen[Leg.SOUND] = _sound(source["a:0"], facts)
    sent = ffmpeg.output(*(seen[leg] for leg in legs), "pipe:1", **_output_options(facts, stretch))
    if looked_into is not None:
        # A graph's branch must end in an output, also one whose pictures nobody wants.
        unseen = {"format": "null", "fps_mode": "passthrough", **_picture_limit(stretch)}
        sent = ffmpeg.merge_outputs(sent, ffmpeg.output(looked_into, "-", **unseen))
    words = ["-hide_banner", "-nostdin", "-nostats", "-v", "level+repeat+warning"]
    if stretch.start_s is not None:
        words += ["-copyts", "-start_at_zero"]
    args: list[str] = ffmpeg.compile(sent.global_args(*words), cmd=str(program))
    return args


def picture_size(facts: FootageFacts, longer: int) -> tuple[int, int]:
    """Width and height, as stored (not yet turned) but with square pixels, of a picture with that ``longer`` side."""
    width, height = facts.width or 16, facts.height or 9
    if is_on_its_side(facts):
        width, height = height, width
    scale = longer / max(width, height)
    return max(2, round(width * scale)), max(2, round(height * scale))


def is_on_its_side(facts: FootageFacts) -> bool:
    """Whether the picture is shown turned by a quarter."""
    return round(facts.rotation / 90) % 2 == 1


def _input_options(facts: FootageFacts, stretch: Stretch, is_hardware_used: bool) -> dict[str, Any]:
    # Turning full-size pictures would take longer than all the rest; the small ones are turned by who gets them.
    options: dict[str, Any] = {"protocol_whitelist": "file", "format_whitelist": FORMATS, "noautorotate": None}
    options["max_pixels"] = MOST_PIXELS
    # A broken stretch is told of, and what comes after it is looked at.
    options |= {"max_error_rate": 1}
    # A graph made anew in the middle of the take would forget the loudness so far; scaling needs no new one.
    options |= {"reinit_filter:v": 0}
    if is_hardware_used:
        options["hwaccel"] = "auto"
    if stretch.start_s is not None:
        options |= {"ss": stretch.start_s, "noaccurate_seek": None}
    if stretch.seconds is not None:
        options["t"] = stretch.seconds
    if stretch.pictures == 1:
        # With more threads a decoder wants as many pictures before it gives back the first.
        options |= {"skip_frame": "nokey", "discard": "nokey", "threads": 1}
        if facts.container in _TOLD_AT_ONCE:
            # Else the beginning of the file is decoded too, to learn what is known already: half of the time.
            options["nofind_stream_info"] = None
    return options


def _output_options(facts: FootageFacts, stretch: Stretch) -> dict[str, Any]:
    options: dict[str, Any] = {
        "format": "matroska",
        "allow_raw_vfw": 1,  # raw RGB, for which Matroska has no name of its own
        "c:v": "rawvideo",
        "c:a": "pcm_s16le",
        "ar": SOUND_RATE,
        "ac": channels(facts),
        "fps_mode": "passthrough",
        "enc_time_base": "demux",
        "max_interleave_delta": _INTERLEAVE_US,
        "max_muxing_queue_size": _MOST_WAITING,
        "avoid_negative_ts": "disabled",
        "map_metadata": -1,
        "map_chapters": -1,
    }
    return options | _picture_limit(stretch)


def _picture_limit(stretch: Stretch) -> dict[str, Any]:
    return {} if stretch.pictures is None else {"frames:v": stretch.pictures}


def channels(facts: FootageFacts) -> int:
    """How many channels of the first sound track are sent: its own, at most two."""
    return min(2, (facts.audio[0].channels if facts.audio else None) or 2)


def _pictures(
    source: Any, facts: FootageFacts, legs: tuple[Leg, ...], stretch: Stretch
) -> tuple[dict[Leg, Any], Any | None]:
    """The branch of each leg, and the one that looks for interlacing (None when only one picture is read)."""
    marked = source.filter("metadata", mode="add", key=MARK, value=1, enable=f"not(mod(n,{MARK_EVERY}))")
    marked = _printed(marked, "metadata", MARK)
    is_looked_into = stretch.pictures != 1
    branches = _split(marked, len(legs) + is_looked_into)
    seen = {leg: _picture(branch, facts, leg) for leg, branch in zip(legs, branches, strict=False)}
    return seen, _looked_into(branches[-1], stretch) if is_looked_into else None


def _split(stream: Any, count: int) -> list[Any]:
    if count == 1:
        return [stream]
    split = stream.filter_multi_output("split", count)
    return [split[number] for number in range(count)]


def _picture(branch: Any, facts: FootageFacts, leg: Leg) -> Any:
    width, height = picture_size(facts, _WIDTHS[leg])
    if leg is Leg.GREY:
        return branch.filter("scale", width, height, flags="area", out_range="full").filter("format", "gray")
    now, last = (f"floor({moment}*{SAMPLES_A_SECOND})" for moment in ("t", "prev_selected_t"))
    branch = branch.filter("select", f"isnan(prev_selected_t)+gt({now},{last})")
    return branch.filter("scale", width, height, flags="area", out_range="full").filter("format", "rgb24")


def _looked_into(branch: Any, stretch: Stretch) -> Any:
    """Interlacing shows in full-size pictures only, lines as stored."""
    if stretch == WHOLE:
        branch = branch.filter("select", f"lt(mod(t,{_BURST_EVERY_S}),{_BURST_S})")
    return _printed(branch.filter("idet"), "metadata", INTERLACE)


def _sound(source: Any, facts: FootageFacts) -> Any:
    heard = source.filter("ebur128", peak="true", metadata=1, framelog="quiet")
    for key in ("S", "LRA", "LRA.low", "LRA.high", "true_peak"):
        heard = heard.filter("ametadata", mode="delete", key=LOUDNESS + key)
    heard = _printed(heard, "ametadata")
    if facts.audio and (facts.audio[0].channels or 0) > MOST_DOWNMIXED:
        heard = heard.filter("pan", args=FIRST_TWO)
    return heard


def _printed(stream: Any, name: str, key: str | None = None) -> Any:
    """Each line is written at once and whole: ffmpeg's own messages may come between two, not into one."""
    wanted = {} if key is None else {"key": key}
    return stream.filter(name, mode="print", file="pipe:2", direct=1, **wanted)
