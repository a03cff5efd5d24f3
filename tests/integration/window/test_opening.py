"""The moment before the window: a keyring that asks, one that never answers, and a store that cannot be read."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.ui.opening import Opening
from avatar_wizard.ui.wording import problem_words


def _top(name: str) -> QWidget | None:
    found = [w.findChild(QWidget, name) for w in QApplication.topLevelWidgets()]
    return next((widget for widget in found if widget is not None and widget.isVisible()), None)


def test_the_window_comes_once_everything_is_open(qtbot: QtBot) -> None:
    shown: list[str] = []

    def show(made: str) -> QWidget:
        shown.append(made)
        return QWidget()

    opening = Opening(lambda: "rooms", show)
    opening.begin()
    qtbot.waitUntil(lambda: shown == ["rooms"])
    opening.end()


def test_a_keyring_that_never_answers_is_explained_and_can_be_left(qtbot: QtBot) -> None:
    answer = threading.Event()
    shown: list[object] = []
    opening = Opening(lambda: answer.wait(10), lambda made: shown.append(made) or QWidget(), patience_ms=0, long_ms=1)
    opening.begin()
    qtbot.waitUntil(lambda: _top("opening_close") is not None)
    label = _top("opening_label")
    assert isinstance(label, QLabel)
    assert "behind another window" in label.text()
    blocked = [thread for thread in threading.enumerate() if thread.name == "opening"]
    assert all(thread.daemon for thread in blocked), "the process would not end"
    close = _top("opening_close")
    assert isinstance(close, QPushButton)
    close.click()
    assert _top("opening_label") is None
    opening.end()
    answer.set()
    for thread in blocked:
        thread.join(10)
    QApplication.processEvents()
    assert shown == []


@pytest.mark.parametrize("code", ["store.newer", "store.unreadable", "store.no_access", "store.full"])
def test_a_store_that_cannot_be_opened_is_said_in_words(qtbot: QtBot, code: str) -> None:
    def broken() -> None:
        raise ProblemError(code)

    opening = Opening(broken, lambda _: QWidget())
    opening.begin()

    def boxes() -> list[QMessageBox]:
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    [box] = boxes()
    words = problem_words(Problem(code))
    assert box.text() == words.title, "a title bar may not be shown"
    assert words.action in box.informativeText()
    box.hide()
    box.deleteLater()
    opening.end()


def test_a_damaged_store_is_put_aside_only_when_the_person_says_so(qtbot: QtBot) -> None:
    done: list[str] = []

    def open_rooms() -> str:
        if "aside" not in done:
            raise ProblemError("store.damaged")
        return "rooms"

    def show(rooms: str) -> QWidget:
        done.append(rooms)
        return QWidget()

    opening = Opening(open_rooms, show, begin_anew=lambda: done.append("aside"))
    opening.begin()

    def button() -> QPushButton | None:
        found = [w.findChild(QPushButton, "begin_anew") for w in QApplication.topLevelWidgets()]
        return next((each for each in found if each is not None and each.isVisible()), None)

    qtbot.waitUntil(lambda: button() is not None)
    assert done == []
    pressed = button()
    assert pressed is not None
    pressed.click()
    qtbot.waitUntil(lambda: done == ["aside", "rooms"])
    opening.end()
