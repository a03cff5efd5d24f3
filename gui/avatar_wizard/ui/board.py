"""Where notices are put up: above the first screen or above the page, whichever shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.notices import problem_notice, unexpected_notice
from avatar_wizard.ui.parts.problem_strip import Notice
from avatar_wizard.ui.unexpected import UnexpectedErrors


class Board(QObject):
    """Holds the one notice of the moment, also while the content is built anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._content: Content | None = None
        self._notice: Notice | None = None
        self._details = ""
        self.unexpected = UnexpectedErrors(self)
        self.unexpected.told.connect(self._show_unexpected)

    def attach(self, content: Content) -> None:
        """Take (new) content, whose right screen shows already, and put the notice up there."""
        self._content = content
        self.show(self._notice)

    def show(self, notice: Notice | None) -> None:
        """Put ``notice`` up in place of the former one; None takes it down."""
        self._notice = notice
        if self._content is not None:
            at_home = self._content.is_home
            self._content.home.show_notice(notice if at_home else None)
            self._content.shell.show_notice(None if at_home else notice)

    @Slot()
    def clear(self) -> None:
        """Take the notice down."""
        self.show(None)

    @Slot(object)
    def fail(self, error: BaseException) -> None:
        """Say what went wrong: a problem in its own words, anything else as unexpected."""
        if isinstance(error, ProblemError):
            self.show(problem_notice(error.problem))
        else:
            self.unexpected.note(error)

    @Slot()
    def copy_details(self) -> None:
        """Copy what was told about the last unexpected error."""
        QGuiApplication.clipboard().setText(self._details)

    @Slot(str)
    def _show_unexpected(self, details: str) -> None:
        self._details = details
        self.show(unexpected_notice())
