"""Looking through the draft's footage: the instant pass, then the whole take, behind whatever the person does.

    a file is taken --look--> CONTAINER --glance--> INSTANT --study--> FULL, kept with the draft

Each replaces the report. Another file ends what is under way; other answers judge again what was measured, and only
a screen that was not asked about before is looked at anew. What is being sent is past all that. A file that is taken
again begins anew, unless the whole of it was looked through before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from avatar_wizard.domain.draft import Draft, PickedFile, Role
from avatar_wizard.domain.footage import Finding, FootageReport, Pass, question_of
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.flow.desk import Desk
from avatar_wizard.ui.drafting import Drafting
from avatar_wizard.ui.pass_standing import PassStanding, PassState
from avatar_wizard.ui.turns import Turn, Turns

TICK_MS = 500
_TELL_AFTER_S = 4.0
_TELL_FROM = 0.02
"""Before so many seconds, and so much of the take, what is left is a guess."""

_Subject = tuple[str, PickedFile, bool]
"""What a pass is about: the draft's key, the file, and whether the screen behind the person is looked at."""

_Take = tuple[str, PickedFile]
"""What a person leaves the rest of, and what a pass fails over: whatever is asked about the screen, the same file."""


class Examining(QObject):
    """Drives the passes over the draft in hand.

    Signals:
        changed: without arguments; the pass stands otherwise, some times a second while it runs.
        found: a tuple of Findings that the pass over the whole take has added.
        failed: an exception that is no problem with words.
    """

    changed = Signal()
    found = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        turns: Turns,
        drafting: Drafting,
        may_look: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """``may_look``: whether the answers can still be changed, so that a judgement is of use."""
        super().__init__(parent)
        self._desk, self._turns, self._drafting, self._may_look = desk, turns, drafting, may_look
        self._turn: Turn | None = None
        self._subject: _Subject | None = None
        self._stage = Pass.CONTAINER
        self._made: set[tuple[Pass, _Subject]] = set()
        self._skipped: set[_Take] = set()
        self._problems: dict[_Take, Problem] = {}
        self._worked_s, self._since = 0.0, 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        drafting.changed.connect(self.refresh)
        turns.changed.connect(self._turns_changed)

    @property
    def standing(self) -> PassStanding:
        """How it stands now."""
        turn = self._turn
        if turn is not None:
            if self._stage is Pass.INSTANT:
                return PassStanding(PassState.GLANCING)
            if turn.is_paused:
                return PassStanding(PassState.PAUSED, turn.progress)
            if turn.is_parked or not turn.is_begun:
                return PassStanding(PassState.WAITING, turn.progress)
            return PassStanding(PassState.RUNNING, turn.progress, self._seconds_left(turn))
        subject = self._wanted()
        if subject is None:
            return PassStanding()
        if self._next_stage(subject) is not None:
            take = subject[:2]
            if take in self._problems:
                return PassStanding(PassState.FAILED, problem=self._problems[take])
            return PassStanding(PassState.SKIPPED if take in self._skipped else PassState.WAITING)
        report = self._drafting.report
        whole = report is not None and report.done is Pass.FULL
        return PassStanding(PassState.DONE if whole else PassState.NONE)

    # --- what a person does

    @Slot()
    def pause(self) -> None:
        """Pause the pass over the whole take."""
        self._set_paused(True)

    @Slot()
    def go_on(self) -> None:
        """Go on with it."""
        self._set_paused(False)

    @Slot()
    def skip(self) -> None:
        """Leave the rest of the take; what was found so far stays."""
        if self._subject is not None:
            self._skipped.add(self._subject[:2])
        self._give_up()
        self.changed.emit()

    @Slot()
    def again(self) -> None:
        """Look after all, or try once more."""
        subject = self._wanted()
        if subject is not None:
            self._skipped.discard(subject[:2])
            self._problems.pop(subject[:2], None)
            self._made = {(stage, other) for stage, other in self._made if other != subject}
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """See what there is to look through now; begin it, or end what is of no use any more."""
        subject = self._wanted()
        if self._turn is not None and not self._still_serves(subject):
            self._give_up()
        if self._drafting.report is None:
            self._begin_anew()
        if self._turn is None and subject is not None:
            stage = self._next_stage(subject)
            if stage is not None and subject[:2] not in self._skipped and subject[:2] not in self._problems:
                self._begin(stage, subject)
        self.changed.emit()

    def close(self) -> None:
        """End the pass; what was found so far is kept with the draft."""
        self._give_up()

    # --- what is to be done

    def _wanted(self) -> _Subject | None:
        """What a pass would be about, None when none is of use."""
        draft, report = self._drafting.draft, self._drafting.report
        video = draft.file(Role.TRAINING_VIDEO)
        if video is None or report is None or report.unreadable or report.facts is None or not self._may_look():
            return None
        if report.facts.codec in (None, "unknown"):
            return None
        return (self._drafting.key, video, question_of(draft).green_screen)

    def _next_stage(self, subject: _Subject) -> Pass | None:
        report = self._drafting.report
        if report is None:
            return None
        wanted = None
        if report.done is Pass.CONTAINER:
            wanted = Pass.INSTANT
        elif report.done is Pass.INSTANT or (subject[2] and _lacks_screen(report)):
            wanted = Pass.FULL
        return wanted if wanted is not None and (wanted, subject) not in self._made else None

    def _begin_anew(self) -> None:
        """What was measured went with the report; only what was looked through to its end is still at hand."""
        key, kept = self._drafting.key, self._drafting.has_finished
        self._made = {(stage, of) for stage, of in self._made if of[0] != key or kept(of[1].fingerprint)}
        self._skipped = {take for take in self._skipped if take[0] != key}
        self._problems = {take: problem for take, problem in self._problems.items() if take[0] != key}

    def _still_serves(self, subject: _Subject | None) -> bool:
        """Whether what is under way is about this file; what it lacks in the end, for a screen, is looked at then."""
        mine = self._subject
        return mine is not None and subject is not None and mine[:2] == subject[:2]

    def _begin(self, stage: Pass, subject: _Subject) -> None:
        draft = self._drafting.draft
        self._stage, self._subject = stage, subject
        self._worked_s, self._since = 0.0, monotonic()
        self._timer.start()
        self._turn = self._turns.begin(
            partial(self._work, stage, draft),
            partial(self._ended, stage, subject),
            partial(self._failed, subject),
            can_pause=stage is Pass.FULL,
        )

    def _work(self, stage: Pass, draft: Draft, turn: Turn) -> FootageReport | None:
        """On a worker thread."""
        if stage is Pass.INSTANT:
            return self._desk.glance(draft, turn.stop)
        return self._desk.study(draft, turn.tell, turn.stop, turn.pause)

    def _give_up(self) -> None:
        turn, self._turn, self._subject = self._turn, None, None
        self._timer.stop()
        if turn is not None:
            self._turns.cancel(turn)

    # --- what came of it

    def _ended(self, stage: Pass, subject: _Subject, report: FootageReport | None) -> None:
        self._turn, self._subject = None, None
        self._timer.stop()
        self._made.add((stage, subject))
        before = self._drafting.report
        if report is None or before is None:
            self.refresh()
            return
        self._drafting.take_report(report)
        now = self._drafting.report
        if stage is Pass.FULL and now is not None:
            known = {finding.code for finding in before.findings}
            added: tuple[Finding, ...] = tuple(f for f in now.findings if f.code not in known)
            self.found.emit(added)

    def _failed(self, subject: _Subject, error: BaseException) -> None:
        self._turn, self._subject = None, None
        self._timer.stop()
        if isinstance(error, ProblemError):
            self._problems[subject[:2]] = error.problem
        else:
            self._problems[subject[:2]] = Problem("unexpected", {"kind": type(error).__name__})
            self.failed.emit(error)
        self.changed.emit()

    # --- time

    def _set_paused(self, paused: bool) -> None:
        if self._turn is not None and self._stage is Pass.FULL:
            self._turns.set_paused(self._turn, paused)

    @Slot()
    def _turns_changed(self) -> None:
        """Time in which it does not work is not counted."""
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        now = monotonic()
        turn = self._turn
        if turn is not None and turn.is_begun and not turn.is_idle:
            self._worked_s += now - self._since
        self._since = now

    def _seconds_left(self, turn: Turn) -> float | None:
        if self._worked_s < _TELL_AFTER_S or turn.progress < _TELL_FROM:
            return None
        return self._worked_s * (1.0 - turn.progress) / turn.progress

    @Slot()
    def _tick(self) -> None:
        self._count()
        self.changed.emit()


def _lacks_screen(report: FootageReport) -> bool:
    return report.signals is None or report.signals.screen is None
