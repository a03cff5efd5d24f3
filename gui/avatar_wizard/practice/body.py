"""The body of a request while it arrives: counted, and on command slow or cut off."""

from __future__ import annotations

import io
import time

from .service import Service
from .storage import BLOCK

LINGER_S = 30.0


class CutOffError(Exception):
    """The connection is to be closed without an answer."""


class Body:
    """The body of one request: counts what arrived, and can be slow (bytes per second) or cut off after some bytes."""

    def __init__(self, stream: io.BufferedIOBase, length: int, service: Service) -> None:
        """Read at most `length` bytes of `stream`."""
        self._stream, self.left, self._service = stream, length, service
        self.rate = 0.0
        self.cut_after: int | None = None
        self.got = 0

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill some of the buffer; 0 is the end. Raises CutOffError when a fault says so."""
        if self._service.stopping.is_set():
            raise CutOffError("the service ends")
        want = min(len(buffer), self.left)
        if self.cut_after is not None:
            want = min(want, self.cut_after - self.got)
            if want <= 0:
                raise CutOffError("mid body")
        if self.rate:
            want = max(1, min(want, int(self.rate / 20)))
            self._service.stopping.wait(want / self.rate)
        count = self._stream.readinto1(buffer[:want]) if want else 0
        self.left -= count
        self.got += count
        return count

    def drain(self) -> None:
        """Read the rest and forget it, for some time at most."""
        block = memoryview(bytearray(BLOCK))
        until = time.monotonic() + LINGER_S
        while self.left and time.monotonic() < until:
            if self.readinto(block) == 0:
                return
