"""Work happens elsewhere, its outcome arrives here."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from pytestqt.qtbot import QtBot

from avatar_wizard.ui.tasks import Tasks
from support.fake_ports import Gate


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_done_arrives_on_this_thread_and_the_work_does_not(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[int] = []
    tasks.run(threading.get_ident, lambda other: seen.extend((other, threading.get_ident())), pytest.fail)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[1] == threading.get_ident()
    assert seen[0] != seen[1]


def test_a_failure_arrives_as_the_exception(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[BaseException] = []
    tasks.run(lambda: 1 // 0, pytest.fail, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_saves_of_one_key_are_skipped_when_overtaken_but_the_last_is_written(tasks: Tasks, qtbot: QtBot) -> None:
    gate, written = Gate(), []
    gate.close()
    tasks.write(gate.wait, lambda _: None, pytest.fail)
    for number in range(50):
        tasks.save("a", lambda n=number: written.append(n), pytest.fail)  # type: ignore[misc]
    tasks.save("b", lambda: written.append(-1), pytest.fail)
    gate.open()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert written == [49, -1]


def test_what_was_to_be_saved_is_written_after_close(qtbot: QtBot) -> None:
    tasks, gate, written = Tasks(), Gate(), threading.Event()
    gate.close()
    tasks.write(gate.wait, lambda _: None, pytest.fail)
    tasks.save("a", written.set, pytest.fail)
    tasks.close()
    gate.open()
    assert written.wait(10)


def test_after_close_nothing_is_delivered(qtbot: QtBot) -> None:
    tasks, gate, seen = Tasks(), Gate(), []
    gate.close()
    tasks.run(gate.wait, seen.append, seen.append)
    assert gate.reached.wait(10)
    tasks.close()
    gate.open()
    tasks.run(lambda: 1, seen.append, seen.append)
    qtbot.waitUntil(lambda: not any(t.name.startswith("short") for t in threading.enumerate()))
    assert seen == []


class _Counter(QObject):
    counted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.last = 0
        self.counted.connect(self._count)

    @Slot(object)
    def _count(self, value: int) -> None:
        self.last = value


def test_two_thousand_emits_and_five_gibibytes_survive(qtbot: QtBot) -> None:
    """PySide6 6.12 aborts on Python 3.11 after some 570 emits; a Signal(int) would cut 5 GiB to 1 GiB."""
    counter = _Counter()
    for number in range(2000):
        counter.counted.emit(5 * 1024**3 + number)
    assert counter.last == 5 * 1024**3 + 1999
