"""The dialogs about footage: mending, a reason, a still, several takes, a test shot, and how far a pass is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.footage import Finding, FootageReport, Repair, RuleSource, Severity
from avatar_wizard.domain.problem import Problem
from avatar_wizard.domain.takes import rank
from avatar_wizard.ui.mend_dialog import MendDialog
from avatar_wizard.ui.parts.pass_progress import PassProgress
from avatar_wizard.ui.parts.places import places_of
from avatar_wizard.ui.pass_standing import PassStanding, PassState, pass_line, pass_words, review_line
from avatar_wizard.ui.still_view import StillDialog
from avatar_wizard.ui.takes_dialog import TakesDialog
from avatar_wizard.ui.trial_dialog import TrialDialog
from avatar_wizard.ui.waiver_dialog import WaiverDialog
from avatar_wizard.ui.words.repairs import REPAIRS, repair_words
from unit.ui.held_page import GOOD, settle

OURS = RuleSource.OURS
WARNED = FootageReport(GOOD, (Finding("sound.too_loud", Severity.WARNING, OURS, {"loudness": -9.0}),))
REFUSED = FootageReport(GOOD, (Finding("video.mov", Severity.STOP, RuleSource.HUAWEI_REQUIRED),))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window as small as ours may be, for dialogs to stand over."""
    made = QWidget()
    made.resize(960, 640)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.hide()
    made.hide()


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    settle()


def press(dialog: QWidget, name: str) -> None:
    (button,) = [b for b in dialog.findChildren(QAbstractButton, name) if b.isVisible() and b.isEnabled()]
    button.click()


def said(dialog: QWidget) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def everything_is_named(dialog: QDialog) -> None:
    controls = [w for w in dialog.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    assert controls
    names = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in controls]
    assert all(names), [w.objectName() for w in controls]
    assert len(set(names)) == len(names), names
    assert all(w.objectName() for w in controls)
    assert all(min(w.width(), w.height()) >= 24 for w in controls), [(w.objectName(), w.size()) for w in controls]
    room = dialog.parentWidget().size()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()


# --- mending


def test_every_repair_has_words() -> None:
    assert set(REPAIRS) == set(Repair)
    assert len({repair_words(repair) for repair in Repair}) == len(Repair)


def test_it_says_what_will_be_done_where_and_what_room_it_takes(qtbot: QtBot, window: QWidget) -> None:
    dialog = MendDialog(tuple(Repair), Path("/films"), 5_000_000_000, window)
    opened(qtbot, dialog)
    assert all(repair_words(repair) in said(dialog) for repair in Repair)
    assert "/films" in said(dialog)
    assert "It needs about 5.0 GB there." in said(dialog)
    assert "yours stays as it is" in said(dialog)
    everything_is_named(dialog)
    dialog.show_room(9_000_000_000)
    assert "9.0 GB are free." in said(dialog)
    assert "too little" not in said(dialog)
    dialog.show_room(2_000_000_000)
    assert "That may be too little" in said(dialog)
    dialog.show_folder(Path("/other"))
    assert "2.0 GB" not in said(dialog), "that was another folder's room"


def test_it_begins_once_goes_on_and_is_cancelled(qtbot: QtBot, window: QWidget) -> None:
    dialog = MendDialog((Repair.REMUX,), Path("/films"), 1_000, window)
    opened(qtbot, dialog)
    begun: list[Path] = []
    dialog.start_wanted.connect(begun.append)
    assert QApplication.focusWidget().objectName() == "mend_confirm"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert begun == [Path("/films")]
    bar = dialog.findChild(QProgressBar, "mend_bar")
    assert bar.isVisible()
    dialog.show_progress(0.437, 61.0)
    assert (bar.value(), "43 %, about 1 min left" in said(dialog)) == (437, True)
    with qtbot.waitSignal(dialog.stop_wanted):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_a_failure_is_said_and_can_be_tried_again_elsewhere(qtbot: QtBot, window: QWidget) -> None:
    dialog = MendDialog((Repair.REMUX,), Path("/films"), 1_000, window)
    opened(qtbot, dialog)
    press(dialog, "mend_confirm")
    dialog.show_problem(Problem("repair.no_space", {"needed": 10**9, "free": 10**6}))
    assert "Not enough room for the new video" in said(dialog)
    with qtbot.waitSignal(dialog.folder_wanted):
        press(dialog, "mend_change_folder")
    dialog.show_folder(Path("/other"))
    with qtbot.waitSignal(dialog.start_wanted) as again:
        press(dialog, "mend_confirm")
    assert again.args == [Path("/other")]
    assert "Not enough room" not in said(dialog)
    stops: list[bool] = []
    dialog.stop_wanted.connect(lambda: stops.append(True))
    dialog.finish()
    assert stops == []


# --- a reason


def reasons(qtbot: QtBot, window: QWidget) -> tuple[WaiverDialog, list[str]]:
    given: list[str] = []
    dialog = WaiverDialog("The light changes", given.append, window, is_huaweis=True)
    opened(qtbot, dialog)
    return dialog, given


def test_a_prepared_reason_by_keyboard_alone(qtbot: QtBot, window: QWidget) -> None:
    dialog, given = reasons(qtbot, window)
    everything_is_named(dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert given == ["It is meant to be like this."]
    assert dialog.isHidden()


def test_own_words_are_a_reason_and_blanks_are_none(qtbot: QtBot, window: QWidget) -> None:
    dialog, given = reasons(qtbot, window)
    press(dialog, "waiver_confirm")
    assert given == []
    assert "Choose a reason, or write one." in said(dialog)
    line = dialog.findChild(QLineEdit, "waiver_own_edit")
    QTest.keyClicks(line, "   ")
    press(dialog, "waiver_confirm")
    assert given == []
    QTest.keyClicks(line, "the director wants it")
    press(dialog, "waiver_confirm")
    assert given == ["the director wants it"]


def test_escape_gives_no_reason(qtbot: QtBot, window: QWidget) -> None:
    dialog, given = reasons(qtbot, window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert given == []


# --- a still


PLACES = places_of(
    (
        Finding("picture.black", Severity.STOP, OURS, {}, 95.0, 97.0, None, ((95.0, 97.0), (10.0, 11.0))),
        Finding("sound.peak", Severity.TIP, OURS, {}, 250.0, 250.2),
    )
)


def test_a_still_and_its_neighbours_by_keyboard(qtbot: QtBot, window: QWidget) -> None:
    dialog = StillDialog(PLACES, 1, window)
    wanted: list[float] = []
    moved: list[str] = []
    dialog.wanted.connect(wanted.append)
    dialog.moved.connect(moved.append)
    opened(qtbot, dialog)
    everything_is_named(dialog)
    assert "1:35 - 1:37, Must be changed: Black pictures" in said(dialog)
    assert "Place 2 of 3" in said(dialog)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End):
        # The button that has the keyboard would take the arrow keys for itself.
        QTest.keyClick(QApplication.focusWidget(), key)
    assert wanted == [96.0, 250.1, 10.5, 250.1]
    assert moved == ["picture_black", "sound_peak", "picture_black", "sound_peak"]
    press(dialog, "still_back")
    assert "Place 2 of 3" in said(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_a_picture_that_comes_late_is_not_shown_for_another_moment(qtbot: QtBot, window: QWidget) -> None:
    dialog = StillDialog(PLACES, 0, window)
    opened(qtbot, dialog)
    red = QImage(160, 90, QImage.Format.Format_RGB32)
    red.fill(QColor("#c03010"))
    picture = dialog.findChild(QWidget, "still_picture")

    def middle() -> QColor:
        settle()
        return picture.grab().toImage().pixelColor(picture.width() // 2, picture.height() // 2 + 40)

    dialog.show_picture(96.0, red)
    assert middle() != QColor("#c03010")
    dialog.show_picture(10.5, red)
    assert middle() == QColor("#c03010")
    QTest.keyClick(dialog, Qt.Key.Key_Right)
    assert middle() != QColor("#c03010"), "the picture of the place before"
    dialog.show_picture(96.0, QImage())


def test_the_first_and_the_last_place_have_no_way_on(qtbot: QtBot, window: QWidget) -> None:
    dialog = StillDialog(PLACES[:1], 0, window)
    opened(qtbot, dialog)
    assert not dialog.findChild(QAbstractButton, "still_back").isEnabled()
    assert not dialog.findChild(QAbstractButton, "still_on").isEnabled()
    assert QApplication.focusWidget().objectName() == "still_close"


# --- several takes


def test_takes_are_ranked_with_reasons_and_one_is_taken(qtbot: QtBot, window: QWidget) -> None:
    names = ("bad.mp4", "good <b>take</b>.mp4", "broken.mp4")
    dialog = TakesDialog(names, window)
    opened(qtbot, dialog)
    dialog.show_looking(1)
    assert "Looking at take 2 of 3: good <b>take</b>.mp4" in said(dialog)
    reports = (REFUSED, WARNED, FootageReport(None, unreadable=True))
    order = rank([(str(n), report) for n, report in enumerate(reports)])
    dialog.show_takes([(int(t.name), replace(t, name=names[int(t.name)])) for t in order], is_complete=True)
    settle()
    everything_is_named(dialog)
    tops = {n: dialog.findChild(QWidget, f"take_{n}").y() for n in range(3)}
    assert tops[1] < tops[0] < tops[2]
    assert "It can be sent as it is; the other one would be refused." in said(dialog)
    assert not dialog.findChild(QAbstractButton, "take_this_2").isEnabled(), "nobody can send what cannot be read"
    assert dialog.focusWidget().objectName() == "take_this_1"
    with qtbot.waitSignal(dialog.taken) as taken:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert taken.args == [1]
    assert dialog.isHidden()


# --- a test shot


def test_a_test_shot_is_chosen_dropped_and_judged(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    clip = tmp_path / "test.mp4"
    clip.write_bytes(b"x")
    dialog = TrialDialog(window)
    opened(qtbot, dialog)
    everything_is_named(dialog)
    with qtbot.waitSignal(dialog.clip_wanted):
        press(dialog, "test_shot_choose")

    def let_go(*paths: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        dialog.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, modifier))

    offered: list[Path] = []
    dialog.clip_offered.connect(offered.append)
    for dropped in ((clip,), (clip, clip)):
        let_go(*dropped)
    assert offered == [clip]
    dialog.show_looking("test.mp4")
    assert dialog.findChild(QProgressBar, "test_shot_bar").isVisible()
    dialog.show_report(WARNED)
    settle()
    assert "Usable, with a risk" in said(dialog)
    assert not dialog.findChildren(QAbstractButton, "waive_sound_too_loud")
    everything_is_named(dialog)
    dialog.show_looking("other.mp4")
    dialog.show_problem(Problem("footage.tool_failed"))
    assert "Usable" not in said(dialog)
    with qtbot.waitSignal(dialog.stop_wanted):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


# --- how far the pass is


@pytest.fixture
def progress(qtbot: QtBot, window: QWidget) -> PassProgress:
    """The line of the video page."""
    made = PassProgress(window)
    made.resize(700, 90)
    return made


def test_the_line_tells_how_far_it_is_and_what_can_be_done(progress: PassProgress, qtbot: QtBot) -> None:
    assert progress.isHidden()
    progress.show_standing(PassStanding(PassState.RUNNING, 0.43, 61.0))
    settle()
    assert said(progress) == (
        "Looking through the whole take: 43 %, about 1 min left. You can go on with the next steps."
    )
    assert progress.findChild(QProgressBar).value() == 430
    with qtbot.waitSignal(progress.pause_wanted):
        press(progress, "pass_toggle")
    with qtbot.waitSignal(progress.skip_wanted):
        press(progress, "pass_skip")
    progress.show_standing(PassStanding(PassState.PAUSED, 0.43))
    with qtbot.waitSignal(progress.go_on_wanted):
        press(progress, "pass_toggle")
    progress.show_standing(PassStanding(PassState.SKIPPED))
    with qtbot.waitSignal(progress.again_wanted):
        press(progress, "pass_toggle")
    assert not progress.findChild(QProgressBar).isVisible()
    progress.show_standing(PassStanding(PassState.FAILED, problem=Problem("footage.tool_failed")))
    assert "The video could not be checked" in said(progress)
    with qtbot.waitSignal(progress.again_wanted):
        press(progress, "pass_toggle")
    progress.show_standing(PassStanding(PassState.DONE, 1.0))
    assert progress.isHidden()


@pytest.mark.parametrize("state", PassState)
def test_every_state_has_its_words_and_only_what_goes_on_is_said_elsewhere(state: PassState) -> None:
    standing = PassStanding(state, 0.999, None, Problem("footage.tool_failed"))
    assert bool(pass_words(standing)) is (state is not PassState.NONE)
    goes_on = state in (PassState.GLANCING, PassState.WAITING, PassState.RUNNING, PassState.PAUSED)
    assert bool(pass_line(standing)) is goes_on
    assert bool(review_line(standing)) is (goes_on or state in (PassState.SKIPPED, PassState.FAILED))
    assert "100 %" not in pass_words(standing), "it is not done before it is"
