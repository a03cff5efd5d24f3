"""What is said about the footage: one big word, the facts in a line, and a card for everything found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from avatar_wizard.domain.footage import Finding, FootageReport, Severity, Verdict
from avatar_wizard.ui import wording

from .fold import Fold
from .icons import Icon
from .text import Text

_LOOKS = {
    Verdict.OK: ("check", "ok"),
    Verdict.WARNING: ("warning", "warn"),
    Verdict.STOP: ("stop", "stop"),
    Verdict.UNREADABLE: ("stop", "stop"),
}
_MARKS = {Severity.STOP: ("stop", "stop"), Severity.WARNING: ("warning", "warn"), Severity.TIP: ("info", "accent")}


class FindingCard(QFrame):
    """One finding: what, the facts, whose rule, what to do."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "well")
        words = wording.finding_words(finding)
        name, tone = _MARKS[finding.severity]
        kind = wording.severity_words(finding.severity)
        title = Text(self.tr("{kind}: {title}").format(kind=kind, title=words.title))
        title.setStyleSheet("font-weight: 600;")
        source = Text(words.source, scale="small", tone="muted")
        source.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.setAccessibleName(" ".join((title.text(), words.sentence, words.action, words.source)))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(title, 1)
        top.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(Text(words.sentence))
        if words.action:
            column.addWidget(Text(words.action, tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(Icon(name, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


class VerdictCard(QFrame):
    """A FootageReport in plain words; invisible while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict_card")
        self.setProperty("kind", "card")
        self._report: FootageReport | None = None
        self._findings: list[FindingCard] = []
        self._icon = Icon("check", "ok", 2.2)
        self._word = Text(scale="title")
        self._word.setObjectName("verdict_word")
        self._facts = Text(tone="muted")
        self._facts.setObjectName("footage_facts")
        self._technical = Text(scale="small", tone="muted")
        self._fold = Fold(self.tr("Details for technicians"), "technical_details", self._technical)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._facts)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(10)
        column.addLayout(top)
        column.addLayout(self._cards)
        column.addWidget(self._fold)
        self.hide()

    def show_report(self, report: FootageReport | None) -> None:
        """Show ``report``, or nothing; the same report again changes nothing."""
        if report == self._report:
            return
        self._report = report
        for card in self._findings:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._findings = []
        if report is not None:
            self._fill(report)
        self.setVisible(report is not None)

    @property
    def spoken(self) -> str:
        """The whole judgement in one text, to be announced."""
        found = (card.accessibleName() for card in self._findings)
        return ". ".join(filter(None, (self._word.text(), self._facts.text(), *found)))

    def _fill(self, report: FootageReport) -> None:
        name, tone = _LOOKS[report.verdict]
        self._icon.set_icon(name, tone)
        self._word.setText(wording.verdict_words(report.verdict))
        self._word.set_tone(tone)
        self._facts.setText(wording.facts_line(report.facts) if report.facts else "")
        self._facts.setVisible(report.facts is not None)
        self._technical.setText(wording.technical_facts(report.facts) if report.facts else "")
        self._fold.setVisible(bool(self._technical.text()))
        self._findings = [FindingCard(finding) for finding in report.findings]
        for card in self._findings:
            self._cards.addWidget(card)
        self.setAccessibleName(self.spoken)
