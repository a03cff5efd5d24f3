"""Looking up names without being at their mercy: the system's own look-up can be neither limited nor ended."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any

Addresses = list[tuple[socket.AddressFamily, Any]]
"""Family and socket address, whose shape depends on the family."""

_LOOK_EVERY_S = 0.1


class Names:
    """Looks up in threads of its own, one per name at a time, so that whoever waits can leave. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: dict[tuple[str, int], Future[Addresses]] = {}

    def find(self, host: str, port: int, *, within_s: float, is_given_up: Callable[[], bool]) -> Addresses:
        """Family and socket address of everything that ``host`` stands for, in the system's order.

        Raises socket.gaierror when there is no such name or no answer in ``within_s`` seconds, OSError when
        ``is_given_up``, which is asked ten times a second.
        """
        # An address needs no look-up, and no thread.
        with contextlib.suppress(OSError, UnicodeError):
            return _look_up(host, port, socket.AI_NUMERICHOST)
        answer, deadline = self._ask(host, port), time.monotonic() + within_s
        while not wait([answer], timeout=_LOOK_EVERY_S).done:
            if is_given_up():
                raise OSError(errno.ECONNABORTED, os.strerror(errno.ECONNABORTED))
            if time.monotonic() >= deadline:
                # The next try asks anew: this one may be waiting for the name server of another network.
                self._forget(host, port, answer)
                raise socket.gaierror(socket.EAI_AGAIN, "no answer in time")
        return answer.result()

    def begin_anew(self) -> None:
        """Let no one wait any longer for what was asked before, as in another network."""
        with self._lock:
            self._asked.clear()

    def _ask(self, host: str, port: int) -> Future[Addresses]:
        with self._lock:
            answer = self._asked.get((host, port))
            if answer is None:
                answer = self._asked[host, port] = Future()
                # A daemon, so that a look-up that hangs does not keep the program from ending.
                thread = threading.Thread(target=self._find, args=(host, port, answer), name="names", daemon=True)
                thread.start()
        return answer

    def _find(self, host: str, port: int, answer: Future[Addresses]) -> None:
        try:
            found = _look_up(host, port, 0)
        except (OSError, UnicodeError) as error:
            self._forget(host, port, answer)
            answer.set_exception(
                error if isinstance(error, socket.gaierror) else socket.gaierror(socket.EAI_NONAME, "no such name")
            )
        else:
            self._forget(host, port, answer)
            answer.set_result(found)

    def _forget(self, host: str, port: int, answer: Future[Addresses]) -> None:
        with self._lock:
            if self._asked.get((host, port)) is answer:
                del self._asked[host, port]


def _look_up(host: str, port: int, flags: int) -> Addresses:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return [(family, address) for family, _, _, _, address in found]
