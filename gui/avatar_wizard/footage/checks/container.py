"""What the file itself says: its kind, its length, how its pictures are stored, and whether it is whole."""

from __future__ import annotations

import math
from collections.abc import Iterator

from avatar_wizard.domain.footage import Finding, Repair
from avatar_wizard.domain.signals import Span
from avatar_wizard.footage.rules import Rule

from .case import Case, found

SIZES = frozenset({(1920, 1080), (1080, 1920), (3840, 2160), (2160, 3840)})
"""All others are refused with 44005901 (API reference, ShowJob, ``operation_logs``)."""

_PLAIN_CODEC = "h264"
_PLAIN_FORMATS = frozenset({"yuv420p", "yuvj420p", "nv12"})  # 8 bit, 4:2:0; "j" is the same in the full range
_EFFICIENT_CODECS = frozenset({"hevc", "av1", "vp9"})
_HDR = frozenset({"arib-std-b67", "smpte2084"})  # HLG and PQ, by ffprobe's names
_INTERLACED = frozenset({"tt", "bb", "tb", "bt"})  # ffprobe's names of the orders of fields
_USUAL_RATES = (25, 30, 50, 60)
_UNDECODED = frozenset({"av1", "unknown"})  # the ffmpeg that comes with the program has no AV1 decoder of its own
_REMUXED = frozenset({"mov", "3gp", "matroska", "mpegts"})
_HD_PIXELS = 1920 * 1080
_ADVISED_SLACK_S = 1.0  # advice is given in minutes


def findings(case: Case) -> Iterator[Finding]:
    """What there is to say about the file."""
    yield from _container(case)
    yield from _codec(case)
    yield from _colour(case)
    yield from _shape(case)
    yield from _length(case)
    yield from _rate(case)
    yield from _fields(case)
    yield from _amount(case)
    yield from _wholeness(case)


def mended(case: Case, repair: Repair) -> Repair | None:
    """``repair``, which encodes the pictures anew; None when this computer cannot read them."""
    return None if case.facts.codec in _UNDECODED else repair


def _container(case: Case) -> Iterator[Finding]:
    container, is_known = case.facts.container, case.facts.codec not in (None, "unknown")
    if container == "mov" and (rule := case.rule("video.mov")):
        yield found(rule, repair=Repair.REMUX if is_known else None)
    elif container not in ("mov", "mp4") and (rule := case.rule("video.container")):
        can_remux = is_known and container in _REMUXED
        yield found(rule, repair=Repair.REMUX if can_remux else None, container=container)
    elif case.facts.index_first is False and (rule := case.rule("video.index_last")):
        yield found(rule, repair=Repair.REMUX)


def _codec(case: Case) -> Iterator[Finding]:
    codec, pixels = case.facts.codec, case.facts.pixel_format
    if codec is None:
        if rule := case.rule("video.no_picture"):
            yield found(rule)
    elif codec == "unknown":
        if rule := case.rule("video.codec_unknown"):
            yield found(rule)
    elif codec != _PLAIN_CODEC:
        if rule := case.rule("video.codec"):
            yield found(rule, repair=mended(case, Repair.H264), codec=codec)
    elif pixels not in (None, *_PLAIN_FORMATS) and not _is_deep(case) and (rule := case.rule("video.pixel_format")):
        yield found(rule, repair=Repair.H264, format=pixels)


def _is_deep(case: Case) -> bool:
    return (case.facts.bit_depth or 8) > 8


def _colour(case: Case) -> Iterator[Finding]:
    """One sentence about colour, the one that tells most."""
    repair = mended(case, Repair.SDR)
    if case.facts.transfer in _HDR:
        if rule := case.rule("video.hdr"):
            yield found(rule, repair=repair)
    elif case.facts.primaries == "bt2020":
        if rule := case.rule("video.wide_colour"):
            yield found(rule, repair=repair)
    elif _is_deep(case) and (rule := case.rule("video.ten_bit")):
        yield found(rule, repair=repair, bits=case.facts.bit_depth)


def _shape(case: Case) -> Iterator[Finding]:
    facts = case.facts
    if facts.codec is None:
        return
    if facts.width is None or facts.height is None:
        if rule := case.rule("video.resolution_unknown"):
            yield found(rule)
        return
    rule = case.rule("video.stretched")
    is_stretched = rule is not None and abs((facts.sample_aspect or 1.0) - 1.0) > rule["maximum_share"]
    if rule is not None and is_stretched:
        yield found(rule, width=facts.stored_width, height=facts.stored_height)
    sizes = {(facts.width, facts.height)}
    if (facts.sample_aspect or 1.0) != 1.0:
        # How the service counts such pixels is not documented: one of its sizes either way is given a chance.
        sizes.add((facts.stored_width or 0, facts.stored_height or 0))
    if not sizes & SIZES and (rule := case.rule("video.resolution")):
        yield found(rule, width=facts.width, height=facts.height)
    if facts.rotation and (rule := case.rule("video.rotated")):
        yield found(rule, repair=mended(case, Repair.ROTATE))


def _length(case: Case) -> Iterator[Finding]:
    seconds = case.facts.duration_s
    if seconds is None:
        is_asked = case.facts.codec is not None and not case.question.is_test_shot
        if is_asked and (rule := case.rule("video.duration_unknown")):
            yield found(rule)
        return
    # Containers tell the length of the longest track: a take cut at three minutes may read 179.98 or 180.02 s.
    slack = case.rules.measure("video.duration_tolerance_s")
    if case.question.is_test_shot:
        yield from _outside(case.rule("video.test_shot"), seconds, _ADVISED_SLACK_S)
        return
    short, long = case.rule("video.too_short"), case.rule("video.too_long")
    if short is not None and seconds < short["minimum"] - slack:
        yield found(short, seconds=_told(seconds, short), minimum=short["minimum"])
    elif long is not None and seconds > long["maximum"] + slack:
        yield found(long, seconds=_told(seconds, long), maximum=long["maximum"])
    else:
        yield from _outside(case.rule("video.duration_advised"), seconds, _ADVISED_SLACK_S)
        yield from _outside(case.rule("video.duration_disputed"), seconds, slack)


def _outside(rule: Rule | None, seconds: float, slack: float) -> Iterator[Finding]:
    if rule is None or rule["minimum"] - slack <= seconds <= rule["maximum"] + slack:
        return
    yield found(rule, seconds=_told(seconds, rule), minimum=rule["minimum"], maximum=rule["maximum"])


def _told(seconds: float, rule: Rule) -> float:
    """In whole seconds, rounded away from the limit: nobody is told that ten minutes are more than ten."""
    return float(math.floor(seconds) if seconds < rule.limits.get("minimum", 0.0) else math.ceil(seconds))


def _rate(case: Case) -> Iterator[Finding]:
    rate = case.facts.frame_rate
    is_variable = False
    if (rule := case.rule("video.variable_rate")) is not None:
        is_variable, percent = _variable(case, rule)
        if is_variable:
            yield found(rule, repair=mended(case, Repair.CONSTANT_RATE), percent=percent)
    if rate is None:
        return
    rule = case.rule("video.frame_rate")
    if rule is not None:
        slack = rule["tolerance_fps"]
        if not rule["minimum_fps"] - slack <= rate <= rule["maximum_fps"] + slack:
            yield found(rule, rate=rate, minimum=rule["minimum_fps"], maximum=rule["maximum_fps"])
            return
    rule = case.rule("video.frame_rate_unusual")
    # The average of a rate that varies is never a usual one, and has been spoken of.
    if rule is None or is_variable:
        return
    if all(abs(rate - usual) > rule["tolerance_fps"] for usual in _USUAL_RATES):
        yield found(rule, rate=rate)


def _variable(case: Case, rule: Rule) -> tuple[bool, float | None]:
    """Whether the rate varies, and the percentage of odd intervals where they were counted."""
    picture, facts = case.signals.picture, case.facts
    if picture is not None and picture.uneven is not None:
        return picture.uneven > rule["maximum_share"], round(100 * picture.uneven, 1)
    # Other containers tell the average too loosely.
    if not facts.frame_rate or not facts.base_frame_rate or facts.container not in ("mp4", "mov"):
        return False, None
    # Where pictures come in fields, the base is the rate of fields: twice that of pictures.
    apart = [abs(facts.base_frame_rate / times / facts.frame_rate - 1) for times in (1, 2)]
    return min(apart) > rule["maximum_average_share"], None


def _fields(case: Case) -> Iterator[Finding]:
    share = case.signals.picture.interlaced if case.signals.picture is not None else None
    repair = mended(case, Repair.DEINTERLACE)
    percent = None if share is None else round(100 * share, 1)
    whole, part = case.rule("video.interlaced"), case.rule("video.interlaced_partly")
    if case.facts.field_order in _INTERLACED:
        if whole is not None:
            yield found(whole, repair=repair, percent=None)
    elif whole is not None and share is not None and share > whole["maximum_share"]:
        yield found(whole, repair=repair, percent=percent)
    elif part is not None and share is not None and share > part["maximum_share"]:
        yield found(part, repair=repair, percent=percent)


def _amount(case: Case) -> Iterator[Finding]:
    facts = case.facts
    if (rule := case.rule("video.large")) is not None and facts.size > rule["maximum_bytes"]:
        yield found(rule, size=facts.size, limit=int(rule["maximum_bytes"]))
    rule = case.rule("video.bit_rate")
    if rule is None or facts.bit_rate is None or (facts.width, facts.height) not in SIZES:
        return
    is_hd = (facts.width or 0) * (facts.height or 0) <= _HD_PIXELS
    minimum = rule["minimum_hd_bits"] if is_hd else rule["minimum_uhd_bits"]
    if facts.codec in _EFFICIENT_CODECS:
        minimum *= rule["efficient_share"]
    if facts.bit_rate < minimum:
        yield found(rule, rate=round(facts.bit_rate / 1e6, 1), minimum=round(minimum / 1e6, 1))


def _wholeness(case: Case) -> Iterator[Finding]:
    signals, length = case.signals, case.facts.picture_duration_s or case.facts.duration_s
    rule, end = case.rule("video.ends_early"), signals.ends_early_s
    is_cut = rule is not None and end is not None and length is not None and length - end >= rule["maximum_missing_s"]
    if is_cut and rule is not None and end is not None and length is not None:
        yield found(rule, [Span(end, length)], seconds=end, missing=round(length - end, 1))
    errors = [at for at in signals.decode_errors if not (is_cut and end is not None and at >= end)]
    if errors and (rule := case.rule("video.decode_errors")):
        yield found(rule, [Span(at, at) for at in errors], count=len(errors))
