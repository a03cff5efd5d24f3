"""What the flow needs from the world. Each Protocol is implemented by one room and handed in by ``app.py``.

All calls block and belong on a worker thread; none touches a screen. Failures are ProblemErrors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Event as StopEvent
from typing import Any, Protocol

from avatar_wizard.domain.draft import Draft, Fingerprint, Role
from avatar_wizard.domain.footage import FootageReport
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.domain.slices import Slice
from avatar_wizard.domain.submission import Event, Submission, UploadUrls


class Command(StrEnum):
    """The commands this program gives (API reference, Execute2dModelTrainingCommandByUser)."""

    CONFIRM_MULTIPART_UPLOADED = "CONFIRM_MULTIPART_UPLOADED"
    CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED = "CONFIRM_ACTION_VIDEO_MULTIPART_UPLOADED"
    GET_MULTIPART_UPLOADED = "GET_MULTIPART_UPLOADED"
    GET_ACTION_VIDEO_MULTIPART_UPLOADED = "GET_ACTION_VIDEO_MULTIPART_UPLOADED"
    SUBMITVERIFYING = "SUBMITVERIFYING"
    DELETE_JOB_VIDEO = "DELETE_JOB_VIDEO"


class Service(Protocol):
    """MetaStudio's six calls for one account and region."""

    def create(self, fields: Mapping[str, Any]) -> tuple[str, UploadUrls]:
        """Create a job; its id and upload URLs. Not idempotent: AnswerLost means ask ``jobs`` by tag."""
        ...

    def update(self, job_id: str, fields: Mapping[str, Any]) -> UploadUrls:
        """Fresh upload URLs; refused (``service.refused``) outside the states that allow it."""
        ...

    def show(self, job_id: str) -> Job:
        """One job with its log; ``service.job_gone`` when it does not exist."""
        ...

    def jobs(self, *, tag: str | None = None, offset: int = 0, limit: int = 100) -> tuple[int, tuple[Job, ...]]:
        """(total, page of jobs), newest first; only those with ``tag`` when given."""
        ...

    def delete(self, job_id: str) -> None:
        """Delete a job with everything that belongs to it."""
        ...

    def command(self, job_id: str, command: Command) -> Mapping[int, str]:
        """Give a command; for the two GET commands {part number: etag}, else {}.

        ``service.refused`` when the body says EXCUTE_FAILED, whatever the HTTP status.
        """
        ...

    def account(self) -> str:
        """What tells this account and region from any other: the project's id. May ask the service once."""
        ...

    def now(self) -> float:
        """Unix seconds by the service's clock (ours plus the offset learnt from its answers)."""
        ...


@dataclass(frozen=True, slots=True)
class Upload:
    """One PUT to do: a whole document (``part`` is None) or one slice of a video.

    ``content_type`` is exactly what the URL was signed for. ``url`` is a bearer secret.
    """

    role: Role
    path: Path
    fingerprint: Fingerprint
    url: str
    content_type: str
    part: Slice | None = None

    def __repr__(self) -> str:
        """Without path and URL, so that no log or traceback carries them."""
        return f"Upload({self.role.value}, part={self.part and self.part.number})"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a PUT was answered: MD5 and SHA-256 of the bytes that went out, and the service's ETag.

    ``sha256`` is empty for a slice: nobody needs it there, and it costs processor time.
    """

    md5: str
    sha256: str
    etag: str


class FileState(StrEnum):
    """What one row of the sending page says."""

    WAITING = "waiting"
    SENDING = "sending"
    RETRYING = "retrying"
    SENT = "sent"
    FAILED = "failed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class FileProgress:
    """One file: bytes acknowledged or on their way, of ``size``; ``rate`` in bytes per second."""

    role: Role
    sent: int
    size: int
    rate: float
    state: FileState
    problem: Problem | None = None


class Uploads(Protocol):
    """The upload engine: sends what it is given, several at a time, retrying what can be retried."""

    def send(
        self,
        uploads: Sequence[Upload],
        *,
        already_sent: Mapping[Role, int],
        on_sent: Callable[[Upload, Receipt], None],
        stop: StopEvent,
        is_expired: Callable[[], bool] | None = None,
    ) -> None:
        """Send all; returns when every one was acknowledged.

        ``already_sent`` are bytes per role acknowledged earlier, for the progress. ``on_sent`` is called for each
        acknowledged upload, one call at a time, and must return before the upload counts as done; what it raises
        ends ``send``. Raises the first ProblemError that retrying cannot mend (``upload.address_dead`` when URLs
        must be renewed), and Stopped when ``stop`` is set; whatever was in flight has then ended. ``is_expired`` is
        asked before each upload, whether the URLs' time is over: then nothing is begun any more, and
        ``upload.address_dead`` is raised when all that was in flight has come to its end.
        """
        ...

    def progress(self) -> tuple[FileProgress, ...]:
        """A snapshot, cheap enough for ten calls a second, from any thread."""
        ...

    def time_left(self) -> float | None:
        """Seconds until all is sent, if it goes on like this; None while that cannot be told. As cheap."""
        ...

    def hold(self) -> Hold | None:
        """Why nothing is begun although nothing is wrong (quiet hours, a later start), else None."""
        ...

    def move_first(self) -> None:
        """Serve this submission before all others, now and from now on."""
        ...


class Uplink(Protocol):
    """The one way out of this computer that all submissions share. Safe from any thread; nothing here blocks."""

    @property
    def limits(self) -> Limits:
        """What the person allows the whole program; may be replaced at any time."""
        ...

    @limits.setter
    def limits(self, limits: Limits) -> None: ...

    def nudge(self, *, reconnect: bool = False) -> None:
        """The network is said to be back: whoever waits tries now; ``reconnect`` ends the connections there are."""
        ...


class SettingsStore(Protocol):
    """Small texts by name that the program remembers from run to run. May block; ``store.*`` when it cannot."""

    def setting(self, name: str) -> str | None:
        """The text, None when there is none."""
        ...

    def set_setting(self, name: str, value: str) -> None:
        """Keep the text."""
        ...


class Wakefulness(Protocol):
    """Keeps the computer from falling asleep. May block for moments; never raises."""

    def keep(self) -> bool:
        """Keep it awake from now on; whether the system agreed. Calling again changes nothing."""
        ...

    def let_go(self) -> None:
        """Let it sleep again."""
        ...


class Journal(Protocol):
    """Drafts and submissions, safe against a power cut. Thread-safe."""

    def save_draft(self, key: str, draft: Draft, report: FootageReport | None) -> None:
        """Keep a draft as it is now, with the judgement of its video."""
        ...

    def drafts(self) -> tuple[StoredDraft, ...]:
        """All drafts not yet handed in, the last edited first."""
        ...

    def delete_draft(self, key: str) -> None:
        """Forget a draft and its submission, with the key that sealed its person's data."""
        ...

    def record(self, key: str, event: Event) -> None:
        """Append an event of submission ``key``; it is on the disk when this returns. ``store.full`` when it cannot."""
        ...

    def submission(self, key: str) -> Submission | None:
        """The fold of the recorded events, None when nothing was recorded."""
        ...

    def submissions(self) -> tuple[Submission, ...]:
        """All submissions, the newest first."""
        ...

    def claim(self, key: str) -> bool:
        """Take the right to send ``key``; False when it is taken, here or in another living process."""
        ...

    def release(self, key: str) -> None:
        """Give that right back."""
        ...


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as the journal keeps it; ``edited_at`` Unix seconds; ``is_sealed`` when its key is gone."""

    key: str
    draft: Draft
    report: FootageReport | None
    edited_at: float
    is_sealed: bool = False


class Files(Protocol):
    """Reads what identifies a file, without keeping it open."""

    def fingerprint(self, path: Path, role: Role) -> Fingerprint:
        """Its identity; ``file.missing`` or ``file.unreadable`` (facts: name, role) when it cannot be read."""
        ...

    def slice_md5(self, path: Path, part: Slice) -> str:
        """MD5 (hex) of a slice's bytes, to recognise one that arrived without our knowing; same problems."""
        ...


class SignInMethod(StrEnum):
    """The two documented ways of proving who one is."""

    KEYS = "keys"
    PASSWORD = "password"  # noqa: S105 - the name of a method


@dataclass(frozen=True, slots=True)
class Credentials:
    """One account in one region. Secrets are never shown by ``repr``.

    ``endpoint`` and ``iam_endpoint`` are empty for Huawei's own addresses of ``region``. ``security_token`` only
    with temporary keys. ``app_user`` is the optional ``X-App-UserId``.
    """

    method: SignInMethod
    region: str
    project_id: str = ""
    endpoint: str = ""
    iam_endpoint: str = ""
    access_key: str = ""
    secret_key: str = ""
    security_token: str = ""
    domain: str = ""
    user: str = ""
    password: str = ""
    app_user: str = ""

    def __repr__(self) -> str:
        """Region and method only."""
        return f"Credentials({self.method.value}, {self.region})"


class Vault(Protocol):
    """The operating system's keyring. Every call may wait for the person to unlock it."""

    def load(self) -> Credentials | None:
        """The stored credentials, or None. Raises ``vault.none``, ``vault.locked``, ``vault.failed``."""
        ...

    def store(self, credentials: Credentials) -> None:
        """Keep them; same problems as ``load``."""
        ...

    def forget(self) -> None:
        """Remove them; absent ones are no error."""
        ...

    def master_key(self) -> bytes:
        """The 32 bytes that seal the store, made at the first call. Same problems as ``load``."""
        ...


class Hop(StrEnum):
    """The stations on the way to a signed-in call, in order."""

    ADDRESS = "address"
    PROXY = "proxy"
    TLS = "tls"
    CLOCK = "clock"
    KEY = "key"
    PERMISSION = "permission"
    REGION = "region"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class HopResult:
    """How one station answered. ``problem`` of one that is ok is a remark (a wrong clock that was made up for)."""

    hop: Hop
    ok: bool
    problem: Problem | None = None
