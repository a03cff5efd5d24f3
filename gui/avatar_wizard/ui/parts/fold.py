"""What most people do not need, one press away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from avatar_wizard.ui.theme import tokens

from .icons import icon


class Fold(QWidget):
    """A heading that opens and closes what is below it; closed at first, and it remembers nothing.

    The button is checkable, so assistive technology reads it as pressed (open) or not pressed.
    """

    def __init__(self, label: str, name: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.button = QToolButton()
        self.button.setObjectName(name)
        self.button.setText(label)
        self.button.setAccessibleName(label.replace("&", ""))
        self.button.setCheckable(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.toggled.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.button)
        column.addWidget(content)
        self._show(False)

    @property
    def is_open(self) -> bool:
        """Whether the content can be seen."""
        return self.button.isChecked()

    def open(self) -> None:
        """Show the content, for instance because something is missing in it."""
        self.button.setChecked(True)

    def close_up(self) -> None:
        """Hide the content."""
        self.button.setChecked(False)

    @Slot(bool)
    def _show(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._draw_arrow()
        self.button.setAccessibleDescription(self.tr("Open") if is_open else self.tr("Closed"))

    def _draw_arrow(self) -> None:
        side = self.fontMetrics().height()
        self.button.setIconSize(QSize(side, side))
        self.button.setIcon(icon("chevron-down" if self.is_open else "chevron-right", tokens.accent))

    def changeEvent(self, event: QEvent) -> None:
        """The arrow takes the new theme's colour."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw_arrow()
