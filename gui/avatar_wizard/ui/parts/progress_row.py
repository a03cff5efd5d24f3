"""One file on its way: name, size, bar, speed, time left, and a word for its state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from avatar_wizard.domain.draft import Role
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.ui.wording import file_state_words, rate_words, role_name, size_words, time_left_words, visible

_TONES = {FileState.SENT: "ok", FileState.FAILED: "stop", FileState.RETRYING: "warn", FileState.PAUSED: "muted"}


def per_mille(sent: int, size: int) -> int:
    """How far, 0 to 1000, rounded down so that it is never full early; an empty file is full."""
    return 1000 if size <= 0 else max(0, min(1000, sent * 1000 // size))


class ProgressRow(QWidget):
    """Shows one ``FileProgress``; byte counts stay Python integers, a bar only sees 0 to 1000."""

    def __init__(self, role: Role, file_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"progress_{role.value}")
        self._role = role
        self._title, self._state, self._detail = QLabel(role_name(role)), QLabel(), QLabel()
        self._detail.setProperty("scale", "small")
        self._detail.setProperty("tone", "muted")
        self._file_name = visible(file_name)
        for label in (self._title, self._state, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"bar_{role.value}")
        self._bar.setProperty("thin", "true")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(role_name(role))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.addWidget(self._title, 0, 0)
        grid.addWidget(self._state, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self._bar, 1, 0, 1, 2)
        grid.addWidget(self._detail, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)

    def show_bar(self, progress: FileProgress) -> None:
        """Move the bar; cheap, for every tick."""
        self._bar.setValue(per_mille(progress.sent, progress.size))

    def show_words(self, progress: FileProgress) -> None:
        """Write the words; once a second is enough for anybody."""
        self._state.setText(file_state_words(progress.state))
        tone = _TONES.get(progress.state, "accent" if progress.state is FileState.SENDING else "muted")
        if self._state.property("tone") != tone:
            self._state.setProperty("tone", tone)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)
        self._detail.setText(self._words(progress))
        self._bar.setAccessibleDescription(f"{self._state.text()}. {self._detail.text()}")

    def _words(self, progress: FileProgress) -> str:
        if progress.state is FileState.SENDING and progress.sent < progress.size:
            if progress.rate <= 1:
                amount: str = self.tr("{name} - {sent} of {size}")
                sent, size = size_words(progress.sent), size_words(progress.size)
                return amount.format(name=self._file_name, sent=sent, size=size)
            left = (progress.size - progress.sent) / progress.rate
            text: str = self.tr("{name} - {sent} of {size} - {rate} - {left}")
            return text.format(
                name=self._file_name,
                sent=size_words(progress.sent),
                size=size_words(progress.size),
                rate=rate_words(progress.rate),
                left=time_left_words(left),
            )
        return f"{self._file_name} - {size_words(progress.size)}"
