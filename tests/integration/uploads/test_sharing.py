"""Many jobs over one uplink: places are shared, turns are fair, and nobody holds anybody up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.flow.ports import FileState, Upload
from avatar_wizard.uploads import Uplink, Uploader
from integration.uploads.conftest import QUICK, Sender, document, video, wait_for
from integration.uploads.server import Store, accept, error, gate

MakeFile = Callable[[str, int], Path]


def named(uploads: list[Upload], name: str) -> list[Upload]:
    """The same uploads at addresses of their own: ``/name/part1`` and so on."""
    return [replace(u, url=u.url.replace(u.url.split("/")[3], f"{name}/{u.url.split('/')[3]}")) for u in uploads]


@contextmanager
def sending(*work: tuple[Sender, list[Upload]]) -> Iterator[list[threading.Thread]]:
    """Everybody sends in a thread of their own; all have ended when the block is left."""
    threads = [threading.Thread(target=sender.send, args=(uploads,), daemon=True) for sender, uploads in work]
    for thread in threads:
        thread.start()
    try:
        yield threads
    finally:
        for thread in threads:
            thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def order(store: Store) -> list[str]:
    """The jobs' names in the order in which their uploads came to the store."""
    with store.lock:
        return [target.split("/")[1] for target in store.tried]


class Door:
    """Holds the first upload of a job back, so that others can line up behind it."""

    def __init__(self, store: Store, path: str) -> None:
        self.opened, self.reached = threading.Event(), threading.Event()
        store.will(path, gate(self.opened, self.reached))


def test_twenty_jobs_open_no_more_connections_than_one(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    path = make_file("take.mp4", 600_000)
    senders = [Sender(Uploader(uplink)) for _ in range(20)]
    with sending(*((sender, named(video(store, path, 5), f"job{n}")) for n, sender in enumerate(senders))):
        pass
    assert [len(sender.sent) for sender in senders] == [5] * 20
    assert store.most_in_all <= 4
    assert len({put.peer for put in store.puts}) <= 4
    assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("upload")]


def test_jobs_take_turns(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    door = Door(store, "/first/part1")
    senders = [Sender(Uploader(uplink)) for _ in range(4)]
    with sending((senders[0], named(video(store, path, 8), "first"))):
        assert door.reached.wait(10)
        work = [(sender, named(video(store, path, 8), f"job{n}")) for n, sender in enumerate(senders[1:])]
        with sending(*work):
            wait_for(lambda: all(sender.uploads() for sender in senders))
            door.opened.set()
    seen = order(store)
    # Until one is done, no job gets a second turn more than any other.
    for end in range(1, 29):
        turns = [seen[:end].count(name) for name in ("first", "job0", "job1", "job2")]
        assert max(turns) - min(turns) <= 2


def test_turns_are_weighed_by_bytes(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    big, small = make_file("big.mp4", 4_000_000), make_file("small.mp4", 2_000_000)
    door = Door(store, "/big/part1")
    first, second = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    with sending((first, named(video(store, big, 4), "big"))):
        assert door.reached.wait(10)
        with sending((second, named(video(store, small, 16), "small"))):
            wait_for(second.uploads)
            door.opened.set()
    seen = order(store)
    # Slices of 1,000,000 against slices of 125,000 bytes.
    assert seen[:9].count("small") == 8 or seen[1:10].count("small") == 8


def test_documents_of_every_job_go_before_slices(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    door = Door(store, "/first/part1")
    first, second = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    letters = [document(store, make_file(f"{role.value}.pdf", 10), role) for role in (Role.GRANT_FILE, Role.COVER)]
    with sending((first, named(video(store, path, 8), "first"))):
        assert door.reached.wait(10)
        with sending((second, named([*letters, *video(store, path, 2)], "second"))):
            wait_for(second.uploads)
            door.opened.set()
    assert order(store)[:3] == ["first", "second", "second"]


def test_the_order_can_be_changed(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    door = Door(store, "/first/part1")
    first, second, third = (Sender(Uploader(uplink)) for _ in range(3))
    with sending((first, named(video(store, path, 6), "first"))):
        assert door.reached.wait(10)
        with sending((second, named(video(store, path, 6), "second")), (third, named(video(store, path, 6), "third"))):
            wait_for(lambda: bool(second.uploads() and third.uploads()))
            second.uploader.move_first()
            third.uploader.move_first()
            door.opened.set()
    assert order(store)[:13] == ["first"] + ["third"] * 6 + ["second"] * 6


def test_pausing_one_job_leaves_the_others_alone(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=2, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    paused, other = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    door = Door(store, "/paused/part1")
    ended: list[str] = []

    def send() -> None:
        with pytest.raises(Stopped):
            paused.send(named(video(store, path, 4), "paused")[:1])
        ended.append("paused")

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    assert door.reached.wait(10)
    with sending((other, named(video(store, path, 8), "other"))):
        paused.stop.set()
        thread.join(10)
        assert ended == ["paused"]
    assert len(other.sent) == 8
    assert paused.of(Role.TRAINING_VIDEO).state is FileState.PAUSED
    door.opened.set()


def test_a_job_that_must_wait_gives_its_places_away(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=2, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    stuck, other = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    for number in range(1, 5):
        store.will(f"/stuck/part{number}", error(503, "SlowDown", Retry_After="600"))
    ended = threading.Event()

    def send() -> None:
        with pytest.raises(Stopped):
            stuck.send(named(video(store, path, 4), "stuck"))
        ended.set()

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    wait_for(lambda: any(p.state is FileState.RETRYING for p in stuck.uploader.progress()))
    wait_for(lambda: order(store).count("stuck") == 2)
    with sending((other, named(video(store, path, 8), "other"))):
        pass
    assert len(other.sent) == 8
    # With two places, two of its four slices were tried; the others wait until those have got through.
    assert order(store).count("stuck") == 2
    stuck.stop.set()
    assert ended.wait(10)
    thread.join(10)


def test_a_failure_ends_its_own_job_only(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=2, timeouts=QUICK)
    path = make_file("take.mp4", 900_000)
    store.will("/bad/part2", error(404, "NoSuchUpload"))
    bad, good = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    caught: list[str] = []

    def send() -> None:
        try:
            bad.send(named(video(store, path, 8), "bad"))
        except ProblemError as problem:
            caught.append(problem.problem.code)

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    with sending((good, named(video(store, path, 8), "good"))):
        pass
    thread.join(10)
    assert caught == ["upload.gone"]
    assert len(good.sent) == 8


def test_the_next_job_uses_the_connections_of_the_one_before(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(connections=1, timeouts=QUICK)
    path = make_file("take.mp4", 400_000)
    door = Door(store, "/first/part1")
    first, second = Sender(Uploader(uplink)), Sender(Uploader(uplink))
    with sending((first, named(video(store, path, 2), "first"))):
        assert door.reached.wait(10)
        with sending((second, named(video(store, path, 2), "second"))):
            wait_for(second.uploads)
            door.opened.set()
    assert len({put.peer for put in store.puts}) == 1


def test_an_uplink_can_be_used_again(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    sender = Sender(Uploader(uplink))
    for number in range(3):
        store.will(f"/training_video{number}", accept)
        sender.send(named(video(store, make_file("take.mp4", 400_000), 3), f"round{number}"))
    assert len(sender.sent) == 9


def test_a_number_of_connections_that_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="connections"):
        Uplink(connections=0)
