"""The real wakepy on its ways for Windows and macOS, on systems that are pretended.

What is not shown here: that the real SetThreadExecutionState and the real ``caffeinate`` keep a computer awake.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from avatar_wizard.awake import RELEASE_S
from integration.computer.running import PATIENCE_S, holder

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="pretends with a shell script and a FIFO")]

CONTINUOUS, SYSTEM_REQUIRED = 0x80000000, 0x00000001


# -- Windows


def test_on_windows_one_thread_sets_the_state_and_takes_it_back() -> None:
    with holder({}, "--pretend", "Windows") as program:
        assert program.agreed
        ((setter, flags),) = program.said
        # Not the display: the screen may go dark and lock.
        assert flags == CONTINUOUS | SYSTEM_REQUIRED
        ((taker, flags),) = program.let_go()
        assert flags == CONTINUOUS
        assert taker == setter


def test_on_windows_a_program_that_ends_is_not_held_up() -> None:
    with holder({}, "--pretend", "Windows") as program:
        assert program.agreed
        program.tell("exit")
        # wakepy's own thread waits without limit for a release that never comes.
        assert program.process.wait(PATIENCE_S) == 0


def test_on_windows_a_refusal_is_a_no() -> None:
    with holder({}, "--pretend", "Windows", "--failing") as program:
        assert not program.agreed
        program.let_go()
        program.tell("exit")
        assert program.process.wait(PATIENCE_S) == 0


# -- macOS


class Caffeinate:
    """A stand-in that does what the real one does with a command: it runs it, and lasts as long."""

    def __init__(self, folder: Path) -> None:
        self.environment = {"PATH": os.pathsep.join([str(folder), os.environ["PATH"]]), "AW_LIFELINE": f"{folder}/life"}
        os.mkfifo(folder / "life")
        self._life = os.open(folder / "life", os.O_RDONLY | os.O_NONBLOCK)
        program = folder / "caffeinate"
        # It holds the writing end as long as it lives, under whatever name.
        program.write_text('#!/bin/sh\nexec 9>"$AW_LIFELINE"\necho "$*" >&9\nexec "$@"\n', "ascii")
        program.chmod(0o755)

    def wait_for_start(self) -> str:
        """The arguments it was started with."""
        assert select.select([self._life], [], [], PATIENCE_S)[0], "caffeinate was not started"
        return os.read(self._life, 1000).decode("ascii")

    def has_ended(self, within_s: float) -> bool:
        """Whether it ends in that time."""
        return bool(select.select([self._life], [], [], within_s)[0]) and os.read(self._life, 1000) == b""

    def close(self) -> None:
        """Put the reading end away."""
        os.close(self._life)


@contextmanager
def caffeinate() -> Iterator[Caffeinate]:
    with tempfile.TemporaryDirectory(prefix="aw-mac-") as folder:
        program = Caffeinate(Path(folder))
        try:
            yield program
        finally:
            program.close()


def test_on_macos_caffeinate_lasts_until_it_is_let_go() -> None:
    with caffeinate() as coffee, holder(coffee.environment, "--pretend", "Darwin") as program:
        assert program.agreed
        # Neither the display (-d) nor a process id.
        assert coffee.wait_for_start() == "cat\n"
        assert not coffee.has_ended(0)
        program.let_go()
        assert coffee.has_ended(RELEASE_S)


@pytest.mark.parametrize("end", ["exit", "kill"])
def test_on_macos_caffeinate_does_not_outlive_the_program(end: str) -> None:
    with caffeinate() as coffee, holder(coffee.environment, "--pretend", "Darwin") as program:
        assert program.agreed
        coffee.wait_for_start()
        if end == "kill":
            os.kill(program.process.pid, signal.SIGKILL)
        else:
            program.tell("exit")
        program.process.wait(PATIENCE_S)
        assert coffee.has_ended(RELEASE_S)


def test_on_macos_without_caffeinate_it_is_a_no() -> None:
    with holder({"PATH": ""}, "--pretend", "Darwin") as program:
        assert not program.agreed
