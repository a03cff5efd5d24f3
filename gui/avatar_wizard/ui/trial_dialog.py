"""A test shot: a short clip judged as a long take would be, so that light and sound are right before the take."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import Problem
from avatar_wizard.ui.modal import Modal
from avatar_wizard.ui.notices import problem_notice
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.problem_strip import ProblemStrip
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.parts.tip import Tip
from avatar_wizard.ui.parts.verdict_card import VerdictCard
from avatar_wizard.ui.spoken import say

_LETTERS = 80


class TrialDialog(Modal):
    """Chooses a clip, and shows what is said about it; nothing of it gets into the draft.

    Signals:
        clip_wanted: without arguments; a clip is to be chosen.
        clip_offered: a Path; a clip was dropped on it.
        stop_wanted: without arguments; the clip is of no interest any more.
    """

    clip_wanted = Signal()
    clip_offered = Signal(object)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("test_shot_dialog", parent)
        self.setWindowTitle(self.tr("Test shot"))
        self.setSizeGripEnabled(True)
        self._lead = Text(
            self.tr(
                "Film 10 to 60 seconds just as you will film the take, with some seconds of silence at the beginning. "
                "Drop the clip here, or choose it. Its length does not matter, and it is not sent."
            ),
            tone="muted",
        )
        self._judged = self._what_is_judged()
        self._name = PlainLabel()
        self._name.setObjectName("test_shot_name")
        self._name.hide()
        self._strip = ProblemStrip()
        self._words = Text(self.tr("Looking through the clip..."))
        self._words.setObjectName("test_shot_words")
        self._bar = QProgressBar()
        self._bar.setObjectName("test_shot_bar")
        self._bar.setProperty("thin", "true")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self._words.text())
        self.verdict = VerdictCard("test_shot_verdict", is_trial=True)
        inner = QWidget()
        held = QVBoxLayout(inner)
        held.setContentsMargins(0, 0, 6, 0)
        held.addWidget(self.verdict)
        held.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self._area.hide()
        self._choose = self.make_button("test_shot_choose", self.tr("C&hoose a clip..."), self._want_clip, "primary")
        close = self.make_button("test_shot_close", self.tr("&Close"), self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self._choose)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 18)
        column.setSpacing(10)
        column.addWidget(Text(self.tr("Test shot"), scale="heading"))
        for widget in (self._lead, self._judged, self._strip, self._name, self._words, self._bar):
            column.addWidget(widget)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)
        self._show_busy(False)
        self._room = parent.window().size() * 0.94
        self.fit(_LETTERS)
        self.setAcceptDrops(True)
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_looking(self, name: str) -> None:
        """The clip of that file name is being looked through."""
        self._strip.show_notice(None)
        self.verdict.show_report(None)
        self.verdict.clear_pictures()
        self._name.setText(name)
        self._name.show()
        self._show_busy(True)
        say(self, self._words.text())

    def show_report(self, report: FootageReport) -> None:
        """What is said about it."""
        self._show_busy(False)
        self._choose.setText(self.tr("C&hoose another clip..."))
        # Whoever has a verdict needs the room for it.
        self._lead.hide()
        self._judged.hide()
        self._area.show()
        digits = self.fontMetrics().horizontalAdvance("0")
        self.resize(QSize(digits * 92, self.fontMetrics().height() * 32).boundedTo(self._room))
        self.verdict.show_report(report)
        say(self.verdict, self.verdict.spoken)

    def show_problem(self, problem: Problem) -> None:
        """It could not be looked through."""
        self._show_busy(False)
        self._strip.show_notice(problem_notice(problem))

    @Slot()
    def _want_clip(self) -> None:
        self.clip_wanted.emit()

    def _what_is_judged(self) -> QWidget:
        well = QFrame()
        well.setProperty("kind", "well")
        lines = QVBoxLayout(well)
        lines.setContentsMargins(14, 10, 14, 10)
        lines.setSpacing(5)
        for text in (
            self.tr("Picture: size, sharpness, steady light, a camera that stands still"),
            self.tr("Sound: loud enough, without noise and without distortion"),
            self.tr("The person and what is behind: alone, inside the picture, an even green screen"),
        ):
            lines.addWidget(Tip(text))
        return well

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be let go here."""
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the clip."""
        path = _dropped(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.clip_offered.emit(path)

    def _show_busy(self, busy: bool) -> None:
        self._words.setVisible(busy)
        self._bar.setVisible(busy)

    def reject(self) -> None:
        """Close, and look no further."""
        self.stop_wanted.emit()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same by the dialog's own close button."""
        self.stop_wanted.emit()
        super().closeEvent(event)


def _dropped(mime: QMimeData) -> Path | None:
    """The one file on this computer that is dragged; None for anything else."""
    urls = mime.urls() if mime.hasUrls() else []
    # Whether it is a folder is for a worker to find out: a network drive may not answer.
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
