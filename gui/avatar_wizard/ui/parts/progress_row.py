"""One file on its way: its name, a bar, how far it is, how fast, and a word for its state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.ui.wording import file_state_words, problem_words, rate_words, role_name, size_words

from .plain_label import PlainLabel
from .text import repolish

_TONES = {
    FileState.SENDING: "accent",
    FileState.SENT: "ok",
    FileState.FAILED: "stop",
    FileState.RETRYING: "warn",
}


def per_mille(sent: int, size: int) -> int:
    """How far, 0 to 1000, rounded down so that it is never full early; an empty file is full."""
    return 1000 if size <= 0 else max(0, min(1000, sent * 1000 // size))


class ProgressRow(QWidget):
    """Shows one ``FileProgress``; byte counts stay Python integers, a bar only sees 0 to 1000.

    How long it takes is said of everything together only: two times that differ would both be doubted.
    """

    def __init__(self, role: Role, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"progress_{role.value}")
        self._title, self._state, self._amount = QLabel(role_name(role)), QLabel(), QLabel()
        self._name = PlainLabel(file_name)
        for label in (self._name, self._amount):
            label.setProperty("scale", "small")
            label.setProperty("tone", "muted")
        for label in (self._title, self._state, self._amount):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"bar_{role.value}")
        self._bar.setProperty("thin", "true")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(role_name(role))
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._name, 1)
        below.addWidget(self._amount)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._state, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._bar, 1, 0, 1, 2)
        grid.addLayout(below, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_bar(self, progress: FileProgress) -> None:
        """Move the bar; cheap, for every tick."""
        self._bar.setValue(per_mille(progress.sent, progress.size))

    def show_words(self, progress: FileProgress) -> None:
        """Write the words; once a second is enough for anybody."""
        self._state.setText(self._state_words(progress))
        tone = _TONES.get(progress.state, "muted")
        if self._state.property("tone") != tone:
            self._state.setProperty("tone", tone)
            repolish(self._state)
        self._amount.setText(self._amount_words(progress))
        self._bar.setAccessibleDescription(f"{self._state.text()}. {self._amount.text()}")

    def _state_words(self, progress: FileProgress) -> str:
        word = file_state_words(progress.state)
        if progress.state is FileState.RETRYING and progress.problem is not None:
            return f"{word}: {problem_words(progress.problem).title.rstrip('.')}"
        if progress.state is not FileState.SENDING or progress.sent >= progress.size:
            return word
        text: str = self.tr("{state}: {percent} %")
        return text.format(state=word, percent=per_mille(progress.sent, progress.size) // 10)

    def _amount_words(self, progress: FileProgress) -> str:
        if progress.state is FileState.SENT or not progress.sent:
            return size_words(progress.size)
        text: str = self.tr("{sent} of {size}")
        words = text.format(sent=size_words(progress.sent), size=size_words(progress.size))
        return f"{words} - {rate_words(progress.rate)}" if progress.rate > 1 else words
