"""What can be done with what is on its way: pause, resume, order; by keyboard alone, and in large letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from avatar_wizard.domain.draft import Draft
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.steps import Step
from avatar_wizard.ui.language import speak
from avatar_wizard.ui.outbox import RunState
from avatar_wizard.ui.theme import Theme, apply
from integration.window.running_stage import (
    ANNA,
    BEN,
    ZOE,
    action_of,
    begin,
    home_of,
    interrupted,
    keys_of,
    order_of,
    put_on,
    states_of,
    tell,
    tick,
    words_of,
)
from integration.window.test_access import _audit, _cut_off
from support.fake_ports import ACCOUNT, GOOD
from unit.ui.scripted import GIB, scripted, snapshot

# --- pause, resume, one and all


def test_pause_and_resume_from_the_row(stage) -> None:
    begin(stage, ZOE)
    stage.press(f"pause_{ZOE}")
    assert words_of(stage, ZOE) in ("Pausing...", "Paused. 0 % is safely there."), "said at once"
    stage.until(lambda: states_of(stage) == [RunState.PAUSED])
    assert words_of(stage, ZOE) == "Paused. 0 % is safely there."
    assert stage.button(f"pause_{ZOE}").accessibleName() == "Resume: Zoe"
    stage.world.upload_gate.open()
    stage.press(f"pause_{ZOE}")
    stage.until(lambda: stage.window.presenter.dispatch.outbox.runs == ())
    stage.until(lambda: "SUBMITVERIFYING" in stage.world.service.calls)


def test_pausing_is_said_at_once(stage) -> None:
    stage.open()
    run = scripted(ZOE, snapshot(GIB))
    put_on(stage, run)
    stage.press(f"pause_{ZOE}")
    assert words_of(stage, ZOE) == "Pausing..."
    assert stage.button(f"pause_{ZOE}").text() == "Resume"


def test_a_failed_one_can_be_tried_again(stage) -> None:
    stage.world.service.problems["create"] = Problem("service.no_quota")
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.window.presenter.dispatch.outbox.begin(ZOE, stage.full_draft(), plan=True)
    stage.until(lambda: states_of(stage) == [RunState.FAILED])
    assert words_of(stage, ZOE) == "No image-modelling resource left. Stopped. Nothing has been sent yet."
    assert stage.button(f"pause_{ZOE}").text() == "Try again"
    stage.world.service.problems.clear()
    stage.press(f"pause_{ZOE}")
    stage.until(lambda: stage.window.presenter.dispatch.outbox.runs == ())


def test_one_alone_has_no_line_for_all(stage) -> None:
    stage.open()
    put_on(stage, scripted(ZOE, snapshot(GIB)))
    assert not home_of(stage).findChild(QWidget, "pause_all").isVisible()
    put_on(stage, scripted(ANNA, snapshot(GIB)))
    assert home_of(stage).findChild(QWidget, "pause_all").isVisible()
    assert stage.text("running_together") == "2 on their way - 2.1 GB of 11 GB - 4.8 MB/s"


def test_pause_all_and_resume_all(stage) -> None:
    begin(stage, ZOE, ANNA)
    assert not home_of(stage).findChild(QWidget, "resume_all").isVisible()
    stage.button("pause_all").setFocus()
    stage.press("pause_all")
    stage.until(lambda: states_of(stage) == [RunState.PAUSED] * 2)
    assert not home_of(stage).findChild(QWidget, "pause_all").isVisible()
    assert stage.window.focusWidget().objectName() == "resume_all", "the keyboard is not lost"
    stage.world.upload_gate.open()
    stage.press("resume_all")
    stage.until(lambda: stage.window.presenter.dispatch.outbox.runs == ())
    stage.until(lambda: stage.world.service.calls.count("SUBMITVERIFYING") == 2)


def test_the_keyboard_stays_with_what_is_done_with_all(stage) -> None:
    stage.open()
    runs = scripted(ZOE, snapshot(GIB), RunState.PAUSED), scripted(ANNA, snapshot(GIB), RunState.PAUSED)
    put_on(stage, *runs)
    stage.button("resume_all").setFocus()
    for run in runs:
        run.state = RunState.RUNNING
        stage.window.presenter.dispatch.outbox.changed.emit(run.key)
    assert stage.window.focusWidget().objectName() == "pause_all"


def test_with_one_paused_and_one_running_both_are_offered(stage) -> None:
    stage.open()
    put_on(stage, scripted(ZOE, snapshot(GIB)), scripted(ANNA, snapshot(GIB), RunState.PAUSED))
    assert stage.button("pause_all").isVisible()
    assert stage.button("resume_all").isVisible()


def test_a_double_click_on_pause_all_does_not_resume_all(stage) -> None:
    begin(stage, ZOE, ANNA)
    QTest.mouseClick(stage.button("pause_all"), Qt.MouseButton.LeftButton)
    stage.until(lambda: states_of(stage) == [RunState.PAUSED] * 2)
    button = stage.button("resume_all")
    here = QPointF(button.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(button, QMouseEvent(kind, here, button.mapToGlobal(here), left, left, none))
    assert states_of(stage) == [RunState.PAUSED] * 2


def test_why_it_is_held_can_be_told(stage) -> None:
    stage.open()
    put_on(stage, scripted(ZOE, snapshot(GIB), RunState.HELD))
    stage.window.presenter.dispatch.outgoing.show_held("On hold: metered connection")
    assert words_of(stage, ZOE) == "On hold: metered connection. 20 % is safely there."
    stage.press(f"continue_{ZOE}")
    assert stage.text("sending_headline") == "On hold: metered connection. 20 % is safely there."


# --- order


def test_the_rows_are_in_the_order_of_the_outbox(stage) -> None:
    begin(stage, ZOE, ANNA, BEN)
    QApplication.processEvents()
    assert order_of(stage) == (ZOE, ANNA, BEN)
    stage.button(f"more_{BEN}").setFocus()
    action_of(stage, f"first_{BEN}").trigger()
    QApplication.processEvents()
    assert order_of(stage) == (BEN, ZOE, ANNA)
    assert stage.world.engines[2].is_first
    assert stage.window.focusWidget().objectName() == f"more_{BEN}"
    assert not action_of(stage, f"first_{BEN}").isEnabled(), "it is the first now"
    assert action_of(stage, f"first_{ZOE}").isEnabled()


def test_the_only_one_cannot_be_sent_before_others(stage) -> None:
    stage.open()
    put_on(stage, scripted(ZOE, snapshot(GIB)))
    assert not action_of(stage, f"first_{ZOE}").isEnabled()
    stage.press(f"continue_{ZOE}")
    assert not stage.window.content.sending.findChild(QWidget, "first_button").isVisible()
    put_on(stage, scripted(ANNA, snapshot(GIB)))
    assert stage.window.content.sending.findChild(QWidget, "first_button").isVisible()


def test_send_this_first_from_its_own_page(stage) -> None:
    begin(stage, ZOE, ANNA)
    stage.press(f"continue_{ANNA}")
    stage.button("first_button").setFocus()
    stage.press("first_button")
    assert [run.key for run in stage.window.presenter.dispatch.outbox.runs] == [ANNA, ZOE]
    assert stage.world.engines[1].is_first
    assert stage.window.focusWidget().objectName() == "pause_button"


# --- by keyboard alone


def _tab_to(stage, name: str) -> None:
    walked = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        walked.append(focused.objectName() if focused is not None else "")
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached {name}: {walked}")


def test_everything_by_keyboard_in_reading_order(stage) -> None:
    stage.world.journal.save_draft("dddddddddddd", Draft(name="Draft"), GOOD)
    begin(stage, ZOE, ANNA)
    action_of(stage, f"first_{ANNA}").trigger()
    home_of(stage).first_focus().setFocus()
    walked: list[str] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        name = focused.objectName()
        if walked and name == walked[0]:
            break
        walked.append(name)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    rows = [f"{what}_{key}" for key in (ANNA, ZOE) for what in ("continue", "pause", "more")]
    assert walked == [
        "new_avatar",
        "pause_all",
        "more_all",
        *rows,
        "discard_dddddddddddd",
        "continue_dddddddddddd",
        "refresh_jobs",
        "account_button",
        "limits_button",
        "language_combo",
        "theme_combo",
    ]
    _tab_to(stage, f"pause_{ZOE}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    stage.until(lambda: RunState.PAUSED in states_of(stage))
    _tab_to(stage, f"continue_{ZOE}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert stage.window.presenter.place.step is Step.SENDING


def test_the_menu_opens_and_chooses_by_keyboard(stage) -> None:
    stage.open()
    put_on(stage, scripted(ZOE, snapshot(GIB)), scripted(ANNA, snapshot(GIB)))
    button = stage.button(f"more_{ANNA}")
    button.setFocus()
    menu = button.menu()

    def choose() -> None:
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    menu.aboutToShow.connect(choose, Qt.ConnectionType.QueuedConnection)
    QTest.keyClick(button, Qt.Key.Key_Space)
    stage.until(lambda: keys_of(stage) == (ANNA, ZOE))


# --- for whoever listens, or needs large letters


def _crowded(stage) -> None:
    """Every button that there can be."""
    stage.world.vault.kept = ACCOUNT
    interrupted(stage, "dddddddddddd", "eeeeeeeeeeee")
    stage.open()
    gone = Problem("file.missing", {"name": "take.mp4"})
    put_on(
        stage,
        scripted(ZOE, snapshot(GIB, waiting=gone)),
        scripted(ANNA, snapshot(GIB), RunState.FAILED, problem=Problem("service.name_taken")),
        scripted(BEN, snapshot(GIB), RunState.PAUSED),
    )
    for page in (home_of(stage), stage.window.content.sending):
        page.show_limits("At most 20 Mbit/s, nothing between 8:00 and 18:00")
    stage.window.resize(960, 640)
    QApplication.processEvents()


def test_every_button_has_a_name_a_selector_and_a_letter_of_its_own(stage) -> None:
    _crowded(stage)
    assert stage.button("continue_all").isVisible()
    assert stage.button("resume_all").isVisible()
    _audit(stage.window)
    for key in (ZOE, ANNA):
        stage.press(f"continue_{key}")
        QApplication.processEvents()
        _audit(stage.window)
        assert stage.button("first_button").isVisible()
        assert stage.button("choose_again_button" if key == ZOE else "change_answers").isVisible()
        stage.press("home_button")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_button_is_cut_off_in_the_smallest_window_with_letters_twice_as_large(stage, language: str) -> None:
    stage.settings.language = language
    app = QApplication.instance()
    try:
        _crowded(stage)
        font = app.font()
        font.setPointSizeF(font.pointSizeF() * 2)
        app.setFont(font)
        QApplication.processEvents()
        assert _cut_off(stage.window) == []
        stage.press(f"continue_{ZOE}")
        QApplication.processEvents()
        assert _cut_off(stage.window) == []
    finally:
        speak("en")
        apply(app, Theme.LIGHT)


def test_only_what_needs_somebody_is_spoken_on_the_first_screen(stage, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("avatar_wizard.ui.parts.running_row.say", lambda widget, text: spoken.append(text))
    stage.open()
    run = scripted(ZOE, snapshot(GIB))
    put_on(stage, run)
    for progress in (snapshot(2 * GIB), snapshot(2 * GIB, waiting=Problem("net.unreachable"))):
        tell(run, progress)
        tick(stage, 4)
    assert spoken == []
    tell(run, snapshot(2 * GIB, waiting=Problem("file.missing", {"name": "take.mp4"})))
    tick(stage, 8)
    assert spoken == ["Zoe: The file is not there any more. 40 % is safely there."]
