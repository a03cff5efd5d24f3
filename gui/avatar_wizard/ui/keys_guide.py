"""Where a person finds what the sign-in asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from avatar_wizard.ui.parts.tip import Tip


class KeysGuide(QFrame):
    """The way through the console, and how to treat what is found (IAM user guide, access keys of a user)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "well")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(5)
        for line in (
            self.tr("Open the Huawei Cloud console in a browser. At the top right: your name, then My Credentials."),
            self.tr("Access Keys, then Create Access Key. A file with both keys is downloaded, this one time only."),
            self.tr("Treat the secret key like a bank card's PIN. This program only signs with it and never sends it."),
            self.tr("If somebody else looks after the account, ask them for a user name and password of your own."),
        ):
            column.addWidget(Tip(line))
