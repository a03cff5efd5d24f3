"""The first screen: begin, go on, or look at what is there already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
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
from avatar_wizard.ui.home_rows import BegunRow, JobRow, begun
from avatar_wizard.ui.parts.problem_strip import Notice, ProblemStrip
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.theme import Theme
from avatar_wizard.ui.wording import problem_words

LANGUAGES = (("en", "English"), ("zh_CN", "\u7b80\u4f53\u4e2d\u6587"))
_SHOWN_JOBS = 20


class HomePage(QWidget):
    """Begin, continue, my avatars, language and look.

    Signals:
        new_wanted: without arguments.
        continue_wanted, discard_wanted: the Begun item.
        jobs_wanted: without arguments; ask the service again.
        language_chosen, theme_chosen: the new value.
        notice_acted: the name of the strip's button.
    """

    new_wanted = Signal()
    continue_wanted = Signal(object)
    discard_wanted = Signal(object)
    jobs_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    notice_acted = Signal(str)

    def __init__(self, *, language: str, theme: str, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = ProblemStrip()
        self.strip.acted.connect(self.notice_acted)
        self._new = QPushButton(self.tr("&New avatar"))
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
        self._build(practice)
        self.show_begun((), ())
        self.show_jobs(None)

    def first_focus(self) -> QWidget:
        """New avatar; what was begun comes next, and may still be on its way from the disk."""
        return self._new

    def show_begun(self, drafts: Sequence[StoredDraft], submissions: Sequence[Submission]) -> None:
        """List what is unfinished and what is being followed."""
        items = begun(drafts, submissions)
        self._empty(self._begun)
        for item in items:
            row = BegunRow(item)
            row.continued.connect(self.continue_wanted)
            row.discarded.connect(self.discard_wanted)
            self._begun.addWidget(row)
        self._begun_title.setVisible(bool(items))

    def show_jobs(self, jobs: Sequence[Job] | None, problem: Problem | None = None, *, asking: bool = False) -> None:
        """List the account's jobs; None while nobody is signed in."""
        self._empty(self._jobs)
        self._jobs_title.setVisible(jobs is not None or problem is not None or asking)
        self._refresh.setVisible(not asking and (jobs is not None or problem is not None))
        for job in (jobs or ())[:_SHOWN_JOBS]:
            self._jobs.addWidget(JobRow(job))
        note = ""
        if asking:
            note = self.tr("Asking Huawei Cloud...")
        elif problem is not None:
            words = problem_words(problem)
            note = " ".join(part for part in (words.title, words.sentence, words.action) if part)
        elif jobs is not None and not jobs:
            note = self.tr("There are none yet.")
        elif jobs is not None and len(jobs) > _SHOWN_JOBS:
            more: str = self.tr("Showing the newest {shown} of {count}.")
            note = more.format(shown=_SHOWN_JOBS, count=len(jobs))
        self._jobs_note.setText(note)
        self._jobs_note.setVisible(bool(note))

    def show_account(self, words: str) -> None:
        """Say who is signed in."""
        self._account.setText(words)

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice on top, or clear it."""
        self.strip.show_notice(notice)

    # --- inside

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

    @staticmethod
    def _empty(rows: QVBoxLayout) -> None:
        while (item := rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _build(self, practice: bool) -> None:
        left_side, right_side = QWidget(), QWidget()
        right_side.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 42)
        left, right = QVBoxLayout(left_side), QVBoxLayout(right_side)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self._hero())
        left.addSpacing(6)
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
        right.addWidget(self._needs())
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addWidget(left_side, 1)
        columns.addWidget(right_side)
        inner = QWidget()
        inner.setMaximumWidth(1180)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(40, 28, 40, 20)
        whole.setSpacing(14)
        if practice:
            whole.addWidget(self._practice_banner())
        whole.addWidget(self.strip)
        whole.addLayout(columns, 1)
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
        promise = self.tr(
            "Everything is checked on this computer first, so that Huawei Cloud has nothing left to refuse."
        )
        column.addWidget(Text(promise, tone="muted"))
        column.addSpacing(8)
        column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)
        return hero

    def _needs(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(7)
        column.addWidget(Text(self.tr("What you need"), scale="heading"))
        for line in (
            self.tr("A video of the person speaking"),
            self.tr("Photos of both sides of the ID card"),
            self.tr("The letter of consent, filled in and signed"),
            self.tr("A Huawei Cloud account that may use MetaStudio"),
            self.tr("One image-modelling resource in that account"),
        ):
            column.addWidget(self._bullet("\u2022", line))
        column.addSpacing(8)
        column.addWidget(Text(self.tr("How long it takes"), scale="heading"))
        for time, line in (
            (self.tr("10 min"), self.tr("here, once the video is filmed")),
            (self.tr("1 day"), self.tr("for the review: Huawei's aim, in working days")),
            (self.tr("3 days"), self.tr("for the training: Huawei's aim, in working days")),
        ):
            column.addWidget(self._bullet(time, line))
        return card

    def _bullet(self, mark: str, line: str) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = QLabel(mark)
        label.setProperty("tone", "accent")
        if len(mark) > 1:
            label.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 7)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(line), 1)
        return widget

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
        row.addWidget(self._account, 1)
        for text, combo in ((self.tr("&Language"), self._language), (self.tr("L&ook"), self._theme)):
            label = QLabel(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text.replace("&", ""))
            row.addWidget(label)
            row.addWidget(combo)
        return foot
