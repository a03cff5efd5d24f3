"""Before and while a video is mended: what is done, where the new file goes, what room it takes, how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.footage import Repair
from avatar_wizard.domain.problem import Problem
from avatar_wizard.ui.modal import Modal
from avatar_wizard.ui.notices import problem_notice
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.problem_strip import ProblemStrip
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.parts.tip import Tip
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import joined, size_words, time_left_words
from avatar_wizard.ui.words.repairs import repair_words

_LETTERS = 72


class MendDialog(Modal):
    """Asks without blocking; nothing is made before ``start_wanted``. Escape and Cancel leave all as it was.

    Signals:
        folder_wanted: without arguments; another folder is to be chosen.
        start_wanted: the folder, a Path.
        stop_wanted: without arguments; what is being made is not wanted any more.
    """

    folder_wanted = Signal()
    start_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, repairs: Sequence[Repair], folder: Path, needed: int, parent: QWidget) -> None:
        """``folder``: where the new file goes unless another one is chosen; ``needed``: bytes, about."""
        super().__init__("mend_dialog", parent)
        self._folder, self._needed, self._is_running = folder, needed, False
        self.setWindowTitle(self.tr("Mend the video"))
        self._strip = ProblemStrip()
        self._safe = Text(
            self.tr(
                "A new video is made, and yours stays as it is. What needs no change is copied exactly; "
                "nothing is cut, smoothed or sharpened."
            )
        )
        self._form = self._build_form(repairs)
        self._busy = self._build_busy()
        self._start = self.make_button("mend_confirm", self.tr("&Mend it"), self._begin, "primary")
        self._cancel = self.make_button("mend_cancel", self.tr("&Cancel"), self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._start)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 20)
        column.setSpacing(10)
        column.addWidget(Text(self.tr("Mend the video"), scale="heading"))
        column.addWidget(self._strip)
        column.addWidget(self._safe)
        column.addWidget(self._form)
        column.addWidget(self._busy)
        column.addSpacing(8)
        column.addLayout(buttons)
        self._start.setDefault(True)
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_folder(folder)
        self.fit(_LETTERS)
        done = " ".join(repair_words(repair) for repair in repairs)
        self.setAccessibleDescription(f"{self._safe.text()} {done}")

    # --- what is shown

    @property
    def folder(self) -> Path:
        """Where the new file goes."""
        return self._folder

    def show_folder(self, folder: Path) -> None:
        """Another folder; what room it has is not known yet."""
        self._folder = folder
        self._where.setText(str(folder))
        self.show_room(None)

    def show_room(self, free: int | None) -> None:
        """``free`` bytes are there, None while that is not known."""
        needs = self.tr("It needs about {needed} there.").format(needed=size_words(self._needed))
        if free is None:
            self._room.setText(needs)
            self._room.set_tone("muted")
            return
        has = self.tr("{free} are free.").format(free=size_words(free))
        short = free < self._needed
        more = self.tr("That may be too little: choose another folder, or make room.") if short else ""
        self._room.setText(joined(needs, has, more))
        self._room.set_tone("warn" if short else "muted")

    def show_progress(self, progress: float, seconds_left: float | None) -> None:
        """``progress`` is 0 to 1; ``seconds_left`` None while it cannot be told."""
        self._bar.setValue(int(progress * 1000))
        text = self.tr("Mending: {percent} %, {left} left")
        if seconds_left is None:
            text = self.tr("Mending: {percent} %")
        words = text.format(percent=int(progress * 100), left=time_left_words(seconds_left))
        self._so_far.setText(words)
        self._bar.setAccessibleDescription(words)

    def show_waiting(self) -> None:
        """Something else has its turn first."""
        self._so_far.setText(self.tr("It begins in a moment..."))

    def show_problem(self, problem: Problem) -> None:
        """It did not work out: say why, and let the person try otherwise."""
        self._set_running(False)
        self._strip.show_notice(problem_notice(problem))
        self._start.setText(self.tr("&Try again"))
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """The new video is there: close."""
        self._is_running = False
        self.accept()

    # --- inside

    def _build_form(self, repairs: Sequence[Repair]) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        well = QFrame()
        well.setProperty("kind", "well")
        lines = QVBoxLayout(well)
        lines.setContentsMargins(14, 10, 14, 10)
        lines.setSpacing(5)
        for repair in repairs:
            lines.addWidget(Tip(repair_words(repair)))
        column.addWidget(well)
        column.addSpacing(4)
        self._where = PlainLabel()
        self._where.setObjectName("mend_folder")
        change = self.make_button("mend_change_folder", self.tr("Change &folder..."), self._want_folder, "quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Folder:")))
        row.addWidget(self._where, 1)
        row.addWidget(change)
        column.addLayout(row)
        self._room = Text(tone="muted")
        self._room.setObjectName("mend_room")
        column.addWidget(self._room)
        return form

    def _build_busy(self) -> QWidget:
        busy = QWidget()
        column = QVBoxLayout(busy)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        self._so_far = Text()
        self._so_far.setObjectName("mend_words")
        self._bar = QProgressBar()
        self._bar.setObjectName("mend_bar")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Mending the video"))
        column.addWidget(self._so_far)
        column.addWidget(self._bar)
        busy.hide()
        return busy

    @Slot()
    def _want_folder(self) -> None:
        self.folder_wanted.emit()

    @Slot()
    def _begin(self) -> None:
        if self._is_running:
            return
        self._set_running(True)
        self.show_progress(0.0, None)
        say(self, self._so_far.text())
        self.start_wanted.emit(self._folder)

    def _set_running(self, running: bool) -> None:
        self._is_running = running
        self._strip.show_notice(None)
        if running:
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._form.setVisible(not running)
        self._busy.setVisible(running)
        self._start.setVisible(not running)
        self.fit(_LETTERS)

    def reject(self) -> None:
        """Cancel: what has been made of the new video is thrown away."""
        if self._is_running:
            self._is_running = False
            self.stop_wanted.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The dialog's own close button cancels."""
        if self._is_running:
            self._is_running = False
            self.stop_wanted.emit()
        super().closeEvent(event)
