"""TLS: what the operating system trusts is trusted, nothing else."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from avatar_wizard.domain.problem import AnswerLost
from avatar_wizard.flow.ports import Credentials, Hop
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.given import QUICK, code, problem
from integration.metastudio.raw_server import RawRequest, RawServer, respond

KeysFor = Callable[[str], Credentials]
JOB = "1" * 32


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that only its own holder vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.KeyUsage(True, False, False, False, False, True, True, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


def serving(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def jobs(_: RawRequest) -> bytes:
    return respond(200, {"jobs": [], "job_id": JOB})


def test_a_certificate_that_nobody_vouches_for(keys_for: KeysFor, certificate: Path) -> None:
    with RawServer(jobs, serving(certificate)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        found = problem(service.jobs)
        assert (found.problem.code, found.problem.facts) == ("net.tls", {"host": "127.0.0.1"})
        write = problem(lambda: service.create({"name": "x"}))
        assert not isinstance(write, AnswerLost)
        assert write.problem.code == "net.tls"
        assert examine(keys_for(server.origin), settings=QUICK)[-1].hop is Hop.TLS
        assert server.requests == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep certificates where a test must not write")
def test_a_certificate_that_the_system_vouches_for(
    keys_for: KeysFor, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with RawServer(jobs, serving(certificate)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert service.jobs() == (0, ())
        assert service.create({"name": "x"})[0] == JOB
        assert (
            code(connect(keys_for(server.origin.replace("127.0.0.1", "localhost")), settings=QUICK).jobs) == "net.tls"
        )


def test_a_server_that_speaks_no_tls(keys_for: KeysFor) -> None:
    with RawServer(jobs) as server:
        service = connect(keys_for(server.origin.replace("http:", "https:")), settings=QUICK)
        assert code(service.jobs) == "net.tls"
