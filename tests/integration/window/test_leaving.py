"""Leaving while something is sent: into the tray, for good, and at the end of the desktop's session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QSessionManager
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from avatar_wizard.domain.submission import Phase
from avatar_wizard.ui import leaving as leaving_module
from avatar_wizard.ui import window as window_module
from avatar_wizard.ui.outbox import RunState
from support.fake_ports import ACCOUNT
from support.fake_tray import FakeTrayIcon

KEY = "aaaaaaaaaaaa"


class Leaver:
    """A person before a window that sends, and the tray beside it."""

    def __init__(self, stage) -> None:
        self.stage = stage
        self.gone: list[bool] = []
        stage.window.left.connect(lambda: self.gone.append(True))

    @property
    def window(self):
        return self.stage.window

    @property
    def outbox(self):
        return self.window.presenter.dispatch.outbox

    @property
    def icon(self) -> FakeTrayIcon:
        return self.window.tray._icon

    @property
    def is_away(self) -> bool:
        """Hidden, with the sending going on."""
        return not self.window.isVisible() and self.outbox.is_busy and not self.gone

    def dialog(self) -> str:
        """The name of the dialog on the screen."""
        found = QApplication.activeModalWidget()
        return found.objectName() if found is not None else ""

    def hide(self) -> None:
        """Close a window that has explained itself before."""
        self.stage.settings.has_told_tray = True
        self.window.close()
        assert self.is_away


@pytest.fixture(autouse=True)
def tray_icons(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(window_module, "QSystemTrayIcon", FakeTrayIcon)
    yield
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def me(stage) -> Leaver:
    """With one avatar on its way, waiting at the gate."""
    stage.world.vault.kept = ACCOUNT
    stage.open()
    stage.world.upload_gate.close()
    stage.window.presenter.dispatch.outbox.begin(KEY, stage.full_draft(), plan=True)
    stage.until(stage.world.upload_gate.reached.is_set)
    return Leaver(stage)


def _activate(stage) -> None:
    """Without a window manager nobody gives the keyboard back to the window once a dialog is closed."""
    stage.window.activateWindow()
    stage.until(stage.window.isActiveWindow)


def test_the_first_close_explains_where_the_program_goes(me: Leaver) -> None:
    assert me.icon.is_shown, "it is there to be seen while it is explained"
    me.window.close()
    assert me.window.isVisible()
    assert me.dialog() == "background_dialog"
    me.stage.press("background_confirm")
    assert me.is_away
    assert not QApplication.quitOnLastWindowClosed(), "a dialog that closes must not end a program in the tray"
    assert me.icon.messages == ["Sending goes on here, in the background."]
    me.stage.until(lambda: me.stage.settings.has_told_tray)


def test_later_closes_just_hide(me: Leaver) -> None:
    me.hide()
    assert me.dialog() == ""
    assert me.icon.messages == []
    me.icon.click()
    assert me.window.isVisible()
    assert QApplication.quitOnLastWindowClosed()
    me.window.close()
    assert me.is_away
    me.icon.choose("&Open Avatar Wizard")
    assert me.window.isVisible()


@pytest.mark.parametrize("how", ["background_cancel", "escape"])
def test_staying_changes_nothing(me: Leaver, how: str) -> None:
    me.window.close()
    if how == "escape":
        QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape)
    else:
        me.stage.press(how)
    assert me.window.isVisible()
    assert me.outbox.is_busy
    assert not me.stage.settings.has_told_tray, "whoever did not choose the tray is told again"
    me.window.close()
    assert me.dialog() == "background_dialog"


def test_pause_and_quit_from_the_explanation(me: Leaver) -> None:
    me.window.close()
    me.stage.press("background_quit")
    me.stage.until(lambda: bool(me.gone))
    assert not me.window.isVisible()
    assert not me.icon.is_shown
    assert not me.outbox.is_busy
    assert me.stage.world.journal.submissions()[0].phase is Phase.SENDING
    assert me.stage.world.journal.submissions()[0].problem is None


def test_enter_is_to_go_on_sending(me: Leaver) -> None:
    me.window.close()
    QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Return)
    assert me.is_away


def test_without_a_tray_closing_asks_and_nothing_is_ever_hidden(me: Leaver) -> None:
    me.icon.there = False
    me.stage.settings.has_told_tray = True
    me.window.close()
    assert me.window.isVisible()
    assert me.dialog() == "close_dialog"
    me.stage.press("close_cancel")
    assert me.window.isVisible()
    assert me.outbox.is_busy
    me.window.close()
    me.stage.press("close_confirm")
    me.stage.until(lambda: bool(me.gone))
    assert not me.outbox.is_busy


def test_closing_with_nothing_under_way_ends_the_program(stage) -> None:
    me = Leaver(stage.open())
    me.window.close()
    assert me.gone == [True]
    assert not me.window.isVisible()


def test_closing_with_everything_paused_ends_the_program(me: Leaver) -> None:
    me.outbox.pause_all()
    me.stage.until(lambda: not me.outbox.is_busy)
    me.window.close()
    assert me.gone == [True]


def test_what_is_only_held_back_keeps_the_program_alive(me: Leaver) -> None:
    me.stage.world.battery = 5
    me.window.presenter.dispatch.care.look()
    me.stage.press("going_on_cancel")
    me.stage.until(lambda: not me.outbox.is_busy)
    me.stage.settings.has_told_tray = True
    me.window.close()
    assert not me.window.isVisible()
    assert me.gone == [], "it goes on by itself when the cause is over"
    me.stage.world.battery = None
    me.window.presenter.dispatch.care.look()
    me.stage.until(lambda: me.outbox.is_busy)


def test_a_low_battery_is_told_of_when_the_window_is_away(me: Leaver) -> None:
    me.hide()
    me.stage.world.battery = 5
    me.window.presenter.dispatch.care.look()
    me.stage.until(lambda: me.dialog() == "going_on_dialog")
    assert me.icon.messages == ["Sending is on hold. It needs you."]
    me.stage.press("going_on_confirm")
    me.stage.until(lambda: me.outbox.run(KEY).state is RunState.RUNNING)
    assert not me.window.isVisible()
    assert me.gone == []


def test_ctrl_q_asks_wherever_one_is(me: Leaver) -> None:
    QTest.keyClick(me.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert me.dialog() == "close_dialog"
    assert QApplication.activeModalWidget().findChild(QPushButton, "close_confirm").text() == "&Pause and quit"
    me.stage.press("close_cancel")
    assert me.window.isVisible()
    _activate(me.stage)
    QTest.keyClick(me.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    me.stage.press("close_confirm")
    me.stage.until(lambda: bool(me.gone))
    assert not me.outbox.is_busy


def test_ctrl_q_with_nothing_under_way_asks_nothing(stage) -> None:
    me = Leaver(stage.open())
    QTest.keyClick(me.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert me.gone == [True]


def test_quit_from_the_tray_asks_over_the_window_and_keeping_on_hides_it_again(me: Leaver) -> None:
    me.hide()
    me.icon.choose("&Quit")
    assert me.window.isVisible()
    assert me.dialog() == "close_dialog"
    me.icon.choose("&Quit")
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]) == 1
    me.stage.press("close_cancel")
    assert me.is_away
    me.icon.choose("&Quit")
    me.stage.press("close_confirm")
    me.stage.until(lambda: bool(me.gone))
    assert not me.icon.is_shown
    assert not me.window.isVisible()


def test_the_question_counts(me: Leaver) -> None:
    me.outbox.begin("bbbbbbbbbbbb", me.stage.full_draft(), plan=True)
    me.window.close()
    assert QApplication.activeModalWidget().windowTitle() == "2 avatars are still being sent."
    me.stage.press("background_cancel")
    me.window.leaving.quit()
    assert QApplication.activeModalWidget().windowTitle() == "2 avatars are being sent."
    me.stage.press("close_cancel")


def test_a_call_that_hangs_holds_nobody_up(me: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service does not answer: the saga sees the pause only after half a minute."""
    me.outbox.pause_all()
    me.stage.until(lambda: not me.outbox.is_busy)
    me.stage.world.service.gate.close()
    me.stage.world.upload_gate.open()
    me.outbox.resume_all()
    me.stage.until(me.stage.world.service.gate.reached.is_set)
    me.window.leaving._say.setInterval(1)
    me.window.leaving._deadline.setInterval(300)
    me.window.leaving.quit()
    me.stage.press("close_confirm")
    me.stage.until(lambda: me.dialog() == "pausing_dialog")
    pausing = QApplication.activeModalWidget()
    QTest.keyClick(pausing, Qt.Key.Key_Escape)
    assert pausing.isVisible()
    assert me.icon.line == "Pausing..."
    me.window.close()
    me.window.leaving.quit()
    assert me.gone == []
    me.stage.until(lambda: bool(me.gone))
    assert me.outbox.is_busy, "it still hangs"
    assert not me.window.isVisible()
    assert me.dialog() == ""


def test_the_longest_wait_is_a_few_seconds() -> None:
    assert leaving_module.LONGEST_PAUSE_MS == 5_000


def test_the_end_of_the_session_asks_nobody(me: Leaver) -> None:
    me.window.leaving.session_ends()
    me.window.close()
    assert me.dialog() == ""
    assert me.gone == [True]
    me.stage.until(lambda: me.outbox.run(KEY) is not None)
    assert me.outbox.run(KEY).stop.is_set()


def test_a_session_whose_end_is_called_off_goes_on_sending(me: Leaver) -> None:
    me.window.leaving.session_ends()
    me.stage.until(lambda: me.outbox.run(KEY).state is RunState.PAUSED)
    me.window.leaving._session.timeout.emit()
    assert me.outbox.run(KEY).state is RunState.RUNNING
    me.window.close()
    assert me.dialog() == "background_dialog", "and closing means what it meant before"


def test_the_desktop_tells_of_the_sessions_end(me: Leaver, qapp: QApplication) -> None:
    session = qapp.findChild(QSessionManager)
    assert session is not None
    qapp.commitDataRequest.emit(session)
    assert me.outbox.run(KEY).stop.is_set()


def test_what_arrives_meanwhile_is_told_without_its_name(me: Leaver) -> None:
    me.stage.press("new_avatar")
    me.hide()
    me.stage.world.upload_gate.open()
    me.stage.until(lambda: not me.outbox.runs)
    me.stage.until(lambda: me.icon.messages == ["An avatar is in review now."])
    assert me.icon.is_shown
    assert me.icon.tip == "Avatar Wizard\nEverything is handed in for review"
    me.icon.messageClicked.emit()
    assert me.window.isVisible()
    assert me.window.content.is_home


def test_once_everything_arrived_quit_asks_nothing(me: Leaver) -> None:
    me.hide()
    me.stage.world.upload_gate.open()
    me.stage.until(lambda: not me.outbox.runs)
    assert me.gone == []
    me.icon.choose("&Quit")
    assert me.gone == [True]
    assert not me.icon.is_shown


def test_it_arrives_while_the_person_reads_the_explanation(me: Leaver) -> None:
    me.window.close()
    me.stage.world.upload_gate.open()
    me.stage.until(lambda: not me.outbox.is_busy)
    me.stage.press("background_confirm")
    assert me.gone == [True], "there is nothing left to be done in the background"


def test_it_arrives_while_the_person_reads_the_question(me: Leaver) -> None:
    me.hide()
    me.icon.choose("&Quit")
    assert me.dialog() == "close_dialog"
    me.stage.world.upload_gate.open()
    me.stage.until(lambda: not me.outbox.is_busy)
    me.icon.choose("&Quit")
    assert me.gone == [True]
    assert me.dialog() == ""
    assert QApplication.quitOnLastWindowClosed(), "the question that went away was not taken for a wish to stay"


def test_a_tray_that_vanishes_gives_the_window_back(me: Leaver) -> None:
    me.hide()
    me.icon.there = False
    for _ in range(2):
        me.window.tray._watch.timeout.emit()
    assert me.window.isVisible()
    assert me.window.isMinimized()
    me.window.close()
    assert me.dialog() == "close_dialog"


def test_the_tray_speaks_the_language_of_the_window(me: Leaver) -> None:
    me.window.set_language("zh_CN")
    me.stage.until(lambda: me.icon.choices[0] != "&Open Avatar Wizard")
    assert not me.icon.line.isascii()
    before = me.icon.line
    me.window.set_language("en")
    me.stage.until(lambda: me.icon.line != before)
