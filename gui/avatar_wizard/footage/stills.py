"""Single pictures of a take as JPEG: one at an exact moment, or many at key frames, from ffmpeg into memory alone.

The pictures show somebody's face: they are never written to a file here.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event as StopEvent
from typing import Any

import ffmpeg as graph

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import FootageFacts
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.viewing import Still

from .probe import FORMATS, MOST_PIXELS
from .process import GuardedProcess, Limits, current_limits, named_for_child
from .sdr import is_hdr, to_sdr

_QUALITY = 4  # of 2 (best) to 31
_WIDEST = 4  # times the height: an absurd aspect in a file must not make an absurd picture
_AT_ONCE = 2
_POLL_S = 0.1
_LIMITS = Limits(seconds=20.0, output=64 * 1024 * 1024)
_END_OF_ONE, _BEGIN_OF_NEXT = b"\xff\xd9", b"\xff\xd8\xff"  # ISO/IEC 10918-1: EOI, SOI and the next marker
_HD_HEIGHT = 720
_BACK_S = (0.0, *(2.0**step for step in range(1, 10)), float("inf"))


def still(path: Path, at_s: float, facts: FootageFacts, *, height: int, ffmpeg: Path) -> Still:
    """The picture shown at ``at_s`` seconds, ``height`` pixels high, upright; at or after the end the last one.

    Raises ``footage.tool_failed`` when there is no picture at all, ``footage.tool_timeout``,
    ``footage.tool_missing``, ``file.missing`` and ``file.unreadable``.
    """
    shot = _Shots(path, facts, height, ffmpeg)
    at = max(0.0, at_s)
    jpeg = _very_picture(shot, at)
    for back_s in _BACK_S:
        # The end is missing or damaged: the nearest picture that can be had.
        jpeg = jpeg or shot.key_frame(max(0.0, at - back_s))
    if not jpeg:
        raise ProblemError("footage.tool_failed")
    return Still(at_s, jpeg)


def _very_picture(shots: _Shots, at_s: float) -> bytes:
    """The picture at a moment, at or after the end the last one; empty when it cannot be had, in time or at all."""
    try:
        return shots.exact(at_s) or shots.last_from(at_s)
    except ProblemError as error:
        # A moment far from any key frame may take too long; the key frame itself does not.
        if error.problem.code not in ("footage.tool_failed", "footage.tool_timeout"):
            raise
        return b""


def strip(
    path: Path, seconds: float, facts: FootageFacts, *, count: int, height: int, ffmpeg: Path, stop: StopEvent
) -> Iterator[Still]:
    """``count`` pictures in the order of time, at the key frame before the middle of each ``count``-th of ``seconds``.

    A place without a readable picture is left out. Raises Stopped within a second after ``stop``; the same problems
    as ``still``. Leaving the iterator early ends what is running.
    """
    shots = _Shots(path, facts, height, ffmpeg)
    moments = [(number + 0.5) * seconds / count for number in range(count)]
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="strip") as pool:
        pending = [pool.submit(shots.key_frame, at) for at in moments]
        try:
            for at, answer in zip(moments, pending, strict=True):
                _wait(answer, stop)
                if jpeg := answer.result():
                    yield Still(at, jpeg)
        finally:
            for answer in pending:
                answer.cancel()
            shots.end()


def _wait(answer: Future[bytes], stop: StopEvent) -> None:
    while not stop.is_set():
        if wait([answer], _POLL_S, FIRST_COMPLETED).done:
            return
    raise Stopped


class _Shots:
    """Runs ffmpeg for single pictures; ``end`` kills what runs, from any thread."""

    def __init__(self, path: Path, facts: FootageFacts, height: int, program: Path) -> None:
        self._path = path
        # Passed through: after a seek to a key frame that lies before the moment asked for, its time is negative, and
        # ffmpeg would drop it when there is no later one.
        form = {"fps_mode": "passthrough", "vcodec": "mjpeg", "q:v": _QUALITY, "f": "image2pipe"}
        self._picture = {"vf": _filters(facts, height), **form}
        self._program = program
        self._lock = threading.Lock()
        self._running: set[GuardedProcess] = set()
        self._is_ended = False

    def exact(self, at_s: float) -> bytes:
        """The picture at a moment, decoded from the key frame before it; empty when there is none from there on."""
        return self._run({"ss": at_s}, {"frames:v": 1})

    def key_frame(self, at_s: float) -> bytes:
        """The key frame before a moment; near the end of a damaged file an earlier one."""
        # One thread: with more, the decoder wants as many pictures before it gives back the first.
        skipping = {"skip_frame": "nokey", "discard": "nokey", "threads": 1}
        return self._run({"noaccurate_seek": None, **skipping, "ss": at_s}, {"frames:v": 1})

    def last_from(self, at_s: float) -> bytes:
        """The last picture of the file, where none comes after ``at_s``: all from the key frame before it, the last."""
        every = self._run({"noaccurate_seek": None, "ss": at_s}, {})
        cut = every.rfind(_END_OF_ONE + _BEGIN_OF_NEXT)
        return every[cut + len(_END_OF_ONE) :] if cut >= 0 else every

    def end(self) -> None:
        """Kill what runs; nothing is started afterwards."""
        with self._lock:
            self._is_ended = True
            for process in self._running:
                process.end()

    def _run(self, seek: dict[str, Any], length: dict[str, Any]) -> bytes:
        token = current_limits.set(_LIMITS)
        try:
            with self._named() as name, self._started(name, seek, length) as process:
                out, _ = process.communicate()
        finally:
            current_limits.reset(token)
        return out if out.startswith(_BEGIN_OF_NEXT) else b""

    @contextlib.contextmanager
    def _named(self) -> Iterator[str]:
        with contextlib.ExitStack() as stack:
            try:
                name = stack.enter_context(named_for_child(self._path))
            except OSError as error:
                code = "file.missing" if isinstance(error, FileNotFoundError) else "file.unreadable"
                # From None: the text of an OSError holds the path.
                raise ProblemError(code, name=self._path.name, role=Role.TRAINING_VIDEO) from None
            yield name

    @contextlib.contextmanager
    def _started(self, name: str, seek: dict[str, Any], length: dict[str, Any]) -> Iterator[GuardedProcess]:
        source = graph.input(name, protocol_whitelist="file", format_whitelist=FORMATS, max_pixels=MOST_PIXELS, **seek)
        output = graph.output(source["V:0"], "pipe:1", **self._picture, **length)
        args = graph.compile(output.global_args("-v", "error", "-nostdin"), cmd=str(self._program))
        with self._lock:
            if self._is_ended:
                raise Stopped
            try:
                process = GuardedProcess(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            except OSError:
                raise ProblemError("footage.tool_missing") from None
            self._running.add(process)
        try:
            yield process
        finally:
            with self._lock:
                self._running.discard(process)


def _filters(facts: FootageFacts, height: int) -> str:
    """Scaling to an upright JPEG's size and colours; ffmpeg itself has turned the picture by then."""
    width = f"min(2*round({height}*dar/2),{_WIDEST * height})"
    size = f"scale=w='{width}':h={height}"
    # JFIF: JPEG is BT.601, full range, whatever the video is.
    jpeg = "out_range=full:out_color_matrix=bt601"
    end = "format=yuv420p,setsar=1"
    if facts.transfer is not None and is_hdr(facts.transfer):
        return f"{size}:in_color_matrix=bt2020nc,{to_sdr(facts.transfer, facts.primaries)},scale={jpeg},{end}"
    # Players take untagged HD for BT.709; ffmpeg would take it for BT.601.
    is_untagged_hd = facts.primaries is None and (facts.height or 0) >= _HD_HEIGHT
    return f"{size}:{jpeg}{':in_color_matrix=bt709' if is_untagged_hd else ''},{end}"
