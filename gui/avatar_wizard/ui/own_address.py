"""What only few need to sign in: an address of their own, a project, a temporary key's token."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from avatar_wizard.flow.ports import Credentials
from avatar_wizard.ui.parts.field import Field
from avatar_wizard.ui.secret_field import SecretField


class OwnAddress(QWidget):
    """Six optional lines; empty ones leave the usual."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = {name: QLineEdit() for name in ("region", "project_id", "endpoint", "iam_endpoint", "app_user")}
        for name, line in self._lines.items():
            line.setObjectName(f"{name}_edit")
        self._token = SecretField("security_token")
        self._token.set_names(self.tr("Security token"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        fields = (
            Field(
                self.tr("Project ID"),
                self._lines["project_id"],
                self.tr("Found by itself when the region has one project."),
            ),
            Field(self.tr("Security token"), self._token, self.tr("Only with a temporary access key.")),
            Field(self.tr("Address of MetaStudio"), self._lines["endpoint"], self.tr("Begins with https://")),
            Field(self.tr("Address of IAM"), self._lines["iam_endpoint"], self.tr("Begins with https://")),
            Field(self.tr("Another region's ID"), self._lines["region"], self.tr("For example cn-north-4.")),
            Field(
                self.tr("End user's ID"),
                self._lines["app_user"],
                self.tr("For platforms that serve several users; letters and digits."),
            ),
        )
        for number, field in enumerate(fields):
            grid.addWidget(field, number // 2, number % 2)

    def values(self) -> dict[str, str]:
        """What was typed, by the names of Credentials' fields."""
        return {name: line.text().strip() for name, line in self._lines.items()} | {
            "security_token": self._token.text()
        }

    def show_values(self, credentials: Credentials) -> None:
        """Fill in the addresses and ids of ``credentials``; the region only through its card."""
        for name in ("project_id", "endpoint", "iam_endpoint", "app_user"):
            self._lines[name].setText(getattr(credentials, name))
        self._token.edit.setText(credentials.security_token)

    def clear_secrets(self) -> None:
        """Forget the token."""
        self._token.clear()
