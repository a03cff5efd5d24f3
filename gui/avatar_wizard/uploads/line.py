"""One worker's way out: a kept-alive connection, exact headers, and answers or losses as values.

It drives requests' adapter directly. A Session would add what a presigned PUT must not have: default headers, a
password from ``.netrc``, cookies, quoting of the URL, and the reading of a redirect's target.
"""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import requests
import truststore
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import SKIP_HEADER

from avatar_wizard.uploads.address import host_of, target_of
from avatar_wizard.uploads.blocks import LARGE, BlockSize
from avatar_wizard.uploads.body import SliceBody
from avatar_wizard.uploads.connection import PlainConnection, SecureConnection
from avatar_wizard.uploads.losses import judge_loss
from avatar_wizard.uploads.names import Names
from avatar_wizard.uploads.pacing import retry_after
from avatar_wizard.uploads.proxies import proxies_for, proxy_headers
from avatar_wizard.uploads.verdict import Answer, Verdict, service_code
from avatar_wizard.uploads.wire import Wire

ANSWER_LIMIT = 64 * 1024
"""Bytes of an answer's body that are looked at."""

SYSTEM_LATER_S = 2.0
"""So much later than we does the system give a dead connection up: it sees what we do not, and tells less."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: for connecting, in which anything of the body must get on, and for the answer after the last block.

    A line is dead when nothing at all gets on for ``block`` seconds; no line is too slow.
    """

    connect: float = 10.0
    block: float = 30.0
    answer: float = 120.0


def system_trust() -> ssl.SSLContext:
    """TLS as this computer trusts it, company certificates included."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Line:
    """Sends one request at a time over a connection that lives as long as everything goes well.

    ``cut`` may be called from any thread; everything else belongs to one worker. ``tls`` makes the context.
    """

    def __init__(
        self,
        timeouts: Timeouts,
        tls: Callable[[], ssl.SSLContext],
        clock: Callable[[], float] = time.monotonic,
        names: Names | None = None,
    ) -> None:
        _silence_libraries()
        self._timeouts = timeouts
        self._wire = Wire(timeouts.connect, timeouts.block + SYSTEM_LATER_S, names)
        self._adapter = _Adapter(self._wire, tls())
        self._proxies: dict[str, Mapping[str, str]] = {}
        self.buffer = bytearray(LARGE)
        self.sizes = BlockSize(clock)

    def put(self, url: str, content_type: str, body: SliceBody) -> Answer | Verdict:
        """PUT ``body``: the answer, or the verdict on a loss of the connection.

        ``url`` must have passed ``check_address``. What ``body.read`` raises comes out unchanged.
        """
        request = requests.PreparedRequest()
        request.method = "PUT"
        request.url = url
        request.headers = CaseInsensitiveDict(
            {
                "Content-Type": content_type,
                "Content-Length": str(len(body)),
                "User-Agent": SKIP_HEADER,
                "Accept-Encoding": SKIP_HEADER,
            }
        )
        request.body = body  # type: ignore[assignment]
        self._wire.target = target_of(url)
        stays_open = False
        _quiet.sending = True
        try:
            response = self._adapter.send(
                request,
                stream=True,
                timeout=(self._timeouts.block, self._timeouts.answer),
                proxies=self._proxies_for(url),
            )
            with response:
                answer, stays_open = _read(response, body)
            return answer
        except (requests.RequestException, HTTPError, OSError) as error:
            return judge_loss(error, host_of(url), has_begun=body.position > 0)
        finally:
            _quiet.sending = False
            self.sizes.rest()
            if not stays_open:
                self._end(drops_unsent=True)

    @property
    def is_cut(self) -> bool:
        """Whether ``cut`` was called."""
        return self._wire.is_cut

    def cut(self) -> None:
        """End whatever is under way, at once and for good."""
        self._wire.cut()

    def close(self) -> None:
        """Let go of the connection; the next ``put`` makes a new one."""
        self._end(drops_unsent=False)

    def _end(self, *, drops_unsent: bool) -> None:
        self._adapter.close()
        self._wire.forget(drops_unsent=drops_unsent)
        # Whoever changes the proxy in the system's settings is heard with the next connection.
        self._proxies.clear()

    def _proxies_for(self, url: str) -> Mapping[str, str]:
        """The system's proxies for this host; asking again for every slice would cost look-ups."""
        host = host_of(url)
        if host not in self._proxies:
            self._proxies[host] = proxies_for(url)
        return self._proxies[host]


def _read(response: requests.Response, body: SliceBody) -> tuple[Answer, bool]:
    """The answer, and whether its connection can carry another request."""
    headers = response.headers
    head = response.raw.read(ANSWER_LIMIT, decode_content=False) or b""
    # After an early answer the rest of the body is missing: the server would take the next request for it.
    ends = "close" in headers.get("Connection", "").lower() or response.raw.version == 10
    stays_open = body.is_whole and not ends and response.status_code == 200 and len(head) < ANSWER_LIMIT
    kind = headers.get("Content-Type", "").lower()
    opening = head[:64].lstrip().lower()
    answer = Answer(
        status=response.status_code,
        etag=headers.get("ETag", "").strip().removeprefix("W/").strip('"'),
        service_code=service_code(head),
        is_html=kind.startswith("text/html") or opening.startswith((b"<!doctype html", b"<html")),
        body_size=len(head),
        retry_after=retry_after(headers.get("Retry-After"), headers.get("Date")),
        hides_md5=_hides_md5(headers),
    )
    return answer, stays_open


def _hides_md5(headers: Mapping[str, str]) -> bool:
    """Whether the store encrypted with keys of its own or of a customer (OBS API reference, server-side encryption)."""
    scheme = headers.get("x-obs-server-side-encryption", "").lower()
    return "kms" in scheme or "x-obs-server-side-encryption-customer-algorithm" in headers


class _Adapter(HTTPAdapter):
    """requests' adapter with our connections, block size and trust; it never retries and never rewinds a body."""

    def __init__(self, wire: Wire, context: ssl.SSLContext) -> None:
        self._wire = wire
        self._options: dict[str, Any] = {"blocksize": LARGE, "ssl_context": context}
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        """Make the pools; called by requests."""
        super().init_poolmanager(connections, maxsize, block, **self._options, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools()

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """Make the pools behind a proxy; called by requests."""
        is_new = proxy not in self.proxy_manager
        manager = super().proxy_manager_for(proxy, **self._options, **options)
        if is_new and not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools()
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """What the proxy is told; called by requests."""
        return proxy_headers(proxy)

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave the context as it is: it requires a certificate, and requests would add a list of its own to it."""

    def _pools(self) -> dict[str, Any]:
        return {"http": partial(_plain_pool, self._wire), "https": partial(_secure_pool, self._wire)}


def _plain_pool(wire: Wire, *args: Any, **options: Any) -> HTTPConnectionPool:
    pool = HTTPConnectionPool(*args, **options)
    pool.ConnectionCls = partial(PlainConnection, wire)  # type: ignore[assignment]
    return pool


def _secure_pool(wire: Wire, *args: Any, **options: Any) -> HTTPSConnectionPool:
    pool = HTTPSConnectionPool(*args, **options)
    pool.ConnectionCls = partial(SecureConnection, wire)  # type: ignore[assignment]
    return pool


_quiet = threading.local()


class _WithoutAddresses(logging.Filter):
    """Drops what urllib3 logs while an upload is sent: whole request targets, which are bearer secrets."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record may pass; asked in the thread that logs."""
        return not getattr(_quiet, "sending", False)


_FILTER = _WithoutAddresses()
_TALKATIVE = (
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.response",
    "urllib3.util.retry",
)


def _silence_libraries() -> None:
    for name in _TALKATIVE:
        logging.getLogger(name).addFilter(_FILTER)
