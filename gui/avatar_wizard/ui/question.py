"""A question that must be answered before something is sent, lost or left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.ui.parts.text import Text


@dataclass(frozen=True, slots=True)
class Question:
    """``name`` begins the objectNames of the two buttons: ``<name>_confirm`` and ``<name>_cancel``."""

    name: str
    title: str
    lines: tuple[str, ...]
    confirm: str
    cancel: str
    is_grave: bool = False


class QuestionDialog(QDialog):
    """Asks without blocking; Escape and closing mean the harmless answer, which also has the focus if grave."""

    def __init__(
        self,
        question: Question,
        confirmed: Callable[[], None],
        cancelled: Callable[[], None] | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._confirmed, self._cancelled = confirmed, cancelled
        self.setObjectName(f"{question.name}_dialog")
        self.setWindowTitle(question.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = Text(question.title, scale="heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 20)
        column.setSpacing(10)
        column.addWidget(title)
        for line in question.lines:
            column.addWidget(Text(line))
        column.addSpacing(8)
        yes, no = QPushButton(question.confirm), QPushButton(question.cancel)
        yes.setObjectName(f"{question.name}_confirm")
        no.setObjectName(f"{question.name}_cancel")
        yes.setProperty("kind", "danger" if question.is_grave else "primary")
        yes.clicked.connect(self.accept)
        no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(no)
        buttons.addWidget(yes)
        column.addLayout(buttons)
        for button in (yes, no):
            button.installEventFilter(self)
        chosen = no if question.is_grave else yes
        chosen.setDefault(True)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)
        # Wrapped words need a height that only follows from the width.
        width = self.fontMetrics().horizontalAdvance("0") * 64
        self.setFixedWidth(width)
        self.setMinimumHeight(column.heightForWidth(width))
        self.setAccessibleDescription(" ".join(question.lines))
        self.finished.connect(self._answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that brought the question up does not answer it while it is still held down."""
        if isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return super().eventFilter(watched, event)

    def withdraw(self) -> None:
        """Close without an answer: what was asked has settled itself."""
        self._confirmed = self._nothing
        self._cancelled = None
        self.close()

    @staticmethod
    def _nothing() -> None:
        """No answer is wanted any more."""

    @Slot(int)
    def _answer(self, result: int) -> None:
        if result == int(QDialog.DialogCode.Accepted):
            self._confirmed()
        elif self._cancelled is not None:
            self._cancelled()


def ask(
    parent: QWidget, question: Question, confirmed: Callable[[], None], cancelled: Callable[[], None] | None = None
) -> QuestionDialog:
    """Open ``question`` over ``parent``'s window; one of the two is called later. It is gone once answered."""
    dialog = QuestionDialog(question, confirmed, cancelled, parent.window())
    dialog.open()
    return dialog
