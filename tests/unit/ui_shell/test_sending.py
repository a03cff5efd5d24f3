"""Sending: bars that never lie, pausing, resuming, and what a problem leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from avatar_wizard.domain.draft import Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.notices import step_to_mend
from avatar_wizard.ui.pages.sending import SendingPage
from avatar_wizard.ui.parts.progress_row import per_mille
from support.fake_ports import ACCOUNT, GOOD

GIB = 1024**3


@given(st.integers(0, 2**50), st.integers(0, 2**50))
def test_per_mille_is_full_only_when_all_is_there(sent: int, size: int) -> None:
    value = per_mille(sent, size)
    assert 0 <= value <= 1000
    assert (value == 1000) == (sent >= size)


def _snapshot(
    sent: int, phase: Phase = Phase.SENDING, waiting: Problem | None = None, safe: int = 0
) -> SendingProgress:
    file = FileProgress(Role.TRAINING_VIDEO, sent, 5 * GIB, 2_400_000.0, FileState.SENDING)
    return SendingProgress((file,), sent, 5 * GIB, phase, waiting, safe)


@pytest.fixture
def page(qtbot, stage_draft) -> SendingPage:
    made = SendingPage()
    qtbot.addWidget(made)
    made.show_draft(stage_draft, None)
    made.show_running(True)
    made.show()
    return made


@pytest.fixture
def stage_draft(world):
    from pathlib import Path

    from avatar_wizard.domain.draft import Draft, Fingerprint, PickedFile

    video = PickedFile(Role.TRAINING_VIDEO, Path("/films/\u202elong.mp4"), Fingerprint(5 * GIB, 1, ""))
    return Draft(files=(video,))


def _overall(page: SendingPage) -> int:
    return page.findChild(QProgressBar, "overall_bar").value()


def _headline(page: SendingPage) -> str:
    return page.findChild(QLabel, "sending_headline").text()


def test_five_gibibytes_go_up_and_the_bar_never_goes_back(page: SendingPage) -> None:
    seen = []
    for sent in (0, GIB, 3 * GIB, 2 * GIB, 4 * GIB, 5 * GIB):
        page.show_progress(_snapshot(sent), with_words=True)
        seen.append(_overall(page))
    assert seen == [0, 200, 600, 600, 800, 999]
    page.show_progress(_snapshot(5 * GIB, Phase.CONFIRMED), with_words=True)
    assert _overall(page) == 1000


def test_words_say_how_far_how_fast_and_how_long(page: SendingPage) -> None:
    page.show_progress(_snapshot(3 * GIB), with_words=True)
    assert _headline(page) == "Sending: 60 %"
    detail = page.findChild(QLabel, "sending_detail").text()
    assert "2.4 MB/s" in detail
    assert "about 15 min" in detail


def test_progress_is_spoken_every_tenth_and_no_more(page: SendingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("avatar_wizard.ui.pages.sending.say", lambda widget, text: spoken.append(text))
    for step in range(1001):
        page.show_progress(_snapshot(5 * GIB * step // 1000), with_words=False)
    assert spoken == [f"{tenth * 10} % sent" for tenth in range(1, 10)]


def test_a_lost_network_says_what_is_safe(page: SendingPage) -> None:
    waiting = Problem("net.unreachable")
    page.show_progress(_snapshot(4 * GIB, waiting=waiting, safe=int(3.12 * GIB)), with_words=True)
    assert _headline(page) == "Waiting for the network. 62 % is safely there."


def test_the_words_count_what_was_acknowledged_while_the_bar_stays(page: SendingPage) -> None:
    page.show_progress(_snapshot(4 * GIB, safe=3 * GIB), with_words=True)
    page.show_running(False)
    page.show_progress(_snapshot(4 * GIB, safe=3 * GIB), with_words=True)
    assert _headline(page) == "Paused. 60 % is safely there."
    assert _overall(page) == 800


def test_a_file_name_cannot_turn_the_line_around(page: SendingPage) -> None:
    page.show_progress(_snapshot(GIB), with_words=True)
    assert not any("\u202e" in label.text() for label in page.findChildren(QLabel))


def _ready(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft("aaaaaaaaaaaa", stage.full_draft(), GOOD)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    assert stage.window.presenter.place.step is Step.REVIEW


def _submit(stage) -> None:
    stage.press("next_button")
    stage.press("submit_confirm")


def test_not_yet_sends_nothing(stage) -> None:
    _ready(stage)
    stage.press("next_button")
    stage.press("submit_cancel")
    stage.settle()
    assert stage.window.presenter.place.step is Step.REVIEW
    assert stage.world.service.calls == ["jobs"]


def test_the_question_says_what_is_sent_to_whom_and_what_it_uses(stage) -> None:
    _ready(stage)
    stage.press("next_button")
    words = QApplication.activeModalWidget().accessibleDescription()
    for part in ("Video of the person (20 MB)", "Signed letter", "Huawei Cloud, Beijing", "one image-modelling"):
        assert part in words


def test_pause_and_resume_send_nothing_twice(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.press("pause_button")
    stage.until(lambda: not stage.window.presenter.sending.is_running)
    assert stage.button("pause_button").text() == "&Resume"
    assert "Paused." in stage.text("sending_headline")
    assert stage.notice() == ""
    stage.world.upload_gate.open()
    stage.press("pause_button")
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)
    assert stage.world.service.calls.count("create") == 1


def test_a_changed_file_leads_back_to_its_page_and_submitting_again_works(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.world.engines[-1].problem = Problem("file.changed", {"name": "letter.pdf", "role": Role.GRANT_FILE})
    stage.world.upload_gate.open()
    stage.until(lambda: stage.notice() != "")
    stage.press("change_answers")
    presenter = stage.window.presenter
    assert presenter.place.step is Step.DOCUMENTS
    stage.world.engines[-1].problem = None
    stage.press("choose_grant_file")
    stage.until(lambda: not presenter.drafting.is_checking)
    stage.press("next_button")
    assert presenter.place.step is Step.REVIEW
    stage.settle()
    _submit(stage)
    stage.until(lambda: presenter.place.step is Step.IN_REVIEW)


def test_another_copy_of_the_program_is_no_reason_to_change_answers() -> None:
    assert step_to_mend(Problem("submission.busy_elsewhere")) is None
    assert step_to_mend(Problem("net.unreachable")) is None
    assert step_to_mend(Problem("service.name_taken")) is Step.AVATAR
    assert step_to_mend(Problem("file.changed", {"role": Role.COVER})) is Step.EXTRAS
    assert step_to_mend(Problem("file.changed", {"role": "training_video"})) is Step.VIDEO


def test_a_problem_can_be_tried_again(stage) -> None:
    _ready(stage)
    stage.world.service.problems["create"] = Problem("service.no_quota")
    _submit(stage)
    stage.until(lambda: stage.notice() != "")
    assert stage.window.presenter.place.step is Step.SENDING
    stage.world.service.problems.clear()
    stage.press("retry_button")
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)
    assert stage.notice() == ""


def test_closing_while_sending_asks_and_keeping_on_keeps_on(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.window.close()
    assert stage.window.isVisible()
    stage.press("close_cancel")
    assert stage.window.presenter.sending.is_running
    stage.window.close()
    stage.press("close_confirm")
    stage.until(lambda: not stage.window.isVisible())
    assert not stage.window.presenter.sending.is_running
    submission = stage.world.journal.submissions()[0]
    assert submission.phase is Phase.SENDING
    assert submission.problem is None


def test_an_interrupted_submission_is_offered_and_goes_on(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.press("pause_button")
    stage.until(lambda: not stage.window.presenter.sending.is_running)
    stage.window.presenter.close()
    stage.window.hide()
    stage.world.upload_gate.open()
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)
    assert stage.world.service.calls.count("create") == 1


def test_home_while_sending_and_back(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.press("home_button")
    stage.settle_lists()
    stage.press("continue_aaaaaaaaaaaa")
    assert stage.window.presenter.place.step is Step.SENDING
    assert stage.window.presenter.sending.is_running
    stage.world.upload_gate.open()
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)


def test_refused_reason_is_plain_text_and_mending_keeps_the_answers(stage) -> None:
    from avatar_wizard.domain.job import LogEntry

    _ready(stage)
    _submit(stage)
    stage.until(lambda: stage.window.presenter.follow.job is not None)
    job_id, job = next(iter(stage.world.service.found.items()))
    entry = LogEntry("SYSTEM_VERIFY_FAILED", "<b>not</b> the same person", "2026-11-22T09:00:00Z", "44005901")
    stage.world.service.found[job_id] = replace(job, state="AUTO_VERIFY_FAILED", log=(entry,))
    stage.press("ask_button")
    stage.until(lambda: stage.text("refusal_text") == "<b>not</b> the same person")
    stage.press("mend_button")
    stage.settle()
    assert stage.window.presenter.drafting.draft.name == "Zoe"
    assert stage.window.presenter.drafting.key != "aaaaaaaaaaaa"


def test_a_failed_question_about_the_state_is_soft(stage) -> None:
    _ready(stage)
    _submit(stage)
    stage.until(lambda: stage.text("state_title") == "In review")
    stage.world.service.problems["show"] = Problem("net.timeout")
    stage.press("ask_button")
    stage.until(lambda: stage.text("follow_problem") != "")
    assert stage.text("state_title") == "In review"
    assert stage.notice() == ""
    stage.world.service.problems.clear()
    stage.press("ask_button")
    stage.until(lambda: stage.text("follow_problem") == "")
