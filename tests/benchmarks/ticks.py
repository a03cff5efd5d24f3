"""How late a timer of the window's thread comes, and what that thread did meanwhile; for the measured process."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import tempfile
import time
from typing import IO

from PySide6.QtCore import QObject, Qt, QTimer, Slot

TICK_MS = 16

Tick = tuple[float, float, float]
"""In ms: how late it came; of that interval, how long the thread worked, and how long it waited for a processor.

What is left of a delay the thread spent waiting for something else: the interpreter's lock, a mutex, a file.
"""


class Ticks(QObject):
    """Notes the ticks of one phase after the other.

    ``explain_ms``: whatever a tick is later than that, standard error is told, with the stacks of all threads at the
    moment it became so late. They are taken by a thread that does not need the interpreter's lock.
    """

    def __init__(self, explain_ms: float | None = None) -> None:
        super().__init__()
        self._ticks: list[Tick] = []
        self._last = self._worked = self._queued = 0.0
        # proc(5), schedstat: ns on a processor, ns waiting for one; of the thread that opens it.
        self._schedule = os.open("/proc/thread-self/schedstat", os.O_RDONLY | os.O_CLOEXEC)
        self._explanation = _Explanation(explain_ms) if explain_ms else None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        """A phase begins."""
        self._ticks = []
        self._note()
        if self._explanation is not None:
            self._explanation.arm()
        self._timer.start()

    def end(self) -> list[Tick]:
        """The phase is over."""
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()
        return self._ticks

    def _note(self) -> Tick:
        worked, queued = (int(word) / 1e6 for word in os.pread(self._schedule, 64, 0).split()[:2])
        now = time.perf_counter() * 1000
        took = now - self._last, worked - self._worked, queued - self._queued
        self._last, self._worked, self._queued = now, worked, queued
        return took

    @Slot()
    def _tick(self) -> None:
        took, worked, queued = self._note()
        tick = max(0.0, took - TICK_MS), worked, queued
        self._ticks.append(tick)
        if self._explanation is not None:
            self._explanation.tell(tick)


class _Explanation:
    """The stacks of all threads when a tick was overdue, and the garbage collections meanwhile."""

    def __init__(self, late_ms: float) -> None:
        self._late_ms = late_ms
        self._file: IO[str] = tempfile.TemporaryFile("w+", encoding="ascii", errors="replace")  # noqa: SIM115
        self._collections: list[str] = []
        self._began = 0.0
        gc.callbacks.append(self._collecting)

    def arm(self) -> None:
        """Take the stacks unless called again in time."""
        faulthandler.dump_traceback_later((TICK_MS + self._late_ms) / 1000, file=self._file)

    def tell(self, tick: Tick) -> None:
        """Say what is known about a late tick, and begin anew."""
        faulthandler.cancel_dump_traceback_later()
        if tick[0] > self._late_ms:
            self._file.seek(0)
            late, worked, queued = tick
            sys.stderr.write(f"== {late:.1f} ms late; worked {worked:.1f}, waited for a processor {queued:.1f}\n")
            sys.stderr.writelines([*self._collections, self._file.read(), "\n"])
            sys.stderr.flush()
        self._file.seek(0)
        self._file.truncate()
        self._collections.clear()
        self.arm()

    def _collecting(self, phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
            return
        took = (time.perf_counter() - self._began) * 1000
        self._collections.append(f"garbage collection, generation {facts['generation']}: {took:.1f} ms\n")
