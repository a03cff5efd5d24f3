"""A desktop's tray for end-to-end tests, over D-Bus by jeepney alone: it holds pictures, and a person clicks on them.

Names and numbers are those of the StatusNotifierItem, dbusmenu and Desktop Notifications protocols, which Qt speaks
on Linux. There is nothing to see: the tray is what programs tell it. Qt's messages offer nothing to press there.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, Message, MessageType, new_error, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from support.atspi import until

PATIENCE_S = 30.0
_WATCHER = "org.kde.StatusNotifierWatcher"
_NOTES = "org.freedesktop.Notifications"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_FACTS: dict[str, tuple[str, Any]] = {
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
    "RegisteredStatusNotifierItems": ("as", []),
}


@dataclass(frozen=True)
class Line:
    """One line of a picture's menu."""

    id: int
    label: str
    enabled: bool
    visible: bool


class TrayHost:
    """The tray of the session bus at ``address``; ``notes`` are the messages programs had it show."""

    def __init__(self, address: str) -> None:
        self._serving, self._asking = open_dbus_connection(address), open_dbus_connection(address)
        self._items: list[str] = []
        self.notes: list[str] = []
        self._ends = threading.Event()
        for name in (_WATCHER, _NOTES):
            reply = self._serving.send_and_get_reply(message_bus.RequestName(name), timeout=PATIENCE_S)
            assert reply.body == (1,), f"{name} is taken"
        self._thread = threading.Thread(target=self._serve, name="tray")
        self._thread.start()

    def close(self) -> None:
        """Take the tray away."""
        self._ends.set()
        self._thread.join(PATIENCE_S)
        self._serving.close()
        self._asking.close()

    # --- a person's hands and eyes

    def has_picture(self) -> bool:
        """Whether a program that is still there shows a picture."""
        return bool(self._items) and self._has_owner(self._items[-1])

    def tip(self) -> str:
        """The words that come up over the picture."""
        _, (_, _, title, text) = self._property(_ITEM, "ToolTip", "/StatusNotifierItem")
        return f"{title}\n{text}".strip()

    def sizes(self) -> set[int]:
        """How wide the picture can be had, in points."""
        _, pictures = self._property(_ITEM, "IconPixmap", "/StatusNotifierItem")
        assert all(len(data) == width * height * 4 for width, height, data in pictures)
        return {width for width, _, _ in pictures}

    def click(self) -> None:
        """Press the picture."""
        self._call(_ITEM, "Activate", "/StatusNotifierItem", "ii", (0, 0))

    def menu(self) -> list[Line]:
        """The menu's lines, without separators."""
        _, (_, _, children) = self._call(_MENU, "GetLayout", "/MenuBar", "iias", (0, -1, []))
        found = []
        for _, (number, facts, _) in children:
            told = {name: value for name, (_, value) in facts.items()}
            if told.get("type") != "separator":
                label = str(told.get("label", "")).replace("_", "")
                found.append(Line(number, label, bool(told.get("enabled", True)), bool(told.get("visible", True))))
        return found

    def choose(self, label: str) -> None:
        """Press a line of the menu."""
        [line] = [line for line in self.menu() if line.label == label and line.visible and line.enabled]
        self._call(_MENU, "Event", "/MenuBar", "isvu", (line.id, "clicked", ("s", ""), 0))

    def dump(self) -> str:
        """Everything, for a failure's message."""
        return f"items {self._items}, notes {self.notes}"

    # --- inside

    def _serve(self) -> None:
        while not self._ends.is_set():
            try:
                message = self._serving.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._serving.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        fields = {field.name: value for field, value in message.header.fields.items()}
        member = fields["member"]
        if member == "RegisterStatusNotifierItem":
            # Either a name on the bus, or a path of whoever calls.
            given = message.body[0]
            self._items.append(fields["sender"] if given.startswith("/") else given)
            return new_method_return(message)
        if member == "Get":
            return new_method_return(message, "v", (_FACTS[message.body[1]],))
        if member == "GetAll":
            return new_method_return(message, "a{sv}", (_FACTS,))
        if member == "Notify":
            self.notes.append(message.body[4])
            return new_method_return(message, "u", (len(self.notes),))
        if member == "GetCapabilities":
            return new_method_return(message, "as", (["actions", "body"],))
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _has_owner(self, name: str) -> bool:
        reply = self._asking.send_and_get_reply(message_bus.NameHasOwner(name), timeout=PATIENCE_S)
        return bool(reply.body[0])

    def _property(self, interface: str, name: str, path: str) -> Any:
        return self._call(_PROPERTIES, "Get", path, "ss", (interface, name))

    def _call(self, interface: str, method: str, path: str, signature: str, body: tuple[Any, ...]) -> Any:
        """What the newest picture's program answers; AssertionError with its error."""
        asked = new_method_call(DBusAddress(path, self._items[-1], interface), method, signature, body)
        reply = self._asking.send_and_get_reply(asked, timeout=PATIENCE_S)
        assert reply.header.message_type is not MessageType.error, f"{method}: {reply.body}"
        return reply.body if len(reply.body) != 1 else reply.body[0]


@contextmanager
def tray_host(address: str) -> Iterator[TrayHost]:
    """A tray on the session bus at ``address``."""
    host = TrayHost(address)
    try:
        yield host
    finally:
        host.close()


def wait_for_tip(host: TrayHost, words: str) -> None:
    """Wait until the picture says ``words``."""
    until(lambda: host.has_picture() and words in host.tip(), lambda: f"never said {words!r}: {host.dump()}")
