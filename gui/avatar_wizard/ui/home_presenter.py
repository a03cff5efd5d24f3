"""The first screen: what was begun on this computer, and the account's jobs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem, ProblemError, Remedy
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.ports import Credentials, StoredDraft
from avatar_wizard.ui.home_rows import Begun
from avatar_wizard.ui.notices import discard_question
from avatar_wizard.ui.outbox import Outbox
from avatar_wizard.ui.outgoing import Outgoing
from avatar_wizard.ui.pages.home import HomePage
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.regions import region_name
from avatar_wizard.ui.running_presenter import RunningPresenter
from avatar_wizard.ui.tasks import Tasks


class HomePresenter(QObject):
    """Loads the lists, shows what is on its way, and discards what the person wants gone.

    Signals:
        failed: an exception that the page does not show itself.
        report_read: the FootageReport that is kept with a draft, None when there is none.
        leaving: a key whose answers are about to be forgotten; nothing may save them after this.
    """

    failed = Signal(object)
    report_read = Signal(object)
    leaving = Signal(str)

    def __init__(
        self, desk: Desk, tasks: Tasks, outbox: Outbox, outgoing: Outgoing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._outbox, self._outgoing = desk, tasks, outbox, outgoing
        self._running = RunningPresenter(outgoing, self)
        self._loads = 0
        self._stale: dict[str, int] = {}  # what has changed its nature: not shown until that load is done
        self._page: HomePage | None = None
        self._begun: tuple[Sequence[StoredDraft], Sequence[Submission]] = ((), ())
        self._jobs: Sequence[Job] | None = None
        self._jobs_problem: Problem | None = None
        self._is_asking = False
        self._account: Credentials | None = None
        outgoing.changed.connect(self._run_changed)
        outgoing.cancelled.connect(self._run_cancelled)

    @property
    def needs_sign_in(self) -> bool:
        """Whether the service refused who is signed in when it was asked last."""
        return self._jobs_problem is not None and self._jobs_problem.remedy is Remedy.SIGN_IN

    def attach(self, page: HomePage) -> None:
        """Take a (new) page and bring it up to date."""
        self._page = page
        page.discard_wanted.connect(self._ask_discard)
        page.cancel_wanted.connect(self._ask_cancel)
        page.continue_all_wanted.connect(self._continue_all)
        page.jobs_wanted.connect(self.ask_jobs)
        self._running.attach(page)
        self._show()

    def load(self, *, anew: bool = False) -> None:
        """Read drafts and submissions, after everything that is still to be saved.

        ``anew`` shows none until they are read: what was listed may have changed its nature since.
        """
        if anew:
            self._begun = ((), ())
            self._show()
        self._loads += 1
        self._tasks.write(self._read, partial(self._read_done, self._loads), self.failed.emit)

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

    def _read_done(self, number: int, found: tuple[Sequence[StoredDraft], Sequence[Submission]]) -> None:
        self._begun = found
        self._stale = {key: until for key, until in self._stale.items() if until > number}
        for stored in found[0]:
            self.report_read.emit(stored.report)
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
        self._outbox.stop_then(item.key, partial(self._discard_stopped, item.key))

    def _discard_stopped(self, key: str) -> None:
        # After every save asked for before, so that none of them brings the draft back.
        self.leaving.emit(key)
        self._tasks.write(partial(self._desk.discard, key), partial(self._discarded, key), self.failed.emit)

    def _discarded(self, key: str, _: None) -> None:
        self._outbox.forget(key)
        self.load()

    def _show(self) -> None:
        if self._page is None:
            return
        self._show_begun()
        self._page.show_jobs(self._jobs, self._jobs_problem, asking=self._is_asking)
        text: str = self.tr("Not signed in yet; the wizard asks for it.")
        if self._account is not None:
            text = self.tr("Signed in: {region}")
            text = text.format(region=region_name(self._account.region))
        self._page.show_account(text, signed_in=self._account is not None)

    # --- what is on its way

    def _show_begun(self) -> None:
        if self._page is None:
            return
        hidden = {*self._stale, *(run.key for run in self._outbox.runs)}
        drafts = [item for item in self._begun[0] if item.key not in hidden]
        submissions = [item for item in self._begun[1] if item.key not in hidden]
        leaving = {item.key for item in submissions if self._outgoing.is_cancelling(item.key)}
        self._page.show_begun(drafts, submissions, locked=self._desk.vault_problem is not None, leaving=leaving)

    @Slot(str)
    def _run_changed(self, key: str) -> None:
        if self._running.show(key):
            self._outdated(key)
        self._show_begun()

    @Slot(str)
    def _run_cancelled(self, key: str) -> None:
        self._outdated(key)
        self._show_begun()

    def _outdated(self, key: str) -> None:
        """What was read about ``key`` is not so any more."""
        self.load()
        self._stale[key] = self._loads

    @Slot(object)
    def _ask_cancel(self, item: Begun) -> None:
        if item.submission is not None:
            self._outgoing.ask_cancel_interrupted(item.submission)

    @Slot(object)
    def _continue_all(self, items: Sequence[Begun]) -> None:
        self._outgoing.go_on_with([item.submission for item in items if item.submission is not None])
