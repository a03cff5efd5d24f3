"""How a film strip looks: its stills, its loudness, its places and its time, each painted into its own area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QPolygonF

from avatar_wizard.domain.footage import Severity
from avatar_wizard.ui.theme import tokens
from avatar_wizard.ui.words.quantities import moment_words

from .strip_layout import columns, ticks
from .strip_mark import TONES

_QUIETEST, _LOUDEST = -46.0, -8.0  # LUFS, the lower and the upper edge of the curve
_PLEASANT = (-23.0, -16.0)  # LUFS; EBU R 128 and what streaming services aim at
_RADIUS = 6.0
_BAR = 5.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark's finding is, in pixels: its moment, from where to where, and the foot of its button."""

    severity: Severity
    moment: float
    spans: tuple[tuple[float, float], ...]
    foot: tuple[float, float]


def cut_out(picture: QImage, size: QSizeF, ratio: float) -> QPixmap:
    """The middle of ``picture`` filling ``size`` on a screen with ``ratio`` pixels to one."""
    real = (size * ratio).toSize()
    whole = picture.scaled(
        real, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (whole.width() - real.width()) // 2, (whole.height() - real.height()) // 2
    pixmap = QPixmap.fromImage(whole.copy(left, top, real.width(), real.height()))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def draw_film(painter: QPainter, film: QRectF, count: int, tile: Callable[[int, QRectF], QPixmap | None]) -> None:
    """``count`` stills side by side; a grey place for each that is not there yet."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(film, _RADIUS, _RADIUS)
    painter.setBrush(QColor(tokens.line))
    for number in range(count):
        left, right = (round(film.width() * n / count) for n in (number, number + 1))
        box = QRectF(left, film.top(), right - left - 1, film.height())
        picture = tile(number, box)
        if picture is not None:
            painter.drawPixmap(box.topLeft(), picture)
        else:
            painter.drawRoundedRect(box.adjusted(6, 16, -6, -16), 3, 3)
    painter.restore()


def draw_sound(painter: QPainter, area: QRectF, curve: Sequence[float], seconds: float) -> None:
    """The loudness as a hill, over a band of what is pleasant; a dashed line where it is not known."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(area, _RADIUS, _RADIUS)

    def y(loudness: float) -> float:
        share = (loudness - _QUIETEST) / (_LOUDEST - _QUIETEST)
        return area.bottom() - 2 - min(1.0, max(0.0, share)) * (area.height() - 5)

    band = QColor(tokens.ok)
    band.setAlphaF(0.16)
    painter.setBrush(band)
    painter.drawRect(QRectF(area.left(), y(_PLEASANT[1]), area.width(), y(_PLEASANT[0]) - y(_PLEASANT[1])))
    found = columns(curve, seconds, max(1, int(area.width()) // 2))
    known = [(number, value) for number, value in enumerate(found) if value is not None]
    if known:
        step = area.width() / len(found)
        top = [QPointF(area.left() + (n + 0.5) * step, y(value)) for n, value in known]
        hill = QColor(tokens.accent)
        hill.setAlphaF(0.45)
        painter.setBrush(hill)
        base = area.bottom() - 2
        painter.drawPolygon(QPolygonF([QPointF(top[0].x(), base), *top, QPointF(top[-1].x(), base)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent), 1.2))
        painter.drawPolyline(QPolygonF(top))
    left = area.left() + area.width() * (known[-1][0] + 1 if known else 0) / max(1, len(found))
    if area.right() - left > area.width() * 0.03:
        pen = QPen(QColor(tokens.edge), 1.2)
        pen.setDashPattern([3, 4])
        painter.setPen(pen)
        painter.drawLine(QPointF(left + 4, area.center().y()), QPointF(area.right() - 4, area.center().y()))
    painter.restore()


def draw_place(painter: QPainter, film: QRectF, sound: QRectF, place: Place, *, chosen: bool) -> None:
    """A line from the mark down to its moment, and a bar for every place; a veil over those of the chosen one."""
    painter.save()
    colour, edge = QColor(getattr(tokens, TONES[place.severity])), film.width()
    for start, end in place.spans:
        width = max(3.0, end - start)
        left = max(0.0, min(start, edge - width))
        if chosen:
            veil = QColor(colour)
            veil.setAlphaF(0.30)
            painter.fillRect(QRectF(left, film.top(), width, sound.bottom() - film.top()), veil)
        painter.fillRect(QRectF(left, film.bottom() - _BAR, width, _BAR), colour)
    moment = min(edge - 1.0, max(1.0, place.moment))
    bottom = sound.bottom() if chosen else film.bottom()
    # On a light edge, so that it is seen on any picture.
    painter.setPen(QPen(QColor(tokens.surface), 4.4 if chosen else 2.8))
    painter.drawLine(QPointF(moment, film.top()), QPointF(moment, bottom))
    painter.setPen(QPen(colour, 2.2 if chosen else 1.2))
    painter.drawLine(QPointF(*place.foot), QPointF(moment, film.top()))
    painter.drawLine(QPointF(moment, film.top()), QPointF(moment, bottom))
    painter.restore()


def draw_ticks(painter: QPainter, above: QRectF, seconds: float) -> None:
    """The time below ``above``, as fine as there is room."""
    painter.save()
    font = painter.font()
    font.setPointSizeF(max(8.0, font.pointSizeF() * 0.85))
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    metrics = painter.fontMetrics()
    baseline = above.bottom() + metrics.ascent() + 4
    room = metrics.horizontalAdvance("00:00") + 26
    for moment in ticks(seconds, max(1, int(above.width()) // room)):
        text, x = moment_words(moment), above.left() + moment / seconds * above.width()
        width = metrics.horizontalAdvance(text)
        if x + width / 2 <= above.right() or moment == 0:
            painter.drawLine(QPointF(x, above.bottom()), QPointF(x, above.bottom() + 3))
            painter.drawText(QPointF(max(0.0, x - width / 2), baseline), text)
    painter.restore()
