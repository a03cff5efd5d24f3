"""A company's proxy for the engine's tests: it builds tunnels to the one store there is, refuses, or is down."""

from __future__ import annotations

import contextlib
import socket
import threading


class Proxy:
    """Listens on a port of its own, which it keeps when it is stopped and started again.

    ``says`` is the status line of its answer to CONNECT; empty for a proxy that takes everything and says nothing.
    """

    OK = "200 Connection established"
    PASSWORD = "407 Proxy Authentication Required"

    def __init__(self, store_port: int) -> None:
        self.says = self.OK
        self.asked: list[str] = []
        self.silent = threading.Event()
        self._store_port = store_port
        self._ends: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port = door.getsockname()[1]
        self._door: socket.socket | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port))
        self._run(self._serve, self._door)

    def stop(self) -> None:
        """Close the door and every tunnel."""
        door, self._door = self._door, None
        if door is not None:
            with contextlib.suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            door.close()
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._ends.clear()
        self._threads.clear()

    def _run(self, target: object, *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = door.accept()
                self._ends.append(caller)
                self._run(self._answer, caller)

    def _answer(self, caller: socket.socket) -> None:
        with caller, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                piece = caller.recv(4096)
                if not piece:
                    return
                head += piece
            self.asked.append(head.split(b"\r\n")[0].decode())
            if not self.says:
                self.silent.set()
                caller.recv(1)
                return
            if not self.says.startswith("200"):
                caller.sendall(f"HTTP/1.1 {self.says}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
                return
            with socket.create_connection(("127.0.0.1", self._store_port)) as store:
                self._ends.append(store)
                caller.sendall(f"HTTP/1.1 {self.says}\r\n\r\n".encode())
                back = threading.Thread(target=_pass_on, args=(store, caller), daemon=True)
                back.start()
                _pass_on(caller, store)
                back.join(10)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
