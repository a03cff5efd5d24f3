"""Our own line drawings, in whatever colour the theme asks for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from avatar_wizard import assets
from avatar_wizard.ui.theme import tokens

_SIZES = (16, 24, 32, 64)


@cache
def _source(name: str) -> str:
    return assets.resource("icons", f"{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def icon(name: str, color: str) -> QIcon:
    """The drawing ``name`` of resources/icons in ``color`` (``#rrggbb``). Raises OSError for an unknown name."""
    made = QIcon()
    for side in _SIZES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _renderer(name, color).render(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(pixmap)
    return made


class Icon(QWidget):
    """A drawing beside words, as high as ``ems`` letters, in one of the theme's colours.

    It says nothing by itself: the words beside it do, so it stays out of the accessible tree's names.
    """

    def __init__(self, name: str, tone: str = "muted", ems: float = 1.3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._ems = name, tone, ems
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tone: str) -> None:
        """Show another drawing; ``tone`` is the name of one of the theme's colours."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self.update()

    def sizeHint(self) -> QSize:
        """A square of ``ems`` letters."""
        side = round(self.fontMetrics().height() * self._ems)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colour of this moment, so that a change of theme needs no telling."""
        painter = QPainter(self)
        _renderer(self._name, getattr(tokens, self._tone)).render(painter, QRectF(self.rect()))
        painter.end()
