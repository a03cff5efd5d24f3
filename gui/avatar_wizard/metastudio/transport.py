"""One HTTP exchange: what goes out, what came back, and which of the two failed.

The person's own proxy settings and the system's own certificates count; redirects, cookies and saved logins do not.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urlsplit

import requests
import truststore
import urllib3

from avatar_wizard.domain.problem import AnswerLost, ProblemError

from .way import SystemTrust, proxies_for, way

LARGEST_ANSWER = 16 * 1024**2
"""Bytes. 2,000 upload URLs of 2,048 characters, the most that one answer may hold, are a quarter of this."""
_BLOCK = 64 * 1024
# http.client has no class for it. The whole phrase: a port may well be 4070.
_WANTS_PASSWORD = re.compile(r"^Tunnel connection failed: 407\b")


@dataclass(frozen=True, slots=True)
class TransportSettings:
    """Waiting times in seconds; the defaults are meant for people, other values for tests.

    ``repeats`` is how often a call that may be repeated is repeated; ``backoff_s`` the first bound between two.
    """

    connect_s: float = 10.0
    read_s: float = 60.0
    write_s: float = 120.0
    repeats: int = 3
    backoff_s: float = 1.0
    read_interval_s: float = 0.2
    write_interval_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request before it is proven and sent. ``is_read`` when it changes nothing at the service."""

    name: str
    method: str
    origin: str
    path: str
    is_read: bool
    query: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """The exact address: no slash at the end, parameters sorted and escaped as they are signed."""
        parameters = "&".join(f"{quote(name, safe='~')}={quote(value, safe='~')}" for name, value in sorted(self.query))
        return f"{self.origin}{self.path}{'?' if parameters else ''}{parameters}"

    @property
    def host(self) -> str:
        """What the ``Host`` header says: the name, with the port unless it is the scheme's own."""
        return urlsplit(self.origin).netloc

    @property
    def host_name(self) -> str:
        """The host without a port, for the eyes."""
        return urlsplit(self.origin).hostname or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Transport:
    """Sends requests, one connection pool for all threads."""

    def __init__(self, settings: TransportSettings) -> None:
        self._settings = settings
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._reads = self._session()

    def exchange(self, outgoing: Outgoing, headers: Mapping[str, str]) -> Answer:
        """Send and return the whole answer, whatever its status.

        Raises ProblemError ``net.*`` when nothing can have reached the service, or when ``outgoing`` is a read;
        AnswerLost when a write may have reached it.
        """
        failure: Exception
        try:
            return self._exchange(outgoing, headers)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            failure = error
        # Raised out here so that no traceback carries requests' exception: it holds the headers that went out.
        raise _problem(failure, outgoing)

    def close(self) -> None:
        """Close idle connections."""
        self._reads.close()

    def _session(self) -> requests.Session:
        session = _Session()
        session.trust_env = False  # no .netrc: a saved login would replace ours
        for scheme in ("https://", "http://"):
            session.mount(scheme, SystemTrust(self._context))
        return session

    def _exchange(self, outgoing: Outgoing, headers: Mapping[str, str]) -> Answer:
        if outgoing.is_read:
            return self._send(self._reads, outgoing, headers)
        # A kept connection may have been closed at the other end, and then nobody could tell whether a write had
        # arrived: every write gets a connection of its own.
        with self._session() as session:
            return self._send(session, outgoing, {**headers, "Connection": "close"})

    def _send(self, session: requests.Session, outgoing: Outgoing, headers: Mapping[str, str]) -> Answer:
        own = {"User-Agent": "avatar-wizard", "Accept": "application/json", "Accept-Encoding": "identity"}
        proxies = proxies_for(outgoing.origin)
        # Prepared outside the session, which would add the cookies it was given.
        request = requests.Request(outgoing.method, outgoing.url, headers={**own, **headers}, data=outgoing.body)
        longest = self._settings.read_s if outgoing.is_read else self._settings.write_s
        deadline = time.monotonic() + 2 * longest
        with session.send(
            request.prepare(),
            stream=True,
            allow_redirects=False,
            timeout=(self._settings.connect_s, longest),
            proxies=proxies,
        ) as response:
            body = bytearray()
            try:
                # Not iter_content: it waits for full blocks, so that an answer that trickles would hold us for hours.
                while block := response.raw.read1(_BLOCK, decode_content=True):
                    body += block
                    if len(body) > LARGEST_ANSWER:
                        lost = ProblemError if outgoing.is_read else AnswerLost
                        raise lost("service.bad_answer")
                    if time.monotonic() > deadline:
                        raise requests.ReadTimeout
            except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
                # Its status alone says no: taken for a lost line, a wrong key would be tried until it locks. Every
                # other refusal needs its body to be understood, and may be asked for again.
                if response.status_code != HTTPStatus.UNAUTHORIZED:
                    raise
            return Answer(response.status_code, {k.lower(): v for k, v in response.headers.items()}, bytes(body))


class _Session(requests.Session):
    """Does not even look where a redirect points to (requests reads it, unbounded, although it was told not to go)."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


_HUNG_UP: Final = "hung up"
_FAILURES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (requests.exceptions.ProxyError, "net.proxy"),
    (requests.exceptions.InvalidProxyURL, "net.proxy"),
    (ssl.SSLCertVerificationError, "net.tls"),
    (ssl.SSLEOFError, _HUNG_UP),
    (requests.exceptions.SSLError, "net.tls"),
    (ssl.SSLError, "net.tls"),
    (urllib3.exceptions.NameResolutionError, "net.name"),
    (urllib3.exceptions.NewConnectionError, "net.unreachable"),  # for urllib3 it is a timeout, too
    (requests.exceptions.Timeout, "net.timeout"),
    (urllib3.exceptions.TimeoutError, "net.timeout"),
    (TimeoutError, "net.timeout"),
    (requests.exceptions.InvalidURL, "service.wrong_address"),
    (requests.exceptions.InvalidHeader, "auth.wrong_key"),
    (Exception, "net.unreachable"),
)
"""The first match wins."""


def _problem(failure: Exception, outgoing: Outgoing) -> ProblemError:
    if way.stands and not outgoing.is_read:
        return AnswerLost(host=outgoing.host_name)
    causes = tuple(_causes(failure))
    codes = (code for kind, code in _FAILURES if any(isinstance(cause, kind) for cause in causes))
    # What breaks behind a tunnel that stood is a proxy's fault for urllib3, too.
    code = next(code for code in codes if not (way.stands and code == "net.proxy"))
    if code == "net.proxy" and any(isinstance(c, OSError) and _WANTS_PASSWORD.search(str(c)) for c in causes):
        code = "net.proxy_password"
    if way.has_proxy and not way.stands and code in (_HUNG_UP, "net.unreachable", "net.timeout"):
        # It hung up, kept silent or talked nonsense where a tunnel should be.
        code = "net.proxy"
    return ProblemError("net.tls" if code == _HUNG_UP else code, host=outgoing.host_name)


def _causes(error: BaseException | None, depth: int = 0) -> Iterator[BaseException]:
    """``error`` and what it wraps; requests and urllib3 wrap in arguments, in ``reason`` and by chaining."""
    if error is None or depth > 6:
        return
    yield error
    wrapped = [argument for argument in error.args if isinstance(argument, BaseException)]
    reason = getattr(error, "reason", None)
    if isinstance(reason, BaseException):
        wrapped.append(reason)
    for cause in (*wrapped, error.__cause__, error.__context__):
        yield from _causes(cause, depth + 1)
