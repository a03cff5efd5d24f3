"""One run of ffmpeg that may take long: watched, stoppable, and ended when it gets nowhere.

ffmpeg itself does not mind when whoever started it dies, but it does when its standard output breaks off: a run that
writes a new file lists packets there, and each line is a sign of life in both directions. A run that only looks at a
file has nothing to say there, and would come to its own end.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as StopEvent
from typing import IO

from avatar_wizard.domain.problem import ProblemError, Stopped

from .process import GuardedProcess
from .waking import WakingClock

_TICK_S = 0.1
_GRACE_S = 2.0
_ERRORS_KEPT = 16 * 1024
_LONGEST_LINE = 4096
_STRANGE_BYTES = 1024 * 1024  # on standard output, in lines that list no packet: ffmpeg writes less than one kilobyte
_MOST_SAID_BYTES = 64 * 1024 * 1024  # of messages; a badly damaged take brings a few megabytes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a run ended: its exit code, and what it said on standard error besides its progress (the last of it)."""

    code: int
    said: bytes


class Reports:
    """ffmpeg's ``-progress`` as it comes: the latest value of each key. ``moved`` is set whenever it gets further."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self.moved = threading.Event()

    def take(self, line: bytes) -> bool:
        """Whether the line was one of the report's."""
        key, sign, value = line.decode("ascii", "replace").strip().partition("=")
        if not sign or not key.replace("_", "").isalnum() or " " in key:
            return False
        value = value.strip()
        if key in ("frame", "out_time_us", "total_size") and self._values.get(key) != value:
            self.moved.set()
        self._values[key] = value
        return True

    def number(self, key: str) -> float:
        """The latest value, 0.0 as long as there is none."""
        try:
            return float(self._values.get(key, "0"))
        except ValueError:
            return 0.0


def run_watched(
    args: Sequence[str],
    *,
    stop: StopEvent,
    on_report: Callable[[Reports], None],
    on_line: Callable[[bytes], None] | None = None,
    lent: Sequence[int] = (),
    folder: Path | None = None,
    feed: bytes = b"",
    stall_s: float,
) -> Ending:
    """Run to the end. ``on_report`` is called ten times a second from this thread, ``on_line`` from another one.

    ``lent``: open files that the child gets under their numbers. ``folder``: where it works. ``feed``: its standard
    input. Raises Stopped within a second of ``stop``, ``repair.failed`` when nothing moves for ``stall_s`` or its
    output is a flood, ``footage.tool_missing``.
    """
    options: Mapping[str, object] = {} if sys.platform == "win32" else {"pass_fds": tuple(lent)}
    try:
        process = GuardedProcess(
            args,
            is_background=True,
            cwd=folder,
            stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **options,
        )
    except OSError:
        raise ProblemError("footage.tool_missing") from None
    reports, errors = Reports(), bytearray()
    strange, said = _Measure(_STRANGE_BYTES, process.end), _Measure(_MOST_SAID_BYTES, process.end)

    def heard(line: bytes) -> None:
        said.add(line)
        if not reports.take(line):
            errors.extend(line)
            del errors[:-_ERRORS_KEPT]

    def listed(line: bytes) -> None:
        if not (line[:1].isdigit() and b"," in line):
            strange.add(line)
            return
        reports.moved.set()
        if on_line is not None:
            on_line(line)

    threads = [_reading(process.stdout, listed), _reading(process.stderr, heard)]
    if feed:
        threads.append(_feeding(process.stdin, feed))
    clock, moved_at = WakingClock(), 0.0
    try:
        while process.poll() is None:
            if stop.wait(_TICK_S):
                raise Stopped
            on_report(reports)
            now = clock.read()
            if reports.moved.is_set():
                reports.moved.clear()
                moved_at = now
            if now - moved_at > stall_s:
                raise ProblemError("repair.failed")
        if strange.is_full or said.is_full:
            raise ProblemError("repair.failed")
        for thread in threads:
            thread.join(_GRACE_S)
    finally:
        if process.poll() is None:
            process.end()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE_S)
    on_report(reports)
    return Ending(process.returncode, bytes(errors))


class _Measure:
    """Counts bytes and calls ``on_full``, once, when they get too many."""

    def __init__(self, most: int, on_full: Callable[[], None]) -> None:
        self._left, self._on_full = most, on_full
        self.is_full = False

    def add(self, line: bytes) -> None:
        """These too."""
        self._left -= len(line)
        if self._left < 0 and not self.is_full:
            self.is_full = True
            self._on_full()


def _reading(pipe: IO[bytes] | None, take: Callable[[bytes], None]) -> threading.Thread:
    assert pipe is not None

    def work() -> None:
        with pipe:
            while line := pipe.readline(_LONGEST_LINE):
                take(line)

    return _started(work)


def _feeding(pipe: IO[bytes] | None, feed: bytes) -> threading.Thread:
    assert pipe is not None

    def work() -> None:
        # A child that ends early says why on its standard error.
        with contextlib.suppress(BrokenPipeError, OSError), pipe:
            pipe.write(feed)

    return _started(work)


def _started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name="tool-pipe", daemon=True)
    thread.start()
    return thread


def polite_threads() -> int:
    """How many threads a long run gets: one processor is left to the window where there are more than two."""
    return max(2, (os.cpu_count() or 2) - 1)
