"""Our own words on the screen: wrapped, never markup, in one of the theme's sizes and tones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Text(QLabel):
    """A label that wraps and takes as much height as its words need at its width."""

    def __init__(self, text: str = "", scale: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # The least height is that of the words at the width they get, not at the width Qt would have liked.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if scale:
            self.setProperty("scale", scale)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour to one of the style sheet's tones; empty is ordinary text."""
        if (self.property("tone") or "") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    def event(self, event: QEvent) -> bool:
        """A new style or font changes the height the words need."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        return super().event(event)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose dynamic properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
