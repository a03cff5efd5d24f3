"""Everything after the answers: submitting, sending, what went wrong on the way, and following the review.

It knows no step of the wizard but its own two; where the person is, and how to lead them elsewhere, it asks the Way.
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Slot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.problem import Problem, ProblemError, Remedy
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow import navigation
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.navigation import Frame, Place
from avatar_wizard.flow.ports import Credentials
from avatar_wizard.ui.board import Board
from avatar_wizard.ui.care import Care
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.follow_presenter import PRACTICE_INTERVAL_S, FollowPresenter
from avatar_wizard.ui.limits_presenter import LimitsPresenter
from avatar_wizard.ui.line_watch import LineWatch
from avatar_wizard.ui.notices import gaps_notice, problem_notice, step_to_mend, submit_question
from avatar_wizard.ui.outbox import Outbox, RunState
from avatar_wizard.ui.outgoing import Outgoing
from avatar_wizard.ui.parts.problem_strip import Action, Notice
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.sending_presenter import SendingPresenter
from avatar_wizard.ui.tasks import Tasks


class Way(Protocol):
    """Where the person is, and how to lead them elsewhere."""

    @property
    def place(self) -> Place:
        """Where in the wizard."""
        ...

    @property
    def is_home(self) -> bool:
        """Whether the first screen shows."""
        ...

    def enter(self, place: Place) -> None:
        """To a place in the wizard, from wherever they are."""
        ...

    def go_home(self) -> None:
        """To the first screen."""
        ...

    def lists_changed(self) -> None:
        """What the first screen lists is another now."""
        ...


class Dispatch(QObject):
    """From the question before submitting to the end of the review."""

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        way: Way,
        drafting: Drafting,
        board: Board,
        *,
        practice: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._way, self._drafting, self._board = desk, way, drafting, board
        self._practice = practice
        self._content: Content | None = None
        self._failure: Problem | None = None
        self._unmended: Draft | None = None
        self.outbox = Outbox(desk, tasks, self)
        self.outbox.submitted.connect(self._submitted)
        self.outbox.failed.connect(self._failed)
        self.outbox.changed.connect(self._changed)
        self.outgoing = Outgoing(desk, tasks, self.outbox, self)
        self.outgoing.cancelled.connect(self._cancelled)
        self.outgoing.told.connect(board.show)
        self.outgoing.failed.connect(board.fail)
        self.sending = SendingPresenter(self.outgoing, self)
        self.sending.change_wanted_for.connect(self._choose_again)
        self.care = Care(desk, tasks, self.outbox, LineWatch(self), self)
        self.care.failed.connect(board.fail)
        self.care.held.connect(self.outgoing.show_held)
        self.limits = LimitsPresenter(desk, tasks, self)
        self.limits.failed.connect(board.fail)
        self.limits.changed.connect(self._show_limits)
        self.follow = FollowPresenter(desk, tasks, longest_s=PRACTICE_INTERVAL_S if practice else None, parent=self)
        self.follow.failed.connect(board.fail)
        self.follow.mend_wanted.connect(self._mend_refused)
        drafting.changed.connect(self._draft_changed)

    def attach(self, content: Content) -> None:
        """Take (new) content and bring it up to date."""
        self._content = content
        self.outgoing.attach(content)
        self.sending.attach(content.sending)
        self.care.attach(content.window())
        self.follow.attach(content.follow)
        content.home.running.opened.connect(self.open)
        for page in (content.home, content.sending):
            page.limits_wanted.connect(self._open_limits)
        self._show_limits()

    def close(self) -> None:
        """Let every thread end; what was recorded is safe."""
        self.care.close()
        self.outbox.close()
        self.sending.close()
        self.follow.stop()

    # --- submitting and sending

    def submit(self, frame: Frame, account: Credentials | None) -> None:
        """Ask, and send when the answer is yes; say what is missing instead, if anything is."""
        if self._content is None:
            return
        if frame.all_missing:
            to_it = Action("go_to_gap", self.tr("&Go to the first"))
            notice = gaps_notice(frame.all_missing, may_skip=False)
            self._board.show(Notice(notice.title, notice.text, tone="warn", actions=(to_it,), takes_focus=True))
            return
        region = account.region if account is not None else ""
        question = submit_question(self._drafting.draft, region, practice=self._practice)
        ask(self._content, question, partial(self._send, self._drafting.key))

    def _send(self, key: str) -> None:
        if key == self._drafting.key:
            self.outbox.begin(key, self._drafting.draft, plan=True)
            self._show(key)

    def go_on(self, submission: Submission) -> None:
        """Go on with what an earlier run of the program left unfinished."""
        self._drafting.open(submission.key, submission.draft, None, judge=False)
        self.outbox.begin(submission.key, submission.draft, plan=False)
        self._show(submission.key)

    @Slot(str)
    def open(self, key: str) -> None:
        """To the page of what is on its way."""
        run = self.outbox.run(key)
        if run is not None:
            self._drafting.open(key, run.draft, None, judge=False)
            self._show(key)

    def send_on(self) -> None:
        """Go on with what the sending page showed last, and back there."""
        self.sending.resume()
        self._show(self.sending.key)

    def _show(self, key: str) -> None:
        """To the sending page; what had failed is said again."""
        run = self.outbox.run(key)
        if run is None:
            return
        self.sending.show(run)
        self._way.enter(navigation.sending(self._way.place))
        if run.state is RunState.FAILED and run.problem is not None:
            self._say(run.problem)

    def _is_shown(self, key: str) -> bool:
        return not self._way.is_home and key == self.sending.key and self._way.place.step is Step.SENDING

    @Slot(str)
    def _changed(self, key: str) -> None:
        run = self.outbox.run(key)
        if self._is_shown(key) and run is not None and run.state is RunState.RUNNING:
            self._board.clear()

    @Slot(str)
    def _cancelled(self, key: str) -> None:
        if self._is_shown(key):
            self._way.go_home()

    # --- following

    @Slot(object)
    def _submitted(self, submission: Submission) -> None:
        if not self._way.is_home and self._drafting.key == submission.key:
            self.follow_on(submission.key, submission.state, just_now=True)
        else:
            self._way.lists_changed()

    def follow_on(self, key: str, state: str | None, *, just_now: bool = False) -> None:
        """To the page that follows a review."""
        self._way.enter(navigation.in_review(self._way.place))
        self.follow.follow(key, state, just_now=just_now)

    @Slot()
    def _mend_refused(self) -> None:
        """A refused job cannot be changed here: the answers become a new draft."""
        draft = self._drafting.draft
        self.follow.stop()
        self._drafting.open(self._desk.new_key(), draft, None)
        self._way.enter(Place(Step.VIDEO, Step.REVIEW, to_review=True))

    # --- what went wrong

    @Slot(str, object)
    def _failed(self, key: str, error: BaseException) -> None:
        if not isinstance(error, ProblemError):
            self._board.fail(error)
        elif self._way.is_home or key != self._drafting.key:
            self._way.lists_changed()
        else:
            self._say(error.problem)

    def _say(self, problem: Problem) -> None:
        self._failure = problem
        actions = [Action("retry_button", self.tr("&Try again"))]
        if step_to_mend(problem) is not None:
            actions.insert(0, Action("change_answers", self.tr("&Change it")))
        elif problem.remedy is Remedy.SIGN_IN:
            actions.insert(0, Action("sign_in_again", self.tr("&Sign in again")))
        self._board.show(problem_notice(problem, actions))

    @Slot(object)
    def _choose_again(self, problem: Problem) -> None:
        key = self.sending.key
        self.outbox.stop_then(key, partial(self._reopen_for, key, problem))

    def _reopen_for(self, key: str, problem: Problem) -> None:
        if self._is_shown(key) and self.outbox.run(key) is not None:
            self._failure = problem
            self.reopen()

    def reopen(self) -> None:
        """Back into the answers of what is being sent; submitting again replaces what was planned."""
        step = (step_to_mend(self._failure) if self._failure is not None else None) or Step.REVIEW
        self._way.enter(Place(step, Step.REVIEW, to_review=step is not Step.REVIEW))
        if self._drafting.report is None:
            self._drafting.judge()
        if self._failure is not None:
            # What has to be changed stays said until something is.
            self._unmended = self._drafting.draft
            self._board.show(problem_notice(self._failure))

    @Slot()
    def _draft_changed(self) -> None:
        if self._unmended is not None and self._unmended != self._drafting.draft:
            self._unmended = None
            self._board.clear()

    # --- limits

    @Slot()
    def _open_limits(self) -> None:
        if self._content is not None:
            self.limits.open(self._content)

    @Slot()
    def _show_limits(self) -> None:
        if self._content is not None:
            words = self.limits.words()
            self._content.home.show_limits(words)
            self._content.sending.show_limits(words)
