"""A button that opens a small menu of what is needed less often."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget


class MoreButton(QPushButton):
    """``More`` with a menu below it; Space and the arrow keys work as in any menu."""

    def __init__(self, name: str, label: str, about: str = "", parent: QWidget | None = None) -> None:
        """``about`` tells a screen reader what the menu belongs to."""
        super().__init__(label, parent)
        self.setObjectName(name)
        self.setProperty("kind", "quiet")
        plain = label.replace("&", "")
        self.setAccessibleName(f"{plain}: {about}" if about else plain)
        self._menu = QMenu(self)
        self._menu.setObjectName(f"{name}_menu")
        self.setMenu(self._menu)

    def add(self, name: str, label: str, chosen: Callable[[], None]) -> QAction:
        """Add an action called ``name``; ``chosen`` is a bound method of an object that lives as long as this one."""
        action = QAction(label, self._menu)
        action.setObjectName(name)
        action.triggered.connect(chosen)
        self._menu.addAction(action)
        return action
