"""One submission as the fold of its recorded events.

    planned --create--> created --PUT--> ... --confirm--> confirmed --submit--> submitted
       ^                   |
       +---- recreate -----+        any arrow may be cut: each step is recorded before and after

``Creating``, ``Confirming`` and ``Submitting`` are the records *before* a call whose answer may get lost: a
submission found in one of them is re-entered by asking the service, never by repeating.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .draft import SLICED_ROLES, Draft, Role
from .problem import Problem


class Phase(StrEnum):
    """How far a submission has come."""

    PLANNED = "planned"
    CREATING = "creating"
    SENDING = "sending"
    CONFIRMING = "confirming"
    CONFIRMED = "confirmed"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class UploadUrls:
    """The presigned URLs of one job: bearer secrets. ``slices[k]`` belongs to part number ``k + 1``.

    ``dies_at`` is Unix seconds by the service's clock: the URLs' own ``Expires`` when they tell, else 24 hours
    after they were given out (API reference, Create2dModelTrainingJob).
    """

    documents: Mapping[Role, str] = field(default_factory=dict, repr=False)
    slices: Mapping[Role, tuple[str, ...]] = field(default_factory=dict, repr=False)
    dies_at: float = 0.0


@dataclass(frozen=True, slots=True)
class SentSlice:
    """A slice the service has acknowledged: MD5 of its bytes and the ETag it answered (no quotes)."""

    md5: str
    etag: str


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything known about sending one draft. ``key`` is 12 hex digits; the job carries the tag ``aw-<key>``.

    ``is_stale``: answers changed after a job may have been created; that job is deleted before a new one is made.
    ``creations`` counts the create calls begun: after a second one, a lost first may have left a job behind.
    ``account`` is where it was begun: a job that another account does not have is not gone.
    """

    key: str
    draft: Draft
    slices: Mapping[Role, int] = field(default_factory=dict)
    phase: Phase = Phase.PLANNED
    job_id: str | None = None
    urls: UploadUrls | None = None
    documents_sent: frozenset[Role] = frozenset()
    slices_sent: Mapping[tuple[Role, int], SentSlice] = field(default_factory=dict)
    state: str | None = None
    problem: Problem | None = None
    is_stale: bool = False
    creations: int = 0
    account: str = ""

    @property
    def tag(self) -> str:
        """The tag that finds this job again when the answer to its creation was lost."""
        return f"aw-{self.key}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be sent or asked of the service before it is in review."""
        return self.phase is not Phase.SUBMITTED

    def missing_documents(self) -> tuple[Role, ...]:
        """Single files not yet acknowledged, in sending order."""
        return tuple(
            f.role
            for f in self.draft.files_to_send()
            if f.role not in SLICED_ROLES and f.role not in self.documents_sent
        )

    def missing_slices(self) -> tuple[tuple[Role, int], ...]:
        """(role, part number) of every slice not yet acknowledged, in sending order."""
        return tuple(
            (f.role, number)
            for f in self.draft.files_to_send()
            if f.role in SLICED_ROLES
            for number in range(1, self.slices[f.role] + 1)
            if (f.role, number) not in self.slices_sent
        )


@dataclass(frozen=True, slots=True)
class Planned:
    """The person pressed Submit: the draft as it was, and how many slices each video goes up in."""

    draft: Draft
    slices: Mapping[Role, int]


@dataclass(frozen=True, slots=True)
class Creating:
    """About to create the job, in ``account`` (see ``flow.ports.Service``)."""

    account: str = ""


@dataclass(frozen=True, slots=True)
class Created:
    """The job exists; whatever had been sent to an earlier one is void."""

    job_id: str
    urls: UploadUrls


@dataclass(frozen=True, slots=True)
class UrlsRenewed:
    """The same job got new URLs: documents are sent again, slices stay sent as far as the service still has them."""

    urls: UploadUrls


@dataclass(frozen=True, slots=True)
class DocumentSent:
    """A single file was acknowledged."""

    role: Role
    sha256: str


@dataclass(frozen=True, slots=True)
class SliceSent:
    """A slice was acknowledged."""

    role: Role
    number: int
    sent: SentSlice


@dataclass(frozen=True, slots=True)
class SlicesReconciled:
    """The service's own list of what it holds, kept where it agrees with ours: it is the truth."""

    role: Role
    held: frozenset[int]


@dataclass(frozen=True, slots=True)
class Confirming:
    """About to confirm that all slices are up."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The service has put the video together."""


@dataclass(frozen=True, slots=True)
class Submitting:
    """About to hand the job in for review."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The job is in review."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The job at the service is gone (deleted or expired); the next step is to create it anew."""


@dataclass(frozen=True, slots=True)
class Observed:
    """The state the service told when asked."""

    state: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The saga stopped with a problem; the next start begins where it stopped."""

    problem: Problem


Event = (
    Planned
    | Creating
    | Created
    | UrlsRenewed
    | DocumentSent
    | SliceSent
    | SlicesReconciled
    | Confirming
    | Confirmed
    | Submitting
    | Submitted
    | Abandoned
    | Observed
    | Failed
)


def apply(submission: Submission, event: Event) -> Submission:
    """The submission after ``event``."""
    now = replace(submission, problem=None)
    match event:
        case Planned(draft, slices):
            may_exist = now.phase is not Phase.PLANNED
            return replace(
                now,
                draft=draft,
                slices=slices,
                phase=Phase.CREATING if may_exist else Phase.PLANNED,
                is_stale=may_exist,
                documents_sent=frozenset(),
                slices_sent={},
            )
        case Creating(account):
            return replace(now, phase=Phase.CREATING, creations=now.creations + 1, account=account)
        case Created(job_id, urls):
            return replace(
                now,
                phase=Phase.SENDING,
                job_id=job_id,
                urls=urls,
                is_stale=False,
                documents_sent=frozenset(),
                slices_sent={},
            )
        case UrlsRenewed(urls):
            return replace(now, phase=Phase.SENDING, urls=urls, documents_sent=frozenset())
        case DocumentSent(role):
            return replace(now, documents_sent=now.documents_sent | {role})
        case SliceSent(role, number, sent):
            return replace(now, slices_sent={**now.slices_sent, (role, number): sent})
        case SlicesReconciled(role, held):
            kept = {key: s for key, s in now.slices_sent.items() if key[0] is not role or key[1] in held}
            return replace(now, phase=Phase.SENDING, slices_sent=kept)
        case Confirming():
            return replace(now, phase=Phase.CONFIRMING)
        case Confirmed():
            return replace(now, phase=Phase.CONFIRMED)
        case Submitting():
            return replace(now, phase=Phase.SUBMITTING)
        case Submitted():
            return replace(now, phase=Phase.SUBMITTED, urls=None)
        case Abandoned():
            return replace(
                now,
                phase=Phase.PLANNED,
                job_id=None,
                urls=None,
                is_stale=False,
                documents_sent=frozenset(),
                slices_sent={},
            )
        case Observed(state):
            return replace(submission, state=state)
        case Failed(problem):
            return replace(submission, problem=problem)


def fold(submission: Submission, events: Iterable[Event]) -> Submission:
    """The submission after all of ``events``, in order."""
    for event in events:
        submission = apply(submission, event)
    return submission
