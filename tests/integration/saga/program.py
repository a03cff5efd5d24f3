"""The saga with the real journal, client and upload engine in this process; only its pauses are short."""

from __future__ import annotations

import hashlib
import random
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import truststore

from avatar_wizard.documents.fingerprint import LocalFiles
from avatar_wizard.domain.draft import Draft, Edition, PickedFile, Role
from avatar_wizard.domain.submission import Phase, Submission
from avatar_wizard.flow.ports import Credentials, SignInMethod
from avatar_wizard.flow.sending import Sending
from avatar_wizard.metastudio import connect
from avatar_wizard.metastudio.transport import TransportSettings
from avatar_wizard.store import SqliteJournal
from avatar_wizard.uploads import Uploader
from support.practice import Practice

KEY = "0123456789ab"
DOCUMENTS = (Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE)
SLICE = 102_400
"""Bytes: the smallest slice there may be (OBS)."""
SHORTER = 0.02
"""What is left of every pause that is ours to choose; what the service asks for is waited in full."""
_HASTE = TransportSettings(backoff_s=SHORTER, read_interval_s=0.0, write_interval_s=0.0)


@cache
def _trust() -> ssl.SSLContext:
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass
class Program:
    """One person's files and program. ``by_password`` signs in at IAM, and looks the project up there."""

    folder: Path
    practice: Practice
    slices: int = 12
    by_password: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        self.draft = Draft(name="Zoe", edition=Edition.STANDARD, video_slices=self.slices)
        bytes_of = random.Random(self.slices).randbytes
        for role in DOCUMENTS:
            self._write(role, bytes_of(3000))
        self._write(Role.TRAINING_VIDEO, bytes_of(self.slices * SLICE + 17))

    def _write(self, role: Role, content: bytes) -> None:
        path = self.folder / role.value
        path.write_bytes(content)
        self.draft = self.draft.with_file(PickedFile(role, path, LocalFiles().fingerprint(path, role)))

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of every file, by its role."""
        return {f.role.value: hashlib.sha256(f.path.read_bytes()).hexdigest() for f in self.draft.files}

    @contextmanager
    def started(self) -> Iterator[Sending]:
        """The saga of this draft, planned."""
        journal = SqliteJournal(self.folder / "store.sqlite3", bytes(32))
        service = connect(self._credentials(), settings=_HASTE)
        sending = Sending(
            KEY,
            journal=journal,
            service=lambda: service,
            uploads=Uploader(tls=_trust, random=lambda: SHORTER * random.random()),
            files=LocalFiles(),
            jitter=lambda least, most: SHORTER * random.uniform(least, most),
        )
        try:
            sending.plan(self.draft)
            yield sending
        finally:
            service.close()
            journal.close()

    def _credentials(self) -> Credentials:
        here = self.practice
        if self.by_password:
            return Credentials(
                SignInMethod.PASSWORD,
                here.region,
                endpoint=here.endpoint,
                iam_endpoint=here.iam_endpoint,
                domain=here.domain,
                user=here.user,
                password=here.password,
            )
        return Credentials(
            SignInMethod.KEYS,
            here.region,
            project_id=here.project_id,
            endpoint=here.endpoint,
            iam_endpoint=here.iam_endpoint,
            access_key=here.ak,
            secret_key=here.sk,
        )

    def run(self, *, is_attended: bool = False) -> Submission:
        """Press Submit and wait: the saga from its plan to its end."""
        with self.started() as sending:
            return sending.run(self.stop, is_attended=is_attended)

    def assert_arrived(self, done: Submission) -> dict[str, Any]:
        """One job, in review, with exactly these files; returns what the service holds of it."""
        assert done.phase is Phase.SUBMITTED
        [job_id] = self.practice.jobs()
        assert done.job_id == job_id
        job = self.practice.job(job_id)
        assert job["state"] != "WAIT_FILE_UPLOAD"
        assert job["submissions"] == 1
        assert {role: file["sha256"] for role, file in job["files"].items()} == self.hashes
        assert not self.practice.violations()
        return job
