"""The program's own picture: in the title of its window, in the tray, and where the tray is explained."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from avatar_wizard import assets

_SIZES = (16, 22, 24, 32, 44, 48, 64, 128)
# Its own colours in every theme: the desktop's panel does not follow the window's look.
_GROUND, _LINES, _CALLS = "#4a41c8", "#ffffff", "#b3261e"


class Mark(StrEnum):
    """What the picture's corner tells."""

    NONE = ""
    PAUSED = "pause"
    NEEDS_YOU = "needs-you"


def emblem(mark: Mark = Mark.NONE) -> QIcon:
    """The picture in every size a desktop asks for. Raises OSError when the drawing is missing."""
    made = QIcon()
    for side in _SIZES:
        made.addPixmap(_drawn(side, mark))
    return made


def _drawn(side: int, mark: Mark) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_GROUND))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22)
    inset = side * 0.08
    _lines("person").render(painter, QRectF(inset, inset, side - 2 * inset, side - 2 * inset))
    if mark is not Mark.NONE:
        _draw_mark(painter, side, mark)
    painter.end()
    return pixmap


def _draw_mark(painter: QPainter, side: int, mark: Mark) -> None:
    width = side * 0.56
    corner = QRectF(side - width, side - width, width, width)
    painter.setBrush(QColor(_LINES))
    painter.drawEllipse(corner)
    painter.setBrush(QColor(_CALLS if mark is Mark.NEEDS_YOU else _GROUND))
    painter.drawEllipse(corner.adjusted(width * 0.08, width * 0.08, -width * 0.08, -width * 0.08))
    painter.setBrush(QColor(_LINES))
    x, y = corner.center().x(), corner.center().y()
    bar = width * 0.15
    if mark is Mark.PAUSED:
        for middle in (x - width * 0.15, x + width * 0.15):
            painter.drawRect(QRectF(middle - bar / 2, y - width * 0.22, bar, width * 0.44))
    else:
        painter.drawRect(QRectF(x - bar / 2, y - width * 0.28, bar, width * 0.34))
        painter.drawRect(QRectF(x - bar / 2, y + width * 0.14, bar, bar))


@cache
def _lines(name: str) -> QSvgRenderer:
    source = assets.resource("icons", f"{name}.svg").read_text("utf-8")
    # Thicker than beside words: it is looked at from afar, sixteen points high.
    bold = source.replace("currentColor", _LINES).replace('stroke-width="1.8"', 'stroke-width="2.6"')
    return QSvgRenderer(QByteArray(bold.encode()))
