"""Text from outside on the screen."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from avatar_wizard.ui.words.plain import visible

_LEAST_LETTERS = 8


class PlainLabel(QLabel):
    """One line of text that somebody else wrote, shown as it is: no markup, nothing invisible.

    Too long a text loses its middle, because a file's name says most at its start and in its ending; the whole
    text is in the tool tip and in the accessible name.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``; control, direction and unassigned characters become visible."""
        self._whole = visible(text)
        self.setAccessibleName(self._whole)
        self.updateGeometry()
        self._elide()

    @property
    def whole_text(self) -> str:
        """All of the text, made visible, also when only a part of it has room."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters; the layout may take the rest."""
        metrics = self.fontMetrics()
        least = min(metrics.horizontalAdvance("m") * _LEAST_LETTERS, self.sizeHint().width())
        return QSize(least, metrics.height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Elide anew for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, max(0, self.width()))
        super().setText(shown)
        # A tool tip guesses at markup, so it gets escaped markup.
        self.setToolTip(f"<p>{html.escape(self._whole)}</p>" if shown != self._whole else "")
