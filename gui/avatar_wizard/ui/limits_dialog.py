"""The dialog about what sending may take: speed, hours, start, and further upload domains."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.schedule import Schedule
from avatar_wizard.ui.parts.domain_list import DomainList
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.hours_choice import HoursChoice
from avatar_wizard.ui.parts.limits_words import limits_words, unlimited_words
from avatar_wizard.ui.parts.problem_strip import Action, Notice, ProblemStrip
from avatar_wizard.ui.parts.speed_choice import SpeedChoice
from avatar_wizard.ui.parts.start_choice import StartChoice
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.wording import joined, problem_words

LOOK_EVERY_MS = 20_000
_LETTERS_WIDE = 78
_LEAST_LINES = 8


@dataclass(frozen=True, slots=True)
class Decided:
    """What the dialog is about; ``rate_in_mind`` is the number that stays while no rate is limited."""

    limits: Limits
    domains: tuple[str, ...] = ()
    rate_in_mind: int | None = None


class LimitsDialog(QDialog):
    """Asks without blocking; nothing holds before ``save_wanted``, and Escape leaves all as it was.

    Signals:
        save_wanted: what was Decided; the dialog stays until ``show_saved`` or ``show_failure`` answers.
    """

    save_wanted = Signal(object)

    def __init__(self, decided: Decided, parent: QWidget, *, now: Callable[[], float] = time.time) -> None:
        """``now`` tells Unix time."""
        super().__init__(parent)
        self._holds, self._now = decided, now
        self._is_saving = False
        self.setObjectName("limits_dialog")
        self.setWindowTitle(self.tr("Speed and hours"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        self._strip = ProblemStrip()
        self._speed, self._hours, self._start = SpeedChoice(), HoursChoice(), StartChoice()
        self._domains = DomainList()
        self._more = Fold(self.tr("&More"), "limits_more", self._domains)
        self._outcome = Text()
        self._outcome.setObjectName("limits_outcome")
        self._save = self._button(self.tr("&Save"), "limits_save")
        self._save.setProperty("kind", "primary")
        self._cancel = self._button(self.tr("&Cancel"), "limits_cancel")
        self._area = QScrollArea()
        # Tab follows the order in which controls come into the window: all of them at once, from top to bottom.
        self._show_decided(decided)
        self._lay_out()
        # Only now does the dialog know the button; before, it would take the first one.
        self._save.setDefault(True)
        for section in (self._speed, self._hours, self._start, self._domains):
            section.edited.connect(self._refresh)
        self._save.clicked.connect(self._try_to_save)
        self._cancel.clicked.connect(self.reject)
        self._strip.acted.connect(self._try_to_save)
        self._more.button.toggled.connect(self._follow_fold)
        timer = QTimer(self)
        timer.timeout.connect(self._refresh)
        timer.start(LOOK_EVERY_MS)
        self._refresh()
        self._speed.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saved(self) -> None:
        """All is kept: close."""
        self._is_saving = False
        self.accept()

    def show_failure(self, problem: Problem, decided: Decided) -> None:
        """Say that ``decided`` holds, but only until the program ends, because of ``problem``."""
        self._is_saving = False
        self._holds = decided
        words = problem_words(problem)
        self._strip.show_notice(
            Notice(
                self.tr("This could not be kept for the next time."),
                self.tr("It holds until you close this program; after that, it is as it was before."),
                joined(words.title, words.action),
                actions=(Action("limits_retry", self.tr("&Try again")),),
                takes_focus=True,
            )
        )
        self._cancel.setText(self.tr("&Close"))
        self._refresh()
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Enter that brought the dialog up does not save while it is still held down."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """As large as its words need, and no larger than the screen."""
        super().showEvent(event)
        if event.spontaneous():
            return
        room = self.screen().availableGeometry().size()
        self.setMinimumSize(self.minimumSizeHint().boundedTo(room))
        self.resize(self.sizeHint().boundedTo(room * 0.95))

    def sizeHint(self) -> QSize:
        """Wide enough for easy lines, and as high as all of it without scrolling."""
        width = max(self._least_width(), self.fontMetrics().horizontalAdvance("0") * _LETTERS_WIDE)
        # Even beside a scroll bar, which would otherwise come and keep itself needed.
        beside = width - self._area.verticalScrollBar().sizeHint().width()
        return QSize(width, self._column.heightForWidth(beside) + self._bar.heightForWidth(width) + 4)

    def minimumSizeHint(self) -> QSize:
        """Wide enough never to scroll sideways, and some lines of what scrolls above the buttons."""
        width, lines = self._least_width(), self.fontMetrics().lineSpacing() * _LEAST_LINES
        return QSize(width, lines + self._bar.heightForWidth(width))

    # --- inside

    def _least_width(self) -> int:
        return self._column.minimumSize().width() + self._area.verticalScrollBar().sizeHint().width()

    def _lay_out(self) -> None:
        content = QWidget()
        column = self._column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._strip)
        column.addWidget(_card(self.tr("Speed"), self._speed))
        awake = self.tr(
            "While it waits, leave this program open and the computer switched on. "
            "A sleeping computer sends nothing; it goes on when it wakes up."
        )
        column.addWidget(_card(self.tr("Hours"), self._hours, self._start, Text(awake, scale="small", tone="muted")))
        column.addWidget(self._more)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(content)
        bar = QFrame()
        bar.setProperty("kind", "bar")
        below = self._bar = QVBoxLayout(bar)
        below.setContentsMargins(24, 12, 24, 16)
        below.setSpacing(10)
        below.addWidget(self._outcome)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        below.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addWidget(bar)

    @staticmethod
    def _button(label: str, name: str) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(name)
        return button

    def _show_decided(self, decided: Decided) -> None:
        limits = decided.limits
        self._speed.show_speed(limits.rate, is_polite=limits.is_polite, rate_in_mind=decided.rate_in_mind)
        self._hours.show_hours(limits.schedule.quiet)
        self._start.show_start(limits.schedule.start_at, self._now())
        self._domains.show_domains(decided.domains)
        if decided.domains:
            self._more.open()

    def _entered(self) -> Decided | None:
        """What is entered; None while something is wrong with it."""
        speed, quiet, domains = self._speed.speed(), self._hours.quiet(), self._domains.domains()
        start = self._start.start_at()
        if speed is None or quiet is None or domains is None or (self._start.is_wanted and start is None):
            return None
        rate, is_polite = speed
        # A moment that has passed holds nothing back.
        later = start if start is not None and start > self._now() else None
        limits = Limits(rate, is_polite, Schedule(quiet, later))
        return Decided(limits, domains, self._speed.rate_in_mind())

    @Slot()
    def _refresh(self) -> None:
        """Say what holds now, or what will once it is saved."""
        now = self._now()
        self._start.show_meaning(self._hours.quiet() or (), now)
        entered = self._entered()
        is_other = entered is not None and entered.limits != self._holds.limits
        limits = entered.limits if entered is not None and is_other else self._holds.limits
        words = self.tr("Once saved: {limits}.") if is_other else self.tr("Now: {limits}.")
        self._outcome.setText(words.format(limits=limits_words(limits, now) or unlimited_words()))
        self.setAccessibleDescription(self._outcome.text())

    @Slot(bool)
    def _follow_fold(self, is_open: bool) -> None:
        """What has been unfolded is also seen, once it has its place."""
        if is_open:
            QTimer.singleShot(0, self, self._scroll_to_domains)

    @Slot()
    def _scroll_to_domains(self) -> None:
        self._area.ensureWidgetVisible(self._domains)

    @Slot()
    def _try_to_save(self) -> None:
        if self._is_saving:
            return
        wrong = self._first_wrong()
        entered = self._entered()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(wrong)
            say(self, wrong.accessibleDescription(), at_once=True)
        elif entered is not None:
            self._is_saving = True
            self.save_wanted.emit(entered)

    def _first_wrong(self) -> QWidget | None:
        """Have every section say what is wrong with it; the first control to mend."""
        found = [section.mend() for section in (self._speed, self._hours, self._start)]
        domain = self._domains.mend()
        if domain is not None:
            self._more.open()
        return next((control for control in (*found, domain) if control is not None), None)


def _card(title: str, *widgets: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(10)
    column.addWidget(Text(title, scale="heading"))
    for widget in widgets:
        column.addWidget(widget)
    return card
