"""Signing in and out: between the page and the desk."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials, Hop, HopResult
from avatar_wizard.ui.pages.sign_in import SignInPage
from avatar_wizard.ui.tasks import Tasks


class SignInPresenter(QObject):
    """Knows who is signed in.

    Signals:
        changed: without arguments; somebody signed in or out.
        failed: an exception that the page does not show itself.
        testing: whether the connection is being tested now.
    """

    changed = Signal()
    failed = Signal(object)
    testing = Signal(bool)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._page: SignInPage | None = None
        self._credentials: Credentials | None = None
        self._hops: tuple[HopResult, ...] = ()
        self._round = 0
        self._is_testing = False

    @property
    def credentials(self) -> Credentials | None:
        """Who is signed in, as far as is known by now."""
        return self._credentials

    def attach(self, page: SignInPage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.sign_in_wanted.connect(self._sign_in)
        page.sign_out_wanted.connect(self._sign_out)
        self._show()

    def start(self) -> None:
        """Look for a sign-in that was kept; the keyring may ask the person to unlock it."""
        self._round += 1
        self._tasks.run(self._desk.credentials, partial(self._found, self._round), self._not_found)

    def _found(self, number: int, credentials: Credentials | None) -> None:
        if number == self._round and credentials is not None:
            self._credentials = credentials
            self._show()
            self.changed.emit()

    def _not_found(self, error: BaseException) -> None:
        # No keyring is not an error of this moment: the page says that the sign-in holds for this run.
        if not isinstance(error, ProblemError):
            self.failed.emit(error)

    @Slot(object, bool)
    def _sign_in(self, credentials: Credentials, keep: bool) -> None:
        self._round += 1
        self._is_testing, self._hops = True, ()
        self._show()
        self.testing.emit(True)
        self._tasks.run(
            partial(self._desk.sign_in, credentials, keep=keep),
            partial(self._tested, self._round, credentials),
            partial(self._not_tested, self._round, credentials),
        )

    def _tested(self, number: int, credentials: Credentials, hops: tuple[HopResult, ...]) -> None:
        if number != self._round:
            return
        self._is_testing, self._hops = False, hops
        if all(hop.ok for hop in hops):
            self._credentials = credentials
        self._show()
        self.testing.emit(False)
        if self._credentials is credentials:
            self.changed.emit()

    def _not_tested(self, number: int, credentials: Credentials, error: BaseException) -> None:
        if number != self._round:
            return
        self._is_testing = False
        if isinstance(error, ProblemError) and error.problem.code.startswith("vault."):
            # The way to the service held; only keeping the sign-in did not work.
            self._credentials = credentials
            self._show()
            self.changed.emit()
        elif isinstance(error, ProblemError):
            self._hops = (HopResult(Hop.ADDRESS, False, error.problem),)
        self._show()
        self.testing.emit(False)
        self.failed.emit(error)

    @Slot()
    def _sign_out(self) -> None:
        self._round += 1
        self._credentials, self._hops = None, ()
        self._show()
        self._tasks.run(self._desk.sign_out, self._signed_out, self.failed.emit)
        self.changed.emit()

    def _signed_out(self, _: None) -> None:
        if self._page is not None:
            self._page.first_focus().setFocus()

    def _show(self) -> None:
        if self._page is None:
            return
        self._page.show_keyring(self._desk.vault_problem)
        self._page.show_testing(self._is_testing)
        self._page.show_account(self._credentials)
        self._page.show_hops(self._hops)
