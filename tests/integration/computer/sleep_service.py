"""The desktop's half of keeping awake: services on a private bus that count who holds the computer awake.

Each does what the real ones do (GNOME's session manager, KDE's and others' power manager): it gives a cookie for an
Inhibit, takes it back with the cookie, and forgets whoever leaves the bus.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE_S = 20.0
_POLL_S = 0.05
_BUS = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")


@dataclass(frozen=True, slots=True)
class Interface:
    """Where a service of this kind listens, and what its two calls look like."""

    name: str
    path: str
    interface: str
    inhibit: str
    uninhibit: str


POWER_MANAGER = Interface(
    "org.freedesktop.PowerManagement",
    "/org/freedesktop/PowerManagement/Inhibit",
    "org.freedesktop.PowerManagement.Inhibit",
    "ss",
    "UnInhibit",
)
SESSION_MANAGER = Interface(
    "org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager", "susu", "Uninhibit"
)


@dataclass
class SleepService:
    """One service on the bus.

    ``is_silent``: it does what it is told and never answers. ``is_stubborn``: it gives up no hold before its holder is
    gone, and does not answer to that wish either.
    """

    kind: Interface
    refuses: bool = False
    is_silent: bool = False
    is_stubborn: bool = False
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    """The arguments of each Inhibit, in order."""
    released: list[str] = field(default_factory=list)
    """How each hold ended: ``uninhibit`` or ``gone``."""
    strangers: list[str] = field(default_factory=list)
    """Calls that no such service knows."""
    holders: dict[int, str] = field(default_factory=dict)
    """Who holds the computer awake: connection by cookie."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for_holders(self, count: int, within_s: float = PATIENCE_S) -> float:
        """Wait until so many hold it awake; the seconds that took."""
        began = time.monotonic()
        with self.changed:
            reached = self.changed.wait_for(lambda: len(self.holders) == count, within_s)
            assert reached, f"{len(self.holders)} hold it awake after {within_s} s, not {count}"
        return time.monotonic() - began

    def wait_for_asked(self, count: int) -> None:
        """Wait until Inhibit was called so many times."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.asked) >= count, PATIENCE_S), "nobody asked"

    def hear(self, message: Message) -> Message | None:
        """The answer to a message, None when it gets none."""
        fields = message.header.fields
        member, sender = fields.get(HeaderFields.member), fields.get(HeaderFields.sender, "")
        with self.changed:
            if message.header.message_type is MessageType.signal:
                if member == "NameOwnerChanged" and not message.body[2]:
                    self._forget(message.body[0])
                return None
            if message.header.message_type is not MessageType.method_call:
                return None
            answer = self._answer(message, member, sender)
            self.changed.notify_all()
        is_expected = not message.header.flags & MessageFlag.no_reply_expected
        return answer if is_expected and not self.is_silent else None

    def _answer(self, message: Message, member: str | None, sender: str) -> Message | None:
        fields = message.header.fields
        where = (fields.get(HeaderFields.path), fields.get(HeaderFields.interface))
        form = fields.get(HeaderFields.signature, "")
        if where == (self.kind.path, self.kind.interface):
            if (member, form) == ("Inhibit", self.kind.inhibit):
                self.asked.append(message.body)
                if self.refuses:
                    return new_error(message, f"{self.kind.name}.PermissionDenied")
                cookie = 1000 + len(self.asked)
                self.holders[cookie] = sender
                return new_method_return(message, "u", (cookie,))
            if (member, form) == (self.kind.uninhibit, "u") and self.holders.get(message.body[0]) == sender:
                if self.is_stubborn:
                    return None
                del self.holders[message.body[0]]
                self.released.append("uninhibit")
                return new_method_return(message)
        self.strangers.append(f"{where} {member} {form}")
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _forget(self, connection: str) -> None:
        for cookie in [cookie for cookie, holder in self.holders.items() if holder == connection]:
            del self.holders[cookie]
            self.released.append("gone")
        self.changed.notify_all()


@contextmanager
def serving(address: str, service: SleepService) -> Iterator[SleepService]:
    """``service`` on the bus at ``address``."""
    over = threading.Event()
    with open_dbus_connection(address) as connection:
        _call(connection, "RequestName", "su", (service.kind.name, 0))
        rule = MatchRule(type="signal", interface=_BUS.interface, member="NameOwnerChanged", path=_BUS.object_path)
        _call(connection, "AddMatch", "s", (rule.serialise(),))

        def serve() -> None:
            while not over.is_set():
                try:
                    message = connection.receive(timeout=_POLL_S)
                except TimeoutError:
                    continue
                answer = service.hear(message)
                if answer is not None:
                    connection.send(answer)

        thread = threading.Thread(target=serve, name=service.kind.name)
        thread.start()
        try:
            yield service
        finally:
            over.set()
            thread.join(PATIENCE_S)


def _call(connection: DBusConnection, member: str, form: str, values: tuple[Any, ...]) -> None:
    reply = connection.send_and_get_reply(new_method_call(_BUS, member, form, values), timeout=PATIENCE_S)
    assert reply.header.message_type is MessageType.method_return, reply.body
