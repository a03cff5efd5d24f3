"""What stands between a computer and the service in a company's network: a proxy with a password, a TLS front.

All of it real, on this machine, and with its own record of what it was asked: one that is not asked anything proves
that nothing went out.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from types import TracebackType
from urllib.parse import quote

BLOCK = 64 * 1024
LIMIT_S = 20.0
HEAD_LIMIT = 64 * 1024


class Listener:
    """A TCP or TLS listener with a thread of its own; leave the `with` block and it is gone, with its connections.

    ``connections`` counts what was accepted, TLS handshakes that failed left out; ``port`` is on 127.0.0.1.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        """Begin to listen."""
        self.connections = 0
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)  # peers go away in every possible manner
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=tls, limit=HEAD_LIMIT)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="listener", daemon=True)
        self._thread.start()

    def __enter__(self) -> Listener:
        """Return the listener."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(LIMIT_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LIMIT_S)
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        # A transport says goodbye to its socket in a later turn of the loop.
        for _ in range(3):
            await asyncio.sleep(0)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self.serve(reader, writer)
        except (OSError, EOFError, asyncio.LimitOverrunError):
            pass  # the client is gone, or speaks another language
        finally:
            await _close(writer)
            self._tasks.discard(task)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Deal with one connection, which is closed afterwards."""
        raise NotImplementedError


class Proxy(Listener):
    """A forward proxy that knows CONNECT and, unless ``user`` is empty, demands a user name and a password.

    ``routes`` leads from ``host:port``, as a client asks for it, to a port of this machine; what is not in it goes to
    ``elsewhere``, or is answered 502 without that. ``targets`` are the tunnels it made, in order; ``heads`` everything
    that it was asked in clear text, refused or not. ``answer`` replaces its answer to every request.
    """

    def __init__(
        self,
        routes: Mapping[str, int],
        *,
        user: str = "",
        password: str = "",
        elsewhere: int | None = None,
        answer: bytes | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Begin to listen; with ``tls`` it is an HTTPS proxy."""
        self.targets: list[str] = []
        self.heads: list[str] = []
        self.answer = answer
        self._routes = dict(routes)
        self._user, self._password = user, password
        self._elsewhere = elsewhere
        self._scheme = "https" if tls else "http"
        super().__init__(tls)

    def url(self, password: str | None = None) -> str:
        """What ``HTTPS_PROXY`` says, with the right password unless another is given."""
        word = self._password if password is None else password
        login = f"{quote(self._user, safe='')}:{quote(word, safe='')}@" if self._user else ""
        return f"{self._scheme}://{login}127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, and be a tunnel if it asked for one."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(head)
        method, target, _ = head.split("\r\n", 1)[0].split(" ")
        port = self._routes.get(target, self._elsewhere)
        if self.answer is not None:
            writer.write(self.answer)
            if b" 200 " in self.answer:
                # What comes next is read: closed with something unread, the answer may be lost with the connection.
                with contextlib.suppress(OSError, TimeoutError):
                    await asyncio.wait_for(reader.read(65536), 1.0)
        elif self._user and _header(head, "proxy-authorization") != self._proof():
            challenge = b'Proxy-Authenticate: Basic realm="studio"\r\n'
            writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n" + challenge + b"Content-Length: 0\r\n\r\n")
        elif method != "CONNECT" or port is None:
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        else:
            self.targets.append(target)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _relay(reader, writer, port)
        await writer.drain()

    def _proof(self) -> str:
        return "Basic " + b64encode(f"{self._user}:{self._password}".encode()).decode()


class TlsFront(Listener):
    """Ends TLS and passes the plain bytes on to a port of this machine.

    ``heads`` are the heads of the requests that came first on each connection, as they came.
    """

    def __init__(self, tls: ssl.SSLContext, port: int) -> None:
        """Begin to listen."""
        self.heads: list[str] = []
        self._behind = port
        super().__init__(tls)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass one connection on."""

        def note(block: bytes) -> None:
            self.heads.append(block.partition(b"\r\n\r\n")[0].decode("latin-1"))

        await _relay(reader, writer, self._behind, on_first=note)


class Stranger(Listener):
    """Somebody who should never hear from us: counts ``connections`` and ``received`` bytes, and never answers."""

    def __init__(self) -> None:
        """Begin to listen."""
        self.received = 0
        super().__init__()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count until the client goes away."""
        while block := await reader.read(BLOCK):
            self.received += len(block)


def _header(head: str, name: str) -> str:
    """The value of a header in a request's head, "" when there is none; the case of names does not matter."""
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return next((value.strip() for found, _, value in lines if found.lower() == name), "")


async def _relay(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    port: int,
    on_first: Callable[[bytes], None] = lambda block: None,
) -> None:
    """Pass bytes between a client and a port of this machine until either of them ends."""
    there_reader, there_writer = await asyncio.open_connection("127.0.0.1", port)
    there = asyncio.ensure_future(_pump(reader, there_writer, on_first))
    back = asyncio.ensure_future(_pump(there_reader, writer))
    try:
        await asyncio.wait((there, back), return_when=asyncio.FIRST_COMPLETED)
        if there.done() and there.exception() is not None:
            # A server that refuses early does not read on, but what it says must arrive.
            await asyncio.wait((back,), timeout=LIMIT_S)
    finally:
        for task in (there, back):
            task.cancel()
        # At once: the end of a test may cancel what is awaited here.
        there_writer.transport.abort()
        await asyncio.gather(there, back, return_exceptions=True)


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, on_first: Callable[[bytes], None] = lambda block: None
) -> None:
    is_first = True
    while block := await reader.read(BLOCK):
        if is_first:
            on_first(block)
            is_first = False
        writer.write(block)
        await writer.drain()


async def _close(writer: asyncio.StreamWriter) -> None:
    """Let what was written go out, then close; a peer that does not answer the end of its TLS holds nobody up."""
    writer.close()
    try:
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(writer.wait_closed(), 1.0)
    finally:
        writer.transport.abort()
