"""All avatars on their way, one row each, and above two or more of them what can be done with all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from avatar_wizard.ui.standing import Standing

from .more_button import MoreButton
from .once_button import OnceButton
from .running_row import RunningRow
from .text import Text


class RunningList(QWidget):
    """Rows stay the same widgets when others come and go, or change places.

    Signals:
        opened, pause_wanted, resume_wanted, first_wanted, cancel_wanted: a submission's key.
        pause_all_wanted, resume_all_wanted, cancel_all_wanted: without arguments.
        rearranged: without arguments; there are other rows, or in another order.
    """

    opened = Signal(str)
    pause_wanted = Signal(str)
    resume_wanted = Signal(str)
    first_wanted = Signal(str)
    cancel_wanted = Signal(str)
    pause_all_wanted = Signal()
    resume_all_wanted = Signal()
    cancel_all_wanted = Signal()
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, RunningRow] = {}
        self._together = Text(scale="small", tone="muted")
        self._together.setObjectName("running_together")
        self._pause, self._resume = OnceButton(self.tr("&Pause all")), OnceButton(self.tr("R&esume all"))
        for button, name, signal in (
            (self._pause, "pause_all", self.pause_all_wanted),
            (self._resume, "resume_all", self.resume_all_wanted),
        ):
            button.setObjectName(name)
            button.setProperty("kind", "quiet")
            button.clicked.connect(signal)
        self._more = MoreButton("more_all", self.tr("&More"), self.tr("all on their way"))
        self._more.add("cancel_all", self.tr("Cancel all..."), self.cancel_all_wanted.emit)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(4)
        head.addWidget(self._together, 1)
        for control in (self._pause, self._resume, self._more):
            head.addWidget(control)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self._head)
        whole.addLayout(self._column)
        self.show_runs(())

    @property
    def keys(self) -> tuple[str, ...]:
        """Whose rows there are, from top to bottom."""
        return tuple(self._rows)

    def controls(self) -> list[QWidget]:
        """What can have the keyboard, in reading order."""
        rows = [control for row in self._rows.values() for control in row.controls]
        return [self._pause, self._resume, self._more, *rows]

    def show_runs(self, runs: Sequence[tuple[str, str]]) -> None:
        """One row for each (key, name), in this order."""
        wanted = dict(runs)
        changed = tuple(wanted) != self.keys
        if changed:
            lost = self._drop([key for key in self._rows if key not in wanted])
            rows = {key: self._rows.get(key) or self._made(key, name) for key, name in wanted.items()}
            self._rows = rows
            for place, row in enumerate(rows.values()):
                if self._column.indexOf(row) != place:
                    self._column.removeWidget(row)
                    self._column.insertWidget(place, row)
                    row.show()
            if lost is not None and rows:
                list(rows.values())[min(lost, len(rows) - 1)].controls[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for key, name in wanted.items():
            self._rows[key].show_name(name)
        self._head.setVisible(len(wanted) > 1)
        self.setVisible(bool(wanted))
        if changed:
            self.rearranged.emit()

    def is_seen(self, key: str) -> bool:
        """Whether any of that row is on the screen, and not scrolled away."""
        return not self._rows[key].visibleRegion().isEmpty()

    def show_bar(self, key: str, per_mille: int) -> None:
        """Move one bar."""
        self._rows[key].show_bar(per_mille)

    def show_standing(self, key: str, standing: Standing) -> None:
        """Write one row's words."""
        self._rows[key].show_standing(standing)

    def show_may_be_first(self, key: str, may_be_first: bool) -> None:
        """Offer to send one before the others, or not."""
        self._rows[key].show_may_be_first(may_be_first)

    def show_together(self, words: str, *, may_pause: bool, may_resume: bool) -> None:
        """Say how all of them are; offer what makes sense for all."""
        if self._together.text() != words:
            self._together.setText(words)
        focused = self.window().focusWidget()
        self._pause.setVisible(may_pause)
        self._resume.setVisible(may_resume)
        left = next((button for button in (self._pause, self._resume) if not button.isHidden()), self._more)
        if focused in (self._pause, self._resume) and focused.isHidden() and self.isVisible():
            left.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside

    def _made(self, key: str, name: str) -> RunningRow:
        row = RunningRow(key, name)
        row.opened.connect(self.opened)
        row.pause_wanted.connect(self.pause_wanted)
        row.resume_wanted.connect(self.resume_wanted)
        row.first_wanted.connect(self.first_wanted)
        row.cancel_wanted.connect(self.cancel_wanted)
        return row

    def _drop(self, keys: Sequence[str]) -> int | None:
        """Take rows out; the place of the one that had the keyboard, None when none had it."""
        focused, lost = self.window().focusWidget(), None
        for key in keys:
            row = self._rows[key]
            if focused is not None and row.isAncestorOf(focused):
                lost = list(self._rows).index(key)
            self._column.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        return lost
