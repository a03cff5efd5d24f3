"""Speed and hours: left, saved, or not kept; and the window around the dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui.language import CHINESE
from avatar_wizard.ui.limits_dialog import LimitsDialog
from avatar_wizard.ui.limits_presenter import LimitsPresenter
from unit.ui.limits_rig import Rig, rigs


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Rig]]:
    """Makes a rig for what holds already."""
    yield from rigs(qtbot, qapp)


def test_escape_changes_nothing(make) -> None:
    rig = make(Limits(1_000_000), ("obs.example.com",)).open()
    before = dict(rig.store.kept)
    rig.type("speed_number", "99")
    rig.press("quiet_box")
    QTest.keyClick(rig.dialog, Qt.Key.Key_Escape)
    assert not rig.is_open
    rig.settle()
    assert (rig.limits, rig.store.kept, rig.told) == (Limits(1_000_000), before, [])


def test_the_enter_that_opened_it_does_not_save_it(make) -> None:
    rig = make().open()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(QApplication.focusWidget(), held)
    rig.settle()
    assert rig.is_open
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    rig.qtbot.waitUntil(lambda: not rig.is_open)


def test_a_full_disk_is_said_and_all_holds_for_this_run(make) -> None:
    rig = make().open()
    rig.store.problem = Problem("store.full")
    rig.press("speed_polite")
    rig.find(QPlainTextEdit, "domains_edit").setPlainText("obs.example.com")
    rig.press("limits_save")
    rig.settle()
    assert rig.limits == Limits(is_polite=True)
    assert tuple(rig.desk.preferences.upload_domains()) == ("obs.example.com",)
    assert rig.text("problem_text") == "It holds until you close this program; after that, it is as it was before."
    assert "disk is full" in rig.text("problem_advice")
    assert rig.text("limits_outcome") == "Now: a quarter of the line stays free."
    assert rig.told[0] == "changed"
    assert isinstance(rig.told[1], ProblemError)
    assert QApplication.focusWidget() is rig.find(QAbstractButton, "limits_retry")
    rig.store.problem = None
    rig.press("limits_retry")
    rig.qtbot.waitUntil(lambda: not rig.is_open)
    assert rig.kept() == (Limits(is_polite=True), ("obs.example.com",))


def test_what_nobody_foresaw_is_told_on(make) -> None:
    rig = make().open()
    rig.store.error = RuntimeError("x")
    rig.press("limits_save")
    rig.settle()
    assert rig.is_open
    assert rig.told == ["changed", rig.store.error]


def test_saving_twice_writes_once(make) -> None:
    rig = make().open()
    rig.store.gate.close()
    rig.press("limits_save")
    rig.press("limits_save")
    rig.store.gate.open()
    rig.settle()
    assert rig.told == ["changed"]


@pytest.mark.parametrize("problem", [None, Problem("store.full")])
def test_it_can_be_left_and_opened_again_while_the_disk_takes_its_time(make, problem: Problem | None) -> None:
    rig = make().open()
    rig.store.gate.close()
    rig.press("speed_polite")
    rig.press("limits_save")
    assert rig.store.gate.reached.wait(10)
    rig.press("limits_cancel")
    assert not rig.is_open
    rig.open()
    rig.store.problem = problem
    rig.store.gate.open()
    rig.settle()
    assert rig.limits == Limits(is_polite=True)
    assert rig.told[0] == "changed"
    assert rig.is_open
    assert rig.text("problem_title") == ""


def test_opening_twice_shows_one(make) -> None:
    rig = make().open()
    first = rig.dialog
    rig.type("speed_number", "33")
    rig.presenter.open(rig.page)
    assert rig.dialog is first
    assert rig.find(QLineEdit, "speed_number").text() == "33"


@pytest.mark.usefixtures("make")
def test_it_survives_the_window_being_built_anew(stage) -> None:
    stage.open()
    presenter = LimitsPresenter(stage.world.desk(), stage.window.tasks, stage.window)
    presenter.open(stage.window.content.home)
    stage.window.set_language(CHINESE)
    stage.settle()
    stage.until(lambda: stage.window.content.home.isVisible())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.press("speed_polite")
    stage.press("limits_save")
    stage.until(
        lambda: stage.window.findChild(LimitsDialog) is None or not stage.window.findChild(LimitsDialog).isVisible()
    )
    assert stage.world.uplink.limits == Limits(is_polite=True)
    presenter.open(stage.window.content.home)
    assert stage.window.findChildren(LimitsDialog)[-1].windowTitle() != "Speed and hours"
