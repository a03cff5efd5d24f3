"""Several takes: the keyboard stays with whoever chose a row, and what could not be judged is said as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.footage import Finding, FootageFacts, FootageReport, Question, Repair, RuleSource, Severity
from avatar_wizard.domain.problem import Problem, ProblemError
from avatar_wizard.domain.takes import Ranked, rank
from avatar_wizard.ui.mending import room_needed
from avatar_wizard.ui.takes_dialog import TakesDialog
from avatar_wizard.ui.trials import Takes
from avatar_wizard.ui.turns import Turn
from unit.ui.held_page import GOOD, settle

WARNED = FootageReport(GOOD, (Finding("sound.too_loud", Severity.WARNING, RuleSource.OURS, {"loudness": -9.0}),))
REFUSED = FootageReport(GOOD, (Finding("video.mov", Severity.STOP, RuleSource.HUAWEI_REQUIRED),))
UNREADABLE = FootageReport(None, unreadable=True)
NAMES = ("a.mp4", "b.mp4", "c.mp4")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(960, 640)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.hide()
    made.hide()


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> TakesDialog:
    made = TakesDialog(NAMES, window)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    settle()
    return made


def ranked(*reports: FootageReport) -> list[tuple[int, Ranked]]:
    order = rank([(str(number), report) for number, report in enumerate(reports)])
    return [(int(take.name), replace(take, name=NAMES[int(take.name)])) for take in order]


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def row(dialog: QWidget, number: int) -> str:
    (found,) = [w for w in dialog.findChildren(QWidget, f"take_{number}") if w.isVisible()]
    return " ".join(label.text() for label in found.findChildren(QLabel) if label.isVisible())


def button(dialog: QWidget, number: int) -> QPushButton:
    (found,) = [b for b in dialog.findChildren(QPushButton, f"take_this_{number}") if b.isVisible()]
    return found


# --- the keyboard


def test_the_keyboard_stays_on_the_take_that_somebody_went_to(dialog: TakesDialog, qtbot: QtBot) -> None:
    dialog.show_takes(ranked(REFUSED), is_complete=False)
    assert focused() == "takes_cancel"
    button(dialog, 0).setFocus()
    dialog.show_takes(ranked(REFUSED, WARNED), is_complete=False)
    settle()
    assert focused() == "take_this_0"
    dialog.show_takes(ranked(REFUSED, WARNED, UNREADABLE), is_complete=True)
    settle()
    assert focused() == "take_this_0", "Enter would take another one, or throw all of it away"
    with qtbot.waitSignal(dialog.taken) as taken:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert taken.args == [0]


def test_whoever_waited_finds_the_keyboard_on_the_best_one(dialog: TakesDialog) -> None:
    dialog.show_takes(ranked(REFUSED, WARNED), is_complete=False)
    assert focused() == "takes_cancel"
    dialog.show_takes(ranked(REFUSED, WARNED, UNREADABLE), is_complete=True)
    assert focused() == "take_this_1"


# --- what could not be judged


class Desk:
    """Judges by the file's name."""

    def __init__(self, answers: dict[str, FootageReport | Exception]) -> None:
        self.answers = answers

    def judge_take(self, path: Path, question: Question, stop: object) -> FootageReport:
        answer = self.answers[path.name]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Turns:
    """Whatever is begun is done at once."""

    def begin(
        self,
        work: Callable[[Turn], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        **_: object,
    ) -> Turn:
        turn = Turn()
        try:
            result = work(turn)
        except Exception as error:
            failed(error)
        else:
            done(result)
        return turn

    def cancel(self, turn: Turn) -> None:
        turn.stop.set()


def compare(window: QWidget, answers: Sequence[FootageReport | Exception]) -> tuple[Takes, list[Path]]:
    takes = Takes(Desk(dict(zip(NAMES, answers, strict=True))), Turns())  # type: ignore[arg-type]
    taken: list[Path] = []
    takes.compare(tuple(Path("/films") / name for name in NAMES), Question(), window, taken.append)
    settle()
    return takes, taken


def test_a_take_that_could_not_be_judged_says_why_and_can_be_taken(qtbot: QtBot, window: QWidget) -> None:
    _, taken = compare(
        window, (ProblemError("footage.cannot_decode", codec="AV1"), REFUSED, ProblemError("footage.tool_missing"))
    )
    assert "cannot read pictures stored as AV1" in row(window, 0)
    assert "The video checker is missing" in row(window, 2)
    assert "cannot be read" not in row(window, 1), "it was compared with none"
    tops = [window.findChild(QWidget, f"take_{number}").y() for number in range(3)]
    assert tops[1] < tops[0] < tops[2]
    button(window, 0).click()
    assert taken == [Path("/films/a.mp4")]


def test_only_what_cannot_be_read_cannot_be_taken(qtbot: QtBot, window: QWidget) -> None:
    failed: list[BaseException] = []
    takes = Takes(Desk(dict(zip(NAMES, (UNREADABLE, ZeroDivisionError(), WARNED), strict=True))), Turns())  # type: ignore[arg-type]
    takes.failed.connect(failed.append)
    takes.compare(tuple(Path("/films") / name for name in NAMES), Question(), window, lambda path: None)
    settle()
    assert [button(window, number).isEnabled() for number in range(3)] == [False, True, True]
    assert "The video could not be checked" in row(window, 1)
    assert [type(error) for error in failed] == [ZeroDivisionError]


def test_a_problem_is_never_the_one_that_is_proposed(dialog: TakesDialog) -> None:
    only = [(0, Ranked(1, "a.mp4", FootageReport(None)))]
    dialog.show_takes(only, is_complete=True, problems={0: Problem("footage.tool_timeout", {"seconds": 30})})
    assert button(dialog, 0).property("kind") != "primary"
    assert "Good" not in row(dialog, 0)


def test_nothing_becomes_a_window_of_its_own_on_the_way(dialog: TakesDialog, windows_shown: list[str]) -> None:
    dialog.show_takes(ranked(REFUSED, WARNED, UNREADABLE), is_complete=True)
    settle()
    assert windows_shown == []


# --- what a mended copy needs


def test_the_room_for_new_pictures_is_rather_too_much_than_too_little() -> None:
    facts = FootageFacts(
        size=1_000_000, container="mov", duration_s=600.0, width=1920, height=1080, codec="hevc", frame_rate=25.0
    )
    assert room_needed(facts, (Repair.H264,)) >= 1920 * 1080 * 25 * 600 * 0.4 / 8
    assert room_needed(facts, (Repair.REMUX,)) == facts.size
