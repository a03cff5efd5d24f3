"""What is on its way, on the first screen: bars some times a second, words once a second, both only when seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.outgoing import Outgoing
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.watch import Watch
from avatar_wizard.ui.wording import rate_words, size_words

TICK_MS = 250
TICKS_PER_TEXT = 4


class RunningPresenter(QObject):
    """Shows every run of the outbox as a row of the first screen, and passes on what is pressed there."""

    def __init__(self, outgoing: Outgoing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outgoing = outgoing
        self._page: HomePage | None = None
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    def attach(self, page: HomePage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        rows = page.running
        rows.pause_wanted.connect(self._outgoing.pause)
        rows.resume_wanted.connect(self._outgoing.resume)
        rows.first_wanted.connect(self._outgoing.send_first)
        rows.cancel_wanted.connect(self._outgoing.ask_cancel)
        rows.pause_all_wanted.connect(self._outgoing.pause_all)
        rows.resume_all_wanted.connect(self._outgoing.resume_all)
        rows.cancel_all_wanted.connect(self._outgoing.ask_cancel_all)
        watches = self._list()
        self._show(watches, watches)

    def show(self, key: str) -> bool:
        """Bring the row of ``key`` up to date; whether there was one and its run is gone."""
        if self._page is None:
            return False
        was_there = key in self._page.running.keys
        watches = self._list()
        self._show([watch for watch in watches if watch.run.key == key], watches)
        if any(watch.run.is_active for watch in watches) is not self._timer.isActive():
            self._ticks = 0
            self._timer.stop() if self._timer.isActive() else self._timer.start()
        return was_there and all(watch.run.key != key for watch in watches)

    # --- inside

    def _list(self) -> Sequence[Watch]:
        watches = self._outgoing.watches()
        if self._page is not None:
            self._page.show_runs([(watch.run.key, watch.name) for watch in watches])
            for watch in watches:
                first = self._outgoing.may_be_first(watch.run.key)
                self._page.running.show_may_be_first(watch.run.key, first)
        return watches

    def _show(self, shown: Sequence[Watch], watches: Sequence[Watch]) -> None:
        """Bars and words of ``shown``, and of all together."""
        if self._page is None:
            return
        rows = self._page.running
        for watch in shown:
            watch.refresh()
            rows.show_bar(watch.run.key, watch.per_mille)
            rows.show_standing(watch.run.key, self._outgoing.standing(watch))
        if len(watches) > 1:
            states = {watch.run.state for watch in watches if not self._outgoing.is_cancelling(watch.run.key)}
            rows.show_together(
                self._together(watches),
                may_pause=RunState.RUNNING in states,
                may_resume=bool(states - {RunState.RUNNING}),
            )

    def _together(self, watches: Sequence[Watch]) -> str:
        size = sum(watch.progress.size for watch in watches)
        sent = sum(watch.progress.sent for watch in watches)
        text: str = self.tr("{count} on their way - {sent} of {size}")
        words = text.format(count=len(watches), sent=size_words(sent), size=size_words(size))
        rate = sum(watch.rate for watch in watches if watch.run.state is RunState.RUNNING)
        return f"{words} - {rate_words(rate)}" if rate > 1 else words

    @Slot()
    def _tick(self) -> None:
        page = self._page
        if page is None or not page.isVisible() or page.window().isMinimized():
            self._ticks = 0
            return
        self._ticks += 1
        watches = self._outgoing.watches()
        if self._ticks % TICKS_PER_TEXT == 1:
            self._show(watches, watches)
            return
        for watch in watches:
            if watch.run.is_active and page.running.is_seen(watch.run.key):
                watch.refresh()
                page.running.show_bar(watch.run.key, watch.per_mille)
