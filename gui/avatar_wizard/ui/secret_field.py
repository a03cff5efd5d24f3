"""A masked line for a secret: shown only while a button is held, pasted freely, never completed or remembered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget


class SecretField(QWidget):
    """A secret's line and its Show button. ``edit`` is the line, for labels and tests."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setObjectName(f"{name}_edit")
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        hint = Qt.InputMethodHint
        self.edit.setInputMethodHints(hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhNoAutoUppercase)
        self._show = QToolButton()
        self._show.setObjectName(f"{name}_show")
        self._show.setText(self.tr("Show"))
        self._show.setAccessibleDescription(self.tr("Shows the text while it is held down"))
        self._show.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._show.pressed.connect(self._unmask)
        self._show.released.connect(self._mask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.edit, 1)
        row.addWidget(self._show)
        self.setFocusProxy(self.edit)

    def set_names(self, accessible: str) -> None:
        """Name the line and its button for a screen reader."""
        self.edit.setAccessibleName(accessible)
        self._show.setAccessibleName(f"{self.tr('Show')}: {accessible}")

    def text(self) -> str:
        """What was typed, without the blanks that a paste brings along."""
        return self.edit.text().strip()

    def clear(self) -> None:
        """Forget it, together with what Undo would bring back."""
        self.edit.setText("")
        self._mask()

    def changeEvent(self, event: QEvent) -> None:
        """Never stay unmasked when the window loses the keyboard."""
        if event.type() is QEvent.Type.ActivationChange:
            self._mask()
        super().changeEvent(event)

    @Slot()
    def _unmask(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal)

    @Slot()
    def _mask(self) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
