"""What every page of the wizard is: a view of the draft that reports edits and knows nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.steps import Step


class Page(QWidget):
    """A page. It never talks to another page, the shell, or a service.

    Signals:
        edited: a function ``Draft -> Draft``; the presenter applies it, saves, and shows the result.
        file_wanted: a Role; the person pressed the button that chooses its file.
        file_offered: a Role and a Path; the person dropped or pasted a file.
        file_dropped_out: a Role; the person took its file back.
        change_wanted: a Step; the review page's Change links.
    """

    edited = Signal(object)
    file_wanted = Signal(object)
    file_offered = Signal(object, object)
    file_dropped_out = Signal(object)
    change_wanted = Signal(object)

    step: Step

    def title(self) -> str:
        """The heading the shell shows above the page, one short phrase."""
        raise NotImplementedError

    def lead(self) -> str:
        """One sentence under the heading; empty for none."""
        return ""

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """Show the answers; must not emit ``edited`` nor disturb a field that already shows the same."""
        raise NotImplementedError

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Mark what is missing beside its field, in words; an empty sequence clears all marks."""

    def show_checking(self, role: Role, checking: bool) -> None:
        """Say that a file is being looked at (or no longer)."""

    def refuse_folder(self, role: Role) -> None:
        """Say that what was chosen for ``role`` is a folder."""

    def first_focus(self) -> QWidget:
        """The control that has the focus when the page comes up."""
        raise NotImplementedError

    def field(self, name: str) -> QWidget | None:
        """The control of the gap field ``name``, so that the shell can move the focus there."""
        return None
