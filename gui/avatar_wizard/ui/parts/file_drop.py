"""Where a file is dropped, chosen by a button, or pasted: three ways to the same answer (WCAG 2.2, 2.5.7)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.domain.draft import PickedFile, Role
from avatar_wizard.ui.spoken import say
from avatar_wizard.ui.theme import tokens
from avatar_wizard.ui.words.quantities import size_words

from .field import ErrorLine
from .icons import Icon
from .plain_label import PlainLabel
from .text import Text

_RADIUS = 10.0
_MARGIN_LEFT, _MARGIN_RIGHT = 14, 12
_LEAST_LETTERS, _COMFORTABLE_LETTERS = 10, 14


class FileDrop(QFrame):
    """One file's place, for any role. It opens no file and no dialog: it only says what the person wants.

    Signals:
        wanted: the Role; the button that chooses was pressed.
        offered: the Role and a Path; a file was dropped or pasted.
        removed: the Role; the person took the file back.
        several_offered: the Role and a tuple of Paths, where one of several files is to be chosen.
    """

    several_offered = Signal(object, object)
    wanted = Signal(object)
    offered = Signal(object, object)
    removed = Signal(object)

    def __init__(
        self,
        role: Role,
        label: str,
        hint: str = "",
        picture: str = "folder",
        *,
        large: bool = False,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``label`` says what belongs here, ``hint`` what kind of file; ``large`` for a page's one main file.

        ``several``: more than one file may be dropped, so that one of them is chosen afterwards.
        """
        super().__init__(parent)
        self._takes_several = several
        self._more: list[QPushButton] = []
        self.role = role
        self._label, self._hint, self._picture, self._large = label, hint, picture, large
        self._picked: PickedFile | None = None
        self._is_checking = self._hovered = False
        self.setObjectName(f"drop_{role.value}")
        self.setAccessibleName(label)
        self.setAcceptDrops(True)
        self._icon = Icon(picture, "muted", 2.4 if large else 1.7)
        self._name = PlainLabel()
        self._name.setObjectName(f"name_of_{role.value}")
        self._note = Text(scale="small", tone="muted")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setProperty("thin", True)
        self._busy.setAccessibleName(self.tr("Looking at the file"))
        self._choose = QPushButton()
        self._choose.setObjectName(f"choose_{role.value}")
        self._choose.clicked.connect(self._want)
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.setObjectName(f"remove_{role.value}")
        self._remove.setProperty("kind", "quiet")
        self._remove.setAccessibleName(self.tr("Remove: {label}").format(label=label))
        self._remove.clicked.connect(self._give_back)
        self._error = ErrorLine()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._render()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        heading = QLabel(self._label)
        heading.setWordWrap(True)
        if self._large:
            heading.setProperty("scale", "heading")
        described = QHBoxLayout()
        described.setSpacing(8)
        described.addWidget(self._name)
        described.addWidget(self._note, 1)
        words.addWidget(heading)
        words.addLayout(described)
        words.addWidget(self._busy)
        left = QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addLayout(words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._remove)
        self._buttons.addWidget(self._choose)
        self._body.setSpacing(10)
        self._body.addLayout(left, 1)
        self._body.addLayout(self._buttons)
        column = QVBoxLayout(self)
        margin = 18 if self._large else 10
        column.setContentsMargins(_MARGIN_LEFT, margin, _MARGIN_RIGHT, margin)
        column.setSpacing(4)
        column.addLayout(self._body)
        column.addWidget(self._error)

    def add_button(self, button: QPushButton) -> None:
        """Put another button before those of the file's own."""
        self._more.append(button)
        self._buttons.insertWidget(1, button)
        self._arrange()

    def show_file(self, picked: PickedFile | None) -> None:
        """Show the chosen file, or none."""
        if picked != self._picked:
            self._picked = picked
            self._render()

    def show_checking(self, checking: bool) -> None:
        """Say that the file is being looked at, or no longer."""
        if checking != self._is_checking:
            self._is_checking = checking
            self._render()

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the file or that it is missing; empty clears it."""
        if text != self._error.text:
            self._error.show_error(text)
            self._render()

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._error.text

    @property
    def state(self) -> str:
        """``problem``, ``checking``, ``chosen`` or ``empty``; also what a test or a style may ask for."""
        if self._error.text:
            return "problem"
        if self._is_checking:
            return "checking"
        return "chosen" if self._picked is not None else "empty"

    def first_focus(self) -> QWidget:
        """The button that chooses."""
        return self._choose

    def _render(self) -> None:
        picked = self._picked
        # The focus must not fall into nowhere when its button goes away.
        if picked is None and self._remove.hasFocus():
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self._name.setVisible(picked is not None)
        self._remove.setVisible(picked is not None)
        self._busy.setVisible(self._is_checking)
        if picked is None:
            self._note.setText(self._hint)
            self._choose.setText(self.tr("Choose a file..."))
        else:
            self._name.setText(picked.path.name)
            size = size_words(picked.fingerprint.size)
            checking = self.tr("{size} - looking at the file...").format(size=size)
            self._note.setText(checking if self._is_checking else size)
            self._choose.setText(self.tr("Choose another..."))
        self._note.setWordWrap(picked is None)
        self._note.setVisible(bool(self._note.text()))
        self._choose.setAccessibleName(f"{self._choose.text().rstrip('.')}: {self._label}")
        spoken = (self._error.text, self._name.whole_text if picked else "", self._note.text())
        self._choose.setAccessibleDescription(" ".join(filter(None, spoken)))
        tones = {"problem": "stop", "checking": "muted", "chosen": "accent", "empty": "muted"}
        self._icon.set_icon(self._picture, tones[self.state])
        self._arrange()
        self.updateGeometry()
        self.update()

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(self.role)

    @Slot()
    def _give_back(self) -> None:
        self.removed.emit(self.role)

    def _take(self, mime: QMimeData) -> bool:
        """Offer the local files in ``mime``; say what is wrong with anything else."""
        urls = mime.urls() if mime.hasUrls() else []
        if not urls:
            return False
        if len(urls) > 1 and not self._takes_several:
            self._refuse(self.tr("One file only, please."))
            return True
        if not all(url.isLocalFile() for url in urls):
            self._refuse(self.tr("This is not a file on this computer. Save it here first."))
            return True
        paths = tuple(Path(url.toLocalFile()) for url in urls)
        self.show_problem("")
        if len(paths) > 1:
            self.several_offered.emit(self.role, paths)
        else:
            self.offered.emit(self.role, paths[0])
        return True

    def refuse_folder(self) -> None:
        """Say that it was a folder. Whether it is one is for a worker to find out: a network drive may not answer."""
        self._refuse(self.tr("This is a folder. Open it and choose the file."))

    def _refuse(self, text: str) -> None:
        self.show_problem(text)
        say(self, text)

    def _buttons_width(self) -> int:
        shown = [*self._more, self._choose, *([self._remove] if self._picked is not None else [])]
        return sum(button.sizeHint().width() + 10 for button in shown)

    def minimumSizeHint(self) -> QSize:
        """Room for the buttons below the words; beside them is for where there is more."""
        words = self._icon.sizeHint().width() + self.fontMetrics().horizontalAdvance("m") * _LEAST_LETTERS
        return QSize(max(self._buttons_width(), words) + _MARGIN_LEFT + _MARGIN_RIGHT, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons beside the words, or below them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        words = self.fontMetrics().horizontalAdvance("m") * _COMFORTABLE_LETTERS
        narrow = self.width() < self._buttons_width() + self._icon.sizeHint().width() + words
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste a file copied in the file manager, with the focus on one of the buttons."""
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        if not (pasted and self._take(QGuiApplication.clipboard().mimeData())):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that a file may be let go here."""
        if event.mimeData().hasUrls():
            self._hover(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The file went on."""
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        self._hover(False)
        if self._take(event.mimeData()):
            event.acceptProposedAction()

    def _hover(self, hovered: bool) -> None:
        self._hovered = hovered
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed place for a file, a solid one around a file."""
        empty = self._picked is None
        line = tokens.accent if self._hovered else tokens.stop if self._error.text else tokens.edge
        pen = QPen(QColor(line), 2.0 if self._hovered else 1.2)
        if empty:
            pen.setDashPattern([4, 3])
        elif not self._error.text and not self._hovered:
            pen.setColor(QColor(tokens.line))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.soft if self._hovered else tokens.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()
