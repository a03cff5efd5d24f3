"""One moment of the take, large: what was found there, and a way to the places before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from avatar_wizard.domain.footage import Severity
from avatar_wizard.ui.modal import Modal
from avatar_wizard.ui.parts.icons import Icon
from avatar_wizard.ui.parts.places import Place
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.spoken import say

_MARKS = {Severity.STOP: ("stop", "stop"), Severity.WARNING: ("warning", "warn"), Severity.TIP: ("info", "accent")}
_SHARE = 0.88
"""Of the window that it stands over."""


class _Picture(QWidget):
    """The still as large as there is room, or a line of words in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("still_picture")
        self._image, self._words = QImage(), ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, image: QImage, words: str = "") -> None:
        """Show ``image``; ``words`` while it is null."""
        self._image, self._words = image, words
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, 450)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # A picture is judged before black, in every theme.
        painter.fillRect(self.rect(), QColor("#0c0c0e"))
        if self._image.isNull():
            painter.setPen(QColor("#d8d8de"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
        painter.end()


class StillDialog(Modal):
    """Left and Right go through the places, Home and End to the first and last, Escape closes.

    Signals:
        wanted: seconds; the large still of that moment is to be given to ``show_picture``.
        moved: the name of the finding whose place is shown now.
    """

    wanted = Signal(object)
    moved = Signal(str)

    def __init__(self, places: Sequence[Place], first: int, parent: QWidget) -> None:
        """``places`` in the order of time, at least one; ``first`` is the number of the one to begin with."""
        super().__init__("still_dialog", parent)
        self._places, self._number = tuple(places), first
        self.setWindowTitle(self.tr("A moment of the take"))
        self.setSizeGripEnabled(True)
        self._picture = _Picture()
        self._icon = Icon("info", "accent", 1.6)
        self._words = Text()
        self._words.setObjectName("still_words")
        self._words.setStyleSheet("font-weight: 600;")
        self._count = Text(scale="small", tone="muted")
        self._count.setObjectName("still_count")
        self._back = self.make_button("still_back", self.tr("&Previous"), self._previous)
        self._on = self.make_button("still_on", self.tr("&Next"), self._next)
        close = self.make_button("still_close", self.tr("&Close"), self.reject)
        below = QVBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._words)
        below.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(below, 1)
        for button in (self._back, self._on, close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._picture, 1)
        column.addLayout(row)
        whole = parent.window().size()
        self.resize(round(whole.width() * _SHARE), round(whole.height() * _SHARE))
        (self._on if len(self._places) > 1 else close).setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Show the dialog and ask for its first picture."""
        super().open()
        self._show(spoken=False)

    @property
    def place(self) -> Place:
        """The place that is shown."""
        return self._places[self._number]

    def show_picture(self, at_s: float, picture: QImage) -> None:
        """Take a still; one of another place is not shown, a null one means that there is none."""
        if at_s == self.place.moment_s:
            self._picture.show_picture(picture, self.tr("There is no picture of this moment."))

    # --- inside

    def _show(self, *, spoken: bool = True) -> None:
        place = self.place
        name, tone = _MARKS[place.severity]
        self._icon.set_icon(name, tone)
        self._words.setText(place.words)
        count: str = self.tr("Place {number} of {count}")
        self._count.setText(count.format(number=self._number + 1, count=len(self._places)))
        self._back.setEnabled(self._number > 0)
        self._on.setEnabled(self._number < len(self._places) - 1)
        for button, other in ((self._back, self._on), (self._on, self._back)):
            if button.hasFocus() and not button.isEnabled() and other.isEnabled():
                other.setFocus(Qt.FocusReason.OtherFocusReason)
        self._picture.show_picture(QImage(), self.tr("Fetching the picture..."))
        self._picture.setAccessibleName(place.words)
        self.setAccessibleDescription(f"{place.words}. {self._count.text()}")
        if spoken:
            say(self, self.accessibleDescription())
        self.moved.emit(place.name)
        self.wanted.emit(place.moment_s)

    def _go(self, number: int) -> None:
        number = max(0, min(len(self._places) - 1, number))
        if number != self._number:
            self._number = number
            self._show()

    @Slot()
    def _previous(self) -> None:
        self._go(self._number - 1)

    @Slot()
    def _next(self) -> None:
        self._go(self._number + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button would take the arrow keys for itself, and one of them always has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._go_by(event.key()):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys, Home and End go through the places."""
        if not self._go_by(event.key()):
            super().keyPressEvent(event)

    def _go_by(self, key: int) -> bool:
        """Go where ``key`` leads; whether it leads anywhere."""
        ways: dict[int, int] = {
            Qt.Key.Key_Left: self._number - 1,
            Qt.Key.Key_Right: self._number + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._places) - 1,
        }
        if key in ways:
            self._go(ways[key])
        return key in ways
