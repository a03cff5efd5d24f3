"""One connection: reads requests, lets faults have their way, writes answers."""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING

from .answers import Answer, RefusalError, api_error, obs_error
from .body import LINGER_S, Body, CutOffError
from .faults import Fault
from .journal import Entry
from .obs import cut_body
from .request import Request
from .service import LARGEST_BODY
from .storage import IncompleteError, Stored

if TYPE_CHECKING:
    from .server import Server

IDLE_LIMIT_S = 120.0


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = IDLE_LIMIT_S
    server: Server

    def handle_expect_100(self) -> bool:
        """Answer `Expect: 100-continue` at once; the write buffer would keep it back."""
        going_on = super().handle_expect_100()
        self.wfile.flush()
        return going_on

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Log nothing: request lines hold upload addresses. The journal is the log."""

    def __getattr__(self, name: str) -> object:
        """Serve every method alike; what is allowed is the rooms' matter."""
        if name.startswith("do_"):
            return self._serve
        raise AttributeError(name)

    def _serve(self) -> None:
        path, _, query = self.path.partition("?")
        service = self.server.service
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = headers.get("content-length", "0")
        body = Body(self.rfile, int(length) if length.isascii() and length.isdigit() else 0, service)
        if "transfer-encoding" in headers:
            body.left = sys.maxsize  # of unknown length, never taken: every room refuses it and the connection ends
        control = f"/control/{service.control_key}"
        if path.startswith(control + "/"):
            data = self._read_small(body) if body.left <= LARGEST_BODY else b""
            request = Request(self.command, path, query, headers, data)
            self.server.spare(self.connection)
            self._send(self.server.control.serve(request, path[len(control) :]))
            return
        names = [name for name, _ in self.headers.items()]
        entry = service.journal.open("unknown", self.command, path, names)
        try:
            if service.is_storage(path):
                self._storage(path, query, headers, body, entry)
            else:
                self._call(path, query, headers, body, entry)
        except CutOffError as cut:
            service.journal.close(entry, None, f"cut off: {cut}")
            self._hang_up()
        except (ConnectionError, TimeoutError):
            service.journal.close(entry, None, "the client went away")
            self.close_connection = True

    def _call(self, path: str, query: str, headers: dict[str, str], body: Body, entry: Entry) -> None:
        service = self.server.service
        route = service.route(self.command, path)
        entry.job_id, entry.call = route.job_id, route.call
        data = b""
        if body.left <= LARGEST_BODY:
            data = self._read_small(body)
            entry.bytes = len(data)
        request = Request(self.command, path, query, headers, data)
        if route.call == "command":
            entry.call = _command_call(request)
        fault = service.fault_for(entry.call, route.job_id, None)
        answer = self._misbehave_before(fault, entry, body)
        if answer is None and body.left:
            answer = service.refuse(route.call, RefusalError(413, "APIGW.0201", "Request entity too large."))
        if answer is None:
            answer = service.answer(route, request)
        self._finish(entry, self._misbehave_after(fault, entry, answer), fault, body)

    def _storage(self, path: str, query: str, headers: dict[str, str], body: Body, entry: Entry) -> None:
        service = self.server.service
        grant = service.obs.find(path, query)
        verb = "put" if self.command == "PUT" else "get"
        entry.call = verb if grant is None else f"{verb}:{grant.role}"
        if grant is not None:
            entry.job_id, entry.part = grant.job_id, grant.part
        fault = service.fault_for(entry.call, entry.job_id, entry.part)
        if fault is not None and fault.kind == "close_mid_body":
            body.cut_after = int(fault.number("after_bytes", fault.number("share", 0) * body.left))
        if fault is not None and fault.kind == "slow":
            body.rate = fault.number("bytes_per_s", 65536)
        body.is_upload = self.command == "PUT"
        answer = self._misbehave_before(fault, entry, body)
        if answer is None:
            try:
                known = service.obs.check(grant, self.command, headers, entry)
                if known.method == "GET":
                    self._send_file(service.obs.get(known), entry)
                    return
                answer = service.obs.put(known, body, body.left, entry, fault.kind if fault is not None else "")
            except RefusalError as refusal:
                answer = obs_error(refusal, path, service.new_noise(16).upper())
            except IncompleteError:
                answer = obs_error(cut_body(), path, service.new_noise(16).upper())
                self.close_connection = True
            except TimeoutError:
                answer = obs_error(RefusalError(408, "RequestTimeout", "Idle for too long."), path, "0" * 16)
                self.close_connection = True
            except ConnectionError:
                raise
            except OSError:
                # The disk is full, or somebody took the folder away.
                answer = obs_error(RefusalError(500, "InternalError", "The bytes cannot be kept."), path, "0" * 16)
        self._finish(entry, self._misbehave_after(fault, entry, answer), None, body)

    def _misbehave_before(self, fault: Fault | None, entry: Entry, body: Body) -> Answer | None:
        if fault is None:
            return None
        entry.fault = fault.kind
        if fault.kind == "close":
            raise CutOffError("close")
        if fault.kind == "close_mid_body" and not entry.call.startswith("put"):
            raise CutOffError("mid body")
        if fault.kind == "hang":
            self._hang()
        if fault.kind == "stall":
            self._stall(fault.number("seconds", 3))
        answer: Answer | None = None
        storage = entry.call.partition(":")[0] in ("put", "get")
        if fault.kind in ("status", "expired_url"):
            refusal = fault.refusal(entry.call, self.server.service.clock)
            if fault.kind == "expired_url":
                refusal = RefusalError(403, "AccessDenied", "Request has expired")
            answer = (
                obs_error(refusal, entry.path, "0" * 16) if storage else self._api_fault(fault, entry.call, refusal)
            )
        elif fault.kind == "html":
            page = fault.text("page", "<!DOCTYPE html><html><body>Please sign in to this network.</body></html>")
            answer = Answer(200, page.encode(), (), "text/html; charset=utf-8")
        elif fault.kind == "redirect":
            status = int(fault.number("status", 302))
            target = fault.text("location", f"{self.server.base}/elsewhere")
            answer = Answer(status, b"", (("Location", target),))
        ends = answer is not None or fault.kind == "close_after_body"
        if ends and storage and body.left < sys.maxsize and fault.details.get("drain", True):
            body.drain()
            entry.bytes = body.got
        if fault.kind == "close_after_body":
            raise CutOffError("after the body")
        return answer

    def _api_fault(self, fault: Fault, call: str, refusal: RefusalError) -> Answer:
        shape = int(fault.number("shape", 0))
        if shape in (1, 2, 3):
            return api_error(refusal, shape)
        return self.server.service.refuse(call, refusal)

    def _misbehave_after(self, fault: Fault | None, entry: Entry, answer: Answer) -> Answer:
        if fault is None:
            return answer
        if fault.kind == "lose_answer":
            raise CutOffError("answer lost")
        if fault.kind == "hang_after":
            self._hang()
        if fault.kind == "status_after":
            refusal = fault.refusal(entry.call, self.server.service.clock)
            if entry.call.startswith("put"):
                return obs_error(refusal, entry.path, "0" * 16)
            return self._api_fault(fault, entry.call, refusal)
        if fault.kind == "cut_answer":
            return replace(answer, cut=int(fault.number("after_bytes", 0)))
        if fault.kind == "corrupt_etag":
            headers = tuple((n, '"' + "0" * 32 + '"' if n == "ETag" else v) for n, v in answer.headers)
            return replace(answer, headers=headers)
        return answer

    def _hang(self) -> None:
        service = self.server.service
        while not service.faults.released.wait(0.05) and not service.stopping.is_set():
            if self._peer_gone():
                raise CutOffError("hung")

    def _stall(self, seconds: float) -> None:
        service = self.server.service
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not service.stopping.wait(min(0.05, left)):
            if self._peer_gone():
                raise CutOffError("stalled")

    def _peer_gone(self) -> bool:
        self.connection.setblocking(False)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True
        finally:
            self.connection.settimeout(IDLE_LIMIT_S)

    def _read_small(self, body: Body) -> bytes:
        data = bytearray(body.left)
        view = memoryview(data)
        while body.left:
            if body.readinto(view[body.got :]) == 0:
                raise ConnectionResetError
        return bytes(data)

    def _finish(self, entry: Entry, answer: Answer, slow: Fault | None, body: Body) -> None:
        """Send an answer; an unread body is read away afterwards, so that the client sees the answer at all."""
        body.check_connection()
        unread = body.left > 0
        rate = slow.number("bytes_per_s", 65536) if slow is not None and slow.kind == "slow" else 0.0
        # Noted first: whoever has read the answer must find it in the journal.
        self.server.service.journal.close(entry, answer.status, "answered")
        self._send(answer, close=unread or answer.close, rate=rate)
        if unread:
            with contextlib.suppress(OSError):
                self.wfile.flush()
                self.connection.shutdown(socket.SHUT_WR)
                self.connection.settimeout(LINGER_S)
                body.cut_after, body.rate = None, 0.0
                body.drain()

    def _head(self, answer: Answer, length: int, close: bool) -> None:
        service = self.server.service
        self.send_response_only(answer.status)
        self.send_header("Date", service.clock.http_date())
        self.send_header("Server", "practice")
        self.send_header("X-Request-Id", service.new_noise(32))
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        if close or self.close_connection:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()

    def _send(self, answer: Answer, *, close: bool = False, rate: float = 0.0) -> None:
        self._head(answer, len(answer.body), close)
        body = answer.body if answer.cut is None else answer.body[: answer.cut]
        step = max(1, int(rate / 20)) if rate else max(1, len(body))
        for at in range(0, len(body), step):
            piece = body[at : at + step]
            if rate:
                self.wfile.flush()
                self.server.service.stopping.wait(len(piece) / rate)
            self.wfile.write(piece)
        if answer.cut is not None:
            self.wfile.flush()
            self._hang_up()

    def _send_file(self, stored: Stored, entry: Entry) -> None:
        self.server.service.journal.close(entry, 200, "answered")
        self._head(Answer(200, content_type="application/octet-stream"), stored.size, False)
        for block in stored.blocks():
            self.wfile.write(block)

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)


def _command_call(request: Request) -> str:
    try:
        word = request.json().get("command")
    except RefusalError:
        return "command"
    return f"command:{word}" if isinstance(word, str) and word.isascii() and len(word) < 64 else "command"
