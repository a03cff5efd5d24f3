"""Questions and the file dialog: the harmless answer is the easy one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.draft import Role
from avatar_wizard.ui.parts.problem_strip import Action, Notice, ProblemStrip
from avatar_wizard.ui.picking import NativePicker
from avatar_wizard.ui.question import Question, ask

GRAVE = Question("discard", "Discard?", ("It is gone then.",), "Discard", "Keep it", is_grave=True)
PLAIN = Question("submit", "Submit?", ("It is sent.",), "Submit", "Not yet")


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.mark.parametrize(
    ("question", "key", "expected"),
    [
        (GRAVE, Qt.Key.Key_Return, "no"),
        (PLAIN, Qt.Key.Key_Return, "yes"),
        (GRAVE, Qt.Key.Key_Escape, "no"),
        (PLAIN, Qt.Key.Key_Escape, "no"),
    ],
)
def test_enter_and_escape(ground: QWidget, qtbot: QtBot, question: Question, key: Qt.Key, expected: str) -> None:
    answers: list[str] = []
    ask(ground, question, lambda: answers.append("yes"), lambda: answers.append("no"))
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QTest.keyClick(QApplication.activeModalWidget(), key)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [expected]


def test_the_desktop_dialog_gives_an_absolute_path(ground: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    film = tmp_path / "\u6d4b\u8bd5 take.mp4"
    film.write_bytes(b"x")
    chosen: list[Path] = []
    picker = NativePicker()
    picker._folder = tmp_path
    picker.pick(ground, Role.TRAINING_VIDEO, chosen.append)
    dialog = ground.findChild(QFileDialog, "file_dialog")
    assert "*.mp4" in dialog.nameFilters()[0]
    assert dialog.nameFilters()[1].endswith("(*)")
    dialog.selectFile(str(film))
    dialog.accept()
    qtbot.waitUntil(lambda: bool(chosen))
    assert chosen == [film]


def test_a_cancelled_dialog_chooses_nothing(ground: QWidget, tmp_path: Path) -> None:
    chosen: list[Path] = []
    NativePicker().pick(ground, Role.COVER, chosen.append)
    ground.findChild(QFileDialog, "file_dialog").reject()
    assert chosen == []


def test_the_strip_says_all_and_its_first_action_has_the_focus(qtbot: QtBot) -> None:
    strip = ProblemStrip()
    qtbot.addWidget(strip)
    holder = strip
    holder.show()
    qtbot.waitExposed(holder)
    strip.activateWindow()
    acted: list[str] = []
    strip.acted.connect(acted.append)
    actions = (Action("retry_button", "Try again"), Action("dismiss_notice", "Dismiss"))
    strip.show_notice(Notice("What", "The facts.", "The next action.", actions=actions, takes_focus=True))
    assert strip.accessibleName() == "What. The facts. The next action."
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert QApplication.focusWidget().objectName() == "retry_button"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert acted == ["retry_button"]
    strip.show_notice(None)
    assert not strip.isVisible()
