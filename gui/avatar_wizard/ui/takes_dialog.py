"""Several takes, judged one after the other and ranked: the best first, with what puts each where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.footage import Severity, Verdict
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.takes import Ranked
from avatar_wizard.ui import wording
from avatar_wizard.ui.modal import Modal
from avatar_wizard.ui.parts.icons import Icon
from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.pass_standing import verdict_so_far
from avatar_wizard.ui.spoken import say

_LOOKS = {
    Verdict.OK: ("check", "ok"),
    Verdict.WARNING: ("warning", "warn"),
    Verdict.STOP: ("stop", "stop"),
    Verdict.UNREADABLE: ("stop", "stop"),
}
_NOT_JUDGED = ("warning", "warn")
_MOST_TITLES = 3


class TakesDialog(Modal):
    """Rows come as the takes are judged; any that can be read may be taken at any time.

    Signals:
        taken: the number of the take, in the order in which they were chosen.
    """

    taken = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        """``names`` of the files, as they were chosen."""
        super().__init__("takes_dialog", parent)
        self._names = tuple(names)
        self._rows: list[_TakeRow] = []
        self.setWindowTitle(self.tr("Which take?"))
        self.setSizeGripEnabled(True)
        self._words = Text(tone="muted")
        self._words.setObjectName("takes_words")
        self._bar = QProgressBar()
        self._bar.setObjectName("takes_bar")
        self._bar.setProperty("thin", "true")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, len(self._names))
        self._bar.setAccessibleName(self.tr("Looking at the takes"))
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self._cancel = self.make_button("takes_cancel", self.tr("&Cancel"), self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 18)
        column.setSpacing(10)
        column.addWidget(Text(self.tr("Which take?"), scale="heading"))
        column.addWidget(self._words)
        column.addWidget(self._bar)
        column.addWidget(area, 1)
        column.addLayout(buttons)
        digits = self.fontMetrics().horizontalAdvance("0")
        room = parent.window().size() * 0.94
        self.resize(QSize(digits * 84, self.fontMetrics().height() * 30).boundedTo(room))
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_looking(self, number: int) -> None:
        """Take ``number``, counted from 0, is being looked at."""
        text: str = self.tr("Looking at take {number} of {count}: {name}")
        name = wording.visible(self._names[number])
        self._words.setText(text.format(number=number + 1, count=len(self._names), name=name))
        self._bar.setValue(number)
        self._bar.setAccessibleDescription(self._words.text())

    def show_takes(
        self,
        ranked: Sequence[tuple[int, Ranked]],
        *,
        is_complete: bool,
        problems: Mapping[int, Problem] | None = None,
    ) -> None:
        """The takes judged so far, the best first, each with its number; ``problems`` of those that could not be."""
        # Before the rows go: the keyboard moves on by itself when its button does.
        is_untouched = self.focusWidget() is self._cancel
        chosen = next((row.number for row in self._rows if self.focusWidget() is row.button), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        told = problems or {}
        self._rows = [
            _TakeRow(number, take, is_best=place == 0, problem=told.get(number))
            for place, (number, take) in enumerate(ranked)
        ]
        for place, row in enumerate(self._rows):
            row.taken.connect(self._take)
            self.steady(row.button)
            self._column.insertWidget(place, row)
            row.show()
        if is_complete:
            self._bar.hide()
            self._words.setText(
                self.tr("The best one stands first. A quick look decides; the one you take is looked through.")
            )
            say(self, f"{self._words.text()} {self._rows[0].accessibleName() if self._rows else ''}")
        again = next((row for row in self._rows if row.number == chosen), None)
        if again is None and is_complete and is_untouched and self._rows:
            again = self._rows[0]
        if again is not None:
            again.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _take(self, number: int) -> None:
        self.accept()
        self.taken.emit(number)


class _TakeRow(QFrame):
    taken = Signal(int)

    def __init__(self, number: int, take: Ranked, *, is_best: bool, problem: Problem | None) -> None:
        super().__init__()
        self.number = number
        self.setProperty("kind", "card")
        self.setObjectName(f"take_{number}")
        report = take.report
        icon, tone = _LOOKS[report.verdict] if problem is None else _NOT_JUDGED
        name = PlainLabel(take.name)
        name.setObjectName(f"take_name_{number}")
        name.setStyleSheet("font-weight: 600;")
        place = Text(str(take.place), scale="title", tone="accent" if is_best else "muted")
        place.setWordWrap(False)
        said = wording.problem_words(problem) if problem is not None else None
        verdict = Text(verdict_so_far(report) if said is None else said.title, tone=tone)
        facts = Text(wording.facts_line(report.facts) if report.facts else "", scale="small", tone="muted")
        if report.facts is None:
            facts.hide()
        self.button = QPushButton(self.tr("Take this one"))
        self.button.setObjectName(f"take_this_{number}")
        self.button.setAccessibleName(f"{self.button.text()}: {name.whole_text}")
        # What could not be judged here may be the best of all; only what cannot be read is of no use.
        self.button.setEnabled(problem is not None or report.verdict is not Verdict.UNREADABLE)
        if is_best and self.button.isEnabled() and problem is None:
            self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._tell)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(verdict)
        words.addWidget(facts)
        reasons = wording.take_reasons(take) if said is None else tuple(filter(None, (said.sentence, said.action)))
        for reason in reasons:
            words.addWidget(Text(reason))
        titles = _titles(take)
        if titles:
            words.addWidget(Text(titles, tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Icon(icon, tone, 1.5), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        spoken = (f"{take.place}. {name.whole_text}", verdict.text(), *reasons, titles)
        self.setAccessibleName(wording.joined(*(part for part in spoken if part)))
        self.button.setAccessibleDescription(wording.joined(verdict.text(), *reasons))

    @Slot()
    def _tell(self) -> None:
        self.taken.emit(self.number)


def _titles(take: Ranked) -> str:
    """What was found, the gravest first, without tips."""
    found = [finding for finding in take.report.findings if finding.severity is not Severity.TIP]
    return wording.listed(wording.finding_words(finding).title for finding in found[:_MOST_TITLES])
