"""What is still to be PUT for a submission, bound to the URLs it goes to."""

from __future__ import annotations

from avatar_wizard.domain.draft import PickedFile, Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.slices import Slice, cut
from avatar_wizard.domain.submission import Submission, UploadUrls
from avatar_wizard.flow.ports import Upload

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
    parts = {role: cut(_picked(now, role).fingerprint.size, count) for role, count in now.slices.items()}
    for role, number in now.missing_slices():
        addresses = urls.slices.get(role, ())
        if len(addresses) != now.slices[role]:
            raise ProblemError("service.bad_answer")
        pending.append(_upload(now, role, addresses[number - 1], parts[role][number - 1]))
    return pending


def _upload(now: Submission, role: Role, url: str, part: Slice | None = None) -> Upload:
    picked = _picked(now, role)
    return Upload(role, picked.path, picked.fingerprint, url, _TYPES.get(role, _ANY), part)


def _picked(now: Submission, role: Role) -> PickedFile:
    picked = now.draft.file(role)
    if picked is None:
        raise ProblemError("store.sealed")
    return picked
