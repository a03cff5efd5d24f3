"""The one bridge between blocking work and the window's thread.

Work runs on plain threads; its outcome is delivered on the thread of the Tasks object by a queued signal.
Every piece of work names what happens when it fails: an executor reports to no exception hook.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
MOST_AT_ONCE = 64
"""Submissions sent at the same time; a thread is made when it is needed."""

Failed = Callable[[BaseException], None]


class Tasks(QObject):
    """Runs work off the window's thread: ``run`` for short waits, ``save`` in order, ``run_long`` for hours."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._short = ThreadPoolExecutor(max_workers=4, thread_name_prefix="short")
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._long = ThreadPoolExecutor(max_workers=MOST_AT_ONCE, thread_name_prefix="long")
        self._lock = Lock()
        self._latest: dict[str, tuple[Callable[[], object], Failed]] = {}
        self._open = True
        self._unfinished = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running or waiting; for tests and the tour."""
        with self._lock:
            return self._unfinished == 0

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Run short blocking work; ``done`` or ``failed`` is called later on this object's thread."""
        self._submit(self._short, work, done, failed)

    def run_long(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Like ``run``, for work that may take hours and must not keep short work waiting."""
        self._submit(self._long, work, done, failed)

    def write(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Like ``run``, strictly after every ``write`` and ``save`` asked for before."""
        self._submit(self._writer, work, done, failed)

    def save(self, key: str, work: Callable[[], object], failed: Failed) -> None:
        """Write the latest state of ``key``; a state that is overtaken before its turn is skipped."""
        with self._lock:
            waiting = key in self._latest
            self._latest[key] = (work, failed)
        if not waiting:
            self._submit(self._writer, partial(self._save_latest, key), _nothing, failed)

    def close(self) -> None:
        """Take no more work and deliver nothing more; what was to be written is still written."""
        self._open = False
        self._short.shutdown(wait=False, cancel_futures=True)
        self._long.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=False)

    def _save_latest(self, key: str) -> None:
        with self._lock:
            work, _ = self._latest.pop(key)
        work()

    def _submit(self, pool: Executor, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        if not self._open:
            return
        with self._lock:
            self._unfinished += 1
        pool.submit(work).add_done_callback(partial(self._settle, done, failed))

    def _settle(self, done: Callable[[Any], None], failed: Failed, future: Future[Any]) -> None:
        problem = CancelledError() if future.cancelled() else future.exception()
        call = partial(failed, problem) if problem is not None else partial(done, future.result())
        if self._open:
            self._arrived.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        with self._lock:
            self._unfinished -= 1
        if self._open:
            call()


def _nothing(_: object) -> None:
    """A save that went well has nothing to show."""
