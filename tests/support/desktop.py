"""A whole small desktop for end-to-end tests: a screen, a session bus, a keyring, and a person's fingers."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.atspi import Eyes, Node, until


@dataclass(frozen=True)
class Desktop:
    """``environment`` leads a program onto it."""

    environment: dict[str, str]
    folder: Path

    @property
    def bus(self) -> str:
        """The address of the session bus."""
        return self.environment["DBUS_SESSION_BUS_ADDRESS"]


@contextmanager
def desktop() -> Iterator[Desktop]:
    """An X screen without a window manager, a session bus with accessibility, and an unlocked Secret Service."""
    with tempfile.TemporaryDirectory(prefix="aw-desk-") as name:
        folder = Path(name)
        for part in ("home", "data", "run", "logs"):
            (folder / part).mkdir(mode=0o700)
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            display = told.readline().strip()
        assert display, "Xvfb did not start"
        environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "logs"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        ring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert ring.stdin is not None
        ring.stdin.write(b"opens it")
        ring.stdin.close()
        try:
            yield Desktop(environment, folder)
        finally:
            for process in (ring, bus, screen):
                process.terminate()
                process.wait(10)
            bus.stdout.close()


class Person:
    """Reads the window through its accessibility tree and uses the keyboard; there is no mouse."""

    def __init__(self, place: Desktop, program: str) -> None:
        self._place = place
        self.eyes = Eyes(place.bus)
        self.window = self.eyes.application(program)

    def close(self) -> None:
        """Go away."""
        self.eyes.close()

    def press(self, *keys: str) -> None:
        """Press keys one after the other (xdotool's names)."""
        self._focus()
        self._xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type ASCII text."""
        self._focus()
        self._xdotool("type", "--clearmodifiers", "--delay", "8", text)

    def go_to(self, wanted: str) -> Node:
        """Press Tab until the element called ``wanted`` has the keyboard."""
        self.window.find(wanted)
        for _ in range(80):
            if self._arrived(wanted):
                return self.window.find(wanted)
            self.press("Tab")
        raise AssertionError(f"Tab never reached {wanted}; it is at {self.at()}\n{self.window.dump()}")

    def fill(self, wanted: str, text: str) -> None:
        """Go to a field, replace what is in it, and see that it took the text."""
        node = self.go_to(wanted)
        self.press("ctrl+a")
        self.type(text)
        until(lambda: len(node.text) == len(text), lambda: f"{wanted} took {len(node.text)} letters of {len(text)}")

    def use(self, wanted: str) -> None:
        """Go to a button or a choice and press the space bar on it."""
        self.go_to(wanted)
        self.press("space")

    def at(self) -> str:
        """The name of what has the keyboard."""
        node = self.window.focused()
        return node.id if node else ""

    def _arrived(self, wanted: str) -> bool:
        """Whether the keyboard is there; looked at twice, since the event of the last key may be on its way.

        A list names its current line as focused even while the keyboard is elsewhere, so only ``wanted`` is asked.
        """
        for _ in range(2):
            try:
                node = self.window.now(wanted)
                if node is not None and "focused" in node.states:
                    return True
            except LookupError:
                continue  # it was made anew just now
        return False

    def _focus(self) -> None:
        """Give the keyboard to the newest window: without a window manager nobody else does."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".+").split()
        if found:
            self._xdotool("windowfocus", "--sync", found[-1])

    def _xdotool(self, *words: str) -> str:
        ran = subprocess.run(
            ["xdotool", *words], env=self._place.environment, capture_output=True, timeout=30, check=False
        )
        return ran.stdout.decode()
