"""The verdict card and the cards of its findings: what they offer, what they keep, and what they draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.footage import Finding, FootageReport, Pass, Repair, RuleSource, Severity
from avatar_wizard.domain.signals import ScreenColour, ScreenSignals, Signals
from avatar_wizard.ui.parts.finding_card import FindingCard
from avatar_wizard.ui.parts.heat_map import HeatMap
from avatar_wizard.ui.parts.places import moment_of, names_of, places_of
from avatar_wizard.ui.parts.still_button import StillButton
from avatar_wizard.ui.parts.verdict_card import VerdictCard, repairs_of
from unit.ui.held_page import GOOD, settle

OURS = RuleSource.OURS
STOP = Finding("video.mov", Severity.STOP, RuleSource.HUAWEI_REQUIRED, repair=Repair.REMUX)
BLACK = Finding("picture.black", Severity.WARNING, OURS, {"seconds": 2.0, "count": 3}, 95.0, 97.0, None)
BLACK = replace(BLACK, spans=((95.0, 97.0), (10.0, 11.0), (200.0, 200.5)))
LOUD = Finding("sound.too_loud", Severity.WARNING, OURS, {"loudness": -9.0}, repair=Repair.LOUDNESS)
TIP = Finding("sound.peak", Severity.TIP, OURS, {"peak": 0.1, "maximum": -1.0}, 250.0, 250.2, Repair.LOUDNESS)
UNEVEN = Finding("screen.uneven", Severity.WARNING, RuleSource.HUAWEI_ADVISED, {"stops": 0.5}, 40.0, 40.0)
SCREEN = ScreenSignals(ScreenColour.GREEN, map_columns=4, map=(40.0, 41.0, 42.0, 60.0, 20.0, -1.0, -1.0, 44.0))
REPORT = FootageReport(GOOD, (STOP, BLACK, LOUD, UNEVEN, TIP), done=Pass.FULL, signals=Signals(True, screen=SCREEN))


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[VerdictCard]:
    """A card in a window that has the keyboard."""
    made = VerdictCard()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(made)
    qtbot.addWidget(area)
    made.show_report(REPORT)
    area.resize(760, 500)
    area.show()
    qtbot.waitExposed(area)
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    settle()
    yield made
    area.hide()


def find(card: QWidget, name: str) -> QPushButton:
    """The one visible button of that name."""
    (found,) = [b for b in card.findChildren(QAbstractButton, name) if b.isVisibleTo(card)]
    return found


def has(card: QWidget, name: str) -> bool:
    return any(b.isVisibleTo(card) for b in card.findChildren(QAbstractButton, name))


def test_what_can_be_mended_has_a_button_and_a_stop_cannot_be_sent_anyway(card: VerdictCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.mend_wanted) as wanted:
        find(card, "mend_video_mov").click()
    assert wanted.args == [(Repair.REMUX,)]
    assert not has(card, "waive_video_mov")
    assert not has(card, "show_video_mov"), "it has no time"
    assert not has(card, "mend_picture_black")
    assert has(card, "waive_picture_black")
    assert not has(card, "waive_sound_peak"), "a tip needs no reason"


def test_all_that_can_be_mended_at_once(card: VerdictCard, qtbot: QtBot) -> None:
    assert find(card, "mend_all").text() == "Mend all (2)..."
    with qtbot.waitSignal(card.mend_wanted) as wanted:
        find(card, "mend_all").click()
    assert wanted.args == [(Repair.REMUX, Repair.LOUDNESS)]
    card.show_report(replace(REPORT, findings=(STOP, BLACK)))
    assert not has(card, "mend_all"), "one button for one thing is enough"
    assert repairs_of(None) == ()


def test_a_warning_that_was_accepted_is_folded_up_with_its_reason(card: VerdictCard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.waive_wanted) as wanted:
        find(card, "waive_picture_black").click()
    assert wanted.args == ["picture.black"]
    find(card, "waive_picture_black").setFocus()
    card.show_report(REPORT, {"picture.black": "It is <b>meant</b> so."})
    settle()
    (accepted,) = [c for c in card.findChildren(FindingCard) if c.finding == BLACK]
    assert "You send it anyway: It is <b>meant</b> so." in accepted.accessibleName()
    assert not has(card, "show_picture_black"), "it is folded up"
    assert not has(card, "waive_picture_black")
    assert QApplication.focusWidget() is not None, "the keyboard went nowhere"
    find(card, "details_picture_black").click()
    assert has(card, "show_picture_black")
    with qtbot.waitSignal(card.unwaive_wanted) as back:
        find(card, "unwaive_picture_black").click()
    assert back.args == ["picture.black"]
    card.show_report(REPORT, {})
    assert has(card, "waive_picture_black")


def test_the_keyboard_comes_back_to_the_card_from_the_dialog_that_changed_it(card: VerdictCard, qtbot: QtBot) -> None:
    find(card, "waive_picture_black").setFocus()
    dialog = QWidget()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    card.show_report(REPORT, {"picture.black": "It is meant so."})
    dialog.hide()
    card.window().activateWindow()
    qtbot.waitUntil(card.window().isActiveWindow)
    settle()
    assert QApplication.focusWidget() is find(card, "unwaive_picture_black")
    card.show_report(REPORT)
    assert QApplication.focusWidget() is find(card, "waive_picture_black")


def test_nothing_becomes_a_window_of_its_own_on_the_way(card: VerdictCard, windows_shown: list[str]) -> None:
    card.show_report(None)
    card.show_report(REPORT)
    settle()
    assert windows_shown == []


def test_a_reason_never_covers_a_stop(card: VerdictCard) -> None:
    card.show_report(REPORT, {"video.mov": "please"})
    (stop,) = [c for c in card.findChildren(FindingCard) if c.finding == STOP]
    assert not stop.is_accepted
    assert "please" not in stop.accessibleName()


def test_show_leads_to_the_mark_and_the_mark_to_the_picture(card: VerdictCard, qtbot: QtBot) -> None:
    find(card, "show_picture_black").click()
    assert card.strip.marks[card.strip.current].name == "picture_black"
    assert QApplication.focusWidget().objectName() == "mark_picture_black"
    with qtbot.waitSignal(card.place_wanted) as wanted:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert wanted.args == ["picture_black"]
    with qtbot.waitSignal(card.place_wanted) as wanted:
        find(card, "still_sound_peak").click()
    assert wanted.args == ["sound_peak"]


def test_a_picture_reaches_its_card_also_when_the_card_comes_later(card: VerdictCard) -> None:
    red = QImage(160, 90, QImage.Format.Format_RGB32)
    red.fill(QColor("#c03010"))
    card.put_picture(moment_of(95.0, 97.0), red)
    still = card.findChild(StillButton, "still_picture_black")
    assert still.has_picture
    centre = still.grab().toImage().pixelColor(still.width() // 2, still.height() // 2)
    assert centre == QColor("#c03010")
    assert not card.findChild(StillButton, "still_sound_peak").has_picture
    card.show_report(None)
    card.show_report(REPORT)
    assert card.findChild(StillButton, "still_picture_black").has_picture
    card.clear_pictures()
    card.show_report(None)
    card.show_report(REPORT)
    assert not card.findChild(StillButton, "still_picture_black").has_picture


def test_cards_that_say_the_same_stay_and_keep_the_keyboard(card: VerdictCard) -> None:
    button = find(card, "waive_sound_too_loud")
    button.setFocus()
    added = Finding("picture.frozen", Severity.WARNING, OURS, {"seconds": 3.0, "count": 1}, 5.0, 8.0)
    card.show_report(replace(REPORT, findings=(STOP, added, *REPORT.findings[1:])))
    settle()
    assert QApplication.focusWidget() is button
    tops = [c.y() for c in sorted(card.findChildren(FindingCard), key=lambda c: c.y())]
    assert len(tops) == 6
    walked = []
    find(card, "save_report").setFocus()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in walked:
            break
        walked.append(QApplication.focusWidget())
    names = [widget.objectName() for widget in walked]
    assert names.index("show_picture_frozen") < names.index("show_picture_black") < names.index("waive_sound_too_loud")


def test_the_same_report_again_changes_nothing(card: VerdictCard) -> None:
    before = card.findChildren(FindingCard)
    card.show_report(REPORT, {})
    assert card.findChildren(FindingCard) == before


def test_good_so_far_is_not_good_to_go(card: VerdictCard) -> None:
    words = {}
    for done in Pass:
        card.show_report(FootageReport(GOOD, done=done))
        words[done] = card.spoken.split(".")[0]
    assert words == {Pass.CONTAINER: "Good so far", Pass.INSTANT: "Good so far", Pass.FULL: "Good to go"}


def test_what_was_not_checked_is_told_unless_it_is_still_to_come(card: VerdictCard) -> None:
    card.show_report(replace(REPORT, unmade=("unmade.full",)))
    assert not has(card, "unmade_checks")
    card.show_report(replace(REPORT, unmade=("unmade.full", "unmade.person")))
    assert has(card, "unmade_checks")


def test_a_trial_decides_nothing(qtbot: QtBot) -> None:
    trial = VerdictCard("trial", is_trial=True)
    qtbot.addWidget(trial)
    trial.show_report(REPORT)
    trial.show()
    offered = {b.objectName().partition("_")[0] for b in trial.findChildren(QPushButton) if b.isVisibleTo(trial)}
    assert offered == {"show"}


def test_codes_that_come_twice_have_names_of_their_own() -> None:
    twice = (BLACK, STOP, BLACK, BLACK)
    assert names_of(twice) == ("picture_black", "video_mov", "picture_black__2", "picture_black__3")


def test_places_are_in_the_order_of_time_and_know_their_finding() -> None:
    places = places_of(REPORT.findings)
    assert [(p.start_s, p.name) for p in places] == [
        (10.0, "picture_black"),
        (40.0, "screen_uneven"),
        (95.0, "picture_black"),
        (200.0, "picture_black"),
        (250.0, "sound_peak"),
    ]
    assert places[2].moment_s == 96.0
    assert places[2].words == "1:35 - 1:37, Warning: Black pictures"
    assert moment_of(3.0, None) == 3.0


def test_the_heat_map_stands_under_the_first_finding_about_the_screen(card: VerdictCard) -> None:
    (heat,) = [m for m in card.findChildren(HeatMap) if m.isVisibleTo(card)]
    assert heat.objectName() == "heat_map_screen_uneven"
    assert heat.accessibleDescription() == "Darkest at the bottom left, brightest at the top right."
    picture = heat.grab().toImage()
    wide, tall = 240, 120
    dark, bright = (picture.pixelColor(x, y) for x, y in ((wide // 8, tall * 3 // 4), (wide * 7 // 8, tall // 4)))
    assert dark.blue() > dark.red() + 40, "darker is blue"
    assert bright.red() > bright.blue() + 40, "brighter is orange"
    card.show_report(replace(REPORT, signals=None))
    assert not [m for m in card.findChildren(HeatMap) if m.isVisibleTo(card)]


@pytest.mark.parametrize("screen", [None, ScreenSignals(), ScreenSignals(map_columns=3, map=(-1.0, -1.0, -1.0))])
def test_without_a_screen_there_is_no_heat_map(qtbot: QtBot, screen: ScreenSignals | None) -> None:
    heat = HeatMap()
    qtbot.addWidget(heat)
    heat.show_screen(screen)
    assert heat.isHidden()
    assert heat.minimumSizeHint().width() == 0 or screen is not None
