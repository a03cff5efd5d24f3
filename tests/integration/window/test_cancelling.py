"""Cancelling, one and all: what is lost is said first, the answers stay, and what cannot be done is said."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from avatar_wizard.domain.draft import Draft, Role
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Planned, SentSlice, SliceSent, Submission, Submitted
from avatar_wizard.ui.cancel_notices import Loss, cancel_question, too_late_notice
from avatar_wizard.ui.home_rows import Begun, BegunRow, Stage
from avatar_wizard.ui.outbox import RunState
from integration.window.running_stage import ANNA, BEN, ZOE, action_of, begin, runs_of, words_of
from support.fake_ports import ACCOUNT
from unit.ui.scripted import GIB, put, scripted, snapshot


def _drafts(stage) -> list[Draft]:
    return [stored.draft for stored in stage.world.journal.drafts()]


# --- the question


def test_the_question_says_exactly_what_is_lost() -> None:
    question = cancel_question([Loss("Zoe", 3_100_000_000, 5_000_000_000)])
    assert question.title == "Cancel sending Zoe?"
    assert question.lines == (
        "62 % (3.1 GB) had arrived; it is deleted at Huawei Cloud together with the unfinished job.",
        "Your answers and your own files stay; you can submit again later.",
    )
    assert question.is_grave


def test_the_question_about_all_names_the_first_few() -> None:
    losses = [Loss(f"P{n}", n * 10**9, 10 * 10**9) for n in range(1, 7)]
    question = cancel_question(losses)
    assert question.title == "Cancel sending all 6 avatars?"
    assert question.lines[0].startswith("35 % of everything (21 GB) had arrived; it is deleted at Huawei Cloud")
    assert question.lines[1] == "P1: 10 %, P2: 20 %, P3: 30 %, P4: 40 % and 2 more."


@pytest.mark.parametrize("count", [1, 2])
def test_nothing_lost_is_said_as_well(count: int) -> None:
    question = cancel_question([Loss("", 0, 0)] * count)
    assert question.lines[0].startswith("Nothing had arrived yet.")


def test_hostile_names_leave_room_for_the_question(stage) -> None:
    stage.open()
    put(stage.window.presenter.dispatch.outbox, [scripted(ZOE, snapshot(GIB), name="\u202e<b>" * 3000)])
    action_of(stage, f"cancel_{ZOE}").trigger()
    dialog = QApplication.activeModalWidget()
    assert dialog.height() < 400
    assert not any("\u202e" in label.text() for label in dialog.findChildren(QLabel))
    stage.press("cancel_cancel")


def test_keeping_is_what_enter_and_escape_do(stage) -> None:
    begin(stage, ZOE)
    for key in ("\r", "\x1b"):
        action_of(stage, f"cancel_{ZOE}").trigger()
        stage.until(stage.button("cancel_cancel").hasFocus)
        QTest.keyClick(QApplication.focusWidget(), key)
        stage.until(lambda: QApplication.activeModalWidget() is None)
        assert runs_of(stage) == {ZOE: RunState.RUNNING}


# --- one


def test_cancelled_from_the_first_screen_it_is_a_draft_again(stage) -> None:
    begin(stage, ZOE)
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: runs_of(stage) == {})
    stage.settle()
    assert stage.world.service.found == {}
    assert stage.world.journal.submissions() == ()
    assert _drafts(stage) == [stage.full_draft()]
    key = stage.world.journal.drafts()[0].key
    assert stage.button(f"continue_{key}").text() == "Continue"
    stage.press(f"discard_{key}")
    stage.press("discard_confirm")
    stage.settle()
    assert _drafts(stage) == []


def test_cancelled_from_its_page_one_is_back_at_the_first_screen(stage) -> None:
    begin(stage, ZOE)
    stage.press(f"continue_{ZOE}")
    stage.press("cancel_button")
    stage.press("cancel_confirm")
    stage.until(lambda: stage.window.content.is_home)
    stage.settle()
    assert _drafts(stage) == [stage.full_draft()]
    assert stage.notice() == ""
    assert stage.window.focusWidget().objectName() == "new_avatar"


def test_somebody_who_went_elsewhere_meanwhile_stays_there(stage) -> None:
    begin(stage, ZOE, ANNA)
    stage.press(f"continue_{ZOE}")
    stage.world.service.gate.close()
    stage.press("cancel_button")
    stage.press("cancel_confirm")
    stage.press("home_button")
    stage.press(f"continue_{ANNA}")
    stage.world.service.gate.open()
    stage.until(lambda: runs_of(stage) == {ANNA: RunState.RUNNING})
    assert not stage.window.content.is_home
    assert stage.window.presenter.place.step is Step.SENDING
    assert stage.window.presenter.dispatch.sending.key == ANNA


def test_while_it_is_cancelled_nothing_else_can_be_done_with_it(stage) -> None:
    begin(stage, ZOE, ANNA)
    stage.world.service.gate.close()
    stage.world.service.gate.reached.clear()
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.press("cancel_confirm")
    stage.until(stage.world.service.gate.reached.is_set)
    assert words_of(stage, ZOE) == "Cancelling..."
    assert not any(stage.button(f"{what}_{ZOE}").isEnabled() for what in ("continue", "pause", "more"))
    presenter = stage.window.presenter
    presenter.dispatch.outgoing.resume(ZOE)
    presenter.dispatch.outgoing.resume_all()
    presenter.dispatch.outgoing.ask_cancel(ZOE)
    assert QApplication.activeModalWidget() is None
    assert runs_of(stage)[ZOE] is RunState.PAUSED
    stage.world.service.gate.open()
    stage.until(lambda: runs_of(stage) == {ANNA: RunState.RUNNING})


def test_its_own_page_says_that_it_is_being_cancelled(stage) -> None:
    begin(stage, ZOE)
    stage.press(f"continue_{ZOE}")
    stage.world.service.gate.close()
    stage.press("cancel_button")
    stage.press("cancel_confirm")
    stage.until(lambda: stage.text("sending_headline") == "Cancelling...")
    assert not stage.button("pause_button").isEnabled()
    assert not stage.button("cancel_button").isEnabled()
    stage.world.service.gate.open()
    stage.until(lambda: stage.window.content.is_home)


def test_out_of_reach_it_is_said_and_can_be_resumed(stage) -> None:
    begin(stage, ZOE)
    stage.press(f"continue_{ZOE}")
    stage.world.service.problems["jobs"] = Problem("net.unreachable")
    stage.press("cancel_button")
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Zoe could not be cancelled.")
    assert stage.window.presenter.place.step is Step.SENDING
    assert runs_of(stage) == {ZOE: RunState.PAUSED}
    assert stage.text("sending_headline") == "Paused. 0 % is safely there."
    assert _drafts(stage) == []
    assert len(stage.world.service.found) == 1
    del stage.world.service.problems["jobs"]
    stage.world.upload_gate.open()
    stage.press("pause_button")
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)


def test_in_review_in_the_meantime_it_is_followed(stage) -> None:
    begin(stage, ZOE)
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.world.upload_gate.open()
    stage.until(lambda: runs_of(stage) == {})
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Zoe is in review by now.")
    stage.settle()
    assert _drafts(stage) == []
    assert "delete" not in stage.world.service.calls
    assert stage.button(f"continue_{ZOE}").text() == "Follow"
    stage.press("dismiss_notice")
    assert stage.notice() == ""


def test_in_review_through_another_copy_of_the_program(stage) -> None:
    begin(stage, ZOE)
    stage.press(f"continue_{ZOE}")
    stage.press("pause_button")
    stage.until(lambda: runs_of(stage) == {ZOE: RunState.PAUSED})
    stage.world.journal.record(ZOE, Submitted())
    stage.press("cancel_button")
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Zoe is in review by now.")
    assert stage.window.content.is_home
    assert runs_of(stage) == {}


def test_what_was_never_recorded_is_its_own_draft_still(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft(ZOE, stage.full_draft(), None)
    stage.open()
    run = scripted(ZOE, snapshot(), RunState.FAILED, problem=Problem("store.full"))
    put(stage.window.presenter.dispatch.outbox, [run])
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: runs_of(stage) == {})
    stage.settle()
    assert stage.notice() == ""
    assert [stored.key for stored in stage.world.journal.drafts()] == [ZOE]
    assert stage.button(f"discard_{ZOE}").isVisible()


def test_what_is_held_back_does_not_go_on_while_it_is_cancelled(stage) -> None:
    stage.world.battery = 5
    stage.world.upload_gate.close()
    stage.world.vault.kept = ACCOUNT
    stage.open()
    dispatch = stage.window.presenter.dispatch
    dispatch.outbox.begin(ZOE, stage.full_draft(), plan=True)
    stage.press("going_on_cancel")
    stage.until(lambda: runs_of(stage) == {ZOE: RunState.HELD})
    stage.world.service.gate.close()
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.press("cancel_confirm")
    dispatch.outbox.release()
    assert runs_of(stage) == {ZOE: RunState.PAUSED}
    stage.world.service.gate.open()
    stage.until(lambda: runs_of(stage) == {})


# --- all


def test_cancel_all_takes_all_back(stage) -> None:
    begin(stage, ZOE, ANNA, BEN)
    action_of(stage, "cancel_all").trigger()
    assert "Cancel sending all 3 avatars?" in QApplication.activeModalWidget().windowTitle()
    stage.press("cancel_confirm")
    stage.until(lambda: runs_of(stage) == {})
    stage.settle()
    assert len(_drafts(stage)) == 3
    assert stage.world.service.found == {}
    assert stage.world.journal.submissions() == ()


def test_without_a_way_to_the_service_it_is_asked_once_and_all_stay(stage) -> None:
    begin(stage, ZOE, ANNA, BEN)
    stage.world.service.calls.clear()
    stage.world.service.problems["jobs"] = Problem("net.unreachable")
    action_of(stage, "cancel_all").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "3 avatars could not be cancelled.")
    assert set(runs_of(stage).values()) == {RunState.PAUSED}
    assert stage.world.service.calls.count("jobs") == 1
    assert _drafts(stage) == []


def test_one_that_cannot_be_deleted_does_not_keep_the_others(stage, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(stage, ZOE, ANNA)
    claim = stage.world.journal.claim
    monkeypatch.setattr(stage.world.journal, "claim", lambda key: key != ZOE and claim(key))
    action_of(stage, "cancel_all").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Zoe could not be cancelled.")
    assert runs_of(stage) == {ZOE: RunState.PAUSED}
    assert len(_drafts(stage)) == 1


def test_a_mistake_of_ours_is_told_as_one(stage, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(stage, ZOE)

    def broken(key: str) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(stage.window.presenter.dispatch.outgoing._desk, "cancel", broken)
    action_of(stage, f"cancel_{ZOE}").trigger()
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Something went wrong in this program.")
    assert runs_of(stage) == {ZOE: RunState.PAUSED}
    assert not stage.window.presenter.dispatch.outgoing.is_cancelling(ZOE)


def test_several_that_were_too_late_are_counted() -> None:
    assert too_late_notice(["a", "b"]).title == "2 avatars are in review by now."


# --- what an earlier run of the program left


def _interrupted(stage, key: str) -> None:
    draft = stage.full_draft()
    stage.world.journal.record(key, Planned(draft, {Role.TRAINING_VIDEO: 2}))
    stage.world.journal.record(key, SliceSent(Role.TRAINING_VIDEO, 1, SentSlice("a", "a")))


def test_an_interrupted_one_is_cancelled_in_place_of_discarded(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    _interrupted(stage, ZOE)
    stage.open()
    assert not stage.window.content.home.findChildren(QWidget, f"discard_{ZOE}")
    stage.world.service.gate.close()
    stage.press(f"cancel_{ZOE}")
    assert "49 % (10 MB) had arrived" in QApplication.activeModalWidget().accessibleDescription()
    stage.press("cancel_confirm")
    stage.until(lambda: not stage.button(f"cancel_{ZOE}").isEnabled())
    texts = [label.text() for label in stage.window.content.home.findChildren(QLabel) if label.isVisible()]
    assert "Cancelling..." in texts
    stage.world.service.gate.open()
    stage.settle()
    assert _drafts(stage) == [stage.full_draft()]
    assert stage.world.journal.submissions() == ()


def test_an_interrupted_one_that_cannot_be_cancelled_can_be_continued(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.record(ZOE, Planned(stage.full_draft(), {Role.TRAINING_VIDEO: 2}))
    stage.open()
    stage.window.presenter.dispatch.outgoing._desk.discard = _refused
    stage.press(f"cancel_{ZOE}")
    stage.press("cancel_confirm")
    stage.until(lambda: stage.notice() == "Zoe could not be cancelled.")
    stage.settle()
    assert stage.button(f"continue_{ZOE}").isEnabled()


def _refused(key: str) -> None:
    raise ProblemError("auth.none")


@pytest.mark.parametrize(("problem", "offered"), [(None, "cancel"), (Problem("store.sealed"), "discard")])
def test_answers_that_cannot_be_read_cannot_stay_as_a_draft(qtbot, problem: Problem | None, offered: str) -> None:
    row = BegunRow(Begun(ZOE, Stage.SENDING, submission=Submission(ZOE, Draft(), problem=problem)))
    qtbot.addWidget(row)
    assert [button.objectName() for button in row.controls] == [f"{offered}_{ZOE}", f"continue_{ZOE}"]
