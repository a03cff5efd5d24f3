"""What an upload address may be, and the request target it stands for.

A presigned URL is signed as it is written (OBS API reference, Authentication of Signature in a URL): its path and
query go out byte for byte. Addresses are bearer secrets, so no problem raised here carries one.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

from avatar_wizard.domain.problem import ProblemError

_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_AFTER_AUTHORITY = re.compile(r"https?://[^/?#]+([^#]*)", re.IGNORECASE)


def is_loopback(host: str) -> bool:
    """Whether ``host`` (a name or an address without brackets) is this computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_address(url: str) -> None:
    """Refuse what must not be sent to.

    Raises ProblemError: ``net.insecure_address`` for anything but https, plain http to this computer excepted;
    ``service.bad_answer`` for what is no URL at all.
    """
    parts = _split(url)
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or "")):
        return
    raise ProblemError("net.insecure_address")


def host_of(url: str) -> str:
    """The host name of a checked URL; it may be shown, unlike the rest."""
    return _split(url).hostname or ""


def target_of(url: str) -> str:
    """Path and query of a checked URL exactly as written: nothing decoded, quoted or put into another case."""
    found = _AFTER_AUTHORITY.fullmatch(url.partition("#")[0])
    rest = found.group(1) if found else ""
    return rest if rest.startswith("/") else f"/{rest}"


def _split(url: str) -> SplitResult:
    if not _PRINTABLE.fullmatch(url):
        raise ProblemError("service.bad_answer")
    try:
        parts = urlsplit(url)
        is_complete = bool(parts.scheme and parts.hostname) and parts.port != 0
    except ValueError:
        is_complete = False
    if not is_complete:
        raise ProblemError("service.bad_answer")
    return parts
