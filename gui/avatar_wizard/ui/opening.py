"""The moment between start and window: the store and the keyring are opened without holding up the screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui import theme
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.theme import Theme
from avatar_wizard.ui.wording import problem_words

T = TypeVar("T")

PATIENCE_MS = 400
"""A wait shorter than this needs no words."""

LONG_MS = 15_000
"""After this the keyring's question may well be hidden, or never have come up."""


class Opening(QObject, Generic[T]):
    """Runs ``open_rooms`` on a worker and ``show`` with what it brought; says so when that takes a while."""

    _arrived = Signal(object)

    def __init__(
        self,
        open_rooms: Callable[[], T],
        show: Callable[[T], QWidget],
        *,
        begin_anew: Callable[[], object] | None = None,
        patience_ms: int = PATIENCE_MS,
        long_ms: int = LONG_MS,
    ) -> None:
        """``begin_anew`` puts a damaged store aside, after the person agreed; then it is opened once more.

        ``patience_ms`` until it says that it opens, ``long_ms`` until it says what to do about it.
        """
        super().__init__()
        self._open_rooms, self._show, self._begin_anew = open_rooms, show, begin_anew
        self._is_over = False
        self._window: QWidget | None = None
        self._anew: QPushButton | None = None
        self._words = QLabel(self.tr("Opening Avatar Wizard. Your keyring may ask for its password."))
        self._words.setObjectName("opening_label")
        self._words.setWordWrap(True)
        self._close = QPushButton(self.tr("&Close"))
        self._close.setObjectName("opening_close")
        self._close.hide()
        self._waiting = QWidget()
        self._waiting.setWindowTitle(self.tr("Avatar Wizard"))
        self._waiting.setMinimumWidth(self._waiting.fontMetrics().horizontalAdvance("0") * 52)
        self._close.clicked.connect(self._waiting.close)
        column = QVBoxLayout(self._waiting)
        column.setContentsMargins(36, 30, 36, 26)
        column.setSpacing(14)
        column.addWidget(self._words)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self._later, self._much_later = self._timer(patience_ms), self._timer(long_ms)
        self._later.timeout.connect(self._waiting.show)
        self._much_later.timeout.connect(self._say_what_to_do)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Start to open; returns at once."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, Theme.SYSTEM)
        self._later.start()
        self._much_later.start()
        # A daemon: a keyring that never answers must not keep the program alive once its window is closed.
        Thread(target=self._work, name="opening", daemon=True).start()

    def end(self) -> None:
        """Let go of everything, when the program ends."""
        self._is_over = True
        self._stop_waiting()

    def _work(self) -> None:
        try:
            call: Callable[[], None] = partial(self._opened, self._open_rooms())
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            call = partial(self._failed, error)
        if not self._is_over:
            self._arrived.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._is_over:
            call()

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        return timer

    @Slot()
    def _say_what_to_do(self) -> None:
        self._words.setText(
            self.tr("Still waiting for your keyring. Its question may be behind another window: answer it there.")
            + "\n"
            + self.tr("If there is none, close this, unlock the keyring, and start again. Nothing is lost.")
        )
        self._close.show()
        self._waiting.adjustSize()
        say(self._words, self._words.text())

    def _stop_waiting(self) -> None:
        self._later.stop()
        self._much_later.stop()

    def _opened(self, made: T) -> None:
        self._stop_waiting()
        self._window = self._show(made)
        self._waiting.close()

    def _failed(self, error: BaseException) -> None:
        self._stop_waiting()
        problem = (
            error.problem if isinstance(error, ProblemError) else Problem("unexpected", {"kind": type(error).__name__})
        )
        words = problem_words(problem)
        # What happened stands in the box itself: not every desktop shows a box's title.
        box = QMessageBox(
            QMessageBox.Icon.Warning, self.tr("Avatar Wizard"), words.title, QMessageBox.StandardButton.Close
        )
        box.setInformativeText(f"{words.sentence}\n{words.action}")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._anew = None
        if problem.code == "store.damaged" and self._begin_anew is not None:
            self._anew = box.addButton(self.tr("&Put it aside and begin anew"), QMessageBox.ButtonRole.AcceptRole)
            self._anew.setObjectName("begin_anew")
        box.finished.connect(self._answered)
        self._window = box
        box.open()
        self._waiting.close()

    @Slot(int)
    def _answered(self, _: int) -> None:
        box, begin_anew = self._window, self._begin_anew
        wanted = isinstance(box, QMessageBox) and self._anew is not None and box.clickedButton() is self._anew
        if begin_anew is None or not wanted:
            QCoreApplication.exit(1)
            return
        # Once: what cannot be opened after that is not mended by putting more aside.
        opened, self._begin_anew = self._open_rooms, None

        def again() -> T:
            begin_anew()
            return opened()

        self._open_rooms = again
        self.begin()
