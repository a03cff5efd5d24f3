"""The saga on its own thread, and the page that looks at it ten times a second."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.problem import Stopped
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.sending import Sending
from avatar_wizard.ui.pages.sending import SendingPage
from avatar_wizard.ui.tasks import Tasks

TICK_MS = 100
TICKS_PER_TEXT = 10


class SendingPresenter(QObject):
    """Runs one submission at a time.

    Signals:
        submitted: the Submission, once it is in review.
        failed: its key, and the exception that ended the run (never Stopped).
        began: without arguments; a run has begun.
    """

    submitted = Signal(object)
    failed = Signal(str, object)
    began = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._page: SendingPage | None = None
        self._key = ""
        self._draft = Draft()
        self._sending: Sending | None = None
        self._stop = Event()
        self._is_running = self._has_failed = False
        self._ticks = 0
        self._when_stopped: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def is_running(self) -> bool:
        """Whether the saga's thread is at work."""
        return self._is_running

    @property
    def key(self) -> str:
        """Which submission was begun last."""
        return self._key

    def attach(self, page: SendingPage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.pause_wanted.connect(self.pause)
        page.resume_wanted.connect(self.resume)
        page.show_draft(self._draft, None)
        page.show_running(self._is_running, failed=self._has_failed)
        self._show(with_words=True)

    def begin(self, key: str, draft: Draft, *, plan: bool) -> bool:
        """Start or go on with ``key``; ``plan`` records ``draft`` first. False while another one is being sent."""
        if self._is_running:
            return key == self._key
        if key != self._key or self._sending is None:
            self._sending = self._desk.sending(key)
        self._key, self._draft = key, draft
        self._stop = Event()
        self._is_running, self._ticks = True, 0
        sending, stop = self._sending, self._stop

        def work() -> Submission:
            if plan:
                sending.plan(draft)
            return sending.run(stop)

        self._tasks.run_long(work, self._done, self._ended)
        if self._page is not None:
            self._page.show_draft(draft, None)
            self._page.show_running(True)
        self._timer.start()
        self._show(with_words=True)
        self.began.emit()
        return True

    @Slot()
    def pause(self) -> None:
        """Ask the saga to stop; what is in flight ends within moments."""
        if self._is_running:
            self._stop.set()
            if self._page is not None:
                self._page.show_pausing()

    @Slot()
    def resume(self) -> None:
        """Go on where it stopped."""
        if self._key and not self._is_running:
            self.begin(self._key, self._draft, plan=False)

    def pause_then(self, call: Callable[[], None]) -> None:
        """Pause, and call ``call`` once nothing is in flight any more."""
        if not self._is_running:
            call()
            return
        self._when_stopped = call
        self.pause()

    def close(self) -> None:
        """Let the saga's thread end, so that the process can."""
        self._stop.set()
        self._timer.stop()

    def _done(self, submission: Submission) -> None:
        self._settle(failed=False)
        self.submitted.emit(submission)

    def _ended(self, error: BaseException) -> None:
        self._settle(failed=not isinstance(error, Stopped))
        if not isinstance(error, Stopped):
            self.failed.emit(self._key, error)

    def _settle(self, *, failed: bool) -> None:
        self._is_running, self._has_failed = False, failed
        self._timer.stop()
        if self._page is not None:
            self._page.show_running(False, failed=failed)
        self._show(with_words=True)
        if self._when_stopped is not None:
            call, self._when_stopped = self._when_stopped, None
            QTimer.singleShot(0, self, partial(call))

    @Slot()
    def _tick(self) -> None:
        self._ticks += 1
        self._show(with_words=self._ticks % TICKS_PER_TEXT == 1)

    def _show(self, *, with_words: bool) -> None:
        if self._sending is None or self._page is None or (self._stop.is_set() and self._is_running):
            return
        self._page.show_progress(self._sending.progress(), with_words=with_words)
