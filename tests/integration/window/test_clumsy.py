"""Hands that press twice, hold keys down, change their mind, and choose what is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from avatar_wizard.domain.draft import Draft, Fingerprint, PickedFile, Role
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.pages.documents import DocumentsPage
from avatar_wizard.ui.parts.progress_row import ProgressRow
from avatar_wizard.ui.words.plain import shortened
from support.fake_ports import ACCOUNT, GOOD


def _hold_enter(widget: QWidget) -> None:
    """What the keyboard sends while Enter stays down: presses that say they are repeats."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(
            widget, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True, 1)
        )


def _at_review(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.world.journal.save_draft("aaaaaaaaaaaa", stage.full_draft(), GOOD)
    stage.open()
    stage.press("continue_aaaaaaaaaaaa")
    assert stage.window.presenter.place.step is Step.REVIEW


def test_enter_held_down_does_not_answer_the_question_it_brought_up(stage) -> None:
    _at_review(stage)
    stage.press("next_button")
    confirm = stage.button("submit_confirm")
    _hold_enter(confirm)
    assert QApplication.activeModalWidget() is not None
    assert stage.world.service.calls == ["jobs"]
    QTest.keyClick(confirm, Qt.Key.Key_Return)
    stage.until(lambda: "create" in stage.world.service.calls)


def test_enter_held_down_on_next_goes_no_further(stage) -> None:
    _at_review(stage)
    button = stage.button("next_button")
    button.setFocus()
    _hold_enter(button)
    assert QApplication.activeModalWidget() is None


def test_a_double_click_on_next_is_one_step(stage) -> None:
    _at_review(stage)
    stage.press("back_button")
    assert stage.window.presenter.place.step is Step.EXTRAS
    button = stage.button("next_button")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    _second_half_of_a_double_click(button)
    assert stage.window.presenter.place.step is Step.REVIEW
    assert QApplication.activeModalWidget() is None


def test_a_double_click_on_pause_does_not_resume(stage) -> None:
    stage.world.upload_gate.close()
    _at_review(stage)
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(stage.world.upload_gate.reached.is_set)
    button = stage.button("pause_button")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.until(lambda: not stage.window.presenter.dispatch.outbox.is_busy)
    _second_half_of_a_double_click(button)
    assert not stage.window.presenter.dispatch.outbox.is_busy


def _second_half_of_a_double_click(widget: QWidget) -> None:
    here = QPointF(widget.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(
            kind,
            here,
            widget.mapToGlobal(here),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)


def test_the_keyboard_is_on_pause_once_it_is_being_sent(stage) -> None:
    stage.world.upload_gate.close()
    _at_review(stage)
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(stage.world.upload_gate.reached.is_set)
    stage.until(lambda: QApplication.activeModalWidget() is None)
    assert stage.window.focusWidget().objectName() == "pause_button"


def _at_video(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    stage.type("name_edit", "Zoe")
    stage.press("edition_standard")
    stage.press("next_button")
    assert stage.window.presenter.place.step is Step.VIDEO


def test_a_second_choice_that_is_not_there_leaves_the_first_one_judged(stage) -> None:
    """Once it was: the first file's judgement was given up, and Next waited for it for ever."""
    _at_video(stage)
    drafting = stage.window.presenter.drafting
    stage.world.probe_gate.close()
    stage.press("choose_training_video")
    stage.until(stage.world.probe_gate.reached.is_set)
    gone = Path("/films/gone-5.mp4")
    stage.world.files.missing.add(gone)
    drafting.take(Role.TRAINING_VIDEO, gone)
    stage.until(lambda: stage.notice() == "The file is not there any more")
    stage.world.probe_gate.open()
    stage.until(lambda: drafting.report is not None and drafting.report.facts == GOOD.facts)
    assert drafting.draft.file(Role.TRAINING_VIDEO) == stage.picked(Role.TRAINING_VIDEO)


def test_what_has_to_be_changed_stays_said_until_it_is(stage) -> None:
    stage.world.service.problems["create"] = Problem("service.name_taken")
    _at_review(stage)
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.notice() == "That name is taken")
    stage.press("change_answers")
    assert stage.window.presenter.place.step is Step.AVATAR
    assert stage.notice() == "That name is taken"
    stage.type("name_edit", " the second")
    assert stage.notice() == ""


def test_signed_out_by_the_service_one_signs_in_and_it_goes_on(stage) -> None:
    stage.world.service.problems["create"] = Problem("auth.wrong_key")
    _at_review(stage)
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.notice() == "The keys do not match")
    stage.press("sign_in_again")
    assert stage.window.presenter.place.step is Step.SIGN_IN
    del stage.world.service.problems["create"]
    stage.type("ak_edit", "EXAMPLEKEY0002")
    stage.type("sk_edit", "another-secret")
    stage.press("sign_in_button")
    stage.settle()
    stage.press("next_button")
    stage.until(lambda: "SUBMITVERIFYING" in stage.world.service.calls)


def test_signed_out_while_following_one_signs_in_and_sees_it_again(stage) -> None:
    _at_review(stage)
    stage.press("next_button")
    stage.press("submit_confirm")
    stage.until(lambda: stage.window.presenter.place.step is Step.IN_REVIEW)
    stage.settle()
    assert not stage.window.content.follow.findChild(QWidget, "follow_sign_in").isVisible()
    stage.world.service.problems["show"] = Problem("auth.unknown_key")
    stage.press("ask_button")
    stage.settle()
    stage.press("follow_sign_in")
    assert stage.window.presenter.place.step is Step.SIGN_IN
    del stage.world.service.problems["show"]
    stage.type("ak_edit", "EXAMPLEKEY0002")
    stage.type("sk_edit", "another-secret")
    stage.press("sign_in_button")
    stage.settle()
    stage.press("next_button")
    assert stage.window.presenter.place.step is Step.IN_REVIEW
    stage.settle()
    assert stage.text("state_title") == "In review"


def test_the_account_is_one_press_from_the_first_screen_and_back(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("account_button")
    assert stage.window.presenter.place.step is Step.SIGN_IN
    assert stage.button("sign_out_button").isVisible()
    stage.press("next_button")
    assert stage.window.content.is_home
    assert stage.world.journal.stored == {}, "looking at the account begins no avatar"


def test_the_language_changes_under_the_keyboard(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    stage.window.findChild(QWidget, "edition_standard").setFocus()
    before = stage.window.content
    stage.window.set_language("zh_CN")
    stage.until(lambda: stage.window.content is not before)
    stage.until(lambda: stage.window.focusWidget().objectName() == "edition_standard")
    before = stage.window.content
    stage.window.set_language("en")
    stage.until(lambda: stage.window.content is not before)


def test_secrets_typed_so_far_survive_a_change_of_the_look(stage) -> None:
    stage.open()
    stage.press("new_avatar")
    stage.type("ak_edit", "EXAMPLEKEY0002")
    stage.window.set_theme("dark")
    stage.settle()
    assert stage.window.findChild(QLineEdit, "ak_edit").text() == "EXAMPLEKEY0002"


def test_a_name_of_ten_thousand_letters_leaves_room_for_the_question(stage) -> None:
    stage.world.journal.save_draft("aaaaaaaaaaaa", Draft(name="\u202ex" * 5000), None)
    stage.open()
    stage.press("discard_aaaaaaaaaaaa")
    dialog = QApplication.activeModalWidget()
    assert dialog.height() < 400
    assert not any("\u202e" in label.text() for label in dialog.findChildren(QLabel))
    stage.press("discard_cancel")


@pytest.mark.parametrize("letters", [10, 48, 60])
def test_shortened_keeps_both_ends(letters: int) -> None:
    name = "start-" + "x" * 500 + "-end.mp4"
    short = shortened(name, letters)
    assert len(short) == letters
    assert short.startswith("start"[: letters // 2])
    assert short.endswith("mp4")
    assert shortened("short.mp4", letters) == "short.mp4"


def test_a_long_file_name_does_not_widen_the_window(qtbot) -> None:
    row = ProgressRow(Role.TRAINING_VIDEO, "x" * 250 + ".mp4")
    qtbot.addWidget(row)
    from avatar_wizard.flow.ports import FileProgress, FileState

    row.show_words(FileProgress(Role.TRAINING_VIDEO, 1, 2, 0.0, FileState.SENDING))
    assert row.minimumSizeHint().width() < 800


def test_the_same_picture_for_both_sides_is_asked_about_and_allowed(qtbot) -> None:
    page = DocumentsPage()
    qtbot.addWidget(page)
    one = PickedFile(Role.ID_CARD_IMAGE1, Path("/cards/a.png"), Fingerprint(9, 1, "aa"))
    two = PickedFile(Role.ID_CARD_IMAGE2, Path("/cards/b.png"), Fingerprint(9, 2, "bb"))
    remark = page.findChild(QLabel, "same_sides")
    page.show_draft(Draft(files=(one, two)), None)
    assert remark.isHidden()
    page.show_draft(Draft(files=(one, replace(two, fingerprint=one.fingerprint))), None)
    assert not remark.isHidden()
    page.show_draft(Draft(files=(one,)), None)
    assert remark.isHidden()
