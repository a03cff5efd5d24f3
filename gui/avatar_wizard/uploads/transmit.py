"""Hands a piece of a request to a connection, and sees meanwhile whether the line is dead or the answer has come."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import socket
import ssl
import struct
import sys
import time
from http.client import HTTPResponse
from typing import Any

from urllib3.util import wait_for_read, wait_for_write
from urllib3.util.ssltransport import SSLTransport

if sys.platform.startswith("linux"):
    import fcntl
    import termios

_LOOK_EVERY_S = 0.5

_MACOS_UNSENT = 0x1024  # macOS, sys/socket.h, SO_NWRITE


class EarlyAnswer:
    """An answer that comes while the body is still under way: a store that refuses an expired address does that.

    Nobody has to send the rest in vain, and nobody loses the answer to the reset that follows it. The byte that
    showed it is kept for whoever reads the answer.
    """

    def __init__(self) -> None:
        self._first = b""

    def has_come(self, sock: socket.socket) -> bool:
        """Whether the other side has begun to answer, or has ended the connection; never waits.

        Raises OSError when the connection has broken and there is nothing more to hear.
        """
        if self._first:
            return True
        if not wait_for_read(sock, timeout=0):
            return False
        broke = _take_error(sock)
        # That something can be read is not enough: TLS has words of its own.
        limit = sock.gettimeout()
        sock.settimeout(0)
        try:
            self._first = sock.recv(1)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            if broke is not None:
                raise broke from None
            return False
        finally:
            sock.settimeout(limit)
        if broke is not None and not self._first:
            raise broke
        return True

    def response(self, sock: socket.socket, *args: Any, **options: Any) -> HTTPResponse:
        """Wait for the answer, and read it; made and called as ``http.client.HTTPResponse``.

        Raises TimeoutError when none comes within the socket's own limit.
        """
        if isinstance(sock, SSLTransport):
            return HTTPResponse(sock, *args, **options)
        limit = sock.gettimeout()
        deadline = None if limit is None else time.monotonic() + limit
        while not self.has_come(sock):
            if not wait_for_read(sock, timeout=deadline and max(0.0, deadline - time.monotonic())):
                raise _too_long()
        response = HTTPResponse(sock, *args, **options)
        first, self._first = self._first, b""
        if first:
            response.fp = io.BufferedReader(_Resumed(first, response.fp))
        return response


class _Resumed(io.RawIOBase):
    """A stream of which the first bytes have been read already."""

    def __init__(self, first: bytes, rest: io.BufferedReader) -> None:
        super().__init__()
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        """Yes; asked by BufferedReader."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` as far as there is something; called by BufferedReader."""
        if not self._first:
            return self._rest.readinto1(buffer)
        count = min(len(buffer), len(self._first))
        buffer[:count], self._first = self._first[:count], self._first[count:]
        return count

    def close(self) -> None:
        """Close what it reads from."""
        self._rest.close()
        super().close()


def transmit(sock: socket.socket, data: bytes | memoryview, early: EarlyAnswer | None = None) -> None:
    """Send all of ``data``; ``early`` looks out for an answer meanwhile.

    The socket's own time limit is the time in which *something* must get on: a slow line is never taken for a dead
    one, however many connections share it. Raises TimeoutError on a dead line, BrokenPipeError when an answer is
    there already, OSError when the connection broke.
    """
    if isinstance(sock, SSLTransport):
        # TLS within a proxy's TLS: what it has taken it must get rid of whole, so it keeps the limit as it is.
        sock.sendall(data)
        return
    limit = sock.gettimeout()
    view = memoryview(data).cast("B")
    sock.settimeout(_LOOK_EVERY_S)
    try:
        _refuse_if_answered(sock, early)
        while view:
            _raise_error(sock)
            try:
                view = view[sock.send(view) :]
            except TimeoutError as error:
                # With a number it is the system's word: the connection is gone.
                if error.errno is not None:
                    raise
                _transmit_slowly(sock, view, limit, early)
                return
    finally:
        sock.settimeout(limit)


def _transmit_slowly(sock: socket.socket, view: memoryview, limit: float | None, early: EarlyAnswer | None) -> None:
    """Send ``view`` looking at every step: TLS says only when all of it has left, and nothing for too long before."""
    sock.settimeout(0)
    while view:
        _raise_error(sock)
        try:
            view = view[sock.send(view) :]
        except (BlockingIOError, ssl.SSLWantWriteError):
            _wait_for_room(sock, limit, early)
        except ssl.SSLWantReadError:
            if not wait_for_read(sock, timeout=limit):
                raise _too_long() from None


def _wait_for_room(sock: socket.socket, limit: float | None, early: EarlyAnswer | None) -> None:
    """Wait until the system takes more, as long as it gets rid of what it has."""
    before, since = _unacknowledged(sock), time.monotonic()
    step = _LOOK_EVERY_S if limit is None else min(_LOOK_EVERY_S, limit / 4)
    while not wait_for_write(sock, timeout=step):
        _refuse_if_answered(sock, early)
        # There may be no room for long although bytes leave all the time: room counts only in larger pieces.
        now = _unacknowledged(sock)
        if now != before:
            before, since = now, time.monotonic()
        elif limit is not None and time.monotonic() - since >= limit:
            raise _too_long()


def _refuse_if_answered(sock: socket.socket, early: EarlyAnswer | None) -> None:
    if early is not None and early.has_come(sock):
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def _raise_error(sock: socket.socket) -> None:
    """Say in the system's words how the connection has broken; TLS would call everything an unexpected end."""
    error = _take_error(sock)
    if error is not None:
        raise error


def _take_error(sock: socket.socket) -> OSError | None:
    code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return OSError(code, os.strerror(code)) if code else None


def _unacknowledged(sock: socket.socket) -> int | None:
    """Bytes that the system still holds for the other side (tcp(7), SIOCOUTQ); None where nobody can tell."""
    with contextlib.suppress(OSError):
        if sys.platform.startswith("linux"):
            return int(struct.unpack("i", fcntl.ioctl(sock.fileno(), termios.TIOCOUTQ, b"\0" * 4))[0])
        if sys.platform == "darwin":
            return sock.getsockopt(socket.SOL_SOCKET, _MACOS_UNSENT)
    return None


def _too_long() -> TimeoutError:
    return TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
