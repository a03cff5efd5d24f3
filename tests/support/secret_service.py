"""A real Secret Service of the tests' own: a private bus and a gnome-keyring with an empty home.

Use ``secret_service`` for one that is unlocked, ``locked_secret_service`` for one that nobody can unlock (there is
no screen for its prompt), ``empty_bus`` for a bus without any. Each yields the environment that leads to it; nothing
of it outlives the with statement.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

PATIENCE_S = 30.0
_NAME = "org.freedesktop.secrets"
_BUS = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
# No service folders: nothing that is installed on this machine may be started by a message.
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def empty_bus() -> Iterator[Mapping[str, str]]:
    """A session bus on which nobody keeps secrets."""
    with _folder() as folder, _bus(folder) as environment:
        yield environment


@contextmanager
def secret_service(password: str = "opens the tests' keyring") -> Iterator[Mapping[str, str]]:
    """A Secret Service whose default collection is unlocked."""
    with _folder() as folder, _bus(folder) as environment, _daemon(environment, password):
        yield environment


@contextmanager
def locked_secret_service(*, was_used: bool = True) -> Iterator[Mapping[str, str]]:
    """A Secret Service that would have to ask a person: to unlock its collection, or (not ``was_used``) to make one."""
    with _folder() as folder, _bus(folder) as environment:
        if was_used:
            with _daemon(environment, "forgotten since"):
                pass
        with _daemon(environment, None):
            yield environment


@contextmanager
def _folder() -> Iterator[Path]:
    # Not pytest's own folders: a socket's path may have 107 characters only.
    with tempfile.TemporaryDirectory(prefix="aw-bus-") as folder:
        yield Path(folder)


@contextmanager
def _bus(folder: Path) -> Iterator[Mapping[str, str]]:
    for name in ("home", "data", "run"):
        (folder / name).mkdir(mode=0o700)
    configuration = folder / "bus.conf"
    configuration.write_text(_CONFIGURATION.format(socket=escape(str(folder / "bus"))), encoding="utf-8")
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--nopidfile", "--print-address=1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address, "dbus-daemon did not start"
        yield {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
        }
    finally:
        _end(daemon)


@contextmanager
def _daemon(environment: Mapping[str, str], password: str | None) -> Iterator[None]:
    """gnome-keyring, unlocked with ``password`` (which makes the login keyring when there is none)."""
    daemon = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--components=secrets", *(["--unlock"] if password else [])],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    try:
        assert daemon.stdin is not None
        daemon.stdin.write((password or "").encode())
        daemon.stdin.close()
        _wait_for_owner(environment["DBUS_SESSION_BUS_ADDRESS"], daemon)
        yield
    finally:
        _end(daemon)


def _wait_for_owner(address: str, daemon: subprocess.Popen[bytes]) -> None:
    deadline, pause = time.monotonic() + PATIENCE_S, threading.Event()
    with open_dbus_connection(address) as connection:
        while True:
            question = new_method_call(_BUS, "NameHasOwner", "s", (_NAME,))
            if connection.send_and_get_reply(question, timeout=PATIENCE_S).body[0]:
                return
            assert daemon.poll() is None, "gnome-keyring-daemon ended"
            assert time.monotonic() < deadline, "gnome-keyring-daemon did not take its name"
            pause.wait(0.02)


def _end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
