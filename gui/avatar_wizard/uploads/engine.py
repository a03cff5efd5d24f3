"""The upload engine: a few threads, each with a connection of its own, take uploads in order and see them through.

next --PUT--> answered 200, ETag right --> on_sent --> next
  ^             |            |
  |           again         end --> everything else in flight ends, send raises
  +-- pause ----+
"""

from __future__ import annotations

import logging
import random as chance
import ssl
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from threading import Event, Lock

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.flow.ports import FileProgress, Receipt, Upload
from avatar_wizard.uploads.address import check_address
from avatar_wizard.uploads.body import SliceBody, length_of
from avatar_wizard.uploads.line import Line, Timeouts, system_trust
from avatar_wizard.uploads.pacing import MAX_TRIES, pause
from avatar_wizard.uploads.tally import Tally
from avatar_wizard.uploads.unchanged import check_ends, check_unchanged, opened
from avatar_wizard.uploads.verdict import Answer, Outcome, Verdict, judge

log = logging.getLogger(__name__)

_LOOK_EVERY = 0.1
"""Seconds between looks at the stop event and at the counters."""


class Uploader:
    """Sends documents and slices, ``connections`` at a time. Implements ``flow.ports.Uploads``.

    ``tls`` makes a context for each connection; ``clock`` gives seconds and ``random`` numbers from 0 up to 1.
    """

    def __init__(
        self,
        *,
        connections: int = 4,
        timeouts: Timeouts | None = None,
        tls: Callable[[], ssl.SSLContext] = system_trust,
        clock: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = chance.random,
    ) -> None:
        if connections < 1:
            raise ValueError("connections")
        self.connections = connections
        self.timeouts = timeouts or Timeouts()
        self.tls = tls
        self.clock = clock
        self.random = random
        self.tally = Tally(clock)
        self._turn = Lock()

    def send(
        self,
        uploads: Sequence[Upload],
        *,
        already_sent: Mapping[Role, int],
        on_sent: Callable[[Upload, Receipt], None],
        stop: Event,
    ) -> None:
        """Send all, in the given order; see ``flow.ports.Uploads.send``.

        Raises ValueError when an upload is given twice, RuntimeError when another ``send`` has not ended.
        """
        if len({_identity(upload) for upload in uploads}) != len(uploads):
            raise ValueError("uploads")
        for upload in uploads:
            check_address(upload.url)
        if not self._turn.acquire(blocking=False):
            raise RuntimeError("already sending")
        try:
            self.tally.begin(uploads, already_sent)
            try:
                _Sending(self, uploads, on_sent, stop).run()
            finally:
                self.tally.ended()
        finally:
            self._turn.release()

    def progress(self) -> tuple[FileProgress, ...]:
        """How far every file is; see ``flow.ports.Uploads.progress``."""
        return self.tally.snapshot()


class _Sending:
    """One ``send``: its queue, its workers, and what they must agree on."""

    def __init__(
        self, uploader: Uploader, uploads: Sequence[Upload], on_sent: Callable[[Upload, Receipt], None], stop: Event
    ) -> None:
        self._uploader = uploader
        self._tally = uploader.tally
        self._waiting = deque(uploads)
        self._on_sent = on_sent
        self._stop = stop
        self._halt = Event()
        self._recording = Lock()
        self._proving = Lock()
        self._proven: set[Role] = set()
        self._counting = Lock()
        self._heard = 0  # answers of the store so far: as long as it grows, the network is not away
        self._lines = [
            Line(uploader.timeouts, uploader.tls) for _ in range(min(uploader.connections, len(self._waiting)))
        ]

    def run(self) -> None:
        """Work until all is sent, something ends it, or it is stopped."""
        if not self._lines:
            return
        with ThreadPoolExecutor(len(self._lines), thread_name_prefix="upload") as pool:
            try:
                workers = [pool.submit(self._work, line) for line in self._lines]
                self._watch(workers)
            finally:
                self._halt.set()
                for line in self._lines:
                    line.cut()
        errors = [error for worker in workers if (error := worker.exception()) is not None]
        # The others ended only because the first one did.
        for error in sorted(errors, key=lambda error: isinstance(error, Stopped)):
            raise error

    def _watch(self, workers: Sequence[Future[None]]) -> None:
        pending = set(workers)
        while pending and not self._stop.is_set():
            done, pending = wait(pending, timeout=_LOOK_EVERY, return_when=FIRST_EXCEPTION)
            self._tally.sample()
            if any(worker.exception() is not None for worker in done):
                return

    def _work(self, line: Line) -> None:
        try:
            while not self._is_stopped() and (upload := self._next()) is not None:
                self._see_through(line, upload)
        finally:
            line.close()
        if self._is_stopped() and self._waiting:
            raise Stopped

    def _next(self) -> Upload | None:
        try:
            return self._waiting.popleft()
        except IndexError:
            return None

    def _is_stopped(self) -> bool:
        return self._halt.is_set() or self._stop.is_set()

    def _see_through(self, line: Line, upload: Upload) -> None:
        """Send one upload, again if need be. Raises what ends it."""
        try:
            self._prove(upload)
            receipt = self._until_acknowledged(line, upload)
        except ProblemError as error:
            if not isinstance(error, Stopped):
                self._tally.failed(upload, error.problem)
            raise
        with self._recording:
            self._on_sent(upload, receipt)
        self._tally.sent(upload)

    def _until_acknowledged(self, line: Line, upload: Upload) -> Receipt:
        failures = tries = 0
        went_out_whole = False
        while True:
            heard = self._heard
            self._tally.started(upload)
            body, verdict, answer = self._try(line, upload)
            went_out_whole = went_out_whole or body.is_whole
            if verdict.outcome is Outcome.DONE and answer is not None:
                return Receipt(body.md5, body.sha256, answer.etag)
            if self._is_stopped():
                raise Stopped
            problem = _problem(verdict, answer, upload, went_out_whole)
            # Others getting through means that the network is there, and this upload in particular fails.
            tries += verdict.outcome is Outcome.AGAIN or self._heard > heard
            failures += 1
            if verdict.outcome is Outcome.END or tries >= MAX_TRIES:
                raise ProblemError(problem.code, **problem.facts)
            self._tally.retrying(upload, problem)
            if self._halt.wait(pause(failures, answer.retry_after if answer else None, self._uploader.random)):
                raise Stopped

    def _try(self, line: Line, upload: Upload) -> tuple[SliceBody, Verdict, Answer | None]:
        """One PUT, with the file looked at before and after."""
        began = self._uploader.clock()
        with opened(upload) as handle:
            body = SliceBody(
                upload,
                handle,
                line.buffer,
                on_moved=lambda count: self._tally.moved(upload, count),
                is_stopped=self._is_stopped,
            )
            result = line.put(upload.url, upload.content_type, body)
            if isinstance(result, Verdict):
                verdict, answer = result, None
            else:
                verdict, answer = judge(result, body.md5 if body.is_whole else None), result
            if verdict.outcome is Outcome.DONE:
                check_unchanged(handle, upload)
        if answer is not None and verdict.outcome is not Outcome.AWAY:
            with self._counting:
                self._heard += 1
        log.info(
            "put",
            extra={
                "role": upload.role.value,
                "part": upload.part.number if upload.part else None,
                "bytes": length_of(upload),
                "status": answer.status if answer else None,
                "took_ms": round((self._uploader.clock() - began) * 1000),
                "code": verdict.code or "sent",
            },
        )
        return body, verdict, answer

    def _prove(self, upload: Upload) -> None:
        """Look at the file's ends once, before its first byte goes out. Raises ``file.changed`` and the like."""
        with self._proving:
            if upload.role in self._proven:
                return
            with opened(upload) as handle:
                check_ends(handle, upload)
            self._proven.add(upload.role)


def _identity(upload: Upload) -> tuple[Role, int | None]:
    return upload.role, upload.part.number if upload.part else None


def _problem(verdict: Verdict, answer: Answer | None, upload: Upload, went_out_whole: bool) -> Problem:
    """The verdict with the facts its sentence needs."""
    facts = dict(verdict.facts)
    if verdict.code == "upload.address_dead":
        facts |= {"role": upload.role, "after_whole_body": went_out_whole}
    elif answer is not None:
        facts |= {"status": answer.status, "service_code": answer.service_code}
    return Problem(verdict.code, facts)
