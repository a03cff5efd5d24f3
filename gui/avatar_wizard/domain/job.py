"""A job's states at the service, in the five plain groups the console shows.

Names and groups: API reference, Show2dModelTrainingJob. The list of states keeps growing, so a state that is
not known counts as work in progress and is shown by its raw name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .draft import Role


class JobGroup(StrEnum):
    """What a person should see; the console's own groups."""

    WAITING_TO_SUBMIT = "waiting-to-submit"
    IN_REVIEW = "in-review"
    NOT_APPROVED = "not-approved"
    TRAINING = "training"
    WAITING_FOR_YOU = "waiting-for-you"
    REJECTED_BY_YOU = "rejected-by-you"
    ON_HOLD = "on-hold"
    DONE = "done"


WAIT_FILE_UPLOAD = "WAIT_FILE_UPLOAD"
AUTO_VERIFY_FAILED = "AUTO_VERIFY_FAILED"
MANUAL_VERIFY_FAILED = "MANUAL_VERIFY_FAILED"

_GROUPS = {
    WAIT_FILE_UPLOAD: JobGroup.WAITING_TO_SUBMIT,
    "AUTO_VERIFYING": JobGroup.IN_REVIEW,
    "MANUAL_VERIFYING": JobGroup.IN_REVIEW,
    AUTO_VERIFY_FAILED: JobGroup.NOT_APPROVED,
    MANUAL_VERIFY_FAILED: JobGroup.NOT_APPROVED,
    "WAIT_USER_CONFIRM": JobGroup.WAITING_FOR_YOU,
    "JOB_REJECT": JobGroup.REJECTED_BY_YOU,
    "JOB_PENDING": JobGroup.ON_HOLD,
    "JOB_SUCCESS": JobGroup.DONE,
    "JOB_FINISH": JobGroup.DONE,
}

# Documented as callable in these states (API reference, Delete2dModelTrainingJob).
DELETABLE = frozenset(
    {
        WAIT_FILE_UPLOAD,
        AUTO_VERIFY_FAILED,
        "MANUAL_VERIFYING",
        MANUAL_VERIFY_FAILED,
        "TRAINING_DATA_PREPROCESS_FAILED",
        "TRAIN_FAILED",
        "INFERENCE_DATA_PREPROCESS_FAILED",
        "JOB_SUCCESS",
        "WAIT_USER_CONFIRM",
        "JOB_REJECT",
        "JOB_FINISH",
    }
)


def group_of(state: str) -> JobGroup:
    """The group a state belongs to; unknown states count as training, which is work in progress."""
    return _GROUPS.get(state, JobGroup.TRAINING)


def is_final(state: str) -> bool:
    """Whether nothing more will happen by itself."""
    return group_of(state) is JobGroup.DONE


def was_submitted(state: str) -> bool:
    """Whether the service has taken the job for review (any state but the first)."""
    return state != WAIT_FILE_UPLOAD


def poll_interval(state: str, since_submit_s: float) -> float:
    """Seconds to wait before asking for the state again, before jitter (our own schedule; no rule is published)."""
    if is_final(state):
        return 3600.0
    if group_of(state) is JobGroup.TRAINING:
        return 15 * 60.0
    if since_submit_s < 5 * 60:
        return 20.0
    return 5 * 60.0


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of a job's history; ``text`` is the service's own words, ``error_code`` only on refusals."""

    kind: str
    text: str
    time: str = ""
    error_code: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What the service says about one job. Times are ``YYYY-MM-DDThh:mm:ssZ``.

    ``log`` is empty in lists, and so is ``files``: the roles for which the service gives a download link, that is,
    the files it holds (inferred; ID photos vanish once they were compared).
    """

    job_id: str
    name: str
    state: str
    asset_id: str = ""
    create_time: str = ""
    last_update_time: str = ""
    tags: tuple[str, ...] = ()
    log: tuple[LogEntry, ...] = field(default=())
    files: frozenset[Role] = frozenset()

    @property
    def group(self) -> JobGroup:
        """The plain group of its state."""
        return group_of(self.state)

    @property
    def refusal(self) -> LogEntry | None:
        """The newest refusal in the log, when the job is not approved."""
        if self.group is not JobGroup.NOT_APPROVED:
            return None
        refusals = [e for e in self.log if e.kind in ("SYSTEM_VERIFY_FAILED", "ADMIN_VERIFY_FAILED")]
        return max(refusals, key=lambda e: e.time, default=None)
