"""Keeping a Linux computer awake, with the real wakepy on a real bus of the tests' own and services that count."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from avatar_wizard.awake import APPLICATION, PATIENCE_S, REASON, RELEASE_S, SystemWakefulness
from avatar_wizard.logs import WhitelistFormatter
from integration.computer.running import bus_without_a_word, holder
from integration.computer.sleep_service import POWER_MANAGER, SESSION_MANAGER, Interface, SleepService, serving
from support.secret_service import empty_bus

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="the D-Bus is Linux's")]

WORDS = {
    POWER_MANAGER: ("Avatar Wizard", "Sending or checking footage"),
    # 42: wakepy has no window of ours to name. 4: no sleep; the screen may go dark.
    SESSION_MANAGER: ("Avatar Wizard", 42, "Sending or checking footage", 4),
}
both = pytest.mark.parametrize("kind", [POWER_MANAGER, SESSION_MANAGER], ids=lambda kind: kind.name)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A session bus on which nobody offers anything; its address, which the environment tells as well."""
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    with empty_bus() as environment:
        address = environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


@pytest.fixture(autouse=True)
def everything_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="avatar_wizard.awake")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    formatter = WhitelistFormatter()
    return [formatter.format(record).split(" ", 2)[2] for record in caplog.records]


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline, pause = time.monotonic() + 5 * PATIENCE_S, threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, "it never came to that"
        pause.wait(0.01)


REFUSED = "avatar_wizard.awake not kept awake platform=linux kind="


# -- services that work


@both
def test_the_desktop_is_asked_and_released(kind: Interface, bus: str, caplog: pytest.LogCaptureFixture) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(kind)) as service:
        assert awake.keep()
        assert awake.keep()
        assert len(service.holders) == 1
        awake.let_go()
        assert service.wait_for_holders(0, RELEASE_S) < RELEASE_S
    assert service.released == ["uninhibit"]
    # One question, one release, and not a word about the person, the computer or a file.
    assert service.asked == [WORDS[kind]]
    assert service.strangers == []
    assert (APPLICATION, REASON) == ("Avatar Wizard", "Sending or checking footage")
    assert caplog.records == []


@both
def test_it_can_be_kept_again_and_again(kind: Interface, bus: str) -> None:
    awake = SystemWakefulness(reason="Filme werden gesendet")
    with serving(bus, SleepService(kind)) as service:
        for _ in range(5):
            assert awake.keep()
            service.wait_for_holders(1)
            awake.let_go()
            service.wait_for_holders(0, RELEASE_S)
    assert len(service.asked) == 5
    assert {words[-2 if kind is SESSION_MANAGER else -1] for words in service.asked} == {"Filme werden gesendet"}


def test_the_power_manager_is_asked_before_the_session_manager(bus: str) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(POWER_MANAGER)) as first, serving(bus, SleepService(SESSION_MANAGER)) as second:
        assert awake.keep()
        awake.let_go()
        first.refuses = True
        assert awake.keep()
        awake.let_go()
    assert (len(first.asked), len(second.asked)) == (2, 1)
    assert (first.released, second.released) == (["uninhibit"], ["uninhibit"])


def test_whoever_lets_go_need_not_be_who_kept(bus: str) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(SESSION_MANAGER)) as service:
        keeper = threading.Thread(target=awake.keep)
        keeper.start()
        keeper.join(PATIENCE_S)
        service.wait_for_holders(1)
        leaver = threading.Thread(target=awake.let_go)
        leaver.start()
        service.wait_for_holders(0, RELEASE_S)
        leaver.join(PATIENCE_S)
    assert service.released == ["uninhibit"]


def test_garbage_is_not_collected_on_the_way(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A widget in the garbage must not die on any thread but the window's.
    collected: list[threading.Thread] = []
    monkeypatch.setattr(gc, "collect", lambda *_: collected.append(threading.current_thread()))
    awake = SystemWakefulness()
    with serving(bus, SleepService(SESSION_MANAGER)):
        assert awake.keep()
        awake.let_go()
    assert collected == []


@both
def test_a_killed_program_holds_nothing(kind: Interface, bus: str) -> None:
    with serving(bus, SleepService(kind)) as service, holder({"DBUS_SESSION_BUS_ADDRESS": bus}) as program:
        assert program.agreed
        assert len(service.holders) == 1
        os.kill(program.process.pid, signal.SIGKILL)
        assert service.wait_for_holders(0, RELEASE_S) < RELEASE_S
        assert service.released == ["gone"]


def test_a_program_may_end_without_letting_go(bus: str) -> None:
    with serving(bus, SleepService(SESSION_MANAGER)) as service, holder({"DBUS_SESSION_BUS_ADDRESS": bus}) as program:
        assert program.agreed
        program.tell("exit")
        service.wait_for_holders(0)
        assert program.process.wait(PATIENCE_S) == 0
        assert service.released == ["gone"]


# -- services that do not


def test_a_bus_without_any_service_is_a_quiet_no(bus: str, caplog: pytest.LogCaptureFixture) -> None:
    awake = SystemWakefulness()
    began = time.monotonic()
    assert not awake.keep()
    awake.let_go()
    assert time.monotonic() - began < PATIENCE_S
    assert lines(caplog) == [REFUSED + "refused"]


@pytest.mark.parametrize("address", [None, "unix:path=/nonexistent/bus", "autolaunch:", "tcp:host=127.0.0.1,port=1"])
def test_no_bus_is_a_quiet_no(
    address: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    awake = SystemWakefulness()
    assert not awake.keep()
    awake.let_go()
    assert lines(caplog) == [REFUSED + "refused"]


def test_a_desktop_that_refuses_is_a_no(bus: str, caplog: pytest.LogCaptureFixture) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(SESSION_MANAGER, refuses=True)) as service:
        assert not awake.keep()
        awake.let_go()
    assert (len(service.asked), service.released) == (1, [])
    assert lines(caplog) == [REFUSED + "refused"]


def test_a_service_that_never_answers_delays_nobody(bus: str, caplog: pytest.LogCaptureFixture) -> None:
    awake = SystemWakefulness()
    with (
        serving(bus, SleepService(POWER_MANAGER, is_silent=True)) as first,
        serving(bus, SleepService(SESSION_MANAGER, is_silent=True)) as second,
    ):
        began = time.monotonic()
        assert not awake.keep()
        assert time.monotonic() - began < PATIENCE_S + RELEASE_S
        # They did hold the computer awake, and were only too shy to say so.
        assert (len(first.asked), len(second.asked)) == (1, 1)
        first.wait_for_holders(0, RELEASE_S)
        second.wait_for_holders(0, RELEASE_S)
        awake.let_go()
    assert (first.released, second.released) == (["gone"], ["gone"])
    assert lines(caplog) == [REFUSED + "refused"]


@both
@pytest.mark.parametrize("fault", ["is_silent", "is_stubborn"])
def test_a_release_that_is_not_confirmed_is_a_release(
    kind: Interface, fault: str, bus: str, caplog: pytest.LogCaptureFixture
) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(kind)) as service:
        assert awake.keep()
        setattr(service, fault, True)
        began = time.monotonic()
        awake.let_go()
        service.wait_for_holders(0, RELEASE_S)
        assert time.monotonic() - began < RELEASE_S
    # Whoever hangs up holds nothing.
    assert service.released == [{"is_silent": "uninhibit", "is_stubborn": "gone"}[fault]]
    assert lines(caplog) == ["avatar_wizard.awake let go, but not confirmed platform=linux kind=RuntimeError"]


def test_a_service_that_died_meanwhile_is_no_obstacle(bus: str) -> None:
    awake = SystemWakefulness()
    with serving(bus, SleepService(SESSION_MANAGER)):
        assert awake.keep()
    began = time.monotonic()
    awake.let_go()
    assert time.monotonic() - began < RELEASE_S
    with serving(bus, SleepService(SESSION_MANAGER)) as service:
        assert awake.keep()
        awake.let_go()
        service.wait_for_holders(0, RELEASE_S)
    assert service.released == ["uninhibit"]


def test_a_bus_that_died_meanwhile_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    awake = SystemWakefulness()
    with empty_bus() as environment:
        address = environment["DBUS_SESSION_BUS_ADDRESS"]
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with serving(address, SleepService(SESSION_MANAGER)):
            assert awake.keep()
    began = time.monotonic()
    awake.let_go()
    assert time.monotonic() - began < RELEASE_S
    assert not awake.keep()
    awake.let_go()


# -- what hangs beyond every limit of wakepy's own


# jeepney leaves such a connection to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_a_bus_that_never_says_a_word_delays_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("XDG_SESSION_DESKTOP", raising=False)
    awake = SystemWakefulness(patience_s=1.0)
    with tempfile.TemporaryDirectory(prefix="aw-bus-") as folder, bus_without_a_word(Path(folder)) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        began = time.monotonic()
        assert not awake.keep()
        awake.let_go()
        assert not awake.keep()
        assert time.monotonic() - began < PATIENCE_S
        awake.let_go()
        assert lines(caplog) == [REFUSED + "no-answer"]
        # One that waits for a word, however often it was asked.
        (thread,) = [thread for thread in threading.enumerate() if thread.name == "awake"]
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    gc.collect()


@contextmanager
def slow_plasma(folder: Path) -> Iterator[Callable[[], int]]:
    """A KDE that waits for a word before it tells its version, which wakepy asks for first and without any limit."""
    gate = folder / "gate"
    os.mkfifo(gate)
    program = folder / "plasmashell"
    program.write_text(f"#!/bin/sh\nread line <'{gate}'\necho plasmashell 6.2.5\n", "ascii")
    program.chmod(0o755)
    word = os.open(gate, os.O_RDWR)
    try:
        yield partial(os.write, word, b"go on\n")
    finally:
        # Whoever still waits, or comes later, goes on as well.
        gate.unlink()
        os.close(word)


@pytest.mark.parametrize("is_wanted", [False, True])
def test_a_yes_that_comes_too_late(is_wanted: bool, bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("XDG_SESSION_DESKTOP", "KDE")
    awake = SystemWakefulness(patience_s=0.2)
    with slow_plasma(tmp_path) as go_on, serving(bus, SleepService(POWER_MANAGER)) as service:
        assert not awake.keep()
        if not is_wanted:
            awake.let_go()
        assert service.asked == []
        go_on()
        service.wait_for_asked(1)
        if is_wanted:
            wait_until(awake.keep)
            assert len(service.holders) == 1
            awake.let_go()
        service.wait_for_holders(0, RELEASE_S)
        with service.changed:
            assert service.changed.wait_for(lambda: service.released == ["uninhibit"], RELEASE_S)
        assert len(service.asked) == 1


def test_a_desktop_with_a_known_fault_is_not_asked(bus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # XFCE's power manager keeps the screen from locking as well, which wakepy knows.
    monkeypatch.setenv("XDG_SESSION_DESKTOP", "xfce")
    awake = SystemWakefulness()
    with serving(bus, SleepService(POWER_MANAGER)) as service:
        assert not awake.keep()
        awake.let_go()
    assert service.asked == []
