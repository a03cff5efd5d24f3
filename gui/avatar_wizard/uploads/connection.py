"""HTTP connections that send a target as written, can be cut from another thread, and hear an early refusal."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import threading
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from avatar_wizard.uploads.sockets import prepare


class Wire:
    """What a worker and its one live connection share: the request target, and a way to cut it.

    ``connect_timeout`` in seconds, for each address that a name has, and for the TLS handshake; a connection on
    which nothing is acknowledged for ``dead_after`` seconds is dead.
    """

    def __init__(self, connect_timeout: float, dead_after: float) -> None:
        self.connect_timeout = connect_timeout
        self.dead_after = dead_after
        self.target = "/"
        self._twin: socket.socket | None = None
        self._is_cut = False
        self._lock = threading.Lock()

    def watch(self, sock: socket.socket) -> None:
        """Make ``sock`` the one that ``cut`` ends. Raises OSError when it has been cut already."""
        # A duplicate, because TLS takes the socket over; and because shutting an SSLSocket down makes it
        # forget its encryption first, while another thread may still be sending through it.
        twin = sock.dup()
        with self._lock:
            earlier, self._twin = self._twin, twin
            is_cut = self._is_cut
        if earlier is not None:
            earlier.close()
        if is_cut:
            raise OSError(errno.ECONNABORTED, os.strerror(errno.ECONNABORTED))

    @property
    def is_cut(self) -> bool:
        """Whether ``cut`` was called: nothing goes out here any more."""
        return self._is_cut

    def cut(self) -> None:
        """End the live connection and every later one; whoever is blocked in it gets an error at once."""
        with self._lock:
            self._is_cut = True
            if self._twin is not None:
                # Refused when it is not connected any more: then there is nothing to end.
                with contextlib.suppress(OSError):
                    self._twin.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        """Let go of the connection, so that closing it reaches the other side."""
        with self._lock:
            twin, self._twin = self._twin, None
        if twin is not None:
            twin.close()


class PlainConnection(HTTPConnection):
    """One connection to this computer's own practice service."""

    def __init__(self, wire: Wire, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._wire = wire

    def _new_conn(self) -> socket.socket:
        """Connect within the wire's own limit: ``self.timeout`` is the limit of a block, which is longer."""
        host = self._dns_host
        try:
            found = socket.getaddrinfo(host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed = error if isinstance(error, socket.gaierror) else socket.gaierror(socket.EAI_NONAME)
            raise NameResolutionError(self.host, self, failed) from error
        last: OSError | None = None
        for family, kind, protocol, _, address in found:
            sock = socket.socket(family, kind, protocol)
            try:
                for option in self.socket_options or ():
                    sock.setsockopt(*option)
                prepare(sock, self._wire.dead_after)
                sock.settimeout(self._wire.connect_timeout)
                self._wire.watch(sock)
                sock.connect(address)
            except OSError as error:
                sock.close()
                last = error
            else:
                return sock
        if isinstance(last, TimeoutError):
            raise ConnectTimeoutError(self, "connecting took too long") from last
        raise NewConnectionError(self, "no connection") from last

    def connect(self) -> None:
        """Connect, then set the limit of a block."""
        super().connect()
        if self.sock is not None:
            self.sock.settimeout(self.timeout)

    def putrequest(self, method: str, url: str, skip_host: bool = False, skip_accept_encoding: bool = False) -> None:
        """Ask for the target as it was signed: urllib3 has put its percent escapes into upper case in ``url``."""
        super().putrequest(method, self._wire.target, skip_host, skip_accept_encoding)

    def send(self, data: Any) -> None:
        """Send, and turn a break into BrokenPipeError, after which urllib3 reads the answer that may be waiting.

        A store that refuses early (an expired address) answers 403 and closes while the body is under way; over
        TLS that break comes as an SSLError, and the answer would be lost.
        """
        if self.sock is None:
            self.connect()
        try:
            super().send(data)
        except TimeoutError:
            raise
        except OSError as error:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error


class SecureConnection(PlainConnection, HTTPSConnection):
    """One TLS connection to the store."""
