"""What a person does to the submissions on their way, from the first screen and the sending page alike.

cancel: asked --Yes--> stopped --> taken back at the service and here --> gone, its answers are a draft again
                              \\--> not to be reached: said, and everything is as before, paused
                               \\-> in review in the meantime: said, and it is followed like any other
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.pending import bytes_sent
from avatar_wizard.ui.cancel_notices import Loss, cancel_question, not_cancelled_notice, too_late_notice
from avatar_wizard.ui.outbox import Outbox, Run, RunState
from avatar_wizard.ui.question import ask
from avatar_wizard.ui.standing import Standing, cancelling
from avatar_wizard.ui.tasks import Tasks
from avatar_wizard.ui.watch import Watch

_NO_WAY = ("net", "auth", "vault")  # what keeps one job from being deleted keeps all of them


@dataclass(slots=True)
class _Batch:
    """Jobs that are taken back together. ``no_way`` is written and read by the writing thread alone."""

    names: dict[str, str]
    left: set[str] = field(default_factory=set)
    problem: Problem | None = None
    no_way: Problem | None = None
    failed: list[str] = field(default_factory=list)
    too_late: list[str] = field(default_factory=list)


class Outgoing(QObject):
    """The outbox in a person's hands.

    Signals:
        changed: the key of a run that began, changed its state, is being cancelled, or is gone.
        leaving: a key that is about to be taken back; nothing may save its answers under it after this.
        cancelled: a key; it is not sent any more, and what is listed has changed.
        told: a Notice about what was cancelled and what was not.
        failed: an exception that is no problem with words.
    """

    changed = Signal(str)
    leaving = Signal(str)
    cancelled = Signal(str)
    told = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, outbox: Outbox, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._outbox = desk, tasks, outbox
        self._over: QWidget | None = None
        self._watches: dict[str, Watch] = {}
        self._cancelling = outbox.barred
        self._first = ""
        self._held = ""
        outbox.changed.connect(self.changed)

    def attach(self, over: QWidget) -> None:
        """Ask over the window of ``over`` from now on."""
        self._over = over

    # --- what there is

    def watches(self) -> tuple[Watch, ...]:
        """One for each run, in the order in which they are served."""
        runs = self._outbox.runs
        self._watches = {run.key: self._watch(run) for run in runs}
        return tuple(self._watches.values())

    def watch(self, key: str) -> Watch | None:
        """That of run ``key``, None when there is none."""
        return next((watch for watch in self.watches() if watch.run.key == key), None)

    def standing(self, watch: Watch) -> Standing:
        """What is said of a run."""
        return cancelling() if self.is_cancelling(watch.run.key) else watch.standing(self._held)

    def is_cancelling(self, key: str) -> bool:
        """Whether it is being taken back at this moment, and nothing else can be done with it."""
        return key in self._cancelling

    def may_be_first(self, key: str) -> bool:
        """Whether there are others to be sent before, and it was not put before them."""
        runs = self._outbox.runs
        return len(runs) > 1 and not (self._first == key == runs[0].key)

    def show_held(self, words: str) -> None:
        """Say why runs are held back, without a full stop; empty for no reason in particular."""
        if words != self._held:
            self._held = words
            for run in self._outbox.runs:
                if run.state is RunState.HELD:
                    self.changed.emit(run.key)

    # --- pause, resume, order

    @Slot(str)
    def pause(self, key: str) -> None:
        """Pause one."""
        self._outbox.pause(key)

    @Slot(str)
    def resume(self, key: str) -> None:
        """Go on with one, or try it again; one that is being cancelled stays stopped."""
        if key not in self._cancelling:
            self._outbox.resume(key)

    @Slot(str)
    def send_first(self, key: str) -> None:
        """Send one before all others."""
        self._first = key
        self._outbox.move_first(key)

    @Slot()
    def pause_all(self) -> None:
        """Pause whatever is under way."""
        self._outbox.pause_all()

    @Slot()
    def resume_all(self) -> None:
        """Go on with everything, also what had failed."""
        for run in self._outbox.runs:
            self.resume(run.key)

    def go_on_with(self, submissions: Sequence[Submission]) -> None:
        """Go on with what an earlier run of the program left unfinished."""
        for submission in submissions:
            if submission.key not in self._cancelling and self._outbox.run(submission.key) is None:
                self._outbox.begin(submission.key, submission.draft, plan=False)

    # --- cancel

    @Slot(str)
    def ask_cancel(self, key: str) -> None:
        """Ask whether a run is to be cancelled, and say what is lost."""
        watch = self.watch(key)
        if watch is not None:
            self._ask({key: _loss_of(watch)})

    def ask_cancel_interrupted(self, submission: Submission) -> None:
        """The same for one that an earlier run of the program left unfinished."""
        size = sum(picked.fingerprint.size for picked in submission.draft.files_to_send())
        self._ask({submission.key: Loss(submission.draft.name, sum(bytes_sent(submission).values()), size)})

    @Slot()
    def ask_cancel_all(self) -> None:
        """Ask whether all runs are to be cancelled."""
        self._ask({watch.run.key: _loss_of(watch) for watch in self.watches() if not self.is_cancelling(watch.run.key)})

    def _ask(self, losses: dict[str, Loss]) -> None:
        if self._over is None or not losses or self._cancelling & losses.keys():
            return
        names = {key: loss.name for key, loss in losses.items()}
        ask(self._over, cancel_question(list(losses.values())), partial(self._cancel, names))

    def _cancel(self, names: dict[str, str]) -> None:
        keys = [key for key in names if key not in self._cancelling]
        batch = _Batch(names, set(keys))
        self._cancelling.update(batch.left)
        for key in keys:
            # Also what is held back: else it would go on by itself in the midst of it.
            self._outbox.pause(key)
            self.changed.emit(key)
        for key in keys:
            self._outbox.stop_then(key, partial(self._stopped, key, batch))

    def _stopped(self, key: str, batch: _Batch) -> None:
        # After every save asked for before, so that none of them brings the old answers back.
        self.leaving.emit(key)
        self._tasks.write(
            partial(self._take_back, key, batch), partial(self._taken_back, key, batch), partial(self._kept, key, batch)
        )

    def _take_back(self, key: str, batch: _Batch) -> bool:
        """On the writing thread: whether it was in time."""
        if batch.no_way is not None:
            raise ProblemError(batch.no_way.code, **batch.no_way.facts)
        try:
            kept = self._desk.cancel(key)
        except ProblemError as error:
            if error.problem.code.partition(".")[0] in _NO_WAY:
                batch.no_way = error.problem
            raise
        # What never came to be recorded is its own draft still.
        return kept != key or self._desk.submission(key) is None

    def _taken_back(self, key: str, batch: _Batch, in_time: bool) -> None:
        self._cancelling.discard(key)
        self._outbox.forget(key)
        if not in_time:
            batch.too_late.append(batch.names[key])
        self.cancelled.emit(key)
        self._settle(key, batch)

    def _kept(self, key: str, batch: _Batch, error: BaseException) -> None:
        self._cancelling.discard(key)
        if isinstance(error, ProblemError):
            batch.problem = batch.problem or error.problem
            batch.failed.append(batch.names[key])
        else:
            self.failed.emit(error)
        self.changed.emit(key)
        self._settle(key, batch)

    def _settle(self, key: str, batch: _Batch) -> None:
        """When the last one has its answer: say what did not go as it was wished."""
        batch.left.discard(key)
        if batch.left:
            return
        if batch.problem is not None:
            self.told.emit(not_cancelled_notice(batch.problem, batch.failed))
        elif batch.too_late:
            self.told.emit(too_late_notice(batch.too_late))

    # --- inside

    def _watch(self, run: Run) -> Watch:
        known = self._watches.get(run.key)
        return known if known is not None and known.run is run else Watch(run)


def _loss_of(watch: Watch) -> Loss:
    progress = watch.refresh()
    return Loss(watch.name, progress.safe, progress.size)
