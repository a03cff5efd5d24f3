"""A short-to-make video that keeps every rule, for trying the wizard out without a camera."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import ffmpeg

from avatar_wizard.domain.draft import Edition
from avatar_wizard.domain.problem import ProblemError

from .checks import FLEXUS_AGREED_S, STANDARD_ADVISED_S
from .locate import find_ffmpeg
from .process import Limits, run

_WIDTH, _HEIGHT, _RATE = 1920, 1080, 25
_LOOP_S = 4  # one turn of the moving shape; the picture is encoded once and repeated without encoding again
_SILENCE_S = 15  # user guide: such a take begins with 15 seconds of silence
_SPARE_S = 5
_BITS_S = 1_000_000


def make_sample(path: Path, edition: Edition, *, limit: float = 60.0) -> None:
    """Write an MP4 (1080p, 25 frames/s, H.264, AAC) to ``path`` that ``look`` finds nothing to say about.

    Takes a few seconds, ``limit`` at most. Raises ``footage.tool_missing``, ``footage.tool_timeout``,
    ``footage.tool_failed`` and OSError of the folder; an older file at ``path`` is replaced only by a whole one.
    """
    program = str(find_ffmpeg().path)
    deadline = time.monotonic() + limit
    seconds = int((FLEXUS_AGREED_S if edition.is_flexus else STANDARD_ADVISED_S)[0]) + _SPARE_S
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".sample-") as folder:
        turn, whole = Path(folder) / "turn.mp4", Path(folder) / "whole.mp4"
        _run(_picture(turn), program, deadline)
        _run(_assembly(turn, whole, seconds), program, deadline)
        whole.replace(path)


def _picture(target: Path) -> Any:
    """A figure of plain boxes before a green wall, swaying once in ``_LOOP_S`` seconds."""
    canvas = _lavfi(f"color=c=0x2f9e44:s={_WIDTH}x{_HEIGHT}:r={_RATE}:d={_LOOP_S}")
    body = _lavfi(f"color=c=0x364fc7:s=640x520:r={_RATE}:d={_LOOP_S}")
    head = _lavfi(f"color=c=0xe8b88a:s=300x360:r={_RATE}:d={_LOOP_S}")
    sway = f"sin(2*PI*t/{_LOOP_S})"
    picture = canvas.overlay(body, x=f"(W-w)/2+20*{sway}", y="H-h").overlay(head, x=f"(W-w)/2+50*{sway}", y=230)
    # No B-frames: where copies of the turn meet, they would leave a gap.
    coding = {"vcodec": "libx264", "preset": "veryfast", "bf": 0, "g": _RATE, "pix_fmt": "yuv420p"}
    # So plain a picture would give a file too small to watch on its way; filler makes it as large as a short real one.
    coding |= {"b:v": _BITS_S, "maxrate": _BITS_S, "minrate": _BITS_S, "bufsize": _BITS_S, "nal-hrd": "cbr"}
    return ffmpeg.output(picture, _target(target), **coding)


def _assembly(turn: Path, target: Path, seconds: int) -> Any:
    """The picture repeated to ``seconds``, and a soft tone after the opening silence."""
    picture = ffmpeg.input(_target(turn), stream_loop=-1)
    tone = _lavfi("sine=frequency=220:sample_rate=48000").filter(
        "volume", f"if(lt(t,{_SILENCE_S}),0,0.5)", eval="frame"
    )
    return ffmpeg.output(picture.video, tone, _target(target), t=seconds, vcodec="copy", acodec="aac", ac=1)


def _lavfi(graph: str) -> Any:
    return ffmpeg.input(graph, f="lavfi")


def _target(path: Path) -> str:
    return f"file:{path.absolute()}"


def _run(output: Any, program: str, deadline: float) -> None:
    args = ffmpeg.compile(output.global_args("-v", "error", "-nostdin"), cmd=program, overwrite_output=True)
    try:
        code, _, _ = run(args, Limits(seconds=max(0.1, deadline - time.monotonic())))
    except OSError:
        raise ProblemError("footage.tool_missing") from None
    if code != 0:
        raise ProblemError("footage.tool_failed")
