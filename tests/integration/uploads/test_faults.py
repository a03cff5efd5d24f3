"""Everything that can go wrong between us and the store, with real connections."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.ports import FileState
from avatar_wizard.uploads import Timeouts, Uploader
from integration.uploads.conftest import QUICK, Sender, document, video
from integration.uploads.server import (
    Fault,
    Store,
    accept,
    answer,
    drop_after,
    error,
    hang_after_body,
    refuse_early,
)

MakeFile = Callable[[str, int], Path]
HTML = b"<!DOCTYPE html><html><title>Welcome to the hotel</title></html>"
WRONG_ETAG = '"' + "0" * 32 + '"'


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(drop_after(0), id="reset at once"),
        pytest.param(drop_after(300_000), id="reset in the middle"),
        pytest.param(drop_after(300_000, reset=False), id="closed in the middle"),
        pytest.param(drop_after(1_000_000), id="reset instead of an answer"),
        pytest.param(error(500, "InternalError"), id="500"),
        pytest.param(error(503, "SlowDown", Retry_After="0"), id="503"),
        pytest.param(answer(502, HTML, Content_Type="text/html"), id="502 of a gateway"),
        pytest.param(answer(429), id="429"),
        pytest.param(error(400, "RequestTimeout"), id="RequestTimeout"),
        pytest.param(error(409, "OperationAborted"), id="OperationAborted"),
        pytest.param(answer(200, ETag=WRONG_ETAG), id="wrong ETag"),
        pytest.param(answer(200, HTML, Content_Type="text/html"), id="captive portal"),
        pytest.param(answer(511, HTML, Content_Type="text/html"), id="announced portal"),
    ],
)
def test_what_passes_is_tried_again(store: Store, sender: Sender, make_file: MakeFile, fault: Fault) -> None:
    path = make_file("take.mp4", 1_000_000)
    store.will("/training_video", fault, fault)
    sender.send([document(store, path, Role.TRAINING_VIDEO)])
    assert len(store.tried) == 3
    assert store.held("/training_video") == path.read_bytes()
    assert len(sender.sent) == 1
    assert sender.of(Role.TRAINING_VIDEO).state is FileState.SENT


@pytest.mark.parametrize(
    ("fault", "code", "facts"),
    [
        (error(403, "AccessDenied"), "upload.address_dead", {"role": Role.GRANT_FILE, "after_whole_body": True}),
        (
            refuse_early(403, "AccessDenied"),
            "upload.address_dead",
            {"role": Role.GRANT_FILE, "after_whole_body": False},
        ),
        (error(403, "SignatureDoesNotMatch"), "upload.signature", {}),
        (error(403, "RequestTimeTooSkewed"), "upload.clock", {}),
        (error(404, "NoSuchUpload"), "upload.gone", {}),
        (error(400, "EntityTooSmall"), "upload.slice_size", {}),
        (error(403, "InsufficientStorageSpace"), "upload.storage_account", {}),
        (error(411, "MissingContentLength"), "upload.refused", {"status": 411, "service_code": "MissingContentLength"}),
        (answer(403, HTML, Content_Type="text/html"), "upload.refused", {"status": 403, "service_code": ""}),
        (answer(302, Location="http://127.0.0.1:1/login"), "net.redirect", {}),
    ],
)
def test_what_does_not_pass_ends_at_once(
    store: Store, sender: Sender, make_file: MakeFile, fault: Fault, code: str, facts: dict[str, object]
) -> None:
    # More than the buffers of a loopback connection take, so that an early refusal comes in the middle.
    path = make_file("letter.pdf", 24_000_000)
    store.will("/grant_file", fault)
    with pytest.raises(ProblemError) as caught:
        sender.send([document(store, path)])
    problem = caught.value.problem
    assert problem.code == code
    assert facts.items() <= problem.facts.items()
    assert len(store.tried) == 1
    assert sender.sent == []
    progress = sender.of(Role.GRANT_FILE)
    assert (progress.state, progress.problem) == (FileState.FAILED, problem)


def test_a_dead_address_after_a_lost_answer_tells_that_the_body_had_gone_out(
    store: Store, sender: Sender, make_file: MakeFile
) -> None:
    store.will("/grant_file", drop_after(20_000_000), refuse_early(403, "AccessDenied"))
    with pytest.raises(ProblemError) as caught:
        sender.send([document(store, make_file("letter.pdf", 20_000_000))])
    assert caught.value.problem.facts["after_whole_body"] is True


def test_an_answer_is_tried_eight_times(store: Store, sender: Sender, make_file: MakeFile) -> None:
    store.will("/grant_file", *[error(503, "SlowDown")] * 20)
    with pytest.raises(ProblemError) as caught:
        sender.send([document(store, make_file("a", 10))])
    assert caught.value.problem.code == "service.throttled"
    assert len(store.tried) == 8


def test_retry_after_wins(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=QUICK, random=lambda: 0.999))
    store.will("/grant_file", *[error(503, "SlowDown", Retry_After="0")] * 7)
    worker = threading.Thread(target=sender.send, args=([document(store, make_file("a", 10))],))
    worker.start()
    # Without the header these seven pauses would take 127 seconds.
    worker.join(10)
    assert len(sender.sent) == 1


def test_one_failure_ends_what_else_is_in_flight(store: Store, sender: Sender, make_file: MakeFile) -> None:
    store.will("/part4", error(404, "NoSuchUpload"))
    for number in (1, 2, 3):
        store.will(f"/part{number}", hang_after_body)
    with pytest.raises(ProblemError) as caught:
        sender.send(video(store, make_file("take.mp4", 2_000_000), 9))
    assert caught.value.problem.code == "upload.gone"
    assert len(store.tried) <= 4


def test_an_answer_that_never_comes_is_tried_again(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=Timeouts(answer=0.2), random=lambda: 0.001))
    store.will("/grant_file", hang_after_body)
    sender.send([document(store, make_file("a", 10))])
    assert len(store.tried) == 2


def test_a_success_before_the_body_is_not_believed(store: Store, sender: Sender, make_file: MakeFile) -> None:
    path = make_file("letter.pdf", 24_000_000)
    store.will("/grant_file", refuse_early(200, "", ETag="opaque"))
    sender.send([document(store, path)])
    assert store.held("/grant_file") == path.read_bytes()
    assert len(store.tried) == 2


def test_an_encrypted_store_has_no_md5_to_compare(store: Store, sender: Sender, make_file: MakeFile) -> None:
    store.will("/grant_file", answer(200, ETag=WRONG_ETAG, x_obs_server_side_encryption="kms"))
    sender.send([document(store, make_file("a", 10))])
    assert sender.sent[0][1].etag == "0" * 32


def test_while_the_network_is_away_it_waits_without_end(store: Store, sender: Sender, make_file: MakeFile) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    upload = replace(document(store, make_file("a", 10)), url=f"http://127.0.0.1:{port}/a?Signature=b")
    tries = threading.Semaphore(0)

    def random() -> float:
        tries.release()
        return 0.0

    sender = Sender(Uploader(timeouts=QUICK, random=random))
    ended: list[BaseException] = []

    def send() -> None:
        try:
            sender.send([upload])
        except Stopped as error:
            ended.append(error)

    worker = threading.Thread(target=send)
    worker.start()
    for _ in range(30):
        assert tries.acquire(timeout=10)
    progress = sender.of(Role.GRANT_FILE)
    assert progress.state is FileState.RETRYING
    assert progress.problem is not None
    assert progress.problem.code == "net.unreachable"
    sender.stop.set()
    worker.join(5)
    assert len(ended) == 1
    assert sender.of(Role.GRANT_FILE).state is FileState.PAUSED


def test_a_network_that_comes_back_finishes(store: Store, make_file: MakeFile) -> None:
    path = make_file("take.mp4", 1_000_000)
    store.will("/part1", *[drop_after(50_000)] * 3, accept)
    store.will("/part2", *[drop_after(0)] * 3, accept)
    sender = Sender(Uploader(timeouts=QUICK, random=lambda: 0.001))
    sender.send(video(store, path, 2))
    assert store.held("/part1") + store.held("/part2") == path.read_bytes()


def test_a_proxy_that_is_not_there_is_said(store: Store, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{closed.getsockname()[1]}")
    seen = threading.Event()
    sender = Sender(Uploader(timeouts=QUICK, random=lambda: seen.set() or 0.0))
    upload = replace(document(store, make_file("a", 10)), url="https://store.example/a?Signature=b")

    def send() -> None:
        with pytest.raises(Stopped):
            sender.send([upload])

    worker = threading.Thread(target=send)
    worker.start()
    assert seen.wait(10)
    problem = sender.of(Role.GRANT_FILE).problem
    sender.stop.set()
    worker.join(5)
    assert problem is not None
    assert problem.code == "net.proxy"


def test_a_proxy_that_wants_a_password_ends_it(
    store: Store, make_file: MakeFile, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        asked: list[bytes] = []

        def refuse() -> None:
            caller, _ = proxy.accept()
            with caller:
                asked.append(caller.recv(4096))
                caller.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        worker = threading.Thread(target=refuse)
        worker.start()
        upload = replace(document(store, make_file("a", 10)), url="https://store.example/a?Signature=b")
        with pytest.raises(ProblemError) as caught:
            sender.send([upload])
        worker.join(5)
    assert caught.value.problem.code == "net.proxy_password"
    assert asked[0].startswith(b"CONNECT store.example:443 ")
    assert b"Signature" not in asked[0]
