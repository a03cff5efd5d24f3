"""The last page before sending: every answer, what is missing, what is at risk, and what will happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport, Severity
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.answers import Answer, answers_of
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.icons import Icon
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.wording import finding_words, gap_words, step_title

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
        self._cards: list[_StepCard] = []
        self._columns = 0
        self._missing = _Notes("stop", "warning", "missing_list")
        self._warnings = _Notes("warn", "warning", "warning_list")
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
        open_warnings = [
            finding for finding in (report.findings if report else ()) if finding.severity is Severity.WARNING
        ]
        words = [finding_words(finding) for finding in open_warnings]
        self._warnings.show_lines(
            self.tr("You can submit with these, but Huawei may refuse:"),
            [(Step.VIDEO, self.tr("{title}. {sentence}").format(title=f.title, sentence=f.sentence)) for f in words],
        )

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


class _Notes(QFrame):
    """Lines that lead to a step; invisible when there are none."""

    change_wanted = Signal(object)

    def __init__(self, tone: str, picture: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "strip")
        self.setProperty("tone", tone)
        self._links: list[_Link] = []
        self._heading = Text()
        self._heading.setStyleSheet("font-weight: 600;")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 8)
        row.setSpacing(10)
        row.addWidget(Icon(picture, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[tuple[Step, str]]) -> None:
        for link in self._links:
            self._lines.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._heading.setText(heading)
        by_step: dict[Step, list[str]] = {}
        for step, text in lines:
            by_step.setdefault(step, []).append(text)
        self._links = [
            _Link(heading, step, "\n".join(texts), f"{self.objectName()}_{step.value}")
            for step, texts in by_step.items()
        ]
        for link in self._links:
            link.change_wanted.connect(self.change_wanted)
            self._lines.addWidget(link)
        self.setAccessibleName(" ".join((heading, *(text for _, text in lines))))
        self.setVisible(bool(lines))

    def first_link(self) -> QWidget | None:
        return self._links[0].button if self._links else None


class _Link(QWidget):
    change_wanted = Signal(object)

    def __init__(self, heading: str, step: Step, text: str, name: str) -> None:
        super().__init__()
        self._step = step
        self.button = QPushButton(self.tr("Go there"))
        self.button.setObjectName(name)
        self.button.setAccessibleDescription(text)
        self.button.setAccessibleName(f"{heading} {step_title(step)}")
        self.button.setProperty("kind", "quiet")
        self.button.clicked.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(text), 1)
        row.addWidget(self.button)

    @Slot()
    def _tell(self) -> None:
        self.change_wanted.emit(self._step)
