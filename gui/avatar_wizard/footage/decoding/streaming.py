"""A tool whose output is used while it comes, minutes long: it can be stopped, paused, and never hangs for good."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event as StopEvent
from typing import IO

from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.footage.process import GuardedProcess
from avatar_wizard.footage.waking import WakingClock

_BLOCK = 256 * 1024
_WAITING_BLOCKS = 4
_PIPE = 1024 * 1024
_POLL_S = 0.1
_GRACE_S = 1.0  # as long a killed child may take to go
_LAST_S = 10.0  # as long a child may live on after the end of its output
_LONGEST_LINE = 16 * 1024
_FEW = 2048  # bytes: less than the smallest pipe there is holds
_GATHERING_S = 0.02
_FIRST_CRASH_CODE = 0xC0000000  # Windows: an exception ended the process (NTSTATUS, severity "error")
_WAITING_LINES = 100_000

if sys.platform == "linux":
    import fcntl


@dataclass(frozen=True, slots=True)
class Patience:
    """How long and how much: ``stall_s`` without a sign of life, bytes of ``messages``, ``seconds`` in all."""

    stall_s: float = 30.0
    messages: int = 64 * 1024 * 1024
    seconds: float | None = None


class Streaming:
    """One tool at work, in a ``with`` block; whatever happens there, it is gone afterwards.

    ``on_line`` gets each line of its messages, in the thread that reads ``pieces``. OSError when it cannot be
    started.
    """

    def __init__(
        self,
        args: Sequence[str],
        on_line: Callable[[str], None],
        *,
        stop: StopEvent,
        pause: StopEvent | None = None,
        patience: Patience | None = None,
        is_background: bool = True,
    ) -> None:
        self._on_line, self._stop, self._pause = on_line, stop, pause
        self._patience = patience or Patience()
        self._process = GuardedProcess(
            args, is_background=is_background, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        if sys.platform == "linux":
            # A larger pipe spares both sides most changes of turn; the system may refuse it.
            with contextlib.suppress(OSError):
                fcntl.fcntl(self._process.stdout, fcntl.F_SETPIPE_SZ, _PIPE)
        self._output = _Output(self._process.stdout)
        self._messages = _Messages(self._process.stderr, self._patience.messages, self._process.end)

    @property
    def code(self) -> int | None:
        """The exit code, once ``pieces`` has come to its end."""
        return self._process.returncode

    def __enter__(self) -> Streaming:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.returncode is None:
            self._process.end()
        self._output.close()
        self._messages.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_S)
        self._output.join(_GRACE_S)
        self._messages.join(_GRACE_S)

    def pieces(self) -> Iterator[bytes]:
        """The output as it comes, until the tool has ended by itself, with whatever exit code.

        While ``pause`` is set nothing is read, so that the tool soon stands still. Raises Stopped within a second
        after ``stop``, ``footage.tool_timeout`` (facts: seconds) and ``footage.tool_failed`` (crash, flood).
        """
        limits, clock, heard = self._patience, WakingClock(), 0.0
        while True:
            if self._stop.is_set():
                raise Stopped
            if self._pause is not None and self._pause.is_set():
                self._stop.wait(_POLL_S)
                heard = clock.read()
                continue
            if self._pass_lines():
                # As long as it tells how far it is, it is at work: a track that begins late holds the others back.
                heard = clock.read()
            piece = self._output.next(_POLL_S)
            now = clock.read()
            if piece is None:
                break
            if piece:
                yield piece
                # The time that the reader took is not the tool's.
                heard = clock.read()
            elif now - heard > limits.stall_s:
                raise ProblemError("footage.tool_timeout", seconds=limits.stall_s)
            if limits.seconds is not None and now > limits.seconds:
                raise ProblemError("footage.tool_timeout", seconds=limits.seconds)
        self._wait_for_end()

    def _wait_for_end(self) -> None:
        clock = WakingClock()
        while not self._messages.join(_POLL_S):
            if self._stop.is_set():
                raise Stopped
            if clock.read() > _LAST_S:
                raise ProblemError("footage.tool_timeout", seconds=_LAST_S)
        try:
            code = self._process.wait(max(0.0, _LAST_S - clock.read()))
        except subprocess.TimeoutExpired:
            raise ProblemError("footage.tool_timeout", seconds=_LAST_S) from None
        self._pass_lines()
        if self._messages.overflowed or code < 0 or code >= _FIRST_CRASH_CODE:
            raise ProblemError("footage.tool_failed")

    def _pass_lines(self) -> bool:
        """Whether there were any."""
        any_came = False
        for line in self._messages.lines():
            any_came = True
            self._on_line(line)
        return any_came


class _Output:
    """Reads a pipe ahead, a few blocks only: when nobody takes them, the tool has to wait."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._blocks: queue.Queue[bytes] = queue.Queue(_WAITING_BLOCKS)
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tool-stream", daemon=True)
        self._thread.start()

    def next(self, seconds: float) -> bytes | None:
        """The next block; empty when none came in time, None at the end."""
        try:
            return self._blocks.get(timeout=seconds) or None
        except queue.Empty:
            return b""

    def close(self) -> None:
        """Nobody takes anything any more."""
        self._is_closed.set()

    def join(self, seconds: float) -> bool:
        """Whether the thread has ended, within ``seconds``."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._pipe:
            descriptor = self._pipe.fileno()
            while self._put(block := os.read(descriptor, _BLOCK)) and block:
                pass

    def _put(self, block: bytes) -> bool:
        while not self._is_closed.is_set():
            with contextlib.suppress(queue.Full):
                self._blocks.put(block, timeout=_POLL_S)
                return True
        return False


class _Messages:
    """Reads a pipe of text lines, ``limit`` bytes at most; a flood ends the tool."""

    def __init__(self, pipe: IO[bytes], limit: int, on_overflow: Callable[[], None]) -> None:
        self.overflowed = False
        self._pipe, self._limit, self._on_overflow = pipe, limit, on_overflow
        self._lines: deque[str] = deque()
        self._is_closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="tool-messages", daemon=True)
        self._thread.start()

    def lines(self) -> Iterator[str]:
        """What has come since the last time."""
        while self._lines:
            yield self._lines.popleft()

    def close(self) -> None:
        """Nobody waits for more."""
        self._is_closed.set()

    def join(self, seconds: float) -> bool:
        """Whether the thread has ended, within ``seconds``."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._pipe:
            descriptor, count, rest = self._pipe.fileno(), 0, b""
            while block := os.read(descriptor, _BLOCK):
                count += len(block)
                *whole, rest = (rest + block).split(b"\n")
                if count > self._limit or len(rest) > _LONGEST_LINE or len(self._lines) > _WAITING_LINES:
                    self.overflowed = True
                    self._on_overflow()
                    return
                self._lines.extend(line.decode("utf-8", "replace") for line in whole)
                if len(block) < _FEW:
                    # Filters write line by line: taken one by one, each would wake this program up.
                    self._is_closed.wait(_GATHERING_S)
