"""The way of a request out of this computer: the system's proxy, the system's trust, and how far it has led."""

from __future__ import annotations

import ssl
import threading
from base64 import b64encode
from typing import Any, Final
from urllib.parse import unquote_to_bytes, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies, select_proxy
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from .regions import is_loopback

_PROXY_SCHEMES = frozenset({"http", "https"})


class Way(threading.local):
    """How far this thread's request has got: whether it goes by a proxy, and whether its connection stands.

    Before the connection stands, TLS included, nothing of the request has left.
    """

    has_proxy = False
    stands = False


way = Way()


def proxies_for(origin: str) -> dict[str, str]:
    """The system's proxy for ``origin`` as requests wants it, by the rules by which uploads find theirs.

    None to this machine. Raises InvalidProxyURL for an address that cannot be one, which requests would report as a
    fault of the origin.
    """
    parts = urlsplit(origin)
    found = {} if is_loopback(parts.hostname) else get_environ_proxies(origin)
    proxy = select_proxy(origin, found)
    way.stands, way.has_proxy = False, bool(proxy)
    if not proxy:
        return {}
    # Without a scheme, a user name in front of it would be taken for one.
    address = proxy if "://" in proxy else f"http://{proxy}"
    try:
        read = parse_url(address)
    except LocationParseError:
        read = Url()
    if read.scheme not in _PROXY_SCHEMES or not read.host:
        raise requests.exceptions.InvalidProxyURL
    return {parts.scheme: address}


class SystemTrust(HTTPAdapter):
    """Trusts what the operating system trusts, so that a company's own certificates work."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools; called by requests."""
        super().init_poolmanager(*args, **{**kwargs, "ssl_context": self._context})
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Make the pools behind a proxy; called by requests."""
        kwargs |= {"ssl_context": self._context, "proxy_ssl_context": self._context}
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """User and password byte for byte as they stand in the proxy's address; requests fails at most alphabets."""
        parts = urlsplit(proxy)
        if not parts.username:
            return {}
        pair = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
        return {"Proxy-Authorization": f"Basic {b64encode(pair).decode()}"}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:
        """Leave the context as it is: requests would add its own bundle of certificates."""
        conn.cert_reqs = "CERT_REQUIRED"


class _PlainConnection(HTTPConnection):
    """Notes in ``way`` when it stands."""

    def connect(self) -> None:
        super().connect()
        way.stands = True

    def request(self, *args: Any, **kwargs: Any) -> None:
        way.stands = self.sock is not None
        super().request(*args, **kwargs)


class _SecureConnection(_PlainConnection, HTTPSConnection):
    """The same after proxy, tunnel and TLS."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _PlainConnection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


_POOLS: Final = {"http": _PlainPool, "https": _SecurePool}
