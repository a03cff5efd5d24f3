"""Sending: bars that never lie, pausing, resuming, and what a problem leads to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Phase
from avatar_wizard.flow.ports import FileProgress, FileState
from avatar_wizard.flow.progress import SendingProgress
from avatar_wizard.ui.notices import step_to_mend
from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.pages.sending import SendingPage
from avatar_wizard.ui.parts.progress_row import ProgressRow, per_mille
from avatar_wizard.ui.watch import Watch
from support.fake_ports import ACCOUNT, GOOD
from unit.ui.scripted import GIB, ScriptedSending, film, scripted, snapshot


@given(st.integers(0, 2**50), st.integers(0, 2**50))
def test_per_mille_is_full_only_when_all_is_there(sent: int, size: int) -> None:
    value = per_mille(sent, size)
    assert 0 <= value <= 1000
    assert (value == 1000) == (sent >= size)


class Shown:
    """A sending page, and what is seen on it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.page = SendingPage()
        qtbot.addWidget(self.page)
        self.run = scripted("aaaaaaaaaaaa", snapshot(), name="Zoe")
        self.watch = Watch(self.run)
        self.page.show_draft(Draft(name="Zoe", files=film("\u202elong.mp4")), None)
        self.page.show()

    def show(self, progress: SendingProgress, state: RunState = RunState.RUNNING, *, with_words: bool = True) -> None:
        """What the presenter does at a tick."""
        assert isinstance(self.run.sending, ScriptedSending)
        self.run.sending.now, self.run.state = progress, state
        self.watch.refresh()
        if with_words:
            self.page.show_standing(self.watch.standing(), progress, may_be_first=False)
        self.page.show_progress(progress, self.watch.per_mille)

    def text(self, name: str) -> str:
        label = self.page.findChild(QLabel, name)
        return label.text() if label.isVisible() else ""

    def button(self, name: str) -> QPushButton:
        return self.page.findChild(QPushButton, name)

    @property
    def bar(self) -> int:
        return self.page.findChild(QProgressBar, "overall_bar").value()


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    return Shown(qtbot)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr("avatar_wizard.ui.pages.sending.say", lambda widget, text: said.append(text))
    return said


def test_five_gibibytes_go_up_and_the_bar_never_goes_back(shown: Shown) -> None:
    seen = []
    for sent in (0, GIB, 3 * GIB, 2 * GIB, 4 * GIB, 5 * GIB):
        shown.show(snapshot(sent))
        seen.append(shown.bar)
    assert seen == [0, 200, 600, 600, 800, 999]
    shown.show(snapshot(5 * GIB, Phase.CONFIRMED))
    assert shown.bar == 1000


def test_words_say_whose_it_is_how_far_how_fast_and_how_long(shown: Shown) -> None:
    shown.show(snapshot(3 * GIB, left=894.0))
    assert shown.text("sending_name") == "Zoe"
    assert shown.text("sending_headline") == "Sending: 60 %"
    assert shown.text("sending_detail") == "3.2 GB of 5.4 GB - 2.4 MB/s - about 15 min left"


def test_progress_is_spoken_every_tenth_and_no_more(shown: Shown, spoken: list[str]) -> None:
    shown.show(snapshot())
    for step in range(1001):
        shown.show(snapshot(5 * GIB * step // 1000), with_words=False)
    assert spoken == [f"{tenth * 10} % sent" for tenth in range(1, 10)]


def test_a_lost_network_says_what_is_safe(shown: Shown) -> None:
    shown.show(snapshot(4 * GIB, waiting=Problem("net.unreachable"), safe=int(3.12 * GIB)))
    assert shown.text("sending_headline") == "Waiting for the network. 62 % is safely there."
    assert shown.text("sending_advice") == ""


def test_a_lost_network_that_the_engine_waits_for_is_said_as_well(shown: Shown) -> None:
    shown.show(snapshot(4 * GIB, state=FileState.RETRYING, problem=Problem("net.unreachable"), safe=3 * GIB))
    assert shown.text("sending_headline") == "Waiting for the network. 60 % is safely there."


def test_waiting_going_on_and_stopping_are_spoken_once_each(shown: Shown, spoken: list[str]) -> None:
    waiting = Problem("net.unreachable")
    for progress in (snapshot(GIB // 10), *[snapshot(GIB // 10, waiting=waiting)] * 3, snapshot(GIB // 10)):
        shown.show(progress)
    shown.show(snapshot(GIB // 10), RunState.PAUSED)
    assert spoken == ["Waiting for the network. 1 % is safely there.", "Sending: 1 %", "Paused. 1 % is safely there."]


def test_the_words_count_what_was_acknowledged_while_the_bar_stays(shown: Shown) -> None:
    shown.show(snapshot(4 * GIB, safe=3 * GIB))
    shown.show(snapshot(4 * GIB, safe=3 * GIB), RunState.PAUSED)
    assert shown.text("sending_headline") == "Paused. 60 % is safely there."
    assert shown.bar == 800


def test_a_file_name_cannot_turn_the_line_around(shown: Shown) -> None:
    shown.show(snapshot(GIB))
    assert not any("\u202e" in label.text() for label in shown.page.findChildren(QLabel))


def test_a_job_that_was_made_anew_is_told_of_and_holds_nothing_up(shown: Shown) -> None:
    shown.show(snapshot(GIB, note=Problem("submission.recreated")))
    assert shown.text("sending_headline").startswith("Sending")
    assert "everything is sent again from the start" in shown.text("sending_detail")


def test_a_stick_that_was_pulled_out_can_be_put_back_or_chosen_again(shown: Shown, qtbot: QtBot) -> None:
    gone = Problem("file.missing", {"name": "long.mp4", "role": Role.TRAINING_VIDEO})
    shown.show(snapshot(GIB))
    assert not shown.button("choose_again_button").isVisible()
    shown.show(snapshot(GIB, waiting=gone))
    assert shown.text("sending_headline") == "The file is not there any more. 20 % is safely there."
    assert "long.mp4 was moved" in shown.text("sending_advice")
    with qtbot.waitSignal(shown.page.change_wanted_for) as wanted:
        shown.button("choose_again_button").click()
    assert wanted.args == [gone]
    shown.button("choose_again_button").setFocus()
    shown.show(snapshot(GIB))
    assert not shown.button("choose_again_button").isVisible()
    assert shown.page.focusWidget() is shown.button("pause_button")


def test_a_full_disk_is_no_reason_to_choose_a_file_again(shown: Shown) -> None:
    shown.show(snapshot(GIB, waiting=Problem("store.full")))
    assert shown.text("sending_advice") == "Free some space and it goes on by itself."
    assert not shown.button("choose_again_button").isVisible()


def test_what_holds_sending_back_stands_beside_its_button(shown: Shown, qtbot: QtBot) -> None:
    shown.page.show_limits("At most 20 Mbit/s")
    assert shown.text("sending_limits") == "At most 20 Mbit/s"
    assert shown.button("limits_button").accessibleDescription() == "At most 20 Mbit/s"
    with qtbot.waitSignal(shown.page.limits_wanted):
        shown.button("limits_button").click()
    shown.page.show_limits("")
    assert shown.text("sending_limits") == ""


def test_a_file_that_is_tried_again_says_why(shown: Shown) -> None:
    row = ProgressRow(Role.TRAINING_VIDEO, "take.mp4", shown.page)
    row.show_words(FileProgress(Role.TRAINING_VIDEO, 1, 4, 0.0, FileState.RETRYING, Problem("net.timeout")))
    assert "Trying again: No answer yet" in [label.text() for label in row.findChildren(QLabel)]
    row.show_words(FileProgress(Role.TRAINING_VIDEO, 1, 4, 2_400_000.0, FileState.SENDING))
    texts = [label.text() for label in row.findChildren(QLabel)]
    assert "Sending: 25 %" in texts
    assert "1 byte of 4 bytes - 2.4 MB/s" in texts


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
    stage.until(lambda: not stage.window.presenter.dispatch.outbox.is_busy)
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
    assert stage.window.presenter.dispatch.outbox.is_busy
    stage.window.close()
    stage.press("close_confirm")
    stage.until(lambda: not stage.window.isVisible())
    assert not stage.window.presenter.dispatch.outbox.is_busy
    submission = stage.world.journal.submissions()[0]
    assert submission.phase is Phase.SENDING
    assert submission.problem is None


def test_an_interrupted_submission_is_offered_and_goes_on(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    stage.press("pause_button")
    stage.until(lambda: not stage.window.presenter.dispatch.outbox.is_busy)
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
    assert stage.window.presenter.dispatch.outbox.is_busy
    stage.world.upload_gate.open()
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)


def test_refused_reason_is_plain_text_and_mending_keeps_the_answers(stage) -> None:
    from avatar_wizard.domain.job import LogEntry

    _ready(stage)
    _submit(stage)
    stage.until(lambda: stage.window.presenter.dispatch.follow.job is not None)
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


def test_a_stick_pulled_out_leads_back_to_the_file_and_on_again(stage) -> None:
    _ready(stage)
    stage.world.upload_gate.close()
    _submit(stage)
    assert stage.world.upload_gate.reached.wait(10)
    gone = {"name": "take-20000000.mp4", "role": Role.TRAINING_VIDEO}
    stage.world.files.missing.add(stage.picked(Role.TRAINING_VIDEO).path)
    stage.world.engines[-1].problem = Problem("file.missing", gone)
    stage.world.upload_gate.open()
    stage.until(lambda: stage.text("sending_headline").startswith("The file is not there any more."))
    stage.press("choose_again_button")
    presenter = stage.window.presenter
    stage.until(lambda: presenter.place.step is Step.VIDEO)
    assert stage.notice() == "The file is not there any more"
    stage.world.engines[-1].problem = None
    stage.picker.paths[Role.TRAINING_VIDEO] = Path("/films/again-20000000.mp4")
    stage.press("choose_training_video")
    stage.until(lambda: presenter.drafting.report is not None and not presenter.drafting.is_checking)
    assert stage.notice() == ""
    stage.press("next_button")
    _submit(stage)
    stage.until(lambda: presenter.place.step is Step.IN_REVIEW)
