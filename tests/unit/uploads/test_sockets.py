"""Socket options: what each system is asked for, and what this one really took."""

from __future__ import annotations

import socket
import sys

import pytest

from avatar_wizard.uploads.sockets import UNSENT_LOW_WATER, WINDOWS_SEND_BUFFER, prepare, socket_options

TCP = socket.IPPROTO_TCP
ALIVE = (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("linux", {ALIVE, (TCP, 25, UNSENT_LOW_WATER), (TCP, 18, 30_000), (TCP, 4, 15), (TCP, 5, 5), (TCP, 6, 3)}),
        (
            "darwin",
            {ALIVE, (TCP, 0x201, UNSENT_LOW_WATER), (TCP, 0x80, 30), (TCP, 0x10, 15), (TCP, 0x101, 5), (TCP, 0x102, 3)},
        ),
        (
            "win32",
            {
                *(ALIVE, (socket.SOL_SOCKET, socket.SO_SNDBUF, WINDOWS_SEND_BUFFER)),
                *((TCP, 5, 30), (TCP, 3, 15), (TCP, 17, 5), (TCP, 16, 3)),
            },
        ),
        ("freebsd14", {ALIVE}),
    ],
)
def test_each_system_gets_its_own(system: str, expected: set[tuple[int, int, int]]) -> None:
    assert set(socket_options(system, 30.0)) == expected


def test_no_limit_is_rounded_to_none() -> None:
    assert all(value > 0 for _, _, value in socket_options("linux", 0.0001))
    assert all(value > 0 for _, _, value in socket_options("darwin", 0.2))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the numbers are Linux's")
def test_linux_takes_them() -> None:
    with socket.socket() as sock:
        prepare(sock, 30.0)
        assert sock.getsockopt(TCP, socket.TCP_USER_TIMEOUT) == 30_000
        assert sock.getsockopt(TCP, 25) == UNSENT_LOW_WATER
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert sock.getsockopt(TCP, socket.TCP_KEEPIDLE) == 15
        assert sock.getsockopt(TCP, socket.TCP_KEEPINTVL) == 5
        assert sock.getsockopt(TCP, socket.TCP_KEEPCNT) == 3


def test_what_a_system_refuses_is_no_error() -> None:
    left, right = socket.socketpair()
    with left, right:
        prepare(left, 30.0)
        left.sendall(b"a")
        assert right.recv(1) == b"a"
