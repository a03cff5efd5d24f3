"""A time of day: typed, or chosen from a list of half hours."""

from __future__ import annotations

import re
import unicodedata
from datetime import time

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from avatar_wizard.ui.theme import tokens

from .limits_words import clock_words

_STEP = 30
_DAY = 24 * 60
_AFTERNOON = ("pm", "p", "\u4e0b\u5348", "\u665a\u4e0a")
_MORNING = ("am", "a", "\u4e0a\u5348", "\u65e9\u4e0a")
_TIME = re.compile(
    r"(?P<before>[^0-9\s]*)\s*(?P<hour>[0-9]{1,2})(?:[:.h]?(?P<minute>[0-9]{2}))?\s*(?P<after>[^0-9\s:]*)"
)
# Chinese for o'clock (two ways) and minutes; a dot in a.m. and p.m. says nothing.
_SPELLING = str.maketrans({"\u70b9": ":", "\u65f6": ":", "\u5206": ""})


def time_of(text: str) -> time:
    """The time of day that a person typed: ``18:00``, ``18``, ``1830``, ``6 pm``; 24:00 is midnight.

    Raises ValueError for anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower().translate(_SPELLING).rstrip(":")
    match = _TIME.fullmatch(plain.replace("a.m.", "am").replace("p.m.", "pm"))
    if match is None:
        raise ValueError("time")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    halves = [half for half in (match["before"], match["after"]) if half]
    if halves:
        if len(halves) > 1 or halves[0] not in (*_MORNING, *_AFTERNOON) or not 1 <= hour <= 12:
            raise ValueError("time")
        hour = hour % 12 + (12 if halves[0] in _AFTERNOON else 0)
    return time(0 if (hour, minute) == (24, 0) else hour, minute)


class ClockBox(QComboBox):
    """A line for a time of day with a list of half hours.

    Signals:
        edited: a person typed or chose something; not emitted by ``show_time``.
    """

    edited = Signal()

    def __init__(self, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._line = QLineEdit()
        self._line.setObjectName(f"{name}_line")
        self._line.setAccessibleName(accessible)
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        # What is typed stays as it is: "1" is not completed to one o'clock.
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for minutes in range(0, _DAY, _STEP):
            self.addItem(clock_words(time(minutes // 60, minutes % 60)))
        self._is_invalid = False
        self._dress()
        self._line.textEdited.connect(self._tell)
        self._line.editingFinished.connect(self._tidy)
        self.activated.connect(self._tell)

    def show_time(self, moment: time) -> None:
        """Show ``moment``, which need not be in the list."""
        self.setCurrentIndex((moment.hour * 60 + moment.minute) // _STEP)
        self.setEditText(clock_words(moment))

    def value(self) -> time | None:
        """What is shown; None when it is no time of day."""
        try:
            return time_of(self.currentText())
        except ValueError:
            return None

    def show_invalid(self, is_invalid: bool, spoken: str = "") -> None:
        """Look, and be described to a screen reader, as something that must be changed."""
        self.setAccessibleDescription(spoken)
        self._line.setAccessibleDescription(spoken)
        if is_invalid != self._is_invalid:
            self._is_invalid = is_invalid
            self._dress()

    def showPopup(self) -> None:
        """Open the list at what is typed."""
        self._follow_text()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go on from what is typed."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._follow_text()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page and never changes a time that happens to lie under it."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """The mark of something wrong takes the new theme's colour."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._is_invalid:
            self._dress()

    def _dress(self) -> None:
        border = f"QComboBox {{ border-color: {tokens.stop}; }}" if self._is_invalid else ""
        # The box has the border; the line in it needs none of its own.
        sheet = "QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }" + border
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)

    def _follow_text(self) -> None:
        """Let the list stand at the half hour of the typed time."""
        moment = self.value()
        if moment is not None:
            text = self.currentText()
            self.setCurrentIndex((moment.hour * 60 + moment.minute) // _STEP)
            self.setEditText(text)

    @Slot()
    def _tidy(self) -> None:
        moment = self.value()
        if moment is not None and self.currentText() != clock_words(moment):
            self.setEditText(clock_words(moment))

    @Slot()
    def _tell(self, _: object = None) -> None:
        self.edited.emit()
