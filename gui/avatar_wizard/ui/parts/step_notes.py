"""Lines that lead to a step: what is missing, what is at risk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.wording import step_title

from .icons import Icon
from .text import Text, repolish


class StepNotes(QFrame):
    """Lines that lead to a step; invisible when there are none.

    Signals:
        change_wanted: the Step to go to.
    """

    change_wanted = Signal(object)

    def __init__(self, tone: str, picture: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "strip")
        self.setProperty("tone", tone)
        self._links: list[_Link] = []
        self._heading = Text()
        self._heading.setStyleSheet("font-weight: 600;")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(10)
        self._icon = Icon(picture, tone)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def set_tone(self, tone: str) -> None:
        """Make more or less of it: ``warn`` or ``note``."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
            self._icon.set_icon("warning" if tone == "warn" else "info", "warn" if tone == "warn" else "accent")

    def show_lines(self, heading: str, lines: Sequence[tuple[Step, str]]) -> None:
        """Show ``lines`` under ``heading``, those of one step together."""
        for link in self._links:
            self._lines.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._heading.setText(heading)
        by_step: dict[Step, list[str]] = {}
        for step, text in lines:
            by_step.setdefault(step, []).append(text)
        self._links = [
            _Link(heading, step, "\n".join(texts), f"{self.objectName()}_{step.value}")
            for step, texts in by_step.items()
        ]
        for link in self._links:
            link.change_wanted.connect(self.change_wanted)
            self._lines.addWidget(link)
        self.setAccessibleName(" ".join((heading, *(text for _, text in lines))))
        self.setVisible(bool(lines))

    def first_link(self) -> QWidget | None:
        """The button of the first line, None without lines."""
        return self._links[0].button if self._links else None


class _Link(QWidget):
    change_wanted = Signal(object)

    def __init__(self, heading: str, step: Step, text: str, name: str) -> None:
        super().__init__()
        self._step = step
        self.button = QPushButton(self.tr("Go there"))
        self.button.setObjectName(name)
        self.button.setAccessibleDescription(text)
        self.button.setAccessibleName(f"{heading} {step_title(step)}")
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(text), 1)
        row.addWidget(self.button)

    @Slot()
    def _tell(self) -> None:
        self.change_wanted.emit(self._step)
