"""What a submission sends: the job's fields, its slices, and every PUT still to be done with the URL it goes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from avatar_wizard.domain.draft import SLICED_ROLES, Draft, PickedFile, Role
from avatar_wizard.domain.fields import create_fields
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.slices import Slice, cut, slice_count
from avatar_wizard.domain.submission import Submission, UploadUrls
from avatar_wizard.flow.ports import Files, Upload

_ANY = "application/octet-stream"
_TYPES = {Role.AUDIO: "application/zip"}  # API reference, Create2dModelTrainingJob: audio_upload_url


def pending_uploads(now: Submission, urls: UploadUrls) -> list[Upload]:
    """Every PUT not yet acknowledged, documents first.

    Raises ``service.bad_answer`` when the service gave no URL for something, and ``store.sealed`` when the draft's
    answers cannot be read.
    """
    pending = []
    for role in now.missing_documents():
        if role not in urls.documents:
            raise ProblemError("service.bad_answer")
        pending.append(_upload(now, role, urls.documents[role]))
    parts = {role: slices_of(now, role) for role in now.slices}
    for role, number in now.missing_slices():
        addresses = urls.slices.get(role, ())
        if len(addresses) != now.slices[role]:
            raise ProblemError("service.bad_answer")
        pending.append(_upload(now, role, addresses[number - 1], parts[role][number - 1]))
    return pending


def planned_slices(draft: Draft) -> Mapping[Role, int]:
    """How many slices each video of a draft goes up in: as many as the draft wishes, else as is best."""
    wished = {Role.TRAINING_VIDEO: draft.video_slices, Role.ACTION_VIDEO: draft.action_video_slices}
    return {
        f.role: wished[f.role] or slice_count(f.fingerprint.size)
        for f in draft.files_to_send()
        if f.role in SLICED_ROLES
    }


def job_fields(now: Submission) -> dict[str, Any]:
    """The body of the create call; its tag is what finds the job again."""
    return create_fields(
        now.draft,
        video_slices=now.slices[Role.TRAINING_VIDEO],
        action_slices=now.slices.get(Role.ACTION_VIDEO),
        tag=now.tag,
    )


def slices_of(now: Submission, role: Role) -> tuple[Slice, ...]:
    """The slices a video goes up in; ``store.sealed`` as above."""
    return cut(_picked(now, role).fingerprint.size, now.slices[role])


def md5_of(now: Submission, files: Files, role: Role, number: int) -> str:
    """MD5 (hex) of one slice as it is on the disk; problems of ``Files.slice_md5``."""
    return files.slice_md5(_picked(now, role).path, slices_of(now, role)[number - 1])


def progressed(before: Submission, after: Submission) -> bool:
    """Whether a step was done, or more has been acknowledged."""
    counts = [len(each.slices_sent) + len(each.documents_sent) for each in (before, after)]
    return before.phase is not after.phase or counts[1] > counts[0]


def bytes_sent(now: Submission) -> Mapping[Role, int]:
    """Bytes the service has acknowledged, per file."""
    sizes = {picked.role: picked.fingerprint.size for picked in now.draft.files}
    sent = {role: sizes[role] for role in now.documents_sent if role in sizes}
    for role in now.slices:
        if role in sizes:
            parts = slices_of(now, role)
            sent[role] = sum(parts[n - 1].length for r, n in now.slices_sent if r is role)
    return sent


def check_files(now: Submission, files: Files) -> None:
    """Every file must still be the one that was chosen.

    Raises ``file.changed``, ``file.missing``, ``file.unreadable``; ``store.sealed`` when the answers cannot be read.
    """
    chosen = now.draft.files_to_send()
    if not chosen:
        raise ProblemError("store.sealed")
    for picked in chosen:
        if files.fingerprint(picked.path, picked.role) != picked.fingerprint:
            raise ProblemError("file.changed", name=picked.path.name, role=picked.role)


def _upload(now: Submission, role: Role, url: str, part: Slice | None = None) -> Upload:
    picked = _picked(now, role)
    return Upload(role, picked.path, picked.fingerprint, url, _TYPES.get(role, _ANY), part)


def _picked(now: Submission, role: Role) -> PickedFile:
    picked = now.draft.file(role)
    if picked is None:
        raise ProblemError("store.sealed")
    return picked
