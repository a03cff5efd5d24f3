"""Which network this computer is in, as a name that tells it from others: found quickly and without a packet.

Connecting a UDP socket sends nothing: the system only chooses the way out, and with it the local address. Where
private addresses repeat (192.168.1.x at home and at work) the gateway's hardware address tells them apart; Linux lets
every program read it. A name is for comparing, never for showing or logging: it says where somebody works.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_FAR_AWAY = ((socket.AF_INET, "198.51.100.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses that nobody has (RFC 5737, RFC 3849)."""

_ANY_PORT = 9
_ROUTE_IS_UP = 0x1  # Linux, include/uapi/linux/route.h, RTF_UP
_ENTRY_IS_COMPLETE = 0x2  # Linux, include/uapi/linux/if_arp.h, ATF_COM
_DEVICE_ASKS_NOBODY = 0x80  # Linux, include/uapi/linux/if.h, IFF_NOARP: a tunnel, a modem


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where packets to everywhere go: the device they leave by, and the next station's IPv4 address."""

    device: str
    address: str


def network_here() -> str:
    """The name of the network this computer is in; empty while there is no way out, or while it cannot be told.

    Takes well under a millisecond and never waits. Right after connecting, Linux does not know the gateway's hardware
    address yet: then the name is empty too, rather than one that changes with the first packet.
    """
    for family, far_away in _FAR_AWAY:
        address = local_address(family, far_away)
        if address:
            return network_name(address, _linux_file) if sys.platform.startswith("linux") else network_name(address)
    return ""


def local_address(family: socket.AddressFamily, far_away: str) -> str:
    """The address from which this computer would speak to ``far_away``, empty when it could not."""
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.connect((far_away, _ANY_PORT))
        return str(sock.getsockname()[0]).partition("%")[0]
    return ""


def network_name(address: str, read: Callable[[str], str] = lambda path: "") -> str:
    """The name for a local address; ``read`` gives the text of a Linux file, empty when it cannot.

    IPv6 counts by its prefix of 64 bits: the rest of a computer's address changes daily (RFC 8981).
    """
    try:
        own = ipaddress.ip_address(address)
    except ValueError:
        return ""
    # Link-local is what a computer gives itself while nobody else does.
    if own.is_loopback or own.is_unspecified or own.is_link_local:
        return ""
    if own.version == 6:
        return str(ipaddress.ip_network((own, 64), strict=False))
    gateway = default_gateway(read("/proc/net/route"))
    if gateway is None:
        return str(own)
    asks_nobody = _number(read(f"/sys/class/net/{gateway.device}/flags"), 16) & _DEVICE_ASKS_NOBODY
    if asks_nobody or gateway.address == "0.0.0.0":  # noqa: S104 - compared with, not listened on
        return f"{own} {gateway.device}"
    neighbours = read("/proc/net/arp")
    hardware = hardware_address(neighbours, gateway)
    if hardware or not neighbours:
        return " ".join(filter(None, (str(own), gateway.address, hardware)))
    return ""


def default_gateway(routes: str) -> Gateway | None:
    """The preferred default route of ``/proc/net/route`` (proc_net(5)), None without one."""
    found: list[tuple[int, Gateway]] = []
    for line in routes.splitlines()[1:]:
        fields = line.split()
        if len(fields) < 8 or "/" in fields[0]:
            continue
        device, destination, gateway, flags, _, _, metric, mask = fields[:8]
        is_default = destination.strip("0") == mask.strip("0") == ""
        if is_default and _number(flags, 16) & _ROUTE_IS_UP:
            # Printed as a number of this machine's own byte order.
            number = _number(gateway, 16) & 0xFFFFFFFF
            found.append((_number(metric, 10), Gateway(device, socket.inet_ntoa(struct.pack("=I", number)))))
    return min(found, key=lambda each: each[0])[1] if found else None


def hardware_address(neighbours: str, gateway: Gateway) -> str:
    """The gateway's hardware address by ``/proc/net/arp`` (proc_net(5)), empty while it is not known."""
    for line in neighbours.splitlines()[1:]:
        fields = line.split()
        if len(fields) >= 6 and fields[0] == gateway.address and fields[5] == gateway.device:
            is_known = _number(fields[2], 16) & _ENTRY_IS_COMPLETE and fields[3].strip("0:")
            return fields[3].lower() if is_known else ""
    return ""


def _number(text: str, base: int) -> int:
    """``text`` as a number, 0 when it is none."""
    try:
        return max(0, int(text.strip(), base))
    except ValueError:
        return 0


def _linux_file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
