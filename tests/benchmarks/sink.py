"""The discarding store: compiled when first needed, started as a child, gone with the ``with`` block."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from benchmarks.machine import tree_seconds
from benchmarks.report import UnsuitableMachine

_SOURCES = Path(__file__).parent / "netlab"


def compiled(name: str, *libraries: str) -> Path:
    """The program made of ``netlab/NAME.c``, kept for as long as its text does not change.

    Raises UnsuitableMachine without a C compiler or OpenSSL's headers.
    """
    source = _SOURCES / f"{name}.c"
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        raise UnsuitableMachine("there is no C compiler (gcc)")
    text = source.read_bytes()
    kept = Path(tempfile.gettempdir()) / f"avatar-wizard-netlab-{os.getuid()}"
    kept.mkdir(mode=0o700, exist_ok=True)
    if kept.stat().st_uid != os.getuid():
        raise UnsuitableMachine("the folder for compiled programs belongs to somebody else")
    program = kept / f"{name}-{hashlib.sha256(text).hexdigest()[:16]}"
    if not program.exists():
        fresh = kept / f"{name}-{os.getpid()}"
        command = [compiler, "-O2", "-Wall", str(source), "-o", str(fresh), *(f"-l{each}" for each in libraries)]
        made = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if made.returncode:
            raise UnsuitableMachine(f"{source.name} does not compile: {made.stderr.splitlines()[:1]}")
        fresh.replace(program)
    return program


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files of a key and of the certificate for it, which is its own authority."""

    certificate: Path
    key: Path


def make_certificate(folder: Path, *addresses: str) -> Certificate:
    """A certificate for IP addresses, valid for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "store of the benchmarks")])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.IPAddress(ipaddress.ip_address(address)) for address in addresses]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(folder / "store.pem", folder / "store.key")
    files.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.touch(mode=0o600)
    files.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return files


def in_memory(size: int = 0) -> str | None:
    """A folder in memory, where there is one with room for so many bytes, so that no disc is measured."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and shutil.disk_usage(shared).free > size else None


class Sink:
    """A running sink over TLS on ``address``.

    ``md5``: the ETag is the body's MD5, which costs processor time. ``rate``: bytes per second that all connections get
    together. ``prefix`` is put before the command, to run it in a network namespace.
    """

    def __init__(
        self,
        certificate: Certificate,
        address: str = "127.0.0.1",
        *,
        md5: bool = False,
        rate: float | None = None,
        prefix: Sequence[str] = (),
    ) -> None:
        program = compiled("sink", "ssl", "crypto", "pthread")
        command = [*prefix, str(program), address, str(certificate.certificate), str(certificate.key)]
        command += ["--md5"] * md5 + (["--rate", f"{rate:.0f}"] if rate else [])
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._child.stdout is not None
        port = self._child.stdout.readline().strip()
        if not port:
            self._child.wait(10)
            raise UnsuitableMachine("the sink did not start")
        self.url = f"https://{address}:{port}"

    def __enter__(self) -> Sink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it; may be called twice."""
        if self._child.stdin is not None and not self._child.stdin.closed:
            self._child.stdin.close()
        self._child.wait(10)
        if self._child.stdout is not None:
            self._child.stdout.close()

    def count(self) -> Mapping[str, int]:
        """``bytes`` of bodies, ``requests`` answered, ``connections``, and bodies that were ``broken`` off."""
        return self._ask("")

    def paths(self) -> Mapping[str, int]:
        """Bytes of bodies that came in so far for each path, whatever the query."""
        return self._ask("paths")

    def _ask(self, question: str) -> Mapping[str, int]:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(question + "\n")
        self._child.stdin.flush()
        told: dict[str, int] = json.loads(self._child.stdout.readline())
        return told

    def seconds(self) -> float:
        """Processor seconds used so far."""
        return tree_seconds(self._child.pid)
