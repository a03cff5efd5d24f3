"""The first screen: begin, go on, or look at what is there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.ports import StoredDraft
from avatar_wizard.ui.home_rows import Begun, BegunRow, JobRow, begun
from avatar_wizard.ui.parts.once_button import OnceButton
from avatar_wizard.ui.parts.problem_strip import Notice, ProblemStrip
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.theme import Theme
from avatar_wizard.ui.welcome import FirstSteps, Needs
from avatar_wizard.ui.wording import joined, problem_words

LANGUAGES = (("en", "English"), ("zh_CN", "\u7b80\u4f53\u4e2d\u6587"))
_SHOWN_JOBS = 20
_NO_LIMIT = 16_777_215  # Qt's own: QWIDGETSIZE_MAX


class HomePage(QWidget):
    """Begin, continue, my avatars, language and look.

    Signals:
        new_wanted: without arguments.
        continue_wanted, discard_wanted: the Begun item.
        jobs_wanted: without arguments; ask the service again.
        language_chosen, theme_chosen: the new value.
        notice_acted: the name of the strip's button.
        account_wanted: without arguments; look at or change who is signed in.
    """

    new_wanted = Signal()
    continue_wanted = Signal(object)
    discard_wanted = Signal(object)
    jobs_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    notice_acted = Signal(str)
    account_wanted = Signal()

    def __init__(self, *, language: str, theme: str, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = ProblemStrip()
        self.strip.acted.connect(self.notice_acted)
        self._new = OnceButton(self.tr("&New avatar"))
        self._new.setObjectName("new_avatar")
        self._new.setProperty("kind", "primary")
        self._new.clicked.connect(self.new_wanted)
        self._begun_title, self._begun = self._section(self.tr("On this computer"))
        self._jobs_title, self._jobs = self._section(self.tr("My avatars at Huawei Cloud"))
        self._jobs_note = Text(tone="muted")
        self._jobs_note.setObjectName("jobs_note")
        self._refresh = QPushButton(self.tr("&Refresh"))
        self._refresh.setObjectName("refresh_jobs")
        self._refresh.setProperty("kind", "quiet")
        self._refresh.clicked.connect(self.jobs_wanted)
        self._account = Text(tone="muted", scale="small")
        self._account.setObjectName("home_account")
        self._language = self._combo("language_combo", LANGUAGES, language)
        self._language.activated.connect(self._tell_language)
        themes = (
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
            (Theme.CONTRAST, self.tr("High contrast")),
        )
        self._theme = self._combo("theme_combo", themes, theme)
        self._theme.activated.connect(self._tell_theme)
        self._first_steps = FirstSteps()
        self._listed: tuple[tuple[Begun, ...], bool] | None = None
        self._has_jobs = False
        self._account_button = QPushButton()
        self._account_button.setObjectName("account_button")
        self._account_button.setProperty("kind", "quiet")
        self._account_button.clicked.connect(self.account_wanted)
        self._build(practice)
        self.show_begun((), ())
        self.show_jobs(None)

    def first_focus(self) -> QWidget:
        """New avatar; what was begun comes next, and may still be on its way from the disk."""
        return self._new

    def show_begun(
        self, drafts: Sequence[StoredDraft], submissions: Sequence[Submission], *, locked: bool = False
    ) -> None:
        """List what is unfinished and what is being followed; ``locked`` when the keyring cannot be reached."""
        items = begun(drafts, submissions)
        if (items, locked) == self._listed:
            return  # new rows would take the keyboard away from whoever is on one of them
        self._listed = (items, locked)
        focused = self._focused_in(self._begun)
        self._empty(self._begun)
        for item in items:
            row = BegunRow(item, is_locked=locked)
            row.continued.connect(self.continue_wanted)
            row.discarded.connect(self.discard_wanted)
            self._begun.addWidget(row)
            row.show()
        if focused:
            # The rows are new ones: the keyboard goes to the same button again, or to the first.
            (self.findChild(QPushButton, focused) or self._new).setFocus(Qt.FocusReason.OtherFocusReason)
        self._begun_title.setVisible(bool(items))
        self._show_first_steps()

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
        self._account.setText(words)
        self._account_button.setText(self.tr("&Account") if signed_in else self.tr("Sign &in"))

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

    def _show_first_steps(self) -> None:
        self._first_steps.setVisible(not self._has_jobs and (self._listed is None or not self._listed[0]))

    @Slot(int)
    def _tell_language(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))

    @Slot(int)
    def _tell_theme(self, index: int) -> None:
        self.theme_chosen.emit(str(self._theme.itemData(index)))

    @staticmethod
    def _combo(name: str, values: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        for value, label in values:
            combo.addItem(label, str(value))
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        return combo

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
        left.addWidget(self._begun_title)
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
        column.addWidget(self._foot())

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

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "bar")
        row = QHBoxLayout(foot)
        row.setContentsMargins(40, 10, 40, 10)
        row.setSpacing(10)
        row.addWidget(self._account)
        row.addWidget(self._account_button)
        row.addStretch(1)
        for text, combo in ((self.tr("&Language"), self._language), (self.tr("L&ook"), self._theme)):
            label = QLabel(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text.replace("&", ""))
            row.addWidget(label)
            row.addWidget(combo)
        return foot
