"""How even the light on the green screen is, as a picture: darker and brighter than the middle, and where none is."""

from __future__ import annotations

from statistics import median

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from avatar_wizard.domain.signals import ScreenSignals
from avatar_wizard.ui.theme import tokens

_WIDE, _TALL = 240, 150
_DARK, _EVEN, _BRIGHT = QColor("#2b4fbf"), QColor("#e9e6da"), QColor("#c8510a")
"""Blue to orange, which people with any kind of colour blindness tell apart; the map is a picture, not a theme."""

_FULL_SCALE = 0.5
"""Half as bright or half as bright again than the middle is the end of the scale."""


def colour_of(light: float, middle: float) -> QColor:
    """The colour of a block of ``light`` where ``middle`` is usual."""
    off = (light / middle - 1.0) / _FULL_SCALE if middle > 0 else 0.0
    off = max(-1.0, min(1.0, off))
    to = _BRIGHT if off > 0 else _DARK
    share = abs(off)

    def mixed(even: int, full: int) -> int:
        return round(even + (full - even) * share)

    return QColor(mixed(_EVEN.red(), to.red()), mixed(_EVEN.green(), to.green()), mixed(_EVEN.blue(), to.blue()))


class HeatMap(QWidget):
    """Own drawing of ``ScreenSignals.map``, with its key beside or below; invisible without a map."""

    def __init__(self, name: str = "heat_map", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._columns = 0
        self._values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_screen(self, screen: ScreenSignals | None) -> None:
        """Show the map of ``screen``, or nothing."""
        whole = screen is not None and screen.map_columns > 0 and len(screen.map) >= screen.map_columns
        self._columns = screen.map_columns if whole and screen is not None else 0
        self._values = tuple(screen.map[: self._rows_of(screen) * self._columns]) if whole and screen else ()
        self.setVisible(bool(self._lit))
        if self._lit:
            self._say()
        self.updateGeometry()
        self.update()

    @staticmethod
    def _rows_of(screen: ScreenSignals) -> int:
        return len(screen.map) // screen.map_columns

    @property
    def _lit(self) -> tuple[float, ...]:
        return tuple(value for value in self._values if value >= 0)

    @property
    def _rows(self) -> int:
        return len(self._values) // self._columns if self._columns else 0

    def _say(self) -> None:
        self.setAccessibleName(self.tr("How even the light on the screen behind the person is"))
        text: str = self.tr("Darkest at the {dark}, brightest at the {bright}.")
        lit = [(value, index) for index, value in enumerate(self._values) if value >= 0]
        self.setAccessibleDescription(
            text.format(dark=self._where(min(lit)[1]), bright=self._where(max(lit, key=lambda found: found[0])[1]))
        )

    def _where(self, index: int) -> str:
        row, column = divmod(index, self._columns)
        down = (row + 0.5) / self._rows
        across = (column + 0.5) / self._columns
        names = (
            (self.tr("top left"), self.tr("top"), self.tr("top right")),
            (self.tr("left"), self.tr("middle"), self.tr("right")),
            (self.tr("bottom left"), self.tr("bottom"), self.tr("bottom right")),
        )
        return str(names[min(2, int(down * 3))][min(2, int(across * 3))])

    def sizeHint(self) -> QSize:
        """The picture, and the key below it."""
        width, height = self._picture_size()
        return QSize(max(width, self._key_width()), height + self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        """All of it: a map that is cut off would mislead."""
        return self.sizeHint() if self._values else QSize(0, 0)

    def _picture_size(self) -> tuple[int, int]:
        if not self._rows:
            return 0, 0
        scale = min(_WIDE / self._columns, _TALL / self._rows)
        return round(self._columns * scale), round(self._rows * scale)

    def _key_width(self) -> int:
        metrics = self.fontMetrics()
        return sum(metrics.horizontalAdvance(text) + metrics.height() + 14 for _, text in self._key())

    def _key(self) -> tuple[tuple[QColor | None, str], ...]:
        return ((_DARK, self.tr("darker")), (_BRIGHT, self.tr("brighter")), (None, self.tr("no screen")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The blocks, then the key."""
        painter = QPainter(self)
        width, height = self._picture_size()
        if not self._lit:
            painter.end()
            return
        middle = median(self._lit)
        for index, value in enumerate(self._values):
            row, column = divmod(index, self._columns)
            left, right = (round(width * n / self._columns) for n in (column, column + 1))
            top, bottom = (round(height * n / self._rows) for n in (row, row + 1))
            box = QRectF(left, top, right - left, bottom - top)
            if value < 0:
                self._draw_none(painter, box)
            else:
                painter.fillRect(box, colour_of(value, middle))
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(0.5, 0.5, width - 1, height - 1))
        self._draw_key(painter, height)
        painter.end()

    @staticmethod
    def _draw_none(painter: QPainter, box: QRectF) -> None:
        painter.fillRect(box, QColor(tokens.raised))
        painter.fillRect(box, QBrush(QColor(tokens.muted), Qt.BrushStyle.BDiagPattern))

    def _draw_key(self, painter: QPainter, below: int) -> None:
        metrics = self.fontMetrics()
        side, x = metrics.height() - 4, 0.0
        for colour, text in self._key():
            box = QRectF(x, below + 8, side, side)
            if colour is None:
                self._draw_none(painter, box)
            else:
                painter.fillRect(box, colour)
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(x + side + 5, below + 6 + metrics.ascent()), text)
            x += side + 5 + metrics.horizontalAdvance(text) + 13
