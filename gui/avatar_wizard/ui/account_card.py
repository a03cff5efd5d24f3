"""Who is signed in, without a secret, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from avatar_wizard.flow.ports import Credentials, SignInMethod
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.regions import region_name
from avatar_wizard.ui.wording import visible


class AccountCard(QFrame):
    """One account.

    Signals:
        sign_out_wanted: without arguments.
    """

    sign_out_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._who = Text(scale="heading")
        self._who.setObjectName("account_line")
        self._where = Text(tone="muted")
        self.sign_out = QPushButton(self.tr("Sign &out"))
        self.sign_out.setObjectName("sign_out_button")
        self.sign_out.clicked.connect(self.sign_out_wanted)
        words = QVBoxLayout()
        words.addWidget(self._who)
        words.addWidget(self._where)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 18, 22, 18)
        row.addLayout(words, 1)
        row.addWidget(self.sign_out)

    def show_account(self, credentials: Credentials) -> None:
        """Show the end of the access key, or the user's name, and the region."""
        if credentials.method is SignInMethod.KEYS:
            text: str = self.tr("Signed in with the access key that ends in {ending}")
            said = text.format(ending=visible(credentials.access_key[-4:]))
        else:
            said = self.tr("Signed in as {user}").format(user=visible(credentials.user))
        self._who.setText(said)
        self._where.setText(region_name(credentials.region))
