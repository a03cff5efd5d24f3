"""Asking for a job's state, seldom enough for the service and often enough for a person."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_wizard.domain.job import Job, poll_interval
from avatar_wizard.domain.problem import ProblemError, Remedy
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.pages.follow import FollowPage
from avatar_wizard.ui.tasks import Tasks

PRACTICE_INTERVAL_S = 2.0
_SOFT_RETRY_S = 30.0


class FollowPresenter(QObject):
    """Follows one submission at a time.

    Signals:
        failed: an exception that is not a Problem.
        mend_wanted: without arguments; the person wants to change what was refused.
    """

    failed = Signal(object)
    mend_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        *,
        longest_s: float | None = None,
        jitter: Callable[[float, float], float] = random.uniform,
        parent: QObject | None = None,
    ) -> None:
        """``longest_s`` caps the pause between two questions; ``jitter`` spreads many programs' questions."""
        super().__init__(parent)
        self._desk, self._tasks, self._longest_s, self._jitter = desk, tasks, longest_s, jitter
        self._page: FollowPage | None = None
        self._key = ""
        self._state = ""
        self._job: Job | None = None
        self._since = 0.0
        self._asked: float | None = None
        self._is_asking = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.ask)

    @property
    def job(self) -> Job | None:
        """What the service said last."""
        return self._job

    def attach(self, page: FollowPage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.ask_wanted.connect(self.ask)
        page.mend_wanted.connect(self.mend_wanted)
        self._show()

    def follow(self, key: str, state: str | None, *, just_now: bool) -> None:
        """Begin to follow ``key``, whose last known state is ``state``; asks at once."""
        self._key, self._state, self._job, self._asked = key, state or "", None, None
        self._since = time.monotonic() - (0.0 if just_now else 3600.0)
        self._is_asking = False
        self._show()
        self.ask()

    def stop(self) -> None:
        """Ask no more, for instance because something else is on the screen."""
        self._timer.stop()
        self._key = ""

    @Slot()
    def ask(self) -> None:
        """Ask now."""
        if not self._key or self._is_asking:
            return
        self._timer.stop()
        self._is_asking = True
        if self._page is not None:
            self._page.show_asking(True)
        key = self._key
        self._tasks.run(partial(self._desk.follow, key), partial(self._answered, key), partial(self._silent, key))

    def _answered(self, key: str, job: Job | None) -> None:
        if key != self._key:
            return
        self._is_asking, self._asked, self._job = False, time.time(), job
        if job is not None:
            self._state = job.state
        self._show()
        if self._page is not None:
            self._page.show_problem(None)
        self._wait(poll_interval(self._state, time.monotonic() - self._since))

    def _silent(self, key: str, error: BaseException) -> None:
        if key != self._key:
            return
        self._is_asking = False
        if self._page is not None:
            self._page.show_asking(False)
        if isinstance(error, ProblemError):
            if self._page is not None:
                self._page.show_problem(error.problem)
            # Every question with a wrong key counts as a bad try, and a few of them lock it: a person asks again.
            if error.problem.remedy is not Remedy.SIGN_IN:
                self._wait(max(_SOFT_RETRY_S, poll_interval(self._state, time.monotonic() - self._since)))
        else:
            self.failed.emit(error)

    def _wait(self, seconds: float) -> None:
        if self._longest_s is not None:
            seconds = min(seconds, self._longest_s)
        self._timer.start(int(seconds * self._jitter(0.9, 1.1) * 1000))

    def _show(self) -> None:
        if self._page is None:
            return
        self._page.show_state(self._state, self._job)
        self._page.show_asked(self._asked)
        self._page.show_asking(self._is_asking)
