"""Long takes to look through: a lively picture encoded for ten seconds, then copies of it; made once per machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from avatar_wizard.footage.locate import find_ffmpeg
from benchmarks.report import UnsuitableMachine

TURN_S = 10
_RECIPE = 1  # counts up when the making changes


@dataclass(frozen=True, slots=True)
class Kind:
    """A size with the bits per second that cameras spend on it, and the strength of the noise."""

    name: str
    width: int
    height: int
    bits_s: int
    noise: int


KINDS = (Kind("1080p", 1920, 1080, 20_000_000, 12), Kind("4K", 3840, 2160, 60_000_000, 8))


def folder_for_takes() -> Path:
    """Where takes are kept: this user's alone. Raises UnsuitableMachine when it is somebody else's."""
    kept = Path(tempfile.gettempdir()) / f"avatar-wizard-takes-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    if kept.stat().st_uid != os.getuid():
        raise UnsuitableMachine("the folder for takes belongs to somebody else")
    return kept


def take(kind: Kind, seconds: int, folder: Path) -> Path:
    """A take in H.264 at 25 pictures a second, with AAC in stereo. Raises UnsuitableMachine without room for it."""
    target = folder / f"{kind.name}-{seconds}-{_RECIPE}.mp4"
    if target.exists():
        return target
    needed = kind.bits_s // 8 * (seconds + 2 * TURN_S)
    if shutil.disk_usage(folder).free < 2 * needed:
        raise UnsuitableMachine(f"no room for a take of {needed / 1e9:.1f} GB in {folder}")
    turn = folder / f"{kind.name}-turn-{_RECIPE}.mp4"
    if not turn.exists():
        _make(turn, *_turn(kind))
    _make(target, "-stream_loop", "-1", "-i", f"file:{turn}", "-t", str(seconds), "-c", "copy")
    return target


def _turn(kind: Kind) -> list[str]:
    picture = f"testsrc2=s={kind.width}x{kind.height}:r=25:d={TURN_S},noise=alls={kind.noise}:allf=t,format=yuv420p"
    rate = [f"-b:v {kind.bits_s} -maxrate {kind.bits_s} -bufsize {2 * kind.bits_s}"]
    coding = "-c:v libx264 -preset veryfast -g 50 -bf 2 -c:a aac -b:a 192k"
    colours = "-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv"
    sound = f"anoisesrc=a=0.1:d={TURN_S}:r=48000,aformat=channel_layouts=stereo"
    return ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, *" ".join([coding, *rate, colours]).split()]


def _make(target: Path, *args: str) -> None:
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    command = [str(find_ffmpeg().path), "-v", "error", "-nostdin", "-y", *args, "-f", "mp4", f"file:{unfinished}"]
    try:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=1800)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
