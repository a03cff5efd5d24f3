"""One pass at a time: who waits, who makes room, and what is heard of what was cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from avatar_wizard.ui.turns import Turn, Turns


class HeldTasks:
    """Runs nothing by itself: the test says when a piece of work ends, and how."""

    def __init__(self) -> None:
        self.running: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[BaseException], None]]] = []

    def run_long(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        self.running.append((work, done, failed))

    def finish(self, number: int = 0) -> None:
        work, done, _ = self.running.pop(number)
        done(work())

    def fail(self, error: BaseException) -> None:
        _, _, failed = self.running.pop(0)
        failed(error)


@pytest.fixture
def tasks(qapp: QApplication) -> HeldTasks:
    return HeldTasks()


@pytest.fixture
def turns(tasks: HeldTasks) -> Turns:
    return Turns(tasks)  # type: ignore[arg-type]


class Heard:
    """What came of the turns."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failed: list[BaseException] = []

    def begin(self, turns: Turns, name: str, **kind: bool) -> Turn:
        return turns.begin(lambda turn: name, self.done.append, self.failed.append, **kind)


def test_the_second_waits_for_the_first(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    heard.begin(turns, "one")
    second = heard.begin(turns, "two")
    assert len(tasks.running) == 1
    assert not second.is_begun
    tasks.finish()
    assert heard.done == ["one"]
    assert second.is_begun
    tasks.finish()
    assert heard.done == ["one", "two"]
    assert not turns.is_busy


def test_what_is_urgent_has_the_other_pause_and_goes_on_afterwards(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    study = heard.begin(turns, "study", can_pause=True)
    urgent = heard.begin(turns, "urgent", is_urgent=True)
    assert study.is_parked
    assert study.pause.is_set()
    assert urgent.is_begun
    waiting = heard.begin(turns, "waiting")
    assert not waiting.is_begun
    tasks.finish(1)
    assert heard.done == ["urgent"]
    assert not study.pause.is_set()
    assert not waiting.is_begun, "the study is at work again"
    tasks.finish()
    assert waiting.is_begun


def test_what_cannot_pause_ends_first(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    glance = heard.begin(turns, "glance")
    urgent = heard.begin(turns, "urgent", is_urgent=True)
    assert not urgent.is_begun
    assert not glance.pause.is_set()
    tasks.finish()
    assert urgent.is_begun


def test_what_a_person_paused_stays_paused_after_something_urgent(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    study = heard.begin(turns, "study", can_pause=True)
    turns.set_paused(study, True)
    assert not turns.is_busy
    heard.begin(turns, "urgent", is_urgent=True)
    assert turns.is_busy
    tasks.finish(1)
    assert study.pause.is_set()
    turns.set_paused(study, False)
    assert not study.pause.is_set()


def test_nothing_is_heard_of_what_was_cancelled_and_the_next_waits_for_its_end(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    first = heard.begin(turns, "one", can_pause=True)
    turns.set_paused(first, True)
    turns.cancel(first)
    assert first.stop.is_set()
    assert not first.pause.is_set(), "what sleeps must wake up to end"
    second = heard.begin(turns, "two", is_urgent=True)
    assert not second.is_begun
    tasks.fail(RuntimeError())
    assert heard.failed == []
    assert second.is_begun


def test_what_never_began_can_be_cancelled(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    heard.begin(turns, "one")
    turns.cancel(heard.begin(turns, "two"))
    tasks.finish()
    assert tasks.running == []
    assert heard.done == ["one"]


def test_a_failure_is_told_and_the_next_begins(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    heard.begin(turns, "one")
    heard.begin(turns, "two")
    error = ValueError()
    tasks.fail(error)
    assert heard.failed == [error]
    assert len(tasks.running) == 1


def test_closing_stops_all_and_begins_nothing(turns: Turns, tasks: HeldTasks) -> None:
    heard = Heard()
    first = heard.begin(turns, "one", can_pause=True)
    turns.set_paused(first, True)
    heard.begin(turns, "two")
    turns.close()
    assert first.stop.is_set()
    assert not first.pause.is_set()
    tasks.finish()
    assert tasks.running == []


def test_progress_never_goes_back_nor_past_the_end() -> None:
    turn = Turn()
    for told, shown in ((0.2, 0.2), (0.1, 0.2), (1.7, 1.0)):
        turn.tell(told)
        assert turn.progress == shown
