"""A socket on this machine that reads requests byte by byte and answers exactly what a test says."""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import formatdate
from types import TracebackType

Handler = Callable[["RawRequest"], "bytes | None"]
LIMIT_S = 20.0


@dataclass(frozen=True, slots=True)
class RawRequest:
    """One request as it came over the wire; header names in lower case, in order."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of the first header of that name."""
        return next((value for key, value in self.headers if key == name), None)


def respond(
    status: int, value: object = None, headers: Mapping[str, str] | None = None, *, date: float | None = None
) -> bytes:
    """The bytes of an answer: JSON for ``value``, raw bytes as they are. ``date`` in Unix seconds, None for no Date."""
    body = value if isinstance(value, bytes) else b"" if value is None else json.dumps(value).encode()
    lines = {"Content-Length": str(len(body)), "Content-Type": "application/json", **(headers or {})}
    if date is not None:
        lines["Date"] = formatdate(date, usegmt=True)
    head = "".join(f"{name}: {text}\r\n" for name, text in lines.items())
    return f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + body


class RawServer:
    """Answers every request with what ``handler`` returns; None closes the connection without an answer.

    With ``hang_up`` each connection ends after one answer, without a word about it. ``hang`` is a handler's way to
    keep a client waiting until the server ends.
    """

    def __init__(self, handler: Handler, tls: ssl.SSLContext | None = None, *, hang_up: bool = False) -> None:
        self.requests: list[RawRequest] = []
        self._handler = handler
        self._tls = tls
        self._hang_up = hang_up
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.origin = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> RawServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        # Closing alone does not wake a thread that waits in accept() or recv().
        for waiting in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                waiting.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(LIMIT_S)

    def hang(self, request: RawRequest) -> None:
        """Say nothing until the test is over."""
        self._over.wait(LIMIT_S)

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(LIMIT_S)
        with connection, contextlib.suppress(OSError):
            stream = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            self._open.append(stream)
            with stream:
                while not self._over.is_set():
                    request = _read(stream)
                    if request is None:
                        return
                    self.requests.append(request)
                    answer = self._handler(request)
                    if answer is None:
                        return
                    stream.sendall(answer)
                    if self._hang_up or request.header("connection") == "close":
                        return


def _read(stream: socket.socket) -> RawRequest | None:
    data = b""
    while b"\r\n\r\n" not in data:
        block = stream.recv(65536)
        if not block:
            return None
        data += block
        if data.startswith(b"\x16\x03"):
            return RawRequest("ClientHello", "", (), b"")
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    headers = tuple((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
    length = int(dict(headers).get("content-length", "0"))
    while len(body) < length:
        block = stream.recv(65536)
        if not block:
            return None
        body += block
    return RawRequest(method, target, headers, body)
