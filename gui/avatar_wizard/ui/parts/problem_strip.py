"""The strip above a page that says what happened, the facts, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.ui.spoken import say


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a notice: ``name`` is its objectName and what ``acted`` tells, ``label`` what it says."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the strip says. ``tone``: stop, warn, note or ok. The first action gets the focus when ``takes_focus``."""

    title: str
    text: str = ""
    advice: str = ""
    tone: str = "stop"
    actions: tuple[Action, ...] = ()
    takes_focus: bool = False


_MARKS = {"stop": "!", "warn": "!", "note": "i", "ok": "\u2713"}


class ProblemStrip(QFrame):
    """Shows one notice, or nothing.

    Signals:
        acted: the name of the action whose button was pressed.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_strip")
        self.setProperty("kind", "strip")
        self._notice: Notice | None = None
        self._mark = QLabel()
        self._mark.setProperty("scale", "title")
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._mark.setFixedWidth(self.fontMetrics().height() * 2)
        self._title, self._text, self._advice = (self._label() for _ in range(3))
        self._title.setProperty("scale", "heading")
        self._title.setObjectName("problem_title")
        self._text.setObjectName("problem_text")
        self._advice.setObjectName("problem_advice")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.setContentsMargins(0, 6, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._title, self._text, self._advice):
            words.addWidget(label)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 14, 10)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown now."""
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show and speak ``notice``; None clears the strip. The same notice again changes nothing."""
        if notice == self._notice:
            return
        self._notice = notice
        self._clear_buttons()
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._mark.setText(_MARKS[notice.tone])
        for label, text in ((self._title, notice.title), (self._text, notice.text), (self._advice, notice.advice)):
            label.setText(text)
            label.setVisible(bool(text))
        for widget in (self, self._mark):
            widget.setProperty("tone", "accent" if widget is self._mark and notice.tone == "note" else notice.tone)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._add_buttons(notice)
        parts = (notice.title, notice.text, notice.advice)
        self.setAccessibleName(" ".join(part.rstrip(".") + "." for part in parts if part))
        say(self, self.accessibleName(), at_once=notice.tone == "stop")

    def _add_buttons(self, notice: Notice) -> None:
        first: QPushButton | None = None
        for action in notice.actions:
            button = QPushButton(action.label)
            button.setObjectName(action.name)
            button.clicked.connect(self._act)
            self._buttons.addWidget(button)
            button.show()  # a layout shows new widgets later, and what is hidden cannot take the focus
            first = first or button
        # Also without a button: a row with nothing in it would make the words above as narrow as can be.
        self._buttons.addStretch(1)
        if first is not None and notice.takes_focus:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_buttons(self) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    @Slot()
    def _act(self) -> None:
        self.acted.emit(self.sender().objectName())

    @staticmethod
    def _label() -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
