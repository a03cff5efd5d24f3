"""How much of the line sending may take: all of it, three quarters, or so many megabits a second."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from avatar_wizard.domain.limits import LEAST_RATE
from avatar_wizard.ui.wording import number_words, rate_words, time_left_words

from .field import ErrorLine
from .limits_words import BYTES_PER_MBIT
from .text import Text, repolish

LEAST_MBIT = -(-LEAST_RATE * 100 // BYTES_PER_MBIT) / 100
"""The least that is accepted, rounded up to two decimals."""
MOST_MBIT = 10_000
_FIRST_RATE = 10 * BYTES_PER_MBIT
_GIGABYTE = 10**9
_INDENT = 32
_THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_NUMBER = re.compile(r"[0-9]+([.,][0-9]*)?")


def rate_of(text: str) -> int:
    """Bytes per second for a number of megabits a second as people write it: ``20``, ``2.5``, ``2,5``, ``1,000``.

    Raises ValueError when it is no number, or outside of LEAST_MBIT to MOST_MBIT.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise ValueError("number")
    mbit = float(plain.replace(",", "."))
    if not LEAST_MBIT <= mbit <= MOST_MBIT:
        raise ValueError("range")
    return round(mbit * BYTES_PER_MBIT)


class SpeedChoice(QWidget):
    """Three radio buttons; the number of the last one stays while another is chosen.

    Signals:
        edited: a person chose or typed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[int | None, bool] = (None, False)
        self._shown_text = ""
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._all = self._option(
            self.tr("&As fast as the line allows"),
            "speed_all",
            self.tr("Soonest done. Others in your network may notice it meanwhile."),
        )
        self._polite = self._option(
            self.tr("&Leave room for others"),
            "speed_polite",
            self.tr("A quarter of the line stays free; what the line can do is measured now and then."),
        )
        self._capped = self._radio(self.tr("&No more than"), "speed_capped")
        self._number = QLineEdit()
        self._number.setObjectName("speed_number")
        self._number.setAccessibleName(self.tr("Most Mbit/s"))
        self._number.setMaxLength(16)
        self._meaning = Text(scale="small", tone="muted")
        self._meaning.setObjectName("speed_meaning")
        self._error = ErrorLine()
        self._add_capped()
        self._group.buttonClicked.connect(self._choose)
        self._number.textEdited.connect(self._type)

    def show_speed(self, rate: int | None, *, is_polite: bool, rate_in_mind: int | None = None) -> None:
        """Show what holds; ``rate_in_mind`` is the number to begin with while there is no limit."""
        self._shown = (rate, is_polite)
        shown = rate or rate_in_mind or _FIRST_RATE
        self._shown_text = number_words(shown / BYTES_PER_MBIT)
        self._number.setText(self._shown_text)
        chosen = self._capped if rate is not None else self._polite if is_polite else self._all
        chosen.setChecked(True)
        self._refresh()

    def speed(self) -> tuple[int | None, bool] | None:
        """The rate in bytes per second, and whether to be polite; None while the number is none.

        What nobody touched comes back to the byte, also where it is shown rounded, and where both hold.
        """
        if self._capped.isChecked():
            if self._shown[0] is not None and self._number.text() == self._shown_text:
                return self._shown
            capped = self.rate_in_mind()
            return None if capped is None else (capped, False)
        return (None, self._polite.isChecked())

    def rate_in_mind(self) -> int | None:
        """The number's bytes per second, whatever is chosen; None while it is none."""
        try:
            return rate_of(self._number.text())
        except ValueError:
            return None

    def first_focus(self) -> QWidget:
        """The chosen button."""
        return self._group.checkedButton() or self._all

    def mend(self) -> QWidget | None:
        """Say what is wrong; the control that mends it, None when all is well."""
        if self.speed() is not None:
            return None
        words = self.tr("Give a number from {least} to {most}, for example 8 or 2.5.")
        self._show_error(words.format(least=number_words(LEAST_MBIT), most=f"{MOST_MBIT:,}"))
        return self._number

    # --- inside

    def _radio(self, label: str, name: str) -> QRadioButton:
        button = QRadioButton(label)
        button.setObjectName(name)
        button.setAccessibleName(label.replace("&", ""))
        self._group.addButton(button)
        return button

    def _option(self, label: str, name: str, sentence: str) -> QRadioButton:
        button = self._radio(label, name)
        button.setAccessibleDescription(sentence)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(_indented(Text(sentence, scale="small", tone="muted")))
        self._column.addSpacing(7)
        return button

    def _add_capped(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._number.setFixedWidth(self._number.fontMetrics().horizontalAdvance("0") * 9 + 22)
        row.addWidget(self._capped)
        row.addWidget(self._number)
        # The unit as the contracts of providers and every speed test write it.
        row.addWidget(QLabel("Mbit/s"))
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addSpacing(2)
        self._column.addWidget(_indented(self._meaning))
        self._column.addWidget(_indented(self._error))

    @Slot()
    def _choose(self, _: object = None) -> None:
        self._refresh()
        self.edited.emit()

    @Slot(str)
    def _type(self, _: str) -> None:
        self._capped.setChecked(True)
        self._refresh()
        self.edited.emit()

    def _refresh(self) -> None:
        rate = self.rate_in_mind()
        words = self.tr("That is {rate}. 1 GB takes {time}.")
        meaning = ""
        if rate is not None:
            meaning = words.format(rate=rate_words(rate), time=time_left_words(_GIGABYTE / rate))
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))
        self._capped.setAccessibleDescription(meaning)
        self._show_error("")

    def _show_error(self, text: str) -> None:
        self._error.show_error(text)
        self._number.setAccessibleDescription(text or self._meaning.text())
        self._number.setProperty("invalid", bool(text))
        repolish(self._number)


def _indented(widget: QWidget) -> QWidget:
    """``widget`` below a radio button's words instead of below its circle."""
    widget.setContentsMargins(_INDENT, 0, 0, 0)
    return widget
