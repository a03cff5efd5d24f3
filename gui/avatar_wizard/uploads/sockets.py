"""The socket options of an upload's connection, per system; all of them are wishes that a system may refuse."""

from __future__ import annotations

import contextlib
import socket
import sys

UNSENT_LOW_WATER = 128 * 1024
"""Bytes that may lie unsent in the kernel: counters then follow the line, and a cut leaves little behind."""

WINDOWS_SEND_BUFFER = 1024 * 1024

KEEPALIVE_PROBES = 3

# By number, since Python does not name all of them on every system.
_LINUX_USER_TIMEOUT = 18  # tcp(7), TCP_USER_TIMEOUT: milliseconds
_LINUX_NOTSENT_LOWAT = 25  # Linux, include/uapi/linux/tcp.h
_MACOS_CONNECTION_DROP_TIME = 0x80  # macOS, netinet/tcp.h, TCP_RXT_CONNDROPTIME: seconds
_MACOS_NOTSENT_LOWAT = 0x201  # macOS, netinet/tcp.h
_WINDOWS_MAX_RETRANSMISSION = 5  # Microsoft, IPPROTO_TCP socket options, TCP_MAXRT: seconds

_KEEPALIVE = {
    "linux": (4, 5, 6),  # tcp(7)
    "darwin": (0x10, 0x101, 0x102),  # macOS, netinet/tcp.h
    "win32": (3, 17, 16),  # Microsoft, IPPROTO_TCP socket options; since Windows 10, version 1709
}
"""TCP_KEEPIDLE (macOS: TCP_KEEPALIVE), TCP_KEEPINTVL, TCP_KEEPCNT: seconds, seconds, a number."""

Option = tuple[int, int, int]


def socket_options(system: str, dead_after_s: float) -> tuple[Option, ...]:
    """Level, name and value of each option for ``system``, as ``sys.platform`` names it.

    A line on which nothing is acknowledged for ``dead_after_s`` seconds is dead, also while an answer is waited for,
    when the limit of a block does not run: with data on the way the system's own limit sees it, and keep-alive when
    all has arrived. By its default, keep-alive would ask after two hours.
    """
    tcp = socket.IPPROTO_TCP
    options: list[Option] = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)]
    seconds = max(1, round(dead_after_s))
    family = "linux" if system.startswith("linux") else system
    if family in _KEEPALIVE:
        probes = (max(1, seconds // 2), max(1, seconds // (2 * KEEPALIVE_PROBES)), KEEPALIVE_PROBES)
        options += [(tcp, name, value) for name, value in zip(_KEEPALIVE[family], probes, strict=True)]
    if family == "linux":
        milliseconds = max(1, round(dead_after_s * 1000))
        options += [(tcp, _LINUX_NOTSENT_LOWAT, UNSENT_LOW_WATER), (tcp, _LINUX_USER_TIMEOUT, milliseconds)]
    elif family == "darwin":
        options += [(tcp, _MACOS_NOTSENT_LOWAT, UNSENT_LOW_WATER), (tcp, _MACOS_CONNECTION_DROP_TIME, seconds)]
    elif family == "win32":
        # With a time limit set, Python's sockets get no automatic send buffer there (CPython issue 78019).
        options += [
            (socket.SOL_SOCKET, socket.SO_SNDBUF, WINDOWS_SEND_BUFFER),
            (tcp, _WINDOWS_MAX_RETRANSMISSION, seconds),
        ]
    return tuple(options)


def prepare(sock: socket.socket, dead_after_s: float) -> None:
    """Set this system's options on a socket that is not yet connected."""
    for option in socket_options(sys.platform, dead_after_s):
        with contextlib.suppress(OSError):
            sock.setsockopt(*option)
