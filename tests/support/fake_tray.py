"""A tray in memory: behaves like QSystemTrayIcon as far as the program uses it, and remembers what it was told."""

# ruff: noqa: N802, N815 - the names are those of Qt
from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon


class FakeTrayIcon(QObject):
    """``there`` is whether the desktop has a tray; a test changes it."""

    activated = Signal(QSystemTrayIcon.ActivationReason)
    messageClicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.there = True
        self.is_shown = False
        self.tip = ""
        self.messages: list[str] = []
        self.icons = 0
        self.menu: QMenu | None = None

    def isSystemTrayAvailable(self) -> bool:
        return self.there

    def supportsMessages(self) -> bool:
        return True

    def isVisible(self) -> bool:
        return self.is_shown

    def setVisible(self, wanted: bool) -> None:
        self.is_shown = wanted

    def hide(self) -> None:
        self.is_shown = False

    def setIcon(self, icon: QIcon) -> None:
        assert not icon.isNull()
        self.icons += 1

    def setToolTip(self, text: str) -> None:
        self.tip = text

    def setContextMenu(self, menu: QMenu) -> None:
        self.menu = menu

    def showMessage(self, title: str, text: str, icon: QIcon) -> None:
        assert title == "Avatar Wizard"
        self.messages.append(text)

    # --- a person's hands and eyes

    @property
    def line(self) -> str:
        """The first line of the menu."""
        assert self.menu is not None
        first = self.menu.actions()[0]
        assert not first.isEnabled()
        return first.text()

    @property
    def choices(self) -> list[str]:
        """What the menu offers."""
        assert self.menu is not None
        return [a.text() for a in self.menu.actions() if a.isVisible() and a.isEnabled() and not a.isSeparator()]

    def choose(self, text: str) -> None:
        """Press a line of the menu."""
        assert self.menu is not None
        [action] = [a for a in self.menu.actions() if a.text() == text and a.isVisible()]
        action.trigger()

    def click(self) -> None:
        """Click the picture."""
        self.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
