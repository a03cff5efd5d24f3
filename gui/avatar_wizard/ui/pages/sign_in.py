"""The page that finds out who the person is to Huawei Cloud. Secrets live in two masked lines and nowhere else here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.gaps import Gap
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow.ports import Credentials, HopResult, SignInMethod
from avatar_wizard.ui.account_card import AccountCard
from avatar_wizard.ui.hops import HopList
from avatar_wizard.ui.own_address import OwnAddress
from avatar_wizard.ui.pages.page import Page
from avatar_wizard.ui.parts.choice import ChoiceRow
from avatar_wizard.ui.parts.field import ErrorLine, Field
from avatar_wizard.ui.parts.fold import Fold
from avatar_wizard.ui.parts.text import Text
from avatar_wizard.ui.regions import REGIONS, RegionChoice
from avatar_wizard.ui.secret_field import SecretField
from avatar_wizard.ui.wording import gap_words, problem_words


class SignInPage(Page):
    """Region, one of two ways to sign in, and how the test of the connection went.

    Signals:
        sign_in_wanted: Credentials, and whether to keep them in the keyring.
        sign_out_wanted: without arguments.
    """

    sign_in_wanted = Signal(object, bool)
    sign_out_wanted = Signal()
    step = Step.SIGN_IN

    def __init__(self, suggested: Credentials | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested = suggested
        self._is_testing = False
        self._region = RegionChoice()
        self._method = ChoiceRow(
            (
                (SignInMethod.KEYS, self.tr("&Access key"), "method_keys"),
                (SignInMethod.PASSWORD, self.tr("&User name and password"), "method_password"),
            ),
            least_ems=14,
        )
        self._ak, self._domain, self._user = (self._line(name) for name in ("ak", "domain", "user"))
        self._sk, self._password = SecretField("sk"), SecretField("password")
        self._own = OwnAddress()
        self._keep = QCheckBox(self.tr("&Keep it in this computer's keyring"))
        self._keep.setObjectName("keep_check")
        self._keep.setChecked(True)
        self._only_now = Text(tone="muted", scale="small")
        self._only_now.setObjectName("keyring_note")
        self._button = QPushButton()
        self._button.setObjectName("sign_in_button")
        self._button.setProperty("kind", "primary")
        self._fill = QPushButton(self.tr("Use the &practice account"))
        self._fill.setObjectName("practice_account_button")
        self._fill.setVisible(suggested is not None and bool(suggested.access_key))
        self._error = ErrorLine()
        self._hops = HopList()
        self._card = AccountCard()
        self._card.sign_out_wanted.connect(self.sign_out_wanted)
        self._build()
        self._method.show_value(SignInMethod.KEYS)
        self._region.show_value(suggested.region if suggested and suggested.region in REGIONS else REGIONS[0])
        if suggested is not None:
            self._own.show_values(replace(suggested, security_token=""))
        self.show_account(None)
        self.show_keyring(None)
        self.show_testing(False)

    # --- what every page is asked

    def title(self) -> str:
        """The heading."""
        return self.tr("Sign in to Huawei Cloud")

    def lead(self) -> str:
        """The sentence below."""
        return self.tr("Your avatar is made in your own account. Nothing is created there before you submit.")

    def show_draft(self, draft: Draft, report: FootageReport | None) -> None:
        """No answer of the draft is asked here."""

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Say that nobody is signed in yet."""
        self._error.show_error(gap_words(gaps[0]) if gaps else "")

    def first_focus(self) -> QWidget:
        """The first empty line, or Sign out when signed in."""
        if not self._form.isVisibleTo(self):
            return self._card.sign_out
        return next((line for line in self._lines() if not line.text()), self._button)

    def field(self, name: str) -> QWidget | None:
        """The one gap of this page leads to the first empty line."""
        return self.first_focus() if name == "sign_in" else None

    # --- what the presenter shows

    def show_account(self, credentials: Credentials | None) -> None:
        """Show who is signed in and forget what was typed; None shows the form. A secret is never shown back."""
        self._form.setVisible(credentials is None)
        self._card.setVisible(credentials is not None)
        if credentials is None:
            return
        self.clear_secrets()
        for line in (self._ak, self._domain, self._user):
            line.clear()
        self._card.show_account(credentials)

    def show_keyring(self, problem: Problem | None) -> None:
        """Say whether the keyring can keep the sign-in; without one it holds for this run only."""
        self._keep.setVisible(problem is None)
        self._only_now.setVisible(problem is not None)
        if problem is not None:
            only = self.tr("Your sign-in is kept for this run only, in memory.")
            self._only_now.setText(f"{only} {problem_words(problem).title}")

    def show_testing(self, testing: bool) -> None:
        """Say that the connection is being tested; the button then does nothing."""
        self._is_testing = testing
        self._button.setText(self.tr("Testing the connection...") if testing else self.tr("&Test and sign in"))
        if testing:
            self._error.show_error("")
            self._hops.show_hops(())

    def show_hops(self, hops: Sequence[HopResult]) -> None:
        """Show how each station on the way answered."""
        self._hops.show_hops(hops)

    @property
    def outcome(self) -> QWidget:
        """Where the outcome of the test is told; to be scrolled to."""
        return self._hops

    def clear_secrets(self) -> None:
        """Forget both secrets and the temporary key's token."""
        for secret in (self._sk, self._password):
            secret.clear()
        self._own.clear_secrets()

    def is_filled(self) -> bool:
        """Whether the form is complete and nobody is signed in yet."""
        return self._form.isVisibleTo(self) and all(line.text().strip() for line in self._lines())

    @Slot()
    def sign_in(self) -> None:
        """Ask for the test with what was typed, or lead to the line that is still empty."""
        if self._is_testing:
            return
        if not self.is_filled():
            self._error.show_error(self.tr("Fill in all lines, then test the connection."))
            self.first_focus().setFocus()
            return
        self.sign_in_wanted.emit(self._credentials(), self._keep.isVisibleTo(self) and self._keep.isChecked())

    # --- inside

    def _lines(self) -> tuple[QLineEdit, ...]:
        if self._method.value() is SignInMethod.PASSWORD:
            return (self._domain, self._user, self._password.edit)
        return (self._ak, self._sk.edit)

    def _credentials(self) -> Credentials:
        method = self._method.value()
        own = self._own.values()
        by_password = method is SignInMethod.PASSWORD
        return Credentials(
            method=SignInMethod.PASSWORD if by_password else SignInMethod.KEYS,
            region=own["region"] or str(self._region.value()),
            project_id=own["project_id"],
            endpoint=own["endpoint"],
            iam_endpoint=own["iam_endpoint"],
            app_user=own["app_user"],
            access_key="" if by_password else self._ak.text().strip(),
            secret_key="" if by_password else self._sk.text(),
            security_token="" if by_password else own["security_token"],
            domain=self._domain.text().strip() if by_password else "",
            user=self._user.text().strip() if by_password else "",
            password=self._password.edit.text() if by_password else "",
        )

    @Slot()
    def _fill_in(self) -> None:
        account = self._suggested
        if account is None:
            return
        self._method.show_value(account.method)
        self._switch(account.method)
        if account.region in REGIONS:
            self._region.show_value(account.region)
        for line, text in (
            (self._ak, account.access_key),
            (self._sk.edit, account.secret_key),
            (self._domain, account.domain),
            (self._user, account.user),
            (self._password.edit, account.password),
        ):
            line.setText(text)
        self._own.show_values(account)
        self._button.setFocus()

    @Slot(object)
    def _switch(self, method: object) -> None:
        page = 1 if method is SignInMethod.PASSWORD else 0
        self._forms.setCurrentIndex(page)
        # The stack is as tall as the form that shows, not as the taller one.
        for index, form in enumerate(self._form_pages):
            wanted = QSizePolicy.Policy.Preferred if index == page else QSizePolicy.Policy.Ignored
            form.setSizePolicy(QSizePolicy.Policy.Preferred, wanted)
        self._forms.updateGeometry()

    def _build(self) -> None:
        self._sk.set_names(self.tr("Secret access key"))
        self._password.set_names(self.tr("Password"))
        self._form_pages = (
            self._row(
                Field(self.tr("Access key &ID (AK)"), self._ak),
                Field(self.tr("&Secret access key (SK)"), self._sk),
            ),
            self._row(
                Field(self.tr("Account na&me"), self._domain),
                Field(self.tr("Us&er name"), self._user),
                Field(self.tr("Pass&word"), self._password),
            ),
        )
        self._forms = QStackedWidget()
        for form_page in self._form_pages:
            self._forms.addWidget(form_page)
        self._method.chosen.connect(self._switch)
        self._switch(SignInMethod.KEYS)
        for line in (self._ak, self._sk.edit, self._domain, self._user, self._password.edit):
            line.returnPressed.connect(self.sign_in)
        self._button.clicked.connect(self.sign_in)
        self._fill.clicked.connect(self._fill_in)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        stay = self.tr("Avatars do not move between regions.")
        form.addWidget(Field(self.tr("Where is your account?"), self._region, stay))
        form.addWidget(Field(self.tr("How do you sign in?"), self._method))
        form.addWidget(self._forms)
        form.addWidget(Fold(self.tr("More &options"), "sign_in_options", self._own))
        form.addWidget(self._keep)
        form.addWidget(self._only_now)
        form.addWidget(self._error)
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addWidget(self._fill)
        buttons.addStretch(1)
        form.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._card)
        column.addWidget(self._form)
        column.addWidget(self._hops)
        column.addStretch(1)

    @staticmethod
    def _row(*fields: Field) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for field in fields:
            row.addWidget(field, 1)
        return widget

    @staticmethod
    def _line(name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(f"{name}_edit")
        return line
