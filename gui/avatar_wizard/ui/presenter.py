"""Between the person and the desk: where we are, what is answered, what is shown.

The only one that talks to the desk, with the presenters of single rooms. Everything on the screen is derived from its
state by ``_render``; late answers about other drafts or earlier choices are ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.gaps import Gap, gaps
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.flow import navigation
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.navigation import Forward, Frame, Place
from avatar_wizard.ui.board import Board
from avatar_wizard.ui.content import Content
from avatar_wizard.ui.dispatch import Dispatch
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.home_presenter import HomePresenter
from avatar_wizard.ui.home_rows import Begun, Stage
from avatar_wizard.ui.notices import gaps_notice, keyring_notice, problem_notice, sealed_notice
from avatar_wizard.ui.picking import FilePicker
from avatar_wizard.ui.screening import Screening
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
        self._after_sign_in: Callable[[], None] | None = None
        self.board = Board(self)
        self.drafting = Drafting(desk, tasks, picker, self)
        self.drafting.failed.connect(self.board.fail)
        self.sign_in = SignInPresenter(desk, tasks, self)
        self.sign_in.changed.connect(self._account_changed)
        self.sign_in.failed.connect(self.board.fail)
        self.sign_in.testing.connect(self._testing)
        self.dispatch = Dispatch(desk, tasks, self, self.drafting, self.board, practice=practice, parent=self)
        self.drafting.changed.connect(self._draft_changed)
        self.screening = Screening(desk, tasks, picker, self.drafting, self.board, self, parent=self)
        self.screening.working.connect(self.dispatch.care.set_working)
        self.dispatch.follow.sign_in_wanted.connect(self._sign_in_and_follow)
        self.home = HomePresenter(desk, tasks, self.dispatch.outbox, self.dispatch.outgoing, self)
        self.home.failed.connect(self.board.fail)
        self.home.report_read.connect(self.drafting.keep)
        for leaves in (self.home.leaving, self.dispatch.outgoing.leaving, self.dispatch.outgoing.cancelled):
            leaves.connect(self._let_go)

    @property
    def place(self) -> Place:
        """Where the person is in the wizard."""
        return self._place

    @property
    def is_home(self) -> bool:
        """Whether the first screen shows."""
        return self._at_home

    def attach(self, content: Content) -> None:
        """Take (new) content and bring it up to date; the old content is about to be deleted."""
        self._content = content
        home, shell = content.home, content.shell
        home.new_wanted.connect(self.new_avatar)
        home.continue_wanted.connect(self.go_on)
        home.account_wanted.connect(self._visit_account)
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
        self.dispatch.attach(content)
        self.screening.attach(content)
        content.setCurrentWidget(content.home if self._at_home else content.shell)
        self.board.attach(content)
        if self._at_home:
            content.home.first_focus().setFocus()
        self._render()

    def start(self) -> None:
        """Look at what is there: the sign-in, drafts, submissions."""
        self.sign_in.start()
        self.home.load()
        if self._desk.vault_problem is not None:
            self.board.show(keyring_notice(self._desk.vault_problem))

    def close(self) -> None:
        """Let every thread end; what was to be saved is still saved."""
        self.dispatch.close()
        self.screening.close()
        self._tasks.close()

    # --- the first screen

    @Slot()
    def go_home(self) -> None:
        """To the first screen; whatever is being sent goes on."""
        self._at_home, self._after_sign_in = True, None
        self.dispatch.follow.stop()
        self.board.clear()
        if self._content is not None:
            self._content.setCurrentWidget(self._content.home)
            self._content.home.first_focus().setFocus()
        self.home.load(anew=True)
        self.home.ask_jobs()

    def lists_changed(self) -> None:
        """What the first screen lists is another now."""
        self.home.load()

    @Slot()
    def new_avatar(self) -> None:
        """Begin an empty draft."""
        self.drafting.open(self._desk.new_key(), Draft(), None)
        first = Step.AVATAR if self._is_signed_in else Step.SIGN_IN
        self.enter(Place(first, first))

    @Slot(str)
    def _let_go(self, key: str) -> None:
        """An end of a pass would save the draft in hand again, after it was forgotten."""
        shows_it = not self._at_home and self._place.step in navigation.AFTER_SUBMIT
        if key == self.drafting.key and not shows_it:
            self.drafting.open(self._desk.new_key(), Draft(), None)
            self.screening.refresh()

    @Slot(object)
    def go_on(self, item: Begun) -> None:
        """Go on with what was begun: a draft, an interrupted submission, or one to follow."""
        if item.is_sealed and self._desk.vault_problem is not None:
            # The key may come back with the keyring: nothing is opened over what it seals.
            self.board.show(sealed_notice())
        elif self.dispatch.outbox.run(item.key) is not None:
            # The list may have been read before the submission was recorded.
            self.dispatch.open(item.key)
        elif item.stage is Stage.DRAFT and item.stored is not None:
            if item.stored.is_sealed:
                self.drafting.open(self._desk.new_key(), Draft(), None)
                self.enter(Place(Step.AVATAR, Step.AVATAR))
                self.board.show(problem_notice(Problem("store.sealed")))
                return
            self.drafting.open(item.key, item.stored.draft, item.stored.report)
            self.enter(self._furthest_place())
        elif item.submission is not None:
            if item.stage is Stage.SUBMITTED:
                self.drafting.open(item.key, item.draft, None, judge=False)
                self.dispatch.follow_on(item.key, item.submission.state)
            else:
                self.dispatch.go_on(item.submission)

    def _furthest_place(self) -> Place:
        missing = gaps(self.drafting.draft, self.drafting.report)
        step = missing[0].step if missing else Step.REVIEW
        return Place(step, step)

    # --- the way through the wizard

    @property
    def _is_signed_in(self) -> bool:
        return self.sign_in.is_signed_in

    def _frame(self) -> Frame:
        return navigation.frame(self._place, self.drafting.draft, self.drafting.report, self._is_signed_in)

    def enter(self, place: Place) -> None:
        """To a place in the wizard, from wherever the person is."""
        self._at_home, self._after_sign_in = False, None
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
        self.screening.refresh()

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
            self._look_again(frame.all_missing)
            self.dispatch.submit(frame, self.sign_in.credentials)
        elif frame.step is Step.SIGN_IN and self._content.sign_in.is_filled():
            self._content.sign_in.sign_in()
        elif frame.missing:
            self._shows_gaps = True
            self._look_again(frame.missing)
            self._render()
            self._content.shell.focus_field(frame.missing[0].field)
        else:
            self._forward()

    def _look_again(self, missing: Sequence[Gap]) -> None:
        """A look that failed, because a drive was unplugged or slow, would be waited for without end."""
        if any(gap.code == "video.unchecked" for gap in missing) and not self.drafting.is_checking:
            self.drafting.judge()

    def _forward(self) -> None:
        if self._place.step is Step.SIGN_IN and self._after_sign_in is not None:
            self._after_sign_in()
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

    # --- signing in on the way

    def _sign_in_then(self, then: Callable[[], None], *, anew: bool) -> None:
        """To the sign-in page, and from there to ``then``."""
        if anew:
            self.sign_in.ask_anew()
        self.enter(Place(Step.SIGN_IN, Step.SIGN_IN))
        self._after_sign_in = then

    @Slot()
    def _visit_account(self) -> None:
        self._sign_in_then(self.go_home, anew=self.home.needs_sign_in)

    @Slot()
    def _sign_in_and_follow(self) -> None:
        key, state = self.drafting.key, self.dispatch.follow.state
        self.dispatch.follow.stop()
        self._sign_in_then(partial(self.dispatch.follow_on, key, state), anew=True)

    # --- notices

    @Slot(str)
    def _act(self, name: str) -> None:
        actions: dict[str, Callable[[], None]] = {
            "fill_in_later": self._forward,
            "look_at_findings": self.screening.look_at_findings,
            "go_to_gap": lambda: self._jump(self._frame().all_missing[0].step),
            "retry_button": self.dispatch.sending.resume,
            "change_answers": self.dispatch.reopen,
            "sign_in_again": lambda: self._sign_in_then(self.dispatch.send_on, anew=True),
            "copy_details": self.board.copy_details,
            "dismiss_notice": self.board.clear,
        }
        actions[name]()
