"""What people and the network decide while sending: limits, hours, networks, and the addresses' time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.limits import LEAST_RATE, Limits
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.schedule import Hold, HoldReason, Schedule
from avatar_wizard.flow.ports import FileState, Receipt, Upload
from avatar_wizard.uploads import RunMemory, Uplink, Uploader
from integration.uploads.conftest import QUICK, Sender, document, sending, video, wait_for, waits
from integration.uploads.server import Store, accept, answer, drop_after, error, gate, hang

MakeFile = Callable[[str, int], Path]
HTML = b"<!DOCTYPE html><html><title>Welcome to the hotel</title></html>"
NEVER = 1e6
"""As the luck of the jitter: the next try by itself would come after days."""


def state(sender: Sender) -> FileState | None:
    files = sender.uploader.progress()
    return files[0].state if files else None


# --- the rate


def test_a_limit_holds_and_is_lifted_while_sending(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    uplink.limits = Limits(rate=LEAST_RATE)
    assert uplink.rate_limit == LEAST_RATE
    sender = Sender(Uploader(uplink))
    path = make_file("take.mp4", 4_000_000)
    with sending(sender, video(store, path, 4)):
        # Four minutes at this rate: it ends only because the limit is lifted.
        wait_for(lambda: store.tried)
        uplink.limits = Limits()
    assert uplink.rate_limit is None
    assert b"".join(store.held(f"/part{number}") for number in range(1, 5)) == path.read_bytes()


def test_a_limit_set_while_sending_holds_at_once_for_every_job(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    sender = Sender(Uploader(uplink))
    uploads = video(store, make_file("take.mp4", 24_000_000), 10)
    opened, reached = threading.Event(), threading.Event()
    store.will("/part1", gate(opened, reached))
    with sending(sender, uploads, Stopped):
        assert reached.wait(10)
        uplink.limits = Limits(rate=LEAST_RATE)
        opened.set()
        # Slices of 2.4 MB at 16 KiB/s take two minutes and a half: one connection is all that this can feed.
        wait_for(lambda: uplink.connections == 1)
        sender.stop.set()
    assert len(store.puts) < 10


def test_stopping_does_not_wait_for_a_turn(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    uplink.limits = Limits(rate=LEAST_RATE)
    sender = Sender(Uploader(uplink))
    with sending(sender, video(store, make_file("take.mp4", 4_000_000), 4), Stopped):
        wait_for(lambda: store.tried)
        sender.stop.set()


# --- the hours


def test_before_the_start_it_waits_and_says_why(store: Store, make_file: MakeFile) -> None:
    moment = [1000.0]
    uplink = Uplink(timeouts=QUICK, wall=lambda: moment[0])
    uplink.limits = Limits(schedule=Schedule(start_at=2000.0))
    sender = Sender(Uploader(uplink))
    with sending(sender, [document(store, make_file("a", 10))]):
        wait_for(lambda: state(sender) is FileState.WAITING)
        assert sender.uploader.hold() == Hold(HoldReason.START_AT, 2000.0)
        assert store.tried == []
        moment[0] = 2000.0
    assert sender.uploader.hold() is None
    assert len(sender.sent) == 1


def test_when_the_hours_begin_what_is_under_way_ends_and_nothing_begins(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    sender = Sender(Uploader(uplink))
    opened, reached = threading.Event(), threading.Event()
    store.will("/part1", gate(opened, reached))
    with sending(sender, video(store, make_file("take.mp4", 500_000), 3)):
        assert reached.wait(10)
        uplink.limits = Limits(schedule=Schedule(start_at=time.time() + 86400))
        assert state(sender) is FileState.SENDING
        opened.set()
        wait_for(lambda: state(sender) is FileState.WAITING)
        assert len(sender.sent) == 1
        assert len(store.tried) == 1
        uplink.limits = Limits()
    assert len(sender.sent) == 3


def test_it_can_be_stopped_while_it_waits_for_the_hour(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    uplink.limits = Limits(schedule=Schedule(start_at=time.time() + 86400))
    sender = Sender(Uploader(uplink))
    with sending(sender, [document(store, make_file("a", 10))], Stopped):
        wait_for(lambda: state(sender) is FileState.WAITING)
        sender.stop.set()
    assert store.tried == []


# --- the network


def test_told_that_the_network_is_back_it_tries_at_once(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK, random=lambda: NEVER)
    sender = Sender(Uploader(uplink))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    upload = replace(document(store, make_file("a", 10)), url=f"http://127.0.0.1:{port}/a?Signature=b")
    with sending(sender, [upload], Stopped):
        wait_for(lambda: state(sender) is FileState.RETRYING)
        problem = sender.of(Role.GRANT_FILE).problem
        assert problem is not None
        assert problem.code == "net.unreachable"
        with socket.create_server(("127.0.0.1", port)) as back:
            back.settimeout(10)
            uplink.nudge()
            caller, _ = back.accept()
            caller.close()
        sender.stop.set()


def test_one_that_gets_through_wakes_those_that_wait(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(Uplink(connections=2, timeouts=QUICK, random=lambda: NEVER)))
    opened, reached = threading.Event(), threading.Event()
    store.will("/part1", drop_after(0))
    store.will("/part2", gate(opened, reached))
    with sending(sender, video(store, make_file("take.mp4", 300_000), 2)):
        assert reached.wait(10)
        wait_for(lambda: waits(sender))
        opened.set()
    assert len(sender.sent) == 2


def test_what_the_store_told_to_wait_is_not_woken(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=2, timeouts=QUICK, random=lambda: NEVER)
    sender = Sender(Uploader(uplink))
    store.will("/part1", error(503, "SlowDown", Retry_After="600"))
    with sending(sender, video(store, make_file("take.mp4", 600_000), 4), Stopped):
        wait_for(lambda: len(sender.sent) == 3)
        uplink.nudge()
        wait_for(lambda: state(sender) is FileState.RETRYING)
        sender.stop.set()
    assert store.tried.count("/part1?partNumber=1") == 1


def test_after_sleep_dead_connections_are_given_up(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(random=lambda: 0.001)
    sender = Sender(Uploader(uplink))
    path = make_file("take.mp4", 24_000_000)
    store.will("/training_video", hang)
    with sending(sender, [document(store, path, Role.TRAINING_VIDEO)]):
        assert store.hanging.wait(10)
        uplink.nudge(reconnect=True)
    assert store.held("/training_video") == path.read_bytes()


def test_behind_a_portal_it_waits_without_end(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(Uplink(timeouts=QUICK, random=lambda: 0.0)))
    portal = answer(200, HTML, Content_Type="text/html")
    opened, reached = threading.Event(), threading.Event()
    store.will("/grant_file", *[portal] * 30, gate(opened, reached))
    with sending(sender, [document(store, make_file("a", 10))]):
        assert reached.wait(10)
        progress = sender.of(Role.GRANT_FILE)
        assert progress.state is FileState.RETRYING
        assert progress.problem is not None
        assert progress.problem.code == "net.captive_portal"
        opened.set()
    assert len(store.tried) == 31


def test_another_network_is_noticed_and_begins_with_what_worked_there(store: Store, make_file: MakeFile) -> None:
    memory, place, ahead = RunMemory(), ["home"], [0.0]
    memory.save("127.0.0.1", "home", 2)
    memory.save("127.0.0.1", "studio", 3)
    uplink = Uplink(
        memory=memory,
        network=lambda: place[0],
        clock=lambda: time.monotonic() + ahead[0],
        random=lambda: 0.001,
    )
    sender = Sender(Uploader(uplink))
    for number in (1, 2):
        store.will(f"/part{number}", hang)
    with sending(sender, video(store, make_file("take.mp4", 24_000_000), 6)):
        wait_for(lambda: len(store.tried) == 2)
        assert uplink.connections == 2
        place[0], ahead[0] = "studio", 60.0
        wait_for(lambda: uplink.connections == 3)
    assert store.most_in_all <= 5
    assert len(sender.sent) == 6


def test_a_store_that_asks_for_less_gets_fewer_connections(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK, random=lambda: 0.001)
    sender = Sender(Uploader(uplink))
    store.will("/part1", error(503, "SlowDown"))
    sender.send(video(store, make_file("take.mp4", 900_000), 8))
    assert uplink.connections == 2


# --- the addresses' time


def test_when_the_addresses_expire_nothing_begins_but_all_under_way_ends(store: Store, make_file: MakeFile) -> None:
    expired = threading.Event()
    sender = Sender(Uploader(Uplink(connections=2, timeouts=QUICK)))
    opened, reached, second = threading.Event(), threading.Event(), threading.Event()
    store.will("/part1", gate(opened, reached))
    store.will("/part2", gate(second, threading.Event()))

    caught: list[ProblemError] = []

    def on_sent(upload: Upload, receipt: Receipt) -> None:
        sender.sent.append((upload, receipt))
        expired.set()

    def send() -> None:
        with pytest.raises(ProblemError) as error:
            sender.uploader.send(
                video(store, make_file("take.mp4", 900_000), 8),
                already_sent={},
                on_sent=on_sent,
                stop=sender.stop,
                is_expired=expired.is_set,
            )
        caught.append(error.value)

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    assert reached.wait(10)
    second.set()  # only now: on a slow machine it might end, and all expire, before the first one has begun
    wait_for(lambda: len(sender.sent) == 1)
    opened.set()
    thread.join(10)
    problem = caught[0].problem
    assert problem.code == "upload.address_dead"
    assert problem.facts == {"role": Role.TRAINING_VIDEO, "after_whole_body": False}
    assert {upload.part.number for upload, _ in sender.sent if upload.part} == {1, 2}
    assert len(store.tried) == 2
    assert sender.of(Role.TRAINING_VIDEO).state is FileState.PAUSED


def test_addresses_that_live_are_used(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(Uplink(timeouts=QUICK)))
    asked: list[int] = []
    sender.uploader.send(
        video(store, make_file("take.mp4", 900_000), 8),
        already_sent={},
        on_sent=lambda upload, receipt: sender.sent.append((upload, receipt)),
        stop=sender.stop,
        is_expired=lambda: bool(asked.append(1)),
    )
    assert len(sender.sent) == len(asked) == 8


def test_the_time_left_is_told_while_sending_only(store: Store, make_file: MakeFile) -> None:
    sender = Sender(Uploader(timeouts=QUICK))
    assert sender.uploader.time_left() is None
    store.will("/grant_file", accept)
    sender.send([document(store, make_file("a", 10))])
    assert sender.uploader.time_left() is None
