"""The first screen: what was begun on this computer, and the account's jobs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials, StoredDraft
from avatar_wizard.ui.home_rows import Begun
from avatar_wizard.ui.notices import discard_question
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.regions import region_name
from avatar_wizard.ui.sending_presenter import SendingPresenter
from avatar_wizard.ui.tasks import Tasks


class HomePresenter(QObject):
    """Loads the lists and discards what the person wants gone.

    Signals:
        failed: an exception that the page does not show itself.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, sending: SendingPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._sending = desk, tasks, sending
        self._page: HomePage | None = None
        self._begun: tuple[Sequence[StoredDraft], Sequence[Submission]] = ((), ())
        self._jobs: Sequence[Job] | None = None
        self._jobs_problem: Problem | None = None
        self._is_asking = False
        self._account: Credentials | None = None

    def attach(self, page: HomePage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.discard_wanted.connect(self._ask_discard)
        page.jobs_wanted.connect(self.ask_jobs)
        self._show()

    def load(self, *, anew: bool = False) -> None:
        """Read drafts and submissions, after everything that is still to be saved.

        ``anew`` shows none until they are read: what was listed may have changed its nature since.
        """
        if anew:
            self._begun = ((), ())
            self._show()
        self._tasks.write(self._read, self._read_done, self.failed.emit)

    def show_account(self, credentials: Credentials | None) -> None:
        """Somebody signed in or out."""
        self._account = credentials
        self._jobs, self._jobs_problem = None, None
        self._show()
        self.ask_jobs()

    @Slot()
    def ask_jobs(self) -> None:
        """Ask the service what the account's jobs are doing; nothing while nobody is signed in."""
        if self._account is None or self._is_asking:
            return
        self._is_asking = True
        self._show()
        account = self._account
        self._tasks.run(self._desk.jobs, partial(self._jobs_found, account), partial(self._no_jobs, account))

    def _read(self) -> tuple[Sequence[StoredDraft], Sequence[Submission]]:
        return self._desk.drafts(), self._desk.submissions()

    def _read_done(self, found: tuple[Sequence[StoredDraft], Sequence[Submission]]) -> None:
        self._begun = found
        self._show()

    def _jobs_found(self, account: Credentials, jobs: Sequence[Job]) -> None:
        self._is_asking = False
        if account is self._account:
            self._jobs, self._jobs_problem = jobs, None
        self._show()

    def _no_jobs(self, account: Credentials, error: BaseException) -> None:
        self._is_asking = False
        if not isinstance(error, ProblemError):
            self.failed.emit(error)
        elif account is self._account:
            self._jobs_problem = error.problem
        self._show()

    @Slot(object)
    def _ask_discard(self, item: Begun) -> None:
        if self._page is not None:
            question = discard_question(item.draft.name, item.stage)
            ask(self._page, question, partial(self._discard, item))

    def _discard(self, item: Begun) -> None:
        if self._sending.is_running and self._sending.key == item.key:
            self._sending.pause_then(partial(self._discard, item))
            return
        # After every save asked for before, so that none of them brings the draft back.
        self._tasks.write(partial(self._desk.discard, item.key), self._discarded, self.failed.emit)

    def _discarded(self, _: None) -> None:
        self.load()

    def _show(self) -> None:
        if self._page is None:
            return
        self._page.show_begun(*self._begun)
        self._page.show_jobs(self._jobs, self._jobs_problem, asking=self._is_asking)
        if self._account is None:
            self._page.show_account(self.tr("Not signed in yet; the wizard asks for it."))
        else:
            text: str = self.tr("Signed in: {region}")
            self._page.show_account(text.format(region=region_name(self._account.region)))
