"""One of several answers, as real radio buttons: arrow keys, Space and screen readers work by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget


class Choice(QWidget):
    """Radio buttons for some values, side by side, or below each other where there is no room.

    Signals:
        chosen: the value a person chose; not emitted by ``show_value``.
    """

    chosen = Signal(object)

    def __init__(self, least_ems: float = 8.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_ems = least_ems
        self._buttons: dict[Any, QRadioButton] = {}
        self._cells: list[QWidget] = []
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._tell)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = 0

    def add(self, value: object, button: QRadioButton, cell: QWidget | None = None) -> None:
        """Add the answer ``value``; ``cell`` is what is laid out when the button is only a part of it."""
        self._buttons[value] = button
        self._group.addButton(button)
        self._cells.append(cell or button)
        self._arrange(force=True)

    def show_value(self, value: object) -> None:
        """Show ``value`` as chosen; a value that is none of the answers clears the choice."""
        button = self._buttons.get(value)
        if button is not None:
            button.setChecked(True)
        elif (checked := self._group.checkedButton()) is not None:
            # An exclusive group does not let go of its last checked button.
            self._group.setExclusive(False)
            checked.setChecked(False)
            self._group.setExclusive(True)

    def value(self) -> object:
        """The answer shown as chosen, or None."""
        checked = self._group.checkedButton()
        return next((value for value, button in self._buttons.items() if button is checked), None)

    def button(self, value: object) -> QRadioButton:
        """The radio button of ``value``. Raises KeyError when it is none of the answers."""
        return self._buttons[value]

    def first_focus(self) -> QWidget:
        """The chosen button, else the first one."""
        return self._group.checkedButton() or self._group.buttons()[0]

    def describe(self, text: str) -> None:
        """What a screen reader says about each answer beside its name."""
        for button in self._buttons.values():
            button.setAccessibleDescription(text)

    @Slot(QRadioButton)
    def _tell(self, button: QRadioButton) -> None:
        self.chosen.emit(next(value for value, other in self._buttons.items() if other is button))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest answer: in a column of their own all of them have room."""
        return QSize(max((cell.minimumSizeHint().width() for cell in self._cells), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font may need fewer columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def _widest(self) -> int:
        """What one column needs."""
        least = int(self.fontMetrics().horizontalAdvance("m") * self._least_ems)
        return max(1, least, *(cell.minimumSizeHint().width() for cell in self._cells))

    def _arrange(self, *, force: bool = False) -> None:
        count = len(self._cells)
        room = (self.width() + self._grid.spacing()) // (self._widest() + self._grid.spacing())
        columns = count if room >= count else 2 if room >= 2 and count == 4 else 1
        if columns == self._columns and not force:
            return
        self._columns = columns
        for index, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, index // columns, index % columns)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class ChoiceRow(Choice):
    """Plain radio buttons in a row, for short answers."""

    def __init__(
        self, answers: Sequence[tuple[object, str, str]], least_ems: float = 8.0, parent: QWidget | None = None
    ) -> None:
        """``answers``: value, label with mnemonic, objectName."""
        super().__init__(least_ems, parent)
        for value, label, name in answers:
            button = QRadioButton(label)
            button.setObjectName(name)
            button.setAccessibleName(label.replace("&", ""))
            self.add(value, button)
