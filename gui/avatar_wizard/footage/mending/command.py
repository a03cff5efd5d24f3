"""The command lines of a repair, built with ffmpeg-python from a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ffmpeg

from avatar_wizard.footage import colours
from avatar_wizard.footage.decoding.graph import FIRST_TWO, MOST_DOWNMIXED
from avatar_wizard.footage.probe import FORMATS, MOST_PIXELS

from .plan import Filter, PicturePlan, Plan, SoundPlan

_BOXES = ("mp4", "mov", "3gp")
_QUALITY = {"crf": 16, "preset": "faster"}
"""At CRF 16 "faster" is as near to the original as "medium" (PSNR within 0.1 dB, the same size) in 60 % of its time;
"veryfast" takes 40 % and loses 1.4 dB (measured with moving pictures under light noise)."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: ``name`` as ffmpeg is told, ``container`` and ``codec`` of the picture as in the facts.

    ``channels`` of the first sound track, 0 when nobody knows.
    """

    name: str
    container: str
    codec: str | None
    channels: int = 0


def mending(program: str, made: Plan, source: Source, target: str, *, threads: int, in_two_steps: bool) -> list[str]:
    """Write ``target`` as planned, and list what is copied (else the picture's packets) on standard output.

    ``in_two_steps``: the index is moved to the front afterwards, which reads and writes everything again, instead of
    being given its room before. Standard input wants ``colours.hald`` when the plan has a table.
    """
    options: dict[str, Any] = {"threads": threads}
    if made.picture is not None and not made.picture.turns_by_itself:
        options["noautorotate"] = None
    if source.container not in _BOXES:
        options["fflags"] = "+genpts"
    read = _input(source.name, **options)
    streams = [read["V:0"] if made.picture is None else _filtered(read["V:0"], made.picture)]
    if made.sound is not None:
        streams.append(_heard(read["a:0"], made.sound, source.channels))
    else:
        streams += [read[f"a:{track}"] for track in made.tracks]
    settings: dict[str, Any] = {
        # Where it was filmed and with what is nobody's business; times and colours are not among the metadata.
        "map_metadata": -1,
        "map_chapters": -1,
        "c:v": "copy",
        "c:a": "copy",
    }
    if made.picture is not None:
        settings |= _picture_coding(made.picture, threads)
    elif source.codec == "hevc" and source.container not in _BOXES:
        settings["tag:v"] = "hvc1"  # the mark that Apple's and Windows' players know
    if made.sound is not None:
        settings |= _sound_coding(made.sound)
    if in_two_steps or made.index_size is None:
        settings["movflags"] = "+faststart"
    else:
        settings["moov_size"] = made.index_size
    written = ffmpeg.output(*streams, target, f="mp4", **settings)
    listed = _listed(read, made.copies or ("V:0",))
    return _compiled(ffmpeg.merge_outputs(written, listed), program)


def listing(program: str, name: str, made: Plan) -> list[str]:
    """List the packets of what was copied, as they stand in the new file."""
    # Sound is counted from 0 again: tracks that stayed behind leave no gap.
    sound = [f"a:{number}" for number in range(len(made.tracks))] if made.sound is None else []
    picture = ["V:0"] if made.picture is None else []
    return _compiled(_listed(_input(name), [*picture, *sound]), program)


def measuring(program: str, name: str, channels: int, threads: int) -> list[str]:
    """Tell the loudness and true peak of the first sound track on standard error, at the very end.

    Of more than two ``channels``, those of the two that they become.
    """
    sound = _mixable(_input(name, threads=threads)["a:0"], channels)
    if channels > 2:
        sound = sound.filter("aformat", channel_layouts="stereo")
    sound = sound.filter("ebur128", peak="true", framelog="quiet")
    return _compiled(ffmpeg.output(sound, "-", f="null"), program, level="info")


def trying(program: str, name: str) -> list[str]:
    """Decode one picture."""
    return _compiled(ffmpeg.output(_input(name)["V:0"], "-", f="null", **{"frames:v": 1}), program)


def finding_fields(program: str, name: str, pictures: int) -> list[str]:
    """Tell on standard error which field comes first."""
    seen = _input(name, noautorotate=None)["V:0"].filter("idet")
    return _compiled(ffmpeg.output(seen, "-", f="null", **{"frames:v": pictures}), program, level="info")


def _input(name: str, **options: Any) -> Any:
    return ffmpeg.input(name, protocol_whitelist="file", format_whitelist=FORMATS, max_pixels=MOST_PIXELS, **options)


def _listed(read: Any, specifiers: Sequence[str]) -> Any:
    streams = [read[specifier] for specifier in specifiers]
    return ffmpeg.output(*streams, "pipe:1", f="framecrc", c="copy", flush_packets=1)


def _filtered(stream: Any, picture: PicturePlan) -> Any:
    stream = _chained(stream, picture.before_table())
    if picture.table is not None:
        size = (colours.LEVEL**3, colours.LEVEL**3)
        table = ffmpeg.input("pipe:0", f="rawvideo", pix_fmt="rgb48le", video_size=size, protocol_whitelist="pipe")
        stream = ffmpeg.filter([stream, table], "haldclut", clut="first", interp="tetrahedral")
    return _chained(stream, picture.after_table())


def _chained(stream: Any, filters: Sequence[Filter]) -> Any:
    for each in filters:
        stream = stream.filter(each.name, **each.options)
    return stream


def _mixable(stream: Any, channels: int) -> Any:
    """The first two of more channels than ffmpeg can bring down to two by itself."""
    return stream.filter("pan", args=FIRST_TWO) if channels > MOST_DOWNMIXED else stream


def _heard(stream: Any, sound: SoundPlan, channels: int) -> Any:
    # Where the recorder dropped a moment there is silence for it: the sound stays in step with the picture.
    stream = _mixable(stream, channels).filter("aresample", **{"async": 1})
    if sound.gain:
        stream = stream.filter("volume", volume=f"{sound.gain:.2f}dB", precision="float")
    return stream


def _picture_coding(picture: PicturePlan, threads: int) -> dict[str, Any]:
    coding: dict[str, Any] = {
        "c:v": "libx264",
        "profile:v": "high",
        "g": picture.keyframe_every,
        "threads:v": threads,
        **_QUALITY,
    }
    if picture.rate is not None:
        return coding | {"fps_mode": "cfr", "r": f"{picture.rate.numerator}/{picture.rate.denominator}"}
    return coding | {"fps_mode": "passthrough", "enc_time_base": "demux"}


def _sound_coding(sound: SoundPlan) -> dict[str, Any]:
    coding: dict[str, Any] = {"c:a": "aac", "b:a": "256k", "ar": sound.rate}
    return coding if sound.channels is None else coding | {"ac": sound.channels}


def _compiled(output: Any, program: str, level: str = "error") -> list[str]:
    told = output.global_args("-hide_banner", "-v", level, "-nostats", "-stats_period", "0.2", "-progress", "pipe:2")
    return list(ffmpeg.compile(told, cmd=program, overwrite_output=True))
