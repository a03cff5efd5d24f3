"""A mark on the film strip: a button that tells by its shape as well as by its colour how grave it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QWidget

from avatar_wizard.domain.footage import Severity
from avatar_wizard.ui.theme import tokens

SIDE = 26
"""Pixels; a target is at least 24 (WCAG 2.2, 2.5.8)."""

TONES = {Severity.STOP: "stop", Severity.WARNING: "warn", Severity.TIP: "accent"}
"""The theme's colour for each."""

_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


def shape_of(severity: Severity, box: QRectF) -> QPainterPath:
    """An octagon for what must be changed, a triangle for a warning, a disc for a tip, filling ``box``."""
    path = QPainterPath()
    if severity is Severity.TIP:
        path.addEllipse(box)
        return path
    x, y, w, h = box.x(), box.y(), box.width(), box.height()
    if severity is Severity.WARNING:
        points = [(0.5, 0.02), (1.0, 0.94), (0.0, 0.94)]
    else:
        near, far = 0.22, 0.78
        points = [(near, 0), (far, 0), (1, near), (1, far), (far, 1), (near, 1), (0, far), (0, near)]
    path.addPolygon(QPolygonF([QPointF(x + w * px, y + h * py) for px, py in points]))
    path.closeSubpath()
    return path


def draw_mark(painter: QPainter, severity: Severity, box: QRectF) -> None:
    """The shape in its colour, with a cross, an exclamation mark or an i in it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, ink = QColor(getattr(tokens, TONES[severity])), QColor(tokens.surface)
    pen = QPen(fill, 1.6)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawPath(shape_of(severity, box))
    stroke = QPen(ink, max(1.6, box.width() * 0.12))
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(stroke)

    def at(px: float, py: float) -> QPointF:
        return QPointF(box.x() + box.width() * px, box.y() + box.height() * py)

    if severity is Severity.STOP:
        painter.drawLine(at(0.34, 0.34), at(0.66, 0.66))
        painter.drawLine(at(0.66, 0.34), at(0.34, 0.66))
    elif severity is Severity.WARNING:
        painter.drawLine(at(0.5, 0.36), at(0.5, 0.60))
        painter.drawPoint(at(0.5, 0.78))
    else:
        painter.drawPoint(at(0.5, 0.28))
        painter.drawLine(at(0.5, 0.48), at(0.5, 0.74))
    painter.restore()


class MarkButton(QAbstractButton):
    """One mark; checked while it is the chosen one.

    Signals:
        moved: the Qt.Key with which the person wants to go to another mark.
    """

    moved = Signal(object)

    def __init__(self, name: str, severity: Severity, text: str, parent: QWidget) -> None:
        """``text`` says what and when, for the tool tip and a screen reader."""
        super().__init__(parent)
        self.severity = severity
        self.setObjectName(f"mark_{name}")
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(SIDE, SIDE)

    def sizeHint(self) -> QSize:
        """Large enough for a finger's tip with some care, and for any mouse."""
        return QSize(SIDE, SIDE)

    def nextCheckState(self) -> None:
        """Which mark is the chosen one is the strip's to say."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End go through the marks; Enter and Space choose this one."""
        if event.key() in _KEYS:
            self.moved.emit(Qt.Key(event.key()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape; a frame round it while it has the keyboard, larger while it is the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(QColor(tokens.surface))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 6, 6)
        inset = 5.0 if self.isChecked() or self.underMouse() or self.hasFocus() else 6.5
        draw_mark(painter, self.severity, whole.adjusted(inset, inset, -inset, -inset))
        painter.end()
