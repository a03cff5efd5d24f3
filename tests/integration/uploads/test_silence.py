"""After a pause nothing more leaves this computer, also of what the system had taken over already."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from avatar_wizard.uploads import Uploader
from integration.uploads.conftest import Sender, serving, video, wait_for
from integration.uploads.server import Store
from integration.uploads.test_stopping import AT_ONCE, PATIENT, stop_when

MakeFile = Callable[[str, int], Path]


class Ear:
    """Takes connections like a slow line, and knows when the last byte came and how each connection ended."""

    def __init__(self, every: float, tls: ssl.SSLContext | None = None) -> None:
        self.heard = 0
        self.last_at = 0.0
        self.ended_at: list[float] = []
        self.callers = 0
        self._every = every
        self._tls = tls
        self._done = threading.Event()
        self._threads: list[threading.Thread] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        # Small, so that what a slow line has not taken yet lies on the sender's side, as it does there.
        self._door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        self.port = self._door.getsockname()[1]
        self._run(self._take)

    def _run(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args)
        self._threads.append(thread)
        thread.start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._door.accept()
                self.callers += 1
                self._run(self._listen, caller)

    def _listen(self, caller: socket.socket) -> None:
        with suppress(OSError), caller if self._tls is None else self._tls.wrap_socket(caller, True) as end:
            while not self._done.wait(self._every):
                piece = end.recv(4096)
                if not piece:
                    break
                self.heard += len(piece)
                self.last_at = time.monotonic()
        self.ended_at.append(time.monotonic())

    def close(self) -> None:
        self._done.set()
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join(10)


@pytest.mark.parametrize("is_secure", [False, True], ids=["http", "https"])
def test_after_a_pause_nothing_more_leaves_although_the_system_holds_some(
    store: Store,
    make_file: MakeFile,
    certificate: Path,
    trusting: Callable[[], ssl.SSLContext],
    is_secure: bool,
) -> None:
    # 40 kB/s for each of two connections: what lies unsent in the system would go on leaving for seconds.
    ear = Ear(0.1, serving(certificate) if is_secure else None)
    sender = Sender(Uploader(connections=2, timeouts=PATIENT, tls=trusting))
    scheme = "https" if is_secure else "http"
    uploads = [
        replace(upload, url=f"{scheme}://127.0.0.1:{ear.port}/{number}?Signature=b")
        for number, upload in enumerate(video(store, make_file("take.mp4", 40_000_000), 2))
    ]
    asked_at: list[float] = []

    def reached() -> bool:
        if ear.heard < 40_000 or ear.callers < 2:
            return False
        asked_at.append(time.monotonic())
        return True

    assert stop_when(sender, uploads, reached) < AT_ONCE
    wait_for(lambda: len(ear.ended_at) == ear.callers)
    ear.close()
    assert ear.last_at - asked_at[0] < AT_ONCE
    assert max(ear.ended_at) - asked_at[0] < AT_ONCE
    assert ear.callers == 2
