"""An object store of our own for the engine's tests: real HTTP, and faults by script."""

from __future__ import annotations

import hashlib
import socket
import ssl
import struct
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Fault = Callable[["Request"], None]


@dataclass(frozen=True)
class Put:
    """One request whose body arrived whole."""

    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    peer: tuple[str, int]


class Request(BaseHTTPRequestHandler):
    """Answers a PUT as its path's script says, and with 200 and the MD5 when the script is at its end."""

    protocol_version = "HTTP/1.1"
    timeout = 20
    server: Store

    def do_PUT(self) -> None:
        store = self.server
        key = self.path.partition("?")[0]
        with store.lock:
            store.tried.append(self.path)
            steps = store.script[key]
            fault = steps.popleft() if steps else accept
            store.in_flight[key] += 1
            store.most_at_once[key] = max(store.most_at_once[key], store.in_flight[key])
            store.most_in_all = max(store.most_in_all, sum(store.in_flight.values()))
        try:
            fault(self)
        finally:
            with store.lock:
                store.in_flight[key] -= 1

    @property
    def length(self) -> int:
        return int(self.headers["Content-Length"])

    def take(self) -> bytes:
        """Read the whole body and note the request."""
        body = self.rfile.read(self.length)
        put = Put(self.path, tuple(self.headers.items()), body, self.client_address)
        with self.server.lock:
            self.server.puts.append(put)
        return body

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep quiet."""


def accept(request: Request) -> None:
    """What the store does when nothing is wrong."""
    request.reply(200, ETag=f'"{hashlib.md5(request.take()).hexdigest()}"')


def answer(status: int, body: bytes = b"", **headers: str) -> Fault:
    """Take the whole body, then answer this."""

    def fault(request: Request) -> None:
        request.take()
        request.reply(status, body, **headers)

    return fault


def error(status: int, code: str, **headers: str) -> Fault:
    """The store's own kind of refusal."""
    xml = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>"
    return answer(status, xml.encode(), Content_Type="application/xml", **headers)


def refuse_early(status: int, code: str, **headers: str) -> Fault:
    """Answer after the headers, take no byte, close."""
    body = f"<Error><Code>{code}</Code></Error>".encode() if code else b""

    def fault(request: Request) -> None:
        request.close_connection = True
        request.reply(status, body, Connection="close", **headers)
        # Both directions gently: a reset would take the answer with it.
        if not request.server.is_tls:
            request.connection.shutdown(socket.SHUT_WR)
        request.server.release.wait(0.2)

    return fault


def drop_after(count: int, *, reset: bool = True) -> Fault:
    """Break the connection when ``count`` bytes have come."""

    def fault(request: Request) -> None:
        request.rfile.read(count)
        if reset:
            request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.close_connection = True

    return fault


def then_close(request: Request) -> None:
    """Accept, say nothing of closing, and close."""
    accept(request)
    request.close_connection = True


def hang(request: Request) -> None:
    """Take nothing and say nothing until the store closes."""
    request.server.hanging.set()
    request.server.release.wait(20)
    request.close_connection = True


def hang_after_body(request: Request) -> None:
    """Take everything and say nothing."""
    request.take()
    hang(request)


def gate(opened: threading.Event, reached: threading.Event, count: int = 0) -> Fault:
    """Take ``count`` bytes, report, and go on when ``opened`` is set."""

    def fault(request: Request) -> None:
        start = request.rfile.read(count)
        reached.set()
        opened.wait(20)
        body = start + request.rfile.read(request.length - count)
        with request.server.lock:
            request.server.puts.append(Put(request.path, tuple(request.headers.items()), body, request.client_address))
        request.reply(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    return fault


class Store(ThreadingHTTPServer):
    """The store; ``script`` maps a path to what happens to its next requests."""

    daemon_threads = False
    request_queue_size = 32

    def __init__(self, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Request)
        self.is_tls = tls is not None
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.lock = threading.Lock()
        self.script: dict[str, deque[Fault]] = defaultdict(deque)
        self.puts: list[Put] = []
        self.tried: list[str] = []
        self.in_flight: dict[str, int] = defaultdict(int)
        self.most_at_once: dict[str, int] = defaultdict(int)
        self.most_in_all = 0
        self.hanging = threading.Event()
        self.release = threading.Event()

    @property
    def address(self) -> str:
        return f"{'https' if self.is_tls else 'http'}://127.0.0.1:{self.server_port}"

    def will(self, path: str, *faults: Fault) -> None:
        self.script[path].extend(faults)

    def held(self, path: str) -> bytes:
        """The last body that arrived whole for a path."""
        with self.lock:
            return [put.body for put in self.puts if put.target.partition("?")[0] == path][-1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Broken connections are what these tests are about."""


@contextmanager
def running(tls: ssl.SSLContext | None = None, port: int = 0) -> Iterator[Store]:
    """A store that serves until the block ends; the same ``port`` again is the same store, restarted."""
    store = Store(tls, port)
    thread = threading.Thread(target=store.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield store
    finally:
        store.release.set()
        store.shutdown()
        thread.join()
        store.server_close()
