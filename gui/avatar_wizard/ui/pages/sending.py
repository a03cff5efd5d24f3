"""The page while the job is on its way: one row for each file, and one overall bar that never lies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.progress_row import ProgressRow
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import problem_words, rate_words, size_words, time_left_words


class SendingPage(Page):
    """Shows snapshots of the saga.

    Signals:
        pause_wanted, resume_wanted: without arguments.
    """

    pause_wanted = Signal()
    resume_wanted = Signal()
    step = Step.SENDING

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Role, ProgressRow] = {}
        self._files: tuple[tuple[Role, str], ...] = ()
        self._is_running = self._has_failed = False
        self._highest = 0
        self._spoken = 0
        self._headline, self._detail = QLabel(), QLabel()
        self._headline.setObjectName("sending_headline")
        self._headline.setProperty("scale", "heading")
        self._detail.setObjectName("sending_detail")
        self._detail.setProperty("tone", "muted")
        for label in (self._headline, self._detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("overall_bar")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Everything together"))
        self._button = QPushButton()
        self._button.setObjectName("pause_button")
        self._button.clicked.connect(self._toggle)
        head = QHBoxLayout()
        head.addWidget(self._headline, 1)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 18, 22, 18)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addWidget(self._bar)
        inside.addWidget(self._detail)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        note = QLabel(
            self.tr("You may close this window: what has arrived stays there, and sending goes on next time.")
            + " "
            + self.tr("Keep a laptop's lid open, or it may fall asleep.")
        )
        note.setProperty("tone", "muted")
        note.setProperty("scale", "small")
        note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addLayout(self._list)
        column.addWidget(note)
        column.addStretch(1)
        self.show_running(False)

    def title(self) -> str:
        """The heading."""
        return self.tr("Sending to Huawei Cloud")

    def lead(self) -> str:
        """The sentence below."""
        return self.tr("Documents go first, the video last. A lost connection is picked up where it broke.")

    def first_focus(self) -> QWidget:
        """Pause."""
        return self._button

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Lay out one row for each file that belongs to the answers; the same files again change nothing."""
        files = tuple((picked.role, picked.path.name) for picked in draft.files_to_send())
        if files == self._files:
            return
        self._files, self._highest, self._spoken = files, 0, 0
        self._bar.setValue(0)
        for row in self._rows.values():
            row.setParent(None)
            row.deleteLater()
        self._rows = {role: ProgressRow(role, name) for role, name in files}
        for row in self._rows.values():
            self._list.addWidget(row)

    def show_running(self, running: bool, *, failed: bool = False) -> None:
        """Offer Pause while sending, Resume while not; ``failed`` when a problem, not a person, stopped it."""
        self._is_running, self._has_failed = running, failed and not running
        self._button.setText(self.tr("&Pause") if running else self.tr("&Resume"))

    def show_pausing(self) -> None:
        """Say that what is in flight is being ended."""
        self._headline.setText(self.tr("Pausing..."))

    def show_progress(self, progress: SendingProgress, *, with_words: bool) -> None:
        """Show a snapshot; the overall bar only ever grows, and words are written when asked for."""
        self._highest = max(self._highest, progress.per_mille)
        self._bar.setValue(self._highest)
        for file in progress.files:
            if (row := self._rows.get(file.role)) is not None:
                row.show_bar(file)
        tenth = self._highest // 100
        if tenth > self._spoken and self._is_running:
            self._spoken = tenth
            say(self, self.tr("{percent} % sent").format(percent=tenth * 10))
        if with_words:
            self._show_words(progress)

    def _show_words(self, progress: SendingProgress) -> None:
        for file in progress.files:
            if (row := self._rows.get(file.role)) is not None:
                row.show_words(file)
        percent = self._highest // 10
        waiting = progress.waiting_for
        if waiting is not None and self._is_running:
            headline = self._waiting_words(waiting, progress.safe_percent)
        elif not self._is_running and progress.phase is not Phase.SUBMITTED:
            headline = self._stopped_words(progress.per_mille, progress.safe_percent)
        else:
            headline = self._phase_words(progress.phase, percent)
        if self._headline.text() != headline:
            self._headline.setText(headline)
        rate = sum(file.rate for file in progress.files if file.state is FileState.SENDING)
        counts = self.tr("{sent} of {size}").format(sent=size_words(progress.sent), size=size_words(progress.size))
        parts = [counts]
        if self._is_running and progress.phase is Phase.SENDING and waiting is None and rate > 1:
            parts += [rate_words(rate), time_left_words((progress.size - progress.sent) / rate)]
        self._detail.setText(" - ".join(parts))
        self._bar.setAccessibleDescription(f"{headline} {self._detail.text()}")

    def _stopped_words(self, per_mille: int, percent: int) -> str:
        if self._has_failed:
            return self.tr("Stopped. {percent} % is safely there.").format(percent=percent)
        if per_mille == 1000:
            return self.tr("Paused. Everything is there, but it is not handed in yet.")
        return self.tr("Paused. {percent} % is safely there.").format(percent=percent)

    def _waiting_words(self, problem: Problem, percent: int) -> str:
        if problem.code.startswith("net."):
            return self.tr("Waiting for the network. {percent} % is safely there.").format(percent=percent)
        words = problem_words(problem)
        text: str = self.tr("{what} - trying again by itself. {percent} % is safely there.")
        return text.format(what=words.title.rstrip("."), percent=percent)

    def _phase_words(self, phase: Phase, percent: int) -> str:
        match phase:
            case Phase.PLANNED | Phase.CREATING:
                return self.tr("Opening the job at Huawei Cloud...")
            case Phase.SENDING:
                return self.tr("Sending: {percent} %").format(percent=percent)
            case Phase.CONFIRMING:
                return self.tr("Everything is there. Huawei Cloud is putting the video together...")
            case Phase.CONFIRMED | Phase.SUBMITTING:
                return self.tr("Handing in for review...")
            case Phase.SUBMITTED:
                return self.tr("Handed in for review")

    def show_gaps(self, gaps: Sequence[object]) -> None:
        """Nothing is asked here."""

    @Slot()
    def _toggle(self) -> None:
        (self.pause_wanted if self._is_running else self.resume_wanted).emit()
