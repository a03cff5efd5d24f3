"""The steps of the submission saga: create, PUT, confirm, submit, each recorded before and after.

    planned -> creating -> sending -> confirming -> confirmed -> submitting -> submitted

Every arrow may be cut. A phase whose call may already have taken effect is re-entered by asking the service.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event as StopEvent

from avatar_wizard.domain.draft import SLICED_ROLES, Role
from avatar_wizard.domain.job import Job, was_submitted
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import (
    Abandoned,
    Confirmed,
    Confirming,
    Created,
    Creating,
    DocumentSent,
    Event,
    Observed,
    Phase,
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
from avatar_wizard.flow.pending import bytes_sent, check_files, job_fields, md5_of, pending_uploads
from avatar_wizard.flow.ports import Command, Files, Journal, Receipt, Service, Upload, Uploads
from avatar_wizard.flow.remote import (
    CONFIRM_SLICES,
    check_account,
    delete_if_there,
    delete_unsubmitted,
    held_slices,
    jobs_tagged,
    renewed_urls,
)

URL_MARGIN_S = 300.0  # a URL this near to its end is not begun with
MOST_ROUNDS = 6  # of sending again what the service has lost, in one run; more means that its list tells something else
MOST_RENEWALS = 3  # in one run without anything sent in between; more means that something else is wrong

# How the service refuses what it has carried out already, or what belongs to a job that is gone.
_MAY_BE_DONE = frozenset({"service.refused", "service.file_missing", "service.job_gone"})


class Saga:
    """One run of one submission. ``now`` is what is recorded; ``note`` something to know that holds nothing up.

    ``ask_first`` says that the last call may have taken effect without our knowing: the next step asks the service.
    """

    def __init__(
        self, now: Submission, *, journal: Journal, service: Callable[[], Service], uploads: Uploads, files: Files
    ) -> None:
        self.now = now
        self.note: Problem | None = None
        self.ask_first = True
        self._journal = journal
        self._connect = service
        self._uploads = uploads
        self._files = files
        self._renewals = 0
        self._rounds = 0
        self._has_sent = False

    def record(self, event: Event) -> None:
        """Have ``event`` on the disk, then count on it. Raises ``store.*``."""
        self._journal.record(self.now.key, event)
        self.now = apply(self.now, event)

    def check_files(self) -> None:
        """Every file must still be the one that was chosen; problems of ``pending.check_files``."""
        check_files(self.now, self._files)

    def step(self, stop: StopEvent) -> None:
        """Do what the present phase asks for. Raises ProblemErrors, Stopped among them."""
        if self.ask_first:
            check_account(self.now, self._connect())
        match self.now.phase:
            case Phase.PLANNED:
                self._create()
            case Phase.CREATING:
                self._find_or_create()
            case Phase.SENDING:
                self._send(stop)
            case Phase.CONFIRMING:
                self._confirm()
            case Phase.CONFIRMED:
                if self.now.creations > 1:
                    delete_unsubmitted(self._connect(), self.now.tag, keep=self._job_id())
                self.record(Submitting())
            case Phase.SUBMITTING:
                self._submit()

    # --- create

    def _create(self) -> None:
        self.check_files()
        self.record(Creating(self._connect().account()))
        job_id, urls = self._connect().create(job_fields(self.now))
        self.record(Created(job_id, urls))
        self.ask_first = False

    def _find_or_create(self) -> None:
        """The answer to a creation got lost: look for the job by its tag before making another."""
        service, now = self._connect(), self.now
        mine = jobs_tagged(service, now.tag)
        handed_in = next((job for job in mine if was_submitted(job.state)), None)
        if handed_in is not None:
            self.record(Created(handed_in.job_id, UploadUrls()))
            self.record(Submitted())
            if now.is_stale:
                raise ProblemError("submission.handed_in_before")
            return
        keep = None if now.is_stale else next(iter(mine), None)
        urls = None if keep is None else renewed_urls(service, keep.job_id, job_fields(self.now))
        if keep is None or urls is None:
            delete_unsubmitted(service, now.tag)
            self._create()
        else:
            self.record(Created(keep.job_id, urls))

    def _renew(self) -> None:
        """Fresh URLs for the job, or a fresh job."""
        self._check_renewals("upload.refused", status=403)
        urls = renewed_urls(self._connect(), self._job_id(), job_fields(self.now))
        if urls is None:
            delete_if_there(self._connect(), self._job_id())
            self.record(Abandoned())
            self.note = Problem("submission.recreated")
        else:
            self.record(UrlsRenewed(urls))
            self.ask_first = True
        self._renewals += 1
        self._has_sent = False

    def _check_renewals(self, code: str, **facts: object) -> None:
        """Raise a problem instead of renewing or beginning anew for ever."""
        if self._renewals >= MOST_RENEWALS:
            raise ProblemError(code, **facts)

    # --- send

    def _send(self, stop: StopEvent) -> None:
        urls = self.now.urls
        if (self.ask_first or urls is None or self._near_end(urls)) and self._settled_elsewhere():
            return
        # Looked at only now: the first answer of a run is what tells how far this computer's clock is off.
        if urls is None or self._near_end(urls):
            if self._has_sent:
                self._renewals = 0  # only slow: a day's worth of sending lies between two renewals
            self._renew()
            return
        self.check_files()
        if self.ask_first:
            self._reconcile()
            self.ask_first = False
        pending = pending_uploads(self.now, urls)
        if pending:
            try:
                self._uploads.send(
                    pending,
                    already_sent=bytes_sent(self.now),
                    on_sent=self._note_sent,
                    stop=stop,
                    is_expired=partial(self._near_end, urls),
                )
            except ProblemError as error:
                if error.problem.code not in ("upload.address_dead", "upload.gone"):
                    raise
                self._after_refusal(error.problem, urls)
                return
        self.check_files()
        # What was acknowledged may be lost or spoilt since; once put together, nobody could tell any more. A service
        # that lists nothing at all is not believed here: the confirmation will say what is missing.
        self._reconcile(believes_nothing=False)
        if self.now.missing_slices():
            self._begin_round()
            return
        self.record(Confirming())

    def _near_end(self, urls: UploadUrls) -> bool:
        return self._connect().now() > urls.dies_at - URL_MARGIN_S

    def _note_sent(self, upload: Upload, receipt: Receipt) -> None:
        if upload.part is None:
            self.record(DocumentSent(upload.role, receipt.sha256))
        else:
            self.record(SliceSent(upload.role, upload.part.number, SentSlice(receipt.md5, receipt.etag)))
        self._has_sent = True

    def _begin_round(self) -> None:
        """Count one more round of sending again. Raises ``upload.parts_differ`` instead of going on for ever."""
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise ProblemError("upload.parts_differ")

    def _reconcile(self, *, believes_nothing: bool = True) -> None:
        """Hold our record of slices against the service's, which is the truth; a video put together is held whole.

        ``believes_nothing``: a list without any slice is the truth, too.
        """
        for role, count in self.now.slices.items():
            held = held_slices(self._connect(), self._job_id(), role)
            if not held and (not believes_nothing or self._is_whole(role)):
                continue
            ours = {number: sent for (r, number), sent in self.now.slices_sent.items() if r is role}
            agreed = frozenset(n for n, sent in ours.items() if held.get(n) == sent.etag)
            if agreed != frozenset(ours):
                self.record(SlicesReconciled(role, agreed))
            # A slice that arrived just before we were cut off: recognised by its bytes, so not sent twice.
            for number in sorted(held.keys() - agreed):
                if 1 <= number <= count and md5_of(self.now, self._files, role, number) == held[number].lower():
                    self.record(SliceSent(role, number, SentSlice(held[number].lower(), held[number])))

    def _is_whole(self, role: Role) -> bool:
        """Whether all slices were sent and the service has put them together."""
        is_sent = all(missing is not role for missing, _ in self.now.missing_slices())
        return is_sent and role in self._show().files

    def _after_refusal(self, problem: Problem, urls: UploadUrls) -> None:
        """A URL was refused: its document arrived before the answer got lost, or the URL is dead."""
        if self._settled_elsewhere():
            return
        role = problem.facts.get("role")
        # One that arrived damaged is there, too: only a new address can replace it.
        may_be_there = not problem.facts.get("is_damaged") and self._connect().now() < urls.dies_at
        if isinstance(role, Role) and role not in SLICED_ROLES and may_be_there and role in self._show().files:
            self.record(DocumentSent(role, ""))
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
            self.record(Abandoned())
            self._renewals += 1
            return True
        if was_submitted(job.state):
            self.record(Submitted())
            return True
        return False

    # --- confirm

    def _confirm(self) -> None:
        """Have the slices put together; after a lost answer only what is still open."""
        if self.ask_first and self._settled_elsewhere():
            return
        for role, count in self.now.slices.items():
            held = held_slices(self._connect(), self._job_id(), role) if self.ask_first else None
            if held and len(held) < count:
                self._reconcile()
                self._begin_round()
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
                    self._reconcile()
                    if not self.now.missing_slices():
                        raise
                    self._begin_round()
                    return
                if role not in self._show().files:
                    # Neither in slices nor whole: somebody had new addresses given out. All is sent again.
                    self._check_renewals(error.problem.code, **error.problem.facts)
                    self._renewals += 1
                    self.record(SlicesReconciled(role, frozenset()))
                    return
        self.record(Confirmed())
        self.ask_first = False

    def _submit(self) -> None:
        """Hand the job in; refused or after a lost answer, only a job that has not got there is not handed in."""
        if self.ask_first and self._settled_elsewhere():
            return
        try:
            self._connect().command(self._job_id(), Command.SUBMITVERIFYING)
        except ProblemError as error:
            if error.problem.code not in _MAY_BE_DONE:
                raise
            if not self._settled_elsewhere() and not self._has_lost_documents():
                raise
        else:
            self.record(Submitted())

    def _has_lost_documents(self) -> bool:
        """Whether the service lacks documents that it had acknowledged; they are then to be sent again."""
        there, urls = self._show().files, self.now.urls
        kept = self.now.documents_sent & frozenset(there)
        if urls is None or kept == self.now.documents_sent:
            return False
        self._begin_round()
        self.record(UrlsRenewed(urls))
        for role in sorted(kept):
            self.record(DocumentSent(role, ""))
        self.ask_first = True
        return True

    # --- small things

    def _show(self) -> Job:
        job = self._connect().show(self._job_id())
        if job.state != self.now.state:
            self.record(Observed(job.state))
        return job

    def _job_id(self) -> str:
        if self.now.job_id is None:
            raise ProblemError("service.job_gone")
        return self.now.job_id
