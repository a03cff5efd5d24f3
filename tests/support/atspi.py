"""A person's eyes on a real window: its accessibility tree, read over D-Bus by jeepney alone.

Names and numbers are those of the AT-SPI protocol (``org.a11y.atspi``).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

PATIENCE_S = 30.0
_ATSPI = "org.a11y.atspi."
_PROPERTIES = "org.freedesktop.DBus.Properties"
_STATES = {1: "active", 4: "checked", 8: "enabled", 12: "focused", 23: "selected", 25: "showing"}
_PAUSE = threading.Event()

Ref = tuple[str, str]


def until(found: Callable[[], Any], what: Callable[[], str], patience_s: float = PATIENCE_S) -> Any:
    """The first truthy answer of ``found``; AssertionError with ``what()`` when there is none in time."""
    end = time.monotonic() + patience_s
    while True:
        answer = found()
        if answer:
            return answer
        assert time.monotonic() < end, what()
        _PAUSE.wait(0.05)


class Eyes:
    """A connection to the accessibility bus of the desktop whose session bus is ``session``."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as bus:
            asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
            address = bus.send_and_get_reply(asked, timeout=PATIENCE_S).body[0]
        self._bus = open_dbus_connection(address)

    def close(self) -> None:
        """Look away."""
        self._bus.close()

    def call(self, ref: Ref, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        """Call a method; LookupError when the node is gone."""
        message = new_method_call(DBusAddress(ref[1], ref[0], interface), method, signature or None, body)
        reply = self._bus.send_and_get_reply(message, timeout=PATIENCE_S)
        if reply.header.message_type == MessageType.error:
            raise LookupError(method)
        return reply.body[0] if reply.body else None

    def application(self, name: str) -> Node:
        """The running program called ``name``, waited for."""
        root = Node(self, ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"))

        def found() -> Node | None:
            try:
                return next((child for child in root.children() if child.name == name), None)
            except LookupError:
                return None  # the registry is being started

        node = until(found, lambda: f"no program {name!r} on the accessibility bus")
        assert isinstance(node, Node)
        return node


class Node:
    """One element of the tree."""

    def __init__(self, eyes: Eyes, ref: Ref) -> None:
        self.eyes, self.ref = eyes, (ref[0], ref[1])

    def _property(self, interface: str, name: str) -> Any:
        return self.eyes.call(self.ref, _PROPERTIES, "Get", "ss", (_ATSPI + interface, name))[1]

    @property
    def name(self) -> str:
        """What a screen reader says first."""
        return str(self._property("Accessible", "Name"))

    @property
    def id(self) -> str:
        """The last part of the path of objectNames: the same in every language."""
        return str(self._property("Accessible", "AccessibleId")).split(".")[-1]

    @property
    def states(self) -> set[str]:
        """Those of its states that we have a word for."""
        low, high = self.eyes.call(self.ref, _ATSPI + "Accessible", "GetState")
        bits = low | high << 32
        return {word for bit, word in _STATES.items() if bits >> bit & 1}

    @property
    def text(self) -> str:
        """The text in a field; dots for a secret."""
        return str(self.eyes.call(self.ref, _ATSPI + "Text", "GetText", "ii", (0, -1)))

    @property
    def value(self) -> float:
        """The value of a bar."""
        return float(self._property("Value", "CurrentValue"))

    def children(self) -> list[Node]:
        """The elements directly below."""
        return [Node(self.eyes, ref) for ref in self.eyes.call(self.ref, _ATSPI + "Accessible", "GetChildren")]

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Everything below that is on the screen; pages that are not shown are left out."""
        yield depth, self
        try:
            for child in self.children():
                if depth == 0 or "showing" in child.states:
                    yield from child.walk(depth + 1)
        except LookupError:
            return

    def find(self, wanted: str, patience_s: float = PATIENCE_S) -> Node:
        """The element on the screen with this objectName, waited for."""
        node = until(lambda: self.now(wanted), lambda: f"{wanted} is not on the screen:\n{self.dump()}", patience_s)
        assert isinstance(node, Node)
        return node

    def now(self, wanted: str) -> Node | None:
        """The element on the screen with this objectName at this moment, or None."""
        for _, node in self.walk():
            try:
                if node.id == wanted and "showing" in node.states:
                    return node
            except LookupError:
                continue
        return None

    def focused(self) -> Node | None:
        """The element that has the keyboard."""
        for _, node in self.walk():
            try:
                if "focused" in node.states:
                    return node
            except LookupError:
                continue
        return None

    def dump(self) -> str:
        """Everything on the screen, for a failure's message."""
        lines = []
        for depth, node in self.walk():
            try:
                lines.append(f"{'  ' * depth}{node.id} {node.name!r} {'*' if 'focused' in node.states else ''}")
            except LookupError:
                continue
        return "\n".join(lines)
