"""A child process that cannot outstay its welcome, flood the memory, open a console window or leave children."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from avatar_wizard.domain.problem import ProblemError

_STDERR_KEPT = 64 * 1024
_BLOCK = 64 * 1024
_BACKGROUND = 5  # of nice(2): 19 would get nearly nothing beside another program that works
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.0005, 0.05  # between two looks whether a child has ended
_GRACE_S = 1.0  # a killed child that hangs in a dead network drive ends later, without us


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: ``seconds`` of wall clock and ``output`` bytes on its standard output."""

    seconds: float = 10.0
    output: int = 1024 * 1024


current_limits: ContextVar[Limits] = ContextVar("current_limits", default=Limits())  # noqa: B039 - frozen
"""The limits of processes started from this thread. ffmpeg-python offers no parameter to hand them through."""


_lent_files: ContextVar[tuple[int, ...]] = ContextVar("lent_files", default=())


@contextlib.contextmanager
def named_for_child(path: Path) -> Iterator[str]:
    """A name under which an ffmpeg tool started inside the block can read ``path``; OSError when we cannot.

    Any user of the machine may read the arguments of a process, and a file's name is the person's own business: where
    the system can, the child inherits the open file and is told its number only. "file:" keeps any name from being
    taken for an option or another protocol.
    """
    if not Path("/dev/fd").is_dir():
        yield f"file:{path.absolute()}"
        return
    with path.open("rb") as file:
        token = _lent_files.set((file.fileno(),))
        try:
            yield f"file:/dev/fd/{file.fileno()}"
        finally:
            _lent_files.reset(token)


class GuardedProcess(subprocess.Popen[bytes]):
    """``subprocess.Popen`` whose ``communicate`` keeps the current limits and ends the whole process group.

    ``is_background``: what works for minutes leaves the processor to whatever a person is waiting for. ``communicate``
    raises ``footage.tool_timeout`` (facts: seconds) and ``footage.tool_failed`` (too much output).
    """

    def __init__(self, args: Sequence[str], *, is_background: bool = False, **options: Any) -> None:
        self._limits = current_limits.get()
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("env", tool_environment(os.environ))
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
            if is_background:
                options["creationflags"] |= subprocess.BELOW_NORMAL_PRIORITY_CLASS
        else:
            # A group of its own: a tool may be a script, whose children would otherwise live on.
            options["start_new_session"] = True
            options.setdefault("pass_fds", _lent_files.get())
        super().__init__(args, **options)
        if is_background and sys.platform != "win32":
            # From here, not in the child before it runs the tool: that is not safe beside other threads. OSError: it
            # has ended already.
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, _BACKGROUND)

    def communicate(self, input: Any = None, timeout: float | None = None) -> tuple[bytes, bytes]:  # noqa: A002
        """Standard output and error once the child has ended; ``input`` and ``timeout`` are not for this class."""
        assert self.stdout is not None
        assert self.stderr is not None
        deadline = time.monotonic() + self._limits.seconds
        out = _Drain(self.stdout, self._limits.output, self.end)
        err = _Drain(self.stderr, _STDERR_KEPT)
        has_ended = False
        try:
            # The pipes first: as long as the child has not been waited for, its group number cannot be reused.
            if out.ended_by(deadline) and err.ended_by(deadline):
                has_ended = self._waited(deadline - time.monotonic())
        finally:
            if not has_ended:
                self.end()
                self._waited(_GRACE_S)
        if out.overflowed:
            raise ProblemError("footage.tool_failed")
        if not has_ended:
            raise ProblemError("footage.tool_timeout", seconds=self._limits.seconds)
        return bytes(out.kept), bytes(err.kept)

    def poll(self) -> int | None:
        """The exit code, None while the child runs. When it has ended, so has everything that it left behind."""
        if self.returncode is None and _has_ended(self.pid):
            # Now, for it has not been waited for: its group number is still its own.
            self.end()
        return super().poll()

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, as ``poll`` gives it; TimeoutExpired after ``timeout`` seconds."""
        began, pause_s = time.monotonic(), _FIRST_PAUSE_S
        while (code := self.poll()) is None:
            left_s = math.inf if timeout is None else timeout - (time.monotonic() - began)
            if left_s <= 0:
                assert timeout is not None
                raise subprocess.TimeoutExpired(self.args, timeout)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S, left_s)
            threading.Event().wait(pause_s)
        return code

    def end(self) -> None:
        """Kill the child and everything it started; nothing once it has been waited for, which ``poll`` does too."""
        if self.returncode is not None:
            return  # its number, and that of its group, may be somebody else's by now
        if sys.platform == "win32":
            self.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def _waited(self, seconds: float) -> bool:
        try:
            self.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            return False
        return True


def _has_ended(pid: int) -> bool:
    """Whether our child has ended and only waits to be waited for; False where the system cannot tell."""
    if sys.platform == "win32" or not hasattr(os, "waitid"):
        return False
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return False


class _Drain:
    """Empties one pipe in a thread of its own, keeping at most ``limit`` bytes."""

    def __init__(self, pipe: IO[bytes], limit: int, on_overflow: Callable[[], None] | None = None) -> None:
        self.kept = bytearray()
        self.overflowed = False
        self._pipe = pipe
        self._limit = limit
        self._on_overflow = on_overflow
        self._thread = threading.Thread(target=self._run, name="tool-output", daemon=True)
        self._thread.start()

    def ended_by(self, deadline: float) -> bool:
        """Whether the pipe was closed at the other end before ``deadline`` (monotonic seconds)."""
        self._thread.join(max(0.0, deadline - time.monotonic()))
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._pipe:
            descriptor = self._pipe.fileno()
            while block := os.read(descriptor, _BLOCK):
                self.kept += block[: self._limit - len(self.kept)]
                if len(self.kept) >= self._limit and self._on_overflow is not None:
                    self.overflowed = True
                    self._on_overflow()
                    return


def tool_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for an ffmpeg tool.

    Without FFREPORT, which makes the tools write file names to a log, and in a frozen copy with the library path
    that the person's system had before our starter changed it (PyInstaller manual, "Run-time Information").
    """
    kept = {name: value for name, value in environ.items() if name not in ("FFREPORT", "LD_LIBRARY_PATH_ORIG")}
    if getattr(sys, "frozen", False):
        kept.pop("LD_LIBRARY_PATH", None)
        if "LD_LIBRARY_PATH_ORIG" in environ:
            kept["LD_LIBRARY_PATH"] = environ["LD_LIBRARY_PATH_ORIG"]
    return kept


def run(args: Sequence[str], limits: Limits) -> tuple[int, bytes, bytes]:
    """Run a tool to its end: its exit code, output and error output.

    OSError when it cannot be started; ProblemErrors as in GuardedProcess.
    """
    token = current_limits.set(limits)
    try:
        process = GuardedProcess(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate()
    finally:
        current_limits.reset(token)
    return process.returncode, out, err
