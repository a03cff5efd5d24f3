"""The whole take at a glance: stills, how loud it is, the time, and a mark wherever something was found.

[!]      [x]            [i]        marks, each a button; one of them is the chosen one
+----+----+----+----+----+----+
|    |    |    |    |    |    |    stills, each drawn as soon as it is there
+----+----+----+----+----+----+
~~~~/\\~~~~~~~~~~/\\~~~~~~~~~~       loudness
0:00      1:00      2:00
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from avatar_wizard.domain.footage import Severity
from avatar_wizard.ui.words.quantities import duration_words

from .strip_drawing import Place, cut_out, draw_film, draw_place, draw_sound, draw_ticks
from .strip_layout import lane_count, spread
from .strip_mark import SIDE, MarkButton

TILES = 12
"""Stills along the strip."""

TILE_HEIGHT = 66
_SOUND_HEIGHT = 38
_GAP = 3


@dataclass(frozen=True, slots=True)
class StripMark:
    """One thing found, seconds from the beginning: its first place, and all of them in ``spans``.

    ``name`` ends the button's objectName; ``text`` says what and when.
    """

    name: str
    severity: Severity
    text: str
    start_s: float
    end_s: float
    spans: tuple[tuple[float, float], ...] = ()


class FilmStrip(QWidget):
    """Own drawing but for the marks, which are buttons: the mouse, the keyboard and screen readers reach each.

    Tab comes to the chosen mark; Left, Right, Home and End go through them; Enter opens one.

    Signals:
        chosen: the number of the mark that is the chosen one now.
        opened: the number of the mark whose picture the person wants to see.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, name: str = "film_strip", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._seconds = 0.0
        self._curve: tuple[float, ...] = ()
        self._marks: tuple[StripMark, ...] = ()
        self._buttons: list[MarkButton] = []
        self._tiles: dict[float, QImage] = {}
        self._scaled: dict[int, QPixmap] = {}
        self._current = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    # --- what is shown

    def show_take(self, seconds: float, curve: Sequence[float]) -> None:
        """The take lasts ``seconds``; ``curve`` is its loudness second by second, as far as it is known."""
        if (seconds, tuple(curve)) != (self._seconds, self._curve):
            if seconds != self._seconds:
                self._scaled.clear()
            self._seconds, self._curve = max(0.0, seconds), tuple(curve)
            self._arrange()

    def show_marks(self, marks: Sequence[StripMark]) -> None:
        """Show these marks, whose numbers are their places in the row of time; the same again change nothing."""
        if tuple(marks) == self._marks:
            return
        before = self._marks[self._current].name if self._marks else ""
        had_focus = any(button.hasFocus() for button in self._buttons)
        self._marks = tuple(marks)
        for button in self._buttons:
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._buttons = [self._button(mark) for mark in self._marks]
        self._take_places()
        names = [mark.name for mark in self._marks]
        self._current = names.index(before) if before in names else 0
        self._point()
        self._arrange()
        if had_focus and self._buttons:
            self._buttons[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_tile(self, at_s: float, picture: QImage) -> None:
        """Draw the still of a moment in its place, as soon as that is known: the still may come before the length."""
        if not picture.isNull():
            self._tiles[at_s] = picture
            self._scaled.clear()
            self.update()

    def clear_tiles(self) -> None:
        """Show no stills, because it is another take."""
        self._tiles.clear()
        self._scaled.clear()
        self.update()

    @property
    def marks(self) -> tuple[StripMark, ...]:
        """The marks, in the order of time."""
        return self._marks

    @property
    def current(self) -> int:
        """The number of the chosen mark; 0 when there are none."""
        return self._current

    def choose(self, number: int, *, focus: bool = False) -> None:
        """Make a mark the chosen one, and give it the keyboard if wanted."""
        if not 0 <= number < len(self._buttons):
            return
        changed, self._current = number != self._current, number
        self._point()
        if focus:
            self._buttons[number].setFocus(Qt.FocusReason.OtherFocusReason)
        if changed:
            self.chosen.emit(number)
        self.update()

    # --- the marks

    def _button(self, mark: StripMark) -> MarkButton:
        prefix = "" if self._name == "film_strip" else f"{self._name}_"
        button = MarkButton(f"{prefix}{mark.name}", mark.severity, mark.text, self)
        button.clicked.connect(self._pressed)
        button.moved.connect(self._moved)
        button.show()
        return button

    @Slot()
    def _pressed(self) -> None:
        number = next(n for n, button in enumerate(self._buttons) if button is self.sender())
        self.choose(number, focus=True)
        self.opened.emit(number)

    @Slot(object)
    def _moved(self, key: Qt.Key) -> None:
        last = len(self._buttons) - 1
        to = {
            Qt.Key.Key_Left: max(0, self._current - 1),
            Qt.Key.Key_Right: min(last, self._current + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[key]
        self.choose(to, focus=True)

    def _take_places(self) -> None:
        """Tab comes to the marks where the strip stands, however late they were made."""
        chain = [self, *self._buttons]
        for widget in chain:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt orders only what can have the focus
        for earlier, later in pairwise(chain):
            QWidget.setTabOrder(earlier, later)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _point(self) -> None:
        for number, button in enumerate(self._buttons):
            here = number == self._current
            button.setChecked(here)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.NoFocus)

    # --- where things are

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, self._height())

    def minimumSizeHint(self) -> QSize:
        """Marks can stand in lanes, so that a narrow strip will do."""
        return QSize(SIDE * 6, self._height())

    def _height(self) -> int:
        return self._lanes * SIDE + TILE_HEIGHT + _GAP + _SOUND_HEIGHT + self._ticks_height()

    @property
    def _lanes(self) -> int:
        return lane_count(len(self._marks), max(self.width(), SIDE), SIDE)

    def _ticks_height(self) -> int:
        return self.fontMetrics().height() + 2

    def _film(self) -> QRectF:
        return QRectF(0, self._lanes * SIDE, self.width(), TILE_HEIGHT)

    def _sound(self) -> QRectF:
        return QRectF(0, self._film().bottom() + _GAP, self.width(), _SOUND_HEIGHT)

    def _x(self, at_s: float) -> float:
        return min(1.0, max(0.0, at_s / self._seconds)) * self.width() if self._seconds > 0 else 0.0

    def _arrange(self) -> None:
        spots = spread([self._x(mark.start_s) for mark in self._marks], self.width(), SIDE)
        lanes = self._lanes
        for button, spot in zip(self._buttons, spots, strict=True):
            button.move(spot.left, (lanes - 1 - spot.lane) * SIDE)
        if self.height() != self._height():
            self.setFixedHeight(self._height())
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        name: str = self.tr("The take from beginning to end, {duration}")
        self.setAccessibleName(name.format(duration=duration_words(self._seconds)))
        if self._marks:
            self.setAccessibleDescription(self.tr("Go through the marks with the arrow keys; Enter shows the picture."))
        else:
            self.setAccessibleDescription(self.tr("No marks."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks and stills find their new places."""
        super().resizeEvent(event)
        self._scaled.clear()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font needs more room for the time."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    # --- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw in the colours of this moment; the chosen place above all others."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        film, sound = self._film(), self._sound()
        draw_film(painter, film, TILES, self._tile)
        draw_sound(painter, sound, self._curve, self._seconds)
        order = sorted(range(len(self._marks)), key=lambda number: number == self._current)
        for number in order:
            draw_place(painter, film, sound, self._placed(number), chosen=number == self._current)
        draw_ticks(painter, sound, self._seconds)
        painter.end()

    def _placed(self, number: int) -> Place:
        mark = self._marks[number]
        spans = mark.spans or ((mark.start_s, mark.end_s),)
        button = self._buttons[number].geometry()
        return Place(
            mark.severity,
            self._x(mark.start_s),
            tuple((self._x(start), self._x(end)) for start, end in spans),
            (button.center().x() + 0.5, button.bottom() - 3.0),
        )

    def _tile(self, number: int, box: QRectF) -> QPixmap | None:
        """A still cut to its box from the middle, made once for a size; None while it is not there."""
        if number not in self._scaled:
            tile = next((tile for at_s, tile in self._tiles.items() if self._number(at_s) == number), None)
            if tile is None:
                return None
            self._scaled[number] = cut_out(tile, box.size(), self.devicePixelRatioF())
        return self._scaled[number]

    def _number(self, at_s: float) -> int | None:
        """Which still along the strip shows that moment; None while the take's length is not known."""
        return min(TILES - 1, max(0, int(at_s / self._seconds * TILES))) if self._seconds > 0 else None
