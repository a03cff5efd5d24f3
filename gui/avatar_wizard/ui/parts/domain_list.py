"""The domains besides the service's own that uploads may go to, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from avatar_wizard.domain.addresses import parse_domain
from avatar_wizard.ui.words.plain import shortened

from .field import Field
from .text import Text

_LINES = 4
_LETTERS = 40


class DomainList(QFrame):
    """A few lines of text below a warning.

    Signals:
        edited: a person typed something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "well")
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("domains_edit")
        self._edit.setTabChangesFocus(True)
        self._edit.setPlaceholderText("obs.studio.example.com")
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES + 26)
        self._field = Field(self.tr("&Uploads may also go to"), self._edit, self.tr("One domain on each line."))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._field)
        warning = self.tr(
            "Your files, ID photos included, may then be sent to these addresses besides Huawei's own. "
            "Add only what your administrator gave you."
        )
        column.addWidget(Text(warning, scale="small", tone="warn"))
        self._edit.textChanged.connect(self._tell)

    def show_domains(self, domains: Sequence[str]) -> None:
        """Show what holds."""
        self._edit.setPlainText("\n".join(domains))

    def domains(self) -> tuple[str, ...] | None:
        """The list without repetitions, as hosts are compared with it; None while a line is none."""
        if self._wrong_line() is not None:
            return None
        return tuple(dict.fromkeys(parse_domain(line) for line in self._lines() if line.strip()))

    def mend(self) -> QWidget | None:
        """Say what is wrong and put the cursor there; the control that mends it, None when all is well."""
        wrong = self._wrong_line()
        if wrong is None:
            return None
        number, why = wrong
        line = shortened(self._lines()[number], _LETTERS)
        words = {
            "shared": self.tr('"{line}" belongs to many. Give the whole name, as in obs.example.com.'),
            "address": self.tr('"{line}" is not within a private network. Give a name, as in obs.example.com.'),
        }.get(why, self.tr('"{line}" is not a domain. Write it as in obs.example.com, without https://.'))
        self._field.show_error(words.format(line=line))
        cursor = QTextCursor(self._edit.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)
        return self._edit

    # --- inside

    def _lines(self) -> list[str]:
        return self._edit.toPlainText().split("\n")

    def _wrong_line(self) -> tuple[int, str] | None:
        """The first line that is no domain, and ``parse_domain``'s word for why."""
        for number, line in enumerate(self._lines()):
            if line.strip():
                try:
                    parse_domain(line)
                except ValueError as error:
                    return number, str(error)
        return None

    @Slot()
    def _tell(self) -> None:
        self._field.show_error("")
        self.edited.emit()
