"""One line of advice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from .icons import Icon
from .text import Text


class Tip(QWidget):
    """A tick and a line of muted words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("check", "muted", 1.05), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(text, tone="muted"), 1)
