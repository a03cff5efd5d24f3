"""The foot line of the first screen: who is signed in, what holds sending back, language and look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from avatar_wizard.ui.parts.plain_label import PlainLabel
from avatar_wizard.ui.theme import Theme

LANGUAGES = (("en", "English"), ("zh_CN", "\u7b80\u4f53\u4e2d\u6587"))

_MARGIN = 40


def _small_line() -> PlainLabel:
    """One line, whose whole text is in the tool tip when there is no room for it."""
    line = PlainLabel()
    line.setProperty("scale", "small")
    line.setProperty("tone", "muted")
    return line


class HomeFoot(QFrame):
    """What is set once and seldom again.

    Signals:
        account_wanted, limits_wanted: without arguments.
        language_chosen, theme_chosen: the new value.
    """

    account_wanted = Signal()
    limits_wanted = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(self, *, language: str, theme: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._account = _small_line()
        self._account.setObjectName("home_account")
        self._account_button = self._quiet("account_button", "")
        self._account_button.clicked.connect(self.account_wanted)
        self._limits = _small_line()
        self._limits.setObjectName("home_limits")
        self._limits.hide()
        self._limits_button = self._quiet("limits_button", self.tr("Speed and &hours"))
        self._limits_button.clicked.connect(self.limits_wanted)
        self._language = self._combo("language_combo", LANGUAGES, language)
        self._language.activated.connect(self._tell_language)
        themes = (
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
            (Theme.CONTRAST, self.tr("High contrast")),
        )
        self._theme = self._combo("theme_combo", themes, theme)
        self._theme.activated.connect(self._tell_theme)
        self._left, self._right = QWidget(), QWidget()
        left, right = QHBoxLayout(self._left), QHBoxLayout(self._right)
        left.addWidget(self._account)
        left.addWidget(self._account_button)
        left.addWidget(self._limits_button)
        left.addWidget(self._limits, 100)
        left.addStretch(1)
        right.addStretch(1)
        for text, combo in ((self.tr("&Language"), self._language), (self.tr("L&ook"), self._theme)):
            label = QLabel(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text.replace("&", ""))
            right.addWidget(label)
            right.addWidget(combo)
        for side in (left, right):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(10)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        self._row.setSpacing(10)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line, or two where it is too narrow or the letters are too large for one."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of its two halves."""
        widest = max(self._left.minimumSizeHint().width(), self._right.minimumSizeHint().width())
        return QSize(widest + 2 * _MARGIN, super().minimumSizeHint().height())

    def controls(self) -> list[QWidget]:
        """What can have the keyboard, in reading order."""
        return [self._account_button, self._limits_button, self._language, self._theme]

    def show_account(self, words: str, *, signed_in: bool) -> None:
        """Say who is signed in, and lead there."""
        self._account.setText(words)
        self._account_button.setText(self.tr("&Account") if signed_in else self.tr("Sign &in"))

    def show_limits(self, words: str) -> None:
        """Say what holds sending back; empty for nothing."""
        self._limits.setText(words)
        self._limits.setVisible(bool(words))
        self._limits_button.setAccessibleDescription(words)
        self._arrange()

    # --- inside

    def _arrange(self) -> None:
        needed = self._left.sizeHint().width() + self._right.sizeHint().width() + 2 * _MARGIN + self._row.spacing()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if needed <= self.width() else directions.TopToBottom)

    @Slot(int)
    def _tell_language(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))

    @Slot(int)
    def _tell_theme(self, index: int) -> None:
        self.theme_chosen.emit(str(self._theme.itemData(index)))

    @staticmethod
    def _quiet(name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setProperty("kind", "quiet")
        return button

    @staticmethod
    def _combo(name: str, values: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        for value, label in values:
            combo.addItem(label, str(value))
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        return combo
