"""What can come between us and a store in the middle of an upload, and go away again: portals, filters, proxies."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.flow.ports import FileState, Upload
from avatar_wizard.uploads import Timeouts, Uploader
from integration.uploads.conftest import (
    QUICK,
    STORE_NAME,
    Sender,
    document,
    make_certificate,
    problems_of,
    sending,
    serving,
    video,
    wait_for,
    waits,
)
from integration.uploads.proxy import Proxy
from integration.uploads.server import Fault, Request, Store, accept, answer, error, running, then_close

MakeFile = Callable[[str, int], Path]
Trust = Callable[[], ssl.SSLContext]
PAGE = b"<!DOCTYPE html><html><title>Please sign in</title></html>"
LONG = 20
"""More tries than a store within reach gets."""


def page(status: int, **headers: str) -> Fault:
    return answer(status, PAGE, Content_Type="text/html", **headers)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        pytest.param(page(200), "net.captive_portal", id="portal"),
        pytest.param(page(200, ETag='"5f3c-1a2b"'), "net.captive_portal", id="portal with an ETag"),
        pytest.param(answer(302, Location="http://127.0.0.1:1/"), "net.redirect", id="portal that leads away"),
        pytest.param(page(403), "upload.refused", id="filter"),
        pytest.param(page(404), "upload.refused", id="somebody else's 404"),
        pytest.param(page(407), "net.proxy_password", id="407"),
        pytest.param(page(503), "service.busy", id="gateway"),
    ],
)
def test_in_the_middle_of_an_upload_it_is_waited_out(
    store: Store, make_file: MakeFile, fault: Fault, code: str
) -> None:
    # Its next try by itself would come after days: only what waits for the network is woken by news of it.
    sender = Sender(Uploader(connections=1, timeouts=QUICK, random=lambda: 1e6))
    path = make_file("take.mp4", 360_000)
    store.will("/part2", *[fault] * LONG)
    with sending(sender, video(store, path, 3)):
        for tries in range(1, LONG + 1):
            wait_for(lambda count=tries: len(store.tried) == 1 + count and waits(sender))
            assert problems_of(sender) == [code]
            sender.uploader.uplink.nudge()
    assert len(store.tried) == 3 + LONG
    assert [upload.part.number for upload, _ in sender.sent if upload.part] == [1, 2, 3]
    assert b"".join(store.held(f"/part{number}") for number in (1, 2, 3)) == path.read_bytes()


@pytest.mark.parametrize("proof", [accept, error(503, "SlowDown", Retry_After="0")], ids=["200", "its own words"])
def test_whatever_answer_of_the_store_proves_it(store: Store, make_file: MakeFile, proof: Fault) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, random=lambda: 0.0))
    store.will("/part1", proof, *[page(403)] * LONG)
    store.will("/part2", *[page(403)] * LONG)
    sender.send(video(store, make_file("take.mp4", 240_000), 2))
    assert len(sender.sent) == 2


@pytest.mark.parametrize(
    ("fault", "code"), [(page(403), "upload.refused"), (answer(302), "net.redirect"), (page(407), "net.proxy_password")]
)
def test_at_the_first_contact_it_is_the_end(store: Store, make_file: MakeFile, fault: Fault, code: str) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, random=lambda: 0.0))
    store.will("/part1", fault)
    with pytest.raises(ProblemError) as caught:
        sender.send(video(store, make_file("take.mp4", 240_000), 2))
    assert caught.value.problem.code == code
    assert len(store.tried) == 1


def test_a_store_is_known_to_the_next_send_too_but_not_to_another_submission(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, random=lambda: 0.0))
    letter = document(store, make_file("letter.pdf", 10))
    sender.send([letter])
    store.will("/grant_file", *[page(403)] * LONG)
    sender.send([letter])
    assert len(sender.sent) == 2
    other = Sender(Uploader(sender.uploader.uplink))
    store.will("/grant_file", page(403))
    with pytest.raises(ProblemError):
        other.send([letter])


def test_what_refuses_one_slice_while_others_get_through_is_not_waited_out(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=2, timeouts=Timeouts(), random=lambda: 0.001))
    uploads = video(store, make_file("take.mp4", 2_400_000), 20)
    sender.send(uploads[:1])

    # During each try of the second slice exactly one other gets through.
    turns = threading.Semaphore(0)

    def refuse(request: Request) -> None:
        before = len(sender.sent)
        turns.release()
        wait_for(lambda: len(sender.sent) > before)
        page(403)(request)

    def wait_for_turn(request: Request) -> None:
        turns.acquire(timeout=20)
        accept(request)

    store.will("/part2", *[refuse] * 8)
    for number in range(3, 21):
        store.will(f"/part{number}", wait_for_turn)
    with pytest.raises(ProblemError) as caught:
        sender.send(uploads[1:], {Role.TRAINING_VIDEO: 120_000})
    assert caught.value.problem.code == "upload.refused"
    assert len(sender.sent) == 1 + 8
    turns.release()


def test_a_certificate_of_somebody_else_is_waited_out_too(
    make_file: MakeFile, certificate: Path, trusting: Trust, tmp_path: Path
) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, tls=trusting, random=lambda: 0.05))
    path = make_file("take.mp4", 360_000)
    with running(serving(certificate)) as store:
        port, uploads = store.server_port, video(store, path, 3)
        store.will("/part1", then_close)
        sender.send(uploads[:1])
    # The middle box answers in the store's name.
    with running(serving(make_certificate(tmp_path / "box.pem")), port) as box, sending(sender, uploads[1:]):
        wait_for(lambda: problems_of(sender) == ["net.tls"])
        assert box.tried == []
        box.shutdown()
        box.server_close()
        with running(serving(certificate), port) as store:
            wait_for(lambda: len(sender.sent) == 3)
            assert store.held("/part2") + store.held("/part3") == path.read_bytes()[120_000:]


# --- proxies


@pytest.fixture
def proxy(secure_store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    proxy = Proxy(secure_store.server_port)
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    proxy.start()
    yield proxy
    proxy.stop()


def named(uploads: list[Upload]) -> list[Upload]:
    """The same uploads for a store that only the proxy can reach."""
    return [replace(upload, url=f"https://{STORE_NAME}/{upload.url.split('/', 3)[3]}") for upload in uploads]


def test_a_proxy_that_goes_down_and_comes_back_costs_nothing_but_time(
    secure_store: Store, proxy: Proxy, make_file: MakeFile, trusting: Trust
) -> None:
    sender = Sender(Uploader(connections=2, timeouts=QUICK, tls=trusting, random=lambda: 0.02))
    path = make_file("take.mp4", 960_000)
    with sending(sender, named(video(secure_store, path, 8))):
        # In the middle of the third slice.
        wait_for(lambda: len(sender.sent) >= 2)
        proxy.stop()
        wait_for(lambda: problems_of(sender) == ["net.proxy"] or len(sender.sent) == 8)
        assert len(sender.sent) < 8
        assert sender.of(Role.TRAINING_VIDEO).state is FileState.RETRYING
        proxy.start()
    assert b"".join(secure_store.held(f"/part{number}") for number in range(1, 9)) == path.read_bytes()
    assert set(proxy.asked) == {f"CONNECT {STORE_NAME}:443 HTTP/1.0"} or set(proxy.asked) == {
        f"CONNECT {STORE_NAME}:443 HTTP/1.1"
    }


@pytest.mark.parametrize(
    ("says", "code"), [(Proxy.PASSWORD, "net.proxy_password"), ("502 Bad Gateway", "net.proxy")], ids=["407", "502"]
)
def test_a_proxy_that_refuses_in_the_middle_is_waited_out(
    secure_store: Store, proxy: Proxy, make_file: MakeFile, trusting: Trust, says: str, code: str
) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, tls=trusting, random=lambda: 0.01))
    path = make_file("take.mp4", 360_000)
    secure_store.will("/part1", then_close)
    uploads = named(video(secure_store, path, 3))
    sender.send(uploads[:1])
    proxy.says = says
    asked = len(proxy.asked)
    with sending(sender, uploads[1:]):
        wait_for(lambda: len(proxy.asked) >= asked + LONG)
        assert problems_of(sender) == [code]
        proxy.says = Proxy.OK
    assert b"".join(secure_store.held(f"/part{number}") for number in (1, 2, 3)) == path.read_bytes()


def test_another_proxy_in_the_settings_is_used_from_the_next_try_on(
    secure_store: Store, proxy: Proxy, make_file: MakeFile, trusting: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, tls=trusting, random=lambda: 0.02))
    proxy.stop()
    with sending(sender, named([document(secure_store, make_file("a", 10))])):
        wait_for(lambda: problems_of(sender) == ["net.proxy"])
        other = Proxy(secure_store.server_port)
        other.start()
        monkeypatch.setenv("HTTPS_PROXY", other.address)
        wait_for(lambda: len(sender.sent) == 1)
    other.stop()


def test_a_proxy_that_gives_no_tunnel_at_first_contact_but_later(
    secure_store: Store, proxy: Proxy, make_file: MakeFile, trusting: Trust
) -> None:
    sender = Sender(Uploader(connections=1, timeouts=QUICK, tls=trusting, random=lambda: 0.01))
    proxy.says = "503 Service Unavailable"
    with sending(sender, named([document(secure_store, make_file("a", 10))])):
        wait_for(lambda: len(proxy.asked) >= LONG)
        proxy.says = Proxy.OK
    assert len(sender.sent) == 1
