"""The computer kept awake while this program works, through wakepy: each of three systems is asked in its own way.

Windows: SetThreadExecutionState. macOS: ``caffeinate``. Linux: the desktop's power manager or session manager, over
D-Bus. None of them holds against a closed lid or the power button. Each lets go when this process dies.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import DBusAdapter
    from wakepy.core import DBusMethodCall

APPLICATION = "Avatar Wizard"
REASON = "Sending or checking footage"
ANSWER_S = 1
"""How long one question on the D-Bus may take, in seconds. The desktop answers within milliseconds."""
PATIENCE_S = 4.0
"""How long ``keep`` waits at most, in seconds. wakepy asks two services in turn, and knows no limit everywhere."""
RELEASE_S = 2.0
"""How long ``let_go`` waits at most, in seconds."""

log = logging.getLogger(__name__)


class SystemWakefulness:
    """Keeps the computer from falling asleep by itself; the screen may go dark. Safe from any thread.

    A system that does not answer is left to itself after some seconds; should it agree later on, then what it agreed
    to is held if it is still wanted, and given back at once if not.
    """

    def __init__(
        self,
        *,
        reason: str = REASON,
        patience_s: float = PATIENCE_S,
        ask: Callable[[], AbstractContextManager[bool]] | None = None,
    ) -> None:
        """``reason`` is what the desktop may show beside the program's name.

        ``ask`` holds the computer awake while it is entered, and tells by its value whether the system agreed.
        """
        self._ask = ask if ask is not None else partial(_system_kept_awake, reason)
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._hold: _Hold | None = None
        self._former: _Hold | None = None

    def keep(self) -> bool:
        """Keep it awake from now on; whether the system agreed. Calling again changes nothing. Never raises."""
        with self._lock:
            former = self._former if self._hold is None else None
        if former is not None and former.answer() is None:
            # It still hangs in the last question: another would only hang beside it.
            return False
        with self._lock:
            is_first = self._hold is None
            if self._hold is None:
                self._hold, self._former = _Hold(self._ask, self._patience_s), None
            hold = self._hold
        answer = hold.answer()
        if answer is None and is_first:
            log.info("not kept awake", extra={"platform": sys.platform, "kind": "no-answer"})
        return answer is True

    def let_go(self) -> None:
        """Let it sleep again; without ``keep`` before it, nothing. Never raises."""
        with self._lock:
            hold, self._hold = self._hold, None
            if hold is not None:
                self._former = hold
        if hold is not None:
            hold.end()


class _Hold:
    """One time of being kept awake, on a thread of its own from its beginning to its end.

    wakepy's modes belong to the thread that enters them, and SetThreadExecutionState to the thread that calls it.
    The thread is a daemon, and so are those that wakepy starts on it: a program that ends does not wait for them.
    """

    def __init__(self, ask: Callable[[], AbstractContextManager[bool]], patience_s: float) -> None:
        """Begin, without waiting for anything."""
        self._ask = ask
        self._deadline = time.monotonic() + patience_s
        self._is_agreed = False
        self._answered = threading.Event()
        self._unwanted = threading.Event()
        self._ended = threading.Event()
        try:
            threading.Thread(target=self._run, name="awake", daemon=True).start()
        except RuntimeError:  # the system gives no more threads
            self._end_in_failure("no-thread")

    def answer(self) -> bool | None:
        """What the system said, waiting for it as long as patience reaches; None while it has said nothing."""
        if not self._answered.wait(max(0.0, self._deadline - time.monotonic())):
            return None
        return self._is_agreed

    def end(self) -> None:
        """Give it back, and wait until it is given back, but not on a system that is known to hang."""
        self._unwanted.set()
        if self._answered.is_set() or time.monotonic() < self._deadline:
            self._ended.wait(RELEASE_S)

    def _run(self) -> None:
        try:
            with self._ask() as self._is_agreed:
                if not self._is_agreed:
                    log.info("not kept awake", extra={"platform": sys.platform, "kind": "refused"})
                self._answered.set()
                self._unwanted.wait()
        except Exception as error:  # noqa: BLE001 - each system fails in its own ways, and work goes on without
            self._end_in_failure(type(error).__name__)
        self._ended.set()

    def _end_in_failure(self, kind: str) -> None:
        if self._is_agreed:
            log.info("let go, but not confirmed", extra={"platform": sys.platform, "kind": kind})
        else:
            log.info("not kept awake", extra={"platform": sys.platform, "kind": kind})
        self._answered.set()
        self._ended.set()


@contextmanager
def _system_kept_awake(reason: str) -> Iterator[bool]:
    """Held while entered; whether the system agreed. To be entered and left on the same thread."""
    # Late: nobody who only starts the program pays for it.
    from wakepy import keep

    buses: list[DBusAdapter] = []
    try:
        with keep.running(on_fail="pass", dbus_adapter=_bus(reason, buses)) as mode:
            if not mode.active:
                _close(buses)
            yield mode.active
    finally:
        _close(buses)


def _close(buses: list[DBusAdapter]) -> None:
    # A service that did not answer in time may have agreed all the same; it forgets when its caller hangs up. wakepy
    # hangs up by itself only after a release that went well.
    for bus in buses:
        bus.close_connections()


def _bus(reason: str, made: list[DBusAdapter]) -> type[DBusAdapter] | None:
    """The kind of D-Bus connection that speaks in this program's name; None on systems without D-Bus.

    Each one made is added to ``made``.
    """
    try:
        from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter
    except ImportError:  # Windows and macOS have no jeepney
        return None
    # What the services call the two texts: org.freedesktop.PowerManagement, then org.gnome.SessionManager.
    ours = {"application_name": APPLICATION, "reason_for_inhibit": reason, "app_id": APPLICATION, "reason": reason}

    class Bus(JeepneyDBusAdapter):
        """Says who asks and why: wakepy would say "wakepy", which tells a person nothing."""

        timeout = ANSWER_S

        def __init__(self) -> None:
            super().__init__()
            made.append(self)

        def process(self, call: DBusMethodCall) -> object:
            given = call.get_kwargs() or {}
            return super().process(call.method.to_call({name: ours.get(name, given[name]) for name in given}))

        def close_connections(self) -> None:
            # Without wakepy's collection of garbage: what it finds may be the window's, and dies on that thread only.
            while self._connections:
                self.close_connection(self._connections.popitem()[1])

    return Bus
