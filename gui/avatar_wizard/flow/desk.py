"""Everything the program can do for a person, without a screen.

The window and the command line both stand before this desk. All methods block and belong on a worker thread,
but for those whose docstring says otherwise.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as StopEvent
from threading import Lock

from avatar_wizard.domain.draft import Draft, PickedFile, Role
from avatar_wizard.domain.footage import FootageReport, Question, Repair, question_of
from avatar_wizard.domain.job import Job, was_submitted
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.submission import Created, Failed, Observed, Submission, Submitted, UploadUrls
from avatar_wizard.flow.draft_file import DraftFile, submission_key
from avatar_wizard.flow.ports import (
    Credentials,
    Files,
    HopResult,
    Journal,
    Service,
    StoredDraft,
    Uplink,
    Uploads,
    Vault,
    Wakefulness,
)
from avatar_wizard.flow.preferences import Preferences
from avatar_wizard.flow.remote import check_account, delete_unsubmitted, jobs_tagged
from avatar_wizard.flow.sending import Sending
from avatar_wizard.flow.viewing import Footage, Progress, Still


@dataclass(frozen=True, slots=True)
class Rooms:
    """What ``app.py`` hands the desk: one implementation of every port."""

    journal: Journal
    vault: Vault
    vault_problem: Problem | None
    connect: Callable[[Credentials], Service]
    examine: Callable[[Credentials], Sequence[HopResult]]
    footage: Footage
    files: Files
    uploads: Callable[[], Uploads]
    uplink: Uplink
    preferences: Preferences
    wakefulness: Wakefulness
    battery: Callable[[], int | None]


class Desk:
    """The application. One per process; safe to use from several threads."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._lock = Lock()
        self._credentials: Credentials | None = None
        self._service: Service | None = None

    @property
    def vault_problem(self) -> Problem | None:
        """Why credentials are kept for this run only, or None. Does not block."""
        return self._rooms.vault_problem

    @property
    def preferences(self) -> Preferences:
        """What the person decided for the whole program."""
        return self._rooms.preferences

    # --- this computer

    def stay_awake(self, wanted: bool) -> None:
        """Keep the computer from falling asleep, or let it."""
        if wanted:
            self._rooms.wakefulness.keep()
        else:
            self._rooms.wakefulness.let_go()

    def battery(self) -> int | None:
        """Percent left while the computer runs on its battery, else None."""
        return self._rooms.battery()

    def network_is_back(self, *, is_another: bool = False) -> None:
        """Have whatever waits for the network try now; over new connections when it is another one. Does not block."""
        self._rooms.uplink.nudge(reconnect=is_another)

    # --- who you are

    def credentials(self) -> Credentials | None:
        """What the person signed in with, from this run or the keyring; may wait for the keyring."""
        with self._lock:
            if self._credentials is not None:
                return self._credentials
        loaded = self._rooms.vault.load()
        with self._lock:
            self._credentials = self._credentials or loaded
            return self._credentials

    def sign_in(self, credentials: Credentials, *, keep: bool) -> tuple[HopResult, ...]:
        """Test the way to the service hop by hop; when all hold, use the credentials, and keep them if asked."""
        hops = tuple(self._rooms.examine(credentials))
        if all(hop.ok for hop in hops):
            self.use(credentials)
            if keep:
                self._rooms.vault.store(credentials)
        return hops

    def use(self, credentials: Credentials) -> None:
        """Use credentials for this run without testing or keeping them. Does not block."""
        with self._lock:
            self._credentials, self._service = credentials, None

    def sign_out(self) -> None:
        """Forget the credentials, in the keyring as well."""
        with self._lock:
            self._credentials = self._service = None
        self._rooms.vault.forget()

    def service(self) -> Service:
        """The signed-in connection; ``auth.none`` when nobody is signed in."""
        credentials = self.credentials()
        if credentials is None:
            raise ProblemError("auth.none")
        with self._lock:
            if self._service is None:
                self._service = self._rooms.connect(credentials)
            return self._service

    # --- drafts and files

    @staticmethod
    def new_key() -> str:
        """A fresh key for a draft and, later, its submission: 12 hex digits. Does not block."""
        return secrets.token_hex(6)

    def drafts(self) -> tuple[StoredDraft, ...]:
        """Unfinished drafts, the last edited first."""
        return self._rooms.journal.drafts()

    def save(self, key: str, draft: Draft, report: FootageReport | None) -> None:
        """Keep the draft as it is now."""
        self._rooms.journal.save_draft(key, draft, report)

    def pick(self, path: Path, role: Role) -> PickedFile:
        """The file as chosen, with its identity; ``file.missing`` / ``file.unreadable``."""
        return PickedFile(role, path, self._rooms.files.fingerprint(path, role))

    def look(self, draft: Draft) -> FootageReport | None:
        """What the container of the draft's video says, judged; within a second. None without a video."""
        video = draft.file(Role.TRAINING_VIDEO)
        if video is None:
            return None
        report = self._rooms.footage.look(video.path, question_of(draft))
        return replace(report, fingerprint=video.fingerprint)

    def glance(self, draft: Draft, stop: StopEvent) -> FootageReport | None:
        """The instant pass over the draft's video, within ten seconds; None without a video. Stopped."""
        video = draft.file(Role.TRAINING_VIDEO)
        if video is None:
            return None
        report = self._rooms.footage.glance(video.path, question_of(draft), stop=stop)
        return replace(report, fingerprint=video.fingerprint)

    def study(self, draft: Draft, on_progress: Progress, stop: StopEvent, pause: StopEvent) -> FootageReport | None:
        """The full pass over the draft's video, minutes of work; None without a video. Stopped."""
        video = draft.file(Role.TRAINING_VIDEO)
        if video is None:
            return None
        report = self._rooms.footage.study(
            video.path, question_of(draft), on_progress=on_progress, stop=stop, pause=pause
        )
        return replace(report, fingerprint=video.fingerprint)

    def judge_again(self, draft: Draft, report: FootageReport) -> FootageReport:
        """What was measured, judged by the draft's answers as they are now. Reads no file, does not block."""
        return self._rooms.footage.judge_again(report, question_of(draft))

    def judge_take(self, path: Path, question: Question, stop: StopEvent) -> FootageReport:
        """The instant pass over any file; of a test shot, which is short, the full one. Stopped."""
        if question.is_test_shot:
            return self._rooms.footage.study(path, question, on_progress=lambda _: None, stop=stop, pause=StopEvent())
        return self._rooms.footage.glance(path, question, stop=stop)

    def references(self, draft: Draft, language: str) -> Mapping[str, str]:
        """Where each rule for the draft's video stands, by the code of its findings. Does not block."""
        return self._rooms.footage.references(question_of(draft), language)

    def still(self, path: Path, at_s: float, height: int) -> Still:
        """The picture of a video at a moment."""
        return self._rooms.footage.still(path, at_s, height=height)

    def strip(self, path: Path, seconds: float, count: int, height: int, stop: StopEvent) -> Iterator[Still]:
        """Pictures spread over a video, one by one as they are there."""
        return self._rooms.footage.strip(path, seconds, count=count, height=height, stop=stop)

    def repair(
        self,
        path: Path,
        report: FootageReport,
        repairs: Sequence[Repair],
        folder: Path,
        suffix: str,
        on_progress: Progress,
        stop: StopEvent,
    ) -> Path:
        """A mended copy of a video in ``folder``, its name with ``suffix``. Raises ``repair.*`` and Stopped."""
        return self._rooms.footage.repair(
            path, report, repairs, folder, suffix=suffix, on_progress=on_progress, stop=stop
        )

    # --- submissions

    def sending(self, key: str) -> Sending:
        """The saga of submission ``key``; ``run`` it on a thread of its own. Does not block."""
        return Sending(
            key,
            journal=self._rooms.journal,
            service=self.service,
            uploads=self._rooms.uploads(),
            files=self._rooms.files,
        )

    def submissions(self) -> tuple[Submission, ...]:
        """Everything handed in or on its way from this computer, the newest first."""
        return self._rooms.journal.submissions()

    def submission(self, key: str) -> Submission | None:
        """One submission as recorded, None when there is none."""
        return self._rooms.journal.submission(key)

    def key_for(self, read: DraftFile, account: str) -> str:
        """The key under which a draft file is sent for an account; see ``draft_file.submission_key``."""
        return submission_key(read, account, self._rooms.journal)

    def discard(self, key: str) -> None:
        """Forget a draft; when its job waits unfinished at the service, delete that first.

        Raises what the service says: then nothing was forgotten. ``submission.busy_elsewhere`` while another copy
        of the program sends it.
        """
        if not self._rooms.journal.claim(key):
            raise ProblemError("submission.busy_elsewhere")
        try:
            submission = self._rooms.journal.submission(key)
            if submission is not None and submission.is_open and submission.creations:
                check_account(submission, self.service())
                delete_unsubmitted(self.service(), submission.tag)
            self._rooms.journal.delete_draft(key)
        finally:
            self._rooms.journal.release(key)

    def cancel(self, key: str) -> str:
        """Take submission ``key`` back: its unfinished job is deleted, its answers stay as a draft; the draft's key.

        ``key`` itself when there is nothing to take back, because it is in review by now. Raises as ``discard``:
        then everything is as before.
        """
        submission = self._rooms.journal.submission(key)
        if submission is None or not submission.is_open or self._has_arrived(submission):
            return key
        kept = self.new_key()
        # The answers first: whatever happens between the two, they are not lost.
        self._rooms.journal.save_draft(kept, submission.draft, self._kept_report(key, submission.draft))
        try:
            self.discard(key)
        except ProblemError:
            self._rooms.journal.delete_draft(kept)
            raise
        return kept

    def _kept_report(self, key: str, draft: Draft) -> FootageReport | None:
        """What is kept of the draft's very video: it may be minutes of work. None when there is nothing."""
        video = draft.file(Role.TRAINING_VIDEO)
        stored = next((stored for stored in self.drafts() if stored.key == key), None)
        report = stored.report if stored is not None else None
        if video is None or report is None or report.fingerprint != video.fingerprint:
            return None
        return report

    def _has_arrived(self, submission: Submission) -> bool:
        """Whether a job of this submission is in review after all, its answer having got lost; recorded then."""
        if not submission.creations:
            return False
        check_account(submission, self.service())
        arrived = [job for job in jobs_tagged(self.service(), submission.tag) if was_submitted(job.state)]
        if arrived:
            self._rooms.journal.record(submission.key, Created(arrived[0].job_id, UploadUrls()))
            self._rooms.journal.record(submission.key, Submitted())
        return bool(arrived)

    def follow(self, key: str) -> Job | None:
        """Ask for the present state of submission ``key``'s job and record it; None when it was never created."""
        submission = self._rooms.journal.submission(key)
        if submission is None or submission.job_id is None:
            return None
        check_account(submission, self.service())
        job = self.service().show(submission.job_id)
        if job.state != submission.state:
            self._rooms.journal.record(key, Observed(job.state))
        # A job made of earlier answers says nothing about the changed ones.
        if submission.is_open and not submission.is_stale and was_submitted(job.state):
            self._rooms.journal.record(key, Submitted())
        return job

    def jobs(self) -> tuple[Job, ...]:
        """The account's jobs as the service lists them, the newest first, at most 1,000."""
        service = self.service()
        found: list[Job] = []
        total, page = service.jobs()
        found.extend(page)
        while page and len(found) < min(total, 1000):
            total, page = service.jobs(offset=len(found))
            found.extend(page)
        return tuple(found)

    def note_failure(self, key: str, problem: Problem) -> None:
        """Record why a submission stopped, so that the next start can say it."""
        self._rooms.journal.record(key, Failed(problem))
