"""A quickly made video that keeps every rule, for trying the wizard out without a camera: a drawn person who speaks."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import ffmpeg
import numpy as np

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.problem import ProblemError

from .locate import find_ffmpeg
from .process import GuardedProcess, Limits, current_limits
from .scene import GREEN, HEIGHT, RATE, SOUND_RATE, TURN_S, WIDTH, Samples, Scene, pictures, voice

_QUIET_TURNS = 2  # sixteen seconds: the user guide asks for fifteen of silence
_STANDARD_S, _FLEXUS_S = 305, 185  # just above what all of Huawei's texts ask for
_SPOKEN_S = 40.0  # of speech, said again and again


def make_sample(path: Path, edition: Edition, *, limit: float = 60.0) -> None:
    """Write an MP4 (1080p, 25 frames/s, H.264, AAC) to ``path`` that no check warns of.

    Takes some seconds, ``limit`` at most. Raises ``footage.tool_missing``, ``footage.tool_timeout``,
    ``footage.tool_failed`` and OSError of the folder; an older file at ``path`` is replaced only by a whole one.
    """
    program = str(find_ffmpeg().path)
    deadline = time.monotonic() + limit
    turns = -(-(_FLEXUS_S if edition.is_flexus else _STANDARD_S) // TURN_S)
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".sample-") as name:
        folder = Path(name)
        quiet, spoken, whole = folder / "quiet.h264", folder / "spoken.h264", folder / "whole.mp4"
        for target, scene in ((quiet, Scene(wall=GREEN, speaks=False)), (spoken, Scene(wall=GREEN))):
            _run(_encoded(target), program, deadline, pictures(scene))
        filmed = folder / "filmed.h264"
        with filmed.open("wb") as file:
            file.write(quiet.read_bytes() * _QUIET_TURNS + spoken.read_bytes() * (turns - _QUIET_TURNS))
        _run(_assembly(filmed, whole), program, deadline, _sound(turns * TURN_S))
        whole.replace(path)


def _encoded(target: Path) -> Any:
    """One turn of the drawn scene, from pictures on standard input."""
    drawn = ffmpeg.input("pipe:0", format="rawvideo", pix_fmt="rgb24", s=f"{WIDTH}x{HEIGHT}", framerate=RATE)
    shown = drawn.filter("scale", 1920, 1080, flags="bilinear", out_color_matrix="bt709", out_range="tv")
    # A camera is never without noise, and a picture that does not change at all would be called frozen.
    shown = shown.filter("format", "yuv420p").filter("noise", c0s=3, c0f="t")
    shown = shown.filter("setparams", range="tv", color_primaries="bt709", color_trc="bt709", colorspace="bt709")
    # No B-frames: where turns meet, they would leave a gap.
    coding = {"vcodec": "libx264", "preset": "ultrafast", "crf": 30, "bf": 0, "g": 2 * RATE}
    return ffmpeg.output(shown, _target(target), format="h264", **coding, **{"x264-params": "8x8dct=1:cabac=0"})


def _assembly(filmed: Path, target: Path) -> Any:
    picture = ffmpeg.input(_target(filmed), format="h264", framerate=RATE)
    sound = ffmpeg.input("pipe:0", format="s16le", ar=SOUND_RATE, ac=2)
    coding = {"vcodec": "copy", "acodec": "aac", "b:a": "192k", "movflags": "+faststart"}
    return ffmpeg.output(picture.video, sound, _target(target), **coding)


def _sound(seconds: int) -> Iterable[bytes]:
    """Samples of 16 bits, two channels: the opening silence, then the same speech again and again."""
    silence = _QUIET_TURNS * TURN_S
    yield _bytes(voice(silence, ()))
    speech = _bytes(voice(_SPOKEN_S, ((0, _SPOKEN_S),)))
    left = (seconds - silence) * SOUND_RATE * 4
    while left > 0:
        yield speech[:left]
        left -= len(speech)


def _bytes(sound: Samples) -> bytes:
    whole = (np.clip(sound, -1, 1) * 32767).astype("<i2")
    return bytes(whole.tobytes())


def _target(path: Path) -> str:
    return f"file:{path.absolute()}"


def _run(output: Any, program: str, deadline: float, fed: Iterable[bytes]) -> None:
    args = ffmpeg.compile(output.global_args("-v", "error"), cmd=program, overwrite_output=True)
    token = current_limits.set(Limits(seconds=max(0.1, deadline - time.monotonic())))
    try:
        process = GuardedProcess(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError:
        raise ProblemError("footage.tool_missing") from None
    finally:
        current_limits.reset(token)
    assert process.stdin is not None
    feeder = threading.Thread(target=_feed, args=(process.stdin, fed), name="sample", daemon=True)
    feeder.start()
    process.communicate()
    feeder.join()
    if process.returncode:
        raise ProblemError("footage.tool_failed")


def _feed(pipe: IO[bytes], blocks: Iterable[bytes]) -> None:
    """Write until all is written or nobody reads any more; then the child says what was wrong by its exit code."""
    try:
        with pipe:
            for block in blocks:
                pipe.write(block)
    except OSError:
        return
