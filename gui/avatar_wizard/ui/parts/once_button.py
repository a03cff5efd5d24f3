"""A button for people who double-click everything."""

from __future__ import annotations

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QPushButton


class OnceButton(QPushButton):
    """A double-click presses it once.

    For buttons that mean something else a moment later: the second click of Next would land on Submit, that of Pause
    on Resume.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double-click is not a press."""
        event.accept()
