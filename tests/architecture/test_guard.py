"""The tests' own fences hold: no network, no home of a person, no screen."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 443), ("2001:db8::1", 443, 0, 0)])
def test_a_connection_to_another_machine_is_refused(
    address: tuple[object, ...], no_stray_connections: list[str]
) -> None:
    family = socket.AF_INET if len(address) == 2 else socket.AF_INET6
    with socket.socket(family, socket.SOCK_STREAM) as endpoint, pytest.raises(OSError, match="this machine only"):
        endpoint.connect(address)
    assert no_stray_connections == [f"socket.connect {address[0]}"]
    no_stray_connections.clear()


def test_a_name_is_not_looked_up(no_stray_connections: list[str]) -> None:
    with pytest.raises(OSError, match="this machine only"):
        socket.getaddrinfo("metastudio.example.invalid", 443)
    assert no_stray_connections == ["socket.getaddrinfo metastudio.example.invalid"]
    no_stray_connections.clear()


def test_a_datagram_is_refused(no_stray_connections: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as endpoint, pytest.raises(OSError, match="machine only"):
        endpoint.sendto(b"x", ("192.0.2.1", 53))
    no_stray_connections.clear()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
        accepted, _ = server.accept()
        with accepted:
            assert accepted.recv(1) == b"x"


def test_the_home_is_the_tests_own() -> None:
    assert "avatar-wizard-tests-" in str(Path.home())
    assert all(
        "avatar-wizard-tests-" in os.environ[f"XDG_{kind}_HOME"] for kind in ("CONFIG", "DATA", "STATE", "CACHE")
    )
    assert not {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "AVATAR_WIZARD_AK"}.intersection(os.environ)
