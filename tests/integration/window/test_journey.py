"""From the first screen to the review, and on until the job is in review, by keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from avatar_wizard.domain.draft import Edition, Role
from avatar_wizard.domain.steps import Step
from avatar_wizard.domain.submission import Phase
from support.fake_ports import ACCOUNT


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard goes nowhere"
    QTest.keyClick(widget, key, modifier)


def _write(text: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), text)


def _tab_to(name: str) -> None:
    for _ in range(60):
        if QApplication.focusWidget().objectName() == name:
            return
        _key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}")


def _next() -> None:
    _key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)


def test_a_whole_job_by_keyboard_alone(stage) -> None:
    stage.open()
    presenter = stage.window.presenter
    assert QApplication.focusWidget().objectName() == "new_avatar"
    _key(Qt.Key.Key_Space)

    assert presenter.place.step is Step.SIGN_IN
    assert QApplication.focusWidget().objectName() == "ak_edit"
    _write(ACCOUNT.access_key)
    _tab_to("sk_edit")
    _write(ACCOUNT.secret_key)
    _key(Qt.Key.Key_Return)
    stage.until(lambda: presenter.sign_in.credentials is not None)
    assert QApplication.focusWidget().objectName() == "next_button"
    _key(Qt.Key.Key_Space)

    assert QApplication.focusWidget().objectName() == "name_edit"
    _write("Zoe")
    _tab_to("edition_standard")
    _key(Qt.Key.Key_Space)
    assert presenter.drafting.draft.edition is Edition.STANDARD
    _next()

    assert presenter.place.step is Step.VIDEO
    _tab_to("choose_training_video")
    _key(Qt.Key.Key_Space)
    stage.until(lambda: presenter.drafting.report is not None)
    _next()

    for role in (Role.ID_CARD_IMAGE1, Role.ID_CARD_IMAGE2, Role.GRANT_FILE):
        _tab_to(f"choose_{role.value}")
        _key(Qt.Key.Key_Space)
        stage.until(lambda role=role: presenter.drafting.draft.file(role) is not None)
    _next()
    assert presenter.place.step is Step.EXTRAS
    _next()
    assert presenter.place.step is Step.REVIEW
    assert stage.world.service.calls.count("create") == 0

    _next()
    stage.until(lambda: QApplication.activeModalWidget() is not None)
    assert QApplication.activeModalWidget().objectName() == "submit_dialog"
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    stage.until(lambda: presenter.place.step is Step.IN_REVIEW)
    stage.until(lambda: stage.text("state_title") == "In review")
    assert stage.world.journal.submissions()[0].phase is Phase.SUBMITTED
    assert presenter.sign_in.credentials == ACCOUNT


def test_back_and_forward_and_around_the_areas(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    presenter = stage.window.presenter
    assert presenter.place.step is Step.AVATAR
    _key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert presenter.place.step is Step.SIGN_IN
    _next()
    assert presenter.place.step is Step.AVATAR
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget().objectName())
        _key(Qt.Key.Key_F6)
    assert seen == ["name_edit", "next_button", "rail", "name_edit"]


def test_enter_in_a_line_means_next_and_on_a_button_means_that_button(stage) -> None:
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.press("new_avatar")
    _key(Qt.Key.Key_Return)
    assert stage.notice() == "Still missing"
    stage.button("home_button").setFocus()
    _key(Qt.Key.Key_Return)
    assert stage.window.content.is_home
