"""ffprobe's JSON, read without trusting it: whatever is absent, "N/A" or nonsense becomes None."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from avatar_wizard.domain.footage import AudioFacts, FootageFacts

_DEEP_FORMAT = re.compile(r"(?:p|gray|p0|p2|p4|y2|v30x?|x2rgb|x2bgr|xv)(\d{1,2})(?:le|be)$")
_DEPTHS = frozenset({9, 10, 12, 14, 16})
_LARGEST = 2**62  # anything beyond is nonsense, and int(float) of it would lie


def read_facts(answer: object, size: int, container: str, index_first: bool | None = None) -> FootageFacts:
    """The facts in ``answer`` (ffprobe ``-show_format -show_streams -of json``) about a file of ``size`` bytes.

    ``container`` is what the file's own bytes say; when empty, ffprobe's name of the demuxer stands in.
    ``index_first`` comes from the bytes too, None when the file is none of boxes.
    Never raises, whatever ``answer`` is.
    """
    form = _mapping(_mapping(answer).get("format"))
    streams = list(_streams(answer))
    video = next((stream for stream in streams if _is_picture(stream)), {})
    rotation = _rotation(video)
    width, height = _display_size(video, rotation)
    return FootageFacts(
        size=size,
        container=container or (_text(form.get("format_name")) or "").split(",")[0],
        duration_s=_positive(form.get("duration")) or _positive(video.get("duration")),
        width=width,
        height=height,
        rotation=rotation,
        codec=_codec(video) if video else None,
        pixel_format=_text(video.get("pix_fmt")),
        frame_rate=_ratio(video.get("avg_frame_rate"), "/"),
        bit_rate=_whole(video.get("bit_rate")) or _whole(form.get("bit_rate")),
        audio=tuple(
            AudioFacts(
                _codec(stream),
                _whole(stream.get("sample_rate")),
                _whole(stream.get("channels")),
                _number(stream.get("start_time")),
                _positive(stream.get("duration")),
            )
            for stream in streams
            if stream.get("codec_type") == "audio"
        ),
        profile=_text(video.get("profile")),
        base_frame_rate=_ratio(video.get("r_frame_rate"), "/"),
        sample_aspect=_ratio(video.get("sample_aspect_ratio"), ":"),
        stored_width=_whole(video.get("width")),
        stored_height=_whole(video.get("height")),
        bit_depth=_bit_depth(video),
        transfer=_text(video.get("color_transfer")),
        primaries=_text(video.get("color_primaries")),
        field_order=_text(video.get("field_order")),
        start_s=_number(video.get("start_time")),
        picture_duration_s=_positive(video.get("duration")),
        index_first=index_first,
    )


def _bit_depth(video: Mapping[str, Any]) -> int | None:
    """Bits of one component, as told, else as the name of the pixel format has them (``yuv420p10le``, ``p010le``)."""
    told = _whole(video.get("bits_per_raw_sample"))
    if told is not None and told <= 16:
        return told
    name = _text(video.get("pix_fmt"))
    if name is None:
        return None
    deep = _DEEP_FORMAT.search(name)
    bits = int(deep.group(1)) if deep else 8
    return bits if bits in _DEPTHS else 8


def _streams(answer: object) -> Iterator[Mapping[str, Any]]:
    streams = _mapping(answer).get("streams")
    if isinstance(streams, list):
        yield from (stream for stream in streams if isinstance(stream, dict))


def _is_picture(stream: Mapping[str, Any]) -> bool:
    """A moving picture; a cover picture inside the file is listed as a video stream too."""
    disposition = _mapping(stream.get("disposition"))
    return stream.get("codec_type") == "video" and not (
        disposition.get("attached_pic") or disposition.get("timed_thumbnails")
    )


def _codec(stream: Mapping[str, Any]) -> str:
    """ffprobe leaves the name out when it does not know the codec."""
    return _text(stream.get("codec_name")) or "unknown"


def _rotation(video: Mapping[str, Any]) -> int:
    """Degrees counter-clockwise in (-180, 180]: ffprobe's display matrix, else the older clockwise ``rotate`` tag."""
    side_data = video.get("side_data_list")
    for entry in side_data if isinstance(side_data, list) else ():
        if (degrees := _number(_mapping(entry).get("rotation"))) is not None:
            return _turned(degrees)
    degrees = _number(_mapping(video.get("tags")).get("rotate"))
    return 0 if degrees is None else _turned(-degrees)


def _turned(degrees: float) -> int:
    turned = round(degrees) % 360
    return turned - 360 if turned > 180 else turned


def _display_size(video: Mapping[str, Any], rotation: int) -> tuple[int | None, int | None]:
    """Width and height as shown: pixels stretched to squares first, then turned."""
    width, height = _whole(video.get("width")), _whole(video.get("height"))
    if not width or not height:
        return None, None
    stretch = _ratio(video.get("sample_aspect_ratio"), ":") or 1.0
    if (stretched := _whole(width * stretch)) is not None:
        width = stretched
    return (height, width) if abs(rotation) == 90 else (width, height)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value not in ("", "N/A") else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) < _LARGEST else None


def _positive(value: object) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _whole(value: object) -> int | None:
    number = _positive(value)
    return round(number) or None if number is not None else None


def _ratio(value: object, sign: str) -> float | None:
    """``30000/1001`` or ``4:3`` as a number; ``0/0`` and ``0:1`` mean that nobody knows."""
    if not isinstance(value, str):
        return None
    above, _, below = value.partition(sign)
    numerator, denominator = _positive(above), _positive(below or "1")
    return None if numerator is None or denominator is None else _positive(numerator / denominator)
