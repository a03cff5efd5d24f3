"""The moment at which sending begins, when it is not to begin at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from avatar_wizard.domain.schedule import QuietHours, Schedule
from avatar_wizard.ui.wording import time_left_words

from .clock_box import ClockBox
from .field import ErrorLine
from .limits_words import clock_words, day_words
from .text import Text

_EVENING = time(22)
_DAYS = 14
_INDENT = 32


class _Days(QComboBox):
    """Days to choose from; the wheel scrolls the page and never changes a day that happens to lie under it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StartChoice(QWidget):
    """A check box, a day and a time. Days and times are those of this computer's own zone.

    Signals:
        edited: a person chose or typed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._listed: list[date] = []
        self._shown: float | None = None
        self._shown_as: tuple[date, time] | None = None
        self._box = QCheckBox(self.tr("&Begin at"))
        self._box.setObjectName("start_box")
        self._box.setAccessibleName(self.tr("Begin at a certain time"))
        self._days = _Days()
        self._days.setObjectName("start_day")
        self._days.setAccessibleName(self.tr("Day on which sending begins"))
        self._days.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._clock = ClockBox("start_time", self.tr("Time at which sending begins"))
        self._meaning = Text(scale="small", tone="muted")
        self._meaning.setObjectName("start_meaning")
        self._error = ErrorLine()
        for line in (self._meaning, self._error):
            line.setContentsMargins(_INDENT, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self._box, self._days, self._clock):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._meaning)
        column.addWidget(self._error)
        self._box.clicked.connect(self._choose)
        self._days.activated.connect(self._type)
        self._clock.edited.connect(self._type)

    def show_start(self, start_at: float | None, now: float) -> None:
        """Show what holds at ``now`` (both Unix time); a start that has passed holds nothing back any more."""
        today = datetime.fromtimestamp(now)
        shown = today.replace(hour=_EVENING.hour, minute=0)
        if today.time() >= _EVENING:
            shown += timedelta(days=1)
        if start_at is not None and start_at > now:
            shown = datetime.fromtimestamp(start_at)
            self._shown, self._shown_as = start_at, (shown.date(), shown.time().replace(second=0, microsecond=0))
            self._box.setChecked(True)
        days = [today.date() + timedelta(days=ahead) for ahead in range(_DAYS)]
        # A kept day may lie beyond those that are offered.
        self._listed = sorted({*days, shown.date()})
        self._days.addItems([day_words(day, today.date()) for day in self._listed])
        self._days.setCurrentIndex(self._listed.index(shown.date()))
        self._clock.show_time(shown.time())

    @property
    def is_wanted(self) -> bool:
        """Whether sending is to wait for a moment."""
        return self._box.isChecked()

    def start_at(self) -> float | None:
        """The moment as Unix time; None when none is wanted, or while it is none.

        What nobody touched comes back to the second.
        """
        moment = self._clock.value()
        if not self.is_wanted or moment is None:
            return None
        day = self._listed[self._days.currentIndex()]
        if (day, moment) == self._shown_as:
            return self._shown
        return datetime.combine(day, moment).timestamp()

    def mend(self) -> QWidget | None:
        """Say what is wrong; the control that mends it, None when all is well."""
        if not self.is_wanted or self.start_at() is not None:
            return None
        self._show_error(self.tr("Give a time of day, for example {time}.").format(time=clock_words(_EVENING)))
        return self._clock

    def show_meaning(self, quiet: tuple[QuietHours, ...], now: float) -> None:
        """Say what the moment comes to at ``now`` (Unix time) beside the ``quiet`` hours."""
        start = self.start_at()
        if not self.is_wanted:
            later = self.tr("Sending begins as soon as the hours above allow it.")
            text = later if quiet else self.tr("Sending begins as soon as you submit.")
        elif start is None:
            text = ""
        elif start <= now:
            text = self.tr("This moment has passed: sending begins at once.")
        elif (hold := Schedule(quiet).hold(start)) is not None and hold.until is not None:
            text = self._opens_words(datetime.fromtimestamp(start), datetime.fromtimestamp(hold.until))
        elif hold is not None:
            text = self.tr("The hours above leave no time to send.")
        else:
            text = self.tr("Sending begins in {time}.").format(time=time_left_words(start - now))
        self._meaning.setText(text)
        self._meaning.setVisible(bool(text))
        self._box.setAccessibleDescription(text)

    # --- inside

    def _opens_words(self, start: datetime, opens: datetime) -> str:
        if opens.date() == start.date():
            words = self.tr("That is within the hours above: sending begins at {time}.")
        else:
            words = self.tr("That is within the hours above: sending begins the next day at {time}.")
        return words.format(time=clock_words(opens.time()))

    @Slot()
    def _choose(self, _: object = None) -> None:
        self._show_error("")
        self.edited.emit()

    @Slot()
    def _type(self, _: object = None) -> None:
        self._box.setChecked(True)
        self._show_error("")
        self.edited.emit()

    def _show_error(self, text: str) -> None:
        self._error.show_error(text)
        self._clock.show_invalid(bool(text), text)
