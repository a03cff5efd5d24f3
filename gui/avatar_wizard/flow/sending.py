"""One submission on its way: planned, run from wherever it is, looked at while it runs.

A run begins at the recorded phase. Problems that mend themselves are waited out, in an attended run also those that
a person mends without telling us; the others end the run, and the next run begins where this one stopped.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping
from threading import Event as StopEvent

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import Failed, Planned, Submission
from avatar_wizard.flow.pending import bytes_sent, planned_slices, progressed
from avatar_wizard.flow.ports import Files, Journal, Service, Uploads
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.flow.saga import Saga
from avatar_wizard.flow.waits import Waits

log = logging.getLogger(__name__)

LOOK_AGAIN_S = 2.0
"""Seconds between two looks at a file that was on a stick, or at a disk that was full."""


class Sending:
    """One submission on its way. ``run`` on a worker thread; ``progress`` from anywhere."""

    def __init__(
        self,
        key: str,
        *,
        journal: Journal,
        service: Callable[[], Service],
        uploads: Uploads,
        files: Files,
        jitter: Callable[[float, float], float] = random.uniform,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._key = key
        self._journal = journal
        self._connect = service
        self._uploads = uploads
        self._files = files
        self._jitter = jitter
        self._monotonic = monotonic
        self._saga = self._begun(Submission(key, Draft()))
        self._most_sent = 0
        self._waiting_for: Problem | None = None
        self._last_count: tuple[Submission, int, int] | None = None

    def plan(self, draft: Draft) -> None:
        """Record what is to be sent. The same draft again changes nothing; another one replaces the job.

        Raises ``submission.busy_elsewhere`` when it would change what another copy of the program is sending.
        """
        slices = planned_slices(draft)
        if not self._is_news(draft, slices):
            return
        self._claim()
        try:
            # Looked at again: whoever sent it a moment ago may have got it into review.
            if self._is_news(draft, slices):
                self._journal.record(self._key, Planned(draft, slices))
                self._most_sent = 0
        finally:
            self._journal.release(self._key)

    def run(self, stop: StopEvent, patience_s: float | None = None, *, is_attended: bool = False) -> Submission:
        """Bring the submission into review, from wherever it is; returns it as submitted.

        ``patience_s`` bounds how long a problem that may mend itself is waited out without any step done; None
        waits for ever. ``is_attended``: somebody is there to put a stick back in, free the disk or sign in to the
        network, so that is waited for too, and ``progress`` says it. Raises ``submission.busy_elsewhere``, Stopped,
        or the problem that ended the run.
        """
        self._claim()
        try:
            return self._run(stop, Waits(patience_s, self._jitter, self._monotonic, is_attended=is_attended))
        finally:
            self._journal.release(self._key)

    def progress(self) -> SendingProgress:
        """How far it is; the sum never goes back, also when a job had to be made anew."""
        now, files = self._saga.now, self._uploads.progress()
        size, safe = self._counted(now)
        sent = sum(f.sent for f in files) if files else safe
        self._most_sent = max(self._most_sent, min(sent, size))
        return SendingProgress(
            files,
            self._most_sent,
            size,
            now.phase,
            self._waiting_for,
            safe,
            self._saga.note,
            self._uploads.time_left(),
            self._uploads.hold(),
        )

    def move_first(self) -> None:
        """Serve this submission before all others, now and from now on."""
        self._uploads.move_first()

    # --- inside

    def _counted(self, now: Submission) -> tuple[int, int]:
        """Bytes of all files, and of those acknowledged; counted once for each record, not for each look."""
        counted = self._last_count
        if counted is None or counted[0] is not now:
            size = sum(f.fingerprint.size for f in now.draft.files_to_send())
            counted = self._last_count = (now, size, sum(bytes_sent(now).values()))
        return counted[1:]

    def _is_news(self, draft: Draft, slices: Mapping[Role, int]) -> bool:
        before = self._journal.submission(self._key)
        return before is None or (before.is_open and (before.draft, dict(before.slices)) != (draft, slices))

    def _claim(self) -> None:
        if not self._journal.claim(self._key):
            raise ProblemError("submission.busy_elsewhere")

    def _begun(self, recorded: Submission) -> Saga:
        return Saga(recorded, journal=self._journal, service=self._connect, uploads=self._uploads, files=self._files)

    def _run(self, stop: StopEvent, waits: Waits) -> Submission:
        recorded = self._journal.submission(self._key)
        if recorded is None:
            raise ProblemError("draft.gaps", gaps=())
        note = self._saga.note
        saga = self._saga = self._begun(recorded)
        saga.note = note
        while saga.now.is_open:
            before = saga.now
            try:
                if stop.is_set():
                    raise Stopped
                saga.step(stop)
                waits.step_done()
            except Stopped:
                raise
            except ProblemError as error:
                if progressed(before, saga.now):
                    waits.restart()
                delay = waits.before_next_try(error)
                if delay is None:
                    self._record_failure(error.problem)
                    raise
                self._waiting_for = error.problem
                saga.ask_first = True
                self._wait(stop, delay, error.problem)
            finally:
                self._waiting_for = None
        return saga.now

    def _wait(self, stop: StopEvent, delay: float, problem: Problem) -> None:
        """Wait ``delay``; for a file of this computer until it is back, without asking the service in between."""
        if not problem.code.startswith("file."):
            if stop.wait(delay):
                raise Stopped
            return
        while not stop.wait(min(delay, LOOK_AGAIN_S)):
            try:
                self._saga.check_files()
            except ProblemError as error:
                if error.problem.code == problem.code:
                    continue
            return  # it is back, or it is another file now: the next step says so
        raise Stopped

    def _record_failure(self, problem: Problem) -> None:
        try:
            self._saga.record(Failed(problem))
        except ProblemError as second:
            # A full disk is often the very problem being recorded; the run still ends with the first one.
            log.warning("failure not recorded", extra={"code": second.problem.code})
