"""Why a video is to be sent in spite of a warning: some reasons that many people have, or one's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from avatar_wizard.ui.modal import Modal
from avatar_wizard.ui.parts.choice import Choice
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.spoken import say

_LETTERS = 64
MOST_LETTERS = 300


class WaiverDialog(Modal):
    """Asks without blocking; Escape leaves the warning open. ``given`` is called with the reason."""

    def __init__(self, title: str, given: Callable[[str], None], parent: QWidget, *, is_huaweis: bool) -> None:
        """``title`` is the warning's; ``is_huaweis`` when the rule is Huawei's, not our own."""
        super().__init__("waiver_dialog", parent)
        self._given = given
        self.setWindowTitle(self.tr("Send it anyway?"))
        about = Text(title)
        about.setStyleSheet("font-weight: 600;")
        risk = (
            self.tr("Huawei may refuse the video for this, or the avatar may turn out worse.")
            if is_huaweis
            else self.tr("The avatar may turn out worse.")
        )
        line = Text(self.tr("{risk} Your reason is kept with it.").format(risk=risk), tone="muted")
        self._choice = Choice(least_ems=40)
        for number, reason in enumerate(self._reasons()):
            self._choice.add(reason, self._radio(reason, f"waiver_reason_{number}"))
        self._choice.add("", self._radio(self.tr("Another reason:"), "waiver_own"))
        self._choice.chosen.connect(self._chosen)
        self._own = QLineEdit()
        self._own.setObjectName("waiver_own_edit")
        self._own.setMaxLength(MOST_LETTERS)
        self._own.setAccessibleName(self.tr("Your reason"))
        self._own.textEdited.connect(self._typed)
        self._missing = Text(tone="stop")
        self._missing.setObjectName("waiver_missing")
        self._missing.hide()
        yes = self.make_button("waiver_confirm", self.tr("&Send it anyway"), self._confirm, "primary")
        no = self.make_button("waiver_cancel", self.tr("&Cancel"), self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(no)
        buttons.addWidget(yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 20)
        column.setSpacing(8)
        column.addWidget(Text(self.tr("Send it anyway?"), scale="heading"))
        for widget in (about, line, QLabel(self.tr("Why?")), self._choice, self._own, self._missing):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(buttons)
        yes.setDefault(True)
        self.fit(_LETTERS)
        self.setAccessibleDescription(f"{title}. {line.text()}")
        self._choice.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> str:
        """The reason as it is now; empty for none."""
        chosen = self._choice.value()
        if chosen is None:
            return ""
        return str(chosen) or self._own.text().strip()

    def _reasons(self) -> tuple[str, ...]:
        return (
            self.tr("I have looked at it, and it is all right."),
            self.tr("It is meant to be like this."),
            self.tr("It cannot be filmed again."),
            self.tr("Huawei has agreed to it."),
        )

    @staticmethod
    def _radio(label: str, name: str) -> QRadioButton:
        button = QRadioButton(label)
        button.setObjectName(name)
        button.setAccessibleName(label.rstrip(":"))
        return button

    @Slot(object)
    def _chosen(self, reason: str) -> None:
        self._missing.hide()
        if not reason:
            self._own.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _typed(self, _: str) -> None:
        self._missing.hide()
        self._choice.show_value("")

    @Slot()
    def _confirm(self) -> None:
        if not self.reason:
            self._missing.setText(self.tr("Choose a reason, or write one."))
            self._missing.show()
            say(self, self._missing.text(), at_once=True)
            return
        given, reason = self._given, self.reason
        self.accept()
        given(reason)
