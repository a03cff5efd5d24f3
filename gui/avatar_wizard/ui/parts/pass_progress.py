"""How far looking through the take is, with what a person may do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.ui.pass_standing import PassStanding, PassState, pass_words
from avatar_wizard.ui.spoken import say

from .beside import Beside
from .once_button import OnceButton
from .text import Text

_COMFORTABLE_EMS = 36
_QUIET = (PassState.NONE, PassState.DONE)


class PassProgress(QFrame):
    """One line, a bar, and Pause, Go on, Skip; invisible when there is nothing to say.

    Signals:
        pause_wanted, go_on_wanted, skip_wanted, again_wanted: without arguments.
    """

    pause_wanted = Signal()
    go_on_wanted = Signal()
    skip_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pass_progress")
        self.setProperty("kind", "well")
        self._standing = PassStanding()
        self._words = Text()
        self._words.setObjectName("pass_words")
        self._bar = QProgressBar()
        self._bar.setObjectName("pass_bar")
        self._bar.setProperty("thin", "true")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(self.tr("Looking through the take"))
        self._toggle = OnceButton(self.tr("Pause"))
        self._toggle.setObjectName("pass_toggle")
        self._toggle.clicked.connect(self._tell_toggled)
        self._skip = QPushButton(self.tr("Skip the rest"))
        self._skip.setObjectName("pass_skip")
        self._skip.setProperty("kind", "quiet")
        self._skip.clicked.connect(self.skip_wanted)
        pressed = QWidget()
        buttons = QHBoxLayout(pressed)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(6)
        buttons.addWidget(self._skip)
        buttons.addWidget(self._toggle)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(Beside(self._words, pressed, _COMFORTABLE_EMS))
        column.addWidget(self._bar)
        self.hide()

    @property
    def standing(self) -> PassStanding:
        """What is shown."""
        return self._standing

    def show_standing(self, standing: PassStanding) -> None:
        """Show how the pass stands; cheap enough for some times a second."""
        before, self._standing = self._standing, standing
        state = standing.state
        words = pass_words(standing)
        if words != self._words.text():
            self._words.setText(words)
            self._bar.setAccessibleDescription(words)
        if state is not before.state:
            self._show_state(before.state)
        if state is PassState.GLANCING:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, 1000)
            self._bar.setValue(standing.per_mille)

    def _show_state(self, before: PassState) -> None:
        state = self._standing.state
        running, paused = state is PassState.RUNNING, state is PassState.PAUSED
        again = state in (PassState.SKIPPED, PassState.FAILED)
        had_focus = self._toggle.hasFocus() or self._skip.hasFocus()
        label = self.tr("Pause") if running else self.tr("Go on") if paused else self.tr("Look through it after all")
        self._toggle.setText(self.tr("Try again") if state is PassState.FAILED else label)
        self._toggle.setAccessibleName(self.tr("{verb}: looking through the take").format(verb=self._toggle.text()))
        self._toggle.setVisible(running or paused or again)
        self._skip.setVisible(running or paused)
        self._bar.setVisible(state not in (*_QUIET, PassState.SKIPPED, PassState.FAILED))
        self._words.set_tone("warn" if state is PassState.FAILED else "muted" if state is PassState.SKIPPED else "")
        self.setVisible(state not in _QUIET)
        if had_focus and not self._skip.isVisible() and self._toggle.isVisibleTo(self):
            self._toggle.setFocus(Qt.FocusReason.OtherFocusReason)
        loud = (PassState.PAUSED, PassState.FAILED, PassState.DONE)
        page = self.parentWidget()
        if state in loud and before is not PassState.NONE and page is not None and page.isVisible():
            say(self, pass_words(self._standing))

    @Slot()
    def _tell_toggled(self) -> None:
        state = self._standing.state
        if state is PassState.RUNNING:
            self.pause_wanted.emit()
        elif state is PassState.PAUSED:
            self.go_on_wanted.emit()
        else:
            self.again_wanted.emit()
