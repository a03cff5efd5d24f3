"""What happens to a laptop while it sends: sleep, drops, other networks, clocks, restarts, and a stick pulled out."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import ProblemError
from avatar_wizard.domain.schedule import Schedule
from avatar_wizard.uploads import Uplink, Uploader
from avatar_wizard.uploads.uplink import NETWORK_EVERY_S
from integration.uploads.conftest import QUICK, Sender, document, problems_of, sending, video, wait_for
from integration.uploads.server import Fault, Put, Request, Store, error, gate, hang, running

MakeFile = Callable[[str, int], Path]
TESTS = Path(__file__).parents[2]
NEVER = 1e6
"""As the luck of the jitter: the next try by itself would come after days."""

DAY = 86400.0


class Laptop:
    """Clocks that a test sets, a network that it names, and a count of how often that was asked."""

    def __init__(self, network: str = "home") -> None:
        self.network = network
        self.asked = 0
        self.ahead = 0.0
        self.wall_ahead = 0.0

    def clock(self) -> float:
        return time.monotonic() + self.ahead

    def wall(self) -> float:
        return time.time() + self.wall_ahead

    def name(self) -> str:
        self.asked += 1
        return self.network

    def uplink(self, connections: int | None = None, random: Callable[[], float] = lambda: 0.001) -> Uplink:
        return Uplink(connections=connections, clock=self.clock, wall=self.wall, network=self.name, random=random)

    def looks_around(self, unless: Callable[[], bool] = lambda: False) -> None:
        """Let it be time to ask for the network's name, and wait until that was done."""
        before = self.asked
        self.ahead += NETWORK_EVERY_S
        wait_for(lambda: self.asked > before or unless())


# --- sleep


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no way to stop a process here")
def test_a_program_that_stood_still_goes_on_with_new_connections(store: Store, make_file: MakeFile) -> None:
    path = make_file("take.mp4", 24_000_000)
    store.will("/training_video", hang)
    child = subprocess.Popen(
        [sys.executable, "-m", "integration.uploads.sending_child", path, f"{store.address}/training_video", "0.8"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent / 'gui'}"},
    )
    try:
        assert store.hanging.wait(20)
        child.send_signal(signal.SIGSTOP)
        # It is time itself that has to pass here, and nothing else happens in it.
        threading.Event().wait(1.2)
        child.send_signal(signal.SIGCONT)
        woken = time.monotonic()
        said, _ = child.communicate(timeout=20)
    finally:
        child.kill()
        child.wait()
    assert (said, child.returncode) == ("sent\n", 0)
    # Without noticing it would have waited for the dead connection: 30 s, or the 20 s that the store plays dead.
    assert time.monotonic() - woken < 10
    assert store.held("/training_video") == path.read_bytes()


@pytest.mark.parametrize(
    ("clock", "wall"),
    [
        pytest.param(0.0, 3600.0, id="Linux: only the wall clock went on"),
        pytest.param(3600.0, 3600.0, id="Windows: both did"),
    ],
)
def test_after_sleep_it_begins_again_at_once(store: Store, make_file: MakeFile, clock: float, wall: float) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink()))
    path = make_file("take.mp4", 48_000_000)
    uploads = video(store, path, 2)
    for number in (1, 2):
        store.will(f"/part{number}", hang)
    with sending(sender, uploads):
        wait_for(lambda: len(store.tried) == 2)
        laptop.ahead += clock
        laptop.wall_ahead += wall
    assert store.held("/part1") + store.held("/part2") == path.read_bytes()
    assert len(store.tried) == 4


def test_however_often_it_sleeps_a_slice_never_runs_out_of_tries(store: Store, make_file: MakeFile) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink(connections=1)))
    path = make_file("take.mp4", 24_000_000)
    store.will("/training_video", *[hang] * 12)
    with sending(sender, [document(store, path, Role.TRAINING_VIDEO)]):
        for sleeps in range(1, 13):
            wait_for(lambda count=sleeps: len(store.tried) == count)
            laptop.wall_ahead += 60.0
    assert store.held("/training_video") == path.read_bytes()


# --- clocks that are set


def test_a_wall_clock_that_jumps_by_a_day_stops_nothing(store: Store, make_file: MakeFile) -> None:
    laptop = Laptop()
    uplink = laptop.uplink(connections=1)
    # A start that has come: by a clock that is put back it lies ahead again.
    uplink.limits = Limits(schedule=Schedule(start_at=laptop.wall() - 60.0))
    sender = Sender(Uploader(uplink))
    path = make_file("take.mp4", 720_000)
    doors = [(threading.Event(), threading.Event()) for _ in range(4)]
    for number, (opened, reached) in enumerate(doors, 1):
        store.will(f"/part{number}", gate(opened, reached))
    jumps = (-DAY, -DAY, DAY, 0.0)
    with sending(sender, video(store, path, 6)):
        for (opened, reached), jump in zip(doors, jumps, strict=True):
            assert reached.wait(10)
            laptop.wall_ahead += jump
            laptop.looks_around()
            opened.set()
    assert b"".join(store.held(f"/part{number}") for number in range(1, 7)) == path.read_bytes()
    tries = [sum(target.startswith(f"/part{number}?") for target in store.tried) for number in range(1, 7)]
    # Put back, nothing is sent twice; put forward, it looks like sleep, and that slice begins again.
    assert tries == [1, 1, 2, 1, 1, 1]


@pytest.mark.parametrize("jump", [-DAY, DAY])
def test_what_waits_for_its_next_try_waits_by_its_own_clock(store: Store, make_file: MakeFile, jump: float) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink()))
    store.will("/grant_file", error(503, "SlowDown", Retry_After="1"))
    with sending(sender, [document(store, make_file("a", 10))]):
        wait_for(lambda: problems_of(sender) == ["service.throttled"])
        asked_at = time.monotonic()
        laptop.wall_ahead += jump
        wait_for(lambda: len(store.tried) == 2)
        assert 0.5 < time.monotonic() - asked_at < 5.0


# --- the network


def test_a_drop_of_some_seconds_sends_nothing_twice(store: Store, make_file: MakeFile) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink(connections=2)))
    path = make_file("take.mp4", 480_000)
    opened, reached = threading.Event(), threading.Event()
    store.will("/part1", gate(opened, reached))
    with sending(sender, video(store, path, 4)):
        assert reached.wait(10)
        laptop.looks_around()
        for network in ("", "home"):
            laptop.network = network
            laptop.looks_around()
        opened.set()
    assert len(store.tried) == 4
    assert len({put.peer for put in store.puts}) <= 2


def test_another_network_is_noticed_within_ten_seconds(store: Store, make_file: MakeFile) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink()))
    path = make_file("take.mp4", 24_000_000)
    store.will("/training_video", hang)
    with sending(sender, [document(store, path, Role.TRAINING_VIDEO)]):
        assert store.hanging.wait(10)
        laptop.looks_around()
        left = laptop.clock()
        laptop.network = "hotel"
        while len(store.tried) == 1:
            assert laptop.clock() - left < 10
            laptop.looks_around(unless=lambda: len(store.tried) == 2)
    assert store.held("/training_video") == path.read_bytes()


def test_when_the_network_is_back_nobody_waits_for_the_next_try(store: Store, make_file: MakeFile) -> None:
    laptop = Laptop()
    sender = Sender(Uploader(laptop.uplink(random=lambda: NEVER)))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    upload = replace(document(store, make_file("a", 10)), url=f"http://127.0.0.1:{port}/grant_file?Signature=b")
    with sending(sender, [upload]):
        wait_for(lambda: problems_of(sender) == ["net.unreachable"])
        laptop.network = ""
        laptop.looks_around()
        assert problems_of(sender) == ["net.unreachable"]
        with running(port=port) as back:
            laptop.network = "home"
            wait_for(lambda: len(sender.sent) == 1)
            assert back.tried == ["/grant_file?Signature=b"]


# --- the store


def cut_off(after: int, reached: threading.Event) -> Fault:
    """Take so many bytes, then be gone with the store."""

    def fault(request: Request) -> None:
        request.rfile.read(after)
        reached.set()
        request.server.release.wait(20)
        request.close_connection = True

    return fault


def test_a_store_that_restarts_goes_on_with_what_is_missing(make_file: MakeFile) -> None:
    sender = Sender(Uploader(connections=2, timeouts=QUICK, random=lambda: 0.02))
    path = make_file("take.mp4", 1_200_000)
    reached = threading.Event()
    held: list[Put] = []
    with running() as store:
        port, uploads = store.server_port, video(store, path, 6)
        store.will("/part3", cut_off(50_000, reached))
        store.will("/part4", cut_off(50_000, reached))
        thread = threading.Thread(target=sender.send, args=(uploads,), daemon=True)
        thread.start()
        assert reached.wait(10)
        wait_for(lambda: len(sender.sent) == 2)
        held += store.puts
    wait_for(lambda: problems_of(sender) == ["net.unreachable"])
    with running(port=port) as store:
        thread.join(20)
        held += store.puts
    assert not thread.is_alive()
    assert sorted(put.target for put in held) == [upload.url.removeprefix(store.address) for upload in uploads]
    assert b"".join(put.body for put in sorted(held, key=lambda put: put.target)) == path.read_bytes()


# --- the stick


def test_a_stick_that_is_pulled_out_is_said_and_put_back_it_goes_on(
    store: Store, make_file: MakeFile, tmp_path: Path
) -> None:
    stick, drawer = tmp_path / "stick", tmp_path / "drawer"
    stick.mkdir()
    path = make_file("stick/take.mp4", 720_000)
    uploads = video(store, path, 6)
    sender = Sender(Uploader(connections=1, timeouts=QUICK))
    opened, reached = threading.Event(), threading.Event()
    store.will("/part3", gate(opened, reached))
    with sending(sender, uploads, ProblemError):
        assert reached.wait(10)
        stick.rename(drawer)
        opened.set()
    problem = sender.of(Role.TRAINING_VIDEO).problem
    assert problem is not None
    assert (problem.code, problem.facts) == ("file.missing", {"name": "take.mp4", "role": Role.TRAINING_VIDEO})
    # What arrived while nobody could prove the file any more does not count.
    assert len(sender.sent) == 2
    drawer.rename(stick)
    sender.send(uploads[2:], {Role.TRAINING_VIDEO: 240_000})
    assert b"".join(store.held(f"/part{number}") for number in range(1, 7)) == path.read_bytes()
