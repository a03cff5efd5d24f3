"""Everything that is being sent in this run of the program, each submission's saga on a thread of its own.

              begin, resume                     arrived
    (nothing) -----------> RUNNING ------------------------> gone, ``submitted``
                            |   ^  \\------ a problem ------> FAILED, ``failed``
                  pause, hold   | resume, release
                            v   |
                        PAUSING --stopped--> PAUSED or HELD

A person pauses and resumes; what holds everything back (a metered line, a low battery) is let go of together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import Submission
from avatar_wizard.flow.desk import Desk
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.flow.sending import Sending
from avatar_wizard.ui.tasks import Tasks


class RunState(StrEnum):
    """What one submission is doing in this run of the program."""

    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    HELD = "held"
    FAILED = "failed"


@dataclass(slots=True, eq=False)
class Run:
    """One submission. ``is_held``: it is not the person who stopped it; ``is_wanted``: it goes on once stopped."""

    key: str
    draft: Draft
    sending: Sending
    state: RunState = RunState.PAUSED
    problem: Problem | None = None
    stop: Event = field(default_factory=Event)
    is_held: bool = False
    is_wanted: bool = False
    when_stopped: list[Callable[[], None]] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        """Whether its thread is at work."""
        return self.state in (RunState.RUNNING, RunState.PAUSING)

    def progress(self) -> SendingProgress:
        """How far it is; cheap enough for ten calls a second."""
        return self.sending.progress()


class Outbox(QObject):
    """Begins, pauses, resumes, orders and ends submissions. All methods belong to the window's thread.

    Signals:
        submitted: the Submission, once it is in review; its run is gone then.
        failed: its key, and the exception that ended the run (never Stopped).
        changed: the key of a run that began, changed its state, or is gone.
    """

    submitted = Signal(object)
    failed = Signal(str, object)
    changed = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._runs: dict[str, Run] = {}
        self.barred: set[str] = set()
        """Keys of what is being taken back: whoever asks, it is not gone on with."""

    # --- what there is

    @property
    def runs(self) -> tuple[Run, ...]:
        """All of this run of the program: what was put first, then in the order in which they were begun."""
        return tuple(self._runs.values())

    def run(self, key: str) -> Run | None:
        """The run of submission ``key``, None when it was not begun here or has arrived."""
        return self._runs.get(key)

    @property
    def is_busy(self) -> bool:
        """Whether any thread is at work."""
        return any(run.is_active for run in self._runs.values())

    # --- what a person does

    def begin(self, key: str, draft: Draft, *, plan: bool) -> Run:
        """Start or go on with ``key``; ``plan`` records ``draft`` first. One that is under way stays so."""
        run = self._runs.get(key)
        if run is None:
            run = self._runs[key] = Run(key, draft, self._desk.sending(key))
        if run.is_active:
            run.is_wanted = run.state is RunState.PAUSING
            return run
        run.draft, run.stop, run.problem = draft, Event(), None
        run.is_held = run.is_wanted = False
        sending, stop = run.sending, run.stop

        def work() -> Submission:
            if plan:
                sending.plan(draft)
            return sending.run(stop, is_attended=True)

        self._set(run, RunState.RUNNING)
        self._tasks.run_long(work, partial(self._arrived, run), partial(self._ended, run))
        return run

    def pause(self, key: str) -> None:
        """Ask the saga to stop; what is in flight ends within moments."""
        run = self._runs.get(key)
        if run is None:
            return
        run.is_held = run.is_wanted = False
        if run.state is RunState.RUNNING:
            self._stop(run)
        elif run.state is RunState.HELD:
            self._set(run, RunState.PAUSED)

    def resume(self, key: str) -> None:
        """Go on where it stopped."""
        run = self._runs.get(key)
        if run is not None and key not in self.barred:
            self.begin(key, run.draft, plan=False)

    def pause_all(self) -> None:
        """Pause whatever is under way."""
        for key in tuple(self._runs):
            self.pause(key)

    def resume_all(self) -> None:
        """Go on with everything, also what had failed."""
        for key in tuple(self._runs):
            self.resume(key)

    def move_first(self, key: str) -> None:
        """Serve ``key`` before all others from now on."""
        run = self._runs.pop(key, None)
        if run is not None:
            self._runs = {key: run, **self._runs}
            run.sending.move_first()
            self.changed.emit(key)

    def stop_then(self, key: str, call: Callable[[], None]) -> None:
        """Pause ``key``, and call ``call`` once nothing of it is in flight any more."""
        run = self._runs.get(key)
        if run is None or not run.is_active:
            call()
            return
        run.when_stopped.append(call)
        self.pause(key)

    def stop_all_then(self, call: Callable[[], None]) -> None:
        """Pause everything, and call ``call`` once nothing is in flight any more."""
        active = [run for run in self._runs.values() if run.is_active]
        if not active:
            call()
            return
        self.stop_then(active[0].key, partial(self.stop_all_then, call))
        self.pause_all()

    def forget(self, key: str) -> None:
        """Nothing more is to be known of ``key``, which is not active: it was cancelled or discarded."""
        if self._runs.pop(key, None) is not None:
            self.changed.emit(key)

    def close(self) -> None:
        """Let every thread end, so that the process can."""
        for run in self._runs.values():
            run.stop.set()

    # --- what holds everything back

    def hold_back(self) -> None:
        """Stop whatever is under way until ``release``; a person may pause or resume each before."""
        for run in self._runs.values():
            if run.state is RunState.RUNNING:
                run.is_held = True
                self._stop(run)

    def release(self) -> None:
        """Go on with what was held back."""
        for run in tuple(self._runs.values()):
            if run.is_held:
                self.resume(run.key)

    # --- inside

    def _stop(self, run: Run) -> None:
        run.stop.set()
        self._set(run, RunState.PAUSING)

    def _set(self, run: Run, state: RunState) -> None:
        run.state = state
        self.changed.emit(run.key)

    def _arrived(self, run: Run, submission: Submission) -> None:
        self._runs.pop(run.key, None)
        run.state = RunState.PAUSED
        self.changed.emit(run.key)
        self.submitted.emit(submission)
        self._call_waiting(run)

    def _ended(self, run: Run, error: BaseException) -> None:
        if not isinstance(error, Stopped):
            run.problem = error.problem if isinstance(error, ProblemError) else Problem("unexpected")
            self._set(run, RunState.FAILED)
            self.failed.emit(run.key, error)
        elif run.is_wanted:
            run.state = RunState.PAUSED
            self.begin(run.key, run.draft, plan=False)
        else:
            self._set(run, RunState.HELD if run.is_held else RunState.PAUSED)
        self._call_waiting(run)

    def _call_waiting(self, run: Run) -> None:
        calls, run.when_stopped = run.when_stopped, []
        for call in calls:
            QTimer.singleShot(0, self, partial(call))
