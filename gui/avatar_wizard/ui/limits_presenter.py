"""Between the person and the limits of the whole program."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.preferences import Preferences
from avatar_wizard.ui.limits_dialog import Decided, LimitsDialog
from avatar_wizard.ui.parts.limits_words import begun, limits_words
from avatar_wizard.ui.tasks import Tasks


class LimitsPresenter(QObject):
    """Opens the dialog, and has what was decided hold and kept.

    Signals:
        changed: without arguments; other limits or upload domains hold now, kept or not.
        failed: the exception with which they could not be kept; they hold for this run all the same, and the dialog
            says so while it is open.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self, desk: Desk, tasks: Tasks, parent: QObject | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        """``now`` tells Unix time."""
        super().__init__(parent)
        self._preferences, self._tasks, self._now = desk.preferences, tasks, now
        self._dialog: LimitsDialog | None = None
        self._rate_in_mind: int | None = None

    def open(self, parent: QWidget) -> None:
        """Show the dialog over ``parent``'s window, filled with what holds; the one that is open comes to the front."""
        if self._dialog is None:
            limits, domains = self._preferences.limits, tuple(self._preferences.upload_domains())
            # The window outlives its content, which is built anew when the language changes.
            dialog = LimitsDialog(Decided(limits, domains, self._rate_in_mind), parent.window(), now=self._now)
            dialog.save_wanted.connect(self._save)
            dialog.finished.connect(self._forget)
            self._dialog = dialog
        self._dialog.open()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def words(self) -> str:
        """What holds, as a short sentence without its full stop; empty while nothing is held back."""
        return begun(limits_words(self._preferences.limits, self._now()))

    # --- inside

    @Slot(object)
    def _save(self, decided: Decided) -> None:
        self._rate_in_mind = decided.rate_in_mind
        work = partial(_keep, self._preferences, decided)
        asked_by = self._dialog
        self._tasks.write(work, partial(self._saved, asked_by), partial(self._not_kept, asked_by, decided))

    def _saved(self, asked_by: LimitsDialog | None, _: None) -> None:
        self.changed.emit()
        # The answer may come late, to one that was closed or even opened again meanwhile.
        if self._dialog is not None and self._dialog is asked_by:
            self._dialog.show_saved()

    def _not_kept(self, asked_by: LimitsDialog | None, decided: Decided, error: BaseException) -> None:
        if self._dialog is not None and self._dialog is asked_by:
            problem = error.problem if isinstance(error, ProblemError) else Problem("unexpected")
            self._dialog.show_failure(problem, decided)
        self.changed.emit()
        self.failed.emit(error)

    @Slot(int)
    def _forget(self, _: int) -> None:
        self._dialog = None


def _keep(preferences: Preferences, decided: Decided) -> None:
    """Have both hold, also when the first cannot be kept; blocks, raises ``store.*``."""
    try:
        preferences.set_limits(decided.limits)
    finally:
        preferences.set_upload_domains(decided.domains)
