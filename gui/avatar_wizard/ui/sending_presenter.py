"""The sending page: shows one submission of the outbox, ten times a second while it is under way."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.ui.outbox import Run
from avatar_wizard.ui.outgoing import Outgoing
from avatar_wizard.ui.pages.sending import SendingPage

TICK_MS = 100
TICKS_PER_TEXT = 10


class SendingPresenter(QObject):
    """Chooses what the page shows, and passes on what is pressed there.

    Signals:
        change_wanted_for: the Problem with a file that the person wants to choose again.
    """

    change_wanted_for = Signal(object)

    def __init__(self, outgoing: Outgoing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outgoing = outgoing
        self._page: SendingPage | None = None
        self._run: Run | None = None
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        outgoing.changed.connect(self._changed)

    @property
    def key(self) -> str:
        """Which submission the page shows; empty when none was begun."""
        return self._run.key if self._run is not None else ""

    def attach(self, page: SendingPage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.pause_wanted.connect(self.pause)
        page.resume_wanted.connect(self.resume)
        page.first_wanted.connect(self._send_first)
        page.cancel_wanted.connect(self._ask_cancel)
        page.change_wanted_for.connect(self.change_wanted_for)
        self._lay_out()

    def show(self, run: Run) -> None:
        """Have the page show ``run`` from now on."""
        self._run = run
        self._lay_out()

    @Slot()
    def pause(self) -> None:
        """Ask for what the page shows to be paused."""
        self._outgoing.pause(self.key)

    @Slot()
    def resume(self) -> None:
        """Go on with what the page shows."""
        self._outgoing.resume(self.key)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    # --- inside

    def _lay_out(self) -> None:
        if self._page is None:
            return
        self._page.show_draft(self._run.draft if self._run is not None else Draft(), None)
        self._changed(self.key)

    @Slot(str)
    def _changed(self, key: str) -> None:
        run = self._run
        if run is None:
            return
        if key == run.key:
            if run.is_active is not self._timer.isActive():
                self._ticks = 0
                self._timer.start() if run.is_active else self._timer.stop()
            if self._page is not None:
                self._page.show_draft(run.draft, None)
        # Another one that comes or goes changes what can be done with this one.
        self._show(with_words=True)

    def _show(self, *, with_words: bool) -> None:
        watch = self._outgoing.watch(self.key)
        if watch is None or self._page is None:
            return
        progress = watch.refresh()
        if with_words:
            first = self._outgoing.may_be_first(self.key)
            self._page.show_standing(self._outgoing.standing(watch), progress, may_be_first=first)
        self._page.show_progress(progress, watch.per_mille)

    @Slot()
    def _tick(self) -> None:
        if self._page is None or not self._page.isVisible() or self._page.window().isMinimized():
            self._ticks = 0
            return
        self._ticks += 1
        self._show(with_words=self._ticks % TICKS_PER_TEXT == 1)

    @Slot()
    def _send_first(self) -> None:
        self._outgoing.send_first(self.key)

    @Slot()
    def _ask_cancel(self) -> None:
        self._outgoing.ask_cancel(self.key)
