"""The real program in a real tray: closed while it sends, found again, started again, and ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from support.atspi import until
from support.clips import good_take
from support.close_window import close_window
from support.desktop import Desktop, Person, desktop
from support.practice import SOURCES, Practice
from support.submitting import Studio
from support.tray_host import TrayHost, tray_host, wait_for_tip

PROGRAM, NAME = "Avatar Wizard", "Zoe in the tray"
LONGEST_END_S = 15.0
"""Five for the pause, two for the last saves, and what a busy machine takes."""


@pytest.fixture
def place() -> Iterator[Desktop]:
    with desktop() as made:
        yield made


@pytest.fixture
def practice() -> Iterator[Practice]:
    with Practice("--approve") as service:
        yield service


@pytest.fixture
def host(place: Desktop) -> Iterator[TrayHost]:
    with tray_host(place.bus) as made:
        yield made


def _studio(place: Desktop, practice: Practice) -> Studio:
    """What is told to every program: the account, and where this desktop is."""
    own = {name: value for name, value in place.environment.items() if os.environ.get(name) != value}
    return Studio(place.folder / "studio", practice, name=NAME, video=good_take(), environment=own)


def _plan(place: Desktop, practice: Practice) -> Studio:
    """A submission that died right after it was planned; the window goes on with it."""
    studio = _studio(place, practice)
    studio.environment["DIE_AFTER"] = "1"
    died = studio.submit(module="support.mortal")
    assert died.code < 0, died.errors
    del studio.environment["DIE_AFTER"]
    return studio


def _start(studio: Studio) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "avatar_wizard", "--language", "en", "--theme", "light"],
        env={**studio.environ(), "PYTHONPATH": str(SOURCES)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )


def _go_on(me: Person) -> None:
    """Go on with what was interrupted."""
    shown = until(lambda: [n.id for _, n in me.window.walk() if n.id.startswith("continue_")], me.window.dump)
    me.use(shown[0])
    me.window.find("pause_button")


def _windows(place: Desktop) -> list[str]:
    """The windows that can be seen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", PROGRAM],
        env=place.environment,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return found.stdout.decode().split()


def _close(place: Desktop) -> None:
    """What the cross in a window's corner does."""
    [window] = _windows(place)
    close_window(place.environment["DISPLAY"], int(window))


def _gone(place: Desktop) -> None:
    until(lambda: not _windows(place), lambda: "the window is still there")


def _back(place: Desktop) -> None:
    until(lambda: bool(_windows(place)), lambda: "the window did not come back")


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_closed_while_it_sends_it_is_in_the_tray(place: Desktop, practice: Practice, host: TrayHost) -> None:
    practice.faults({"call": "put:training_video", "action": {"kind": "slow", "bytes_per_s": 20_000}})
    studio = _plan(place, practice)
    running = _start(studio)
    me = Person(place, PROGRAM)
    try:
        _go_on(me)
        wait_for_tip(host, "Sending 1 avatar")
        assert {16, 22, 32} <= host.sizes()
        _close(place)
        me.window.find("background_confirm")
        me.press("Return")
        _gone(place)
        assert running.poll() is None
        until(lambda: host.notes == ["Sending goes on here, in the background."], host.dump)
        lines = [line for line in host.menu() if line.visible]
        assert not lines[0].enabled
        assert lines[0].label.startswith("Sending 1 avatar: ")
        assert [line.label for line in lines[1:]] == ["Open Avatar Wizard", "Pause all", "Quit"]

        host.choose("Pause all")
        until(lambda: [line.label for line in host.menu() if "Paused" in line.label], host.dump)
        host.choose("Resume all")
        until(lambda: [line.label for line in host.menu() if "Sending" in line.label], host.dump)

        host.click()
        _back(place)
        _close(place)
        _gone(place)
        assert me.window.now("background_confirm") is None, "it explains itself once"

        again = _start(studio)
        said, _ = again.communicate(timeout=30)
        assert (again.returncode, said) == (0, "Avatar Wizard is running already; its window is shown now.\n")
        _back(place)

        host.choose("Quit")
        me.window.find("close_confirm")
        me.press("Return")
        assert running.wait(LONGEST_END_S) == 0
        until(lambda: not host.has_picture(), host.dump)
        assert practice.job(practice.jobs()[0])["state"] == "WAIT_FILE_UPLOAD"
    finally:
        me.close()
        running.kill()
        running.communicate()
    assert NAME not in " ".join(host.notes)


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_it_arrives_in_the_background_and_the_program_stays_to_say_so(
    place: Desktop, practice: Practice, host: TrayHost
) -> None:
    practice.faults({"call": "command:CONFIRM_MULTIPART_UPLOADED", "times": 1, "action": {"kind": "hang"}})
    running = _start(_plan(place, practice))
    me = Person(place, PROGRAM)
    try:
        _go_on(me)
        wait_for_tip(host, "Sending 1 avatar")
        _close(place)
        me.window.find("background_confirm")
        me.press("Return")
        _gone(place)
        practice.no_faults()
        until(lambda: host.notes[1:] == ["An avatar is in review now."], host.dump)
        assert running.poll() is None
        assert host.menu()[0].label == "Everything is handed in for review"
        host.choose("Quit")
        assert running.wait(LONGEST_END_S) == 0, "nothing is under way, so nobody is asked"
    finally:
        me.close()
        running.kill()
        running.communicate()


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_without_a_tray_closing_asks_and_a_hanging_service_holds_nobody_up(place: Desktop, practice: Practice) -> None:
    practice.faults({"call": "create", "action": {"kind": "hang"}})
    running = _start(_plan(place, practice))
    me = Person(place, PROGRAM)
    try:
        _go_on(me)
        until(lambda: practice.journal("create"), lambda: "nothing was asked of the service")
        _close(place)
        me.window.find("close_confirm")
        began = time.monotonic()
        me.press("Return")
        me.window.find("pausing_dialog")
        assert running.wait(LONGEST_END_S) == 0
        assert time.monotonic() - began < LONGEST_END_S
    finally:
        me.close()
        running.kill()
        running.communicate()


@pytest.mark.e2e
@pytest.mark.timeout(120)
def test_a_killed_copy_in_the_tray_does_not_block_the_next_start(
    place: Desktop, practice: Practice, host: TrayHost
) -> None:
    practice.faults({"call": "put:training_video", "action": {"kind": "slow", "bytes_per_s": 20_000}})
    studio = _plan(place, practice)
    first = _start(studio)
    me = Person(place, PROGRAM)
    try:
        _go_on(me)
        wait_for_tip(host, "Sending 1 avatar")
        _close(place)
        me.window.find("background_confirm")
        me.press("Return")
        _gone(place)
    finally:
        me.close()
        first.kill()
        first.communicate()
    second = _start(studio)
    me = Person(place, PROGRAM)
    try:
        _go_on(me)
        wait_for_tip(host, "Sending 1 avatar")
        _close(place)
        _gone(place)
        assert second.poll() is None, "what was explained once is remembered"
    finally:
        me.close()
        second.kill()
        second.communicate()
