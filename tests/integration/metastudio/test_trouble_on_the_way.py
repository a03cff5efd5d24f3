"""What can happen between this computer and the service, each with a name of its own."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from avatar_wizard.domain.problem import AnswerLost
from avatar_wizard.flow.ports import Command, Credentials, Hop
from avatar_wizard.metastudio import connect, examine
from integration.metastudio.given import IMPATIENT, PROJECT, QUICK, code, problem
from integration.metastudio.raw_server import RawServer, respond

KeysFor = Callable[[str], Credentials]
REAL_HOST = "metastudio.cn-north-4.myhuaweicloud.com"
JOB = "1" * 32
PATIENCE = replace(IMPATIENT, repeats=0)
EXPIRED = {"error_code": "APIGW.0301", "error_msg": "Incorrect IAM authentication information: signature expired"}


# --- the clock, where the practice service is too well-behaved


def test_a_wrong_clock_without_a_date_is_told_and_not_tried_again(keys_for: KeysFor) -> None:
    with RawServer(lambda _: respond(401, EXPIRED)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        refused = problem(service.jobs)
        assert refused.problem.code == "auth.clock"
        assert "minutes" not in refused.problem.facts
        assert len(server.requests) == 1


def test_a_clock_that_the_date_does_not_explain_is_told_once(keys_for: KeysFor) -> None:
    with RawServer(lambda _: respond(401, EXPIRED, date=time.time() + 7200)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        refused = problem(lambda: service.create({"name": "x"}))
        assert refused.problem.code == "auth.clock"
        assert refused.problem.facts["minutes"] == 120
        assert len(server.requests) == 2
        assert code(service.jobs) == "auth.clock"
        assert len(server.requests) == 3, "what is known already is not tried twice"
        result = examine(keys_for(server.origin), settings=QUICK)[-1]
        assert (result.hop, result.ok) == (Hop.CLOCK, False)


# --- answers that are none


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 999999 X\r\n\r\n",
        b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{}",
        b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 X\r\nContent-Length: 2\r\nContent-Encoding: gzip\r\n\r\n{}",
        b"HTTP/1.1 200 X\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 X\r\nA: " + b"b" * 70_000 + b"\r\n\r\n",
    ],
)
def test_garbage_is_trouble_on_the_way(keys_for: KeysFor, raw: bytes) -> None:
    with RawServer(lambda _: raw or None, hang_up=True) as server:
        service = connect(keys_for(server.origin), settings=PATIENCE)
        assert code(service.jobs) == "net.unreachable"
        assert isinstance(problem(lambda: service.create({"name": "x"})), AnswerLost)


def test_an_answer_cut_off_in_its_first_line_is_none(keys_for: KeysFor) -> None:
    with RawServer(lambda _: b"HTTP/1.1 200", hang_up=True) as server:
        service = connect(keys_for(server.origin), settings=PATIENCE)
        assert code(service.jobs) == "service.bad_answer"
        assert isinstance(problem(lambda: service.create({"name": "x"})), AnswerLost)


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"null", b"\xff", b"[" * 200_000, b'{"jobs": [5]}'])
def test_a_success_that_makes_no_sense_is_a_bad_answer(keys_for: KeysFor, body: bytes) -> None:
    with RawServer(lambda _: respond(200, body)) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        for read in (service.jobs, lambda: service.show(JOB)):
            assert code(read) == "service.bad_answer"
        for write in (lambda: service.create({}), lambda: service.command(JOB, Command.SUBMITVERIFYING)):
            lost = problem(write)
            assert isinstance(lost, AnswerLost), "it may have taken effect"
            assert lost.problem.code == "service.bad_answer"


def test_an_endless_answer_is_cut_short(keys_for: KeysFor) -> None:
    with RawServer(lambda _: respond(200, b" " * (17 * 1024**2))) as server:
        assert code(connect(keys_for(server.origin), settings=QUICK).jobs) == "service.bad_answer"


@pytest.mark.parametrize("encoding", ["identity", "gzip", "deflate"])
def test_an_answer_may_come_in_small_pieces_and_packed(keys_for: KeysFor, encoding: str) -> None:
    plain = json.dumps({"count": 1, "jobs": [{"job_id": JOB, "state": "TRAINING", "name": "n" * 5000}]}).encode()
    packed = {"identity": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding](plain)
    pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in packed)
    head = f"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    with RawServer(lambda _: head + pieces + b"0\r\n\r\n") as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert service.jobs()[1][0].name == "n" * 5000
        assert service.jobs()[0] == 1


def test_an_answer_that_trickles_is_given_up(keys_for: KeysFor) -> None:
    """Each byte comes in time, the whole never would."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def trickle() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n")
            while not over.wait(0.05):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

    thread = threading.Thread(target=trickle, daemon=True)
    thread.start()
    try:
        service = connect(keys_for(f"http://127.0.0.1:{listener.getsockname()[1]}"), settings=PATIENCE)
        started = time.monotonic()
        assert code(service.jobs) == "net.timeout"
        assert time.monotonic() - started < 10
    finally:
        over.set()
        thread.join(10)
        listener.close()


@pytest.mark.parametrize("location", ["http://169.254.169.254/latest", "https://[", "\x01", "", "//evil.example"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed_wherever_it_leads(keys_for: KeysFor, status: int, location: str) -> None:
    with RawServer(lambda _: respond(status, None, {"Location": location})) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert code(service.jobs) == "net.redirect"
        assert len(server.requests) == 1


def test_no_cookie_is_kept(keys_for: KeysFor) -> None:
    with RawServer(lambda _: respond(200, {"jobs": []}, {"Set-Cookie": "id=1; Path=/"})) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        service.jobs()
        service.jobs()
        assert [request.header("cookie") for request in server.requests] == [None, None]


def test_an_answer_may_come_with_foreign_upload_addresses(keys_for: KeysFor) -> None:
    answer = {"job_id": JOB, "cover_upload_url": "https://evil.example/x?Signature=s"}
    with RawServer(lambda _: respond(200, answer)) as server:
        found = problem(lambda: connect(keys_for(server.origin), settings=QUICK).create({"name": "x"}))
        assert found.problem.code == "net.foreign_upload_address"
        assert found.problem.facts == {"host": "evil.example"}
        assert "Signature" not in str(found)


def test_a_refused_command_comes_with_http_200(keys_for: KeysFor) -> None:
    answer = {"commond_result": "EXCUTE_FAILED", "error_info": {"error_code": "MSS.9", "error_msg": "not now"}}
    with RawServer(lambda _: respond(200, answer, {"X-Request-Id": "r-7"})) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        found = problem(lambda: service.command(JOB, Command.SUBMITVERIFYING)).problem
        assert found.code == "service.refused"
        assert (found.facts["text"], found.facts["service_code"]) == ("not now", "MSS.9")
        assert found.facts["request_id"] == "r-7"
        assert len(server.requests) == 1


def test_only_jobs_with_the_tag_are_ours_whatever_the_filter_lets_pass(keys_for: KeysFor) -> None:
    rows = [
        {"job_id": "a", "state": "TRAINING", "tags": ["aw-1"]},
        {"job_id": "b", "state": "TRAINING", "tags": ["aw-12"]},
        {"job_id": "c", "state": "TRAINING"},
    ]
    with RawServer(lambda _: respond(200, {"count": 3, "jobs": rows})) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        assert [job.job_id for job in service.jobs(tag="aw-1")[1]] == ["a", "c"]
        assert len(service.jobs()[1]) == 3


def test_a_strange_job_id_never_leaves(keys_for: KeysFor) -> None:
    with RawServer(lambda _: respond(200, {})) as server:
        service = connect(keys_for(server.origin), settings=QUICK)
        for strange in ("", "..", "a/b", "a?b", "x" * 65, "\u4e00"):
            assert code(lambda job_id=strange: service.show(job_id)) == "service.job_gone"
        assert server.requests == []


# --- no way there


def test_a_closed_port(keys_for: KeysFor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    service = connect(keys_for(f"http://127.0.0.1:{port}"), settings=QUICK)
    found = problem(service.jobs)
    assert (found.problem.code, found.problem.facts) == ("net.unreachable", {"host": "127.0.0.1"})
    write = problem(lambda: service.create({"name": "x"}))
    assert not isinstance(write, AnswerLost), "nothing can have arrived"
    assert write.problem.code == "net.unreachable"


def test_a_name_that_nobody_knows(keys_for: KeysFor, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    service = connect(keys_for(""), settings=QUICK)
    found = problem(service.jobs)
    assert (found.problem.code, found.problem.facts) == ("net.name", {"host": REAL_HOST})
    assert not isinstance(problem(lambda: service.create({"name": "x"})), AnswerLost)
    assert examine(keys_for(""), settings=QUICK)[-1].hop is Hop.ADDRESS


def test_a_host_that_does_not_pick_up(keys_for: KeysFor) -> None:
    """A full queue of connections: the next one gets no answer at all."""
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen(0)
        queue = []
        for _ in range(8):
            waiting = socket.socket()
            waiting.setblocking(False)
            waiting.connect_ex(busy.getsockname())
            queue.append(waiting)
        try:
            origin = f"http://127.0.0.1:{busy.getsockname()[1]}"
            service = connect(keys_for(origin), settings=replace(PATIENCE, connect_s=0.3))
            assert code(service.jobs) == "net.timeout"
            write = problem(lambda: service.create({"name": "x"}))
            assert not isinstance(write, AnswerLost)
            assert write.problem.code == "net.timeout"
        finally:
            for waiting in queue:
                waiting.close()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "net.proxy_password"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "net.proxy"),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "net.proxy"),
    ],
)
def test_a_proxy_that_refuses(keys_for: KeysFor, monkeypatch: pytest.MonkeyPatch, answer: bytes, expected: str) -> None:
    with RawServer(lambda _: answer, hang_up=True) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://person:hunter2@127.0.0.1:{proxy.port}")
        service = connect(keys_for(""), settings=QUICK)
        assert code(service.jobs) == expected
        write = problem(lambda: service.create({"name": "x"}))
        assert not isinstance(write, AnswerLost)
        assert write.problem.code == expected
        assert "hunter2" not in f"{write!r} {write.problem.facts}"
        assert examine(keys_for(""), settings=QUICK)[-1].hop is Hop.PROXY
        assert {request.target for request in proxy.requests} == {f"{REAL_HOST}:443"}
        assert not any(request.header("authorization") for request in proxy.requests)


def test_a_proxy_that_is_not_there(keys_for: KeysFor, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
    assert code(connect(keys_for(""), settings=QUICK).jobs) == "net.proxy"
    monkeypatch.setenv("HTTPS_PROXY", "socks5://127.0.0.1:1")
    assert code(connect(keys_for(""), settings=QUICK).jobs) == "net.proxy"


def test_a_proxy_is_not_asked_for_this_machine(keys_for: KeysFor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with RawServer(lambda _: respond(200, {"jobs": []})) as server:
        assert connect(keys_for(server.origin), settings=QUICK).jobs() == (0, ())


# --- what never leaves


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"access_key": ""}, "auth.none"),
        ({"secret_key": ""}, "auth.none"),
        ({"access_key": "AK\r\nX: y"}, "auth.wrong_key"),
        ({"access_key": "\u5bc6"}, "auth.wrong_key"),
        ({"secret_key": " secret "}, "auth.wrong_key"),
        ({"security_token": "a b"}, "auth.wrong_key"),
        ({"project_id": "../x"}, "auth.wrong_project"),
        ({"app_user": "\u5f20\u4e09"}, "auth.app_user_not_ascii"),
        ({"app_user": "a\nb"}, "auth.app_user_not_ascii"),
        ({"app_user": " "}, "auth.app_user_not_ascii"),
        ({"app_user": "u" * 257}, "auth.app_user_not_ascii"),
        ({"endpoint": "http://studio.example"}, "net.insecure_address"),
        ({"endpoint": "nonsense"}, "service.wrong_address"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_sent(
    keys_for: KeysFor, change: dict[str, str], expected: str
) -> None:
    assert code(lambda: connect(replace(keys_for("http://127.0.0.1:1"), **change))) == expected


def test_a_failure_carries_no_headers_in_its_traceback(keys_for: KeysFor) -> None:
    with RawServer(lambda _: None, hang_up=True) as server:
        credentials = keys_for(server.origin)
        for call in (
            connect(credentials, settings=PATIENCE).jobs,
            lambda: connect(credentials, settings=PATIENCE).create({"name": "x"}),
        ):
            error: BaseException | None = problem(call)
            while error is not None:
                assert not hasattr(error, "request")
                assert str(error) in ("net.unreachable", "net.answer_lost")
                error = error.__cause__ or error.__context__


def test_the_body_is_what_was_signed(keys_for: KeysFor) -> None:
    fields = {"name": "\u5206\u8eab \ud83d", "tags": []}
    with RawServer(lambda _: respond(200, {"job_id": JOB})) as server:
        connect(keys_for(server.origin), settings=QUICK).create(fields)
        assert json.loads(server.requests[0].body) == fields
        assert server.requests[0].header("x-project-id") == PROJECT
