"""Pausing: whatever is going on, it ends within a second or two and leaves no thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.problem import Stopped
from avatar_wizard.domain.schedule import Schedule
from avatar_wizard.flow.ports import FileState, Upload
from avatar_wizard.uploads import Timeouts, Uplink, Uploader
from integration.uploads.conftest import STORE_NAME, Sender, document, problems_of, video
from integration.uploads.proxy import Proxy
from integration.uploads.server import Store, error, gate, hang, hang_after_body

MakeFile = Callable[[str, int], Path]
PATIENT = Timeouts(connect=30.0, block=30.0, answer=30.0)
AT_ONCE = 2.0
"""Seconds after which a pause has come to its end, whatever was going on."""


def stop_when(sender: Sender, uploads: list[Upload], reached: Callable[[], bool]) -> float:
    """Send in a thread, stop when ``reached``; seconds until ``send`` had raised Stopped and all threads ended."""
    ended: list[bool] = []

    def send() -> None:
        with pytest.raises(Stopped):
            sender.send(uploads)
        ended.append(True)

    before = set(threading.enumerate())
    worker = threading.Thread(target=send)
    worker.start()
    deadline = time.monotonic() + 10
    while not reached():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)
    began = time.monotonic()
    sender.stop.set()
    worker.join(10)
    took = time.monotonic() - began
    assert ended == [True]
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not [name for name in left if name.startswith("upload")]
    return took


def test_against_a_store_that_takes_nothing(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    uploads = video(store, make_file("take.mp4", 40_000_000), 2)
    store.will("/part1", hang)
    store.will("/part2", hang)
    assert stop_when(sender, uploads, store.hanging.is_set) < 1.0
    assert sender.of(Role.TRAINING_VIDEO).state is FileState.PAUSED


def test_while_waiting_for_an_answer(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    store.will("/grant_file", hang_after_body)
    assert stop_when(sender, [document(store, make_file("a", 10))], store.hanging.is_set) < 1.0


def test_while_waiting_to_try_again(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    store.will("/grant_file", error(503, "SlowDown", Retry_After="60"))

    def is_retrying() -> bool:
        return any(progress.state is FileState.RETRYING for progress in sender.uploader.progress())

    assert stop_when(sender, [document(store, make_file("a", 10))], is_retrying) < 1.0


@contextmanager
def full_door() -> Iterator[int]:
    """A port whose queue of callers is full: connecting to it takes for ever."""
    with ExitStack() as stack:
        door = stack.enter_context(socket.socket())
        door.bind(("127.0.0.1", 0))
        door.listen(0)
        for _ in range(4):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(door.getsockname())
        yield door.getsockname()[1]


def test_while_connecting(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    with full_door() as port:
        upload = replace(document(store, make_file("a", 10)), url=f"http://127.0.0.1:{port}/a?Signature=b")
        began = time.monotonic()
        assert stop_when(sender, [upload], lambda: time.monotonic() - began > 0.3) < 1.0


def test_while_a_name_is_looked_up(store: Store, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    upload = replace(document(store, make_file("a", 10)), url=f"https://{STORE_NAME}/a?Signature=b")
    asked, answers = threading.Event(), threading.Event()

    def silent(*_: object, flags: int = 0, **__: object) -> None:
        if not flags:
            asked.set()
            answers.wait(20)
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    took = stop_when(sender, [upload], asked.is_set)
    answers.set()
    assert took < AT_ONCE


class Mute:
    """A port where callers are taken and never answered; ``heard`` is set when one has said something."""

    def __init__(self) -> None:
        self.heard = threading.Event()
        self._callers: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = threading.Thread(target=self._take)
        self._thread.start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                self._callers.append(caller)
                if caller.recv(65536):
                    self.heard.set()

    def close(self) -> None:
        self._door.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        for end in (self._door, *self._callers):
            end.close()


def test_while_tls_is_agreed_on(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    with closing(Mute()) as mute:
        upload = replace(document(store, make_file("a", 10)), url=f"https://127.0.0.1:{mute.port}/a?Signature=b")
        assert stop_when(sender, [upload], mute.heard.is_set) < AT_ONCE


def test_while_a_proxy_says_nothing(store: Store, make_file: MakeFile, monkeypatch: pytest.MonkeyPatch) -> None:
    sender = Sender(Uploader(timeouts=PATIENT))
    proxy = Proxy(store.server_port)
    proxy.says = ""
    proxy.start()
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    upload = replace(document(store, make_file("a", 10)), url=f"https://{STORE_NAME}/a?Signature=b")
    assert stop_when(sender, [upload], proxy.silent.is_set) < AT_ONCE
    proxy.stop()


def test_while_the_network_is_away(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=PATIENT, random=lambda: 1e6))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    upload = replace(document(store, make_file("a", 10)), url=f"http://127.0.0.1:{port}/a?Signature=b")
    assert stop_when(sender, [upload], lambda: problems_of(sender)) < AT_ONCE


@pytest.mark.parametrize(
    "limits",
    [
        pytest.param(Limits(rate=LEAST_RATE), id="waiting for its turn"),
        pytest.param(Limits(schedule=Schedule(start_at=4e9)), id="waiting for the hour"),
    ],
)
def test_while_limits_hold_it_back(store: Store, make_file: MakeFile, limits: Limits) -> None:
    uplink = Uplink(timeouts=PATIENT)
    uplink.limits = limits
    sender = Sender(Uploader(uplink))

    def waits() -> bool:
        return uplink._control.gate.has_held_back() or uplink.hold() is not None

    assert stop_when(sender, video(store, make_file("take.mp4", 4_000_000), 4), waits) < AT_ONCE


def test_a_line_that_went_dead_is_noticed_and_tried_again(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=Timeouts(connect=60.0, block=0.3, answer=60.0), random=lambda: 0.001))
    path = make_file("take.mp4", 24_000_000)
    store.will("/training_video", hang)
    began = time.monotonic()
    sender.send([document(store, path, Role.TRAINING_VIDEO)])
    assert time.monotonic() - began < 15
    assert store.held("/training_video") == path.read_bytes()


def test_stopped_before_it_began(store: Store, sender: Sender, make_file: MakeFile) -> None:
    sender.stop.set()
    with pytest.raises(Stopped):
        sender.send([document(store, make_file("a", 10))])
    assert store.tried == []


def test_what_was_acknowledged_is_recorded_and_goes_on_from_there(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=1, timeouts=PATIENT))
    path = make_file("take.mp4", 2_000_000)
    uploads = video(store, path, 4)
    reached = threading.Event()
    store.will("/part3", gate(store.release, reached, count=0))
    stop_when(sender, uploads, reached.is_set)
    assert [upload.part.number for upload, _ in sender.sent if upload.part] == [1, 2]
    shown = sender.of(Role.TRAINING_VIDEO).sent
    assert shown >= 1_000_000
    sender.stop.clear()
    store.release.set()
    sender.send(uploads[2:], {Role.TRAINING_VIDEO: 1_000_000})
    assert b"".join(store.held(f"/part{number}") for number in range(1, 5)) == path.read_bytes()
    progress = sender.of(Role.TRAINING_VIDEO)
    assert (progress.sent, progress.state) == (2_000_000, FileState.SENT)


def test_progress_never_goes_back_over_faults(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=2, timeouts=PATIENT, random=lambda: 0.01))
    path = make_file("take.mp4", 8_000_000)
    uploads = video(store, path, 8)
    for number in range(1, 9):
        store.will(f"/part{number}", error(500, "InternalError"), error(503, "SlowDown"))
    shown: list[int] = []
    worker = threading.Thread(target=sender.send, args=(uploads,))
    worker.start()
    while worker.is_alive():
        shown += [progress.sent for progress in sender.uploader.progress()]
        worker.join(0.002)
    shown += [progress.sent for progress in sender.uploader.progress()]
    assert shown == sorted(shown)
    assert shown[-1] == 8_000_000
    assert len(set(shown)) > 8
