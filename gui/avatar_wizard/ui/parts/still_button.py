"""A still of the take that shows itself large when it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from avatar_wizard.ui.theme import tokens

HEIGHT = 84
_WIDEST = 150
_RADIUS = 7.0


class StillButton(QAbstractButton):
    """A picture with its time in the corner; a grey place until the picture is there."""

    def __init__(self, name: str, time: str, about: str, parent: QWidget | None = None) -> None:
        """``time`` is drawn in the corner; ``about`` tells a screen reader whose picture it is."""
        super().__init__(parent)
        self._image = QImage()
        self._time = time
        self.setObjectName(f"still_{name}")
        text: str = self.tr("Show the picture large: {about}")
        self.setAccessibleName(text.format(about=about))
        self.setToolTip(self.tr("Show the picture large"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def has_picture(self) -> bool:
        """Whether the picture is there."""
        return not self._image.isNull()

    def show_picture(self, picture: QImage) -> None:
        """Show the picture, in a place of its own proportions."""
        if not picture.isNull():
            self._image = picture
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as some lines of text; as wide as the picture asks for."""
        if not self.has_picture or self._image.height() == 0:
            return QSize(_WIDEST, HEIGHT)
        return QSize(max(48, min(_WIDEST, round(HEIGHT * self._image.width() / self._image.height()))), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture with round corners, its time, and a frame while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        clip = QPainterPath()
        clip.addRoundedRect(box, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(box, QColor(tokens.line))
        if self.has_picture:
            self._draw_picture(painter, box)
        self._draw_time(painter, box)
        painter.restore()
        focused = self.hasFocus()
        pen = QPen(QColor(tokens.focus if focused else tokens.accent if self.underMouse() else tokens.edge))
        pen.setWidthF(2.5 if focused else 1.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.end()

    def _draw_picture(self, painter: QPainter, box: QRectF) -> None:
        scale = max(box.width() / self._image.width(), box.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        painter.drawImage(
            QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height), self._image
        )

    def _draw_time(self, painter: QPainter, box: QRectF) -> None:
        font = painter.font()
        font.setPointSizeF(max(8.0, font.pointSizeF() * 0.82))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(self._time) + 10, metrics.height() + 2
        plate = QRectF(box.right() - width - 4, box.bottom() - height - 4, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QPointF(plate.left() + 5, plate.top() + metrics.ascent() + 1), self._time)
