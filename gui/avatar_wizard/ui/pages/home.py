"""The first screen: begin, go on, or look at what is there already."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.ports import StoredDraft
from avatar_wizard.ui.home_foot import HomeFoot
from avatar_wizard.ui.home_rows import Begun, BegunRow, JobRow, Stage, begun
from avatar_wizard.ui.parts.once_button import OnceButton
from avatar_wizard.ui.parts.problem_strip import Notice, ProblemStrip
from avatar_wizard.ui.parts.running_list import RunningList
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.welcome import FirstSteps, Needs
from avatar_wizard.ui.wording import joined, problem_words

_SHOWN_JOBS = 20
_NO_LIMIT = 16_777_215  # Qt's own: QWIDGETSIZE_MAX


class HomePage(QWidget):
    """Begin, what is on its way, continue, my avatars, and the foot line.

    ``running`` lists what is on its way. Signals:
        new_wanted: without arguments.
        continue_wanted, discard_wanted, cancel_wanted: the Begun item.
        continue_all_wanted: the Begun items that were interrupted.
        jobs_wanted: without arguments; ask the service again.
        language_chosen, theme_chosen: the new value.
        notice_acted: the name of the strip's button.
        account_wanted: without arguments; look at or change who is signed in.
        limits_wanted: without arguments; look at or change what holds sending back.
    """

    new_wanted = Signal()
    continue_wanted = Signal(object)
    continue_all_wanted = Signal(object)
    discard_wanted = Signal(object)
    cancel_wanted = Signal(object)
    jobs_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    notice_acted = Signal(str)
    account_wanted = Signal()
    limits_wanted = Signal()

    def __init__(self, *, language: str, theme: str, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = ProblemStrip()
        self.strip.acted.connect(self.notice_acted)
        self._new = OnceButton(self.tr("&New avatar"))
        self._new.setObjectName("new_avatar")
        self._new.setProperty("kind", "primary")
        self._new.clicked.connect(self.new_wanted)
        self.running = RunningList()
        self.running.rearranged.connect(self._rearranged)
        self._begun_title, self._begun = self._section(self.tr("On this computer"))
        self._continue_all = OnceButton(self.tr("&Continue all"))
        self._continue_all.setObjectName("continue_all")
        self._continue_all.setProperty("kind", "quiet")
        self._continue_all.clicked.connect(self._tell_continue_all)
        self._jobs_title, self._jobs = self._section(self.tr("My avatars at Huawei Cloud"))
        self._jobs_note = Text(tone="muted")
        self._jobs_note.setObjectName("jobs_note")
        self._refresh = QPushButton(self.tr("&Refresh"))
        self._refresh.setObjectName("refresh_jobs")
        self._refresh.setProperty("kind", "quiet")
        self._refresh.clicked.connect(self.jobs_wanted)
        self._first_steps = FirstSteps()
        self._listed: tuple[tuple[Begun, ...], bool, frozenset[str]] | None = None
        self._rows: list[BegunRow] = []
        self._has_jobs = False
        self._foot = HomeFoot(language=language, theme=theme)
        self._foot.account_wanted.connect(self.account_wanted)
        self._foot.limits_wanted.connect(self.limits_wanted)
        self._foot.language_chosen.connect(self.language_chosen)
        self._foot.theme_chosen.connect(self.theme_chosen)
        self._build(practice)
        self.show_begun((), ())
        self.show_jobs(None)

    def first_focus(self) -> QWidget:
        """New avatar; what was begun comes next, and may still be on its way from the disk."""
        return self._new

    def show_begun(
        self,
        drafts: Sequence[StoredDraft],
        submissions: Sequence[Submission],
        *,
        locked: bool = False,
        leaving: Collection[str] = (),
    ) -> None:
        """List what is unfinished and what is being followed; ``locked`` when the keyring cannot be reached.

        ``leaving`` are the keys of those that are being cancelled.
        """
        items = begun(drafts, submissions)
        if (items, locked, frozenset(leaving)) == self._listed:
            return  # new rows would take the keyboard away from whoever is on one of them
        self._listed = (items, locked, frozenset(leaving))
        focused = self._focused_in(self._begun)
        self._empty(self._begun)
        self._rows = [BegunRow(item, is_locked=locked, is_leaving=item.key in leaving) for item in items]
        for row in self._rows:
            row.continued.connect(self.continue_wanted)
            row.discarded.connect(self.discard_wanted)
            row.cancelled.connect(self.cancel_wanted)
            self._begun.addWidget(row)
            row.show()
        self._continue_all.setVisible(len(self._interrupted()) > 1)
        self._rearranged()
        if focused:
            # The rows are new ones: the keyboard goes to the same button again, or to the first.
            (self.findChild(QPushButton, focused) or self._new).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_runs(self, runs: Sequence[tuple[str, str]]) -> None:
        """List what is on its way: key and name, in the order in which they are served."""
        had_focus = self.running.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.running.show_runs(runs)
        if had_focus and not runs:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_jobs(self, jobs: Sequence[Job] | None, problem: Problem | None = None, *, asking: bool = False) -> None:
        """List the account's jobs; None while nobody is signed in."""
        self._empty(self._jobs)
        self._jobs_title.setVisible(jobs is not None or problem is not None or asking)
        self._refresh.setVisible(jobs is not None or problem is not None)
        for job in (jobs or ())[:_SHOWN_JOBS]:
            self._jobs.addWidget(JobRow(job))
        note = ""
        if asking:
            note = self.tr("Asking Huawei Cloud...")
        elif problem is not None:
            words = problem_words(problem)
            note = joined(words.title, words.sentence, words.action)
        elif jobs is not None and not jobs:
            note = self.tr("There are none yet.")
        elif jobs is not None and len(jobs) > _SHOWN_JOBS:
            more: str = self.tr("Showing the newest {shown} of {count}.")
            note = more.format(shown=_SHOWN_JOBS, count=len(jobs))
        self._jobs_note.setText(note)
        self._jobs_note.setVisible(bool(note))
        self._has_jobs = bool(jobs)
        self._show_first_steps()

    def show_account(self, words: str, *, signed_in: bool) -> None:
        """Say who is signed in, and lead there."""
        self._foot.show_account(words, signed_in=signed_in)

    def show_limits(self, words: str) -> None:
        """Say what holds sending back; empty for nothing."""
        self._foot.show_limits(words)

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice on top, or clear it."""
        self.strip.show_notice(notice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is needed stands beside the rest, or below it."""
        super().resizeEvent(event)
        side = self.fontMetrics().horizontalAdvance("0") * 42
        narrow = self.width() < side * 2.2
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._side.setMinimumWidth(0 if narrow else side)
        self._side.setMaximumWidth(_NO_LIMIT if narrow else side)

    # --- inside

    def _interrupted(self) -> list[Begun]:
        """What an earlier run of the program left unfinished, and can be gone on with."""
        items, _, leaving = self._listed or ((), False, frozenset())
        return [
            item for item in items if item.stage is Stage.SENDING and not item.is_sealed and item.key not in leaving
        ]

    @Slot()
    def _tell_continue_all(self) -> None:
        self.continue_all_wanted.emit(self._interrupted())

    @Slot()
    def _rearranged(self) -> None:
        """Other rows: what is shown beside them, and where Tab leads."""
        has_rows = bool(self.running.keys or (self._listed is not None and self._listed[0]))
        self._begun_title.setVisible(has_rows)
        self._show_first_steps()
        begun_rows = [control for row in self._rows for control in row.controls]
        chain = [self._new, self._continue_all, *self.running.controls(), *begun_rows, self._refresh]
        for one, other in pairwise([*chain, *self._foot.controls()]):
            self.setTabOrder(one, other)

    def _show_first_steps(self) -> None:
        is_empty = not self.running.keys and (self._listed is None or not self._listed[0])
        self._first_steps.setVisible(is_empty and not self._has_jobs)

    @staticmethod
    def _section(title: str) -> tuple[QWidget, QVBoxLayout]:
        heading = Text(title, scale="heading")
        rows = QVBoxLayout()
        rows.setSpacing(8)
        return heading, rows

    def _focused_in(self, rows: QVBoxLayout) -> str:
        """The name of the button with the keyboard among ``rows``; empty when it is elsewhere."""
        focused = self.focusWidget()
        for index in range(rows.count()):
            item = rows.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None and focused is not None and widget.isAncestorOf(focused):
                return focused.objectName()
        return ""

    @staticmethod
    def _empty(rows: QVBoxLayout) -> None:
        while (item := rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _build(self, practice: bool) -> None:
        left_side, right_side = QWidget(), QWidget()
        self._side = right_side
        left, right = QVBoxLayout(left_side), QVBoxLayout(right_side)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self._hero())
        left.addSpacing(6)
        left.addWidget(self._first_steps)
        here = QHBoxLayout()
        here.addWidget(self._begun_title, 1)
        here.addWidget(self._continue_all)
        left.addLayout(here)
        left.addWidget(self.running)
        left.addLayout(self._begun)
        left.addSpacing(6)
        jobs = QHBoxLayout()
        jobs.addWidget(self._jobs_title, 1)
        jobs.addWidget(self._refresh)
        left.addLayout(jobs)
        left.addLayout(self._jobs)
        left.addWidget(self._jobs_note)
        left.addStretch(1)
        right.addWidget(Needs())
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(28)
        self._columns.addWidget(left_side, 1)
        self._columns.addWidget(right_side)
        inner = QWidget()
        inner.setMaximumWidth(1180)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(40, 28, 40, 20)
        whole.setSpacing(14)
        if practice:
            whole.addWidget(self._practice_banner())
        whole.addWidget(self.strip)
        whole.addLayout(self._columns, 1)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(centred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addWidget(self._foot)

    def _hero(self) -> QWidget:
        hero = QWidget()
        column = QVBoxLayout(hero)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(self.tr("Make an avatar of a person"), scale="display"))
        promise = self.tr("Whatever can be checked is checked on this computer first, before anything is sent.")
        column.addWidget(Text(promise, tone="muted"))
        column.addSpacing(8)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        return hero

    def _practice_banner(self) -> QFrame:
        banner = QFrame()
        banner.setObjectName("practice_banner")
        banner.setProperty("kind", "strip")
        banner.setProperty("tone", "note")
        row = QHBoxLayout(banner)
        row.setContentsMargins(14, 9, 14, 9)
        row.addWidget(Text(self.tr("Practice: nothing leaves this computer. Try whatever you like.")), 1)
        return banner
