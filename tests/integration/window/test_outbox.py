"""Several submissions at once: begun, paused, resumed, put first, held back and stopped, one by one and together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Draft, Edition, PickedFile, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Submission
from avatar_wizard.ui.outbox import Outbox, RunState
from avatar_wizard.ui.tasks import Tasks
from support.fake_ports import ACCOUNT, FakeWorld

KEYS = tuple(f"{number:012x}" for number in range(4))
TAKE = Path("/films/take-20000000.mp4")


class Shelf:
    """An outbox on ports in memory, and what it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.world = FakeWorld()
        self.world.vault.kept = ACCOUNT
        self.tasks = Tasks()
        self.desk = self.world.desk()
        self.outbox = Outbox(self.desk, self.tasks)
        self.submitted: list[str] = []
        self.failed: list[str] = []
        self.outbox.submitted.connect(self._arrived)
        self.outbox.failed.connect(self._broke)
        self._qtbot = qtbot
        print_of = self.world.files.fingerprint(TAKE, Role.TRAINING_VIDEO)
        self.draft = Draft(
            name="Zoe", edition=Edition.STANDARD, files=(PickedFile(Role.TRAINING_VIDEO, TAKE, print_of),)
        )

    def begin(self, *keys: str) -> None:
        for key in keys:
            self.outbox.begin(key, replace(self.draft, name=key), plan=True)

    def states(self) -> list[RunState]:
        return [run.state for run in self.outbox.runs]

    def until(self, holds: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(holds, timeout=10_000)

    def close(self) -> None:
        self.world.upload_gate.open()
        self.outbox.close()
        self.until(lambda: not self.outbox.is_busy)
        self.tasks.close()

    def _arrived(self, submission: Submission) -> None:
        self.submitted.append(submission.key)

    def _broke(self, key: str, error: BaseException) -> None:
        self.failed.append(key)


@pytest.fixture
def shelf(qtbot: QtBot, qapp: QApplication) -> Iterator[Shelf]:
    made = Shelf(qtbot)
    yield made
    made.close()


def test_several_are_sent_at_once_and_all_arrive(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS)
    shelf.until(lambda: len(shelf.world.engines) == len(KEYS))
    assert shelf.states() == [RunState.RUNNING] * 4
    shelf.world.upload_gate.open()
    shelf.until(lambda: not shelf.outbox.runs)
    assert sorted(shelf.submitted) == list(KEYS)
    assert shelf.world.service.calls.count("create") == 4


def test_one_is_paused_and_resumed_while_the_others_go_on(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS)
    shelf.outbox.pause(KEYS[1])
    assert shelf.outbox.run(KEYS[1]).state is RunState.PAUSING  # type: ignore[union-attr]
    shelf.until(lambda: RunState.PAUSED in shelf.states())
    shelf.world.upload_gate.open()
    shelf.until(lambda: len(shelf.submitted) == 3)
    assert shelf.states() == [RunState.PAUSED]
    shelf.outbox.resume(KEYS[1])
    shelf.until(lambda: len(shelf.submitted) == 4)
    assert shelf.world.service.calls.count("create") == 4


def test_all_are_paused_and_resumed(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS)
    shelf.outbox.pause_all()
    shelf.until(lambda: shelf.states() == [RunState.PAUSED] * 4)
    assert not shelf.outbox.is_busy
    shelf.world.upload_gate.open()
    shelf.outbox.resume_all()
    shelf.until(lambda: len(shelf.submitted) == 4)


def test_resumed_while_it_still_pauses_it_goes_on(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(KEYS[0])
    shelf.until(shelf.world.upload_gate.reached.is_set)
    shelf.outbox.pause(KEYS[0])
    shelf.outbox.resume(KEYS[0])
    shelf.until(lambda: shelf.states() == [RunState.RUNNING])
    shelf.world.upload_gate.open()
    shelf.until(lambda: shelf.submitted == [KEYS[0]])


def test_put_first_it_is_served_first_and_listed_first(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS)
    shelf.outbox.move_first(KEYS[2])
    assert [run.key for run in shelf.outbox.runs] == [KEYS[2], KEYS[0], KEYS[1], KEYS[3]]
    assert [engine.is_first for engine in shelf.world.engines] == [False, False, True, False]


def test_what_is_held_back_is_let_go_of_but_not_what_was_paused(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS[:3])
    shelf.outbox.pause(KEYS[0])
    shelf.outbox.hold_back()
    shelf.until(lambda: shelf.states() == [RunState.PAUSED, RunState.HELD, RunState.HELD])
    shelf.outbox.pause(KEYS[2])
    shelf.outbox.release()
    shelf.until(lambda: shelf.states() == [RunState.PAUSED, RunState.RUNNING, RunState.PAUSED])


def test_a_failure_is_told_and_resuming_tries_again(shelf: Shelf) -> None:
    shelf.world.service.problems["create"] = Problem("service.no_quota")
    shelf.begin(KEYS[0])
    shelf.until(lambda: shelf.failed == [KEYS[0]])
    run = shelf.outbox.run(KEYS[0])
    assert run is not None
    assert (run.state, run.problem) == (RunState.FAILED, Problem("service.no_quota"))
    shelf.world.service.problems.clear()
    shelf.outbox.resume(KEYS[0])
    assert run.problem is None
    shelf.until(lambda: shelf.submitted == [KEYS[0]])


def test_what_is_being_taken_back_is_not_resumed_by_anybody(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS[:2])
    shelf.outbox.pause_all()
    shelf.until(lambda: not shelf.outbox.is_busy)
    shelf.outbox.barred.add(KEYS[0])
    shelf.outbox.resume_all()
    assert shelf.states() == [RunState.PAUSED, RunState.RUNNING]


def test_everything_is_still_before_the_call_comes(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(*KEYS)
    told: list[bool] = []
    shelf.outbox.stop_all_then(lambda: told.append(shelf.outbox.is_busy))
    shelf.until(lambda: bool(told))
    assert told == [False]
    shelf.outbox.stop_all_then(lambda: told.append(shelf.outbox.is_busy))
    assert told == [False, False]


def test_cancelled_the_job_is_gone_and_the_answers_stay(shelf: Shelf) -> None:
    shelf.world.upload_gate.close()
    shelf.begin(KEYS[0])
    shelf.until(shelf.world.upload_gate.reached.is_set)
    kept: list[str] = []
    shelf.outbox.stop_then(KEYS[0], lambda: kept.append(shelf.desk.cancel(KEYS[0])))
    shelf.until(lambda: bool(kept))
    shelf.outbox.forget(KEYS[0])
    assert shelf.world.service.found == {}
    assert shelf.desk.submission(KEYS[0]) is None
    assert [(draft.key, draft.draft.name) for draft in shelf.desk.drafts()] == [(kept[0], KEYS[0])]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["begin", "pause", "resume", "move_first", "hold_back", "release", "pause_all", "resume_all"]
            ),
            st.sampled_from(KEYS[:3]),
        ),
        max_size=12,
    )
)
def test_whatever_is_pressed_everything_arrives_in_the_end(
    qtbot: QtBot, qapp: QApplication, presses: list[tuple[str, str]]
) -> None:
    shelf = Shelf(qtbot)
    shelf.world.upload_gate.close()
    begun = set()
    for action, key in presses:
        if action == "begin":
            if key not in begun:
                shelf.begin(key)
            begun.add(key)
        elif action in ("pause", "resume", "move_first"):
            getattr(shelf.outbox, action)(key)
        else:
            getattr(shelf.outbox, action)()
        qapp.sendPostedEvents()
    shelf.world.upload_gate.open()
    shelf.outbox.release()
    shelf.outbox.resume_all()
    shelf.until(lambda: not shelf.outbox.runs)
    assert sorted(shelf.submitted) == sorted(begun)
    assert shelf.failed == []
    assert shelf.world.service.calls.count("create") == len(begun)
    shelf.close()
