"""What is said about the footage: one big word, the facts, the take as a film strip, and a card for every finding."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.footage import Finding, FootageReport, Repair, RuleSource, Severity, Verdict
from avatar_wizard.domain.signals import ScreenSignals
from avatar_wizard.ui import wording
from avatar_wizard.ui.pass_standing import verdict_so_far

from .film_strip import FilmStrip
from .finding_card import FindingCard
from .fold import Fold
from .icons import Icon
from .places import marks_of, names_of
from .scrolling import bring_into_view
from .text import Text

__all__ = ["FindingCard", "VerdictCard", "repairs_of"]

_LOOKS = {
    Verdict.OK: ("check", "ok"),
    Verdict.WARNING: ("warning", "warn"),
    Verdict.STOP: ("stop", "stop"),
    Verdict.UNREADABLE: ("stop", "stop"),
}

_STILL_TO_COME = frozenset({"unmade.look", "unmade.full"})
"""What a later pass makes; how far that is, is told elsewhere."""


def repairs_of(report: FootageReport | None) -> tuple[Repair, ...]:
    """Everything that can be mended, each once, in the order of the findings."""
    found = (finding.repair for finding in report.findings) if report is not None else ()
    return tuple(dict.fromkeys(repair for repair in found if repair is not None))


class VerdictCard(QFrame):
    """A FootageReport in plain words; invisible while there is none.

    Signals:
        mend_wanted: the Repairs that the person wants, a tuple.
        place_wanted: the name of the finding whose picture is to be shown large.
        waive_wanted, unwaive_wanted: a finding's code.
        report_wanted: without arguments; the report is to be saved as a file.
    """

    mend_wanted = Signal(object)
    place_wanted = Signal(str)
    waive_wanted = Signal(str)
    unwaive_wanted = Signal(str)
    report_wanted = Signal()

    def __init__(self, name: str = "verdict_card", *, is_trial: bool = False, parent: QWidget | None = None) -> None:
        """``is_trial``: of a clip that is not sent, so that nothing is to be decided about it."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self._is_trial = is_trial
        self._report: FootageReport | None = None
        self._reasons: dict[str, str] = {}
        self._findings: list[FindingCard] = []
        self._pictures: dict[float, QImage] = {}
        self._icon = Icon("check", "ok", 2.2)
        self._word = Text(scale="title")
        self._word.setObjectName("verdict_word")
        self._facts = Text(tone="muted")
        self._facts.setObjectName("footage_facts")
        self._save = QPushButton(self.tr("Save report..."))
        self._save.setObjectName("save_report")
        self._save.setProperty("kind", "quiet")
        self._save.setAccessibleDescription(self.tr("One file with everything said here, for the crew or a client."))
        self._save.clicked.connect(self.report_wanted)
        self.strip = FilmStrip("film_strip" if not is_trial else "trial_strip")
        self.strip.opened.connect(self._open_mark)
        self.strip.chosen.connect(self._show_caption)
        self._caption = Text(scale="small", tone="muted")
        self._caption.setObjectName("strip_caption")
        self._mend = QPushButton()
        self._mend.setObjectName("mend_all")
        self._mend.setProperty("kind", "primary")
        self._mend.clicked.connect(self._mend_all)
        self._technical = Text(scale="small", tone="muted")
        self._fold = Fold(self.tr("Details for technicians"), "technical_details", self._technical)
        self._unmade = Text(scale="small", tone="muted")
        self._unmade_fold = Fold(self.tr("What was not checked"), "unmade_checks", self._unmade)
        self._cards = QVBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._word)
        words.addWidget(self._facts)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        top.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        mend = QHBoxLayout()
        mend.addWidget(self._mend)
        mend.addStretch(1)
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.strip)
        column.addWidget(self._caption)
        column.addLayout(mend)
        column.addLayout(self._cards)
        column.addWidget(self._unmade_fold)
        column.addWidget(self._fold)

    # --- what is shown

    def show_report(self, report: FootageReport | None, reasons: Mapping[str, str] | None = None) -> None:
        """Show ``report``, or nothing; ``reasons`` by code for the warnings that were accepted.

        What is the same as before stays as it is, with the keyboard in it.
        """
        chosen = dict(reasons or {})
        if report == self._report and chosen == self._reasons:
            return
        self._report, self._reasons = report, chosen
        self._show_cards(report)
        if report is not None:
            self._fill(report)
        self.setVisible(report is not None)

    @property
    def report(self) -> FootageReport | None:
        """What is shown."""
        return self._report

    @property
    def spoken(self) -> str:
        """The whole judgement in one text, to be announced."""
        found = (card.accessibleName() for card in self._findings)
        return ". ".join(filter(None, (self._word.text(), self._facts.text(), *found)))

    def put_tile(self, at_s: float, picture: QImage) -> None:
        """A still for the film strip."""
        self.strip.put_tile(at_s, picture)

    def put_picture(self, at_s: float, picture: QImage) -> None:
        """The still of a moment, for the cards about it."""
        self._pictures[at_s] = picture
        for card in self._findings:
            if card.moment_s == at_s:
                card.show_picture(picture)

    def clear_pictures(self) -> None:
        """Forget all stills, because it is another take."""
        self._pictures.clear()
        self.strip.clear_tiles()

    def moments(self) -> tuple[float, ...]:
        """The moments whose pictures the cards show, each once."""
        found = (card.moment_s for card in self._findings)
        return tuple(dict.fromkeys(moment for moment in found if moment is not None))

    # --- inside

    def _show_cards(self, report: FootageReport | None) -> None:
        findings = report.findings if report is not None else ()
        screens = _screens(report)
        cards = []
        for name, finding in zip(names_of(findings), findings, strict=True):
            reason, screen = self._reasons.get(finding.code), screens.get(name)
            same = (card for card in self._findings if card.shows(finding, name, reason, screen))
            cards.append(next(same, None) or self._card(finding, name, reason, screen))
        # The window's own, which it has while a dialog is in front as well.
        focused = self.window().focusWidget()
        held = next((card for card in self._findings if focused is not None and card.isAncestorOf(focused)), None)
        for card in self._findings:
            self._cards.removeWidget(card)
            if card not in cards:
                card.hide()
                card.setParent(None)
                card.deleteLater()
        self._findings = cards
        for card in cards:
            self._cards.addWidget(card)
            card.show()
        self._keep_order()
        if held is not None and held not in cards:
            # The keyboard must not fall into nowhere when its button goes away.
            instead = next((card for card in cards if card.name == held.name), None)
            control = instead.first_focus() if instead is not None else None
            (control or self._save).setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, finding: Finding, name: str, reason: str | None, screen: ScreenSignals | None) -> FindingCard:
        card = FindingCard(finding, name, reason=reason, screen=screen, is_trial=self._is_trial)
        card.mend_wanted.connect(self._mend_one)
        card.show_wanted.connect(self._show_mark)
        card.still_wanted.connect(self.place_wanted)
        card.waive_wanted.connect(self.waive_wanted)
        card.unwaive_wanted.connect(self.unwaive_wanted)
        if (moment := card.moment_s) is not None and moment in self._pictures:
            card.show_picture(self._pictures[moment])
        return card

    def _keep_order(self) -> None:
        """Tab goes from top to bottom, whichever card was made first."""
        chain: list[QWidget] = [self._mend]
        for card in self._findings:
            chain += [w for w in card.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        chain += [self._unmade_fold.button, self._fold.button]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _fill(self, report: FootageReport) -> None:
        name, tone = _LOOKS[report.verdict]
        self._icon.set_icon(name, tone)
        self._word.setText(verdict_so_far(report))
        self._word.set_tone(tone)
        self._facts.setText(wording.facts_line(report.facts) if report.facts else "")
        self._facts.setVisible(report.facts is not None)
        self._technical.setText(wording.technical_facts(report.facts) if report.facts else "")
        self._fold.setVisible(bool(self._technical.text()))
        unmade = [code for code in report.unmade if code not in _STILL_TO_COME]
        self._unmade.setText("\n".join(_unmade_words(code) for code in unmade))
        self._unmade_fold.setVisible(bool(unmade))
        self._save.setVisible(report.facts is not None and not self._is_trial)
        repairs = repairs_of(report)
        self._mend.setVisible(len(repairs) > 1 and not self._is_trial)
        self._mend.setText(self.tr("Mend all ({count})...").format(count=len(repairs)))
        self._fill_strip(report)
        self.setAccessibleName(self.spoken)

    def _fill_strip(self, report: FootageReport) -> None:
        sound = report.signals.sound if report.signals is not None else None
        curve = sound.curve if sound is not None else ()
        seconds = (report.facts.duration_s if report.facts else None) or float(len(curve))
        has_picture = report.facts is not None and report.facts.codec is not None
        self.strip.setVisible(seconds > 0 and (has_picture or bool(curve)))
        self.strip.show_take(seconds, curve)
        self.strip.show_marks(marks_of(report.findings) if seconds > 0 else ())
        self._show_caption()

    @Slot()
    def _show_caption(self) -> None:
        marks = self.strip.marks
        shown = bool(marks) and not self.strip.isHidden()
        self._caption.setText(marks[self.strip.current].text if shown else "")
        self._caption.setVisible(shown)

    @Slot(object)
    def _mend_one(self, repair: Repair) -> None:
        self.mend_wanted.emit((repair,))

    @Slot()
    def _mend_all(self) -> None:
        self.mend_wanted.emit(repairs_of(self._report))

    @Slot(str)
    def _show_mark(self, name: str) -> None:
        number = next((n for n, mark in enumerate(self.strip.marks) if mark.name == name), None)
        if number is not None:
            self.strip.choose(number, focus=True)
            bring_into_view(self.strip)

    @Slot(int)
    def _open_mark(self, number: int) -> None:
        self.place_wanted.emit(self.strip.marks[number].name)


def _unmade_words(code: str) -> str:
    words = wording.finding_words(Finding(code, Severity.TIP, RuleSource.OURS))
    return wording.joined(words.title, words.sentence, words.action)


def _screens(report: FootageReport | None) -> dict[str, ScreenSignals]:
    """The heat map for the first of the findings about the screen's light, by that finding's name."""
    screen = report.signals.screen if report is not None and report.signals is not None else None
    if report is None or screen is None or not screen.map:
        return {}
    named = zip(names_of(report.findings), report.findings, strict=True)
    return next(({name: screen} for name, finding in named if finding.code.startswith("screen.")), {})
