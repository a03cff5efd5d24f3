"""What holds for every test: a home of its own, no screen, no network but this machine, the same examples each time."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_HOME = Path(tempfile.mkdtemp(prefix="avatar-wizard-tests-"))

# Whatever could lead a test, or a program that it starts, to the person's own files, keyring, screen or account.
_UNWANTED = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE")
# What must not be kept would be compiled anew by every program that a test starts.
_UNWANTED += ("PYTHONDONTWRITEBYTECODE",)
_UNWANTED_PREFIXES = ("AVATAR_WIZARD_", "XDG_", "HUAWEICLOUD_")


def _clean_environment() -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name in _UNWANTED or name.startswith(_UNWANTED_PREFIXES):
            del os.environ[name]
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for name, below in folders.items():
        folder = _HOME / below
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.environ[name] = str(folder)
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# At import, not in a fixture: modules under test may look at the environment when they are imported.
_clean_environment()

# A shared machine is slow at times: neither a deadline nor a slow first example says anything about the code.
settings.register_profile(
    "reproducible", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("reproducible")

_strays: list[str] = []


def is_local(host: object) -> bool:
    """Tell whether a host, as a socket call names it, is this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what leaves this machine. An audit hook sees every library's sockets, also those opened in threads."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        endpoint, address = arguments[0], arguments[1]
        if not isinstance(endpoint, socket.socket) or endpoint.family not in (socket.AF_INET, socket.AF_INET6):
            return
        if event == "socket.connect" and endpoint.type == socket.SOCK_DGRAM:
            return  # sends nothing: it only asks the system for the way out
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not is_local(host):
        _strays.append(f"{event} {host!s}")
        raise OSError(errno.ENETUNREACH, "tests reach this machine only")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def no_stray_connections() -> Iterator[list[str]]:
    """Fail a test that tried to leave this machine, also when the code under test swallowed the refusal."""
    _strays.clear()
    yield _strays
    tried = list(_strays)
    _strays.clear()
    assert not tried, f"the test tried to leave this machine: {tried}"


def pytest_unconfigure() -> None:
    """Remove this session's home."""
    with contextlib.suppress(OSError):
        shutil.rmtree(_HOME)
