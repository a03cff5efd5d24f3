"""One finding: what, where, a picture of that moment, whose rule, what to do, and the buttons that do it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.footage import Finding, Severity
from avatar_wizard.domain.signals import ScreenSignals
from avatar_wizard.ui import wording

from .beside import Beside
from .fold import Fold
from .heat_map import HeatMap
from .icons import Icon
from .places import moment_of, time_words
from .still_button import StillButton
from .text import Text

_MARKS = {Severity.STOP: ("stop", "stop"), Severity.WARNING: ("warning", "warn"), Severity.TIP: ("info", "accent")}
_COMFORTABLE_EMS = 30


class FindingCard(QFrame):
    """A finding in plain words. A warning that was accepted is folded up, with its reason.

    ``name`` is the finding's own on the page, see ``places.names_of``; ``is_trial``: nothing can be decided here.

    Signals:
        mend_wanted: the Repair of this finding.
        show_wanted: the name; its mark on the film strip is to be shown.
        still_wanted: the name; its picture is to be shown large.
        waive_wanted, unwaive_wanted: the finding's code.
    """

    mend_wanted = Signal(object)
    show_wanted = Signal(str)
    still_wanted = Signal(str)
    waive_wanted = Signal(str)
    unwaive_wanted = Signal(str)

    def __init__(
        self,
        finding: Finding,
        name: str = "",
        *,
        reason: str | None = None,
        screen: ScreenSignals | None = None,
        is_trial: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``reason``: why the warning was accepted, None when it was not. ``screen``: what its heat map shows."""
        super().__init__(parent)
        self.finding, self.name, self.reason = finding, name or finding.code.replace(".", "_"), reason
        self._screen, self._is_trial = screen, is_trial
        self.setProperty("kind", "well")
        self.setObjectName(f"finding_{self.name}")
        self._words = wording.finding_words(finding)
        self._still: StillButton | None = None
        self._decision: QPushButton | None = None
        kind = wording.severity_words(finding.severity)
        self._title = Text(self.tr("{kind}: {title}").format(kind=kind, title=self._words.title))
        self._title.setStyleSheet("font-weight: 600;")
        whole = self._accepted() if self.is_accepted else self._open()
        picture, tone = ("check", "muted") if self.is_accepted else _MARKS[finding.severity]
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(Icon(picture, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(whole, 1)
        words = self._words
        accepted = self.tr("You send it anyway: {reason}").format(reason=reason) if self.is_accepted else ""
        spoken = (self._title.text(), words.sentence, words.action, words.source, accepted)
        self.setAccessibleName(" ".join(filter(None, spoken)))

    @property
    def is_accepted(self) -> bool:
        """Whether it is a warning that the person knows of and sends the video with."""
        return self.reason is not None and self.finding.severity is Severity.WARNING

    def shows(self, finding: Finding, name: str, reason: str | None, screen: ScreenSignals | None) -> bool:
        """Whether it shows just this already."""
        return (finding, name, reason, screen) == (self.finding, self.name, self.reason, self._screen)

    @property
    def moment_s(self) -> float | None:
        """The moment that its picture shows; None for what has no time."""
        if self.finding.start_s is None:
            return None
        return moment_of(self.finding.start_s, self.finding.end_s)

    def show_picture(self, picture: QImage) -> None:
        """Show the picture of its moment."""
        if self._still is not None:
            self._still.show_picture(picture)

    def first_focus(self) -> QWidget | None:
        """The button that accepts the warning or takes that back, else its first one; None without any."""
        return self._decision or next(iter(self.findChildren(QPushButton)), None)

    # --- what it is made of

    def _open(self) -> QWidget:
        whole = QWidget()
        source = Text(self._words.source, scale="small", tone="muted")
        source.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title, 1)
        top.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._details())
        return whole

    def _accepted(self) -> QWidget:
        """Folded up: the title and the reason are in sight, the rest one press away."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(self.tr("You send it anyway: {reason}").format(reason=self.reason), tone="muted"), 1)
        if not self._is_trial:
            back = self._button("unwaive", self.tr("Take back"), quiet=True)
            back.clicked.connect(self._tell_unwaive)
            self._decision = back
            row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        fold = Fold(self.tr("What was found"), f"details_{self.name}", self._details())
        fold.button.setAccessibleName(f"{fold.button.text()}: {self._words.title}")
        column.addWidget(fold)
        return whole

    def _details(self) -> QWidget:
        finding, moment = self.finding, self.moment_s
        # Tab goes from top to bottom: the picture stands beside the words, or above them, but not below the buttons.
        if finding.start_s is not None and moment is not None:
            time = time_words(finding.start_s, finding.end_s or finding.start_s)
            self._still = StillButton(self.name, time, f"{time}, {self._words.title}")
            self._still.clicked.connect(self._tell_still)
        told = QWidget()
        words = QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(Text(self._words.sentence))
        if self._words.action:
            words.addWidget(Text(self._words.action, tone="muted"))
        buttons = self._buttons()
        if buttons is not None:
            words.addSpacing(4)
            words.addLayout(buttons)
        words.addStretch(1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        still = self._still
        column.addWidget(told if still is None else Beside(told, still, _COMFORTABLE_EMS, above=True))
        if self._screen is not None:
            heat = HeatMap(f"heat_map_{self.name}")
            # It shows itself: without a parent it would be a window for a moment.
            column.addWidget(heat)
            heat.show_screen(self._screen)
        return whole

    def _buttons(self) -> QHBoxLayout | None:
        finding = self.finding
        wanted: list[QPushButton] = []
        if finding.repair is not None and not self._is_trial:
            wanted.append(self._button("mend", self.tr("Mend it...")))
            wanted[-1].clicked.connect(self._tell_mend)
        if finding.start_s is not None:
            wanted.append(self._button("show", self.tr("Show"), quiet=bool(wanted)))
            wanted[-1].clicked.connect(self._tell_show)
        if finding.severity is Severity.WARNING and not self.is_accepted and not self._is_trial:
            wanted.append(self._button("waive", self.tr("Send anyway..."), quiet=bool(wanted)))
            wanted[-1].clicked.connect(self._tell_waive)
            self._decision = wanted[-1]
        if not wanted:
            return None
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in wanted:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _button(self, verb: str, label: str, *, quiet: bool = False) -> QPushButton:
        button = QPushButton(label)
        button.setObjectName(f"{verb}_{self.name}")
        button.setAccessibleName(f"{label.rstrip('.')}: {self._words.title}")
        if quiet:
            button.setProperty("kind", "quiet")
        return button

    # --- what is pressed

    @Slot()
    def _tell_mend(self) -> None:
        self.mend_wanted.emit(self.finding.repair)

    @Slot()
    def _tell_show(self) -> None:
        self.show_wanted.emit(self.name)

    @Slot()
    def _tell_still(self) -> None:
        self.still_wanted.emit(self.name)

    @Slot()
    def _tell_waive(self) -> None:
        self.waive_wanted.emit(self.finding.code)

    @Slot()
    def _tell_unwaive(self) -> None:
        self.unwaive_wanted.emit(self.finding.code)
