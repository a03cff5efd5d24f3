"""Speed and hours by keyboard, by ear, in every size and theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from avatar_wizard.domain.limits import Limits
from avatar_wizard.domain.schedule import QuietHours, Schedule
from avatar_wizard.ui.language import CHINESE, ENGLISH, speak
from avatar_wizard.ui.theme import Theme, apply
from unit.ui.limits_rig import Rig, rigs


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Rig]]:
    """Makes a rig for what holds already."""
    yield from rigs(qtbot, qapp)


def test_everything_by_keyboard_alone(make) -> None:
    rig = make().open()

    def key(*keys: Qt.Key) -> None:
        for one in keys:
            QTest.keyClick(QApplication.focusWidget(), one)

    tab, down, space = Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Space
    key(down, down, tab)
    QTest.keyClicks(QApplication.focusWidget(), "50")
    key(tab, space, tab, down, tab, Qt.Key.Key_Up, tab, space, tab, down, tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "23:15")
    key(tab, space, tab)
    QTest.keyClicks(QApplication.focusWidget(), "obs.example.com")
    key(tab, tab, space)
    rig.qtbot.waitUntil(lambda: not rig.is_open)
    start = datetime(2026, 5, 6, 23, 15).timestamp()
    assert rig.limits == Limits(6_250_000, schedule=Schedule((QuietHours(time(8, 30), time(17, 30)),), start))
    assert tuple(rig.desk.preferences.upload_domains()) == ("obs.example.com",)


def test_enter_saves_from_a_line(make) -> None:
    for name in ("speed_number", "quiet_end"):
        rig = make().open()
        rig.type(name, "20")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        rig.qtbot.waitUntil(lambda rig=rig: not rig.is_open)
        assert rig.limits != Limits()


def test_the_arrows_go_on_from_what_was_typed(make) -> None:
    rig = make().open()
    rig.type("quiet_start", "10:10")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert rig.find(QComboBox, "quiet_start").currentText() == "10:30"


def test_the_wheel_changes_no_list(make) -> None:
    rig = make().open()
    for name in ("quiet_start", "start_day", "start_time"):
        box = rig.find(QComboBox, name)
        box.setFocus()
        before = box.currentText()
        turn = QWheelEvent(
            QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, turn)
        assert box.currentText() == before


def test_every_control_has_a_name_and_a_letter_of_its_own(make) -> None:
    for language in (ENGLISH, CHINESE):
        speak(language)
        rig = make().open()
        rig.press("limits_more")
        reachable = [
            w
            for w in rig.dialog.findChildren(QWidget)
            if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
        ]
        assert len(reachable) == 12
        for widget in reachable:
            said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert said.strip(), widget.objectName()
            assert "&" not in said
            assert widget.objectName(), said
        marked = [w.text() for w in rig.dialog.findChildren(QWidget) if isinstance(w, (QAbstractButton, QLabel))]
        letters = [text[text.index("&") + 1].lower() for text in marked if "&" in text]
        assert sorted(letters) == sorted(set(letters)) == sorted("alnvbmusc")


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("times", [1, 2])
def test_it_fits_the_smallest_window_and_only_scrolls_downwards(make, language: str, times: int) -> None:
    app = QApplication.instance()
    rig = make(Limits(1_000_000), ("obs.example.com",))
    speak(language)
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * times)
    app.setFont(font)
    try:
        rig.open()
        least = rig.dialog.minimumSizeHint()
        assert least.width() <= 960
        assert least.height() <= 640
        rig.dialog.resize(least)
        area = rig.find(QScrollArea, "")
        rig.qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
        assert area.horizontalScrollBar().maximum() == 0
        for button in rig.dialog.findChildren(QAbstractButton):
            if button.isVisible():
                needed = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
                assert button.width() >= needed, button.text()
    finally:
        apply(app, Theme.LIGHT)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_it_takes_every_theme_while_it_is_open(make, qapp: QApplication, theme: Theme) -> None:
    rig = make().open()
    rig.type("quiet_start", "18")
    apply(qapp, theme)
    assert rig.errors()
    rig.type("quiet_start", "17")
    rig.save()
    assert rig.limits.schedule.quiet == (QuietHours(time(17), time(18)),)
