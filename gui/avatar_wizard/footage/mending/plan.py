"""What a repair will do, decided before anything is started: pure, from facts and signals.

Whatever needs no change is copied bit by bit. When the picture must be encoded at all, everything that an ordinary
H.264 picture lacks is put right in the same run, because a second run would cost quality again: a rotation flag, high
dynamic range and fields are never left inside an encoded copy. The file is an MP4 with its index in front in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from avatar_wizard.domain.footage import AudioFacts, FootageFacts, Repair
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.signals import Signals
from avatar_wizard.footage.colours import HDR

TARGET_LUFS = -19.0
"""Middle of what speech on the web is delivered at (product table, check 18: -23 to -16)."""

CEILING_DBTP = -1.5
_CODEC_MARGIN_DB = 0.5  # what AAC at 256 kbit/s adds to peaks: up to 0.4 dB measured
_LARGEST_GAIN_DB = 30.0
_SMALLEST_GAIN_DB = 0.1

_RATES = (25, 30, 50, 60)
_TRUE_RATES = tuple(Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60"))
_FIELDS = {"tt": "tff", "bt": "tff", "bb": "bff", "tb": "bff"}  # ffprobe names the stored field, then the shown one
_INTERLACED = 0.1  # share of pictures
_LARGE = 720  # lines
_PLAIN_FORMATS = frozenset({"yuv420p", "yuvj420p", "nv12"})
_SOUND_RATES = (44_100, 48_000)
_MP4_PICTURE = frozenset({"h264", "hevc", "mpeg4", "vp9", "av1", "mpeg2video"})
_MP4_SOUND = frozenset({"aac", "mp3", "mp2", "ac3", "eac3", "alac", "opus", "flac"})  # PCM too, but few players know it

_CRF_BITS = 0.35
"""Bits a pixel of a camera's picture at CRF 16, on the safe side (0.1 to 0.3 measured)."""
_GROWTH = {"h264": 2.0, "hevc": 3.0, "vp9": 3.0, "av1": 3.0}  # bits of the copy by those of the original, at most
_ANY_GROWTH = 3.0  # when nobody knows how long the take is
_SPARE_SHARE, _SPARE_BYTES = 1.1, 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Filter:
    """One ffmpeg filter; ``options`` by its own names."""

    name: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """How the picture is encoded.

    ``fields``: ``tff``, ``bff`` or ``auto``, None when there are none. ``table``: the transfer (ffprobe's name, empty
    for an ordinary one with wide primaries) whose colours are changed by ``colours.hald``, None when they stay.
    ``is_bt709``: say so in the file. ``turn``: counter-clockwise degrees that ffmpeg would not do by itself.
    ``rate``: pictures a second when it is to be constant.
    """

    fields: str | None = None
    table: str | None = None
    is_bt709: bool = False
    turn: int = 0
    rate: Fraction | None = None
    keyframe_every: int = 60

    @property
    def turns_by_itself(self) -> bool:
        """Whether ffmpeg may turn the picture first: not while its lines belong to two fields."""
        return self.fields is None

    def before_table(self) -> tuple[Filter, ...]:
        """Filters ahead of the table: fields first, as they were filmed; then RGB for the table."""
        filters = []
        if self.fields is not None:
            filters.append(Filter("bwdif", {"mode": "send_frame", "parity": self.fields, "deint": "all"}))
        if self.table is not None:
            # Packed RGB: of planar pictures, haldclut of n8.1.2 mixes up the colours.
            filters += [Filter("scale", {"in_color_matrix": "bt2020"}), Filter("format", {"pix_fmts": "rgb48le"})]
        return tuple(filters)

    def after_table(self) -> tuple[Filter, ...]:
        """Filters behind it: turned, then into the form that is encoded, in the video range."""
        filters = []
        if not self.turns_by_itself:
            filters += [Filter(name, options) for name, options in _TURNS.get(self.turn, ())]
        scale = {"out_range": "tv"}
        if self.table is not None:
            scale["out_color_matrix"] = "bt709"
        filters += [Filter("scale", scale), Filter("format", {"pix_fmts": "yuv420p"})]
        if self.is_bt709:
            tags = {"color_primaries": "bt709", "color_trc": "bt709", "colorspace": "bt709", "range": "tv"}
            filters.append(Filter("setparams", tags))
            # A screen would otherwise be told of a brightness that is no longer there.
            filters += [
                Filter("sidedata", {"mode": "delete", "type": kind})
                for kind in ("MASTERING_DISPLAY_METADATA", "CONTENT_LIGHT_LEVEL")
            ]
        return tuple(filters)


_TURNS: Mapping[int, tuple[tuple[str, Mapping[str, object]], ...]] = {
    90: (("transpose", {"dir": "cclock"}),),
    -90: (("transpose", {"dir": "clock"}),),
    180: (("hflip", {}), ("vflip", {})),
}


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """How the first sound track is encoded: samples a second, channels (None: as they are), gain in dB."""

    rate: int
    channels: int | None = None
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of ffmpeg: what was asked for, and more where one thing leads to another.

    ``picture`` and ``sound`` None: copied. ``tracks``: the sound tracks that come along, counted from 0.
    ``index_size``: room for the index in bytes; None when nobody knows.
    """

    picture: PicturePlan | None
    sound: SoundPlan | None
    tracks: tuple[int, ...]
    index_size: int | None

    @property
    def copies(self) -> tuple[str, ...]:
        """ffmpeg's specifiers of what is copied."""
        picture = () if self.picture is not None else ("V:0",)
        sound = () if self.sound is not None else tuple(f"a:{track}" for track in self.tracks)
        return (*picture, *sound)


def plan(facts: FootageFacts, signals: Signals | None, repairs: Iterable[Repair]) -> Plan:
    """Decide. ``signals`` of a whole pass are needed for LOUDNESS alone (see ``needs_loudness``).

    Raises ``repair.cannot`` when the file has no picture, or one to be encoded with an odd number of lines or columns.
    """
    if facts.codec is None:
        raise ProblemError("repair.cannot")
    wanted = frozenset(repairs)
    reasons = _picture_reasons(facts, signals, wanted)
    picture = _picture(facts, reasons) if reasons else None
    if picture is not None and any(side % 2 for side in _stored_size(facts)):
        raise ProblemError("repair.cannot")  # two by two pixels share a colour in 4:2:0
    sound, tracks = _sound(facts, signals, wanted)
    return Plan(picture, sound, tracks, _index_size(facts, picture, tracks))


def room_needed(facts: FootageFacts, repairs: Iterable[Repair]) -> int:
    """How many bytes must be free for the new file: an estimate on the safe side. ``repair.cannot`` as of ``plan``."""
    wanted = frozenset(repairs)
    made = plan(facts, None, wanted)
    # How loud it is may not be known yet.
    is_heard = made.sound is not None or (Repair.LOUDNESS in wanted and bool(facts.audio))
    size = _size(facts, made.picture, is_heard) + (made.index_size or 0)
    return round(size * _SPARE_SHARE) + _SPARE_BYTES


def needs_loudness(facts: FootageFacts, signals: Signals | None, repairs: Iterable[Repair]) -> bool:
    """Whether the loudness of the whole first track must be measured before ``plan`` can be asked."""
    if Repair.LOUDNESS not in repairs or not facts.audio:
        return False
    # A pass measures all channels of a track; the copy has two of them, which are not as loud.
    is_mixed = (facts.audio[0].channels or 0) > 2
    return is_mixed or signals is None or not signals.is_whole or signals.sound is None


def needs_field_order(made: Plan) -> bool:
    """Whether nobody knows which field comes first, so that it must be looked at."""
    return made.picture is not None and made.picture.fields == "auto"


def _picture_reasons(facts: FootageFacts, signals: Signals | None, wanted: frozenset[Repair]) -> frozenset[Repair]:
    """Why the picture is encoded; empty when it is copied."""
    is_hdr = facts.transfer in HDR or facts.primaries == "bt2020"
    is_deep = _depth(facts) > 8
    is_plain = facts.codec == "h264" and not is_deep and (facts.pixel_format or "yuv420p") in _PLAIN_FORMATS
    lacks = {
        Repair.ROTATE: facts.rotation != 0,
        Repair.SDR: is_hdr or is_deep,
        Repair.H264: not is_plain,
        Repair.CONSTANT_RATE: True,
        Repair.DEINTERLACE: True,
    }
    reasons = {repair for repair in wanted if lacks.get(repair, False)}
    if facts.codec not in _MP4_PICTURE:
        reasons.add(Repair.H264)
    if not reasons:
        return frozenset()
    reasons |= {repair for repair in (Repair.ROTATE, Repair.SDR, Repair.H264) if lacks[repair]}
    if _has_fields(facts, signals):
        reasons.add(Repair.DEINTERLACE)
    return frozenset(reasons)


def _has_fields(facts: FootageFacts, signals: Signals | None) -> bool:
    if facts.field_order in _FIELDS:
        return True
    share = signals.picture.interlaced if signals is not None and signals.picture is not None else None
    return share is not None and share > _INTERLACED


def _depth(facts: FootageFacts) -> int:
    if facts.bit_depth is not None:
        return facts.bit_depth
    name = facts.pixel_format or ""
    return next((depth for depth in (16, 14, 12, 10) if f"p{depth}" in name), 8)


def _picture(facts: FootageFacts, reasons: frozenset[Repair]) -> PicturePlan:
    is_wide = facts.transfer in HDR or facts.primaries == "bt2020"
    rate = constant_rate(facts) if Repair.CONSTANT_RATE in reasons else None
    return PicturePlan(
        fields=_FIELDS.get(facts.field_order or "", "auto") if Repair.DEINTERLACE in reasons else None,
        table=(facts.transfer if facts.transfer in HDR else "") if is_wide else None,
        is_bt709=is_wide or (Repair.SDR in reasons and _is_shown_as_bt709(facts)),
        turn=facts.rotation,
        rate=rate,
        keyframe_every=max(1, round(2 * float(rate or facts.frame_rate or 30))),
    )


def _is_shown_as_bt709(facts: FootageFacts) -> bool:
    """Players take a picture that says nothing for BT.709 when it is large, for BT.601 when it is small."""
    if facts.primaries in (None, "unknown"):
        return min(facts.width or 0, facts.height or 0) >= _LARGE
    return facts.primaries == "bt709"


def constant_rate(facts: FootageFacts) -> Fraction:
    """The rate to which uneven footage is brought: the camera's own where that is a usual one, else the nearest."""
    average, base = facts.frame_rate, facts.base_frame_rate
    for rate in _TRUE_RATES:
        is_near = average is None or abs(average - float(rate)) < 0.1 * rate
        if base is not None and abs(base - float(rate)) < 0.0005 * rate and is_near:
            return rate
    wanted = average or base or 30.0
    return Fraction(min(_RATES, key=lambda rate: abs(rate - wanted)))


def _sound(
    facts: FootageFacts, signals: Signals | None, wanted: frozenset[Repair]
) -> tuple[SoundPlan | None, tuple[int, ...]]:
    if not facts.audio:
        return None, ()
    first = facts.audio[0]
    gain = _gain(signals) if Repair.LOUDNESS in wanted else 0.0
    if gain or first.codec not in _MP4_SOUND or (Repair.AAC in wanted and _is_foreign(first)):
        return SoundPlan(_sound_rate(first), 2 if (first.channels or 0) > 2 else None, gain), (0,)
    if Repair.AAC in wanted:
        return None, (0,)
    return None, tuple(number for number, track in enumerate(facts.audio) if track.codec in _MP4_SOUND)


def _is_foreign(track: AudioFacts) -> bool:
    return track.codec != "aac" or track.sample_rate not in _SOUND_RATES


def _sound_rate(track: AudioFacts) -> int:
    rate = track.sample_rate or 48_000
    # 88.2 and 22.05 kHz are kin of 44.1 kHz: half or double is exact.
    return 44_100 if rate in (44_100, 88_200, 176_400, 22_050, 11_025) else 48_000


def _gain(signals: Signals | None) -> float:
    """Plain gain to the target, as far as the peaks allow; 0.0 for silence and for what is right already."""
    sound = signals.sound if signals is not None else None
    if sound is None or sound.loudness is None or sound.loudness < -70:
        return 0.0
    gain = min(TARGET_LUFS - sound.loudness, _LARGEST_GAIN_DB)
    if sound.true_peak is not None:
        gain = min(gain, CEILING_DBTP - _CODEC_MARGIN_DB - sound.true_peak)
    return round(gain, 2) if abs(gain) >= _SMALLEST_GAIN_DB else 0.0


def _stored_size(facts: FootageFacts) -> tuple[int, int]:
    return facts.stored_width or facts.width or 1920, facts.stored_height or facts.height or 1080


def _size(facts: FootageFacts, picture: PicturePlan | None, is_heard: bool) -> int:
    """Bytes without the index. ``is_heard``: the sound is encoded."""
    seconds = facts.duration_s
    if seconds is None:
        return facts.size if picture is None and not is_heard else round(facts.size * _ANY_GROWTH)
    size = float(facts.size)
    if picture is not None:
        rate = float(picture.rate or facts.frame_rate or 30)
        width, height = _stored_size(facts)
        encoded = _CRF_BITS * width * height * rate * seconds / 8
        known = _GROWTH.get(facts.codec or "")
        size = min(encoded, facts.size * known) if known is not None else encoded
        size = max(size, facts.size * 0.1)
    if is_heard:
        size += 256_000 / 8 * seconds * 1.1
    return round(size)


def _index_size(facts: FootageFacts, picture: PicturePlan | None, tracks: tuple[int, ...]) -> int | None:
    """More than the index can take: every sample in a chunk of its own (ISO/IEC 14496-12, 8.6 and 8.7)."""
    if facts.duration_s is None:
        return None
    rates = [facts.frame_rate or 0.0, min(facts.base_frame_rate or 0.0, 240.0), 60.0]
    pictures = facts.duration_s * float(picture.rate if picture is not None and picture.rate else max(rates))
    blocks = sum(facts.duration_s * max((facts.audio[track].sample_rate or 48_000) / 1024, 60) for track in tracks)
    return 65_536 + round(1.1 * (48 * pictures + 36 * blocks))
