"""One avatar on its way, as a row of the first screen: name, one line of words, a thin bar, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.standing import Kind, Standing

from .more_button import MoreButton
from .once_button import OnceButton
from .plain_label import PlainLabel
from .text import Text

_ALARMS = (Kind.MEND, Kind.FAILED)


class RunningRow(QFrame):
    """Stays the same widget for as long as its submission is on its way, so that the keyboard can stay on it.

    Signals:
        opened, pause_wanted, resume_wanted, first_wanted, cancel_wanted: the submission's key.
    """

    opened = Signal(str)
    pause_wanted = Signal(str)
    resume_wanted = Signal(str)
    first_wanted = Signal(str)
    cancel_wanted = Signal(str)

    def __init__(self, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._standing: Standing | None = None
        self.setProperty("kind", "card")
        self.setObjectName(f"running_{key}")
        self._name = PlainLabel()
        self._name.setObjectName(f"begun_name_{key}")
        self._words = Text(scale="small", tone="muted")
        self._words.setObjectName(f"running_words_{key}")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"running_bar_{key}")
        self._bar.setProperty("thin", "true")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._open = QPushButton(self.tr("Open"))
        self._open.setObjectName(f"continue_{key}")
        self._open.clicked.connect(self._tell_opened)
        self._toggle = OnceButton(self.tr("Pause"))
        self._toggle.setObjectName(f"pause_{key}")
        self._toggle.clicked.connect(self._tell_toggled)
        self._more = MoreButton(f"more_{key}", self.tr("More"))
        self._first = self._more.add(f"first_{key}", self.tr("Send this first"), self._tell_first)
        self._cancel = self._more.add(f"cancel_{key}", self.tr("Cancel sending..."), self._tell_cancel)
        self.show_name(name)
        self._build()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What can have the keyboard, from left to right."""
        return (self._open, self._toggle, self._more)

    def show_name(self, name: str) -> None:
        """Call it by this name; the buttons tell a screen reader whose they are."""
        self._name.setText(name or self.tr("No name yet"))
        whose = self._name.accessibleName()
        self._bar.setAccessibleName(whose)
        self._open.setAccessibleName(f"{self._open.text()}: {whose}")
        self._more.setAccessibleName(f"{self._more.text()}: {whose}")
        self._show_toggle()

    def show_bar(self, per_mille: int) -> None:
        """Move the bar, which never goes back by itself; cheap, for some times a second."""
        self._bar.setValue(per_mille)

    def show_may_be_first(self, may_be_first: bool) -> None:
        """Offer to send it before the others, or not."""
        self._first.setEnabled(may_be_first)
        self._first.setVisible(may_be_first)

    def show_standing(self, standing: Standing) -> None:
        """Write the words; once a second is enough for anybody."""
        before, self._standing = self._standing, standing
        if self._words.text() != standing.line:
            self._words.setText(standing.line)
            self._bar.setAccessibleDescription(standing.line)
        self._words.set_tone(standing.tone)
        if before is None or before.kind is not standing.kind:
            self._show_toggle()
            busy = standing.kind is Kind.CANCELLING
            for control in (self._open, self._toggle, self._more):
                control.setEnabled(not busy)
            if before is not None and standing.kind in _ALARMS and self.isVisible():
                say(self, f"{self._name.accessibleName()}: {standing.line}")

    # --- inside

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        for control in self.controls:
            head.addWidget(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._bar)

    @property
    def _offers_resume(self) -> bool:
        return self._standing is not None and self._standing.offers_resume

    def _show_toggle(self) -> None:
        text = self.tr("Resume") if self._offers_resume else self.tr("Pause")
        if self._standing is not None and self._standing.kind is Kind.FAILED:
            text = self.tr("Try again")
        self._toggle.setText(text)
        self._toggle.setAccessibleName(f"{text}: {self._name.accessibleName()}")

    @Slot()
    def _tell_opened(self) -> None:
        self.opened.emit(self._key)

    @Slot()
    def _tell_toggled(self) -> None:
        (self.resume_wanted if self._offers_resume else self.pause_wanted).emit(self._key)

    @Slot()
    def _tell_first(self) -> None:
        self.first_wanted.emit(self._key)

    @Slot()
    def _tell_cancel(self) -> None:
        self.cancel_wanted.emit(self._key)
