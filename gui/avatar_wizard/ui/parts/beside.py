"""Two things side by side, or one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget


class Beside(QWidget):
    """``main`` takes the room there is, ``other`` stands at its right, or below it; or above it if wished."""

    def __init__(self, main: QWidget, other: QWidget, ems: float, *, above: bool = False) -> None:
        """``ems``: from how many letters m of width on they stand side by side."""
        super().__init__()
        self._main, self._other, self._ems, self._above = main, other, ems, above
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        alignment = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if above:
            self._row.addWidget(other, 0, alignment)
            self._row.addWidget(main, 1)
        else:
            self._row.addWidget(main, 1)
            self._row.addWidget(other, 0, alignment)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider one: below each other both have room."""
        return QSize(max(part.minimumSizeHint().width() for part in (self._main, self._other)), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or not."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        roomy = self.width() >= self.fontMetrics().horizontalAdvance("m") * self._ems
        directions = QBoxLayout.Direction
        wide = directions.RightToLeft if self._above else directions.LeftToRight
        self._row.setDirection(wide if roomy else directions.TopToBottom)
