"""What a worker and its one live connection share, so that another thread can end it at any moment."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import struct
import sys
import threading
import time
from typing import Any

from urllib3.util import wait_for_write

from avatar_wizard.uploads.names import Addresses, Names

_LOOK_EVERY_S = 0.2

# Microsoft, Winsock, LINGER: two numbers of 16 bits there, two of an int's size elsewhere.
_NO_LINGERING = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)


class Wire:
    """The request target, and a way to cut the connection whatever it is doing.

    ``connect_timeout`` in seconds, for the look-up of a name, for each address that it has, and for the TLS handshake;
    a connection on which nothing is acknowledged for ``dead_after`` seconds is dead. ``cut`` may be called from any
    thread; everything else belongs to the worker.
    """

    def __init__(self, connect_timeout: float, dead_after: float, names: Names | None = None) -> None:
        self.connect_timeout = connect_timeout
        self.dead_after = dead_after
        self.target = "/"
        self._names = names or Names()
        self._twin: socket.socket | None = None
        self._is_cut = False
        self._lock = threading.Lock()

    @property
    def is_cut(self) -> bool:
        """Whether ``cut`` was called: nothing goes out here any more."""
        return self._is_cut

    def find(self, host: str, port: int) -> Addresses:
        """The addresses of ``host``. Raises as ``Names.find``."""
        return self._names.find(host, port, within_s=self.connect_timeout, is_given_up=lambda: self._is_cut)

    def connect(self, sock: socket.socket, address: Any) -> None:
        """Connect ``sock``, which ``cut`` ends from now on, and give it the time limit of connecting.

        Raises OSError, TimeoutError among them.
        """
        self._watch(sock)
        # Looking now and then, because not every system ends connecting when it is told from elsewhere.
        sock.settimeout(0)
        code = sock.connect_ex(address)
        if code in (errno.EINPROGRESS, errno.EWOULDBLOCK):
            deadline = time.monotonic() + self.connect_timeout
            while not wait_for_write(sock, timeout=_LOOK_EVERY_S):
                self._refuse_if_cut()
                if time.monotonic() >= deadline:
                    raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))
        self._refuse_if_cut()
        sock.settimeout(self.connect_timeout)

    def cut(self) -> None:
        """End the live connection and every later one; whoever is blocked in it gets an error at once.

        What lies unsent in the system is thrown away: on a slow line it would go on leaving for many seconds.
        """
        with self._lock:
            self._is_cut = True
            if self._twin is not None:
                _drop_unsent(self._twin)
                # Refused when it is not connected any more: then there is nothing to end.
                with contextlib.suppress(OSError):
                    self._twin.shutdown(socket.SHUT_RDWR)

    def forget(self, *, drops_unsent: bool = False) -> None:
        """Let go of the connection, so that closing it reaches the other side."""
        with self._lock:
            twin, self._twin = self._twin, None
        if twin is not None:
            if drops_unsent:
                _drop_unsent(twin)
            twin.close()

    def _watch(self, sock: socket.socket) -> None:
        # A duplicate, because TLS takes the socket over; and because shutting an SSLSocket down makes it
        # forget its encryption first, while another thread may still be sending through it.
        twin = sock.dup()
        with self._lock:
            earlier, self._twin = self._twin, twin
        if earlier is not None:
            earlier.close()
        self._refuse_if_cut()

    def _refuse_if_cut(self) -> None:
        if self._is_cut:
            raise OSError(errno.ECONNABORTED, os.strerror(errno.ECONNABORTED))


def _drop_unsent(sock: socket.socket) -> None:
    """Have closing the last handle reset the connection (socket(7), SO_LINGER of zero seconds)."""
    with contextlib.suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGERING)
