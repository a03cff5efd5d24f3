"""One ``send``: what is still to go, what failed and waits for its next try, and how it ends.

fresh --taken--> running --answered 200, ETag right--> on_sent --> gone
                  ^   |
        its time  |   | again
                 troubled            an error ends all that runs; an expired address only what has not begun
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event, Lock

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.flow.ports import Receipt, Upload
from avatar_wizard.uploads.address import host_of
from avatar_wizard.uploads.attempt import Attempt, attempt
from avatar_wizard.uploads.body import length_of
from avatar_wizard.uploads.flow_control import FlowControl
from avatar_wizard.uploads.line import Line
from avatar_wizard.uploads.pacing import LONGEST_WAIT, LONGEST_WAIT_AWAY, MAX_TRIES, pause
from avatar_wizard.uploads.tally import Tally
from avatar_wizard.uploads.unchanged import check_ends, opened
from avatar_wizard.uploads.verdict import Outcome, judge_on_the_way


@dataclass(slots=True, eq=False)
class Task:
    """One upload until it is acknowledged. ``not_before`` is the earliest time of its next try.

    ``is_away`` says that it waits for the network; ``was_woken`` that another's success has already made it try
    early: only once, so that its tries are not used up while others get through, and never before a time it was told.
    """

    upload: Upload
    failures: int = 0
    tries: int = 0
    went_out_whole: bool = False
    not_before: float = 0.0
    is_away: bool = False
    was_woken: bool = False
    line: Line | None = None

    @property
    def is_slice(self) -> bool:
        """Whether it is a piece of a video: documents go first."""
        return self.upload.part is not None

    @property
    def length(self) -> int:
        """Bytes of its body."""
        return length_of(self.upload)


class ExpiredError(ProblemError):
    """The addresses' time is over by the service's clock: nothing new is begun, what is under way may end."""


class Job:
    """One ``send``. Its lists belong to the uplink's lock; ``carry`` runs on the workers.

    ``known_stores`` are the hosts that have answered this submission in this run, kept from one send to the next.
    """

    def __init__(
        self,
        uploads: Sequence[Upload],
        *,
        tally: Tally,
        on_sent: Callable[[Upload, Receipt], None],
        stop: Event,
        is_expired: Callable[[], bool] | None = None,
        rank: int = 0,
        known_stores: set[str] | None = None,
        damaged: set[str] | None = None,
    ) -> None:
        self.fresh = deque(Task(upload) for upload in uploads)
        self.troubled: list[Task] = []
        self.running: set[Task] = set()
        self.error: BaseException | None = None
        self.host = host_of(uploads[0].url) if uploads else ""
        self.rank = rank
        self.served = 0
        self.last_turn = 0
        self.tally = tally
        self._on_sent = on_sent
        self._stop = stop
        self._is_expired = is_expired
        self._known_stores = set() if known_stores is None else known_stores
        self._damaged = set() if damaged is None else damaged
        self._halt = Event()
        self._recording = Lock()
        self._proving = Lock()
        self._proven: set[Role] = set()
        self._counting = Lock()
        self._heard = 0  # answers of the store so far: as long as it grows, the network is not away

    # --- what the uplink asks, under its lock

    @property
    def is_finished(self) -> bool:
        """Whether everything was acknowledged."""
        return not (self.fresh or self.troubled or self.running)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return not self.running and (self.error is not None or self.is_finished)

    @property
    def is_stop_asked(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._stop.is_set()

    def ready(self, now: float, connections: int) -> Task | None:
        """The task to begin next, if any.

        One that waits for its next try keeps its place among the job's connections: with the network away, a job
        does not try all it has, one after the other.
        """
        if self.error is not None:
            return None
        again = next((task for task in self.troubled if task.not_before <= now), None)
        if again is None and self.fresh and len(self.troubled) + len(self.running) < connections:
            return self.fresh[0]
        return again

    def next_due(self, now: float) -> float:
        """Seconds until a failed task may be tried again, infinite without one."""
        return min((task.not_before - now for task in self.troubled if task.not_before > now), default=math.inf)

    def begin(self, task: Task) -> None:
        """Take ``task``, which was ``ready``."""
        if self.fresh and self.fresh[0] is task:
            self.fresh.popleft()
        else:
            self.troubled.remove(task)
        self.running.add(task)

    def end(self, task: Task, *, is_sent: bool) -> None:
        """``task`` is not under way any more."""
        task.line = None
        self.running.discard(task)
        if not is_sent:
            self.troubled.append(task)

    def wake(self, *, again: bool) -> None:
        """Let those that wait for the network try now; ``again`` also those that were woken before."""
        for task in self.troubled:
            if task.is_away and (again or not task.was_woken):
                task.not_before, task.was_woken = 0.0, not again
                if again:
                    task.failures = 0

    def fail(self, error: BaseException) -> None:
        """End with ``error``; the first one counts, but a wish to stop gives way to what really happened."""
        if self.error is None or (isinstance(self.error, Stopped) and not isinstance(error, Stopped)):
            self.error = error
        if not isinstance(error, ExpiredError):
            self.halt()

    def stop(self) -> None:
        """End because somebody asked for it."""
        if isinstance(self.error, ExpiredError):
            self.error = None
        self.fail(Stopped())

    def halt(self) -> None:
        """End whatever is under way, at once."""
        self._halt.set()
        for task in self.running:
            if task.line is not None:
                task.line.cut()

    @property
    def is_halted(self) -> bool:
        """Whether ``halt`` was called."""
        return self._halt.is_set()

    # --- on a worker

    def carry(self, task: Task, line: Line, control: FlowControl) -> bool:
        """Try ``task`` once over ``line``; whether it was acknowledged, else its next try is set.

        Raises what ends the job: a ProblemError, Stopped, or what ``on_sent`` raised.
        """
        upload = task.upload
        try:
            self._prove(upload)
            if self._is_expired is not None and self._is_expired():
                raise ExpiredError("upload.address_dead", role=upload.role, after_whole_body=task.went_out_whole)
            heard = self._heard
            self.tally.started(upload)
            result = attempt(
                line,
                upload,
                on_moved=_Moved(upload, self.tally, control),
                is_stopped=self._is_stopped,
                admit=lambda wanted: control.gate.admit(wanted, self._is_stopped),
                clock=control.clock,
            )
            result = self._from_known_store(upload, result)
            if result.was_heard:
                with self._counting:
                    self._heard += 1
            if result.asks_for_less:
                control.throttled()
            if result.receipt is None:
                if line.is_cut and result.answer is None and not self._is_stopped():
                    self._begin_again(task, result, control)
                else:
                    self._plan_next_try(task, result, control, others_heard=self._heard > heard)
                return False
        except ProblemError as error:
            if not isinstance(error, Stopped | ExpiredError):
                self.tally.failed(upload, error.problem)
            raise
        with self._recording:
            self._on_sent(upload, result.receipt)
        self.tally.sent(upload)
        return True

    def _from_known_store(self, upload: Upload, result: Attempt) -> Attempt:
        host = host_of(upload.url)
        if result.is_of_store:
            self._known_stores.add(host)
        if host not in self._known_stores:
            return result
        return replace(result, verdict=judge_on_the_way(result.verdict, result.answer))

    def _begin_again(self, task: Task, result: Attempt, control: FlowControl) -> None:
        """We cut its line ourselves, as after sleep: that says nothing about the store, the upload or the network."""
        task.went_out_whole = task.went_out_whole or result.was_whole
        task.is_away, task.failures, task.not_before = True, 0, control.clock()
        self.tally.retrying(task.upload, _problem(task, result))

    def _plan_next_try(self, task: Task, result: Attempt, control: FlowControl, *, others_heard: bool) -> None:
        """Set when ``task`` is tried next. Raises when trying again cannot mend it, or when it was stopped."""
        if self._is_stopped():
            raise Stopped
        verdict, answer = result.verdict, result.answer
        task.went_out_whole = task.went_out_whole or result.was_whole
        if result.is_damaged:
            self._damaged.add(task.upload.url)
        problem = _problem(task, result, is_damaged=task.upload.url in self._damaged)
        # Others getting through means that the network is there, and this upload in particular fails; unless it has
        # not even begun: on a slow line that is full, a new connection may take too long while old ones get on.
        has_begun = answer is not None or result.moved > 0
        task.tries += verdict.outcome is Outcome.AGAIN or (others_heard and has_begun)
        task.failures += 1
        if verdict.outcome is Outcome.END or task.tries >= MAX_TRIES:
            raise ProblemError(problem.code, **problem.facts)
        self.tally.retrying(task.upload, problem)
        task.is_away = answer is None or verdict.outcome is Outcome.AWAY
        longest = LONGEST_WAIT_AWAY if task.is_away else LONGEST_WAIT
        delay = pause(task.failures, answer.retry_after if answer else None, control.random, longest=longest)
        task.not_before = control.clock() + delay
        task.was_woken = task.was_woken or (answer is not None and answer.retry_after is not None)

    def _is_stopped(self) -> bool:
        return self._halt.is_set() or self._stop.is_set()

    def _prove(self, upload: Upload) -> None:
        """Look at the file's ends once, before its first byte goes out. Raises ``file.changed`` and the like."""
        with self._proving:
            if upload.role in self._proven:
                return
            with opened(upload) as handle:
                check_ends(handle, upload)
            self._proven.add(upload.role)


class _Moved:
    """Hears how far a body is, and tells the tally the position and the control the difference."""

    def __init__(self, upload: Upload, tally: Tally, control: FlowControl) -> None:
        self._upload = upload
        self._tally = tally
        self._control = control
        self._before = 0

    def __call__(self, position: int) -> None:
        self._tally.moved(self._upload, position)
        self._control.moved(position - self._before)
        self._before = position


def _problem(task: Task, result: Attempt, *, is_damaged: bool = False) -> Problem:
    """The verdict with the facts its sentence needs."""
    facts = dict(result.verdict.facts)
    if result.verdict.code == "upload.address_dead":
        facts |= {"role": task.upload.role, "after_whole_body": task.went_out_whole, "is_damaged": is_damaged}
    elif result.answer is not None:
        facts |= {"status": result.answer.status, "service_code": result.answer.service_code}
    return Problem(result.verdict.code, facts)
