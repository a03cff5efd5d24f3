"""Lines as people have them: slow is not dead, dead is noticed, a limit is a limit, and an early refusal is heard."""

from __future__ import annotations

import hashlib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC
from datetime import time as clock_time
from pathlib import Path

import pytest

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import ProblemError, Stopped
from avatar_wizard.domain.schedule import Hold, HoldReason, QuietHours, Schedule
from avatar_wizard.flow.ports import FileState
from avatar_wizard.uploads import Timeouts, Uplink, Uploader, connection
from avatar_wizard.uploads.blocks import SMALL
from avatar_wizard.uploads.sockets import prepare
from integration.uploads.conftest import QUICK, Sender, document, problems_of, sending, video, wait_for, waits
from integration.uploads.server import Fault, Put, Request, Store, gate, hang

MakeFile = Callable[[str, int], Path]
Trust = Callable[[], ssl.SSLContext]


def slowly(every: float, piece: int = 4096) -> Fault:
    """Take ``piece`` bytes every so many seconds, as a slow line does."""

    def fault(request: Request) -> None:
        body = b""
        while len(body) < request.length:
            request.server.release.wait(every)
            got = request.rfile.read(min(piece, request.length - len(body)))
            if not got:
                return
            body += got
        with request.server.lock:
            request.server.puts.append(Put(request.path, tuple(request.headers.items()), body, request.client_address))
        request.reply(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    return fault


def refuse_and_drain(taken: list[int]) -> Fault:
    """Refuse after the headers, and go on reading as if nothing had been said, as some stores do."""

    def fault(request: Request) -> None:
        request.reply(403, b"<Error><Code>AccessDenied</Code></Error>", Content_Type="application/xml")
        count = 0
        while piece := request.rfile.read1(65536):
            count += len(piece)
        taken.append(count)
        request.close_connection = True

    return fault


def test_a_slow_line_is_never_cut(
    secure_store: Store, make_file: MakeFile, trusting: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As 0.5 Mbit/s shared by more than thirty connections is to 30 s: a block takes longer than the limit.
    limit, every, piece = 0.6, 0.06, 4096
    # What is slow here is the reader behind a small window, which the system's own limit would take for a dead one.
    secure_store.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
    secure_store.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1448)
    monkeypatch.setattr(connection, "prepare", lambda sock, _: prepare(sock, 60.0))
    sender = Sender(Uploader(connections=2, timeouts=Timeouts(block=limit, answer=20.0), tls=trusting))
    path = make_file("take.mp4", 480_000)
    for number in (1, 2):
        secure_store.will(f"/part{number}", slowly(every, piece))
    assert SMALL / piece * every > 1.5 * limit
    sender.send(video(secure_store, path, 2))
    assert len(secure_store.tried) == 2
    assert secure_store.held("/part1") + secure_store.held("/part2") == path.read_bytes()


@pytest.mark.parametrize("is_secure", [False, True], ids=["http", "https"])
def test_a_dead_line_is_noticed_within_the_limit_and_two_seconds(
    store: Store, secure_store: Store, make_file: MakeFile, trusting: Trust, is_secure: bool
) -> None:
    target = secure_store if is_secure else store
    sender = Sender(Uploader(timeouts=Timeouts(block=0.5), tls=trusting, random=lambda: 1e6))
    target.will("/training_video", hang)
    with sending(sender, [document(target, make_file("take.mp4", 24_000_000), Role.TRAINING_VIDEO)], Stopped):
        assert target.hanging.wait(10)
        began = time.monotonic()
        wait_for(lambda: problems_of(sender) == ["net.timeout"])
        assert time.monotonic() - began < 0.5 + 2.0
        sender.stop.set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system's own limit is set on Linux in this way")
def test_a_line_that_the_system_gives_up_first_is_away_and_no_refusal(
    secure_store: Store, make_file: MakeFile, trusting: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As under a low limit, where our own time begins later. TLS would call it an unexpected end.
    monkeypatch.setattr(connection, "prepare", lambda sock, _: prepare(sock, 1.5))
    sender = Sender(Uploader(tls=trusting, random=lambda: 1e6))
    secure_store.will("/training_video", hang)
    upload = document(secure_store, make_file("take.mp4", 24_000_000), Role.TRAINING_VIDEO)
    with sending(sender, [upload], Stopped):
        wait_for(lambda: waits(sender))
        assert problems_of(sender) == ["net.timeout"]
        sender.stop.set()


def test_an_early_refusal_over_tls_is_heard_at_once_and_the_rest_is_not_sent(
    secure_store: Store, make_file: MakeFile, trusting: Trust
) -> None:
    sender = Sender(Uploader(timeouts=QUICK, tls=trusting))
    taken: list[int] = []
    secure_store.will("/grant_file", refuse_and_drain(taken))
    with pytest.raises(ProblemError) as caught:
        sender.send([document(secure_store, make_file("letter.pdf", 30_000_000))])
    assert caught.value.problem.code == "upload.address_dead"
    assert caught.value.problem.facts.items() >= {"role": Role.GRANT_FILE, "after_whole_body": False}.items()
    assert len(secure_store.tried) == 1
    wait_for(lambda: taken)
    assert taken[0] < 3_000_000


def test_a_limit_is_kept_within_a_tenth(store: Store, make_file: MakeFile) -> None:
    uplink = Uplink(timeouts=QUICK)
    uplink.limits = Limits(rate=2_000_000)
    sender = Sender(Uploader(uplink))
    size = 5_000_000
    began = time.monotonic()
    sender.send(video(store, make_file("take.mp4", size), 10))
    rate = size / (time.monotonic() - began)
    assert rate <= 1.1 * 2_000_000
    # Downwards with more room: this machine may be busy. The rule itself is held against a clock of its own elsewhere.
    assert rate >= 0.7 * 2_000_000


def test_quiet_hours_that_begin_in_the_middle_let_a_slice_end_and_begin_none(store: Store, make_file: MakeFile) -> None:
    moment = [3595.0]
    uplink = Uplink(connections=1, timeouts=QUICK, wall=lambda: moment[0])
    uplink.limits = Limits(schedule=Schedule((QuietHours(clock_time(1), clock_time(2)),), zone=UTC))
    sender = Sender(Uploader(uplink))
    path = make_file("take.mp4", 480_000)
    opened, reached = threading.Event(), threading.Event()
    store.will("/part2", gate(opened, reached))
    with sending(sender, video(store, path, 4)):
        assert reached.wait(10)
        moment[0] = 3600.0
        wait_for(lambda: not uplink._is_open)
        assert sender.of(Role.TRAINING_VIDEO).state is FileState.SENDING
        opened.set()
        wait_for(lambda: sender.of(Role.TRAINING_VIDEO).state is FileState.WAITING)
        assert sender.uploader.hold() == Hold(HoldReason.QUIET_HOURS, 7200.0)
        assert len(store.tried) == len(sender.sent) == 2
        moment[0] = 7200.0
    assert len(store.tried) == 4
    assert b"".join(store.held(f"/part{number}") for number in range(1, 5)) == path.read_bytes()
