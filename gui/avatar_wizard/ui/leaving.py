"""How the window is left while something is being sent: into the tray, for good, or not at all.

             closed, a tray                       the picture, the program started again
    SHOWN ------------------> HIDDEN (sends on) ----------------------------------------> SHOWN
      |                          |
      | quit, or closed          | quit: the window comes back with the question
      | without a tray           v
      +----- question -----> PAUSING ---- nothing in flight, or LONGEST_PAUSE_MS ---> gone

At the end of the desktop's session nobody is asked: everything is paused, and the program goes.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Timer

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from avatar_wizard.ui.background_dialog import BackgroundDialog, PausingDialog
from avatar_wizard.ui.notices import close_question
from avatar_wizard.ui.outbox import Outbox, RunState
from avatar_wizard.ui.question import QuestionDialog, ask
from avatar_wizard.ui.tray import Tray

LONGEST_PAUSE_MS = 5_000
"""A call to the service may hang for half a minute; whoever quits does not wait for it. What was recorded is safe."""

SAY_AFTER_MS = 250
"""A pause shorter than this needs no words."""

SESSION_MS = 60_000
"""Whoever is still here so long after the session was to end: its end was called off."""


def cut_off_after(seconds: float, code: int) -> None:
    """End this process with ``code`` in ``seconds``, whatever still hangs in a call, if it has not ended by then.

    The interpreter waits for every thread of a pool before it ends, and a call may hang for half a minute.
    """
    watch = Timer(seconds, os._exit, (code,))
    watch.daemon = True
    watch.start()


class Leaving(QObject):
    """Decides what closing and quitting mean; all of it on the window's thread."""

    def __init__(
        self,
        window: QWidget,
        outbox: Outbox,
        tray: Tray,
        *,
        has_told: Callable[[], bool],
        remember_told: Callable[[], None],
        leave: Callable[[], None],
    ) -> None:
        """``has_told``: the tray was explained once; ``leave`` closes the window for good, and may be called twice."""
        super().__init__(window)
        self._window, self._outbox, self._tray = window, outbox, tray
        self._has_told, self._remember_told, self._leave = has_told, remember_told, leave
        self._may_go = self._is_pausing = self._session_ends = False
        self._dialog: QDialog | None = None
        self._paused_by_session: tuple[str, ...] = ()
        self._say = self._timer(SAY_AFTER_MS, self._say_pausing)
        self._deadline = self._timer(LONGEST_PAUSE_MS, self._go)
        self._session = self._timer(SESSION_MS, self._session_goes_on)
        tray.open_wanted.connect(self.bring_back)
        tray.quit_wanted.connect(self.quit)
        tray.lost.connect(self._tray_lost)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Without its argument: PySide 6.11 crashes when a slot takes the session (measured).
            # On macOS every way to quit but our own menu's is announced like this, and so is the session's end.
            app.commitDataRequest.connect(self.session_ends)

    @property
    def is_under_way(self) -> bool:
        """Whether anything is being sent, or goes on by itself once what holds it back is over."""
        return self._outbox.is_busy or any(run.state is RunState.HELD for run in self._outbox.runs)

    def may_close(self) -> bool:
        """Whether the window that is being closed may go for good; else it is hidden, or somebody is asked."""
        if self._may_go or self._session_ends or not self.is_under_way:
            return True
        if self._is_pausing or self._is_asking():
            return False
        if not self._tray.is_available():
            self._ask_to_quit()
        elif self._has_told():
            self._hide()
        else:
            self._explain()
        return False

    @Slot()
    def quit(self) -> None:
        """End the program; asks first while anything is under way."""
        if self._is_pausing:
            return
        if not self.is_under_way:
            self._go()
        elif not self._is_asking():
            self._ask_to_quit()

    @Slot()
    def bring_back(self) -> None:
        """Show the window before all others, wherever it was."""
        if self._may_go:
            return
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self._tray.set_hidden(False)
        _quit_with_last_window(True)

    @Slot()
    def session_ends(self) -> None:
        """The desktop's session is about to end: pause everything and let the program go, without a question."""
        self._session_ends = True
        running = tuple(run.key for run in self._outbox.runs if run.state in (RunState.RUNNING, RunState.HELD))
        self._paused_by_session = (*self._paused_by_session, *running)
        self._outbox.pause_all()
        self._session.start()

    # --- inside

    def _timer(self, after_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(then)
        return timer

    def _open(self, dialog: QDialog) -> None:
        self._dialog = dialog
        dialog.finished.connect(self._forget_dialog)

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    def _is_asking(self) -> bool:
        """Whether there is a question already; it comes to the front."""
        if self._dialog is None:
            return False
        self.bring_back()
        self._dialog.raise_()
        self._dialog.activateWindow()
        return True

    def _explain(self) -> None:
        dialog = BackgroundDialog(len(self._outbox.runs), self._window)
        dialog.kept.connect(self._keep_in_background)
        dialog.left.connect(self._pause_and_go)
        self._open(dialog)
        dialog.open()

    @Slot()
    def _keep_in_background(self) -> None:
        self._remember_told()
        if not self.is_under_way:
            self._go()  # it arrived while the person read
            return
        self._hide()
        self._tray.tell(self.tr("Sending goes on here, in the background."))

    def _hide(self) -> None:
        # Not the last one: the program lives on in the tray.
        _quit_with_last_window(False)
        self._window.hide()
        self._tray.set_hidden(True)

    def _ask_to_quit(self) -> None:
        was_hidden = not self._window.isVisible()
        self.bring_back()
        stay = self._hide if was_hidden else _nothing
        count = len([run for run in self._outbox.runs if run.is_active or run.state is RunState.HELD])
        self._open(ask(self._window, close_question(count), self._pause_and_go, stay))

    @Slot()
    def _pause_and_go(self) -> None:
        self._dialog, self._is_pausing = None, True
        self._say.start()
        self._deadline.start()
        self._outbox.stop_all_then(self._go)

    @Slot()
    def _say_pausing(self) -> None:
        if self._is_pausing:
            dialog = PausingDialog(self._window)
            self._open(dialog)
            dialog.open()

    @Slot()
    def _go(self) -> None:
        self._may_go, self._is_pausing = True, False
        self._say.stop()
        self._deadline.stop()
        dialog, self._dialog = self._dialog, None
        if isinstance(dialog, QuestionDialog):
            dialog.withdraw()
        elif dialog is not None:
            dialog.done(0)
        self._leave()

    @Slot()
    def _tray_lost(self) -> None:
        """Nothing leads back to the window any more: it comes back by itself, in the bar of open windows."""
        self._window.showMinimized()
        self._tray.set_hidden(False)
        _quit_with_last_window(True)

    # --- the desktop's session

    @Slot()
    def _session_goes_on(self) -> None:
        self._session_ends = False
        keys, self._paused_by_session = self._paused_by_session, ()
        for key in keys:
            run = self._outbox.run(key)
            if run is not None and run.state in (RunState.PAUSING, RunState.PAUSED):
                self._outbox.resume(key)


def _quit_with_last_window(wanted: bool) -> None:
    QGuiApplication.setQuitOnLastWindowClosed(wanted)


def _nothing() -> None:
    """Whoever stays is where they were."""
