"""A question: its label, the control that answers it, a hint, and what is wrong with the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from .choice import Choice
from .icons import Icon
from .text import Text, repolish


class ErrorLine(QWidget):
    """One line of what is missing or wrong, with a mark; invisible while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text(tone="stop")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        row.addWidget(Icon("warning", "stop", 1.1))
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is said now; empty for nothing."""
        return self._words.text()

    def show_error(self, text: str) -> None:
        """Say ``text``; empty hides the line."""
        self._words.setText(text)
        self.setVisible(bool(text))


class Field(QWidget):
    """A control between its label and its hint; the label's mnemonic leads to it.

    The hint and the error are the control's accessible description, so that they are heard, not only seen.
    """

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._hint = hint
        self._error = ErrorLine()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if label:
            column.addWidget(self._label(label))
        column.addWidget(control)
        if hint:
            column.addWidget(Text(hint, scale="small", tone="muted"))
        column.addWidget(self._error)
        self._describe()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setWordWrap(True)
        plain = text.replace("&", "")
        if isinstance(self.control, Choice):
            label.setBuddy(self.control.first_focus())
        else:
            label.setBuddy(self.control)
        if not self.control.accessibleName():
            self.control.setAccessibleName(plain)
        return label

    @property
    def error(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._error.text

    def show_error(self, text: str) -> None:
        """Say beside the control what is wrong with it; empty clears it."""
        if text == self._error.text:
            return
        self._error.show_error(text)
        self.control.setProperty("invalid", bool(text))
        repolish(self.control)
        self._describe()

    def _describe(self) -> None:
        text = " ".join(filter(None, (self._error.text, self._hint)))
        if isinstance(self.control, Choice):
            self.control.describe(text)
        else:
            self.control.setAccessibleDescription(text)
