"""The proxy, for calls and for uploads alike: whose settings count, what it may get wrong, what it is never asked."""

from __future__ import annotations

import socket
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from avatar_wizard.domain.problem import AnswerLost
from avatar_wizard.flow.ports import Hop
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.given import FIELDS, QUICK, code, problem
from integration.way_out.network import IAM, PASSWORD, SERVICE, STORE, USER, ZONE, Network, put, routes
from support.certificates import Authority
from support.proxy import Proxy

REAL_LOOK_UP = socket.getaddrinfo
PORTAL = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>"


@pytest.fixture
def directly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name leads to this machine; yields those that were looked up."""
    asked: list[str] = []

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if str(host).endswith(".example"):
            if options.get("flags", 0) & socket.AI_NUMERICHOST:
                raise socket.gaierror(socket.EAI_NONAME, "a name")
            asked.append(str(host))
            host = "127.0.0.1"
        return REAL_LOOK_UP(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def upload_url(network: Network) -> str:
    """A presigned URL of the practice service, under the name of the store."""
    _, urls = connect(network.credentials, settings=QUICK).create(FIELDS)
    return next(iter(urls.documents.values()))


def test_calls_and_uploads_go_by_the_proxy(inside: Network, directly: list[str], cover: Path) -> None:
    assert all(hop.ok for hop in examine(inside.credentials, settings=QUICK))
    put(upload_url(inside), cover)
    [entry] = inside.practice.journal("put")
    assert (entry["status"], sorted(entry["headers"])) == (200, ["Content-Length", "Content-Type", "Host"])
    [head] = [head for head in inside.front.heads if head.startswith("PUT ")]
    lines = {line.partition(":")[0]: line.partition(":")[2].strip() for line in head.split("\r\n")[1:]}
    assert lines == {
        "Host": STORE,
        "Content-Type": "application/octet-stream",
        "Content-Length": str(cover.stat().st_size),
    }
    assert directly == [], "names are the proxy's matter"


@pytest.mark.parametrize(
    "no_proxy",
    [
        f"other.example,{SERVICE},{STORE}",
        f"{ZONE}",
        f".{ZONE}",
        " .studio.example , x ",
        "*",
        "{service}:{port},{store}:{port}",
    ],
)
@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
def test_what_needs_no_proxy_is_asked_directly(
    inside: Network,
    directly: list[str],
    cover: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_proxy: str,
    name: str,
) -> None:
    port = inside.front.port
    monkeypatch.setenv(name, no_proxy.format(service=SERVICE, store=STORE, port=port))
    inside.practice.settings(upload_origin=f"https://{STORE}:{port}")
    here = replace(
        inside.credentials, endpoint=f"https://{SERVICE}:{port}", iam_endpoint="", project_id=inside.practice.project_id
    )
    _, urls = connect(here, settings=QUICK).create(FIELDS)
    put(next(iter(urls.documents.values())), cover)
    assert inside.proxy.heads == []
    assert set(directly) == {SERVICE, STORE}


@pytest.mark.parametrize("no_proxy", ["", "studio.example.com", f"not{ZONE}", "metastudio", "10.0.0.0/8"])
def test_other_exceptions_are_not_ours(
    inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch, no_proxy: str
) -> None:
    monkeypatch.setenv("NO_PROXY", no_proxy)
    put(upload_url(inside), cover)
    assert set(inside.proxy.targets) >= {f"{SERVICE}:443", f"{STORE}:443"}


@pytest.mark.parametrize("setting", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_the_systems_setting_counts_however_it_is_written(
    inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.delenv("HTTPS_PROXY")
    monkeypatch.setenv(setting, inside.proxy.url())
    put(upload_url(inside), cover)
    assert f"{STORE}:443" in inside.proxy.targets
    monkeypatch.setenv(setting, inside.proxy.url().removeprefix("http://"))
    inside.proxy.targets.clear()
    connect(inside.credentials, settings=QUICK).jobs()
    assert f"{SERVICE}:443" in inside.proxy.targets, "as Windows keeps it"


def test_this_machine_is_asked_directly(inside: Network, cover: Path) -> None:
    inside.practice.settings(upload_origin="")
    for host in ("127.0.0.1", "localhost"):
        here = replace(
            inside.credentials, endpoint=inside.practice.endpoint.replace("127.0.0.1", host), iam_endpoint=""
        )
        _, urls = connect(here, settings=QUICK).create(FIELDS)
        put(next(iter(urls.documents.values())), cover)
    assert inside.proxy.heads == []


def check_calls_refused(network: Network, expected: str, hop: Hop = Hop.PROXY) -> None:
    """Calls and the connection test say the same, nothing is in doubt, and no secret is told."""
    # With the project known, no look-up goes before the write.
    service = connect(replace(network.credentials, project_id=network.practice.project_id), settings=QUICK)
    for call in (service.jobs, lambda: service.create(FIELDS)):
        check_refused(network, call, expected)
    *before, last = examine(network.credentials, settings=QUICK)
    assert (last.hop, last.ok, last.problem and last.problem.code) == (hop, False, expected)
    assert all(result.ok for result in before)
    assert network.practice.journal() == []


def check_refused(network: Network, call: Callable[[], object], expected: str) -> None:
    found = problem(call)
    assert found.problem.code == expected
    assert not isinstance(found, AnswerLost)
    assert found.__cause__ is None
    told = f"{found!r} {dict(found.problem.facts)}"
    assert not any(secret in told for secret in (PASSWORD, "canary", network.practice.sk))


def check_refused_everywhere(network: Network, cover: Path, expected: str, hop: Hop = Hop.PROXY) -> None:
    """The same, and uploads agree."""
    check_calls_refused(network, expected, hop)
    check_refused(network, lambda: put(f"https://{STORE}/o?Signature=canary", cover), expected)
    assert network.practice.journal() == []


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.swapcase(), PASSWORD + " "])
def test_a_wrong_password_is_named(
    inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", inside.proxy.url(password))
    check_refused_everywhere(inside, cover, "net.proxy_password")


def test_no_password_is_named(inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{inside.proxy.port}")
    check_refused_everywhere(inside, cover, "net.proxy_password")


def test_an_unknown_authority_is_named_as_such(inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    check_refused_everywhere(inside, cover, "net.tls", Hop.TLS)
    assert problem(connect(inside.credentials, settings=QUICK).jobs).problem.facts == {"host": IAM}


@pytest.mark.parametrize(
    "status", [b"502 Bad Gateway", b"403 Forbidden", b"302 Found", b"511 Network Authentication Required"]
)
def test_a_proxy_that_refuses_the_way(inside: Network, cover: Path, status: bytes) -> None:
    inside.proxy.answer = PORTAL % status
    check_refused_everywhere(inside, cover, "net.proxy")


def test_a_proxy_that_shows_its_own_page(inside: Network, cover: Path) -> None:
    """It says that the tunnel stands and answers itself: without a certificate it does not get far."""
    inside.proxy.answer = PORTAL % b"200 OK"
    check_calls_refused(inside, "net.proxy")
    assert code(lambda: put(f"https://{STORE}/o", cover)).startswith("net.")
    assert inside.practice.journal() == []


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1\r\n\r\n"])
def test_a_proxy_that_is_none(inside: Network, answer: bytes) -> None:
    inside.proxy.answer = answer
    check_calls_refused(inside, "net.proxy")


def test_what_gets_lost_behind_the_proxy_is_not_laid_at_its_door(inside: Network) -> None:
    known = replace(inside.credentials, project_id=inside.practice.project_id)
    service = connect(known, settings=replace(QUICK, repeats=0))
    service.jobs()
    inside.practice.faults({"call": "list", "times": 2, "action": "close"}, {"call": "create", "action": "lose_answer"})
    # The first over the connection that was kept, the second over a new one.
    assert [code(service.jobs), code(service.jobs)] == ["net.unreachable"] * 2
    lost = problem(lambda: service.create(FIELDS))
    assert isinstance(lost, AnswerLost), "it went through the tunnel: the job is there"
    assert len(inside.practice.jobs()) == 1


def test_a_proxy_that_keeps_silent(inside: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{inside.stranger.port}")
    known = replace(inside.credentials, project_id=inside.practice.project_id)
    service = connect(known, settings=replace(QUICK, connect_s=0.2, repeats=0))
    found = problem(lambda: service.create(FIELDS))
    assert found.problem.code == "net.proxy"
    assert not isinstance(found, AnswerLost)


@pytest.mark.parametrize(
    "proxy",
    [
        "http://127.0.0.1:1",
        f"http://{USER}:canary@127.0.0.1:1",
        "socks5://127.0.0.1:1",
        f"socks5h://{USER}:canary@127.0.0.1:1",
        f"http://{USER}:can#ary@127.0.0.1:1",
        f"http://{USER}:can ary@127.0.0.1:1",
        f"http://{USER}:canary@127.0.0.1:port",
        "http://127.0.0.1:99999",
        "http://",
        "http://[::1",
        "nonsense",
        ":",
        "\u5bc6",
        f"http://{USER}:\u5bc6\u7801@127.0.0.1:1",
        f"http://{USER}:%ff%0d%0aX: y@127.0.0.1:1",
    ],
)
def test_a_proxy_that_cannot_be(inside: Network, monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    check_calls_refused(inside, "net.proxy")


def _nobody(host: object, *arguments: Any, **options: Any) -> Any:
    if host != "127.0.0.1":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return REAL_LOOK_UP("127.0.0.1", *arguments, **options)


def test_a_port_that_looks_like_a_status_is_none(inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:4070")
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    assert code(connect(inside.credentials, settings=QUICK).jobs) == "net.proxy"


def _refuse(*_: object) -> None:
    raise ConnectionRefusedError(111, "Connection refused")


@pytest.mark.parametrize("password", ["\u5bc6\u7801", "caf\u00e9", "a:b@c/d?e#f%25 &"])
def test_a_password_of_any_letters(
    inside: Network, cover: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    with Proxy({}, user=USER, password=password) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        assert code(connect(inside.credentials, settings=QUICK).jobs) == "net.proxy", "it knows us, but not the way"
        for head in proxy.heads:
            proof = head.partition("Proxy-Authorization: Basic ")[2].partition("\r\n")[0]
            assert b64decode(proof).decode() == f"{USER}:{password}"


@pytest.fixture
def secure_proxy(inside: Network, authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    with Proxy(routes(inside.front.port), user=USER, password=PASSWORD, tls=authority.serving("127.0.0.1")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url())
        inside.proxy = proxy
        yield proxy


def test_a_proxy_that_speaks_tls_itself(inside: Network, secure_proxy: Proxy, cover: Path) -> None:
    put(upload_url(inside), cover)
    assert f"{STORE}:443" in secure_proxy.targets


def test_a_proxy_that_cannot_prove_who_it_is(
    inside: Network, secure_proxy: Proxy, cover: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    check_refused_everywhere(inside, cover, "net.proxy")
    assert secure_proxy.heads == [], "it has not even heard the password"
