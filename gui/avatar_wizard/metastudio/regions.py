"""Where the service lives: the known regions, and what an address of a person's own must look like.

Addresses: API reference, Endpoints, and the region table of Huawei's Python SDK (huaweicloudsdkcore); the SDK knows
no MetaStudio address for ap-southeast-3, the international API reference does.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import SplitResult, urlsplit

from avatar_wizard.domain.addresses import is_within, own_domain, parse_domain
from avatar_wizard.domain.problem import ProblemError

HUAWEI_DOMAIN = "myhuaweicloud.com"
_REGION_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+")
_HOST_AND_PORT = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?")
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Region:
    """One region that offers MetaStudio; ``by_ticket`` when it must be opened by Huawei first."""

    name: str
    endpoint: str
    iam_endpoint: str
    by_ticket: bool = False


def _region(name: str, *, by_ticket: bool = False) -> Region:
    return Region(name, f"https://metastudio.{name}.{HUAWEI_DOMAIN}", f"https://iam.{name}.{HUAWEI_DOMAIN}", by_ticket)


REGIONS: Mapping[str, Region] = MappingProxyType(
    {
        region.name: region
        for region in (_region("cn-north-4"), _region("ap-southeast-3"), _region("cn-east-3", by_ticket=True))
    }
)
"""The regions a person can choose, the commercial one first."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The two origins (``scheme://host[:port]``, nothing after it) that one account's calls go to."""

    service: str
    iam: str

    @property
    def service_host(self) -> str:
        """The service's host name without a port, in lower case."""
        return urlsplit(self.service).hostname or ""


def addresses(region: str, endpoint: str = "", iam_endpoint: str = "") -> Addresses:
    """The origins for ``region``, or those given instead.

    A loopback ``endpoint`` without an IAM address is its own IAM: what belongs to a practice account must not be
    shown to the real one. Raises ProblemError ``service.wrong_address`` for what is no address or no region, and
    ``net.insecure_address`` for plain http to another machine.
    """
    own = REGIONS.get(region)
    if own is None and _REGION_NAME.fullmatch(region):
        own = _region(region)
    if endpoint:
        service = origin(endpoint)
        iam_default = service if is_loopback(urlsplit(service).hostname) else (own.iam_endpoint if own else "")
    elif region in REGIONS and own is not None:
        service, iam_default = own.endpoint, own.iam_endpoint
    else:
        raise ProblemError("service.wrong_address")
    iam = iam_endpoint or iam_default
    if not iam:
        raise ProblemError("service.wrong_address")
    return Addresses(service, origin(iam))


def origin(address: str) -> str:
    """``address`` as ``scheme://host[:port]``, default port left out; problems as in ``addresses``."""
    parts = split_url(address.strip())
    if parts is None or parts.path not in ("", "/") or parts.query:
        raise ProblemError("service.wrong_address")
    host = (parts.hostname or "").lower()
    if parts.scheme == "http" and not is_loopback(host):
        raise ProblemError("net.insecure_address", host=host)
    name = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{name}{port}"


def split_url(url: str) -> SplitResult | None:
    """``url`` taken apart when every reader of URLs would agree on its host, else None.

    Only http and https, only URL characters (a backslash is read in two ways), no user part and no fragment.
    """
    if not _URL_CHARACTERS.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or port == 0 or not _HOST_AND_PORT.fullmatch(parts.netloc):
        return None
    return parts


def is_loopback(host: str | None) -> bool:
    """Whether ``host`` is this machine by its very spelling, without asking a name server."""
    if not host:
        return False
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_upload_url(url: str, endpoint_host: str, domains: Iterable[str] = ()) -> None:
    """Let ``url`` pass when a file may be sent there: to Huawei's hosts, the given endpoint's domain, or ``domains``.

    https only; http and other ports of this machine only when the endpoint itself is on this machine. The endpoint's
    domain is what ``own_domain`` says; ``domains`` are as ``parse_domain`` returns them, others count for nothing.
    Raises ProblemError ``net.foreign_upload_address`` (facts: host, "" when there is none to name).
    """
    parts = split_url(url)
    host = ((parts.hostname or "") if parts else "").lower()
    endpoint = endpoint_host.lower()
    on_this_machine = is_loopback(host) and is_loopback(endpoint)
    trusted = (
        on_this_machine
        or host.endswith(f".{HUAWEI_DOMAIN}")
        or is_within(host, own_domain(endpoint))
        or any(_is_fit(domain) and is_within(host, domain) for domain in domains)
    )
    secure = parts is not None and (parts.scheme == "https" or on_this_machine)
    if not (host and trusted and secure):
        raise ProblemError("net.foreign_upload_address", host=host)


def _is_fit(domain: str) -> bool:
    """Whether ``domain`` was checked before it was kept: a settings file can be written by others than us."""
    try:
        return parse_domain(domain) == domain
    except ValueError:
        return False
