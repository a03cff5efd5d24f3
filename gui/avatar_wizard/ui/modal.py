"""What all dialogs about footage share: modal to the window, gone once closed, and steady under a held key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

_SHARE = 0.94
"""Of the window, at most."""

_PRESSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Modal(QDialog):
    """A dialog over the window. Enter presses the button that has the keyboard; Escape means the harmless answer."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def make_button(self, name: str, label: str, pressed: Callable[[], object], kind: str = "") -> QPushButton:
        """A button of the dialog; ``kind`` as in the style sheet."""
        button = QPushButton(label)
        button.setObjectName(name)
        if kind:
            button.setProperty("kind", kind)
        button.clicked.connect(pressed)
        self.steady(button)
        return button

    def steady(self, button: QPushButton) -> None:
        """The key that brought the dialog up does not press ``button`` while it is still held down."""
        button.installEventFilter(self)

    def fit(self, letters: int) -> None:
        """Be ``letters`` digits wide, as far as the window below has room, and as high as the words need then."""
        width = self.fontMetrics().horizontalAdvance("0") * letters
        over, layout = self.parentWidget(), self.layout()
        if over is not None:
            width = min(width, round(over.window().width() * _SHARE))
        self.setMinimumWidth(width)
        if layout is not None:
            # Wrapped words need a height that only follows from the width.
            layout.activate()
            self.resize(width, layout.totalHeightForWidth(width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the repeats of a held key."""
        if isinstance(event, QKeyEvent) and event.isAutoRepeat() and event.key() in _PRESSING:
            return True
        return super().eventFilter(watched, event)
