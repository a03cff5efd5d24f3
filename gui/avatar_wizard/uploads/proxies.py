"""The system's proxy for an upload, and how it is told who asks."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import unquote_to_bytes, urlsplit

from requests.exceptions import InvalidProxyURL
from requests.utils import get_environ_proxies, select_proxy
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from avatar_wizard.uploads.address import host_of, is_loopback

_SCHEMES = frozenset({"http", "https"})


def proxies_for(url: str) -> Mapping[str, str]:
    """The system's proxy for ``url`` as requests wants it; empty without one, and always for this machine.

    Raises InvalidProxyURL for an address that cannot be one; requests would report it as a fault of the store's.
    """
    found = {} if is_loopback(host_of(url)) else get_environ_proxies(url)
    proxy = select_proxy(url, found)
    if not proxy:
        return {}
    # Without a scheme, the user name in front of it would be taken for one.
    address = proxy if "://" in proxy else f"http://{proxy}"
    try:
        read = parse_url(address)
    except LocationParseError:
        read = Url()
    if read.scheme not in _SCHEMES or not read.host:
        raise InvalidProxyURL
    return {urlsplit(url).scheme: address}


def proxy_headers(proxy: str) -> dict[str, str]:
    """User and password byte for byte as they stand in the proxy's address; requests knows Latin-1 only."""
    parts = urlsplit(proxy)
    if not parts.username:
        return {}
    pair = unquote_to_bytes(parts.username) + b":" + unquote_to_bytes(parts.password or "")
    return {"Proxy-Authorization": f"Basic {b64encode(pair).decode()}"}
