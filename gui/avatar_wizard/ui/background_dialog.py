"""Two small dialogs on the way out: what closing means where there is a tray, and that sending is being paused."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.ui.emblem import emblem
from avatar_wizard.ui.parts.text import Text

_LETTERS = 74
"""How wide a dialog is, in digits of its font."""


class BackgroundDialog(QDialog):
    """Explains once that sending can go on without the window, and shows the picture that leads back to it.

    Escape and the dialog's own close button mean that the person stays.

    Signals:
        kept: sending is to go on in the background.
        left: sending is to be paused, and the program to end.
    """

    kept = Signal()
    left = Signal()

    def __init__(self, count: int, parent: QWidget, platform: str = sys.platform) -> None:
        """``count`` avatars are under way; ``platform`` as in ``sys.platform``."""
        super().__init__(parent)
        title: str = self.tr("An avatar is still being sent.")
        if count > 1:
            title = self.tr("{count} avatars are still being sent.").format(count=count)
        first = self.tr("Without this window, sending goes on in the background. Keep the computer on.")
        again = self.tr("Starting Avatar Wizard again brings the window back, too.")
        place = self._place(platform)
        _prepare(self, "background", title)
        picture = QLabel()
        side = round(self.fontMetrics().height() * 2.2)
        picture.setPixmap(emblem().pixmap(side, side))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(Text(place))
        beside.addWidget(Text(again))
        row.addLayout(beside, 1)
        keep = self._button("background_confirm", self.tr("Keep sending in the &background"), self._keep)
        leave = self._button("background_quit", self.tr("&Pause and quit"), self._leave)
        stay = self._button("background_cancel", self.tr("&Stay here"), self.reject)
        keep.setProperty("kind", "primary")
        buttons = QHBoxLayout()
        buttons.addWidget(leave)
        buttons.addStretch(1)
        buttons.addWidget(stay)
        buttons.addWidget(keep)
        column = _column(self, title)
        column.addWidget(Text(first))
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(8)
        column.addLayout(buttons)
        keep.setDefault(True)
        keep.setFocus(Qt.FocusReason.OtherFocusReason)
        _fit(self, column)
        self.setAccessibleDescription(f"{first} {place} {again}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key that closed the window does not answer while it is still held down."""
        if isinstance(event, QKeyEvent) and event.isAutoRepeat():
            return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        return super().eventFilter(watched, event)

    def _place(self, platform: str) -> str:
        """Where to look for the picture, as each system calls the place."""
        if platform == "darwin":
            return self.tr("You find it by this picture in the menu bar at the top of the screen.")
        if platform == "win32":
            return self.tr("You find it by this picture beside the clock, perhaps behind the small arrow.")
        return self.tr("You find it by this picture at the edge of the screen, near the clock.")

    def _button(self, name: str, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.installEventFilter(self)
        button.clicked.connect(pressed)
        return button

    @Slot()
    def _keep(self) -> None:
        self.accept()
        self.kept.emit()

    @Slot()
    def _leave(self) -> None:
        self.accept()
        self.left.emit()


class PausingDialog(QDialog):
    """Says that what is in flight is being ended; it closes by itself, and Escape does not close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        title, line = self.tr("Pausing..."), self.tr("What has arrived stays there. This takes a few seconds at most.")
        _prepare(self, "pausing", title)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, False)
        column = _column(self, title)
        column.addWidget(Text(line))
        _fit(self, column)
        self.setAccessibleDescription(line)

    def reject(self) -> None:
        """Nothing is left to be decided."""


def _prepare(dialog: QDialog, name: str, title: str) -> None:
    dialog.setObjectName(f"{name}_dialog")
    dialog.setWindowTitle(title)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def _column(dialog: QDialog, title: str) -> QVBoxLayout:
    column = QVBoxLayout(dialog)
    column.setContentsMargins(26, 24, 26, 20)
    column.setSpacing(10)
    column.addWidget(Text(title, scale="heading"))
    return column


def _fit(dialog: QDialog, column: QVBoxLayout) -> None:
    # Wrapped words need a height that only follows from the width.
    width = dialog.fontMetrics().horizontalAdvance("0") * _LETTERS
    dialog.setFixedWidth(width)
    dialog.setMinimumHeight(column.heightForWidth(width))
