"""``avatar-wizard submit`` as a program of its own in a company's network.

The private authority gets into the system's store by ``SSL_CERT_FILE``: truststore asks the system, which on Linux is
what OpenSSL reads by default, and OpenSSL lets this variable put another file in its place. Windows and macOS keep
their stores where a test must not write.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from integration.saga.test_canaries import arguments_of, everything_below
from integration.way_out.network import IAM, LISTED, PASSWORD, SERVICE, STORE, USER, Network
from support.submitting import Outcome, Studio

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="other systems keep certificates where a test must not write"),
]
THREE_HEADERS = ["Content-Length", "Content-Type", "Host"]


@pytest.fixture
def studio(network: Network, tmp_path: Path) -> Studio:
    made = Studio(tmp_path / "studio", network.practice)
    made.environment = {
        **network.environment(),
        "AVATAR_WIZARD_ENDPOINT": f"https://{SERVICE}",
        "AVATAR_WIZARD_IAM_ENDPOINT": f"https://{IAM}",
        "AVATAR_WIZARD_PROJECT_ID": "",
    }
    return made


def spellings(secret: str) -> list[bytes]:
    """The ways in which a password could be found somewhere."""
    plain, login = secret.encode(), f"{USER}:{secret}".encode()
    return [
        plain,
        quote(secret, safe="").encode(),
        json.dumps(secret)[1:-1].encode(),
        b64encode(login),
        b64encode(plain),
    ]


def check_nothing_told(studio: Studio, ran: Outcome, *secrets: str) -> None:
    """Neither what was printed nor what was kept holds a secret."""
    kept = everything_below(studio.folder / "home")
    assert any(path.suffix == ".log" for path in kept)
    printed = (json.dumps(ran.lines) + ran.errors).encode()
    for spelling in (each for secret in secrets for each in spellings(secret)):
        assert spelling not in printed
        assert [path for path, content in kept.items() if spelling in content] == []


def test_a_job_gets_into_review_through_the_proxy(network: Network, studio: Studio) -> None:
    network.practice.settings(pace_s=None)  # a job on its way through the review loses its ID photos
    ran = studio.submit()
    assert (ran.code, ran.problem, ran.errors) == (0, None, ""), ran.last
    [job_id] = network.practice.jobs()
    assert ran.last["job_id"] == job_id
    files = network.practice.job(job_id)["files"]
    sources = {
        "training_video": studio.video,
        "id_card_image1": studio.folder / "portrait.png",
        "id_card_image2": studio.folder / "emblem.png",
        "grant_file": studio.folder / "letter.pdf",
    }
    assert {role: each["sha256"] for role, each in files.items()} == {
        role: hashlib.sha256(path.read_bytes()).hexdigest() for role, path in sources.items()
    }
    # What the store's addresses were asked with: one presigned URL each, and not one header more.
    puts = network.practice.journal("put")
    assert len(puts) == 3 + 4
    assert all(sorted(entry["headers"]) == THREE_HEADERS for entry in puts)
    # The proxy saw names and its own password, the service behind it saw nothing of the proxy.
    assert set(network.proxy.targets) == {f"{name}:443" for name in (SERVICE, IAM, STORE)}
    assert all(head.startswith("CONNECT ") for head in network.proxy.heads)
    assert not any("/obs/" in head or "Signature" in head or "x-sdk" in head.lower() for head in network.proxy.heads)
    assert not any("proxy" in head.lower() for head in network.front.heads)
    assert network.asked_of_stranger == (0, 0)
    check_nothing_told(studio, ran, PASSWORD, network.practice.sk)


def test_the_proxys_password_is_found_nowhere_while_it_runs(network: Network, studio: Studio) -> None:
    network.practice.faults({"call": "put", "action": {"kind": "slow", "bytes_per_s": 3_000_000}})
    running = subprocess.Popen(
        [sys.executable, "-m", "avatar_wizard", "submit", str(studio.draft), "--json"],
        env=studio.environ(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    arguments: set[bytes] = set()
    while running.poll() is None:
        arguments |= arguments_of({running.pid})
    out, errors = running.communicate()
    assert running.returncode == 0, out
    assert any(b"avatar_wizard" in line for line in arguments)
    for spelling in spellings(PASSWORD):
        assert not any(spelling in line for line in (*arguments, out, errors))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"password": "wrong-canary"}, "net.proxy_password"),
        ({"is_trusting": False}, "net.tls"),
    ],
    ids=["wrong password", "authority unknown"],
)
def test_what_the_network_does_not_let_through_is_named(
    network: Network, studio: Studio, change: dict[str, object], problem: str
) -> None:
    studio.environment = {**studio.environment, **network.environment(**change)}  # type: ignore[arg-type]
    if problem == "net.tls":
        del studio.environment["SSL_CERT_FILE"]
    ran = studio.submit("--patience", "0")
    assert (ran.code, ran.problem) == (4, problem)
    assert len(ran.last["problem"]["sentence"]) > 20
    assert network.practice.journal() == [], "nothing has reached the service"
    check_nothing_told(studio, ran, PASSWORD, "wrong-canary", network.practice.sk)
    # The same file again, in order this time, brings the same job in.
    studio.environment.update(network.environment())
    assert studio.submit().code == 0
    assert len(network.practice.jobs()) == 1


def test_a_proxy_that_is_not_there_is_named(network: Network, studio: Studio) -> None:
    login = f"{USER}:{quote(PASSWORD, safe='')}"
    studio.environment["HTTPS_PROXY"] = f"http://{login}@127.0.0.1:1"
    ran = studio.submit("--patience", "0")
    assert (ran.code, ran.problem) == (4, "net.proxy")
    check_nothing_told(studio, ran, PASSWORD)


def test_an_upload_url_outside_the_services_domain_gets_no_byte(network: Network, studio: Studio) -> None:
    network.practice.settings(upload_origin="https://obs.partner.example")
    ran = studio.submit("--patience", "0")
    assert (ran.code, ran.problem) == (4, "net.foreign_upload_address")
    assert network.practice.journal("put") == []
    assert {target for target in network.proxy.targets if "partner" in target} == set()
    assert network.asked_of_stranger == (0, 0)


def test_this_machine_is_never_asked_for_by_way_of_the_proxy(network: Network, tmp_path: Path) -> None:
    network.practice.settings(upload_origin="")
    studio = Studio(tmp_path / "studio", network.practice, environment=network.environment())
    assert studio.submit().code == 0
    assert network.proxy.heads == []


def test_another_store_is_used_only_when_it_was_allowed(network: Network, studio: Studio) -> None:
    network.practice.settings(upload_origin=f"https://{LISTED}")
    ran = studio.submit()
    assert (ran.code, ran.problem) == (4, "net.foreign_upload_address")
    assert LISTED in ran.last["problem"]["sentence"]
    assert f"{LISTED}:443" not in network.proxy.targets, "refused before it was even looked for"
    studio.environment["AVATAR_WIZARD_UPLOAD_DOMAINS"] = "other.example, partner.example"
    ran = studio.submit()
    assert (ran.code, ran.problem) == (0, None), ran.last
    assert f"{LISTED}:443" in network.proxy.targets
    assert [network.practice.job(job_id)["state"] != "WAIT_FILE_UPLOAD" for job_id in network.practice.jobs()] == [True]
