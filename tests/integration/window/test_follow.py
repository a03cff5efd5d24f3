"""Following: five plain stages, and questions neither too often nor too seldom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.job import Job
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.submission import Created, Planned, Submitted, UploadUrls
from avatar_wizard.ui.follow_presenter import FollowPresenter
from avatar_wizard.ui.pages.follow import FollowPage, stage_of
from avatar_wizard.ui.tasks import Tasks
from support.fake_ports import ACCOUNT, FakeWorld

KEY = "aaaaaaaaaaaa"


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("WAIT_FILE_UPLOAD", 0),
        ("AUTO_VERIFYING", 1),
        ("MANUAL_VERIFY_FAILED", 1),
        ("TRAINING", 2),
        ("SOMETHING_NEW", 2),
        ("WAIT_USER_CONFIRM", 3),
        ("JOB_SUCCESS", 5),
    ],
)
def test_every_state_has_its_stage(state: str, stage: int) -> None:
    assert stage_of(state) == stage


@pytest.fixture
def following(qtbot, world: FakeWorld):
    world.vault.kept = ACCOUNT
    world.journal.record(KEY, Planned(Draft(name="Zoe"), {}))
    world.journal.record(KEY, Created("job-1", UploadUrls()))
    world.journal.record(KEY, Submitted())
    world.service.found["job-1"] = Job("job-1", "Zoe", "AUTO_VERIFYING")
    tasks, page = Tasks(), FollowPage()
    qtbot.addWidget(page)
    page.show()
    presenter = FollowPresenter(world.desk(), tasks, jitter=lambda low, high: high)
    presenter.attach(page)
    yield presenter, page
    presenter.stop()
    tasks.close()


def _wait_ms(presenter: FollowPresenter) -> int:
    return presenter._timer.interval()


def test_it_asks_at_once_and_then_by_the_schedule(following, qtbot, world: FakeWorld) -> None:
    presenter, _ = following
    presenter.follow(KEY, None, just_now=True)
    qtbot.waitUntil(lambda: presenter.job is not None)
    assert _wait_ms(presenter) == 22_000
    world.service.found["job-1"] = replace(world.service.found["job-1"], state="TRAINING")
    presenter.ask()
    qtbot.waitUntil(lambda: presenter.job.state == "TRAINING")
    assert _wait_ms(presenter) == 990_000


def test_a_failure_is_asked_again_later_and_never_faster_than_the_schedule(following, qtbot, world: FakeWorld) -> None:
    presenter, page = following
    world.service.problems["show"] = Problem("net.timeout")
    presenter.follow(KEY, "AUTO_VERIFYING", just_now=True)
    qtbot.waitUntil(lambda: presenter._timer.isActive())
    assert _wait_ms(presenter) == 33_000
    assert presenter.job is None
    assert page.findChild(QLabel, "follow_problem").isVisible()


def test_a_key_that_is_refused_is_not_tried_again_by_itself(following, qtbot, world: FakeWorld) -> None:
    presenter, page = following
    world.service.problems["show"] = Problem("auth.wrong_key")
    presenter.follow(KEY, "AUTO_VERIFYING", just_now=True)
    qtbot.waitUntil(lambda: page.findChild(QLabel, "follow_problem").isVisible())
    assert not presenter._timer.isActive()


def test_a_late_answer_about_another_job_is_ignored(following, qtbot, world: FakeWorld) -> None:
    presenter, _ = following
    world.service.gate.close()
    presenter.follow(KEY, None, just_now=True)
    assert world.service.gate.reached.wait(10)
    presenter.stop()
    world.service.gate.open()
    qtbot.waitUntil(lambda: presenter._tasks.is_idle)
    assert presenter.job is None
    assert not presenter._timer.isActive()


def test_two_questions_at_once_become_one(following, qtbot, world: FakeWorld) -> None:
    presenter, _ = following
    world.service.gate.close()
    presenter.follow(KEY, None, just_now=True)
    presenter.ask()
    presenter.ask()
    world.service.gate.open()
    qtbot.waitUntil(lambda: presenter.job is not None)
    assert world.service.calls == ["show"]


def test_a_failed_question_is_spoken_once_however_often_it_fails(qtbot, monkeypatch) -> None:
    from avatar_wizard.domain.problem import Problem
    from avatar_wizard.ui.pages.follow import FollowPage

    page = FollowPage()
    qtbot.addWidget(page)
    spoken: list[str] = []
    monkeypatch.setattr("avatar_wizard.ui.pages.follow.say", lambda widget, text, **_: spoken.append(text))
    for problem in (Problem("net.unreachable"), Problem("net.unreachable"), None, Problem("net.unreachable")):
        page.show_problem(problem)
    assert [text.partition(".")[0] for text in spoken if text] == ["No connection", "No connection"]
