"""A choice that deserves room: large cards with a title, a sentence, and perhaps a badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout, QWidget

from avatar_wizard.ui.theme import tokens

from .choice import Choice
from .text import Text

_RADIUS = 10.0


@dataclass(frozen=True, slots=True)
class Card:
    """One answer: ``name`` is its button's objectName; ``label`` may hold a mnemonic; ``badge`` is a few words."""

    value: object
    name: str
    label: str
    sentence: str
    badge: str = ""


class ChoiceCards(Choice):
    """Cards side by side, each of them clickable everywhere."""

    def __init__(self, cards: Sequence[Card], least_ems: float = 14.0, parent: QWidget | None = None) -> None:
        super().__init__(least_ems, parent)
        for card in cards:
            frame = _CardFrame(card)
            self.add(card.value, frame.button, frame)

    def describe(self, text: str) -> None:
        """Each card keeps its own sentence; ``text`` (an error) is said after it."""
        for cell in self._cells:
            if isinstance(cell, _CardFrame):
                cell.button.setAccessibleDescription(f"{cell.spoken} {text}".strip())


class _CardFrame(QFrame):
    def __init__(self, card: Card) -> None:
        super().__init__()
        self.spoken = " ".join(filter(None, (card.sentence, card.badge)))
        self.button = QRadioButton(card.label)
        self.button.setObjectName(card.name)
        self.button.setAccessibleName(card.label.replace("&", ""))
        self.button.setAccessibleDescription(self.spoken)
        # The card shows the focus, all around.
        self.button.setStyleSheet("QRadioButton { font-weight: 600; border-color: transparent; }")
        self.button.toggled.connect(self._repaint)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(4)
        column.addWidget(self.button)
        sentence = Text(card.sentence, scale="small", tone="muted")
        column.addWidget(sentence)
        if card.badge:
            column.addWidget(Text(card.badge, scale="small", tone="accent"))
        column.addStretch(1)
        self.button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.update()
        return False

    @Slot(bool)
    def _repaint(self, _checked: bool) -> None:
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.button.click()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen, focused = self.button.isChecked(), self.button.hasFocus()
        fill = tokens.soft if chosen else tokens.raised if self.underMouse() else tokens.surface
        line = tokens.focus if focused else tokens.accent if chosen else tokens.edge
        width = 2.5 if focused else 2.0 if chosen else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(line), width))
        painter.setBrush(QColor(fill))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        painter.end()
