"""Jobs: what was asked, what was uploaded, and in which state each one is at a given moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from . import states
from .clock import Clock
from .settings import Settings
from .storage import Storage, Stored

TRAINING_VIDEO = "training_video"
ACTION_VIDEO = "action_video"
ID_PHOTOS = ("id_card_image1", "id_card_image2")
LETTER = "grant_file"
AUDIO = "audio"
SINGLE_FILES = (AUDIO, "cover", *ID_PHOTOS, LETTER, "pre_beauty_image", "post_beauty_image")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a review: `stage` is "auto" or "manual"; text and code go to the operation log as they are."""

    passed: bool
    stage: str = "auto"
    text: str = ""
    error_code: str = ""


@dataclass(slots=True)
class Upload:
    """A running multipart upload, or at `plain` the wait for one ordinary object."""

    upload_id: str
    count: int
    plain: bool
    parts: dict[int, Stored] = field(default_factory=dict)
    puts: dict[int, int] = field(default_factory=dict)
    open: bool = True


@dataclass(slots=True)
class Job:
    """One training job. `entered` is when it came into its state, on the monotonic clock."""

    job_id: str
    number: int
    given: dict[str, object]
    app_user_id: str | None
    created: float
    updated: float
    entered: float
    state: str = states.WAIT_FILE_UPLOAD
    logs: list[dict[str, object]] = field(default_factory=list)
    comments: list[dict[str, object]] = field(default_factory=list)
    files: dict[str, Stored] = field(default_factory=dict)
    puts: dict[str, int] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    verdict: Verdict | None = None
    submissions: int = 0
    letter_confirmed: bool = False
    asset_id: str | None = None
    model_resolution: str = "1080P"


@dataclass(slots=True)
class Jobs:
    """All jobs; call every method with `lock` held. States follow the clock when looked at; no thread waits."""

    clock: Clock
    settings: Settings
    storage: Storage
    new_id: Callable[[int], str]
    lock: threading.RLock = field(default_factory=threading.RLock)
    all: dict[str, Job] = field(default_factory=dict)
    created: int = 0

    def add(self, given: dict[str, object], app_user_id: str | None) -> Job:
        """Start a job in WAIT_FILE_UPLOAD."""
        self.created += 1
        now = self.clock.now()
        job = Job(self.new_id(32), self.created, given, app_user_id, now, now, time.monotonic())
        self.all[job.job_id] = job
        self.log(job, "USER_CREATE_JOD", user=True)  # the service's own spelling
        return job

    def find(self, job_id: str) -> Job | None:
        """Return a job, brought up to now, or None."""
        job = self.all.get(job_id)
        if job is not None:
            self.advance(job)
        return job

    def current(self) -> list[Job]:
        """Return all jobs, brought up to now, in the order of creation."""
        for job in self.all.values():
            self.advance(job)
        return list(self.all.values())

    def remove(self, job: Job) -> None:
        """Delete a job with everything it holds."""
        for role in (TRAINING_VIDEO, ACTION_VIDEO):
            self.abort(job, role)
        for stored in job.files.values():
            self.storage.remove(stored)
        self.all.pop(job.job_id, None)

    def abort(self, job: Job, role: str) -> None:
        """Drop a running upload with its parts."""
        upload = job.uploads.pop(role, None)
        if upload is not None:
            upload.open = False
            for part in upload.parts.values():
                self.storage.remove(part)

    def drop_file(self, job: Job, role: str) -> None:
        """Delete one file of a job, if it is there."""
        self.storage.remove(job.files.pop(role, None))

    def log(self, job: Job, log_type: str, text: str = "", error_code: str = "", *, user: bool = False) -> None:
        """Write an operation log, oldest first."""
        entry: dict[str, object] = {
            "operate_time": self.clock.stamp(),
            "log_type": log_type,
            "log_description": text,
            "operate_user": "USER" if user else "SYSTEM",
        }
        if error_code:
            entry["error_code"] = error_code
        job.logs.append(entry)

    def submitted(self, job: Job) -> int:
        """Send a job into review; return the number of the submission, which its verdict must name."""
        job.submissions += 1
        job.verdict = None
        job.updated = self.clock.now()
        self.log(job, "USER_VERIFYING_SUBMITTED", user=True)
        self.enter(job, states.AUTO_VERIFYING, time.monotonic())
        return job.submissions

    def enter(self, job: Job, state: str, at: float) -> None:
        """Put a job into a state as of a moment of the monotonic clock."""
        if state not in (states.WAIT_FILE_UPLOAD, states.AUTO_VERIFYING):
            # "Deleted as soon as the person-vs-ID check has run" (update flow of the API guide).
            for role in ID_PHOTOS:
                self.drop_file(job, role)
        job.state, job.entered = state, at
        if state in states.LOG_ON_ENTRY:
            self.log(job, states.LOG_ON_ENTRY[state])
        if state == states.JOB_SUCCESS and job.asset_id is None:
            job.asset_id = self.new_id(32)

    def advance(self, job: Job, now: float | None = None) -> None:
        """Let the job walk as far as the clock allows."""
        now = time.monotonic() if now is None else now
        pace = self.settings.pace_s
        while pace is not None and job.entered + pace <= now:
            if not self.step(job, job.entered + pace):
                return

    def judge(self, job: Job, submission: int, verdict: Verdict) -> None:
        """Note the verdict on a submission; one on an older submission is dropped."""
        if job.submissions == submission and job.state == states.AUTO_VERIFYING:
            job.verdict = verdict
            # A slow review has used up the state's time: the walk goes on from now, not from the past.
            job.entered = max(job.entered, time.monotonic() - (self.settings.pace_s or 0.0))

    def step(self, job: Job, at: float | None = None) -> bool:
        """Move a job one state on, if it moves by itself and its review is done. Say whether it moved."""
        at = time.monotonic() if at is None else at
        verdict = job.verdict
        if job.state == states.AUTO_VERIFYING:
            if verdict is None:
                return False
            if not verdict.passed and verdict.stage == "auto":
                self.log(job, "SYSTEM_VERIFY_FAILED", verdict.text, verdict.error_code)
                self.enter(job, states.AUTO_VERIFY_FAILED, at)
            else:
                self.enter(job, states.MANUAL_VERIFYING, at)
            return True
        if job.state == states.MANUAL_VERIFYING and verdict is not None and not verdict.passed:
            self.log(job, "ADMIN_VERIFY_FAILED", verdict.text, verdict.error_code)
            self.enter(job, states.MANUAL_VERIFY_FAILED, at)
            return True
        if job.state == states.JOB_SUCCESS and self.settings.na_user and job.asset_id is not None:
            self.enter(job, states.WAIT_USER_CONFIRM, at)
            return True
        following = states.NEXT.get(job.state)
        if following is not None:
            self.enter(job, following, at)
        return following is not None

    def clear(self) -> None:
        """Forget every job and delete every byte."""
        for job in list(self.all.values()):
            self.remove(job)
