"""What the engine's tests share: a store, files on the disk, and uploads of them."""

from __future__ import annotations

import datetime
import ipaddress
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from avatar_wizard.documents.fingerprint import fingerprint
from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.slices import cut
from avatar_wizard.flow.ports import FileProgress, FileState, Receipt, Upload
from avatar_wizard.uploads import Timeouts, Uploader
from integration.uploads.server import Store, running

DEADLINE = 20.0
OCTETS = "application/octet-stream"
QUICK = Timeouts(connect=2.0, block=2.0, answer=2.0)


@pytest.fixture
def store() -> Iterator[Store]:
    with running() as store:
        yield store


STORE_NAME = "store.example"


def make_certificate(path: Path) -> Path:
    """Write a certificate for 127.0.0.1 and ``STORE_NAME`` that nobody trusts yet, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "store of the tests")])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1")), x509.DNSName(STORE_NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


def serving(certificate: Path) -> ssl.SSLContext:
    """TLS as a store speaks it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls") / "store.pem")


@pytest.fixture
def secure_store(certificate: Path) -> Iterator[Store]:
    with running(serving(certificate)) as store:
        yield store


@pytest.fixture
def trusting(certificate: Path) -> Callable[[], ssl.SSLContext]:
    return lambda: ssl.create_default_context(cafile=str(certificate))


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


@contextmanager
def sending(sender: Sender, uploads: list[Upload], expected: type[Exception] | None = None) -> Iterator[None]:
    """Send in a thread; ended, as expected, when the block is left."""
    caught: list[Exception] = []

    def send() -> None:
        try:
            sender.send(uploads)
        except (ProblemError, ValueError) as error:
            caught.append(error)

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    try:
        yield
    except BaseException:
        sender.stop.set()
        raise
    thread.join(DEADLINE)
    assert not thread.is_alive()
    assert [type(error) for error in caught] == ([] if expected is None else [expected])


def waits(sender: Sender) -> bool:
    """Whether one of its uploads waits for its next try."""
    job = sender.uploader._job
    return job is not None and bool(job.troubled)


def problems_of(sender: Sender) -> list[str]:
    """The codes of what its files wait for."""
    files = sender.uploader.progress()
    return [file.problem.code for file in files if file.state is FileState.RETRYING and file.problem is not None]


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
