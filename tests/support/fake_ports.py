"""The desk's ports in memory: what a test of the window puts behind a real Desk. Each can be told to fail.

Nothing here waits on time: a gate that is closed holds a call until it is opened (or its stop event is set).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Lock
from typing import Any

from avatar_wizard.domain.draft import Draft, Edition, Fingerprint, Role
from avatar_wizard.domain.footage import FootageFacts, FootageReport
from avatar_wizard.domain.job import WAIT_FILE_UPLOAD, Job
from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Problem, ProblemError, Stopped
from avatar_wizard.domain.schedule import Hold
from avatar_wizard.domain.slices import Slice
from avatar_wizard.domain.submission import Event as Recorded
from avatar_wizard.domain.submission import Submission, UploadUrls, apply
from avatar_wizard.flow.desk import Desk, Rooms
from avatar_wizard.flow.ports import (
    Command,
    Credentials,
    FileProgress,
    FileState,
    Hop,
    HopResult,
    Receipt,
    SignInMethod,
    StoredDraft,
    Upload,
)
from avatar_wizard.flow.preferences import Preferences
from support.fake_footage import FakeFootage

PATIENCE_S = 10.0
ACCOUNT = Credentials(SignInMethod.KEYS, "cn-north-4", access_key="EXAMPLEKEY0001", secret_key="example-secret")
GOOD = FootageReport(
    FootageFacts(
        size=120_000_000, container="mp4", duration_s=301.0, width=1920, height=1080, codec="h264", frame_rate=25.0
    )
)


class Gate:
    """Open by default; while closed, calls wait at it."""

    def __init__(self) -> None:
        self._open = Event()
        self._open.set()
        self.reached = Event()

    def close(self) -> None:
        """Hold the next calls."""
        self._open.clear()
        self.reached.clear()

    def open(self) -> None:
        """Let every call go on."""
        self._open.set()

    def wait(self, stop: Event | None = None) -> None:
        """Wait until open; Stopped when ``stop`` comes first."""
        self.reached.set()
        for _ in range(int(PATIENCE_S / 0.01)):
            if stop is not None and stop.is_set():
                raise Stopped
            if self._open.wait(0.01):
                return
        raise AssertionError("nobody opened the gate")


class FakeJournal:
    """A journal without a disk."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.stored: dict[str, StoredDraft] = {}
        self.folded: dict[str, Submission] = {}
        self.events: list[tuple[str, Recorded]] = []
        self.saves = 0
        self.problem: Problem | None = None

    def save_draft(self, key: str, draft: Draft, report: FootageReport | None) -> None:
        with self.lock:
            if self.problem is not None:
                raise ProblemError(self.problem.code, **self.problem.facts)
            self.saves += 1
            self.stored[key] = StoredDraft(key, draft, report, float(self.saves))

    def drafts(self) -> tuple[StoredDraft, ...]:
        with self.lock:
            found = [d for key, d in self.stored.items() if key not in self.folded or self.folded[key].is_open]
            return tuple(sorted(found, key=lambda d: -d.edited_at))

    def delete_draft(self, key: str) -> None:
        with self.lock:
            self.stored.pop(key, None)
            self.folded.pop(key, None)

    def record(self, key: str, event: Recorded) -> None:
        with self.lock:
            self.events.append((key, event))
            self.folded[key] = apply(self.folded.get(key, Submission(key, Draft())), event)

    def submission(self, key: str) -> Submission | None:
        with self.lock:
            return self.folded.get(key)

    def submissions(self) -> tuple[Submission, ...]:
        with self.lock:
            return tuple(reversed(self.folded.values()))

    def claim(self, key: str) -> bool:
        return True

    def release(self, key: str) -> None:
        """One process, one claim."""


class FakeVault:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: Credentials | None = None
        self.problem: Problem | None = None

    def load(self) -> Credentials | None:
        return self.kept

    def store(self, credentials: Credentials) -> None:
        if self.problem is not None:
            raise ProblemError(self.problem.code, **self.problem.facts)
        self.kept = credentials

    def forget(self) -> None:
        self.kept = None

    def master_key(self) -> bytes:
        return bytes(32)


class FakeService:
    """MetaStudio's calls on a dictionary of jobs."""

    def __init__(self) -> None:
        self.found: dict[str, Job] = {}
        self.calls: list[str] = []
        self.gate = Gate()
        self.problems: dict[str, Problem] = {}
        self.held: dict[int, str] = {}
        self.place = "project-1"

    def _called(self, name: str) -> None:
        self.calls.append(name)
        self.gate.wait()
        if (problem := self.problems.get(name)) is not None:
            raise ProblemError(problem.code, **problem.facts)

    def create(self, fields: Mapping[str, Any]) -> tuple[str, UploadUrls]:
        self._called("create")
        job_id = f"job-{len(self.found) + 1}"
        tags = tuple(fields.get("tags", ()))
        name = str(fields["name"])
        self.found[job_id] = Job(job_id, name, WAIT_FILE_UPLOAD, create_time="2026-11-22T08:00:00Z", tags=tags)
        base = f"http://127.0.0.1:9/{job_id}"
        documents = {role: f"{base}/{role.value}" for role in Role if role is not Role.TRAINING_VIDEO}
        count = int(fields["video_multipart_count"])
        slices = {Role.TRAINING_VIDEO: tuple(f"{base}/video?partNumber={n + 1}" for n in range(count))}
        return job_id, UploadUrls(documents, slices, dies_at=2e9)

    def account(self) -> str:
        return self.place

    def update(self, job_id: str, fields: Mapping[str, Any]) -> UploadUrls:
        self._called("update")
        raise ProblemError("service.refused", text="state", service_code="MSS.45000001")

    def show(self, job_id: str) -> Job:
        self._called("show")
        if job_id not in self.found:
            raise ProblemError("service.job_gone")
        return self.found[job_id]

    def jobs(self, *, tag: str | None = None, offset: int = 0, limit: int = 100) -> tuple[int, tuple[Job, ...]]:
        self._called("jobs")
        found = [job for job in reversed(self.found.values()) if tag is None or tag in job.tags]
        return len(found), tuple(found[offset : offset + limit])

    def delete(self, job_id: str) -> None:
        self._called("delete")
        self.found.pop(job_id, None)

    def command(self, job_id: str, command: Command) -> Mapping[int, str]:
        self._called(command.value)
        if command is Command.GET_MULTIPART_UPLOADED:
            return dict(self.held)
        if command is Command.SUBMITVERIFYING:
            self.found[job_id] = replace(self.found[job_id], state="AUTO_VERIFYING")
        return {}

    def now(self) -> float:
        return 1e9


class FakeFiles:
    """Any file is as large as it is named: ``clip-<bytes>.mp4``, or a thousand bytes."""

    def __init__(self) -> None:
        self.missing: set[Path] = set()

    def fingerprint(self, path: Path, role: Role) -> Fingerprint:
        if path in self.missing:
            raise ProblemError("file.missing", name=path.name, role=role)
        number = path.stem.rpartition("-")[2]
        return Fingerprint(int(number) if number.isdigit() else 1000, 1, hashlib.sha256(path.name.encode()).hexdigest())

    def slice_md5(self, path: Path, part: Slice) -> str:
        return f"{part.number:032x}"


class FakeUploads:
    """Acknowledges everything, one after the other, waiting at ``gate`` before each."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.problem: Problem | None = None
        self.seconds_left: float | None = None
        self.held: Hold | None = None
        self.is_first = False
        self._files: dict[Role, FileProgress] = {}

    def send(
        self,
        uploads: Sequence[Upload],
        *,
        already_sent: Mapping[Role, int],
        on_sent: Callable[[Upload, Receipt], None],
        stop: Event,
        is_expired: Callable[[], bool] | None = None,
    ) -> None:
        files = {u.role: FileProgress(u.role, 0, u.fingerprint.size, 0.0, FileState.WAITING) for u in uploads}
        for role, sent in already_sent.items():
            files[role] = FileProgress(
                role, sent, max(sent, files[role].size if role in files else sent), 0.0, FileState.SENT
            )
        self._files = files
        for upload in uploads:
            before = files[upload.role]
            files[upload.role] = replace(before, state=FileState.SENDING, rate=2_400_000.0)
            try:
                self.gate.wait(stop)
            except Stopped:
                files[upload.role] = replace(files[upload.role], state=FileState.PAUSED, rate=0.0)
                raise
            if self.problem is not None:
                raise ProblemError(self.problem.code, **self.problem.facts)
            md5 = f"{upload.part.number if upload.part else 0:032x}"
            on_sent(upload, Receipt(md5, md5 * 2, md5))
            sent = before.sent + (upload.part.length if upload.part else upload.fingerprint.size)
            state = FileState.SENT if sent >= before.size else FileState.SENDING
            files[upload.role] = FileProgress(upload.role, sent, before.size, 2_400_000.0, state)

    def progress(self) -> tuple[FileProgress, ...]:
        return tuple(self._files.values())

    def time_left(self) -> float | None:
        return self.seconds_left

    def hold(self) -> Hold | None:
        return self.held

    def move_first(self) -> None:
        self.is_first = True


@dataclass
class FakeUplink:
    """A way out that only remembers."""

    limits: Limits = field(default_factory=Limits)
    nudges: list[bool] = field(default_factory=list)

    def nudge(self, *, reconnect: bool = False) -> None:
        self.nudges.append(reconnect)


@dataclass
class FakeSettingsStore:
    """Settings without a disk."""

    kept: dict[str, str] = field(default_factory=dict)

    def setting(self, name: str) -> str | None:
        return self.kept.get(name)

    def set_setting(self, name: str, value: str) -> None:
        self.kept[name] = value


@dataclass
class FakeWakefulness:
    """A computer that notes whether it may sleep."""

    is_kept: bool = False
    history: list[bool] = field(default_factory=list)

    def keep(self) -> bool:
        self.is_kept = True
        self.history.append(True)
        return True

    def let_go(self) -> None:
        self.is_kept = False
        self.history.append(False)


@dataclass
class FakeWorld:
    """All the ports, and the real desk before them."""

    journal: FakeJournal = field(default_factory=FakeJournal)
    vault: FakeVault = field(default_factory=FakeVault)
    service: FakeService = field(default_factory=FakeService)
    files: FakeFiles = field(default_factory=FakeFiles)
    upload_gate: Gate = field(default_factory=Gate)
    probe_gate: Gate = field(default_factory=Gate)
    study_gate: Gate = field(default_factory=Gate)
    glance_gate: Gate = field(default_factory=Gate)
    mending_gate: Gate = field(default_factory=Gate)
    hops: tuple[HopResult, ...] = tuple(HopResult(hop, True) for hop in Hop)
    reports: dict[str, FootageReport] = field(default_factory=dict)
    vault_problem: Problem | None = None
    engines: list[FakeUploads] = field(default_factory=list)
    uplink: FakeUplink = field(default_factory=FakeUplink)
    settings: FakeSettingsStore = field(default_factory=FakeSettingsStore)
    wakefulness: FakeWakefulness = field(default_factory=FakeWakefulness)
    battery: int | None = None

    def __post_init__(self) -> None:
        self.footage = FakeFootage(
            self._said,
            self.probe_gate.wait,
            self.study_gate.wait,
            wait_quick=self.glance_gate.wait,
            wait_mending=self.mending_gate.wait,
        )

    def desk(self) -> Desk:
        """A desk before these ports."""
        return Desk(
            Rooms(
                journal=self.journal,
                vault=self.vault,
                vault_problem=self.vault_problem,
                connect=lambda credentials: self.service,
                examine=lambda credentials: self.hops,
                footage=self.footage,
                files=self.files,
                uploads=self._engine,
                uplink=self.uplink,
                preferences=Preferences(self.settings, self.uplink),
                wakefulness=self.wakefulness,
                battery=lambda: self.battery,
            )
        )

    @property
    def probed(self) -> list[tuple[str, Edition]]:
        """The videos whose containers were looked at, each by the rules of which edition."""
        return self.footage.probed

    def _said(self, name: str) -> FootageReport:
        return self.reports.get(name, GOOD)

    def _engine(self) -> FakeUploads:
        self.engines.append(FakeUploads(self.upload_gate))
        return self.engines[-1]


@dataclass
class FakeSettings:
    """Settings in memory."""

    language: str = "en"
    theme: str = "light"
    has_told_tray: bool = False
