"""The hours of every day in which nothing is sent."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from avatar_wizard.domain.schedule import QuietHours
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import joined

from .clock_box import ClockBox
from .field import ErrorLine
from .limits_words import clock_words
from .text import Text

_FIRST = QuietHours(time(8), time(18))
_MORNING_ENDS = time(12)
_MIDNIGHT = time(0)
_INDENT = 32


class HoursChoice(QWidget):
    """A check box and a pair of times; one more pair for each further one that was kept.

    Signals:
        edited: a person chose or typed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self.tr("Ne&ver send between"))
        self._box.setObjectName("quiet_box")
        self._box.setAccessibleName(self.tr("Never send between two times"))
        self._pairs: list[tuple[ClockBox, ClockBox]] = []
        self._when = Text(scale="small", tone="muted")
        self._when.setObjectName("quiet_meaning")
        self._error = ErrorLine()
        for line in (self._when, self._error):
            line.setContentsMargins(_INDENT, 0, 0, 0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._rows)
        column.addWidget(self._when)
        column.addWidget(self._error)
        self._box.clicked.connect(self._choose)

    def show_hours(self, quiet: tuple[QuietHours, ...]) -> None:
        """Show what holds; called once, before anything is typed."""
        self._box.setChecked(bool(quiet))
        for hours in quiet or (_FIRST,):
            self._add_pair(hours)
        self._refresh()

    def quiet(self) -> tuple[QuietHours, ...] | None:
        """What is entered; None while it cannot be."""
        if not self._box.isChecked():
            return ()
        found = []
        for start, end in self._pairs:
            first, last = start.value(), end.value()
            if first is None or last is None or first == last:
                return None
            found.append(QuietHours(first, last))
        return tuple(found)

    def mend(self) -> QWidget | None:
        """Say what is wrong; the control that mends it, None when all is well."""
        return self._show_error(self._wrong())

    # --- inside

    def _add_pair(self, hours: QuietHours) -> None:
        number = len(self._pairs)
        names = ("quiet_start", "quiet_end") if number == 0 else (f"quiet_start_{number}", f"quiet_end_{number}")
        start = ClockBox(names[0], self.tr("Nothing is sent from"))
        end = ClockBox(names[1], self.tr("Nothing is sent until"))
        row = QHBoxLayout()
        row.setSpacing(8)
        if number == 0:
            row.addWidget(self._box)
        else:
            row.addSpacing(_INDENT)
            row.addWidget(QLabel(self.tr("nor between")))
        row.addWidget(start)
        row.addWidget(QLabel(self.tr("and", "between two times of day")))
        row.addWidget(end)
        row.addStretch(1)
        self._rows.addLayout(row)
        for box, moment in ((start, hours.start), (end, hours.end)):
            box.show_time(moment)
            box.edited.connect(self._type)
        self._pairs.append((start, end))

    @Slot()
    def _choose(self) -> None:
        self._refresh()
        self.edited.emit()

    @Slot()
    def _type(self) -> None:
        self._box.setChecked(True)
        self._refresh()
        self.edited.emit()

    def _refresh(self) -> None:
        """What is typed half is not wrong yet; the same time twice is wrong at once."""
        wrong, box = self._wrong()
        is_half_typed = box is not None and box.value() is None
        self._show_error(("", None) if is_half_typed else (wrong, box))
        quiet = self.quiet() or ()
        said = joined(*(self._words(hours) for hours in quiet))
        self._when.setText(said or ("" if self._box.isChecked() else self.tr("Sending is allowed at any hour.")))
        self._when.setVisible(bool(self._when.text()))
        self._box.setAccessibleDescription(self._when.text())

    def _wrong(self) -> tuple[str, ClockBox | None]:
        if self._box.isChecked():
            for start, end in self._pairs:
                for box in (start, end):
                    if box.value() is None:
                        example = clock_words(_FIRST.end)
                        return self.tr("Give a time of day, for example {time}.").format(time=example), box
                if start.value() == end.value():
                    return self.tr("Both times are the same: that could mean never or always."), end
        return "", None

    def _show_error(self, wrong: tuple[str, ClockBox | None]) -> ClockBox | None:
        text, wrong_box = wrong
        if text != self._error.text:
            say(self, text)
        self._error.show_error(text)
        for pair in self._pairs:
            for box in pair:
                box.show_invalid(box is wrong_box, text if box is wrong_box else "")
        return wrong_box

    def _words(self, hours: QuietHours) -> str:
        if hours.end == _MIDNIGHT:
            words = self.tr("Every day, from {start} until midnight")
        elif hours.start < hours.end:
            words = self.tr("Every day, from {start} until {end}")
        elif hours.end <= _MORNING_ENDS:
            words = self.tr("Every day, from {start} until {end} the next morning")
        else:
            words = self.tr("Every day, from {start} until {end} the next day")
        return words.format(start=clock_words(hours.start), end=clock_words(hours.end))
