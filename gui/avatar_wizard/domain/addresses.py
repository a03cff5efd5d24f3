"""Whose a host is, as far as its spelling tells: no name server and no list from outside is asked.

Registers sell names below a name of their own (``com.cn``), and so do clouds (``region.amazonaws.com``): what is
below such a name belongs to strangers. The whole list of them (publicsuffix.org) grows old within weeks, so the rules
here are narrower than that list: what they leave out a person may name in the settings.
"""

from __future__ import annotations

import ipaddress
import re

_LONGEST = 253  # RFC 1035, 2.3.4, without the root's own dot
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# A last label that begins with a digit makes some readers of URLs see an IPv4 address in it (WHATWG URL, 3.5).
_LAST_LABEL = re.compile(r"[a-z]([a-z0-9-]{0,61}[a-z0-9])")
_PRIVATE = tuple(
    ipaddress.ip_network(network)
    for network in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")  # RFC 1918, RFC 4193
)
# What registers of countries sell names below, besides the country itself.
_SOLD = re.compile(
    "ac|ad|asso|biz|com?|edu?|firm|gen|gob?|gouv|govt?|gr|id|info|lg|ltd|me|mil|name|net?|nhs|nom|org?|pe|plc|re|sch|web"
)
_PROVINCES_OF_CHINA = re.compile("ah|bj|cq|fj|g[dsxz]|h[abeiknl]|j[lsx]|ln|mo|nm|nx|qh|s[cdhnx]|tj|tw|xj|xz|yn|zj")
# Countries whose registers sell names below two labels as well (city.tokyo.jp, k12.ca.us).
_DEEP_COUNTRIES = frozenset({"au", "br", "jp", "no", "tr", "uk", "us"})
# Clouds that give their customers names this deep, strangers next to each other.
_CLOUDS = (
    "aliyuncs.com",
    "amazonaws.com",
    "amazonaws.com.cn",
    "appdomain.cloud",
    "appspot.com",
    "azure.cn",
    "azure.com",
    "baidubce.com",
    "chinacloudapi.cn",
    "digitaloceanspaces.com",
    "elasticbeanstalk.com",
    "googleapis.com",
    "huaweicloud.com",
    "huaweicloudapis.com",
    "myhuaweicloud.cn",
    "myhuaweicloud.com",
    "myhuaweicloud.eu",
    "myqcloud.com",
    "on.aws",
    "oraclecloud.com",
    "ovh.net",
    "run.app",
    "scw.cloud",
    "tencentcs.com",
    "volces.com",
    "windows.net",
)
_FEWEST_OF_AN_OWNER = 3
_FEWEST_IN_DEEP_COUNTRIES = 4


def parse_domain(text: str) -> str:
    """One line of a person's list of upload domains, in the spelling in which hosts are compared with it.

    A domain in lower-case ASCII (``xn--`` for other letters); it stands for itself and everything below it. Or an IP
    address of a private network, which stands for itself. Raises ValueError for anything else, with one word:
    ``shared`` for a name below which anybody can have one, ``address`` for an IP address that is not private,
    ``domain`` for the rest (one label, a wildcard, a port, a URL, letters that have two spellings).
    """
    given = text.strip()
    address = _address(given)
    if address is not None:
        if any(address in network for network in _PRIVATE):
            return str(address)
        raise ValueError("address")
    name = _ascii(given)
    if not _is_name(name):
        raise ValueError("domain")
    if _is_sold_below(name):
        raise ValueError("shared")
    return name


def is_within(host: str, domain: str) -> bool:
    """Whether ``host`` is ``domain`` or a name below it; an IP address and a single label have nothing below them.

    Both in lower case, without a port.
    """
    if host == domain:
        return host != ""
    ours, theirs = _address(host), _address(domain)
    if ours is not None or theirs is not None:
        return ours == theirs
    return host.endswith(f".{domain}") and _is_name(domain) and not _is_sold_below(domain)


def own_domain(host: str) -> str:
    """The domain of whoever runs ``host``: the one it stands in when that is surely one owner's, else the host.

    ``obs.corp.example.com`` stands beside ``metastudio.corp.example.com``; ``metastudio.example.com`` proves nothing
    about ``example.com``, which may as well be ``com.cn``. So the domain has three labels at least, four in countries
    that sell names that deep, and is not within a cloud that its customers share.
    """
    parent = host.partition(".")[2]
    if _address(host) is not None or not _is_name(host) or not _is_name(parent):
        return host
    labels = parent.split(".")
    fewest = _FEWEST_IN_DEEP_COUNTRIES if labels[-1] in _DEEP_COUNTRIES else _FEWEST_OF_AN_OWNER
    is_shared = any(parent == cloud or parent.endswith(f".{cloud}") for cloud in _CLOUDS)
    return host if len(labels) < fewest or is_shared else parent


def _ascii(text: str) -> str:
    if len(text) > _LONGEST:
        raise ValueError("domain")
    lower = text.lower()
    if lower.isascii():
        return lower
    try:
        name = lower.encode("idna")
        is_one_spelling = name.decode("idna") == lower  # neither the sharp s nor a wide letter comes back
    except UnicodeError:
        is_one_spelling = False
    if not is_one_spelling:
        raise ValueError("domain")
    return name.decode("ascii")


def _is_name(text: str) -> bool:
    """Whether ``text`` is a host's name of two labels or more."""
    first, *more = text.split(".")
    labels = [first, *more]
    return (
        bool(more)
        and len(text) <= _LONGEST
        and all(_LABEL.fullmatch(label) for label in labels)
        and _LAST_LABEL.fullmatch(labels[-1]) is not None
    )


def _is_sold_below(domain: str) -> bool:
    """Whether anybody can have a name below ``domain``, by the few signs that there are."""
    if domain in _CLOUDS:
        return True
    second, _, country = domain.rpartition(".")
    if "." in second or len(country) != 2:
        return False
    is_province = country == "cn" and _PROVINCES_OF_CHINA.fullmatch(second) is not None
    return is_province or _SOLD.fullmatch(second) is not None


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    # An address with a zone (fe80::1%eth0) is another host on another computer.
    return None if "%" in text else found
