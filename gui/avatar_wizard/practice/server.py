"""HTTP/1.1 on loopback: listens, keeps count of the connections, and can go away and come back."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from http.server import ThreadingHTTPServer
from typing import Any

from .control import Control
from .handler import Handler
from .service import Service

LOOPBACK = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """The listening socket and the service behind it; one thread per connection."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self, port: int, service: Service) -> None:
        """Listen on loopback only; port 0 takes a free one. Raises OSError."""
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._restarting = threading.Lock()
        self._down_s: float | None = None
        self._is_down = threading.Event()
        super().__init__((LOOPBACK, port), Handler)
        self.service = service
        self.control = Control(service, self.restart)
        self.base = f"http://{LOOPBACK}:{self.server_address[1]}"
        service.obs.base = self.base

    def serve(self) -> None:
        """Serve until the service is stopping and `shutdown` is called; on a thread of its own."""
        is_ending = False
        while not is_ending:
            self.serve_forever(0.05)
            if self._down_s is not None:
                self._go_away(self._down_s)
                is_ending = self.service.stopping.is_set()
            else:
                is_ending = True

    def restart(self, down_s: float) -> None:
        """Cut all connections but the control's, and refuse new ones for some seconds; what is kept is kept.

        Returns when nobody can connect any more.
        """
        with self._restarting:
            self._is_down.clear()
            self._down_s = down_s
            self.shutdown()
            self._is_down.wait()

    def _go_away(self, down_s: float) -> None:
        self._down_s = None
        self.socket.close()
        # Bound but not listening: connections are refused, and the port stays ours meanwhile.
        self.socket = socket.socket(self.address_family, self.socket_type)
        try:
            self.server_bind()
            self._cut_all()
        finally:
            self._is_down.set()
        if not self.service.stopping.wait(down_s):
            self.server_activate()

    def _cut_all(self) -> None:
        self.service.restarts += 1
        with self._lock:
            for connection in self._connections:
                # Gone already, perhaps.
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def spare(self, connection: socket.socket) -> None:
        """Let a connection live through restarts: it is the control's."""
        with self._lock:
            self._connections.discard(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take note of a connection, then serve it on a thread of its own."""
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection that was served."""
        self.spare(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """Be silent about clients that went away; let everything else be seen."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]
