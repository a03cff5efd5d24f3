"""TLS: what the operating system trusts is trusted, nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests.adapters

from avatar_wizard.domain.problem import AnswerLost
from avatar_wizard.flow.ports import Credentials, Hop
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.given import QUICK, code, problem
from integration.metastudio.raw_server import RawRequest, RawServer, respond
from support.certificates import DAY, Authority

KeysFor = Callable[[str], Credentials]
JOB = "1" * 32
needs_openssl = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems keep certificates where a test must not write"
)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The authority, trusted by this system, whose store on Linux is OpenSSL's default file, or this in its place."""
    for name, value in authority.trusted.items():
        monkeypatch.setenv(name, value)
    return authority


def jobs(_: RawRequest) -> bytes:
    return respond(200, {"jobs": [], "job_id": JOB})


def check_refused(credentials: Credentials, server: RawServer) -> None:
    """Every call is refused before a byte of it goes out, and the hop is named."""
    service = connect(credentials, settings=QUICK)
    found = problem(service.jobs)
    assert (found.problem.code, found.problem.facts) == ("net.tls", {"host": "127.0.0.1"})
    write = problem(lambda: service.create({"name": "x"}))
    assert not isinstance(write, AnswerLost)
    assert write.problem.code == "net.tls"
    *before, last = examine(credentials, settings=QUICK)
    assert (last.hop, last.ok, last.problem and last.problem.code) == (Hop.TLS, False, "net.tls")
    assert all(result.ok for result in before)
    assert server.requests == []


def test_a_certificate_that_nobody_vouches_for(keys_for: KeysFor, authority: Authority) -> None:
    with RawServer(jobs, authority.serving("127.0.0.1")) as server:
        check_refused(keys_for(server.origin), server)


@needs_openssl
def test_a_certificate_that_the_system_vouches_for(keys_for: KeysFor, trusting: Authority) -> None:
    with RawServer(jobs, trusting.serving("127.0.0.1")) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert service.jobs() == (0, ())
        assert service.create({"name": "x"})[0] == JOB
        assert (
            code(connect(keys_for(server.origin.replace("127.0.0.1", "localhost")), settings=QUICK).jobs) == "net.tls"
        )


@needs_openssl
@pytest.mark.parametrize("fault", ["another name", "too old"])
def test_a_known_authority_does_not_make_up_for_a_wrong_certificate(
    keys_for: KeysFor, trusting: Authority, fault: str
) -> None:
    serving = (
        trusting.serving("portal.example") if fault == "another name" else trusting.serving("127.0.0.1", until=-DAY)
    )
    with RawServer(jobs, serving) as server:
        check_refused(keys_for(server.origin), server)


@needs_openssl
def test_an_authority_that_comes_into_the_store_counts_at_once(
    keys_for: KeysFor, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with RawServer(jobs, authority.serving("127.0.0.1")) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert code(service.jobs) == "net.tls"
        monkeypatch.setenv(*next(iter(authority.trusted.items())))
        assert service.jobs() == (0, ()), "the administrator was here; the program runs on"


@needs_openssl
def test_the_bundle_that_comes_with_requests_does_not_count(
    keys_for: KeysFor, trusting: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = Authority(tmp_path)
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(bundled.file))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(bundled.file))
    with RawServer(jobs, bundled.serving("127.0.0.1")) as server:
        check_refused(keys_for(server.origin), server)


def test_a_server_that_speaks_no_tls(keys_for: KeysFor) -> None:
    with RawServer(jobs) as server:
        service = connect(keys_for(server.origin.replace("http:", "https:")), settings=QUICK)
        assert code(service.jobs) == "net.tls"
