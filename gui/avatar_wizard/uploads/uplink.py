"""The way out of this computer, one for the whole program: its jobs share connections, rate and hours.

A worker takes one upload, tries it once and gives its connection back; whatever changes, the free places are dealt
out anew: first the job that was put first, then documents, then the job that has had the fewest bytes. Every thread
that waits in ``run`` keeps the clockwork going, so there is none of its own.
"""

from __future__ import annotations

import random as chance
import ssl
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Condition, RLock

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Stopped
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.uploads.concurrency import MOST
from avatar_wizard.uploads.flow_control import FlowControl
from avatar_wizard.uploads.job import Job, Task
from avatar_wizard.uploads.line import Line, Timeouts, system_trust
from avatar_wizard.uploads.memory import ConnectionMemory
from avatar_wizard.uploads.names import Names
from avatar_wizard.uploads.whereabouts import ASLEEP_S, Move, Sleep

LOOK_EVERY_S = 0.1
NETWORK_EVERY_S = 2.0


class Uplink:
    """Sends the jobs of all Uploaders that were made with it. Safe from any thread.

    ``tls`` makes a context for each connection. ``memory`` keeps how many connections worked per store and network;
    ``network`` names the network this computer is in and must be quick; empty means that it cannot be told. When
    nobody has looked for more than ``asleep_s`` seconds, the computer slept. The rest as for ``FlowControl``.
    """

    def __init__(
        self,
        *,
        connections: int | None = None,
        timeouts: Timeouts | None = None,
        tls: Callable[[], ssl.SSLContext] = system_trust,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        random: Callable[[], float] = chance.random,
        memory: ConnectionMemory | None = None,
        network: Callable[[], str] = lambda: "",
        asleep_s: float = ASLEEP_S,
    ) -> None:
        if connections is not None and connections < 1:
            raise ValueError("connections")
        self.clock = clock
        self._control = FlowControl(
            connections=connections, clock=clock, wall=wall, random=random, memory=memory, network=network
        )
        self._sleep = Sleep(clock, wall, asleep_s)
        self._timeouts = timeouts or Timeouts()
        self._tls = tls
        self._names = Names()
        self._workers_at_most = connections or MOST
        # Reentrant, because ending a task deals out the next.
        self._lock = RLock()
        self._changed = Condition(self._lock)
        self._jobs: list[Job] = []
        self._active = 0
        self._turns = 0
        self._first_rank = 0
        self._spare: list[Line] = []
        self._workers: ThreadPoolExecutor | None = None
        self._look_at = 0.0
        self._ask_network_at = 0.0
        self._is_open = True

    @property
    def limits(self) -> Limits:
        """What the person allows the whole program; may be replaced at any time."""
        return self._control.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._control.limits = limits
        with self._changed:
            self._is_open = self._control.hold() is None
            self._deal()
            self._changed.notify_all()

    @property
    def connections(self) -> int:
        """How many connections there may be at this moment."""
        return self._control.connections

    @property
    def rate_limit(self) -> float | None:
        """Bytes per second that are kept to at this moment, the polite measure included; None without a limit."""
        return self._control.gate.rate

    def hold(self) -> Hold | None:
        """Why nothing new is begun at this moment (quiet hours, a later start), None when nothing is in the way.

        What is under way when quiet hours begin goes on to its end: a slice takes a minute at the most.
        """
        return self._control.hold()

    def nudge(self, *, reconnect: bool = False) -> None:
        """The network is said to be back: whoever waits for it tries now.

        ``reconnect`` also ends the connections there are, as after sleep or in another network, where they are dead
        without knowing it; their slices begin again.
        """
        with self._changed:
            for job in self._jobs:
                job.wake(again=True)
                for task in job.running:
                    if reconnect and task.line is not None:
                        task.line.cut()
            if reconnect:
                self._names.begin_anew()
                self._drop_spare()
            self._deal()

    def first_rank(self) -> int:
        """A rank before all that were given out, for the job that is to be served first."""
        with self._lock:
            self._first_rank -= 1
            return self._first_rank

    def run(self, job: Job) -> None:
        """Send ``job``; returns when all was acknowledged, raises what ended it."""
        if job.is_finished:
            return
        if not self._jobs:
            self._control.arrive(job.host, at_once=True)
        self._join(job)
        try:
            while not self._is_over(job):
                job.tally.sample()
                self._look()
        finally:
            self._leave(job)
        if job.error is not None and not (isinstance(job.error, Stopped) and job.is_finished):
            raise job.error

    # --- jobs

    def _join(self, job: Job) -> None:
        with self._changed:
            if not self._jobs:
                self._sleep.begin()
            job.served = min((other.served for other in self._jobs), default=0)
            self._jobs.append(job)
            self._is_open = self._control.hold() is None
            if self._workers is None:
                self._workers = ThreadPoolExecutor(self._workers_at_most, thread_name_prefix="upload")

    def _is_over(self, job: Job) -> bool:
        """Deal out, then wait for a change, the next try that is due, or a tenth of a second."""
        with self._changed:
            if job.is_stop_asked and not job.is_finished and not isinstance(job.error, Stopped):
                job.stop()
                self._control.gate.wake()
            self._deal()
            if not job.is_over:
                self._changed.wait(min(LOOK_EVERY_S, job.next_due(self.clock())))
            return job.is_over

    def _leave(self, job: Job) -> None:
        with self._changed:
            job.halt()
            self._control.gate.wake()
            while job.running:
                self._changed.wait(LOOK_EVERY_S)
            self._jobs.remove(job)
            self._deal()
            workers = None
            if not self._jobs:
                workers, self._workers = self._workers, None
                self._drop_spare()
        if workers is not None:
            workers.shutdown()

    def _look(self) -> None:
        """Ten times a second, whichever thread comes first: steer, and see whether hours, network or sleep matter."""
        with self._lock:
            now = self.clock()
            if 0 <= self._look_at - now <= LOOK_EVERY_S or not self._jobs:
                return
            self._look_at = now + LOOK_EVERY_S
            has_slept = self._sleep.is_over()
            asks_network = has_slept or now >= self._ask_network_at
            if asks_network:
                self._ask_network_at = now + NETWORK_EVERY_S
            running = [task for job in self._jobs for task in job.running]
            active, largest = self._active, max((task.length for task in running), default=0)
            host = self._jobs[0].host
        self._control.sample(active, largest)
        move = self._control.arrive(host, at_once=has_slept) if asks_network else Move.STAYED
        with self._changed:
            self._is_open = self._control.hold() is None
            self._deal()
        if has_slept or move in (Move.BACK, Move.ELSEWHERE):
            self.nudge(reconnect=has_slept or move is Move.ELSEWHERE)

    # --- places, under the lock

    def _deal(self) -> None:
        """Begin as many tasks as there are places."""
        if not self._is_open or self._workers is None:
            return
        now, places = self.clock(), self._control.connections
        while self._active < places:
            ready = [(job, task) for job in self._jobs if (task := job.ready(now, places)) is not None]
            if not ready:
                return
            job, task = min(ready, key=_turn)
            # Whoever had nothing to send for a while does not get that time back.
            job.served = max(job.served, min(other.served for other, _ in ready)) + max(1, task.length)
            self._turns += 1
            job.last_turn = self._turns
            job.begin(task)
            self._active += 1
            self._workers.submit(self._carry, job, task)

    def _carry(self, job: Job, task: Task) -> None:
        """On a worker: one try of one task, then deal out its place."""
        is_sent = False
        try:
            with self._lock:
                task.line = self._spare.pop() if self._spare else None
            line = task.line or Line(self._timeouts, self._tls, self.clock, self._names)
            with self._lock:
                task.line = line
                if job.is_halted:
                    raise Stopped
            is_sent = job.carry(task, line, self._control)
        except BaseException as error:
            with self._changed:
                job.fail(error)
                self._control.gate.wake()
            raise
        finally:
            with self._changed:
                self._end(job, task, is_sent=is_sent)
                self._deal()
                self._changed.notify_all()

    def _end(self, job: Job, task: Task, *, is_sent: bool) -> None:
        line = task.line
        job.end(task, is_sent=is_sent)
        self._active -= 1
        if line is not None:
            # Counted by the lines, not by the places: whoever has just got a place takes a spare line next.
            held = sum(other.line is not None for sharer in self._jobs for other in sharer.running)
            if line.is_cut or held + len(self._spare) >= self._control.connections:
                line.close()
            else:
                self._spare.append(line)
        if is_sent:
            for other in self._jobs:
                if other.host == job.host:
                    other.wake(again=False)
        else:
            job.served -= task.length

    def _drop_spare(self) -> None:
        for line in self._spare:
            line.close()
        self._spare.clear()


def _turn(candidate: tuple[Job, Task]) -> tuple[int, bool, int, int]:
    """The smaller, the sooner."""
    job, task = candidate
    return job.rank, task.is_slice, job.served, job.last_turn
