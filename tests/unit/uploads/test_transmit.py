"""Sending over a pair of sockets: slow is not dead, dead is noticed in time, and an early answer stops it."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.uploads.transmit import EarlyAnswer, transmit

BLOCK = 256 * 1024


@contextmanager
def pair(buffer: int = 4096) -> Iterator[tuple[socket.socket, socket.socket]]:
    """Two ends over TCP with small buffers, so that what is not read is soon noticed."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        near = socket.socket()
        near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, buffer)
        near.connect(door.getsockname())
        far, _ = door.accept()
    with near, far:
        yield near, far


@contextmanager
def reading(far: socket.socket, piece: int, every: float) -> Iterator[list[int]]:
    """The far end reads ``piece`` bytes every so often, until the block is left."""
    taken, done = [0], threading.Event()

    def read() -> None:
        while not done.wait(every):
            taken[0] += len(far.recv(piece))

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield taken
    finally:
        done.set()
        thread.join(10)


def test_a_block_that_takes_several_times_the_limit_is_not_cut() -> None:
    with pair() as (near, far), reading(far, 4096, 0.02):
        near.settimeout(0.25)
        began = time.monotonic()
        transmit(near, memoryview(bytes(BLOCK)))
        took = time.monotonic() - began
    assert took > 3 * 0.25


def test_a_dead_line_is_noticed_when_nothing_moved_for_the_limit() -> None:
    with pair() as (near, _):
        near.settimeout(0.4)
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            transmit(near, memoryview(bytes(8 * BLOCK)))
        assert 0.4 <= time.monotonic() - began < 0.4 + 2.0
        assert near.gettimeout() == 0.4


def test_an_answer_stops_the_body_and_is_read_whole() -> None:
    with pair(BLOCK) as (near, far):
        early = EarlyAnswer()
        near.settimeout(5.0)
        far.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 4\r\n\r\ndead")
        with pytest.raises(BrokenPipeError):
            transmit(near, memoryview(bytes(BLOCK)), early)
        response = early.response(near, method="PUT")
        response.begin()
        assert (response.status, response.read()) == (403, b"dead")
        response.close()


def test_an_answer_stops_a_body_that_nobody_reads_any_more() -> None:
    with pair() as (near, far):
        near.settimeout(20.0)
        early = EarlyAnswer()
        answering = threading.Timer(0.2, far.sendall, (b"HTTP/1.1 403 Forbidden\r\n\r\n",))
        answering.start()
        began = time.monotonic()
        with pytest.raises(BrokenPipeError):
            transmit(near, memoryview(bytes(8 * BLOCK)), early)
        answering.join()
        assert time.monotonic() - began < 5


def test_an_end_without_an_answer_is_a_break() -> None:
    with pair() as (near, far):
        near.settimeout(5.0)
        far.shutdown(socket.SHUT_WR)
        with pytest.raises(BrokenPipeError):
            transmit(near, memoryview(bytes(BLOCK)), EarlyAnswer())


@given(st.binary(min_size=1, max_size=3000), st.integers(1, 700))
def test_no_byte_of_an_early_answer_is_lost(body: bytes, piece: int) -> None:
    with pair(BLOCK) as (near, far):
        early = EarlyAnswer()
        far.sendall(b"HTTP/1.1 403 No\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        near.settimeout(5.0)
        with pytest.raises(BrokenPipeError):
            transmit(near, memoryview(b"x"), early)
        response = early.response(near, method="PUT")
        response.begin()
        got = b""
        while more := response.read(piece):
            got += more
        response.close()
        assert got == body


def test_without_an_early_answer_it_is_an_answer_like_any_other() -> None:
    with pair() as (near, far):
        far.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        near.settimeout(5.0)
        response = EarlyAnswer().response(near, method="PUT")
        response.begin()
        assert response.status == 200
        response.close()


class Broken(socket.socket):
    """A connection that the system has given up."""

    def send(self, data: object, flags: int = 0) -> int:  # type: ignore[override]
        raise TimeoutError(errno.ETIMEDOUT, "Connection timed out")


def test_what_the_system_has_given_up_is_not_waited_for() -> None:
    with Broken() as sock:
        sock.settimeout(60.0)
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            transmit(sock, b"a")
        assert time.monotonic() - began < 1
        assert sock.gettimeout() == 60.0
