"""The last page before sending: every answer, what is missing, what is at risk, and what will happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import Finding, FootageReport, Severity
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.answers import Answer, answers_of
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.step_notes import StepNotes
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.wording import finding_words, gap_words, joined, listed, step_title, visible

_TWO_COLUMNS_EMS = 48


class ReviewPage(Page):
    """Answers in cards by step, each with a Change button; two columns where there is room.

    Submitting uses up one resource: stated for voice jobs in the MetaStudio user guide, inferred for images.
    """

    step = Step.REVIEW

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Draft, FootageReport | None] | None = None
        self._gaps: tuple[Gap, ...] = ()
        self._pass_words = ""
        self._cards: list[_StepCard] = []
        self._columns = 0
        self._missing = StepNotes("stop", "warning", "missing_list")
        self._warnings = StepNotes("warn", "warning", "warning_list")
        self._missing.change_wanted.connect(self.change_wanted)
        self._warnings.change_wanted.connect(self.change_wanted)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        beside = QHBoxLayout()
        beside.setSpacing(10)
        for side in self._sides:
            side.setSpacing(10)
            beside.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._missing)
        column.addWidget(self._warnings)
        column.addLayout(beside)
        column.addWidget(self._what_happens())
        column.addStretch(1)

    def title(self) -> str:
        """The step's own name."""
        return step_title(self.step)

    def lead(self) -> str:
        """What to do here."""
        return self.tr("Read it through once. You can change everything until you submit.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """List the answers, and repeat the warnings about the video."""
        if (draft, report) == self._shown:
            return
        edition_changed = self._shown is None or answers_of(self._shown[0]) != answers_of(draft)
        self._shown = (draft, report)
        if edition_changed:
            self._rebuild(answers_of(draft))
        self._show_findings()

    def show_pass(self, words: str) -> None:
        """Say that the video is still being looked through, or was not to its end; empty for neither."""
        if words != self._pass_words:
            self._pass_words = words
            self._show_findings()

    def _show_findings(self) -> None:
        """How many findings there are, each warning with what the person said to it, and how far the pass is."""
        draft, report = self._shown or (Draft(), None)
        if report is None:
            self._warnings.show_lines("", [])
            return
        warnings = [finding for finding in report.findings if finding.severity is Severity.WARNING]
        lines = [self._line(draft, finding) for finding in warnings]
        if self._pass_words:
            lines.append(self._pass_words)
        if report.findings and not lines:
            lines.append(self.tr("See there what was found."))
        heading = self.tr("About the video: {findings}").format(findings=self._counted(report))
        self._warnings.set_tone("warn" if warnings else "note")
        self._warnings.show_lines(heading, [(Step.VIDEO, line) for line in lines])

    def _line(self, draft: Draft, finding: Finding) -> str:
        words, reason = finding_words(finding), draft.waived(finding.code)
        if reason is None:
            return joined(words.title, words.sentence)
        return joined(words.title, self.tr("You send it anyway: {reason}").format(reason=visible(reason)))

    def _counted(self, report: FootageReport) -> str:
        counts = {severity: sum(f.severity is severity for f in report.findings) for severity in Severity}
        named = (
            (counts[Severity.STOP], self.tr("must be changed: {count}")),
            (counts[Severity.WARNING], self.tr("warnings: {count}")),
            (counts[Severity.TIP], self.tr("tips: {count}")),
        )
        told = [text.format(count=count) for count, text in named if count]
        return listed(told) if told else self.tr("nothing was found")

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """List what is missing, with a link to each step."""
        if tuple(gaps) == self._gaps:
            return
        self._gaps = tuple(gaps)
        self._missing.show_lines(
            self.tr("Before you can submit:"),
            [(gap.step, gap_words(gap)) for gap in gaps],
        )

    def first_focus(self) -> QWidget:
        """The first missing answer, else the first Change button."""
        return self._missing.first_link() or (self._cards[0].button if self._cards else self)

    def field(self, name: str) -> QWidget | None:
        """Review has no field of its own."""
        return None

    def _rebuild(self, answers: Sequence[Answer]) -> None:
        for card in self._cards:
            self._take_out(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        for step in dict.fromkeys(answer.step for answer in answers):
            card = _StepCard(step, [answer for answer in answers if answer.step is step])
            card.change_wanted.connect(self.change_wanted)
            self._cards.append(card)
        self._arrange(force=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, *, force: bool = False) -> None:
        em = self.fontMetrics().horizontalAdvance("m")
        columns = 2 if self.width() >= em * _TWO_COLUMNS_EMS else 1
        if columns == self._columns and not force:
            return
        self._columns = columns
        for card in self._cards:
            self._take_out(card)
        first = self._even_split() if columns == 2 else len(self._cards)
        for index, card in enumerate(self._cards):
            self._sides[0 if index < first else 1].addWidget(card)

    def _take_out(self, card: QWidget) -> None:
        for side in self._sides:
            side.removeWidget(card)

    def _even_split(self) -> int:
        """How many cards the first column takes, in order, so that both are about as long."""
        lines = [card.lines for card in self._cards]
        return min(range(1, len(lines) + 1), key=lambda n: max(sum(lines[:n]), sum(lines[n:])), default=0)

    def _what_happens(self) -> QWidget:
        box = QFrame()
        box.setProperty("kind", "well")
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        heading = Text(self.tr("When you press Submit"))
        heading.setStyleSheet("font-weight: 600;")
        column.addWidget(heading)
        for line in (
            self.tr("The files and answers above are sent to Huawei Cloud, to your account, and to nobody else."),
            self.tr("It usually uses one image-modelling resource of your account. Your contract has the price."),
            self.tr("A reviewer looks at it; Huawei's aim is one working day. The training cannot be stopped."),
        ):
            column.addWidget(Text(line, tone="muted"))
        return box


class _StepCard(QFrame):
    change_wanted = Signal(object)

    def __init__(self, step: Step, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._step = step
        self.lines = len(answers) + 2
        title = Text(step_title(step), scale="heading")
        self.button = QPushButton(self.tr("Change"))
        self.button.setObjectName(f"change_{step.value.replace('-', '_')}")
        self.button.setAccessibleName(self.tr("Change: {step}").format(step=step_title(step)))
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self._tell)
        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self.button)
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(2)
        rows.setColumnStretch(0, 4)
        rows.setColumnStretch(1, 5)
        spoken = []
        for index, answer in enumerate(answers):
            value = self._value(answer)
            value.setObjectName(f"answer_{step.value}_{index}")
            rows.addWidget(Text(answer.label, tone="muted"), index, 0, Qt.AlignmentFlag.AlignTop)
            rows.addWidget(value, index, 1, Qt.AlignmentFlag.AlignTop)
            shown = value.whole_text if isinstance(value, PlainLabel) else value.text()
            spoken.append(f"{answer.label}: {shown}")
        self.setAccessibleName(f"{step_title(step)}. {'; '.join(spoken)}")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 12)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(rows)
        column.addStretch(1)

    def _value(self, answer: Answer) -> PlainLabel | Text:
        if answer.value:
            return PlainLabel(answer.value) if answer.is_quoted else Text(answer.value)
        return (
            Text(self.tr("not provided"), tone="muted") if answer.is_optional else Text(self.tr("missing"), tone="stop")
        )

    @Slot()
    def _tell(self) -> None:
        self.change_wanted.emit(self._step)
