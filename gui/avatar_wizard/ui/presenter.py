"""Between the person and the desk: where we are, what is answered, what is shown.

The only one that talks to the desk, with the presenters of signing in, sending and following. Everything on the
screen is derived from its state by ``_render``; late answers about other drafts or earlier choices are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.gaps import gaps
from avatar_wizard.domain.problem import Problem, ProblemError, Remedy
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow import navigation
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.navigation import Forward, Frame, Place
from avatar_wizard.ui.board import Board
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.follow_presenter import PRACTICE_INTERVAL_S, FollowPresenter
from avatar_wizard.ui.home_presenter import HomePresenter
from avatar_wizard.ui.home_rows import Begun, Stage
from avatar_wizard.ui.notices import (
    busy_notice,
    gaps_notice,
    problem_notice,
    step_to_mend,
    submit_question,
)
from avatar_wizard.ui.parts.problem_strip import Action, Notice
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.sending_presenter import SendingPresenter
from avatar_wizard.ui.sign_in_presenter import SignInPresenter
from avatar_wizard.ui.tasks import Tasks


class Presenter(QObject):
    """Drives the window's content; survives its rebuilding when the language changes."""

    def __init__(
        self, desk: Desk, tasks: Tasks, picker: FilePicker, *, practice: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._practice = desk, tasks, practice
        self._content: Content | None = None
        self._place = Place()
        self._shows_gaps = False
        self._at_home = True
        self._mend_at: Step | None = None
        self.board = Board(self)
        self.drafting = Drafting(desk, tasks, picker, self)
        self.drafting.changed.connect(self._draft_changed)
        self.drafting.failed.connect(self.board.fail)
        self.sign_in = SignInPresenter(desk, tasks, self)
        self.sign_in.changed.connect(self._account_changed)
        self.sign_in.failed.connect(self.board.fail)
        self.sign_in.testing.connect(self._testing)
        self.sending = SendingPresenter(desk, tasks, self)
        self.sending.submitted.connect(self._submitted)
        self.sending.failed.connect(self._sending_failed)
        self.sending.began.connect(self.board.clear)
        self.home = HomePresenter(desk, tasks, self.sending, self)
        self.home.failed.connect(self.board.fail)
        pause = PRACTICE_INTERVAL_S if practice else None
        self.follow = FollowPresenter(desk, tasks, longest_s=pause, parent=self)
        self.follow.failed.connect(self.board.fail)
        self.follow.mend_wanted.connect(self._mend_refused)

    @property
    def place(self) -> Place:
        """Where the person is in the wizard."""
        return self._place

    def attach(self, content: Content) -> None:
        """Take (new) content and bring it up to date; the old content is about to be deleted."""
        self._content = content
        home, shell = content.home, content.shell
        home.new_wanted.connect(self.new_avatar)
        home.continue_wanted.connect(self.go_on)
        home.notice_acted.connect(self._act)
        shell.next_pressed.connect(self._next)
        shell.back_pressed.connect(self._back)
        shell.home_pressed.connect(self.go_home)
        shell.step_chosen.connect(self._jump)
        shell.notice_acted.connect(self._act)
        for page in content.pages.values():
            page.change_wanted.connect(self._jump)
        self.home.attach(home)
        self.drafting.attach(content.pages)
        self.sign_in.attach(content.sign_in)
        self.sending.attach(content.sending)
        self.follow.attach(content.follow)
        content.setCurrentWidget(content.home if self._at_home else content.shell)
        self.board.attach(content)
        if self._at_home:
            content.home.first_focus().setFocus()
        self._render()

    def start(self) -> None:
        """Look at what is there: the sign-in, drafts, submissions."""
        self.sign_in.start()
        self.home.load()

    def close(self) -> None:
        """Let every thread end; what was to be saved is still saved."""
        self.sending.close()
        self.follow.stop()
        self._tasks.close()

    # --- the first screen

    @Slot()
    def go_home(self) -> None:
        """To the first screen; whatever is being sent goes on."""
        self._at_home = True
        self.follow.stop()
        self.board.clear()
        if self._content is not None:
            self._content.setCurrentWidget(self._content.home)
            self._content.home.first_focus().setFocus()
        self.home.load(anew=True)
        self.home.ask_jobs()

    @Slot()
    def new_avatar(self) -> None:
        """Begin an empty draft."""
        self.drafting.open(self._desk.new_key(), Draft(), None)
        first = Step.AVATAR if self._is_signed_in else Step.SIGN_IN
        self._enter(Place(first, first))

    @Slot(object)
    def go_on(self, item: Begun) -> None:
        """Go on with what was begun: a draft, an interrupted submission, or one to follow."""
        if self.sending.is_running and self.sending.key == item.key:
            # The list may have been read before the submission was recorded.
            self.drafting.open(item.key, item.draft, None, judge=False)
            self._enter(navigation.sending(self._place))
        elif item.stage is Stage.DRAFT and item.stored is not None:
            if item.stored.is_sealed:
                self.drafting.open(item.key, Draft(), None)
                self._enter(Place(Step.AVATAR, Step.AVATAR))
                self.board.show(problem_notice(Problem("store.sealed")))
                return
            self.drafting.open(item.key, item.stored.draft, item.stored.report)
            self._enter(self._furthest_place())
        elif item.submission is not None:
            self.drafting.open(item.key, item.draft, None, judge=False)
            if item.stage is Stage.SUBMITTED:
                self._enter(navigation.in_review(self._place))
                self.follow.follow(item.key, item.submission.state, just_now=False)
            elif self.sending.begin(item.key, item.draft, plan=False):
                self._enter(navigation.sending(self._place))
            else:
                self.board.show(busy_notice())

    def _furthest_place(self) -> Place:
        missing = gaps(self.drafting.draft, self.drafting.report)
        step = missing[0].step if missing else Step.REVIEW
        return Place(step, step)

    # --- the way through the wizard

    @property
    def _is_signed_in(self) -> bool:
        return self.sign_in.credentials is not None

    def _frame(self) -> Frame:
        return navigation.frame(self._place, self.drafting.draft, self.drafting.report, self._is_signed_in)

    def _enter(self, place: Place) -> None:
        self._at_home = False
        if self._content is not None:
            self._content.setCurrentWidget(self._content.shell)
        self._go(place)

    def _go(self, place: Place) -> None:
        moved = place.step is not self._place.step
        self._place = navigation.settled(place, self.drafting.draft)
        if moved:
            self._shows_gaps = False
            self.board.clear()
        self._render()

    def _render(self) -> None:
        if self._content is None or self._at_home:
            return
        frame = self._frame()
        page = self._content.pages[frame.step]
        page.show_draft(self.drafting.draft, self.drafting.report)
        if frame.step is Step.REVIEW:
            page.show_gaps(frame.all_missing)
        else:
            page.show_gaps(frame.missing if self._shows_gaps else ())
            if self._shows_gaps:
                self.board.show(gaps_notice(frame.missing, may_skip=True) if frame.missing else None)
        self._content.shell.show_frame(frame)

    @Slot()
    def _next(self) -> None:
        frame = self._frame()
        if self._content is None or self._at_home or frame.forward is Forward.NONE:
            return
        if frame.forward is Forward.SUBMIT:
            self._submit(frame)
        elif frame.step is Step.SIGN_IN and self._content.sign_in.is_filled():
            self._content.sign_in.sign_in()
        elif frame.missing:
            self._shows_gaps = True
            self._render()
            self._content.shell.focus_field(frame.missing[0].field)
        else:
            self._go(navigation.forward(self._place, self.drafting.draft))

    @Slot()
    def _back(self) -> None:
        if not self._at_home:
            self._go(navigation.back(self._place, self.drafting.draft))

    @Slot(object)
    def _jump(self, step: Step) -> None:
        self._go(navigation.jump(self._place, self.drafting.draft, step))

    @Slot()
    def _draft_changed(self) -> None:
        self._place = navigation.settled(self._place, self.drafting.draft)
        self._render()

    @Slot(bool)
    def _testing(self, testing: bool) -> None:
        if testing:
            self._shows_gaps = False
            self.board.clear()
        elif self._content is not None:
            self._content.shell.reveal(self._content.sign_in.outcome)

    @Slot()
    def _account_changed(self) -> None:
        self.home.show_account(self.sign_in.credentials)
        self._render()
        if self._is_signed_in and self._place.step is Step.SIGN_IN and not self._at_home and self._content is not None:
            self._content.shell.focus_next()

    # --- submitting, sending, following

    def _submit(self, frame: Frame) -> None:
        if self._content is None:
            return
        if frame.all_missing:
            to_it = Action("go_to_gap", self.tr("&Go to the first"))
            notice = gaps_notice(frame.all_missing, may_skip=False)
            self.board.show(Notice(notice.title, notice.text, tone="warn", actions=(to_it,), takes_focus=True))
            return
        credentials = self.sign_in.credentials
        region = credentials.region if credentials is not None else ""
        question = submit_question(self.drafting.draft, region, practice=self._practice)
        ask(self._content, question, partial(self._send, self.drafting.key))

    def _send(self, key: str) -> None:
        if key != self.drafting.key:
            return
        if self.sending.begin(key, self.drafting.draft, plan=True):
            self._go(navigation.sending(self._place))
        else:
            self.board.show(busy_notice())

    @Slot(object)
    def _submitted(self, submission: Submission) -> None:
        if not self._at_home and self.drafting.key == submission.key:
            self._go(navigation.in_review(self._place))
            self.follow.follow(submission.key, submission.state, just_now=True)
        else:
            self.home.load()

    @Slot(str, object)
    def _sending_failed(self, key: str, error: BaseException) -> None:
        if not isinstance(error, ProblemError):
            self.board.fail(error)
            return
        if self._at_home or key != self.drafting.key:
            self.home.load()
            return
        actions = [Action("retry_button", self.tr("&Try again"))]
        self._mend_at = step_to_mend(error.problem)
        if self._mend_at is not None:
            actions.insert(0, Action("change_answers", self.tr("&Change it")))
        elif error.problem.remedy is Remedy.SIGN_IN:
            actions.insert(0, Action("sign_in_again", self.tr("&Sign in again")))
        self.board.show(problem_notice(error.problem, actions))

    def _reopen(self, step: Step) -> None:
        """Back into the answers of what is being sent; submitting again replaces what was planned."""
        self._enter(Place(step, Step.REVIEW, to_review=step is not Step.REVIEW))
        if self.drafting.report is None:
            self.drafting.judge()

    @Slot()
    def _mend_refused(self) -> None:
        """A refused job cannot be changed here: the answers become a new draft."""
        draft = self.drafting.draft
        self.follow.stop()
        self.drafting.open(self._desk.new_key(), draft, None)
        self._enter(Place(Step.VIDEO, Step.REVIEW, to_review=True))

    # --- notices

    @Slot(str)
    def _act(self, name: str) -> None:
        actions: dict[str, Callable[[], None]] = {
            "fill_in_later": lambda: self._go(navigation.forward(self._place, self.drafting.draft)),
            "go_to_gap": lambda: self._jump(self._frame().all_missing[0].step),
            "retry_button": self.sending.resume,
            "change_answers": lambda: self._reopen(self._mend_at or Step.REVIEW),
            "sign_in_again": lambda: self._reopen(Step.SIGN_IN),
            "copy_details": self.board.copy_details,
            "dismiss_notice": self.board.clear,
        }
        actions[name]()
