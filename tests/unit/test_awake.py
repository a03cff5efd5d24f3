"""Keeping awake: held from keep to let_go and no longer, whatever the system does meanwhile."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import avatar_wizard
from avatar_wizard.awake import RELEASE_S, SystemWakefulness
from avatar_wizard.flow.ports import Wakefulness
from avatar_wizard.logs import WhitelistFormatter

PATIENCE_S = 10.0
SHORT_S = 0.2
SECRET = "/home/zoe/secret"


class System:
    """A computer that agrees, refuses, fails or takes its time, and remembers who held it awake."""

    def __init__(self, *, agrees: bool = True) -> None:
        self.agrees = agrees
        self.failure: Exception | None = None
        self.failure_to_release: Exception | None = None
        self.may_answer = threading.Event()
        self.may_release = threading.Event()
        self.may_answer.set()
        self.may_release.set()
        self.asked = 0
        self.held = 0
        self.entered_by: list[threading.Thread] = []
        self.left_by: list[threading.Thread] = []
        self.changed = threading.Condition()

    @contextmanager
    def awake(self) -> Iterator[bool]:
        with self.changed:
            self.asked += 1
            self.changed.notify_all()
        assert self.may_answer.wait(PATIENCE_S)
        if self.failure is not None:
            raise self.failure
        with self.changed:
            self.entered_by.append(threading.current_thread())
            self.held += self.agrees
            self.changed.notify_all()
        yield self.agrees
        assert self.may_release.wait(PATIENCE_S)
        with self.changed:
            self.left_by.append(threading.current_thread())
            self.held -= self.agrees
            self.changed.notify_all()
        if self.failure_to_release is not None:
            raise self.failure_to_release

    def wait_for_held(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.held == count, PATIENCE_S), f"{self.held} held"

    def wait_for_asked(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: self.asked == count, PATIENCE_S), f"{self.asked} asked"


def wakefulness(system: System, *, patience_s: float = PATIENCE_S) -> SystemWakefulness:
    return SystemWakefulness(patience_s=patience_s, ask=system.awake)


@pytest.fixture(autouse=True)
def everything_is_heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="avatar_wizard.awake")


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log would hold, without its times."""
    formatter = WhitelistFormatter()
    return [formatter.format(record).split(" ", 2)[2] for record in caplog.records]


def test_it_is_held_from_keep_to_let_go() -> None:
    system = System()
    awake: Wakefulness = wakefulness(system)
    assert awake.keep()
    assert system.held == 1
    awake.let_go()
    assert system.held == 0


def test_it_may_be_kept_again_and_again() -> None:
    system = System()
    awake = wakefulness(system)
    for _ in range(50):
        assert awake.keep()
        assert system.held == 1
        awake.let_go()
        assert system.held == 0
    assert system.asked == 50


def test_keeping_twice_holds_once_and_lets_go_once() -> None:
    system = System()
    awake = wakefulness(system)
    assert [awake.keep(), awake.keep(), awake.keep()] == [True, True, True]
    assert (system.asked, system.held) == (1, 1)
    awake.let_go()
    assert system.held == 0


def test_letting_go_without_keeping_does_nothing() -> None:
    system = System()
    awake = wakefulness(system)
    awake.let_go()
    assert awake.keep()
    awake.let_go()
    awake.let_go()
    assert (system.asked, system.held) == (1, 0)


def test_a_refusal_is_told_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    system = System(agrees=False)
    awake = wakefulness(system)
    assert [awake.keep(), awake.keep()] == [False, False]
    assert system.asked == 1
    assert lines(caplog) == [f"avatar_wizard.awake not kept awake platform={sys.platform} kind=refused"]
    awake.let_go()
    # Another time, another answer.
    system.agrees = True
    assert awake.keep()
    awake.let_go()
    assert len(caplog.records) == 1


def test_a_failure_is_a_refusal_and_its_text_stays_out_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    system = System()
    system.failure = ModuleNotFoundError(SECRET)
    awake = wakefulness(system)
    assert not awake.keep()
    assert lines(caplog) == [f"avatar_wizard.awake not kept awake platform={sys.platform} kind=ModuleNotFoundError"]
    awake.let_go()


def test_a_failing_release_is_logged_and_no_obstacle(caplog: pytest.LogCaptureFixture) -> None:
    system = System()
    system.failure_to_release = RuntimeError(SECRET)
    awake = wakefulness(system)
    assert awake.keep()
    awake.let_go()
    (line,) = lines(caplog)
    assert line == f"avatar_wizard.awake let go, but not confirmed platform={sys.platform} kind=RuntimeError"
    assert awake.keep()
    awake.let_go()
    assert system.held == 0


def test_no_thread_to_be_had_is_a_refusal(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def none_left(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    system = System()
    awake = wakefulness(system)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", none_left)
        assert not awake.keep()
        awake.let_go()
    assert lines(caplog) == [f"avatar_wizard.awake not kept awake platform={sys.platform} kind=no-thread"]
    assert awake.keep()
    awake.let_go()


# -- systems that hang


def test_a_silent_system_costs_patience_once(caplog: pytest.LogCaptureFixture) -> None:
    system = System()
    system.may_answer.clear()
    awake = wakefulness(system, patience_s=0.2)
    began = time.monotonic()
    assert not awake.keep()
    assert time.monotonic() - began >= 0.2
    assert lines(caplog) == [f"avatar_wizard.awake not kept awake platform={sys.platform} kind=no-answer"]
    began = time.monotonic()
    assert not awake.keep()
    awake.let_go()
    # It still hangs: it is not asked again, and nobody waits for it.
    assert not awake.keep()
    assert not awake.keep()
    awake.let_go()
    assert time.monotonic() - began < RELEASE_S
    assert system.asked == 1
    assert len(caplog.records) == 1
    system.may_answer.set()
    system.wait_for_held(0)
    with system.changed:
        assert system.changed.wait_for(lambda: bool(system.left_by), PATIENCE_S)
    assert awake.keep()
    awake.let_go()
    assert (system.asked, system.held) == (2, 0)


def test_a_late_yes_is_held_while_it_is_wanted() -> None:
    system = System()
    system.may_answer.clear()
    awake = wakefulness(system, patience_s=0.05)
    assert not awake.keep()
    system.may_answer.set()
    system.wait_for_held(1)
    awake.let_go()
    assert system.held == 0


def test_a_late_yes_that_nobody_wants_is_given_back() -> None:
    system = System()
    system.may_answer.clear()
    awake = wakefulness(system, patience_s=0.05)
    assert not awake.keep()
    awake.let_go()
    system.may_answer.set()
    with system.changed:
        assert system.changed.wait_for(lambda: bool(system.left_by), PATIENCE_S)
    assert system.held == 0


def test_letting_go_while_the_question_is_open_gives_back_what_comes() -> None:
    system = System()
    system.may_answer.clear()
    awake = wakefulness(system)
    keeper = threading.Thread(target=awake.keep)
    keeper.start()
    system.wait_for_asked(1)
    leaver = threading.Thread(target=awake.let_go)
    leaver.start()
    system.may_answer.set()
    keeper.join(PATIENCE_S)
    leaver.join(PATIENCE_S)
    assert (system.asked, system.held, len(system.left_by)) == (1, 0, 1)


def test_keeping_anew_while_the_last_is_given_back_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avatar_wizard.awake.RELEASE_S", SHORT_S)
    system = System()
    system.may_release.clear()
    awake = wakefulness(system)
    assert awake.keep()
    leaver = threading.Thread(target=awake.let_go)
    leaver.start()
    # Either nothing was let go yet, or it is asked for again; the system never sleeps in between.
    assert awake.keep()
    leaver.join(PATIENCE_S)
    assert awake.keep()
    system.may_release.set()
    system.wait_for_held(1)
    awake.let_go()
    assert system.held == 0


def test_a_release_that_hangs_is_not_waited_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("avatar_wizard.awake.RELEASE_S", SHORT_S)
    system = System()
    system.may_release.clear()
    awake = wakefulness(system)
    assert awake.keep()
    began = time.monotonic()
    awake.let_go()
    assert SHORT_S <= time.monotonic() - began < PATIENCE_S
    system.may_release.set()
    system.wait_for_held(0)


# -- threads


def test_what_one_thread_takes_the_same_thread_gives_back() -> None:
    system = System()
    awake = wakefulness(system)
    assert awake.keep()
    leaver = threading.Thread(target=awake.let_go)
    leaver.start()
    leaver.join(PATIENCE_S)
    assert system.entered_by == system.left_by
    (thread,) = system.entered_by
    # A program that ends without letting go does not wait for it.
    assert thread.daemon
    assert thread is not threading.current_thread()


def test_many_at_once_hold_once() -> None:
    system = System()
    awake = wakefulness(system)
    answers: list[bool] = []
    start = threading.Barrier(8)

    def use() -> None:
        start.wait(PATIENCE_S)
        answers.append(awake.keep())

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert answers == [True] * 8
    assert (system.asked, system.held) == (1, 1)
    awake.let_go()
    assert system.held == 0


def test_nothing_is_left_after_a_stampede() -> None:
    system = System()
    awake = wakefulness(system)
    start = threading.Barrier(6)

    def use() -> None:
        start.wait(PATIENCE_S)
        for _ in range(40):
            awake.keep()
            awake.let_go()

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S * 3)
    assert not any(thread.is_alive() for thread in threads)
    awake.let_go()
    system.wait_for_held(0)


# -- what a start pays


def test_a_start_does_not_load_the_libraries() -> None:
    code = (
        "import sys, avatar_wizard.awake, avatar_wizard.power; avatar_wizard.awake.SystemWakefulness().let_go();"
        "print(sorted({'wakepy', 'jeepney', 'psutil'} & set(sys.modules)))"
    )
    path = {**os.environ, "PYTHONPATH": str(Path(avatar_wizard.__file__).parents[1])}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=path)
    assert told.stdout == "[]\n"
