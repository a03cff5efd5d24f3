"""The network's name: stable where the network is the same, different where it is not, and found without a packet."""

from __future__ import annotations

import ipaddress
import shutil
import socket
import string
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from avatar_wizard.uploads.network import (
    Gateway,
    default_gateway,
    hardware_address,
    local_address,
    network_here,
    network_name,
)

GUI = Path(__file__).parents[3] / "gui"
ROUTES = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
NEIGHBOURS = "IP address       HW type     Flags       HW address            Mask     Device\n"
HARDWARE = "02:fc:00:00:00:05"

devices = st.text(string.ascii_lowercase + string.digits + "-.@", min_size=1, max_size=15)
addresses = st.ip_addresses(v=4).map(str)
hardware = st.binary(min_size=6, max_size=6).filter(any).map(lambda raw: raw.hex(":"))
junk = st.text(st.characters(codec="ascii"), max_size=400)


def as_number(address: str) -> str:
    return f"{struct.unpack('=I', socket.inet_aton(address))[0]:08X}"


def route(device: str, gateway: str, *, metric: int = 0, flags: int = 3, mask: str = "0.0.0.0") -> str:
    return f"{device}\t00000000\t{as_number(gateway)}\t{flags:04X}\t0\t0\t{metric}\t{as_number(mask)}\t0\t0\t0\n"


def neighbour(address: str, device: str, hw: str = HARDWARE, flags: str = "0x2") -> str:
    return f"{address:16} 0x1         {flags}         {hw}     *        {device}\n"


def linux(routes: str = "", neighbours: str = "", flags: str = "0x1003") -> dict[str, str]:
    files = {"/proc/net/route": ROUTES + routes, "/proc/net/arp": NEIGHBOURS + neighbours}
    return files | {f"/sys/class/net/{device}/flags": f"{flags}\n" for device in ("wlan0", "eth0", "tun0")}


def name(files: dict[str, str], address: str = "192.168.1.7") -> str:
    return network_name(address, lambda path: files.get(path, ""))


@given(st.lists(st.tuples(devices, addresses, st.integers(0, 10**6)), min_size=1, max_size=6))
def test_the_preferred_gateway_is_found_among_any(routes: list[tuple[str, str, int]]) -> None:
    text = ROUTES + "".join(route(device, gateway, metric=metric) for device, gateway, metric in routes)
    device, gateway, _ = min(routes, key=lambda each: each[2])
    assert default_gateway(text) == Gateway(device, gateway)


@given(devices, addresses)
def test_what_leads_only_to_some_or_is_down_is_no_default(device: str, gateway: str) -> None:
    near = route(device, gateway, mask="255.255.255.0")
    down = route(device, gateway, flags=2)
    half = route(device, gateway, mask="128.0.0.0")
    assert default_gateway(ROUTES + near + down + half) is None


@given(addresses, devices, hardware)
def test_the_gateways_hardware_is_found_on_its_own_device(address: str, device: str, hw: str) -> None:
    elsewhere = neighbour(address, device + "x", "02:00:00:00:00:01")
    assert hardware_address(NEIGHBOURS + elsewhere + neighbour(address, device, hw), Gateway(device, address)) == hw
    assert hardware_address(NEIGHBOURS + elsewhere, Gateway(device, address)) == ""


@pytest.mark.parametrize("line", [neighbour("10.0.0.1", "eth0", flags="0x0"), neighbour("10.0.0.1", "eth0", "00:" * 6)])
def test_a_neighbour_that_does_not_answer_has_none(line: str) -> None:
    assert hardware_address(NEIGHBOURS + line, Gateway("eth0", "10.0.0.1")) == ""


@given(junk, junk, junk, junk)
def test_junk_is_never_an_error(routes: str, neighbours: str, flags: str, address: str) -> None:
    default_gateway(routes)
    default_gateway(ROUTES + routes)
    hardware_address(neighbours, Gateway("eth0", "10.0.0.1"))
    name({"/proc/net/route": ROUTES + routes + route("eth0", "10.0.0.1"), "/proc/net/arp": neighbours})
    name({"/proc/net/route": ROUTES + route("eth0", "10.0.0.1"), "/sys/class/net/eth0/flags": flags})
    network_name(address)


def test_the_same_addresses_at_home_and_at_work_are_told_apart() -> None:
    way = route("wlan0", "192.168.1.1")
    home = name(linux(way, neighbour("192.168.1.1", "wlan0")))
    work = name(linux(way, neighbour("192.168.1.1", "wlan0", "02:fc:00:00:00:06")))
    assert home
    assert work
    assert home != work
    assert home == name(linux(way, neighbour("192.168.1.9", "wlan0") + neighbour("192.168.1.1", "wlan0", HARDWARE)))


def test_cable_and_wireless_are_two_networks() -> None:
    files = linux(route("eth0", "192.168.1.1"), neighbour("192.168.1.1", "eth0"))
    assert name(files, "192.168.1.7") != name(files, "192.168.1.8")


def test_until_the_gateway_has_answered_the_name_is_unknown_and_not_another_one() -> None:
    way = route("wlan0", "192.168.1.1")
    assert name(linux(way)) == ""
    assert name(linux(way, neighbour("192.168.1.1", "wlan0", "00:00:00:00:00:00", "0x0"))) == ""


def test_a_tunnel_has_no_neighbours_and_a_name_all_the_same() -> None:
    assert name(linux(route("tun0", "10.8.0.1"), flags="0x1091"), "10.8.0.2") == "10.8.0.2 tun0"
    assert name(linux(route("wlan0", "0.0.0.0")), "10.8.0.2") == "10.8.0.2 wlan0"


def test_where_the_system_shows_no_tables_the_address_is_the_name() -> None:
    assert name({}) == "192.168.1.7"
    assert network_name("192.168.1.7") == "192.168.1.7"
    assert name({"/proc/net/route": ROUTES + route("eth0", "192.168.1.1")}) == "192.168.1.7 192.168.1.1"


@pytest.mark.parametrize("address", ["", "127.0.0.1", "0.0.0.0", "169.254.3.4", "::1", "::", "fe80::1", "nonsense"])
def test_addresses_that_lead_nowhere(address: str) -> None:
    assert network_name(address) == ""


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_ipv6_counts_by_its_prefix(address: ipaddress.IPv6Address, rest: int) -> None:
    other = ipaddress.IPv6Address((int(address) >> 64 << 64) | rest)
    if any((a.is_loopback or a.is_unspecified or a.is_link_local) for a in (address, other)):
        return
    assert network_name(str(address)) == network_name(str(other)) == f"{ipaddress.ip_network((address, 64), False)}"


def test_the_local_address_is_the_one_that_faces_there() -> None:
    assert local_address(socket.AF_INET, "127.0.0.1") == "127.0.0.1"
    assert local_address(socket.AF_INET, "127.0.0.9") == "127.0.0.1"


def test_no_way_out_is_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(socket.socket):
        def connect(self, address: object) -> None:
            raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", Deaf)
    assert network_here() == ""


LOOK = "from avatar_wizard.uploads import network_here; print(network_here())"
COUNT = """
import pathlib
lines = [line.split() for line in pathlib.Path("/proc/net/snmp").read_text().splitlines() if line.startswith("Udp:")]
print(dict(zip(*lines))["OutDatagrams"])
"""
NET = """
ip link add there type veth peer name far && ip link set far up && ip link set there up || exit 3
ip addr add 203.0.113.7/24 dev there && ip route add default via 203.0.113.1 dev there || exit 3
{python} -c '{look}'
ip neigh add 203.0.113.1 lladdr {hardware} dev there || exit 3
{python} -c '{look}{count}'
ip link set there down
{python} -c '{look}'
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="network namespaces are Linux's own")
def test_in_a_network_of_its_own_it_finds_the_way_out_and_sends_nothing() -> None:
    if not shutil.which("unshare") or not shutil.which("ip"):
        pytest.skip("needs unshare and ip")
    script = NET.format(python=sys.executable, look=LOOK, count=COUNT, hardware=HARDWARE)
    run = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PYTHONPATH": str(GUI), "PATH": "/usr/sbin:/sbin:/usr/bin:/bin"},
    )
    if run.returncode == 3 or "unshare" in run.stderr:
        pytest.skip(f"this system gives nobody a network of their own: {run.stderr.strip()}")
    assert run.stderr == ""
    assert run.stdout.splitlines() == ["", f"203.0.113.7 203.0.113.1 {HARDWARE}", "0", ""]
