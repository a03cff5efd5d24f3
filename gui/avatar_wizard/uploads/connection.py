"""HTTP connections that send a target as written, can be cut from another thread, and hear an early refusal."""

from __future__ import annotations

import errno
import os
import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from avatar_wizard.uploads.losses import AWAY_ERRORS
from avatar_wizard.uploads.sockets import prepare
from avatar_wizard.uploads.transmit import EarlyAnswer, transmit
from avatar_wizard.uploads.wire import Wire


class PlainConnection(HTTPConnection):
    """One connection to this computer's own practice service."""

    def __init__(self, wire: Wire, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._wire = wire
        self._early = EarlyAnswer()
        self.response_class = self._early.response  # type: ignore[assignment]

    def _new_conn(self) -> socket.socket:
        """Connect within the wire's own limit: ``self.timeout`` is the limit of a block, which is longer."""
        try:
            found = self._wire.find(self._dns_host, self.port or self.default_port)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        last: OSError | None = None
        for family, address in found:
            sock = socket.socket(family, socket.SOCK_STREAM)
            try:
                for option in self.socket_options or ():
                    sock.setsockopt(*option)
                prepare(sock, self._wire.dead_after)
                self._wire.connect(sock, address)
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
            # Only blocks of the body come as memoryviews: what is sent before them is not answered yet.
            transmit(self.sock, data, self._early if isinstance(data, memoryview) else None)
        except TimeoutError:
            raise
        except OSError as error:
            if error.errno in AWAY_ERRORS:
                raise
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error


class SecureConnection(PlainConnection, HTTPSConnection):
    """One TLS connection to the store."""
