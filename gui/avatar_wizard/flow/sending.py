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
from collections.abc import Callable
from threading import Event as StopEvent

from avatar_wizard.domain.draft import SLICED_ROLES, Draft, PickedFile, Role
from avatar_wizard.domain.fields import create_fields
from avatar_wizard.domain.job import Job, was_submitted
from avatar_wizard.domain.problem import AnswerLost, Problem, ProblemError, Remedy, Stopped
from avatar_wizard.domain.slices import Slice, cut, slice_count
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
from avatar_wizard.flow.pending import pending_uploads
from avatar_wizard.flow.ports import Command, Files, Journal, Receipt, Service, Upload, Uploads
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.flow.remote import (
    CONFIRM_SLICES,
    delete_if_there,
    delete_unsubmitted,
    held_slices,
    jobs_tagged,
    renewed_urls,
)

log = logging.getLogger(__name__)

URL_MARGIN_S = 300.0  # a URL this near to its end is not begun with
LONGEST_WAIT_S = 30.0
MOST_RENEWALS = 3  # in one run; more means that something else is wrong
MOST_LOST_ANSWERS = 5  # in a row, of those that do not mend themselves


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
        self._ask_first = False
        self._renewals = 0

    def plan(self, draft: Draft) -> None:
        """Record what is to be sent. The same draft again changes nothing; another one replaces the job."""
        slices = {
            f.role: _wished_slices(draft, f.role) or slice_count(f.fingerprint.size)
            for f in draft.files_to_send()
            if f.role in SLICED_ROLES
        }
        before = self._journal.submission(self._key)
        if before is None or (before.is_open and (before.draft, dict(before.slices)) != (draft, slices)):
            self._journal.record(self._key, Planned(draft, slices))

    def run(self, stop: StopEvent, patience_s: float | None = None) -> Submission:
        """Bring the submission into review, from wherever it is; returns it as submitted.

        ``patience_s`` bounds how long a problem that may mend itself is waited out without any step done; None
        waits for ever. Raises ``submission.busy_elsewhere``, Stopped, or the problem that ended the run.
        """
        if not self._journal.claim(self._key):
            raise ProblemError("submission.busy_elsewhere")
        try:
            return self._run(stop, patience_s)
        finally:
            self._journal.release(self._key)

    def progress(self) -> SendingProgress:
        """How far it is; the sum never goes back, also when a job had to be made anew."""
        now, files = self._now, self._uploads.progress()
        size = sum(f.fingerprint.size for f in now.draft.files_to_send())
        safe = sum(self._bytes_sent().values())
        sent = sum(f.sent for f in files) if files else safe
        self._most_sent = max(self._most_sent, min(sent, size))
        return SendingProgress(files, self._most_sent, size, now.phase, self._waiting_for, safe)

    # --- the loop

    def _run(self, stop: StopEvent, patience_s: float | None) -> Submission:
        recorded = self._journal.submission(self._key)
        if recorded is None:
            raise ProblemError("draft.gaps", gaps=())
        self._now, self._ask_first, self._renewals = recorded, True, 0
        tries, since = 0, self._monotonic()
        while self._now.is_open:
            before = self._now
            try:
                if stop.is_set():
                    raise Stopped
                self._step(stop)
                tries, since = 0, self._monotonic()
            except Stopped:
                raise
            except ProblemError as error:
                if _progressed(before, self._now):
                    tries, since = 0, self._monotonic()
                self._give_up_or_wait(error, tries, self._monotonic() - since, patience_s, stop)
                self._ask_first = True
                tries += 1
            finally:
                self._waiting_for = None
        return self._now

    def _give_up_or_wait(
        self, error: ProblemError, tries: int, waited_s: float, patience_s: float | None, stop: StopEvent
    ) -> None:
        problem = error.problem
        # After a lost answer the next step asks; an answer that makes no sense time and again is given up.
        may_pass = problem.remedy is Remedy.WAIT or (isinstance(error, AnswerLost) and tries < MOST_LOST_ANSWERS)
        if not may_pass or (patience_s is not None and waited_s >= patience_s):
            self._record_failure(problem)
            raise error
        self._waiting_for = problem
        asked = problem.facts.get("retry_after_s")
        delay = asked if isinstance(asked, (int, float)) else self._jitter(0.2, min(LONGEST_WAIT_S, 2.0**tries))
        if stop.wait(delay):
            raise Stopped

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
                if not (self._ask_first and self._settled_elsewhere()):
                    self._connect().command(self._job_id(), Command.SUBMITVERIFYING)
                    self._record(Submitted())

    # --- create

    def _fields(self) -> dict[str, object]:
        now = self._now
        return create_fields(
            now.draft,
            video_slices=now.slices[Role.TRAINING_VIDEO],
            action_slices=now.slices.get(Role.ACTION_VIDEO),
            tag=now.tag,
        )

    def _create(self) -> None:
        self._check_files()
        self._record(Creating())
        job_id, urls = self._connect().create(self._fields())
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
            return
        keep = None if now.is_stale else next(iter(mine), None)
        urls = None if keep is None else renewed_urls(service, keep.job_id, self._fields())
        if keep is None or urls is None:
            delete_unsubmitted(service, now.tag)
            self._create()
        else:
            self._record(Created(keep.job_id, urls))

    def _renew(self) -> None:
        """Fresh URLs for the job, or a fresh job."""
        self._renewals += 1
        if self._renewals > MOST_RENEWALS:
            raise ProblemError("upload.refused", status=403)
        urls = renewed_urls(self._connect(), self._job_id(), self._fields())
        if urls is None:
            delete_if_there(self._connect(), self._job_id())
            self._record(Abandoned())
        else:
            self._record(UrlsRenewed(urls))
            self._ask_first = True

    # --- send

    def _send(self, stop: StopEvent) -> None:
        urls = self._now.urls
        if urls is None or self._connect().now() > urls.dies_at - URL_MARGIN_S:
            if not self._settled_elsewhere():
                self._renew()
            return
        if self._ask_first:
            self._reconcile()
            self._ask_first = False
        self._check_files()
        pending = pending_uploads(self._now, urls)
        if pending:
            try:
                self._uploads.send(pending, already_sent=self._bytes_sent(), on_sent=self._note_sent, stop=stop)
            except ProblemError as error:
                if error.problem.code not in ("upload.address_dead", "upload.gone"):
                    raise
                self._after_refusal(error.problem, urls)
                return
        self._check_files()
        self._record(Confirming())

    def _note_sent(self, upload: Upload, receipt: Receipt) -> None:
        if upload.part is None:
            self._record(DocumentSent(upload.role, receipt.sha256))
        else:
            self._record(SliceSent(upload.role, upload.part.number, SentSlice(receipt.md5, receipt.etag)))

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
                if 1 <= number <= count and self._md5(role, number) == held[number].lower():
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
            self._record(Abandoned())
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
            if self._ask_first:
                held = held_slices(self._connect(), self._job_id(), role)
                if held and len(held) < count:
                    self._record(SlicesReconciled(role, frozenset(held)))
                    return
                if not held and role in self._show().files:
                    continue
            self._connect().command(self._job_id(), CONFIRM_SLICES[role])
        self._record(Confirmed())
        self._ask_first = False

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

    def _picked(self, role: Role) -> PickedFile:
        picked = self._now.draft.file(role)
        if picked is None:
            raise ProblemError("store.sealed")
        return picked

    def _slices(self, role: Role) -> tuple[Slice, ...]:
        return cut(self._picked(role).fingerprint.size, self._now.slices[role])

    def _md5(self, role: Role, number: int) -> str:
        return self._files.slice_md5(self._picked(role).path, self._slices(role)[number - 1])

    def _bytes_sent(self) -> dict[Role, int]:
        now = self._now
        sizes = {picked.role: picked.fingerprint.size for picked in now.draft.files}
        sent = {role: sizes[role] for role in now.documents_sent if role in sizes}
        for role in now.slices:
            if role in sizes:
                parts = self._slices(role)
                sent[role] = sum(parts[n - 1].length for r, n in now.slices_sent if r is role)
        return sent

    def _check_files(self) -> None:
        """Every file must still be the one that was chosen; ``file.changed`` or ``file.missing`` otherwise."""
        files = self._now.draft.files_to_send()
        if not files:
            raise ProblemError("store.sealed")
        for picked in files:
            if self._files.fingerprint(picked.path, picked.role) != picked.fingerprint:
                raise ProblemError("file.changed", name=picked.path.name, role=picked.role)


def _wished_slices(draft: Draft, role: Role) -> int | None:
    return draft.video_slices if role is Role.TRAINING_VIDEO else draft.action_video_slices


def _progressed(before: Submission, after: Submission) -> bool:
    return before.phase is not after.phase or len(before.slices_sent) != len(after.slices_sent)
