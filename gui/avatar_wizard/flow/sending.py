"""The submission saga: create, PUT, confirm, submit, each step recorded before and after.

    planned -> creating -> sending -> confirming -> confirmed -> submitting -> submitted

Every arrow may be cut. A run begins at the recorded phase, and a phase whose call may already have taken effect
is re-entered by asking the service. Problems that mend themselves are waited out; the others end the run, and the
next run begins where this one stopped.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping
from functools import partial
from threading import Event as StopEvent

from avatar_wizard.domain.draft import SLICED_ROLES, Draft, Role
from avatar_wizard.domain.job import Job, was_submitted
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.submission import (
    Abandoned,
    Confirmed,
    Confirming,
    Created,
    Creating,
    DocumentSent,
    Event,
    Failed,
    Observed,
    Phase,
    Planned,
    SentSlice,
    SliceSent,
    SlicesReconciled,
    Submission,
    Submitted,
    Submitting,
    UploadUrls,
    UrlsRenewed,
    apply,
)
from avatar_wizard.flow.pending import (
    bytes_sent,
    check_files,
    job_fields,
    md5_of,
    pending_uploads,
    planned_slices,
    progressed,
)
from avatar_wizard.flow.ports import Command, Files, Journal, Receipt, Service, Upload, Uploads
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.flow.remote import (
    CONFIRM_SLICES,
    check_account,
    delete_if_there,
    delete_unsubmitted,
    held_slices,
    jobs_tagged,
    renewed_urls,
)
from avatar_wizard.flow.waits import Waits

log = logging.getLogger(__name__)

URL_MARGIN_S = 300.0  # a URL this near to its end is not begun with
MOST_RENEWALS = 3  # in one run without anything sent in between; more means that something else is wrong

# How the service refuses what it has carried out already, or what belongs to a job that is gone.
_MAY_BE_DONE = frozenset({"service.refused", "service.file_missing", "service.job_gone"})


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
        self._now = Submission(key, Draft())
        self._most_sent = 0
        self._waiting_for: Problem | None = None
        self._note: Problem | None = None
        self._ask_first = False
        self._renewals = 0
        self._has_sent = False

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

    def _is_news(self, draft: Draft, slices: Mapping[Role, int]) -> bool:
        before = self._journal.submission(self._key)
        return before is None or (before.is_open and (before.draft, dict(before.slices)) != (draft, slices))

    def _claim(self) -> None:
        if not self._journal.claim(self._key):
            raise ProblemError("submission.busy_elsewhere")

    def run(self, stop: StopEvent, patience_s: float | None = None) -> Submission:
        """Bring the submission into review, from wherever it is; returns it as submitted.

        ``patience_s`` bounds how long a problem that may mend itself is waited out without any step done; None
        waits for ever. Raises ``submission.busy_elsewhere``, Stopped, or the problem that ended the run.
        """
        self._claim()
        try:
            return self._run(stop, patience_s)
        finally:
            self._journal.release(self._key)

    def progress(self) -> SendingProgress:
        """How far it is; the sum never goes back, also when a job had to be made anew."""
        now, files = self._now, self._uploads.progress()
        size = sum(f.fingerprint.size for f in now.draft.files_to_send())
        safe = sum(bytes_sent(now).values())
        sent = sum(f.sent for f in files) if files else safe
        self._most_sent = max(self._most_sent, min(sent, size))
        return SendingProgress(files, self._most_sent, size, now.phase, self._waiting_for, safe, self._note)

    # --- the loop

    def _run(self, stop: StopEvent, patience_s: float | None) -> Submission:
        recorded = self._journal.submission(self._key)
        if recorded is None:
            raise ProblemError("draft.gaps", gaps=())
        self._now, self._ask_first, self._renewals, self._has_sent = recorded, True, 0, False
        waits = Waits(patience_s, self._jitter, self._monotonic)
        while self._now.is_open:
            before = self._now
            try:
                if stop.is_set():
                    raise Stopped
                self._step(stop)
                waits.restart()
            except Stopped:
                raise
            except ProblemError as error:
                if progressed(before, self._now):
                    waits.restart()
                delay = waits.before_next_try(error)
                if delay is None:
                    self._record_failure(error.problem)
                    raise
                self._waiting_for = error.problem
                self._ask_first = True
                if stop.wait(delay):
                    raise Stopped from None
            finally:
                self._waiting_for = None
        return self._now

    def _record_failure(self, problem: Problem) -> None:
        try:
            self._record(Failed(problem))
        except ProblemError as second:
            # A full disk is often the very problem being recorded; the run still ends with the first one.
            log.warning("failure not recorded", extra={"code": second.problem.code})

    def _record(self, event: Event) -> None:
        self._journal.record(self._key, event)
        self._now = apply(self._now, event)

    def _step(self, stop: StopEvent) -> None:
        if self._ask_first:
            check_account(self._now, self._connect())
        match self._now.phase:
            case Phase.PLANNED:
                self._create()
            case Phase.CREATING:
                self._find_or_create()
            case Phase.SENDING:
                self._send(stop)
            case Phase.CONFIRMING:
                self._confirm()
            case Phase.CONFIRMED:
                if self._now.creations > 1:
                    delete_unsubmitted(self._connect(), self._now.tag, keep=self._job_id())
                self._record(Submitting())
            case Phase.SUBMITTING:
                self._submit()

    # --- create

    def _create(self) -> None:
        check_files(self._now, self._files)
        self._record(Creating(self._connect().account()))
        job_id, urls = self._connect().create(job_fields(self._now))
        self._record(Created(job_id, urls))
        self._ask_first = False

    def _find_or_create(self) -> None:
        """The answer to a creation got lost: look for the job by its tag before making another."""
        service, now = self._connect(), self._now
        mine = jobs_tagged(service, now.tag)
        handed_in = next((job for job in mine if was_submitted(job.state)), None)
        if handed_in is not None:
            self._record(Created(handed_in.job_id, UploadUrls()))
            self._record(Submitted())
            if now.is_stale:
                raise ProblemError("submission.handed_in_before")
            return
        keep = None if now.is_stale else next(iter(mine), None)
        urls = None if keep is None else renewed_urls(service, keep.job_id, job_fields(self._now))
        if keep is None or urls is None:
            delete_unsubmitted(service, now.tag)
            self._create()
        else:
            self._record(Created(keep.job_id, urls))

    def _renew(self) -> None:
        """Fresh URLs for the job, or a fresh job."""
        self._check_renewals("upload.refused", status=403)
        urls = renewed_urls(self._connect(), self._job_id(), job_fields(self._now))
        if urls is None:
            delete_if_there(self._connect(), self._job_id())
            self._record(Abandoned())
            self._note = Problem("submission.recreated")
        else:
            self._record(UrlsRenewed(urls))
            self._ask_first = True
        self._renewals += 1
        self._has_sent = False

    def _check_renewals(self, code: str, **facts: object) -> None:
        """Raise a problem instead of renewing or beginning anew for ever."""
        if self._renewals >= MOST_RENEWALS:
            raise ProblemError(code, **facts)

    # --- send

    def _send(self, stop: StopEvent) -> None:
        urls = self._now.urls
        if (self._ask_first or urls is None or self._near_end(urls)) and self._settled_elsewhere():
            return
        # Looked at only now: the first answer of a run is what tells how far this computer's clock is off.
        if urls is None or self._near_end(urls):
            if self._has_sent:
                self._renewals = 0  # only slow: a day's worth of sending lies between two renewals
            self._renew()
            return
        check_files(self._now, self._files)
        if self._ask_first:
            self._reconcile()
            self._ask_first = False
        pending = pending_uploads(self._now, urls)
        if pending:
            try:
                self._uploads.send(
                    pending,
                    already_sent=bytes_sent(self._now),
                    on_sent=self._note_sent,
                    stop=stop,
                    is_expired=partial(self._near_end, urls),
                )
            except ProblemError as error:
                if error.problem.code not in ("upload.address_dead", "upload.gone"):
                    raise
                self._after_refusal(error.problem, urls)
                return
        check_files(self._now, self._files)
        self._record(Confirming())

    def _near_end(self, urls: UploadUrls) -> bool:
        return self._connect().now() > urls.dies_at - URL_MARGIN_S

    def _note_sent(self, upload: Upload, receipt: Receipt) -> None:
        if upload.part is None:
            self._record(DocumentSent(upload.role, receipt.sha256))
        else:
            self._record(SliceSent(upload.role, upload.part.number, SentSlice(receipt.md5, receipt.etag)))
        self._has_sent = True

    def _reconcile(self) -> None:
        """Hold our record of slices against the service's, which is the truth."""
        for role, count in self._now.slices.items():
            held = held_slices(self._connect(), self._job_id(), role)
            ours = {number: sent for (r, number), sent in self._now.slices_sent.items() if r is role}
            agreed = frozenset(n for n, sent in ours.items() if held.get(n) == sent.etag)
            if agreed != frozenset(ours):
                self._record(SlicesReconciled(role, agreed))
            # A slice that arrived just before we were cut off: recognised by its bytes, so not sent twice.
            for number in sorted(held.keys() - agreed):
                if 1 <= number <= count and md5_of(self._now, self._files, role, number) == held[number].lower():
                    self._record(SliceSent(role, number, SentSlice(held[number].lower(), held[number])))

    def _after_refusal(self, problem: Problem, urls: UploadUrls) -> None:
        """A URL was refused: its document arrived before the answer got lost, or the URL is dead."""
        if self._settled_elsewhere():
            return
        role = problem.facts.get("role")
        still_alive = self._connect().now() < urls.dies_at
        if isinstance(role, Role) and role not in SLICED_ROLES and still_alive and role in self._show().files:
            self._record(DocumentSent(role, ""))
        else:
            self._renew()

    def _settled_elsewhere(self) -> bool:
        """Whether the job is further than we knew: handed in, or gone."""
        try:
            job = self._show()
        except ProblemError as error:
            if error.problem.code != "service.job_gone":
                raise
            self._check_renewals("service.job_gone")
            self._record(Abandoned())
            self._renewals += 1
            return True
        if was_submitted(job.state):
            self._record(Submitted())
            return True
        return False

    # --- confirm

    def _confirm(self) -> None:
        """Have the slices put together; after a lost answer only what is still open."""
        if self._ask_first and self._settled_elsewhere():
            return
        for role, count in self._now.slices.items():
            held = held_slices(self._connect(), self._job_id(), role) if self._ask_first else None
            if held and len(held) < count:
                self._record(SlicesReconciled(role, frozenset(held)))
                return
            if held == {} and role in self._show().files:
                continue
            try:
                self._connect().command(self._job_id(), CONFIRM_SLICES[role])
            except ProblemError as error:
                if error.problem.code not in _MAY_BE_DONE:
                    raise
                if self._settled_elsewhere():
                    return
                if held_slices(self._connect(), self._job_id(), role):
                    raise
                if role not in self._show().files:
                    # Neither in slices nor whole: somebody had new addresses given out. All is sent again.
                    self._check_renewals(error.problem.code, **error.problem.facts)
                    self._renewals += 1
                    self._record(SlicesReconciled(role, frozenset()))
                    return
        self._record(Confirmed())
        self._ask_first = False

    def _submit(self) -> None:
        """Hand the job in; refused or after a lost answer, only a job that has not got there is not handed in."""
        if self._ask_first and self._settled_elsewhere():
            return
        try:
            self._connect().command(self._job_id(), Command.SUBMITVERIFYING)
        except ProblemError as error:
            if error.problem.code not in _MAY_BE_DONE or not self._settled_elsewhere():
                raise
        else:
            self._record(Submitted())

    # --- small things

    def _show(self) -> Job:
        job = self._connect().show(self._job_id())
        if job.state != self._now.state:
            self._record(Observed(job.state))
        return job

    def _job_id(self) -> str:
        if self._now.job_id is None:
            raise ProblemError("service.job_gone")
        return self._now.job_id
