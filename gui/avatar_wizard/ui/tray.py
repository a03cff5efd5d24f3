"""The picture in the desktop's tray (the menu bar on macOS): how far sending is, and the way back to the window."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from avatar_wizard.domain.problem import Problem, Remedy
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.emblem import Mark, emblem
from avatar_wizard.ui.outbox import Outbox, Run, RunState
from avatar_wizard.ui.standing import is_moving

TICK_MS = 1000
WATCH_MS = 10_000
"""How often a tray that holds the only way back to the window is looked after."""

MISSES = 2
"""A desktop that restarts its panel has no tray for a moment."""


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that is being sent, in one line; ``needs_you`` when something waits for a person."""

    text: str
    needs_you: bool = False
    is_paused: bool = False

    @property
    def mark(self) -> Mark:
        """What the picture's corner tells."""
        if self.needs_you:
            return Mark.NEEDS_YOU
        return Mark.PAUSED if self.is_paused else Mark.NONE


def _say(text: object) -> str:
    return QCoreApplication.translate("Tray", str(text))


def status(runs: Sequence[Run], *, has_arrived: bool) -> Status:
    """What to say about ``runs``; ``has_arrived``: there were more, and they are in review by now."""
    if not runs:
        if has_arrived:
            return Status(_say(QT_TRANSLATE_NOOP("Tray", "Everything is handed in for review")))
        return Status(_say(QT_TRANSLATE_NOOP("Tray", "Nothing is being sent")))
    shown = [(run, run.progress()) for run in runs]
    running = [progress for run, progress in shown if run.state is RunState.RUNNING]
    needs_you = any(run.state is RunState.FAILED for run in runs) or any(
        needs_person(progress.held_up_by) for progress in running
    )
    size = sum(progress.size for _, progress in shown)
    percent = sum(progress.sent for _, progress in shown) * 100 // size if size else 0
    text = _say(_words(runs, running)).format(count=len(running), percent=percent)
    if needs_you:
        text = _say(QT_TRANSLATE_NOOP("Tray", "{state}. It needs you.")).format(state=text)
    is_paused = not running and any(run.state in (RunState.PAUSED, RunState.HELD) for run in runs)
    return Status(text, needs_you, is_paused)


def _words(runs: Sequence[Run], running: Sequence[SendingProgress]) -> object:
    if running:
        problems = [progress.held_up_by for progress in running]
        if all(problem is not None and problem.code.startswith("net.") for problem in problems):
            return QT_TRANSLATE_NOOP("Tray", "Waiting for the network: {percent} %")
        if all(problem is not None or _is_off_hours(p) for problem, p in zip(problems, running, strict=True)):
            return QT_TRANSLATE_NOOP("Tray", "Waiting: {percent} %")
        if len(running) == 1:
            return QT_TRANSLATE_NOOP("Tray", "Sending 1 avatar: {percent} %")
        return QT_TRANSLATE_NOOP("Tray", "Sending {count} avatars: {percent} %")
    states = {run.state for run in runs}
    if RunState.PAUSING in states:
        return QT_TRANSLATE_NOOP("Tray", "Pausing...")
    if RunState.HELD in states:
        return QT_TRANSLATE_NOOP("Tray", "Waiting: {percent} %")
    if RunState.PAUSED in states:
        return QT_TRANSLATE_NOOP("Tray", "Paused: {percent} %")
    return QT_TRANSLATE_NOOP("Tray", "Stopped: {percent} %")


def needs_person(problem: Problem | None) -> bool:
    """Whether ``problem`` holds something up until a person does something about it."""
    return problem is not None and problem.remedy in (Remedy.CHANGE, Remedy.COMPUTER)


def _is_off_hours(progress: SendingProgress) -> bool:
    return progress.hold is not None and not is_moving(progress)


class Tray(QObject):
    """Shows the state of ``outbox`` while there is one or the window is away, and tells what happens meanwhile.

    Signals:
        open_wanted: the window is asked for.
        news_wanted: a message was clicked; the window is asked for, with what the message was about.
        quit_wanted: the end of the program is asked for.
        lost: the tray is gone while the window is away.
    """

    open_wanted = Signal()
    news_wanted = Signal()
    quit_wanted = Signal()
    lost = Signal()

    def __init__(
        self, outbox: Outbox, icon: QSystemTrayIcon, is_away: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        """``icon`` is the desktop's, or what behaves like it; ``is_away`` tells whether the window cannot be seen."""
        super().__init__(parent)
        self._outbox, self._icon, self._is_away = outbox, icon, is_away
        self._is_hidden = self._has_arrived = self._is_closed = False
        self._status: Status | None = None
        self._misses = 0
        self._menu = QMenu()
        self._line, self._open, self._pause, self._resume, self._quit = (QAction(self) for _ in range(5))
        self._build_menu()
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self.news_wanted)
        outbox.changed.connect(self._changed)
        outbox.submitted.connect(self._submitted)
        self._ticks, self._watch = QTimer(self), QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._show)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._look_after)
        self.say_again()

    def is_available(self) -> bool:
        """Whether this desktop has a tray at this moment; may ask the desktop."""
        return self._icon.isSystemTrayAvailable()

    def say_again(self) -> None:
        """Say everything in the language of this moment."""
        self._open.setText(self.tr("&Open Avatar Wizard"))
        self._pause.setText(self.tr("&Pause all"))
        self._resume.setText(self.tr("&Resume all"))
        self._quit.setText(self.tr("&Quit"))
        self._status = None
        self._show()

    def set_hidden(self, is_hidden: bool) -> None:
        """The window went into the tray, or came back."""
        self._is_hidden, self._misses = is_hidden, 0
        if is_hidden:
            self._watch.start()
        else:
            self._watch.stop()
            self._has_arrived = False
        self._show()

    def tell(self, text: str) -> None:
        """Have the desktop show a message; it stands on locked screens too, so it names nobody."""
        if self._icon.isVisible() and self._icon.supportsMessages():
            self._icon.showMessage(self.tr("Avatar Wizard"), text, emblem())

    def close(self) -> None:
        """Take the picture out of the tray for good."""
        self._is_closed = True
        self._ticks.stop()
        self._watch.stop()
        self._icon.hide()

    # --- inside

    def _build_menu(self) -> None:
        self._line.setEnabled(False)
        self._menu.addAction(self._line)
        self._menu.addSeparator()
        for action in (self._open, self._pause, self._resume):
            self._menu.addAction(action)
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        self._quit.setMenuRole(QAction.MenuRole.NoRole)  # macOS would move it into its own menu
        self._open.triggered.connect(self.open_wanted)
        self._pause.triggered.connect(self._outbox.pause_all)
        self._resume.triggered.connect(self._outbox.resume_all)
        self._quit.triggered.connect(self.quit_wanted)
        self._icon.setContextMenu(self._menu)

    @Slot()
    def _show(self) -> None:
        """Bring picture, words and menu up to date."""
        if self._is_closed:
            return
        runs = self._outbox.runs
        before, self._status = self._status, status(runs, has_arrived=self._has_arrived)
        if before != self._status:
            self._line.setText(self._status.text)
            self._icon.setToolTip(f"{self.tr('Avatar Wizard')}\n{self._status.text}")
        if before is None or before.mark is not self._status.mark:
            self._icon.setIcon(emblem(self._status.mark))
        states = {run.state for run in runs}
        self._pause.setVisible(bool(states & {RunState.RUNNING, RunState.HELD}))
        self._resume.setVisible(bool(states & {RunState.PAUSED, RunState.HELD, RunState.FAILED}))
        wanted = (bool(runs) or self._is_hidden) and (self._icon.isVisible() or self.is_available())
        if wanted is not self._icon.isVisible():
            self._icon.setVisible(wanted)
        if self._outbox.is_busy is not self._ticks.isActive():
            self._ticks.start() if self._outbox.is_busy else self._ticks.stop()
        if self._status.needs_you and before is not None and not before.needs_you and self._is_away():
            self.tell(self.tr("Sending an avatar has stopped. It needs you."))

    @Slot(str)
    def _changed(self, _: str) -> None:
        self._show()

    @Slot(object)
    def _submitted(self, _: object) -> None:
        if self._is_away():
            self._has_arrived = True
            self._show()
            self.tell(self.tr("An avatar is in review now."))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        pressed = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        # macOS opens the menu on a click, and says that it was clicked as well.
        if reason in pressed and not _opens_menu():
            self.open_wanted.emit()

    @Slot()
    def _look_after(self) -> None:
        self._misses = 0 if self.is_available() else self._misses + 1
        if self._misses >= MISSES:
            self.lost.emit()


def _opens_menu() -> bool:
    return sys.platform == "darwin"
