"""The moment between start and window: the store and the keyring are opened without holding up the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.wording import problem_words

T = TypeVar("T")

PATIENCE_MS = 400
"""A wait shorter than this needs no words."""


class Opening(QObject, Generic[T]):
    """Runs ``open_rooms`` on a worker and ``show`` with what it brought; says so when that takes a while."""

    def __init__(self, open_rooms: Callable[[], T], show: Callable[[T], QWidget]) -> None:
        super().__init__()
        self._open_rooms, self._show = open_rooms, show
        self._tasks = Tasks(self)
        self._window: QWidget | None = None
        self._words = QLabel(self.tr("Opening Avatar Wizard. Your keyring may ask for its password."))
        self._words.setObjectName("opening_label")
        self._words.setMargin(40)
        self._words.setWindowTitle(self.tr("Avatar Wizard"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._words.show)

    def begin(self) -> None:
        """Start to open; returns at once."""
        self._later.start(PATIENCE_MS)
        self._tasks.run(self._open_rooms, self._opened, self._failed)

    def end(self) -> None:
        """Let go of everything, when the program ends."""
        self._tasks.close()

    def _opened(self, made: T) -> None:
        self._later.stop()
        self._window = self._show(made)
        self._words.close()

    def _failed(self, error: BaseException) -> None:
        self._later.stop()
        problem = (
            error.problem if isinstance(error, ProblemError) else Problem("unexpected", {"kind": type(error).__name__})
        )
        words = problem_words(problem)
        box = QMessageBox(QMessageBox.Icon.Warning, words.title, words.sentence, QMessageBox.StandardButton.Close)
        box.setInformativeText(words.action)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._quit)
        self._words.close()
        self._window = box
        box.open()

    @Slot(int)
    def _quit(self, _: int) -> None:
        QCoreApplication.exit(1)
