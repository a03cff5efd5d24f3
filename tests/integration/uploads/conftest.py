"""What the engine's tests share: a store, files on the disk, and uploads of them."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.slices import cut
from avatar_wizard.flow.ports import FileProgress, Receipt, Upload
from avatar_wizard.uploads import Timeouts, Uploader
from integration.uploads.server import Store, running

DEADLINE = 20.0
OCTETS = "application/octet-stream"
QUICK = Timeouts(connect=2.0, block=2.0, answer=2.0)


@pytest.fixture
def store() -> Iterator[Store]:
    with running() as store:
        yield store


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[[str, int], Path]:
    """Write a file of so many bytes, the same ones for the same name."""

    def make(name: str, size: int) -> Path:
        path = tmp_path / name
        path.write_bytes(random.Random(name).randbytes(size))
        return path

    return make


@dataclass
class Sender:
    """An engine with what it reported."""

    uploader: Uploader
    stop: threading.Event = field(default_factory=threading.Event)
    sent: list[tuple[Upload, Receipt]] = field(default_factory=list)

    def send(self, uploads: Sequence[Upload], already_sent: Mapping[Role, int] | None = None) -> None:
        self.uploader.send(
            uploads,
            already_sent=already_sent or {},
            on_sent=lambda upload, receipt: self.sent.append((upload, receipt)),
            stop=self.stop,
        )

    def uploads(self) -> bool:
        """Whether its ``send`` has begun."""
        return bool(self.uploader.progress())

    def of(self, role: Role) -> FileProgress:
        return next(progress for progress in self.uploader.progress() if progress.role is role)


@pytest.fixture
def sender() -> Sender:
    return Sender(Uploader(timeouts=QUICK, random=lambda: 0.001))


def wait_for(condition: Callable[[], object]) -> None:
    """Wait until ``condition`` holds, looking often; fails when it never does."""
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        threading.Event().wait(0.002)


def document(store: Store, path: Path, role: Role = Role.GRANT_FILE, query: str = "Signature=a") -> Upload:
    url = f"{store.address}/{role.value}?{query}"
    return Upload(role, path, fingerprint(path, role), url, OCTETS)


def video(store: Store, path: Path, count: int) -> list[Upload]:
    role = Role.TRAINING_VIDEO
    print_ = fingerprint(path, role)
    return [
        Upload(role, path, print_, f"{store.address}/part{piece.number}?partNumber={piece.number}", OCTETS, piece)
        for piece in cut(print_.size, count)
    ]
