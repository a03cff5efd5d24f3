"""The page while the job is on its way: one row for each file, and one overall bar that never lies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.once_button import OnceButton
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.progress_row import ProgressRow
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.standing import Kind, Standing
from avatar_wizard.ui.wording import joined


class SendingPage(Page):
    """Shows snapshots of one submission.

    Signals:
        pause_wanted, resume_wanted, first_wanted, cancel_wanted, limits_wanted: without arguments.
        change_wanted_for: the Problem with a file that the person wants to choose again.
    """

    pause_wanted = Signal()
    resume_wanted = Signal()
    first_wanted = Signal()
    cancel_wanted = Signal()
    limits_wanted = Signal()
    change_wanted_for = Signal(object)
    step = Step.SENDING

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[Role, ProgressRow] = {}
        self._files: tuple[tuple[Role, str], ...] = ()
        self._standing: Standing | None = None
        self._spoken = 0
        self._name = PlainLabel()
        self._name.setObjectName("sending_name")
        self._headline = Text(scale="heading")
        self._headline.setObjectName("sending_headline")
        self._detail = Text(tone="muted")
        self._detail.setObjectName("sending_detail")
        self._advice = Text()
        self._advice.setObjectName("sending_advice")
        self._bar = QProgressBar()
        self._bar.setObjectName("overall_bar")
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Everything together"))
        self._toggle = OnceButton(self.tr("&Pause"))
        self._toggle.setObjectName("pause_button")
        self._toggle.clicked.connect(self._tell_toggled)
        self._again = self._button("choose_again_button", self.tr("Choose the file a&gain"), "")
        self._again.clicked.connect(self._tell_again)
        self._first = self._button("first_button", self.tr("Send this &first"), "quiet")
        self._first.clicked.connect(self.first_wanted)
        self._cancel = self._button("cancel_button", self.tr("Cance&l sending..."), "danger")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._limits_button = self._button("limits_button", self.tr("Speed and &hours"), "quiet")
        self._limits_button.clicked.connect(self.limits_wanted)
        self._limits = Text(tone="muted", scale="small")
        self._limits.setObjectName("sending_limits")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._build()
        self.show_limits("")

    def title(self) -> str:
        """The heading."""
        return self.tr("Sending to Huawei Cloud")

    def lead(self) -> str:
        """The sentence below."""
        return self.tr("Documents go first, the video last. A lost connection is picked up where it broke.")

    def first_focus(self) -> QWidget:
        """Pause."""
        return self._toggle

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Lay out one row for each file that belongs to the answers; the same files again change nothing."""
        self._name.setText(draft.name.strip())
        self._name.setVisible(bool(draft.name.strip()))
        files = tuple((picked.role, picked.path.name) for picked in draft.files_to_send())
        if files == self._files:
            return
        self._files, self._spoken = files, 0
        self._bar.setValue(0)
        for row in self._rows.values():
            row.setParent(None)
            row.deleteLater()
        self._rows = {role: ProgressRow(role, name) for role, name in files}
        for row in self._rows.values():
            self._list.addWidget(row)

    def show_progress(self, progress: SendingProgress, per_mille: int) -> None:
        """Move the bars; ``per_mille`` never goes back. Cheap, for every tick."""
        self._bar.setValue(per_mille)
        for file in progress.files:
            if (row := self._rows.get(file.role)) is not None:
                row.show_bar(file)
        tenth = per_mille // 100
        if tenth > self._spoken and self._standing is not None and not self._standing.offers_resume:
            self._spoken = tenth
            say(self, self.tr("{percent} % sent").format(percent=tenth * 10))

    def show_standing(self, standing: Standing, progress: SendingProgress, *, may_be_first: bool) -> None:
        """Write the words; once a second is enough for anybody."""
        before, self._standing = self._standing, standing
        for file in progress.files:
            if (row := self._rows.get(file.role)) is not None:
                row.show_words(file)
        self._headline.setText(standing.headline)
        self._advice.setText(standing.advice)
        self._advice.setVisible(bool(standing.advice))
        detail = " - ".join(filter(None, (standing.amount, standing.pace, standing.note)))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._bar.setAccessibleDescription(f"{standing.headline} {detail}")
        self._toggle.setText(self.tr("&Resume") if standing.offers_resume else self.tr("&Pause"))
        self._show_buttons(standing, may_be_first)
        if before is not None and before.kind is not standing.kind and self.isVisible():
            # Percents are spoken by the tenth; that it waits, goes on, or has stopped, at once.
            say(self, f"{standing.headline} {standing.advice}".strip())

    def show_limits(self, words: str) -> None:
        """Say what holds sending back; empty for nothing."""
        self._limits.setText(words)
        self._limits.setVisible(bool(words))
        self._limits_button.setAccessibleDescription(words)

    def show_gaps(self, gaps: Sequence[object]) -> None:
        """Nothing is asked here."""

    # --- inside

    def _show_buttons(self, standing: Standing, may_be_first: bool) -> None:
        focused = self.focusWidget()
        is_busy = standing.kind is Kind.CANCELLING
        for button in (self._toggle, self._cancel):
            button.setEnabled(not is_busy)
        self._first.setVisible(may_be_first and not is_busy)
        self._again.setVisible(_file_problem(standing) is not None)
        if focused in (self._first, self._again) and focused.isHidden() and self.isVisible():
            self._toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._headline)
        head.addLayout(words, 1)
        head.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 18, 22, 12)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addWidget(self._bar)
        inside.addWidget(self._detail)
        inside.addWidget(self._advice)
        inside.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        rest = QHBoxLayout()
        rest.addStretch(1)
        rest.addWidget(self._first)
        rest.addWidget(self._cancel)
        inside.addLayout(rest)
        close = self.tr("You may close this window: sending goes on in the background, or the next time you open it.")
        lid = self.tr("Keep a laptop's lid open, or it may fall asleep.")
        note = Text(joined(close, lid), scale="small", tone="muted")
        remarks = QVBoxLayout()
        remarks.setSpacing(2)
        remarks.addWidget(note)
        remarks.addWidget(self._limits)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addLayout(remarks, 1)
        foot.addWidget(self._limits_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addLayout(self._list)
        column.addLayout(foot)
        column.addStretch(1)
        for button in (self._first, self._again, self._advice, self._detail):
            button.hide()

    @staticmethod
    def _button(name: str, text: str, kind: str) -> OnceButton:
        button = OnceButton(text)
        button.setObjectName(name)
        if kind:
            button.setProperty("kind", kind)
        return button

    @Slot()
    def _tell_toggled(self) -> None:
        resume = self._standing is not None and self._standing.offers_resume
        (self.resume_wanted if resume else self.pause_wanted).emit()

    @Slot()
    def _tell_again(self) -> None:
        if self._standing is not None and (problem := _file_problem(self._standing)) is not None:
            self.change_wanted_for.emit(problem)


def _file_problem(standing: Standing) -> Problem | None:
    """What choosing a file again would mend."""
    problem = standing.problem
    return problem if problem is not None and problem.code.startswith("file.") else None
