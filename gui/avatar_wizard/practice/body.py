"""The body of a request while it arrives: counted, and on command slow or cut off."""

from __future__ import annotations

import io
import time

from .service import Service
from .storage import BLOCK

LINGER_S = 30.0
_STEP_S = 0.05  # a slow body is taken in pieces of this many seconds


class CutOffError(Exception):
    """The connection is to be closed without an answer."""


class Body:
    """The body of one request: counts what arrived, and can be slow (bytes per second) or cut off after some bytes.

    `is_upload`: it takes its turn among all uploads when the service is a slow peer.
    """

    def __init__(self, stream: io.BufferedIOBase, length: int, service: Service) -> None:
        """Read at most `length` bytes of `stream`."""
        self._stream, self.left, self._service = stream, length, service
        self._restarts = service.restarts
        self.is_upload = False
        self.rate = 0.0
        self.cut_after: int | None = None
        self.got = 0

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill some of the buffer; 0 is the end. Raises CutOffError when a fault says so."""
        if self._service.stopping.is_set():
            raise CutOffError("the service ends")
        want = min(len(buffer), self.left)
        peer = self._service.settings.peer
        if self.is_upload and peer.bytes_per_s:
            want = max(1, min(want, int(peer.bytes_per_s * _STEP_S)))
        if self.cut_after is not None:
            want = min(want, self.cut_after - self.got)
            if want <= 0:
                raise CutOffError("mid body")
        if self.rate:
            want = max(1, min(want, int(self.rate * _STEP_S)))
            self._service.stopping.wait(want / self.rate)
        count = self._stream.readinto1(buffer[:want]) if want else 0
        self.check_connection()
        self.left -= count
        self.got += count
        if self.is_upload:
            self._service.stopping.wait(self._service.mood.turn(peer, count))
        return count

    def check_connection(self) -> None:
        """Raise CutOffError when the service has been restarted since the request arrived."""
        if self._service.restarts != self._restarts:
            raise CutOffError("restart")

    def drain(self) -> None:
        """Read the rest and forget it, for some time at most."""
        block = memoryview(bytearray(BLOCK))
        until = time.monotonic() + LINGER_S
        while self.left and time.monotonic() < until:
            if self.readinto(block) == 0:
                return
