"""One submission's job as the service sees it: finding it, asking it, removing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.fields import update_fields
from avatar_wizard.domain.job import Job, was_submitted
from avatar_wizard.domain.problem import ProblemError, Remedy
from avatar_wizard.domain.submission import Submission, UploadUrls
from avatar_wizard.flow.ports import Command, Service

LIST_SLICES = {
    Role.TRAINING_VIDEO: Command.GET_MULTIPART_UPLOADED,
    Role.ACTION_VIDEO: Command.GET_ACTION_VIDEO_MULTIPART_UPLOADED,
}
CONFIRM_SLICES = {
    Role.TRAINING_VIDEO: Command.CONFIRM_MULTIPART_UPLOADED,
    Role.ACTION_VIDEO: Command.CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED,
}

# How the service says that no upload is open: inferred, none of it is documented.
_NOTHING_OPEN = frozenset({"service.refused", "service.file_missing", "service.job_gone", "upload.gone"})


def jobs_tagged(service: Service, tag: str) -> tuple[Job, ...]:
    """The account's jobs that carry ``tag``, the newest first.

    A job is only ever ours when it says so itself: a service that ignored the filter must not make us delete
    somebody else's avatar.
    """
    _, listed = service.jobs(tag=tag)
    return tuple(job for job in listed if tag in (job.tags or _tags_of(service, job.job_id)))


def _tags_of(service: Service, job_id: str) -> tuple[str, ...]:
    try:
        return service.show(job_id).tags
    except ProblemError as error:
        if error.problem.code != "service.job_gone":
            raise
        return ()  # deleted since it was listed


def check_account(now: Submission, service: Service) -> None:
    """Raise ``submission.other_account`` when the job was begun with another account or region than ``service``'s.

    There the job is merely out of sight; taken for gone, it would be made and paid for a second time.
    """
    if now.account and now.account != service.account():
        raise ProblemError("submission.other_account")


def delete_if_there(service: Service, job_id: str) -> None:
    """Delete a job; one that is gone already is no problem."""
    try:
        service.delete(job_id)
    except ProblemError as error:
        if error.problem.code != "service.job_gone":
            raise


def delete_unsubmitted(service: Service, tag: str, *, keep: str | None = None) -> None:
    """Delete every job with ``tag`` that still waits for files, but for ``keep``."""
    for job in jobs_tagged(service, tag):
        if job.job_id != keep and not was_submitted(job.state):
            delete_if_there(service, job.job_id)


def renewed_urls(service: Service, job_id: str, created: Mapping[str, Any]) -> UploadUrls | None:
    """New URLs for a job, None when the service refuses.

    Two pages of the reference disagree on whether Update may be called before the review (Update2dModelTrainingJob:
    no; the walkthrough: when addresses expired), so both answers are expected.
    """
    try:
        return service.update(job_id, update_fields(created))
    except ProblemError as error:
        if error.problem.remedy in (Remedy.CHANGE, Remedy.REPORT):
            return None
        raise


def held_slices(service: Service, job_id: str, role: Role) -> Mapping[int, str]:
    """{part number: etag} of what the service holds; empty when it has nothing open for this video.

    Anything but the service's own refusal is raised: a sign-in page in its place must not make us send all again.
    """
    try:
        return service.command(job_id, LIST_SLICES[role])
    except ProblemError as error:
        if error.problem.code not in _NOTHING_OPEN:
            raise
        return {}
