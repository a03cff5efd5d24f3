"""Clips that are not the draft's: several takes of which one is to be sent, and test shots. Both leave it as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.footage import FootageReport, Question
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.takes import Ranked, rank
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.gallery import Gallery
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.showing import Showing
from avatar_wizard.ui.takes_dialog import TakesDialog
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.trial_dialog import TrialDialog
from avatar_wizard.ui.turns import Turn, Turns

_NOT_JUDGED = FootageReport(None)


class Takes(QObject):
    """Judges several files and lets one of them be taken.

    Signals:
        failed: an exception that is no problem with words.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, turns: Turns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._turns = desk, turns
        self._dialog: TakesDialog | None = None
        self._turn: Turn | None = None
        self._paths: tuple[Path, ...] = ()
        self._question = Question()
        self._reports: dict[int, FootageReport] = {}
        self._problems: dict[int, Problem] = {}
        self._taken: Callable[[Path], None] | None = None

    def compare(
        self, paths: tuple[Path, ...], question: Question, over: QWidget, taken: Callable[[Path], None]
    ) -> None:
        """Judge ``paths``, and call ``taken`` with the one that the person chooses, if any."""
        self.close()
        if self._dialog is not None:
            self._dialog.reject()
        self._paths, self._question, self._taken = paths, question, taken
        self._reports, self._problems = {}, {}
        dialog = TakesDialog([path.name for path in paths], over.window())
        dialog.taken.connect(self._take)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.open()
        self._next()

    def close(self) -> None:
        """Look no further."""
        turn, self._turn = self._turn, None
        if turn is not None:
            self._turns.cancel(turn)

    # --- inside

    def _next(self) -> None:
        number = len(self._reports) + len(self._problems)
        if self._dialog is None or number == len(self._paths):
            return
        self._dialog.show_looking(number)
        path, question = self._paths[number], self._question

        def work(turn: Turn) -> FootageReport:
            return self._desk.judge_take(path, question, turn.stop)

        self._turn = self._turns.begin(
            work, partial(self._judged, number), partial(self._not_judged, number), is_urgent=True
        )

    def _judged(self, number: int, report: FootageReport) -> None:
        self._reports[number] = report
        self._show()

    def _not_judged(self, number: int, error: BaseException) -> None:
        self._problems[number] = error.problem if isinstance(error, ProblemError) else Problem("footage.tool_failed")
        if not isinstance(error, ProblemError):
            self.failed.emit(error)
        self._show()

    def _show(self) -> None:
        self._turn = None
        if self._dialog is not None:
            complete = len(self._reports) + len(self._problems) == len(self._paths)
            self._dialog.show_takes(self._ranked(), is_complete=complete, problems=self._problems)
        self._next()

    def _ranked(self) -> list[tuple[int, Ranked]]:
        """The best first; two files may have the same name, so each is ranked by its number.

        What could not be judged is compared with none, and stands below all others.
        """
        order = rank([(str(number), report) for number, report in self._reports.items()])
        judged = [(int(take.name), replace(take, name=self._paths[int(take.name)].name)) for take in order]
        others = [
            (number, Ranked(place, self._paths[number].name, _NOT_JUDGED))
            for place, number in enumerate(self._problems, start=len(judged) + 1)
        ]
        return [*judged, *others]

    @Slot(int)
    def _take(self, number: int) -> None:
        if self._taken is not None:
            self._taken(self._paths[number])

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self.close()


class TrialShots(QObject):
    """Judges a clip in its own mode.

    Signals:
        failed: an exception that is no problem with words.
    """

    failed = Signal(object)

    def __init__(
        self, desk: Desk, tasks: Tasks, turns: Turns, picker: FilePicker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._turns, self._picker = desk, turns, picker
        self._dialog: TrialDialog | None = None
        self._turn: Turn | None = None
        self._question = Question(is_test_shot=True)
        self._gallery = Gallery(desk, tasks, self)
        self._gallery.failed.connect(self.failed)
        self._showing = Showing(self._gallery, self)

    def use_picker(self, picker: FilePicker) -> None:
        """Ask ``picker`` for clips from now on."""
        self._picker = picker

    def open(self, question: Question, over: QWidget) -> None:
        """Show the dialog; a clip is judged by ``question`` but for its length."""
        if self._dialog is not None:
            return
        self._question = replace(question, is_test_shot=True)
        dialog = TrialDialog(over.window())
        dialog.clip_wanted.connect(self._choose)
        dialog.clip_offered.connect(self._look)
        dialog.stop_wanted.connect(self.close)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        self._showing.attach(dialog.verdict)
        dialog.open()

    @Slot()
    def close(self) -> None:
        """Look no further."""
        turn, self._turn = self._turn, None
        self._gallery.open(None, None)
        if turn is not None:
            self._turns.cancel(turn)

    # --- inside

    @Slot()
    def _choose(self) -> None:
        if self._dialog is not None:
            self._picker.pick(self._dialog, Role.TRAINING_VIDEO, self._look)

    @Slot(object)
    def _look(self, path: Path) -> None:
        if self._dialog is None:
            return
        self.close()
        self._dialog.show_looking(path.name)
        question = self._question

        def work(turn: Turn) -> FootageReport:
            return self._desk.judge_take(path, question, turn.stop)

        self._turn = self._turns.begin(work, partial(self._judged, path), self._not_judged, is_urgent=True)

    def _judged(self, path: Path, report: FootageReport) -> None:
        self._turn = None
        if self._dialog is not None:
            self._dialog.show_report(report)
            self._showing.show(path, object(), report)

    def _not_judged(self, error: BaseException) -> None:
        self._turn = None
        problem = error.problem if isinstance(error, ProblemError) else Problem("footage.tool_failed")
        if self._dialog is not None:
            self._dialog.show_problem(problem)
        if not isinstance(error, ProblemError):
            self.failed.emit(error)

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self._showing.attach(None)
        self.close()
