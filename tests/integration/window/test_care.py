"""The computer stays awake while it sends, and a person is asked about a metered line and a low battery."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from avatar_wizard.ui.line_watch import LineWatch
from avatar_wizard.ui.outbox import RunState
from support.fake_ports import ACCOUNT

KEY = "0123456789ab"


@pytest.fixture
def sending(stage):
    """A window that sends, held at the first file."""
    stage.world.vault.kept = ACCOUNT
    stage.world.upload_gate.close()
    stage.open()
    return stage


def begin(stage) -> None:
    presenter = stage.window.presenter
    presenter.dispatch.outbox.begin(KEY, stage.full_draft(), plan=True)
    stage.until(stage.world.upload_gate.reached.is_set)


def state(stage) -> RunState | None:
    run = stage.window.presenter.dispatch.outbox.run(KEY)
    return run.state if run is not None else None


def question(stage) -> bool:
    modal = QApplication.activeModalWidget()
    return modal is not None and modal.objectName() == "going_on_dialog"


def metered(monkeypatch: pytest.MonkeyPatch, stage, told: bool) -> None:
    monkeypatch.setattr(LineWatch, "is_metered", property(lambda watch: told))
    stage.window.presenter.dispatch.care.look()


def test_it_stays_awake_only_while_it_sends(sending) -> None:
    kept = sending.world.wakefulness
    assert kept.history == []
    begin(sending)
    sending.until(lambda: kept.is_kept)
    sending.world.upload_gate.open()
    sending.until(lambda: state(sending) is None)
    sending.until(lambda: not kept.is_kept)
    assert kept.history == [True, False]


def test_a_pause_lets_it_sleep(sending) -> None:
    begin(sending)
    sending.until(lambda: sending.world.wakefulness.is_kept)
    sending.window.presenter.dispatch.outbox.pause(KEY)
    sending.until(lambda: state(sending) is RunState.PAUSED and not sending.world.wakefulness.is_kept)


def test_a_metered_line_is_asked_about_and_may_be_allowed(sending, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(sending)
    metered(monkeypatch, sending, told=True)
    sending.until(lambda: state(sending) is RunState.HELD and question(sending))
    sending.press("going_on_confirm")
    sending.until(lambda: state(sending) is RunState.RUNNING)
    sending.window.presenter.dispatch.care.look()
    sending.world.upload_gate.open()
    sending.until(lambda: state(sending) is None)
    assert not question(sending)


def test_a_low_battery_waits_and_goes_on_by_itself_when_plugged_in(sending) -> None:
    begin(sending)
    sending.world.battery = 12
    sending.window.presenter.dispatch.care.look()
    sending.until(lambda: state(sending) is RunState.HELD and question(sending))
    sending.press("going_on_cancel")
    sending.window.presenter.dispatch.care.look()
    sending.until(lambda: state(sending) is RunState.HELD)
    sending.world.battery = None
    sending.window.presenter.dispatch.care.look()
    sending.world.upload_gate.open()
    sending.until(lambda: state(sending) is None)


def test_the_question_goes_when_its_cause_is_over(sending) -> None:
    begin(sending)
    sending.world.battery = 5
    sending.window.presenter.dispatch.care.look()
    sending.until(lambda: question(sending))
    sending.until(lambda: state(sending) is RunState.HELD)
    sending.world.battery = 80
    sending.window.presenter.dispatch.care.look()
    sending.until(lambda: not question(sending) and state(sending) is RunState.RUNNING)


def test_resumed_by_hand_it_is_not_held_again(sending) -> None:
    begin(sending)
    sending.world.battery = 5
    care, outbox = sending.window.presenter.dispatch.care, sending.window.presenter.dispatch.outbox
    care.look()
    sending.until(lambda: question(sending))
    sending.press("going_on_cancel")
    sending.until(lambda: state(sending) is RunState.HELD)
    outbox.resume(KEY)
    care.look()
    sending.world.upload_gate.open()
    sending.until(lambda: state(sending) is None)


def test_a_pause_while_on_hold_stays_a_pause(sending) -> None:
    begin(sending)
    sending.world.battery = 5
    care, outbox = sending.window.presenter.dispatch.care, sending.window.presenter.dispatch.outbox
    care.look()
    sending.until(lambda: state(sending) is RunState.HELD)
    outbox.pause(KEY)
    assert state(sending) is RunState.PAUSED
    sending.world.battery = None
    care.look()
    sending.settle()
    assert state(sending) is RunState.PAUSED


def test_the_network_coming_back_is_passed_on(sending) -> None:
    begin(sending)
    sending.window.presenter.findChild(LineWatch).came_back.emit()
    assert sending.world.uplink.nudges == [False]
