"""The page after the job was handed in: where it stands, in five plain stages."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.job import Job, JobGroup, group_of
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.theme import tokens
from avatar_wizard.ui.wording import problem_words, state_words, visible

_STAGE = {
    JobGroup.WAITING_TO_SUBMIT: 0,
    JobGroup.IN_REVIEW: 1,
    JobGroup.NOT_APPROVED: 1,
    JobGroup.TRAINING: 2,
    JobGroup.ON_HOLD: 2,
    JobGroup.REJECTED_BY_YOU: 2,
    JobGroup.WAITING_FOR_YOU: 3,
    JobGroup.DONE: 5,
}


def stage_of(state: str) -> int:
    """How many of the five stages lie behind a job in ``state``: 0 to 5."""
    return _STAGE[group_of(state)]


class _Stages(QWidget):
    """Five dots on a line with their names; what is done carries a tick, what is on carries a ring."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names, self._behind, self._is_stuck = names, 0, False
        self.setMinimumHeight(self.fontMetrics().height() * 4)

    def show_stage(self, behind: int, stuck: bool) -> None:
        """Show that ``behind`` stages are over; ``stuck`` when the next one needs a person."""
        self._behind, self._is_stuck = behind, stuck
        here = self._names[min(behind, len(self._names) - 1)]
        text: str = self.tr("Stage {number} of {count}: {name}")
        self.setAccessibleName(text.format(number=min(behind + 1, 5), count=5, name=here))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stages."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count, side = len(self._names), round(self.fontMetrics().height() * 1.5)
        cell = self.width() / count
        middle = side // 2 + 4
        for n in range(count - 1):
            painter.setPen(QPen(QColor(tokens.accent if n + 1 <= self._behind else tokens.line), 3))
            painter.drawLine(round(cell * (n + 0.5)), middle, round(cell * (n + 1.5)), middle)
        for n, name in enumerate(self._names):
            done, here = n < self._behind, n == self._behind
            colour = tokens.stop if here and self._is_stuck else tokens.accent if done or here else tokens.edge
            centre = round(cell * (n + 0.5))
            circle = QRect(centre - side // 2, middle - side // 2, side, side)
            painter.setPen(QPen(QColor(colour), 2))
            painter.setBrush(QColor(colour if done else tokens.surface))
            painter.drawEllipse(circle)
            painter.setPen(QColor(tokens.on_accent if done else colour if here else tokens.muted))
            mark = "\u2713" if done else "!" if here and self._is_stuck else str(n + 1)
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, mark)
            painter.setPen(QColor(tokens.text if done or here else tokens.muted))
            space = QRect(round(cell * n), circle.bottom() + 6, round(cell), self.fontMetrics().height() * 2)
            painter.drawText(space, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, name)


class FollowPage(Page):
    """Shows the job's state.

    Signals:
        ask_wanted: without arguments; the person wants to know now.
        mend_wanted: without arguments; the person wants to change what was refused.
    """

    ask_wanted = Signal()
    mend_wanted = Signal()
    step = Step.IN_REVIEW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self._stages = _Stages(
            (
                self.tr("Handed in"),
                self.tr("In review"),
                self.tr("In training"),
                self.tr("Final look"),
                self.tr("Ready"),
            )
        )
        self._headline, self._sentence, self._action, self._reason, self._reason_title, self._asked, self._soft = (
            self._label() for _ in range(7)
        )
        self._headline.setProperty("scale", "heading")
        self._headline.setObjectName("state_title")
        self._sentence.setObjectName("state_sentence")
        self._action.setProperty("tone", "muted")
        self._reason.setObjectName("refusal_text")
        self._reason.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._reason_title.setProperty("tone", "stop")
        self._reason_title.setText(self.tr("Huawei's reason, in its own words"))
        self._asked.setProperty("tone", "muted")
        self._asked.setProperty("scale", "small")
        self._asked.setObjectName("last_asked")
        self._soft.setProperty("tone", "warn")
        self._soft.setProperty("scale", "small")
        self._soft.setObjectName("follow_problem")
        self._ask = QPushButton(self.tr("&Ask now"))
        self._ask.setObjectName("ask_button")
        self._ask.clicked.connect(self.ask_wanted)
        self._mend = QPushButton(self.tr("&Change and send again"))
        self._mend.setObjectName("mend_button")
        self._mend.setProperty("kind", "primary")
        self._mend.clicked.connect(self.mend_wanted)
        self._build()

    def _build(self) -> None:
        self._well = QFrame()
        self._well.setProperty("kind", "well")
        reason = QVBoxLayout(self._well)
        reason.setContentsMargins(16, 12, 16, 12)
        reason.addWidget(self._reason_title)
        reason.addWidget(self._reason)
        buttons = QHBoxLayout()
        buttons.addWidget(self._mend)
        buttons.addWidget(self._ask)
        buttons.addWidget(self._asked, 1)
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(22, 18, 22, 18)
        inside.setSpacing(8)
        for widget in (self._headline, self._sentence, self._action, self._well):
            inside.addWidget(widget)
        inside.addSpacing(6)
        inside.addLayout(buttons)
        inside.addWidget(self._soft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(18)
        column.addWidget(self._stages)
        column.addWidget(card)
        column.addStretch(1)
        self.show_state("", None)
        self.show_problem(None)

    def title(self) -> str:
        """The heading."""
        return self.tr("Your avatar at Huawei Cloud")

    def lead(self) -> str:
        """The sentence below."""
        return self.tr("Huawei aims to review within one working day and to train within three. You may close this.")

    def first_focus(self) -> QWidget:
        """Ask now."""
        return self._ask

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """The answers do not change any more."""

    def show_state(self, state: str, job: Job | None) -> None:
        """Show the state's own name in words, and the refusal if there is one; an empty state is not known yet."""
        changed, self._state = state != self._state, state
        refusal = job.refusal if job is not None else None
        group = group_of(state) if state else JobGroup.WAITING_TO_SUBMIT
        refused = group is JobGroup.NOT_APPROVED
        self._stages.show_stage(stage_of(state) if state else 1, refused)
        if state:
            words = state_words(state)
            texts = (words.title, words.sentence, words.action)
        else:
            texts = (self.tr("Handed in"), self.tr("Asking Huawei Cloud where it stands..."), "")
        for label, text in zip((self._headline, self._sentence, self._action), texts, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._reason.setText(visible(refusal.text) if refusal is not None else "")
        self._well.setVisible(refusal is not None and bool(refusal.text))
        self._mend.setVisible(refused)
        if changed and state:
            say(self, " ".join(texts), at_once=refused)

    def show_asked(self, when: float | None) -> None:
        """Say when the service was last asked (Unix seconds)."""
        if when is None:
            self._asked.setText("")
            return
        shown = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(when)).time(), QLocale.FormatType.ShortFormat)
        self._asked.setText(self.tr("Last asked at {time}").format(time=shown))

    def show_asking(self, asking: bool) -> None:
        """Say that the answer is on its way."""
        self._ask.setText(self.tr("Asking...") if asking else self.tr("&Ask now"))

    def show_problem(self, problem: Problem | None) -> None:
        """Say softly that asking did not work; the state stays as last known."""
        self._soft.setVisible(problem is not None)
        if problem is not None:
            words = problem_words(problem)
            self._soft.setText(" ".join(part for part in (words.title, words.sentence, words.action) if part))

    @staticmethod
    def _label() -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
